// The model made ready from a scenario: parameters, shared tables, case mix, horizon.
#include "vrosim/model/model.h"

#include "near.h"
#include "small_model.h"

#include "vrosim/model/distribution_tables.h"
#include "vrosim/model/model_parameters.h"

static void every_strategy_and_level_has_its_parameters(void **state) {
    (void)state;
    small_model small;
    small_model_open(
        &small, "vro,observation",
        "plan.target_nsa,fixed,101,,,,vro,2\nplan.target_nsa,fixed,99,,,,observation\n");
    assert_int_equal(small.model.strategies, 2);
    assert_near(small_model_parameters(&small, 0, 0)->number[VRO_PLAN_TARGET_NSA], 125, 0);
    assert_near(small_model_parameters(&small, 0, 1)->number[VRO_PLAN_TARGET_NSA], 101, 0);
    assert_near(small_model_parameters(&small, 0, 4)->number[VRO_PLAN_TARGET_NSA], 115, 0);
    assert_near(small_model_parameters(&small, 1, 4)->number[VRO_PLAN_TARGET_NSA], 99, 0);
    small_model_close(&small);
}

static void strategies_share_the_tables_of_equal_distributions(void **state) {
    (void)state;
    small_model small;
    small_model_open(&small, "vro,observation", "surgery.nsa_error,normal,0,3,,,observation\n");
    const vro_model_parameters *first = small_model_parameters(&small, 0, 0);
    const vro_model_parameters *second = small_model_parameters(&small, 1, 4);
    assert_ptr_equal(first->distribution[VRO_HEALING_TIME], second->distribution[VRO_HEALING_TIME]);
    assert_ptr_equal(first->score[VRO_ANATOMY_ACETABULAR_INDEX],
                     second->score[VRO_ANATOMY_ACETABULAR_INDEX]);
    assert_ptr_equal(first->normal, second->normal);
    assert_ptr_not_equal(first->distribution[VRO_SURGERY_NSA_ERROR],
                         second->distribution[VRO_SURGERY_NSA_ERROR]);
    small_model_close(&small);
}

static void the_case_mix_is_normalised_and_cumulative(void **state) {
    (void)state;
    small_model small;
    small_model_open(&small, "vro",
                     "population.gmfcs,fixed,4,,,,,1\npopulation.gmfcs,fixed,0,,,,,2\n"
                     "population.gmfcs,fixed,2,,,,,3\npopulation.gmfcs,fixed,8,,,,,4\n"
                     "population.gmfcs,fixed,2,,,,,5\n");
    const double below[] = {0, 0.25, 0.25, 0.375, 0.875};
    for (size_t level = 0; level < VRO_LEVELS; level++)
        assert_near(small.model.level_below[level], below[level], 1e-15);
    small_model_close(&small);
}

static void the_horizon_is_the_longest_of_the_levels(void **state) {
    (void)state;
    small_model small;
    small_model_open(&small, "vro", "followup.horizon,fixed,12.5,,,,,2\n");
    assert_near(small.model.horizon, 12.5, 0);
    small_model_close(&small);
}

// Though its children are followed for a shorter time.
static void a_changed_model_has_the_outcomes_of_its_base(void **state) {
    (void)state;
    small_model base, changed;
    vro_model model;
    small_model_open(&base, "vro", "followup.landmarks,text,3/7.1\n");
    small_model_open(&changed, "vro", "followup.horizon,fixed,4\ncost.care,fixed,1\n");
    assert_int_equal(
        vro_model_init_over(&model, &changed.scenario, &base.model, 1, &changed.errors), VRO_OK);
    assert_memory_equal(model.outcomes, base.model.outcomes, sizeof *model.outcomes);
    assert_ptr_equal(model.parameters[0].outcomes, model.outcomes);
    assert_string_equal(changed.model.outcomes->names[VRO_REVISION_BY + 2], "revision_by_4y");
    assert_string_equal(model.outcomes->names[VRO_REVISION_BY + 2], "revision_by_10y");
    vro_model_free(&model);
    small_model_close(&changed);
    small_model_close(&base);
}

static void a_model_near_another_has_its_tables_and_outcomes_of_its_own(void **state) {
    (void)state;
    small_model first, second;
    vro_model model;
    small_model_open(&first, "vro", "followup.landmarks,text,3/7.1\n");
    small_model_open(&second, "vro", "surgery.nsa_error,normal,0,3\n");
    assert_int_equal(vro_model_init_near(&model, &second.scenario, &first.model, &second.errors),
                     VRO_OK);
    assert_memory_equal(model.outcomes, second.model.outcomes, sizeof *model.outcomes);
    assert_ptr_equal(model.parameters[0].distribution[VRO_HEALING_TIME],
                     small_model_parameters(&first, 0, 0)->distribution[VRO_HEALING_TIME]);
    assert_ptr_not_equal(model.parameters[0].distribution[VRO_SURGERY_NSA_ERROR],
                         small_model_parameters(&first, 0, 0)->distribution[VRO_SURGERY_NSA_ERROR]);
    vro_model_free(&model);
    small_model_close(&first);
    small_model_close(&second);
}

static void a_model_outlives_its_scenario_and_can_be_freed_twice(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_scenario scenario;
    vro_model model;
    assert_int_equal(vro_scenario_load(&scenario, NULL, &errors), VRO_OK);
    assert_int_equal(vro_model_init(&model, &scenario, &errors), VRO_OK);
    vro_scenario_free(&scenario);
    assert_int_equal(model.parameters[0].distribution[VRO_HEALING_TIME]->distribution.kind,
                     VRO_DISTRIBUTION_PERT);
    vro_model_free(&model);
    assert_null(model.parameters);
    vro_model_free(&model);
    vro_errors_free(&errors);
}

int test_model(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_strategy_and_level_has_its_parameters),
        cmocka_unit_test(strategies_share_the_tables_of_equal_distributions),
        cmocka_unit_test(the_case_mix_is_normalised_and_cumulative),
        cmocka_unit_test(the_horizon_is_the_longest_of_the_levels),
        cmocka_unit_test(a_changed_model_has_the_outcomes_of_its_base),
        cmocka_unit_test(a_model_near_another_has_its_tables_and_outcomes_of_its_own),
        cmocka_unit_test(a_model_outlives_its_scenario_and_can_be_freed_twice),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
