#include "vrosim/input/resolve.h"

#include "faults.h"
#include "vrosim/input/builtin.h"
#include "vrosim/input/scenario.h"

static void append_baseline(vro_layers *layers) {
    vro_errors errors = {0};
    vro_csv_reader *csv;
    assert_int_equal(
        vro_csv_reader_open_text(&csv, "baseline", vro_builtin_baseline, vro_builtin_baseline_size),
        VRO_OK);
    assert_int_equal(vro_layers_append(layers, csv, &errors), VRO_OK);
    vro_csv_reader_free(csv);
}

// Strategies need not be declared.
static vro_status resolve_into(vro_cell *cells, const vro_layers *layers, vro_errors *errors) {
    vro_errors undeclared = {0};
    vro_declarations declarations;
    assert_int_not_equal(vro_declarations_read(&declarations, layers, &undeclared), VRO_NO_MEMORY);
    const vro_status status = vro_resolve(layers, &declarations, cells, errors);
    vro_declarations_free(&declarations);
    vro_errors_free(&undeclared);
    return status;
}

static vro_status resolve(const vro_layers *layers, vro_errors *errors) {
    vro_cell *cells =
        calloc(vro_layers_strategies(layers) * VRO_LEVELS * VRO_PARAMETERS + 1, sizeof *cells);
    assert_non_null(cells);
    vro_status status = resolve_into(cells, layers, errors);
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
    assert_int_equal(resolve_into(&cells[0][0][0], &layers, &errors), VRO_OK);
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

// The value that a strategy has at a level.
static double value_at(const vro_layers *layers, const vro_cell *cells, const char *strategy,
                       size_t level, vro_parameter_id id) {
    const size_t number = vro_string_set_find(&layers->strategies, strategy);
    return cells[(number * VRO_LEVELS + level) * VRO_PARAMETERS + id].distribution.value;
}

// One row a rule: rows over the default, and plan.spica of vro, mine and yours at levels 1 and 2.
// The default has one row for all strategies.
static const struct likeness {
    const char *rows;
    double spica[3][2];
} LIKENESSES[] = {
    // a strategy has the cells of the one that it is like
    {"vro,,plan.spica,fixed,0.2,,,,,probability,\nmine,,strategy.like,text,vro,,,,,,\n"
     "yours,,strategy.like,text,mine,,,,,,\n",
     {{0.2, 0.2}, {0.2, 0.2}, {0.2, 0.2}}},
    // also those that it gets later, here or in the rows for all
    {"mine,,strategy.like,text,vro,,,,,,\nyours,,strategy.like,text,default,,,,,,\n"
     "vro,2,plan.spica,fixed,0.2,,,,,probability,\n,,plan.spica,fixed,0.1,,,,,probability,\n",
     {{0.1, 0.2}, {0.1, 0.2}, {0.1, 0.1}}},
    // its own rows win, wherever they stand
    {"mine,2,plan.spica,fixed,0.3,,,,,probability,\nmine,,strategy.like,text,vro,,,,,,\n"
     "yours,,strategy.like,text,mine,,,,,,\nvro,,plan.spica,fixed,0.2,,,,,probability,\n"
     "yours,1,plan.spica,fixed,0.4,,,,,probability,\n",
     {{0.2, 0.2}, {0.2, 0.3}, {0.4, 0.3}}},
};

static void a_strategy_has_the_final_cells_of_the_one_that_it_is_like(void **state) {
    (void)state;
    static const char *const names[] = {"vro", "mine", "yours"};
    for (size_t i = 0; i < sizeof LIKENESSES / sizeof *LIKENESSES; i++) {
        vro_errors errors = {0};
        vro_layers layers = {0};
        vro_cell cells[7 * VRO_CELLS_OF_STRATEGY];
        char text[1024];
        append_baseline(&layers);
        snprintf(text, sizeof text, "%s%s", HEADER, LIKENESSES[i].rows);
        assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
        assert_int_equal(resolve_into(cells, &layers, &errors), VRO_OK);
        for (size_t name = 0; name < 3; name++)
            for (size_t level = 0; level < 2; level++)
                assert_true(value_at(&layers, cells, names[name], level, VRO_PLAN_SPICA) ==
                            LIKENESSES[i].spica[name][level]);
        vro_layers_free(&layers);
    }
}

static void label_and_likeness_are_not_taken_over(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    vro_cell cells[6][VRO_LEVELS][VRO_PARAMETERS];
    append_baseline(&layers);
    assert_int_equal(append_text(&layers,
                                 HEADER "vro,,strategy.label,text,varus,,,,,,\n"
                                        "mine,,strategy.like,text,vro,,,,,,\n",
                                 &errors),
                     VRO_OK);
    assert_int_equal(resolve_into(&cells[0][0][0], &layers, &errors), VRO_OK);
    assert_string_equal(cells[1][0][VRO_STRATEGY_LABEL].text, "varus");
    assert_string_equal(cells[1][0][VRO_STRATEGY_LIKE].text, "");
    assert_string_equal(cells[5][4][VRO_STRATEGY_LABEL].text, "");
    assert_string_equal(cells[5][4][VRO_STRATEGY_LIKE].text, "vro");
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
        cmocka_unit_test(a_strategy_has_the_final_cells_of_the_one_that_it_is_like),
        cmocka_unit_test(label_and_likeness_are_not_taken_over),
        cmocka_unit_test(a_scenario_without_strategies_is_a_fault),
        cmocka_unit_test(too_many_strategies_hide_no_fault_of_the_whole),
        cmocka_unit_test(what_comes_together_from_several_rows_is_checked),
        cmocka_unit_test(a_row_at_fault_brings_no_fault_of_the_whole),
    };
    return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
