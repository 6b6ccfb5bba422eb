// Which outcomes a scenario has, and the names that people may ask for.
#include "vrosim/model/outcome_set.h"

#include "faults.h"
#include "near.h"
#include "small_model.h"
#include "usual_landmarks.h"

#include <string.h>

static vro_outcome_set set_of(const char *lines) {
    small_model small;
    vro_outcome_set set;
    small_model_open(&small, "vro", lines);
    vro_outcome_set_init(&set, &small.scenario);
    small_model_close(&small);
    return set;
}

// names: those of the revisions by a landmark, each with a comma behind.
static void assert_revisions(const char *lines, const char *names) {
    const vro_outcome_set set = set_of(lines);
    char found[VRO_LANDMARKS_MAX * VRO_OUTCOME_NAME_MAX] = "";
    for (size_t k = 0; k < set.landmarks.count; k++) {
        strcat(found, set.names[VRO_REVISION_BY + k]);
        strcat(found, ",");
    }
    assert_string_equal(found, names);
}

static void landmarks_are_1_2_5_and_10_years_where_no_table_gives_them(void **state) {
    (void)state;
    assert_revisions("", "revision_by_1y,revision_by_2y,revision_by_5y,revision_by_10y,");
    const vro_outcome_set set = set_of("");
    assert_string_equal(set.names[VRO_FAILURE_EITHER_BY + 2], "failure_either_by_5y");
    assert_string_equal(set.names[VRO_LLD_MM], "lld_mm");
}

static void the_end_of_follow_up_is_the_last_landmark(void **state) {
    (void)state;
    assert_revisions("followup.landmarks,text,7.1\n", "revision_by_7.1y,revision_by_10y,");
    assert_revisions("followup.horizon,fixed,6\n",
                     "revision_by_1y,revision_by_2y,revision_by_5y,revision_by_6y,");
    assert_revisions("followup.horizon,fixed,5\n", "revision_by_1y,revision_by_2y,revision_by_5y,");
    assert_revisions("followup.horizon,fixed,0.5\n", "revision_by_0.5y,");
    assert_revisions("followup.landmarks,text,1/2/3/4/5/6/7\n",
                     "revision_by_1y,revision_by_2y,revision_by_3y,revision_by_4y,"
                     "revision_by_5y,revision_by_6y,revision_by_7y,revision_by_10y,");
}

// Names have four decimals.
static void a_landmark_that_prints_like_the_end_is_the_end(void **state) {
    (void)state;
    static const char lines[] = "followup.landmarks,text,7.1234\nfollowup.horizon,fixed,7.12344\n";
    assert_revisions(lines, "revision_by_7.1234y,");
    assert_near(set_of(lines).landmarks.years[0], 7.12344, 0);
}

static void the_end_is_the_shortest_follow_up_of_a_level_with_weight(void **state) {
    (void)state;
    assert_revisions("followup.horizon,fixed,4,,,,,1\nfollowup.horizon,fixed,3,,,,,5\n"
                     "population.gmfcs,fixed,0,,,,,5\n",
                     "revision_by_1y,revision_by_2y,revision_by_4y,");
}

static void outcomes_stand_in_the_order_of_the_table(void **state) {
    (void)state;
    const vro_outcome_set set = set_of("");
    size_t count = 0;
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++) {
        assert_int_equal(vro_outcome_set_has(&set, id), *set.names[id] != '\0');
        if (!vro_outcome_set_has(&set, id))
            continue;
        assert_int_equal(set.ids[count], id);
        assert_int_equal(set.place[id], count);
        count++;
    }
    assert_int_equal(count, set.count);
    assert_int_equal(VRO_OUTCOMES - count, 4 * 4 + 2); // four landmarks, cost and QALYs are free
}

static void costs_and_qalys_exist_together_and_are_given_one_by_one(void **state) {
    (void)state;
    const vro_outcome_set none = set_of("economics.currency,text,euro\n"),
                          costs = set_of("cost.care,fixed,0\n"),
                          utilities = set_of("utility.baseline,fixed,1\n");
    assert_false(vro_outcome_set_has(&none, VRO_COST) || vro_outcome_set_has(&none, VRO_QALY));
    assert_true(vro_outcome_set_has(&costs, VRO_QALY));
    assert_true(vro_outcome_set_gives(&costs, VRO_COST));
    assert_false(vro_outcome_set_gives(&costs, VRO_QALY));
    assert_true(vro_outcome_set_has(&utilities, VRO_COST));
    assert_false(vro_outcome_set_gives(&utilities, VRO_COST));
    assert_true(vro_outcome_set_gives(&utilities, VRO_QALY));
    assert_true(vro_outcome_set_gives(&none, VRO_DEATH));
    assert_false(vro_outcome_set_gives(&none, VRO_REVISION_BY + 4));
}

static void every_outcome_is_found_by_its_name(void **state) {
    (void)state;
    vro_errors errors = {0};
    const vro_outcome_set set = set_of("followup.landmarks,text,0.25/7.1\ncost.care,fixed,1\n"
                                       "utility.baseline,fixed,1\n");
    for (size_t i = 0; i < set.count; i++) {
        vro_outcome_id id;
        assert_int_equal(vro_outcome_set_find(&set, set.names[set.ids[i]], &id, &errors), VRO_OK);
        assert_int_equal(id, set.ids[i]);
    }
}

static void assert_refused(const vro_outcome_set *set, const char *name, const char *piece) {
    vro_errors errors = {0};
    vro_outcome_id id;
    assert_int_equal(vro_outcome_set_find(set, name, &id, &errors), VRO_BAD_USAGE);
    assert_int_equal(errors.count, 1);
    assert_fault(&errors, "", piece);
    vro_errors_free(&errors);
}

static void a_name_that_the_scenario_lacks_is_told_how_to_get_it(void **state) {
    (void)state;
    const vro_outcome_set set = set_of("");
    assert_refused(&set, "revision", "the nearest is 'revisions'");
    assert_refused(&set, "", "outcome '' is unknown");
    assert_refused(&set, "revision_by_5.0y",
                   "the nearest are 'revision_by_5y' or 'revision_by_10y'");
    assert_refused(&set, "revision_by_y", "is unknown");
    assert_refused(&set, "failure_by_7y",
                   "'failure_by_7y'; a table must give 7 as one of followup.landmarks");
    assert_refused(&set, "revision_by_20y", "its children are followed for 10 years");
    assert_refused(&set, "cost", "a table must give a cost");
    assert_refused(&set, "qaly", "a table must give a utility");
}

static void without_a_scenario_any_landmark_may_be(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_outcome_id id;
    assert_int_equal(vro_outcome_set_find(NULL, "failure_by_7.1y", &id, &errors), VRO_OK);
    assert_int_equal(id, VRO_FAILURE_BY);
    assert_int_equal(vro_outcome_set_find(NULL, "revision_either_by_99y", &id, &errors), VRO_OK);
    assert_int_equal(id, VRO_REVISION_EITHER_BY);
    assert_int_equal(vro_outcome_set_find(NULL, "qaly", &id, &errors), VRO_OK);
    assert_int_equal(id, VRO_QALY);
    assert_refused(NULL, "failure_by_xy", "is unknown");
    assert_refused(NULL, "revision_by_101y", "is unknown");
    assert_refused(NULL, "revision_by_1/2y", "is unknown");
}

static void the_nearest_landmark_is_the_later_of_two(void **state) {
    (void)state;
    const vro_outcome_set *usual = usual_outcomes(false);
    assert_int_equal(vro_outcome_set_landmark_near(usual, 4, 5), 2);
    assert_int_equal(vro_outcome_set_landmark_near(usual, 2, 5), 1);
    assert_int_equal(vro_outcome_set_landmark_near(usual, 4, 7.5), 3);
    assert_int_equal(vro_outcome_set_landmark_near(usual, 1, 5), 0);
}

int test_outcome_set(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landmarks_are_1_2_5_and_10_years_where_no_table_gives_them),
        cmocka_unit_test(the_end_of_follow_up_is_the_last_landmark),
        cmocka_unit_test(a_landmark_that_prints_like_the_end_is_the_end),
        cmocka_unit_test(the_end_is_the_shortest_follow_up_of_a_level_with_weight),
        cmocka_unit_test(outcomes_stand_in_the_order_of_the_table),
        cmocka_unit_test(costs_and_qalys_exist_together_and_are_given_one_by_one),
        cmocka_unit_test(every_outcome_is_found_by_its_name),
        cmocka_unit_test(a_name_that_the_scenario_lacks_is_told_how_to_get_it),
        cmocka_unit_test(without_a_scenario_any_landmark_may_be),
        cmocka_unit_test(the_nearest_landmark_is_the_later_of_two),
    };
    return cmocka_run_group_tests_name("outcome_set", tests, NULL, NULL);
}
