#include "vrosim/input/resolve.h"

#include "faults.h"
#include "vrosim/input/builtin.h"

static void append_baseline(vro_layers *layers) {
    vro_errors errors = {0};
    vro_csv_reader *csv;
    assert_int_equal(
        vro_csv_reader_open_text(&csv, "baseline", vro_builtin_baseline, vro_builtin_baseline_size),
        VRO_OK);
    assert_int_equal(vro_layers_append(layers, csv, &errors), VRO_OK);
    vro_csv_reader_free(csv);
}

static vro_status resolve(const vro_layers *layers, vro_errors *errors) {
    vro_cell *cells =
        calloc(vro_layers_strategies(layers) * VRO_LEVELS * VRO_PARAMETERS + 1, sizeof *cells);
    assert_non_null(cells);
    vro_status status = vro_resolve(layers, cells, errors);
    free(cells);
    return status;
}

static void a_cell_that_no_row_fills_is_a_fault(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER "a,2,plan.spica,fixed,1,,,,,probability,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_int_equal(resolve(&layers, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count + errors.dropped, VRO_LEVELS * VRO_FIRST_OPTIONAL - 1);
    assert_fault(&errors, "no row gives 'plan.spica'", "strategy 'a' at level 1");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void economic_parameters_may_be_missing(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    vro_cell cells[5][VRO_LEVELS][VRO_PARAMETERS];
    append_baseline(&layers);
    const char *text = HEADER "vro,5,cost.spica,fixed,3,,,,,thousands,ours\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_int_equal(vro_resolve(&layers, &cells[0][0][0], &errors), VRO_OK);
    for (size_t strategy = 0; strategy < 5; strategy++)
        for (size_t level = 0; level < VRO_LEVELS; level++) {
            const vro_cell *cell = &cells[strategy][level][VRO_COST_SPICA];
            const bool given = strategy == 1 && level == 4;
            assert_true(cell->distribution.kind == VRO_DISTRIBUTION_FIXED &&
                        cell->distribution.value == (given ? 3 : 0));
            assert_string_equal(cell->source, given ? "ours" : "");
            assert_int_equal(cell->given, given);
            assert_true(cells[strategy][level][VRO_PLAN_SPICA].given);
        }
    vro_layers_free(&layers);
}

static void a_scenario_without_strategies_is_a_fault(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    assert_int_equal(resolve(&layers, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "no row", "names a strategy");
    vro_errors_free(&errors);
}

static void too_many_strategies_hide_no_fault_of_the_whole(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    char *text = NULL;
    size_t size;
    append_baseline(&layers);
    FILE *stream = open_memstream(&text, &size);
    fputs(HEADER ",,population.gmfcs,fixed,0,,,,,share,\n", stream);
    for (int i = 0; i < VRO_STRATEGIES_MAX; i++)
        fprintf(stream, "s%d,,plan.spica,fixed,1,,,,,probability,\n", i);
    fclose(stream);
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(resolve(&layers, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 6); // beside the five strategies of the default
    assert_fault(&errors, "table:2:26: ", "0 at every level");
    free(text);
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

// Each text is a layer over the default; place NULL means that it is fine.
static void what_comes_together_from_several_rows_is_checked(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,population.gmfcs,fixed,0,,,,,share,\n", "table:2:26: ", "0 at every level"},
        {",5,population.gmfcs,fixed,0,,,,,share,\n,,population.gmfcs,fixed,0,,,,,share,\n",
         "table:3:26: ", "weight above 0"},
        {",,population.gmfcs,fixed,0,,,,,share,\n,5,population.gmfcs,fixed,1,,,,,share,\n", NULL,
         NULL},
        {",,anatomy.migration_socket_correlation,fixed,0.96,,,,,correlation,\n",
         "table:2:46: ", "0.3 (at level 1)"},
        {",3,anatomy.migration_neck_correlation,fixed,0.9,,,,,correlation,\n",
         "table:2:45: ", "0.9 (at level 3)"},
        {",,anatomy.migration_socket_correlation,fixed,0.6,,,,,correlation,\n"
         ",,anatomy.migration_neck_correlation,fixed,0.8,,,,,correlation,\n",
         NULL, NULL},
        {",,anatomy.migration_socket_correlation,fixed,0.6,,,,,correlation,\n"
         ",,anatomy.migration_neck_correlation,fixed,0.8001,,,,,correlation,\n",
         "table:3:44: ", "may add up to at most 1"},
        {"vro,2,cost.pelvic,fixed,350,,,,,thousands,\nvro,,cost.care,fixed,121,,,,,thousands per "
         "year,\n",
         "strategy 'vro' at level 2 ", "up to 4010 thousands"},
        {"vro,2,cost.pelvic,fixed,350,,,,,thousands,\nvro,,cost.care,fixed,120,,,,,thousands per "
         "year,\n",
         NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        vro_layers layers = {0};
        append_baseline(&layers);
        char text[400];
        snprintf(text, sizeof text, "%s%s", HEADER, cases[i].text);
        assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
        bool fine = !cases[i].place;
        assert_int_equal(resolve(&layers, &errors), fine ? VRO_OK : VRO_BAD_INPUT);
        assert_int_equal(errors.count, fine ? 0 : 1);
        if (!fine)
            assert_fault(&errors, cases[i].place, cases[i].piece);
        vro_layers_free(&layers);
        vro_errors_free(&errors);
    }
}

static void a_row_at_fault_brings_no_fault_of_the_whole(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    append_baseline(&layers);
    const char *text = HEADER ",,population.gmfcs,fixed,-1,,,,,share,\n"
                              ",,anatomy.migration_socket_correlation,fixed,7,,,,,correlation,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(resolve(&layers, &errors), VRO_OK);
    assert_int_equal(errors.count, 2);
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

int test_resolve(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_that_no_row_fills_is_a_fault),
        cmocka_unit_test(economic_parameters_may_be_missing),
        cmocka_unit_test(a_scenario_without_strategies_is_a_fault),
        cmocka_unit_test(too_many_strategies_hide_no_fault_of_the_whole),
        cmocka_unit_test(what_comes_together_from_several_rows_is_checked),
        cmocka_unit_test(a_row_at_fault_brings_no_fault_of_the_whole),
    };
    return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
