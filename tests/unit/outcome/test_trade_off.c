// The table of trade-offs.
#include "vrosim/outcome/trade_off.h"

#include "near.h"
#include "scratch.h"

// The default, with the rows of a table added.
static void load(vro_scenario *scenario, const char *rows) {
    char table[400];
    scratch folder;
    vro_errors errors = {0};
    scratch_open(&folder);
    snprintf(table, sizeof table, "parameter,distribution,value,unit\n%s", rows);
    const char *paths[] = {scratch_write(&folder, "table.csv", table, strlen(table))};
    if (vro_scenario_load(scenario, &(vro_scenario_source){.paths = paths, .path_count = 1},
                          &errors) != VRO_OK)
        vro_errors_print(&errors, stderr);
    assert_int_equal(errors.count, 0);
    scratch_remove(&folder, "table.csv");
    scratch_close(&folder);
}

#define COST "cost.osteotomy,fixed,12,thousands\n"
#define UTILITY "utility.baseline,fixed,0.5,utility\n"

static void assert_trade_offs(const char *rows, bool both) {
    vro_scenario scenario;
    load(&scenario, rows);
    assert_int_equal(vro_trade_off_is_in(VRO_COST_PER_QALY, &scenario), both);
    assert_true(vro_trade_off_is_in(VRO_LLD_PER_REVISION, &scenario));
    assert_int_equal(vro_trade_off_first(&scenario),
                     both ? VRO_COST_PER_QALY : VRO_LLD_PER_REVISION);
    vro_scenario_free(&scenario);
}

static void costs_are_traded_for_health_where_the_tables_give_both(void **state) {
    (void)state;
    assert_trade_offs("", false);
    assert_trade_offs(COST, false);
    assert_trade_offs(UTILITY, false);
    assert_trade_offs(COST UTILITY, true);
}

static void every_row_is_whole(void **state) {
    (void)state;
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        const vro_trade_off *row = vro_trade_off_row(id);
        const vro_outcome *effect = vro_outcome_row(row->effect);
        assert_true(row->name[0] != '\0' && row->unit[0] != '\0' && row->meaning[0] != '\0');
        assert_int_equal(vro_outcome_row(row->cost)->better, VRO_LESS);
        assert_int_not_equal(effect->better, VRO_NEITHER);
        assert_int_equal(vro_trade_off_sign(id), effect->better == VRO_MORE ? 1 : -1);
        assert_int_not_equal(effect->who, VRO_SOME_CHILDREN);
        assert_int_not_equal(vro_outcome_row(row->cost)->who, VRO_SOME_CHILDREN);
    }
}

static void thresholds_are_those_asked_for_or_the_usual_ones(void **state) {
    (void)state;
    vro_number_list grid;
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        assert_null(vro_trade_off_thresholds(id, NULL, &grid));
        assert_true(grid.count > 1 && grid.values[0] == 0);
    }
    assert_null(vro_trade_off_thresholds(VRO_COST_PER_QALY, "1,2", &grid));
    assert_int_equal(grid.count, 2);
    assert_non_null(vro_trade_off_thresholds(VRO_COST_PER_QALY, "x", &grid));
    assert_non_null(strstr(vro_trade_off_thresholds(VRO_COST_PER_QALY, "-1,2", &grid), "below 0"));
}

int test_trade_off(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_traded_for_health_where_the_tables_give_both),
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(thresholds_are_those_asked_for_or_the_usual_ones),
    };
    return cmocka_run_group_tests_name("trade_off", tests, NULL, NULL);
}
