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

static void add_table(vro_result_tables *tables, const char *name, const char *text) {
    vro_errors errors = {0};
    assert_int_equal(vro_result_tables_add(tables, name, text, strlen(text), &errors), VRO_OK);
}

// The number of a strategy is its colour: it must be the same in figures of files with a row for
// the reference and of files without one.
static void without_a_list_a_reference_keeps_its_number_in_comparisons(void **state) {
    (void)state;
    vro_errors errors = {0};
    for (int whole = 0; whole < 2; whole++) {
        vro_strategy_names names;
        vro_result_tables tables = {0};
        add_table(&tables, "contrasts.csv", "strategy,reference\nboth,release\nvro,release\n");
        if (whole)
            add_table(&tables, "revision.csv", "strategy\nvro\nrelease\nboth\n");
        assert_int_equal(vro_strategy_names_read(&names, &tables, "contrasts.csv", &errors),
                         VRO_OK);
        assert_int_equal(names.names.count, 3);
        assert_int_equal(vro_strategy_names_find(&names, "release"), whole ? 1 : 0);
        assert_int_equal(vro_strategy_names_find(&names, "both"), whole ? 2 : 1);
        vro_strategy_names_free(&names);
        vro_result_tables_free(&tables);
    }
}

int test_strategy_names(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strategies_have_the_order_and_the_labels_of_their_list),
        cmocka_unit_test(without_a_list_strategies_have_the_order_of_the_file),
        cmocka_unit_test(without_a_list_a_reference_keeps_its_number_in_comparisons),
    };
    return cmocka_run_group_tests_name("strategy_names", tests, NULL, NULL);
}
