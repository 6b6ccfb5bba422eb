// Costs and quality-adjusted life years: closed forms of discounting, and courses whose sums are
// made by hand.
#include "vrosim/model/economics.h"

#include "near.h"
#include "small_model.h"

#include <stdlib.h>

// Half a step of a cost, and single precision.
static const double STEP = 0.5 / VRO_STEPS_PER_COST + 1e-5;

// Nothing happens by itself, ten years; the index hip is operated alone, by the strategy's plan.
#define ALONE                                                                                      \
    SMALL_QUIET                                                                                    \
    "followup.horizon,fixed,10\nplan.bilateral,fixed,0\nfollowup.visit_interval,fixed,0.5\n"       \
    "followup.visit_phase,fixed,0.5\nrescue.wait,fixed,0\nrescue.bilateral,fixed,0\n"

#define PRICES                                                                                     \
    "cost.admission,fixed,6\ncost.osteotomy,fixed,11\ncost.soft_tissue,fixed,4\n"                  \
    "cost.pelvic,fixed,13\ncost.spica,fixed,1.5\ncost.removal,fixed,5\n"

static double outcome(const vro_record *record, vro_outcome_id id) {
    assert_true(record->outcome[id] != VRO_NO_VALUE);
    return record->outcome[id] / (double)vro_outcome_steps(id);
}

// Every child's outcome under a strategy.
static void assert_all(const char *strategy, const char *lines, vro_outcome_id id, double value) {
    small_courses *self = small_courses_open(strategy, lines);
    for (size_t i = 0; i < SMALL_COURSES; i++)
        assert_near(outcome(&self->records[i], id), value, STEP);
    small_courses_close(self);
}

// The integral of e^(-rate t) between two times.
static double years(double rate, double from, double to) {
    return rate > 0 ? (exp(-rate * from) - exp(-rate * to)) / rate : to - from;
}

// A utility of 1 over a tenth of a year, and a cost of 10: rounding leaves two minutes, and an
// eighth of the currency.
static void small_values_are_kept(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("vro", ALONE "followup.horizon,fixed,0.1\nutility.baseline,fixed,1\n"
                                        "cost.osteotomy,fixed,0.01\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        assert_near(outcome(&self->records[i], VRO_QALY), 0.1, 4e-6);
        assert_near(outcome(&self->records[i], VRO_COST), 0.01, 0.125e-3);
    }
    small_courses_close(self);
}

static void without_costs_and_utilities_there_are_none(void **state) {
    (void)state;
    small_courses *self = small_courses_open("vro", "economics.discount_costs,fixed,0.03\n");
    assert_false(vro_outcome_set_has(self->small.model.outcomes, VRO_COST));
    assert_false(vro_outcome_set_has(self->small.model.outcomes, VRO_QALY));
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        assert_int_equal(self->records[i].outcome[VRO_COST], VRO_NO_VALUE);
        assert_int_equal(self->records[i].outcome[VRO_QALY], VRO_NO_VALUE);
    }
    small_courses_close(self);
}

static void costs_alone_bring_no_quality_adjusted_life_years(void **state) {
    (void)state;
    small_courses *costs = small_courses_open("vro", "cost.care,fixed,0\n");
    small_courses *utilities = small_courses_open("vro", "utility.baseline,fixed,1\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        assert_int_equal(costs->records[i].outcome[VRO_COST], 0);
        assert_int_equal(costs->records[i].outcome[VRO_QALY], VRO_NO_VALUE);
        assert_int_equal(utilities->records[i].outcome[VRO_COST], VRO_NO_VALUE);
        assert_true(outcome(&utilities->records[i], VRO_QALY) > 0);
    }
    small_courses_close(costs);
    small_courses_close(utilities);
}

static void a_price_changes_no_course(void **state) {
    (void)state;
    small_courses *plain = small_courses_open("vro_pelvic", "");
    small_courses *priced =
        small_courses_open("vro_pelvic", PRICES "utility.baseline,fixed,0.5\n"
                                                "utility.displaced,fixed,0.1\n");
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const vro_record *a = &plain->records[i], *b = &priced->records[i];
        assert_memory_equal(a->outcome, b->outcome, VRO_FIRST_ECONOMIC * sizeof *a->outcome);
        assert_near(a->revision_time, b->revision_time, 0);
        assert_near(a->death_time, b->death_time, 0);
    }
    small_courses_close(plain);
    small_courses_close(priced);
}

// In place, never operated, alive for ten years: only care and the baseline are left.
static void a_child_without_events_costs_its_care_and_lives_at_the_baseline(void **state) {
    (void)state;
    static const double rates[] = {0, 1e-7, 0.001, 0.03, 0.05, 1};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        char lines[2000];
        snprintf(lines, sizeof lines,
                 ALONE
                 "cost.care,fixed,12\nutility.baseline,fixed,-0.2\nutility.displaced,fixed,1\n"
                 "anatomy.migration,fixed,30\nanatomy.migration_other,fixed,0\n"
                 "economics.discount_costs,fixed,%g\neconomics.discount_health,fixed,%g\n",
                 rates[i], rates[i]);
        assert_all("observation", lines, VRO_COST, 12 * years(rates[i], 0, 10));
        assert_all("observation", lines, VRO_QALY, -0.2 * years(rates[i], 0, 10));
    }
}

static void after_death_nothing_is_spent_and_nothing_enjoyed(void **state) {
    (void)state;
    small_courses *self =
        small_courses_open("observation", ALONE "mortality.rate,fixed,0.2\n"
                                                "cost.care,fixed,10\nutility.baseline,fixed,1\n"
                                                "economics.discount_costs,fixed,0.03\n");
    size_t deaths = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const vro_record *record = &self->records[i];
        const double end = fmin(record->death_time, 10);
        assert_near(outcome(record, VRO_COST), 10 * years(0.03, 0, end), STEP);
        assert_near(outcome(record, VRO_QALY), end, STEP);
        deaths += end < 10;
    }
    assert_in_range(deaths, SMALL_COURSES / 2, SMALL_COURSES - 1);
    small_courses_close(self);
}

static void a_session_of_both_hips_is_one_admission_with_one_cast(void **state) {
    (void)state;
    const char *both = ALONE PRICES "plan.bilateral,fixed,1\nplan.spica,fixed,1\n"
                                    "economics.discount_costs,fixed,0.05\n";
    const char *one = ALONE PRICES "plan.spica,fixed,1\n";
    assert_all("vro_pelvic", both, VRO_COST, 6 + 1.5 + 2 * (11 + 4 + 13));
    assert_all("vro_pelvic", one, VRO_COST, 6 + 1.5 + 11 + 4 + 13);
    assert_all("soft_tissue", one, VRO_COST, 6 + 4 + 4); // by its own plan on both hips
    assert_all("observation", one, VRO_COST, 0);
}

#define HEALING ALONE "healing.time,fixed,20.87142857\nutility.baseline,fixed,0.7\n"

// 0.4 years; both hips of the index session heal together.
static void healing_counts_once_for_the_session(void **state) {
    (void)state;
    const double qaly_loss = 0.5 * years(0.1, 0, 0.4);
    assert_all("vro", HEALING "utility.healing,fixed,0.5\neconomics.discount_health,fixed,0.1\n",
               VRO_QALY, 0.7 * years(0.1, 0, 10) - qaly_loss);
    assert_all("vro",
               HEALING "utility.healing,fixed,0.5\neconomics.discount_health,fixed,0.1\n"
                       "plan.bilateral,fixed,1\n",
               VRO_QALY, 0.7 * years(0.1, 0, 10) - qaly_loss);
    assert_all("soft_tissue", HEALING "utility.healing,fixed,0.5\n", VRO_QALY, 7);
}

#define CASTS                                                                                      \
    ALONE "plan.spica,fixed,1\nplan.spica_weeks,fixed,20.87142857\nutility.baseline,fixed,0.7\n"   \
          "utility.spica,fixed,0.3\neconomics.discount_health,fixed,0.1\n"

// 0.4 years; one spica for both hips of the index session, in the other hip too where that alone
// has a bone operation.
static void a_spica_counts_once_for_the_session(void **state) {
    (void)state;
    const double baseline = 0.7 * years(0.1, 0, 10), qaly_loss = 0.3 * years(0.1, 0, 0.4);
    assert_all("vro", CASTS, VRO_QALY, baseline - qaly_loss);
    assert_all("vro", CASTS "plan.bilateral,fixed,1\n", VRO_QALY, baseline - qaly_loss);
    assert_all("vro", CASTS "plan.spica,fixed,0\n", VRO_QALY, baseline);
    small_courses *self = small_courses_open(
        "vro", CASTS "plan.bilateral,fixed,1\nplan.osteotomy,fixed,0.5,,,,vro\n");
    size_t none = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const double loss = baseline - outcome(&self->records[i], VRO_QALY);
        assert_near(loss, self->records[i].outcome[VRO_SPICA_WEEKS] > 0 ? qaly_loss : 0, STEP);
        none += self->records[i].outcome[VRO_SPICA_WEEKS] == 0;
    }
    assert_in_range(none, SMALL_COURSES / 8, SMALL_COURSES * 3 / 8);
    small_courses_close(self);
}

static void a_spica_comes_off_at_the_end_of_follow_up_and_adds_to_healing(void **state) {
    (void)state;
    assert_all("vro", CASTS "followup.horizon,fixed,0.3\n", VRO_QALY, 0.4 * years(0.1, 0, 0.3));
    assert_all("vro", CASTS "healing.time,fixed,10.43571429\nutility.healing,fixed,0.2\n", VRO_QALY,
               0.7 * years(0.1, 0, 10) - 0.3 * years(0.1, 0, 0.4) - 0.2 * years(0.1, 0, 0.2));
}

// At half a year the index hip is rescued, and takes the other along.
#define SESSION                                                                                    \
    "rescue.acceptance,fixed,1\nrescue.threshold,fixed,50\nrescue.osteotomy,fixed,1\n"             \
    "rescue.soft_tissue,fixed,0\nrescue.pelvic,fixed,0\nrescue.bilateral,fixed,1\n"                \
    "anatomy.migration,fixed,60\nanatomy.migration_other,fixed,20\n"                               \
    "surgery.reduction_osteotomy,fixed,0.5\nsurgery.reduction_soft_tissue,fixed,0\n"

// An osteotomy and a spica more, but no admission and no surcharge, though the other hip was
// released before.
static void a_later_session_shares_the_admission_of_the_index_hip(void **state) {
    (void)state;
    const char *lines = ALONE PRICES SESSION "plan.spica,fixed,1\ncost.revision_migration,fixed,7\n"
                                             "cost.revision_loss,fixed,30\ncost.revision_"
                                             "complication,fixed,30\ncost.revision_other,fixed,30\n"
                                             "economics.discount_costs,fixed,0.05\n";
    const double both = exp(-0.05 / 2) * (6 + 2 * (11 + 1.5));
    assert_all("observation", lines, VRO_COST, both);
    assert_all("soft_tissue", lines, VRO_COST, 6 + 2 * 4 + both + 7 * exp(-0.05 / 2));
}

static void a_later_session_heals_each_hip_for_itself(void **state) {
    (void)state;
    const char *lines = CASTS SESSION "healing.time,fixed,10.43571429\nutility.healing,fixed,0.2\n";
    assert_all("observation", lines, VRO_QALY,
               0.7 * years(0.1, 0, 10) - 2 * 0.3 * years(0.1, 0.5, 0.9) -
                   2 * 0.2 * years(0.1, 0.5, 0.7));
}

#define EQUAL                                                                                      \
    ALONE "anatomy.natural_lld,fixed,30\nlength.equalisation,fixed,1\n"                            \
          "length.equalisation_threshold,fixed,20\ncost.equalisation,fixed,9\n"                    \
          "economics.discount_costs,fixed,0.05\npopulation.age,fixed,8\n"

// Mature at 14 of 8 years, or at the operation; or not by the end of follow-up.
static void an_equalisation_is_paid_at_maturity(void **state) {
    (void)state;
    assert_all("observation",
               EQUAL "growth.maturity_age_female,fixed,14\ngrowth.maturity_age_male,fixed,14\n",
               VRO_COST, 9 * exp(-0.05 * 6));
    assert_all("observation",
               EQUAL "growth.maturity_age_female,fixed,7\ngrowth.maturity_age_male,fixed,7\n",
               VRO_COST, 9);
    assert_all("observation",
               EQUAL "growth.maturity_age_female,fixed,19\ngrowth.maturity_age_male,fixed,19\n",
               VRO_COST, 0);
}

// Two removals after a year; none in time of the other.
static void a_removal_is_paid_when_it_is_done(void **state) {
    (void)state;
    const char *lines = ALONE "plan.bilateral,fixed,1\ncost.removal,fixed,5\n"
                              "implant.removal_probability,fixed,1\nimplant.removal_time,fixed,12\n"
                              "economics.discount_costs,fixed,0.08\n";
    assert_all("vro", lines, VRO_COST, 2 * 5 * exp(-0.08));
    char late[2000];
    snprintf(late, sizeof late, "%simplant.removal_time,fixed,121\n", lines);
    assert_all("vro", late, VRO_COST, 0);
}

// The osteotomy, and after each half year a reoperation for an infection, three of them, which
// touches no bone and is infected again.
static void a_course_of_infections_costs_the_sum_of_its_parts(void **state) {
    (void)state;
    const char *lines = ALONE PRICES
        "plan.spica,fixed,1\ncomplication.infection,fixed,1\n"
        "complication.infection_reoperation,fixed,1\ncomplication.osteotomy,fixed,0\n"
        "complication.time,fixed,6\ncost.infection,fixed,8\ncost.revision_complication,fixed,2\n"
        "cost.revision_loss,fixed,30\ncost.revision_migration,fixed,30\n"
        "cost.revision_other,fixed,30\ncost.fracture,fixed,30\ncost.avn,fixed,30\n"
        "cost.pressure_sore,fixed,30\n"
        "utility.infection,fixed,0.25\nutility.avn,fixed,1\nutility.fracture,fixed,1\n"
        "utility.pressure_sore,fixed,1\nutility.baseline,fixed,1\n"
        "economics.discount_costs,fixed,0.06\neconomics.discount_health,fixed,0.02\n";
    double cost = 6 + 11 + 1.5 + 8, health = years(0.02, 0, 10) - 0.25;
    for (int i = 1; i <= 3; i++) {
        cost += (6 + 2 + 8) * exp(-0.06 * i / 2);
        health -= 0.25 * exp(-0.02 * i / 2);
    }
    assert_all("vro", lines, VRO_COST, cost);
    assert_all("vro", lines, VRO_QALY, health);
}

// The index hip passes 30 % at 2 and 50 % at 6 years; the other is over 30 % from the start, over
// 50 % from 1 year on.
static void each_hip_loses_by_its_own_state(void **state) {
    (void)state;
    const double q = 0.04;
    const char *lines =
        ALONE SMALL_STEADY "anatomy.migration,fixed,20\nanatomy.migration_other,fixed,45\n"
                           "utility.baseline,fixed,0.9\nutility.displaced,fixed,0.1\n"
                           "utility.severely_displaced,fixed,0.3\n"
                           "economics.discount_health,fixed,0.04\n";
    const double index = 0.1 * years(q, 2, 6) + 0.3 * years(q, 6, 10);
    const double other = 0.1 * years(q, 0, 1) + 0.3 * years(q, 1, 10);
    assert_all("observation", lines, VRO_QALY, 0.9 * years(q, 0, 10) - index - other);
}

// Over 31 % at the visits of 2.5, 3 and 3.5 years the index hip is operated, in vain; the other hip
// at 6.5, 7 and 7.5. The first time in a hip is no revision of earlier surgery.
static void a_surcharge_for_migration_needs_an_operation_before(void **state) {
    (void)state;
    const char *lines = ALONE SMALL_STEADY
        "anatomy.migration,fixed,20\nanatomy.migration_other,fixed,0\n"
        "rescue.acceptance,fixed,1\nrescue.threshold,fixed,31\n"
        "rescue.osteotomy,fixed,0\nrescue.soft_tissue,fixed,0\nrescue.pelvic,fixed,0\n"
        "surgery.reduction_osteotomy,fixed,0\nsurgery.max_residual,fixed,100\n"
        "cost.revision_migration,fixed,7\n";
    assert_all("observation", lines, VRO_COST, (2 + 2) * 7);
    assert_all("vro", lines, VRO_COST, (3 + 2) * 7);
}

int test_economics(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_values_are_kept),
        cmocka_unit_test(without_costs_and_utilities_there_are_none),
        cmocka_unit_test(costs_alone_bring_no_quality_adjusted_life_years),
        cmocka_unit_test(a_price_changes_no_course),
        cmocka_unit_test(a_child_without_events_costs_its_care_and_lives_at_the_baseline),
        cmocka_unit_test(after_death_nothing_is_spent_and_nothing_enjoyed),
        cmocka_unit_test(a_session_of_both_hips_is_one_admission_with_one_cast),
        cmocka_unit_test(healing_counts_once_for_the_session),
        cmocka_unit_test(a_spica_counts_once_for_the_session),
        cmocka_unit_test(a_spica_comes_off_at_the_end_of_follow_up_and_adds_to_healing),
        cmocka_unit_test(a_later_session_shares_the_admission_of_the_index_hip),
        cmocka_unit_test(a_later_session_heals_each_hip_for_itself),
        cmocka_unit_test(an_equalisation_is_paid_at_maturity),
        cmocka_unit_test(a_removal_is_paid_when_it_is_done),
        cmocka_unit_test(a_course_of_infections_costs_the_sum_of_its_parts),
        cmocka_unit_test(each_hip_loses_by_its_own_state),
        cmocka_unit_test(a_surcharge_for_migration_needs_an_operation_before),
    };
    return cmocka_run_group_tests_name("economics", tests, NULL, NULL);
}
