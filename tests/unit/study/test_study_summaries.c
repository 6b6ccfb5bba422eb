// What a proposed study sees: binomial and normal errors, at five standard errors (a right program
// fails such a check with probability 5.7e-7), and studies within larger ones.
#include "vrosim/study/study_summaries.h"

#include "sigma.h"
#include "small_ensemble.h"

enum { SAMPLES = 4000, OF_SHARE = 2, OF_MEAN = 3, SUMMARIES = 4 };

static const vro_random_source RANDOM = {.seed = 7, .stream = 0};
static const double SHARE = 0.3, MEAN = 8, SD = 6; // of the children under the second strategy

// Two outcomes in two arms.
static const vro_proposed_study STUDY = {
    .strategies = {0, 1}, .arms = 2, .outcomes = {VRO_DEATH, VRO_LLD_ABS_MM}, .outcome_count = 2};

typedef struct bench {
    small_ensemble small;
    vro_study_summaries summaries;
    vro_errors errors;
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    small_ensemble_open(&self.small, "soft_tissue,vro", SAMPLES);
    for (size_t i = 0; i < SAMPLES; i++) {
        small_ensemble_observe(&self.small, i, (vro_quantity_key){1, 0, VRO_DEATH, false}, SHARE,
                               0.5);
        small_ensemble_observe(&self.small, i, (vro_quantity_key){1, 0, VRO_LLD_ABS_MM, false},
                               MEAN, SD);
    }
    assert_int_equal(vro_study_summaries_init(&self.summaries, &self.small.ensemble, &STUDY, RANDOM,
                                              &self.errors),
                     VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_study_summaries_free(&self->summaries);
    vro_study_summaries_free(&self->summaries);
    small_ensemble_close(&self->small);
    return 0;
}

static double value_of(const bench *self, size_t sample, size_t summary) {
    return self->summaries.values[sample * SUMMARIES + summary];
}

static void before_the_first_child_the_truth_is_known(void **state) {
    const bench *self = *state;
    assert_int_equal(self->summaries.count, SUMMARIES);
    assert_near(value_of(self, 5, 0), 0, 0);
    assert_near(value_of(self, 5, OF_SHARE), SHARE, 0);
    assert_near(value_of(self, 5, OF_MEAN), MEAN, 0);
}

static void errors_are_those_of_the_children_of_an_arm(void **state) {
    bench *self = *state;
    static const size_t sizes[] = {40, 300};
    for (size_t size = 0; size < 2; size++) {
        const double n = (double)sizes[size];
        sigma_sample share = {.name = "share", .mean = SHARE};
        sigma_sample mean = {.name = "mean", .mean = MEAN};
        vro_study_summaries_enlarge(&self->summaries, sizes[size]);
        for (size_t i = 0; i < SAMPLES; i++) {
            sigma_add(&share, value_of(self, i, OF_SHARE));
            sigma_add(&mean, value_of(self, i, OF_MEAN));
        }
        sigma_assert(&share, sqrt(SHARE * (1 - SHARE) / n));
        sigma_assert(&mean, SD / sqrt(n));
    }
}

// Of 400 children the first 100 are a quarter: correlation sqrt(1/4) = 1/2, whose error is
// (1 - 1/4) / sqrt(samples).
static void smaller_studies_are_part_of_larger_ones(void **state) {
    bench *self = *state;
    static double first[SAMPLES][SUMMARIES];
    vro_study_summaries_enlarge(&self->summaries, 100);
    for (size_t i = 0; i < SAMPLES * SUMMARIES; i++)
        first[i / SUMMARIES][i % SUMMARIES] = self->summaries.values[i];
    vro_study_summaries_enlarge(&self->summaries, 400);
    for (size_t summary = OF_SHARE; summary < SUMMARIES; summary++) {
        const double mean = summary == OF_SHARE ? SHARE : MEAN;
        double product = 0, a = 0, b = 0;
        for (size_t i = 0; i < SAMPLES; i++) {
            const double x = first[i][summary] - mean, y = value_of(self, i, summary) - mean;
            product += x * y;
            a += x * x;
            b += y * y;
        }
        sigma_assert_distance("correlation", product / sqrt(a * b) - 0.5, 0.75 / sqrt(SAMPLES));
    }
}

// At 0.6, whose error is (1 - 0.6^2) / sqrt(samples).
static void the_errors_of_outcomes_hang_together_as_they_do_among_children(void **state) {
    bench *self = *state;
    double *of_second_arm = &self->summaries.correlations.factors[4];
    double product = 0, a = 0, b = 0;
    of_second_arm[2] = 0.6;
    of_second_arm[3] = 0.8;
    vro_study_summaries_enlarge(&self->summaries, 100);
    for (size_t i = 0; i < SAMPLES; i++) {
        const double x = value_of(self, i, OF_SHARE) - SHARE, y = value_of(self, i, OF_MEAN) - MEAN;
        product += x * y;
        a += x * x;
        b += y * y;
    }
    sigma_assert_distance("correlation", product / sqrt(a * b) - 0.6,
                          (1 - 0.6 * 0.6) / sqrt(SAMPLES));
}

static void what_is_sure_is_seen_as_it_is(void **state) {
    bench *self = *state;
    small_ensemble_set(&self->small, 7, 1, VRO_DEATH, 1);
    vro_study_summaries_enlarge(&self->summaries, 500);
    assert_near(value_of(self, 7, OF_SHARE), 1, 0);
    assert_near(value_of(self, 7, 0), 0, 0);
    assert_near(value_of(self, 7, 1), 0, 0);
}

static void a_mean_that_a_sample_does_not_have_tells_nothing(void **state) {
    bench *self = *state;
    vro_study_summaries again;
    small_ensemble_set(&self->small, 9, 1, VRO_LLD_ABS_MM, NAN);
    assert_int_equal(
        vro_study_summaries_init(&again, &self->small.ensemble, &STUDY, RANDOM, &self->errors),
        VRO_OK);
    vro_study_summaries_enlarge(&again, 50);
    for (size_t i = 0; i < SAMPLES; i++)
        assert_near(again.values[i * SUMMARIES + OF_MEAN], 0, 0);
    assert_true(again.values[OF_SHARE] > 0);
    vro_study_summaries_free(&again);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_study_summaries(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(before_the_first_child_the_truth_is_known),
        WITH_BENCH(errors_are_those_of_the_children_of_an_arm),
        WITH_BENCH(smaller_studies_are_part_of_larger_ones),
        WITH_BENCH(the_errors_of_outcomes_hang_together_as_they_do_among_children),
        WITH_BENCH(what_is_sure_is_seen_as_it_is),
        WITH_BENCH(a_mean_that_a_sample_does_not_have_tells_nothing),
    };
    return cmocka_run_group_tests_name("study_summaries", tests, NULL, NULL);
}
