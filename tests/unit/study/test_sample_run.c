// Children under a changed scenario, their light sums, and many samples on several threads.
#include "vrosim/study/sample_run.h"

#include "small_model.h"
#include "uncertain.h"

#include "vrosim/model/distribution_tables.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/study/psa_samples.h"

#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 3001, SAMPLES = 7 };

static const vro_random_source ORIGIN = {.seed = SMALL_SEED, .stream = SMALL_STREAM};

// The default, its model, and what is uncertain of it.
typedef struct bench {
    vro_errors errors;
    vro_scenario scenario;
    vro_uncertainty uncertainty;
    vro_model model;
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    assert_int_equal(vro_scenario_load(&self.scenario, NULL, &self.errors), VRO_OK);
    assert_int_equal(
        vro_subgroups_read(&self.scenario.subgroups, "age,bilateral,migration=40", &self.errors),
        VRO_OK);
    assert_int_equal(vro_model_init(&self.model, &self.scenario, &self.errors), VRO_OK);
    self.uncertainty = uncertain_list(&self.scenario);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_uncertainty_free(&self->uncertainty);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
    return 0;
}

static void add(void *tally, size_t strategy, size_t level, const vro_results *results,
                const vro_results *reference) {
    vro_tally_add(tally, strategy, level, results, reference);
}

// The sums of a plain run of the same children.
static vro_tally run_plainly(const vro_model *model) {
    vro_tally tally;
    vro_errors errors = {0};
    const vro_sink sink = {.self = &tally, .take = add};
    vro_block *block = vro_block_new(model, ORIGIN);
    assert_non_null(block);
    assert_int_equal(vro_tally_init(&tally, model->strategies, model->outcomes, model->horizon,
                                    &model->subgroups, &errors),
                     VRO_OK);
    vro_block_run(block, 0, CHILDREN, &sink);
    free(block);
    return tally;
}

static void assert_same_estimate(vro_estimate a, vro_estimate b) {
    assert_near(a.value, b.value, 0);
    if (!isnan(a.se) || !isnan(b.se))
        assert_near(a.se, b.se, 0);
    assert_int_equal(a.n, b.n);
}

static vro_estimate plain_mean(const vro_tally *tally, size_t strategy, size_t subgroup,
                               vro_outcome_id id) {
    const vro_moments moments = vro_sums_moments(&tally->sums, strategy, subgroup, id);
    vro_estimate mean = vro_estimate_mean(&moments, vro_estimate_scale(id));
    if (vro_outcome_row(id)->kind == VRO_SHARE)
        mean.se = sqrt(mean.value * (1 - mean.value) / (double)mean.n);
    return mean;
}

static vro_estimate plain_difference(const vro_tally *tally, size_t strategy, size_t subgroup,
                                     vro_outcome_id id) {
    const vro_pair pair = vro_sums_pair(&tally->sums, strategy, subgroup, id);
    const vro_moments moments = {
        .count = pair.count, .sum = pair.difference, .square = pair.square};
    return vro_estimate_mean(&moments, vro_estimate_scale(id));
}

static void assert_same_sums(const vro_sums *sums, const vro_tally *tally) {
    for (size_t strategy = 0; strategy < sums->strategies; strategy++) {
        for (size_t subgroup = 0; subgroup < 1 + sums->strata; subgroup++) {
            for (size_t i = 0; i < sums->outcomes.count; i++) {
                const vro_outcome_id id = sums->outcomes.ids[i];
                const vro_estimate mean = vro_sums_mean(sums, strategy, subgroup, id);
                if (mean.n > 0)
                    assert_same_estimate(mean, plain_mean(tally, strategy, subgroup, id));
                const vro_estimate difference = vro_sums_difference(sums, strategy, subgroup, id);
                if (strategy > 0 && difference.n > 0)
                    assert_same_estimate(difference,
                                         plain_difference(tally, strategy, subgroup, id));
            }
        }
    }
}

static double *base_values(const vro_uncertainty *uncertainty) {
    double *values = calloc(uncertainty->count + 1, sizeof *values);
    assert_non_null(values);
    for (size_t i = 0; i < uncertainty->count; i++)
        values[i] = uncertainty->parameters[i].value;
    return values;
}

static vro_sample_run open_run(bench *self) {
    vro_sample_run run;
    assert_int_equal(vro_sample_run_init(&run, &self->uncertainty, &self->model, ORIGIN, CHILDREN,
                                         &self->errors),
                     VRO_OK);
    return run;
}

static void at_the_estimates_the_sums_are_those_of_a_plain_run(void **state) {
    bench *self = *state;
    double *values = base_values(&self->uncertainty);
    vro_sample_run run = open_run(self);
    vro_tally tally = run_plainly(&self->model);
    assert_int_equal(vro_sample_run_run(&run, values, NULL, &self->errors), VRO_OK);
    assert_same_sums(&run.whole, &tally);
    vro_tally_free(&tally);
    vro_sample_run_free(&run);
    vro_sample_run_free(&run);
    free(values);
}

// A fixed number and the distribution of healing, set in a table and as parameters.
static void changed_values_give_what_a_table_with_them_gives(void **state) {
    bench *self = *state;
    small_model small;
    small_model_open(&small, NULL,
                     "complication.infection,fixed,0.1\nlength.overgrowth,normal,9,3\n");
    small.model.subgroups = self->model.subgroups;
    double *values = base_values(&self->uncertainty);
    values[vro_uncertainty_find(&self->uncertainty, "complication.infection")] = 0.1;
    values[vro_uncertainty_find(&self->uncertainty, "length.overgrowth")] = 9;
    vro_sample_run run = open_run(self);
    vro_tally tally = run_plainly(&small.model);
    assert_int_equal(vro_sample_run_run(&run, values, NULL, &self->errors), VRO_OK);
    assert_same_sums(&run.whole, &tally);
    vro_tally_free(&tally);
    vro_sample_run_free(&run);
    free(values);
    small_model_close(&small);
}

static void only_tables_of_changed_distributions_are_made(void **state) {
    bench *self = *state;
    vro_model same, changed;
    vro_scenario scenario;
    uncertain_open(&scenario);
    assert_int_equal(vro_model_init_over(&same, &scenario, &self->model, 2, &self->errors), VRO_OK);
    assert_int_equal(same.tables->qtable_count + same.tables->ztable_count, 0);
    uncertain_set(&scenario, VRO_LENGTH_OVERGROWTH,
                  (vro_distribution){VRO_DISTRIBUTION_NORMAL, 9, 3, NAN, NAN}, 0);
    uncertain_set(&scenario, VRO_ANATOMY_NSA,
                  (vro_distribution){VRO_DISTRIBUTION_NORMAL, 150, 9, 110, 180}, 0);
    assert_int_equal(vro_model_init_over(&changed, &scenario, &self->model, 2, &self->errors),
                     VRO_OK);
    assert_int_equal(changed.tables->qtable_count, 1);
    assert_int_equal(changed.tables->ztable_count, 1);
    vro_model_free(&same);
    vro_model_free(&changed);
    vro_scenario_free(&scenario);
}

static void batches_have_every_child_once(void **state) {
    bench *self = *state;
    double *values = base_values(&self->uncertainty);
    vro_sample_run run = open_run(self);
    uint64_t children = 0, least = CHILDREN, most = 0;
    assert_int_equal(vro_sample_run_run(&run, values, NULL, &self->errors), VRO_OK);
    for (int batch = 0; batch < VRO_BATCHES; batch++) {
        const uint64_t n = vro_sums_mean(&run.batches[batch], 0, 0, VRO_DEATH).n;
        children += n;
        least = n < least ? n : least;
        most = n > most ? n : most;
    }
    assert_int_equal(children, CHILDREN);
    assert_true(most - least <= 1);
    vro_sample_run_free(&run);
    free(values);
}

static vro_ensemble run_samples(bench *self, int threads) {
    vro_ensemble ensemble;
    const vro_ranks alone = {.count = 1};
    vro_pool pool;
    vro_pool_init(&pool, threads, NULL);
    assert_int_equal(
        vro_ensemble_init(&ensemble, &self->uncertainty, SAMPLES, CHILDREN, &self->errors), VRO_OK);
    assert_int_equal(
        vro_psa_samples_run(&ensemble, &self->model, ORIGIN, &alone, &pool, &self->errors), VRO_OK);
    assert_true(pool.done == SAMPLES * CHILDREN);
    return ensemble;
}

static size_t size_of_observations(const bench *self) {
    return SAMPLES * 2 * self->scenario.strategies *
           vro_subgroups_count(&self->scenario.subgroups) * self->model.outcomes->count *
           sizeof(vro_observation);
}

static void any_number_of_threads_gives_the_same_samples(void **state) {
    bench *self = *state;
    vro_ensemble one = run_samples(self, 1);
    for (int threads = 2; threads <= 3; threads++) {
        vro_ensemble other = run_samples(self, threads);
        assert_memory_equal(one.values, other.values,
                            SAMPLES * self->uncertainty.count * sizeof *one.values);
        assert_memory_equal(one.observations, other.observations, size_of_observations(self));
        vro_ensemble_free(&other);
    }
    vro_ensemble_free(&one);
}

static void a_sample_is_a_run_at_the_values_that_it_drew(void **state) {
    bench *self = *state;
    vro_ensemble ensemble = run_samples(self, 2);
    vro_sample_run run = open_run(self);
    const vro_quantity_key key = {1, 5, VRO_LLD_ABS_MM, true};
    for (size_t sample = 0; sample < SAMPLES; sample += 3) {
        assert_int_equal(
            vro_sample_run_run(&run, vro_ensemble_values(&ensemble, sample), NULL, &self->errors),
            VRO_OK);
        const vro_estimate expected = vro_sums_difference(&run.whole, 1, 5, VRO_LLD_ABS_MM);
        const vro_observation *kept = vro_ensemble_observation(&ensemble, sample, key);
        assert_near(kept->value, expected.value, 0);
        assert_near(kept->variance, expected.se * expected.se, 0);
    }
    assert_true(vro_ensemble_components(&ensemble, key).parameter > 0);
    vro_sample_run_free(&run);
    vro_ensemble_free(&ensemble);
}

static void a_sample_given_out_is_taken_in_whole(void **state) {
    bench *self = *state;
    vro_ensemble one = run_samples(self, 1), other;
    assert_int_equal(
        vro_ensemble_init(&other, &self->uncertainty, SAMPLES, CHILDREN, &self->errors), VRO_OK);
    unsigned char *bytes = malloc(vro_ensemble_size(&one));
    assert_non_null(bytes);
    for (size_t sample = 0; sample < SAMPLES; sample++) {
        vro_ensemble_encode(&one, sample, bytes);
        vro_ensemble_decode(&other, sample, bytes);
    }
    assert_memory_equal(one.values, other.values,
                        SAMPLES * self->uncertainty.count * sizeof *one.values);
    assert_memory_equal(one.observations, other.observations, size_of_observations(self));
    free(bytes);
    vro_ensemble_free(&one);
    vro_ensemble_free(&other);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_sample_run(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(at_the_estimates_the_sums_are_those_of_a_plain_run),
        WITH_BENCH(changed_values_give_what_a_table_with_them_gives),
        WITH_BENCH(only_tables_of_changed_distributions_are_made),
        WITH_BENCH(batches_have_every_child_once),
        WITH_BENCH(any_number_of_threads_gives_the_same_samples),
        WITH_BENCH(a_sample_is_a_run_at_the_values_that_it_drew),
        WITH_BENCH(a_sample_given_out_is_taken_in_whole),
    };
    return cmocka_run_group_tests_name("sample_run", tests, NULL, NULL);
}
