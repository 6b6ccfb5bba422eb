// The statistics of an outcome: which it has, and what they are.
#include "vrosim/outcome/outcome_statistics.h"

#include "small_model.h"
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
        assert_int_equal(vro_outcome_statistics_has(VRO_LLD_ABS_MM, statistic),
                         statistic != VRO_EXPECTED);
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
            assert_int_equal(vro_outcome_statistics_has(outcomes[i], statistic),
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

// Costs of 1,000 children in steps of 1/4096 thousand: some have one, the rest another.
static vro_tally tally_of_costs(size_t some, int32_t cost, int32_t other) {
    vro_tally tally;
    vro_errors errors = {0};
    vro_results *results = aligned_alloc(64, sizeof *results);
    assert_non_null(results);
    memset(results, 0, sizeof *results);
    results->children = 1000;
    assert_int_equal(vro_tally_init(&tally, 1, usual_outcomes(true), 10, NULL, &errors), VRO_OK);
    for (size_t i = 0; i < results->children; i++) {
        results->outcome[VRO_COST][i] = i < some ? cost : other;
        results->revision_time[i] = results->death_time[i] = INFINITY;
    }
    vro_tally_add(&tally, 0, 0, results, NULL);
    free(results);
    return tally;
}

// Costs of 0.010 and 0.030 thousand, to a step: each quantile, and its limits, is one of the two.
static void quantiles_of_two_atoms_are_the_atoms(void **state) {
    fixture *self = *state;
    enum { LOW = 41, HIGH = 123 };
    vro_tally tally = tally_of_costs(600, LOW, HIGH);
    vro_outcome_statistics_load(&self->statistics, &tally, 0, 0, VRO_COST);
    for (vro_statistic statistic = VRO_P05; statistic <= VRO_P95; statistic++) {
        const vro_estimate quantile = vro_outcome_statistics_estimate(&self->statistics, statistic);
        const double expected = (statistic < VRO_P75 ? LOW : HIGH) / 4096.0;
        assert_near(quantile.value, expected, 0);
        assert_near(quantile.lower, expected, 0);
        assert_near(quantile.upper, expected, 0);
    }
    vro_tally_free(&tally);
}

// Between two costs the standard deviation has the error of a share's fourth moment: of a share p =
// 0.6, m4 = p q (p^3 + q^3) D^4.
static void the_error_of_the_spread_of_two_atoms_is_that_of_a_share(void **state) {
    fixture *self = *state;
    enum { BASE = 40 * 4096, MORE = 5 * 4096 };
    vro_tally tally = tally_of_costs(600, BASE, BASE + MORE);
    vro_outcome_statistics_load(&self->statistics, &tally, 0, 0, VRO_COST);
    const vro_estimate sd = vro_outcome_statistics_estimate(&self->statistics, VRO_SD);
    const double n = 1000, variance = 0.24 * 25 * n / (n - 1);
    const double fourth = 0.24 * (0.216 + 0.064) * 625;
    const double excess = fourth - variance * variance * (n - 3) / (n - 1);
    assert_near(sd.value, sqrt(variance), 1e-12);
    assert_near(sd.se, sqrt(excess / n) / (2 * sqrt(variance)), 1e-9);
    vro_tally_free(&tally);
}

// sqrt((m4 - s^4 (n - 3) / (n - 1)) / n) / (2 s), from the values themselves.
static double error_of_values(const double *values, size_t n) {
    long double mean = 0, square = 0, fourth = 0;
    for (size_t i = 0; i < n; i++)
        mean += values[i] / (long double)n;
    for (size_t i = 0; i < n; i++) {
        const long double distance = values[i] - mean;
        square += distance * distance;
        fourth += distance * distance * distance * distance;
    }
    const long double m = (long double)n, variance = square / (m - 1);
    const long double excess = fourth / m - variance * variance * (m - 3) / (m - 1);
    return (double)(sqrtl(excess / m) / (2 * sqrtl(variance)));
}

// Simulates the children of a block; recorded: [VRO_BLOCK][strategies].
static vro_tally tally_of_block(small_model *small, vro_record *recorded) {
    vro_tally tally;
    vro_sink sink = vro_tally_sink(&tally);
    sink.records = recorded;
    sink.recorded = VRO_BLOCK;
    assert_int_equal(vro_tally_init(&tally, small->model.strategies, small->model.outcomes,
                                    small->model.horizon, NULL, &small->errors),
                     VRO_OK);
    vro_block_run(small->block, 0, VRO_BLOCK, &sink);
    return tally;
}

// The values of an outcome under a strategy in a subgroup, 0 for all children or a level from 1.
static size_t values_of(const small_model *small, const vro_record *recorded, size_t strategy,
                        size_t subgroup, vro_outcome_id outcome, double *values) {
    size_t n = 0;
    for (size_t i = 0; i < VRO_BLOCK; i++) {
        const vro_record *record = &recorded[i * small->model.strategies + strategy];
        if ((subgroup == 0 || record->level + 1 == subgroup) &&
            record->outcome[outcome] != VRO_NO_VALUE)
            values[n++] = record->outcome[outcome] * vro_estimate_scale(outcome);
    }
    return n;
}

// Of every quantity, costs and QALYs too, under every strategy in all children and in each level.
static void errors_of_standard_deviations_are_those_of_the_values(void **state) {
    fixture *self = *state;
    small_model small;
    size_t compared = 0;
    small_model_open(&small, "vro,observation",
                     "cost.admission,fixed,6\ncost.care,fixed,12\n"
                     "utility.baseline,fixed,0.5\n"
                     "utility.displaced,fixed,0.1\n");
    vro_record *recorded = calloc(VRO_BLOCK * small.model.strategies, sizeof *recorded);
    double *values = calloc(VRO_BLOCK, sizeof *values);
    assert_true(recorded && values);
    vro_tally tally = tally_of_block(&small, recorded);
    for (vro_outcome_id id = VRO_HEALING_WEEKS; id < VRO_OUTCOMES; id++)
        for (size_t strategy = 0; strategy < small.model.strategies; strategy++)
            for (size_t subgroup = 0; subgroup <= VRO_LEVELS; subgroup++) {
                const size_t n = values_of(&small, recorded, strategy, subgroup, id, values);
                vro_outcome_statistics_load(&self->statistics, &tally, strategy, subgroup, id);
                const vro_estimate sd = vro_outcome_statistics_estimate(&self->statistics, VRO_SD);
                assert_int_equal(sd.n, n);
                if (n < 200 || sd.value == 0) // level I, and healing without an osteotomy
                    continue;
                assert_near(sd.se / error_of_values(values, n), 1, 1e-9);
                compared++;
            }
    assert_true(compared > 140);
    vro_tally_free(&tally);
    free(values);
    free(recorded);
    small_model_close(&small);
}

// Of all children, and of a level: the number of draws has no other spread than the sums say.
static void a_rare_event_is_expected_as_often_as_it_is_drawn_likely(void **state) {
    fixture *self = *state;
    small_model small;
    vro_record *recorded;
    small_model_open(&small, "vro,observation", "complication.infection,fixed,0.25\n");
    assert_non_null(recorded = calloc(VRO_BLOCK * small.model.strategies, sizeof *recorded));
    vro_tally tally = tally_of_block(&small, recorded);
    for (size_t subgroup = 0; subgroup <= 3; subgroup += 3) {
        vro_outcome_statistics_load(&self->statistics, &tally, 0, subgroup, VRO_INFECTION);
        const vro_estimate mean = vro_outcome_statistics_estimate(&self->statistics, VRO_MEAN);
        const vro_estimate expected =
            vro_outcome_statistics_estimate(&self->statistics, VRO_EXPECTED);
        assert_true(vro_outcome_statistics_has(VRO_INFECTION, VRO_EXPECTED));
        assert_int_equal(expected.n, mean.n);
        assert_true(fabs(mean.value - expected.value) < 4 * mean.se);
        assert_true(expected.se < mean.se / 2);
        assert_true(expected.value >= 0.25); // each child has the index operation
        assert_true(expected.lower < expected.value && expected.value < expected.upper);
    }
    vro_outcome_statistics_load(&self->statistics, &tally, 1, 0, VRO_LOSS_OF_POSITION);
    const vro_estimate none = vro_outcome_statistics_estimate(&self->statistics, VRO_EXPECTED);
    assert_true(none.value == 0 && isnan(none.se));
    vro_tally_free(&tally);
    free(recorded);
    small_model_close(&small);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_outcome_statistics(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_quantity_has_a_mean_a_spread_and_quantiles),
        TEST(a_share_and_a_number_have_a_mean_only),
        TEST(a_subgroup_has_its_own_children),
        TEST(quantiles_of_two_atoms_are_the_atoms),
        TEST(the_error_of_the_spread_of_two_atoms_is_that_of_a_share),
        TEST(a_rare_event_is_expected_as_often_as_it_is_drawn_likely),
        TEST(errors_of_standard_deviations_are_those_of_the_values),
    };
    return cmocka_run_group_tests_name("outcome_statistics", tests, NULL, NULL);
}
