// Parameters that are set beside the tables.
#include "vrosim/input/setting.h"

#include "faults.h"
#include "vrosim/input/scenario.h"

#include <math.h>
#include <string.h>

static vro_setting named(const char *text) {
    return (vro_setting){.place = "here 2", .source = "by hand", .text = text};
}

// The fields of the row, as a table would have them, joined by '|'.
static void join(const vro_table_row *row, char joined[256]) {
    *joined = '\0';
    for (size_t i = 0; i < VRO_TABLE_COLUMNS; i++) {
        strcat(joined, i == 0 ? "" : "|");
        strcat(joined, row->fields[i].text);
    }
}

static void a_setting_is_the_row_of_a_table(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"plan.spica=0.5", "||plan.spica|fixed|0.5|||||probability|by hand|"},
        {" plan.spica = 0.5 ", "||plan.spica|fixed|0.5|||||probability|by hand|"},
        {"vro:plan.spica=1", "vro||plan.spica|fixed|1|||||probability|by hand|"},
        {":plan.spica=1", "||plan.spica|fixed|1|||||probability|by hand|"},
        {"vro:4:plan.spica=1", "vro|4|plan.spica|fixed|1|||||probability|by hand|"},
        {":4:plan.spica=1", "|4|plan.spica|fixed|1|||||probability|by hand|"},
        {"4:plan.spica=1", "|4|plan.spica|fixed|1|||||probability|by hand|"},
        {"population.age=normal,6,3,5,9", "||population.age|normal|6|3|5|9||years|by hand|"},
        {"loss.hazard=fixed,0.1,,,,0.02", "||loss.hazard|fixed|0.1||||0.02|per week|by hand|"},
        {"population.age=6,5", "||population.age|fixed|6,5|||||years|by hand|"},
        {"population.age=norml,6", "||population.age|norml|6|||||years|by hand|"},
        {"population.age=", "||population.age|fixed||||||years|by hand|"},
        {"economics.currency=euro, new=old",
         "||economics.currency|text|euro, new=old||||||by hand|"},
        {"x=normal,6", "||x|text|normal,6||||||by hand|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const vro_setting setting = named(cases[i][0]);
        vro_setting_row self;
        vro_errors errors = {0};
        char joined[256];
        assert_int_equal(vro_setting_read(&self, &setting, &errors), VRO_OK);
        join(&self.row, joined);
        assert_string_equal(joined, cases[i][1]);
        vro_setting_row_free(&self);
        vro_errors_free(&errors);
    }
}

static vro_status load(vro_scenario *scenario, const char *const *texts, size_t count,
                       vro_errors *errors) {
    vro_setting settings[4];
    for (size_t i = 0; i < count; i++)
        settings[i] = named(texts[i]);
    const vro_scenario_source source = {.settings = settings, .setting_count = count};
    return vro_scenario_load(scenario, &source, errors);
}

static void a_setting_lies_over_the_tables_and_names_the_scenario(void **state) {
    (void)state;
    static const char *const texts[] = {"plan.spica=0.25", "vro:2:plan.spica=0.5"};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(load(&scenario, texts, 2, &errors), VRO_OK);
    assert_true(vro_scenario_value(&scenario, 0, 1, VRO_PLAN_SPICA) == 0.25);
    assert_true(vro_scenario_value(&scenario, 1, 0, VRO_PLAN_SPICA) == 0.25);
    assert_true(vro_scenario_value(&scenario, 1, 1, VRO_PLAN_SPICA) == 0.5);
    assert_true(isnan(vro_scenario_cell(&scenario, 0, 0, VRO_PLAN_SPICA)->se));
    assert_string_equal(vro_scenario_cell(&scenario, 0, 0, VRO_PLAN_SPICA)->source, "by hand");
    assert_string_equal(scenario.name, "baseline+plan.spica=0.25+vro_2_plan.spica=0.5");
    vro_scenario_free(&scenario);
}

static void a_fault_points_to_its_setting(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"plan.spica", "'plan.spica' has no '='; write PARAMETER=VALUE"},
        {"a:b:1:plan.spica=1", "has too many ':'"},
        {"population.age=normal,1,2,3,4,5,6", "has too many ','"},
        {"plan.spica=1\n", "has characters that are not text"},
        {"plan.spica=\xFF", "has characters that are not text"},
        {"=1", "parameter (empty) is missing"},
        {"plan.spicca=1", "parameter 'plan.spicca' is unknown; the nearest is 'plan.spica'"},
        {"plan.spica=2", "value '2' is out of bounds"},
        {"plan.spica=no", "value 'no' is not a number"},
        {"plan.spica=", "value (empty) does not fit 'fixed'"},
        {"6:plan.spica=1", "gmfcs '6' is not a level"},
        {"vro:population.age=7", "strategy 'vro' does not belong here"},
        {"vor:plan.spica=1", "strategy 'vor' (1 row) is unknown"},
        {"plan.osteotomy=1", "plan.osteotomy has no effect for all strategies, as each has its "
                             "own; name one, such as soft_tissue:plan.osteotomy"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_scenario scenario;
        vro_errors errors = {0};
        assert_int_equal(load(&scenario, &cases[i][0], 1, &errors), VRO_BAD_INPUT);
        assert_int_equal(errors.count, 1);
        assert_fault(&errors, "here 2: ", cases[i][1]);
        vro_errors_free(&errors);
    }
}

static void a_setting_that_a_later_one_replaces_is_refused(void **state) {
    (void)state;
    static const char *const whole[] = {"4:plan.spica=0.25", "plan.spica=0.5"};
    static const char *const part[] = {"plan.spica=0.5", "4:plan.spica=0.25"};
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(load(&scenario, whole, 2, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    assert_fault(&errors, "here 2: ", "plan.spica is set again later, so this has no effect");
    vro_errors_free(&errors);
    assert_int_equal(load(&scenario, part, 2, &errors), VRO_OK);
    vro_scenario_free(&scenario);
}

int test_setting(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_setting_is_the_row_of_a_table),
        cmocka_unit_test(a_setting_lies_over_the_tables_and_names_the_scenario),
        cmocka_unit_test(a_fault_points_to_its_setting),
        cmocka_unit_test(a_setting_that_a_later_one_replaces_is_refused),
    };
    return cmocka_run_group_tests_name("setting", tests, NULL, NULL);
}
