#include "vrosim/input/layers.h"

#include "faults.h"
#include "vrosim/input/scenario.h"

#include <stdio.h>

static void a_doubled_row_of_one_table_is_a_fault(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spica,fixed,1,,,,,probability,\n,,plan.spica,fixed,0,,,,,probability,",
         ":3: ", "line 2 sets"},
        {"a,2,plan.spica,fixed,1,,,,,probability,\nb,2,plan.spica,fixed,0,,,,,probability,\n\n"
         "a,2,plan.spica,fixed,0,,,,,probability,",
         ":5: ", "line 2 sets"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

static void a_doubled_row_is_found_beside_another_fault_of_the_row(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER ",,plan.spica,fixed,x,,,,,probability,\n"
                              ",,plan.spica,fixed,1,,,,,probability,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 2);
    assert_fault(&errors, ":3: ", "duplicate row");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void rows_that_overlap_without_being_the_same_are_fine(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER ",,plan.spica,fixed,1,,,,,probability,\n"
                              ",2,plan.spica,fixed,1,,,,,probability,\n"
                              "a,2,plan.spica,fixed,1,,,,,probability,\n"
                              "a,,plan.spica,fixed,1,,,,,probability,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_int_equal(layers.count, 8);
    assert_int_equal(layers.strategies.count, 1);
    assert_int_equal(layers.texts.count, 1);
    assert_int_equal(layers.rows[0].strategy, VRO_ALL_STRATEGIES);
    assert_int_equal(layers.rows[7].strategy, 0);
    vro_layers_free(&layers);
    vro_layers_free(&layers);
}

static void a_strategy_of_a_row_at_fault_is_kept_apart(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER "a,,plan.spika,fixed,1,,,,,probability,\n"
                              "b,9,plan.spica,fixed,1,,,,,probability,\n"
                              "c,,population.age,fixed,8,,,,,years,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 3);
    assert_int_equal(layers.strategies.count, 0);
    assert_int_equal(layers.unplaced.count, 2);
    assert_int_equal(vro_string_set_find(&layers.unplaced, "a"), 0);
    assert_int_equal(vro_string_set_find(&layers.unplaced, "b"), 1);
    assert_false(layers.unread);
    assert_int_equal(append_text(&layers, HEADER "a,b\n", &errors), VRO_BAD_INPUT);
    assert_true(layers.unread);
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void a_name_at_fault_is_one_fault_for_all_its_rows(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER "vro,,plan.spica,fixed,1,,,,,probability,\n"
                              "NA,,plan.spica,fixed,1,,,,,probability,\n"
                              "NA,,plan.pelvic,fixed,1,,,,,probability,\n"
                              "a b,9,plan.spica,fixed,1,,,,,probability,\n"
                              "a b,,plan.pelvic,fixed,1,,,,,probability,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 3);
    assert_fault(&errors, ":3:1: ", "strategy 'NA' is a missing value");
    assert_fault(&errors, ":5:5: ", "gmfcs '9'");
    assert_fault(&errors, ":5:1: ", "strategy 'a b' is not a strategy name");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void it_is_known_where_a_strategy_is_named_first(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER ",,plan.spica,fixed,1,,,,,probability,\n"
                              "b,,plan.spica,fixed,1,,,,,probability,\n"
                              "a,,plan.spica,fixed,1,,,,,probability,\n"
                              "b,,plan.pelvic,fixed,1,,,,,probability,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_int_equal(layers.named[0].line, 3);
    assert_int_equal(layers.named[0].column, 1);
    assert_int_equal(layers.named[1].line, 4);
    vro_layers_free(&layers);
}

// Each strategy has two rows.
static void write_strategies(FILE *stream, int count) {
    fputs(HEADER, stream);
    for (int i = 0; i < count; i++)
        fprintf(stream,
                "s%d,,plan.spica,fixed,1,,,,,probability,\n"
                "s%d,,plan.pelvic,fixed,1,,,,,probability,\n",
                i, i);
}

static void a_scenario_has_so_many_strategies_and_no_more(void **state) {
    (void)state;
    static const int counts[] = {VRO_STRATEGIES_MAX, VRO_STRATEGIES_MAX + 3, 10000};
    for (size_t i = 0; i < 3; i++) {
        char *text = NULL;
        size_t size;
        FILE *stream = open_memstream(&text, &size);
        write_strategies(stream, counts[i]);
        fclose(stream);
        vro_errors errors = {0};
        vro_layers layers = {0};
        bool fits = counts[i] <= VRO_STRATEGIES_MAX;
        assert_int_equal(append_text(&layers, text, &errors), fits ? VRO_OK : VRO_BAD_INPUT);
        assert_int_equal(errors.count + errors.dropped, counts[i] - VRO_STRATEGIES_MAX);
        if (!fits) {
            assert_fault(&errors, ":2002:1: ", "'s1000' is number 1001; a scenario has at most 10");
            assert_fault(&errors, ":2004:1: ", "'s1001' is number 1002; a scenario has at most 10");
            assert_fault(&errors, ":2006:1: ", "'s1002' is number 1003; a scenario has at most 10");
        }
        assert_int_equal(vro_layers_strategies(&layers), VRO_STRATEGIES_MAX);
        assert_int_equal(layers.count, 2 * VRO_STRATEGIES_MAX);
        vro_layers_free(&layers);
        vro_errors_free(&errors);
        free(text);
    }
}

int test_layers(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doubled_row_of_one_table_is_a_fault),
        cmocka_unit_test(a_doubled_row_is_found_beside_another_fault_of_the_row),
        cmocka_unit_test(rows_that_overlap_without_being_the_same_are_fine),
        cmocka_unit_test(a_strategy_of_a_row_at_fault_is_kept_apart),
        cmocka_unit_test(a_name_at_fault_is_one_fault_for_all_its_rows),
        cmocka_unit_test(it_is_known_where_a_strategy_is_named_first),
        cmocka_unit_test(a_scenario_has_so_many_strategies_and_no_more),
    };
    return cmocka_run_group_tests_name("layers", tests, NULL, NULL);
}
