// Which rows the table of a scenario has, and in which order.
#include "vrosim/input/scenario_rows.h"

#include "small_scenario.h"

#include <string.h>

static vro_scenario_rows list(const vro_scenario *scenario) {
    vro_errors errors = {0};
    vro_scenario_rows rows;
    assert_int_equal(vro_scenario_rows_init(&rows, scenario, &errors), VRO_OK);
    return rows;
}

// The rows of a parameter in words: "strategy/level" of each, with a blank after it.
static void describe(const vro_scenario_rows *rows, const vro_scenario *scenario,
                     vro_parameter_id id, char *words, size_t size) {
    size_t length = 0;
    words[0] = '\0';
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id == id)
            length += (size_t)snprintf(words + length, size - length, "%s/%s ",
                                       vro_scenario_rows_strategy(scenario, &rows->items[i]),
                                       vro_scenario_rows_level(&rows->items[i]));
    assert_true(length < size);
}

static void strategies_and_levels_have_rows_where_they_differ(void **state) {
    static const struct {
        vro_parameter_id id;
        const char *words;
    } cases[] = {
        {VRO_LOSS_HAZARD, "/ "},
        {VRO_MIGRATION_RATE, "/1 /2 /3 /4 /5 "},
        {VRO_PLAN_OSTEOTOMY, "vro/ soft_tissue/ "},
        {VRO_PLAN_BILATERAL, "vro/1 vro/2 vro/3 vro/4 vro/5 soft_tissue/ "},
        {VRO_OTHER_REOPERATION, "vro/ soft_tissue/ "},
        {VRO_COST_SPICA, ""},
    };
    vro_scenario scenario;
    char words[128];
    (void)state;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&scenario,
                                       &(vro_scenario_source){.strategies = "soft_tissue,vro",
                                                              .reference = "vro"},
                                       &errors),
                     VRO_OK);
    vro_scenario_rows rows = list(&scenario);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        describe(&rows, &scenario, cases[i].id, words, sizeof words);
        assert_string_equal(words, cases[i].words);
    }
    for (size_t i = 1; i < rows.count; i++)
        assert_true(rows.items[i - 1].id <= rows.items[i].id);
    vro_scenario_rows_free(&rows);
    vro_scenario_free(&scenario);
}

// A row for all would not replace the strategy's own row in the default.
static void a_strategy_alone_is_named_where_the_default_names_strategies(void **state) {
    vro_scenario scenario;
    char words[128];
    (void)state;
    small_scenario_open(&scenario, "vro");
    vro_scenario_rows rows = list(&scenario);
    describe(&rows, &scenario, VRO_PLAN_OSTEOTOMY, words, sizeof words);
    assert_string_equal(words, "vro/ ");
    describe(&rows, &scenario, VRO_LOSS_HAZARD, words, sizeof words);
    assert_string_equal(words, "/ ");
    vro_scenario_rows_free(&rows);
    vro_scenario_free(&scenario);
}

static void a_row_gives_the_cell_of_its_level(void **state) {
    vro_scenario scenario;
    (void)state;
    small_scenario_open(&scenario, "vro");
    const vro_scenario_row row = {.id = VRO_MIGRATION_RATE, .shared = true, .level = 3};
    assert_true(vro_scenario_rows_cell(&scenario, &row) ==
                vro_scenario_cell(&scenario, 0, 3, VRO_MIGRATION_RATE));
    vro_scenario_free(&scenario);
}

int test_scenario_rows(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(strategies_and_levels_have_rows_where_they_differ),
        cmocka_unit_test(a_strategy_alone_is_named_where_the_default_names_strategies),
        cmocka_unit_test(a_row_gives_the_cell_of_its_level),
    };
    return cmocka_run_group_tests_name("scenario_rows", tests, NULL, NULL);
}
