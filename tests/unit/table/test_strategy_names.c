// Strategies of result files: order, labels, reference.
#include "vrosim/table/strategy_names.h"

#include "near.h"

#include <string.h>

static void read_names(vro_strategy_names *self, const char *list, const char *summary) {
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    if (list)
        assert_int_equal(
            vro_result_tables_add(&tables, "strategies.csv", list, strlen(list), &errors), VRO_OK);
    assert_int_equal(
        vro_result_tables_add(&tables, "summary.csv", summary, strlen(summary), &errors), VRO_OK);
    assert_int_equal(vro_strategy_names_read(self, &tables, "summary.csv", &errors), VRO_OK);
    vro_result_tables_free(&tables);
}

static void strategies_have_the_order_and_the_labels_of_their_list(void **state) {
    (void)state;
    vro_strategy_names names;
    read_names(&names, "strategy,label,reference\nb_b,b_b,0\na,\"Varus, early\",1\n",
               "strategy\na\nb_b\n");
    assert_int_equal(names.names.count, 2);
    assert_string_equal(names.names.texts[0], "b_b");
    assert_string_equal(names.labels[0], "b b");
    assert_string_equal(names.labels[1], "Varus, early");
    assert_int_equal(names.reference, 1);
    assert_int_equal(vro_strategy_names_find(&names, "a"), 1);
    assert_string_equal(vro_strategy_names_label(&names, "a"), "Varus, early");
    vro_strategy_names_free(&names);
}

static void without_a_list_strategies_have_the_order_of_the_file(void **state) {
    (void)state;
    vro_strategy_names names;
    read_names(&names, NULL, "strategy\nsoft_tissue\nsoft_tissue\nvro\n");
    assert_int_equal(names.names.count, 2);
    assert_string_equal(names.labels[0], "soft tissue");
    assert_string_equal(names.labels[1], "vro");
    assert_int_equal(names.reference, 0);
    assert_int_equal(vro_strategy_names_find(&names, "none"), 2);
    assert_string_equal(vro_strategy_names_label(&names, "none"), "none");
    vro_strategy_names_free(&names);
}

int test_strategy_names(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strategies_have_the_order_and_the_labels_of_their_list),
        cmocka_unit_test(without_a_list_strategies_have_the_order_of_the_file),
    };
    return cmocka_run_group_tests_name("strategy_names", tests, NULL, NULL);
}
