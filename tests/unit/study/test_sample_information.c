// The value of a proposed study: closed forms at five standard errors (a right estimate that is
// normal fails such a check with probability 5.7e-7; seeds are fixed), and bounds.
#include "vrosim/study/sample_information.h"

#include "sigma.h"
#include "small_ensemble.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

enum { SAMPLES = 10000, SIZES = 4 };

static const vro_random_source RANDOM = {.seed = 3, .stream = 0};

// One outcome under the second strategy.
static vro_proposed_study study_of(vro_outcome_id outcome) {
    return (vro_proposed_study){.sizes = {5, 20, 80, 320},
                                .size_count = SIZES,
                                .strategies = {1},
                                .arms = 1,
                                .outcomes = {outcome},
                                .outcome_count = 1};
}

typedef struct bench {
    small_ensemble small;
    gsl_rng *rng;
    vro_proposed_study study;
    vro_decisions decisions;
    vro_sample_information information;
} bench;

static void begin(bench *self, size_t samples, vro_outcome_id outcome, unsigned long seed) {
    *self = (bench){.rng = gsl_rng_alloc(gsl_rng_mt19937), .study = study_of(outcome)};
    assert_non_null(self->rng);
    gsl_rng_set(self->rng, seed);
    small_ensemble_open(&self->small, "soft_tissue,vro", samples);
}

static void evaluate(bench *self, const char *thresholds) {
    vro_errors errors = {0};
    small_ensemble_decide(&self->small, thresholds, 1, &self->decisions);
    assert_int_equal(vro_sample_information_init(&self->information, &self->decisions, &self->study,
                                                 RANDOM, &errors),
                     VRO_OK);
}

static void end(bench *self) {
    vro_sample_information_free(&self->information);
    vro_sample_information_free(&self->information);
    vro_decisions_free(&self->decisions);
    small_ensemble_close(&self->small);
    gsl_rng_free(self->rng);
}

static const vro_expectation *values_at(const bench *self, size_t threshold) {
    return vro_sample_information_values(&self->information, 0, threshold);
}

// E max(X, 0) - max(m, 0) of X normal with mean m and standard deviation s (unit normal loss).
static double normal_loss(double m, double s) {
    return s * gsl_ran_ugaussian_pdf(m / s) - fabs(m) * gsl_cdf_ugaussian_Q(fabs(m) / s);
}

// The second strategy avoids x revisions, x normal with mean m and standard deviation s; a child's
// own number varies by sd about its mean.
typedef struct normal_case {
    double m, s, sd;
    double other; // standard deviation of what else makes the second strategy better, not measured
} normal_case;

static void set_normal(bench *self, const normal_case *of) {
    for (size_t i = 0; i < self->small.ensemble.samples; i++) {
        const double x = of->m + gsl_ran_gaussian(self->rng, of->s);
        small_ensemble_observe(&self->small, i, (vro_quantity_key){1, 0, VRO_REVISIONS, false}, -x,
                               of->sd);
        small_ensemble_set(&self->small, i, 1, VRO_LLD_ABS_MM,
                           gsl_ran_gaussian(self->rng, of->other));
    }
}

// After n children the posterior mean of x is normal with variance s^4 / (s^2 + sd^2 / n).
static void normal_and_linear_has_a_closed_form(void **state) {
    (void)state;
    static const normal_case cases[] = {{0.3, 1, 4, 0}, {-1, 2, 20, 1}, {0, 0.5, 5, 0.5}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const normal_case *of = &cases[c];
        bench self;
        begin(&self, SAMPLES, VRO_REVISIONS, 10 + c);
        set_normal(&self, of);
        evaluate(&self, "1");
        const vro_expectation *found = values_at(&self, 0);
        for (size_t i = 0; i <= SIZES; i++) {
            const double error = i < SIZES ? of->sd * of->sd / (double)self.study.sizes[i] : 0;
            const double spread = of->s * of->s / sqrt(of->s * of->s + error);
            sigma_assert_distance("EVSI", found[i].value - normal_loss(of->m, spread), found[i].se);
        }
        end(&self);
    }
}

// A share p even in 0..1 is worth p - 0.6: of n children each number x has the probability
// 1 / (n + 1), and the posterior mean (x + 1) / (n + 2).
static void a_share_has_a_closed_form(void **state) {
    (void)state;
    bench self;
    begin(&self, SAMPLES, VRO_DEATH, 20);
    for (size_t i = 0; i < SAMPLES; i++) {
        const double p = gsl_rng_uniform(self.rng);
        small_ensemble_set(&self.small, i, 1, VRO_DEATH, p);
        small_ensemble_set(&self.small, i, 1, VRO_REVISIONS, 0.6 - p);
    }
    evaluate(&self, "1");
    for (size_t i = 0; i < SIZES; i++) {
        const size_t n = self.study.sizes[i];
        const vro_expectation found = values_at(&self, 0)[i];
        double exact = 0;
        for (size_t x = 0; x <= n; x++)
            exact += fmax(0, ((double)x + 1) / ((double)n + 2) - 0.6) / ((double)n + 1);
        sigma_assert_distance("EVSI", found.value - exact, found.se);
    }
    const vro_expectation limit = values_at(&self, 0)[SIZES];
    sigma_assert_distance("EVPPI", limit.value - 0.08, limit.se);
    end(&self);
}

// Also where samples are few, so that estimates fall by chance.
static void the_value_does_not_fall_and_stays_below_that_of_knowing(void **state) {
    (void)state;
    for (unsigned long seed = 0; seed < 20; seed++) {
        bench self;
        begin(&self, 60, VRO_REVISIONS, seed);
        set_normal(&self, &(normal_case){0.1, 1, 3, 0.5});
        evaluate(&self, "0:3:0.5");
        for (size_t t = 0; t < self.decisions.choices[0].thresholds->count; t++) {
            const vro_expectation *found = values_at(&self, t);
            const double all = self.decisions.choices[0].decisions[t].perfect_information.value;
            assert_true(found[0].value >= 0);
            for (size_t i = 1; i <= SIZES; i++)
                assert_true(found[i].value >= found[i - 1].value);
            assert_true(found[SIZES].value <= all * (1 + 1e-12));
        }
        end(&self);
    }
}

// 1e12 children see the truth, where a size could be so large: a standard deviation of a millionth
// stands for them.
static void a_large_study_is_worth_what_knowing_its_means_is(void **state) {
    (void)state;
    bench self;
    begin(&self, 500, VRO_REVISIONS, 30);
    set_normal(&self, &(normal_case){0.2, 1, 1e-6, 0.5});
    evaluate(&self, "1");
    const vro_expectation *found = values_at(&self, 0);
    assert_true(found[0].value > 0.1);
    assert_near(found[0].value, found[SIZES].value, 1e-6);
    end(&self);
}

static void what_decides_nothing_is_worth_nothing(void **state) {
    (void)state;
    bench self;
    begin(&self, 500, VRO_DEATH, 31);
    set_normal(&self, &(normal_case){0.2, 1, 3, 0.5});
    for (size_t i = 0; i < 500; i++)
        small_ensemble_set(&self.small, i, 1, VRO_DEATH, 0.4);
    evaluate(&self, "1");
    assert_near(values_at(&self, 0)[SIZES].value, 0, 0);
    for (size_t i = 0; i < SIZES; i++)
        assert_near(values_at(&self, 0)[i].value, 0, 0);
    end(&self);
}

static void only_the_subgroup_of_the_study_is_decided_for(void **state) {
    (void)state;
    bench self;
    begin(&self, 60, VRO_REVISIONS, 32);
    self.study.subgroup = 2; // without children
    evaluate(&self, "1");
    assert_int_equal(self.information.count, 0);
    assert_false(self.information.lacks_samples);
    end(&self);
}

static void too_few_samples_have_no_value(void **state) {
    (void)state;
    bench self;
    begin(&self, 3, VRO_REVISIONS, 33);
    evaluate(&self, "1");
    assert_true(self.information.lacks_samples);
    assert_int_equal(self.information.count, 0);
    end(&self);
}

static void without_a_study_there_is_no_value(void **state) {
    (void)state;
    bench self;
    begin(&self, 60, VRO_REVISIONS, 34);
    self.study = (vro_proposed_study){0};
    evaluate(&self, "1");
    assert_int_equal(self.information.count, 0);
    end(&self);
}

int test_sample_information(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_and_linear_has_a_closed_form),
        cmocka_unit_test(a_share_has_a_closed_form),
        cmocka_unit_test(the_value_does_not_fall_and_stays_below_that_of_knowing),
        cmocka_unit_test(a_large_study_is_worth_what_knowing_its_means_is),
        cmocka_unit_test(what_decides_nothing_is_worth_nothing),
        cmocka_unit_test(only_the_subgroup_of_the_study_is_decided_for),
        cmocka_unit_test(too_few_samples_have_no_value),
        cmocka_unit_test(without_a_study_there_is_no_value),
    };
    return cmocka_run_group_tests_name("sample_information", tests, NULL, NULL);
}
