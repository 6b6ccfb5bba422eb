// The statistics of an outcome: which it has, and what they are.
#include "vrosim/outcome/outcome_statistics.h"

#include "small_study.h"
#include "usual_landmarks.h"

typedef struct fixture {
    small_study study; // three children of level III
    vro_outcome_statistics statistics;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_malloc(sizeof *self);
    small_study_open(&self->study, "vro");
    small_study_trade_off(&self->study, 2, 3, (const int[]){0, 1, 2}, (const double[]){2, 4, 12});
    assert_int_equal(vro_outcome_statistics_init(&self->statistics, &self->study.errors), VRO_OK);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_outcome_statistics_free(&self->statistics);
    vro_outcome_statistics_free(&self->statistics);
    small_study_close(&self->study);
    test_free(self);
    return 0;
}

static void a_quantity_has_a_mean_a_spread_and_quantiles(void **state) {
    fixture *self = *state;
    vro_outcome_statistics *loaded = &self->statistics;
    vro_outcome_statistics_load(loaded, &self->study.tally, 0, 0, VRO_LLD_ABS_MM);
    for (vro_statistic statistic = 0; statistic < VRO_STATISTICS; statistic++)
        assert_true(vro_outcome_statistics_has(loaded, statistic));
    const vro_estimate mean = vro_outcome_statistics_estimate(loaded, VRO_MEAN);
    assert_near(mean.value, 6, 1e-12);
    assert_near(mean.se, sqrt(28.0 / 3), 1e-12); // sd^2 = (16 + 4 + 36) / 2
    assert_int_equal(mean.n, 3);
    assert_near(vro_outcome_statistics_estimate(loaded, VRO_P50).value, 4, 1e-12);
}

static void a_share_and_a_number_have_a_mean_only(void **state) {
    static const vro_outcome_id outcomes[] = {VRO_REVISION_BY_5Y, VRO_REVISIONS};
    fixture *self = *state;
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        vro_outcome_statistics_load(&self->statistics, &self->study.tally, 0, 0, outcomes[i]);
        for (vro_statistic statistic = 0; statistic < VRO_STATISTICS; statistic++)
            assert_int_equal(vro_outcome_statistics_has(&self->statistics, statistic),
                             statistic == VRO_MEAN);
    }
    assert_near(vro_outcome_statistics_estimate(&self->statistics, VRO_MEAN).value, 1, 1e-12);
}

static void a_subgroup_has_its_own_children(void **state) {
    fixture *self = *state;
    vro_outcome_statistics_load(&self->statistics, &self->study.tally, 0, 3, VRO_LLD_ABS_MM);
    assert_int_equal(self->statistics.moments.count, 3);
    vro_outcome_statistics_load(&self->statistics, &self->study.tally, 0, 1, VRO_LLD_ABS_MM);
    assert_int_equal(self->statistics.moments.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_outcome_statistics(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_quantity_has_a_mean_a_spread_and_quantiles),
        TEST(a_share_and_a_number_have_a_mean_only),
        TEST(a_subgroup_has_its_own_children),
    };
    return cmocka_run_group_tests_name("outcome_statistics", tests, NULL, NULL);
}
