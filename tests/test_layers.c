#include "vrosim/input/layers.h"

#include "faults.h"
#include "vrosim/input/scenario.h"

#include <stdio.h>

static void a_doubled_row_of_one_table_is_a_fault(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spica,fixed,1,,,,,probability,\n,,plan.spica,fixed,0,,,,,probability,",
         ":3: ", "first at line 2"},
        {"a,2,plan.spica,fixed,1,,,,,probability,\nb,2,plan.spica,fixed,0,,,,,probability,\n\n"
         "a,2,plan.spica,fixed,0,,,,,probability,",
         ":5: ", "first at line 2"},
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
    assert_fault(&errors, ":3: ", "doubled");
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
    assert_int_equal(layers.sources.count, 1);
    assert_int_equal(layers.rows[0].strategy, VRO_ALL_STRATEGIES);
    assert_int_equal(layers.rows[7].strategy, 0);
    vro_layers_free(&layers);
    vro_layers_free(&layers);
}

static void write_strategies(FILE *stream, int count) {
    fputs(HEADER, stream);
    for (int i = 0; i < count; i++)
        fprintf(stream, "s%d,,plan.spica,fixed,1,,,,,probability,\n", i);
}

static void a_scenario_has_so_many_strategies_and_no_more(void **state) {
    (void)state;
    static const int counts[] = {VRO_STRATEGIES_MAX, VRO_STRATEGIES_MAX + 1, 10000};
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
        assert_int_equal(errors.count, fits ? 0 : 1);
        if (!fits)
            assert_fault(&errors, ":1002:1: ", "at most 1000 strategies");
        assert_int_equal(layers.strategies.count, VRO_STRATEGIES_MAX);
        vro_layers_free(&layers);
        vro_errors_free(&errors);
        free(text);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doubled_row_of_one_table_is_a_fault),
        cmocka_unit_test(a_doubled_row_is_found_beside_another_fault_of_the_row),
        cmocka_unit_test(rows_that_overlap_without_being_the_same_are_fine),
        cmocka_unit_test(a_scenario_has_so_many_strategies_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
