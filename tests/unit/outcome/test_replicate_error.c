// Errors from the spread of replicates, against each replicate summed alone.
#include "vrosim/outcome/replicate_error.h"

#include "near.h"
#include "small_model.h"

#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/net_benefit.h"
#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/outcome/tally_codec.h"
#include "vrosim/outcome/tally_consistency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REPLICATES = 12, SIZE = 100, SHORT = 30, CHILDREN = (REPLICATES - 1) * SIZE + SHORT };

// A tally of all replicates, and one of each.
typedef struct world {
    small_model small;
    vro_block *block;
    vro_tally all;
    vro_tally parts[REPLICATES];
} world;

static void open_tally(world *self, vro_tally *tally) {
    const vro_model *model = &self->small.model;
    assert_int_equal(vro_tally_init(tally, model->strategies, model->outcomes, model->horizon,
                                    &model->subgroups, &self->small.errors),
                     VRO_OK);
}

static void simulate(world *self, uint64_t first, size_t count, vro_tally *tally) {
    const vro_sink sink = vro_tally_sink(tally);
    vro_block_run(self->block, first, count, &sink);
}

static int open_world(void **state) {
    world *self = calloc(1, sizeof *self);
    const vro_random_source source = {.seed = SMALL_SEED, .replicate = SIZE};
    if (!self)
        return -1;
    small_model_open(&self->small, "vro,vro_soft_tissue,vro_pelvic", "");
    self->block = vro_block_new(&self->small.model, source);
    open_tally(self, &self->all);
    simulate(self, 0, CHILDREN, &self->all);
    for (size_t i = 0; i < REPLICATES; i++) {
        open_tally(self, &self->parts[i]);
        simulate(self, i * SIZE, i == REPLICATES - 1 ? SHORT : SIZE, &self->parts[i]);
    }
    *state = self;
    return 0;
}

static int close_world(void **state) {
    world *self = *state;
    for (size_t i = 0; i < REPLICATES; i++)
        vro_tally_free(&self->parts[i]);
    vro_tally_free(&self->all);
    free(self->block);
    small_model_close(&self->small);
    free(self);
    return 0;
}

// The error of sum y / sum z.
static double error_of(const double *y, const double *z) {
    double of_y = 0, of_z = 0, squares = 0;
    for (size_t i = 0; i < REPLICATES; i++) {
        of_y += y[i];
        of_z += z[i];
    }
    for (size_t i = 0; i < REPLICATES; i++)
        squares += pow(y[i] - of_y / of_z * z[i], 2);
    return sqrt(squares * REPLICATES / (REPLICATES - 1)) / of_z;
}

static void assert_error(vro_replicate_error found, const double *y, const double *z) {
    assert_int_equal(found.replicates, REPLICATES);
    assert_near(found.se, error_of(y, z), 1e-9 * found.se + 1e-15);
}

static void check_outcome(const world *self, size_t strategy, size_t subgroup, vro_outcome_id id) {
    const double scale = vro_estimate_scale(id);
    double sum[REPLICATES], other[REPLICATES], count[REPLICATES], between[REPLICATES];
    double difference[REPLICATES], pairs[REPLICATES], better[REPLICATES];
    for (size_t i = 0; i < REPLICATES; i++) {
        const vro_sums *sums = &self->parts[i].sums;
        const vro_moments moments = vro_sums_moments(sums, strategy, subgroup, id);
        const vro_pair pair = vro_sums_pair(sums, strategy, subgroup, id);
        sum[i] = (double)moments.sum * scale;
        count[i] = (double)moments.count;
        other[i] = (double)vro_sums_moments(sums, 1, subgroup, id).sum * scale;
        between[i] = sum[i] - other[i];
        difference[i] = (double)pair.difference * scale;
        pairs[i] = (double)pair.count;
        better[i] = (double)pair.better;
    }
    assert_error(vro_replicate_error_of_mean(&self->all, strategy, subgroup, id), sum, count);
    assert_error(vro_replicate_error_of_difference(&self->all, strategy, subgroup, id), difference,
                 pairs);
    assert_error(vro_replicate_error_of_better(&self->all, strategy, subgroup, id), better, pairs);
    if (vro_outcome_row(id)->who == VRO_EVERY_CHILD)
        assert_error(vro_replicate_error_between(&self->all, strategy, 1, subgroup, id), between,
                     count);
}

static void check_rare_event(const world *self, size_t strategy, size_t subgroup,
                             vro_rare_event event) {
    double sum[REPLICATES], count[REPLICATES];
    for (size_t i = 0; i < REPLICATES; i++) {
        const vro_expected_events *expected = &self->parts[i].expected;
        const vro_expected_sums sums =
            vro_expected_events_sums(expected, strategy, subgroup, event);
        sum[i] = ldexp((double)sums.sum, -VRO_CHANCE_BITS);
        count[i] = (double)vro_tally_children(&self->parts[i], subgroup);
    }
    assert_error(vro_replicate_error_of_expected(&self->all, strategy, subgroup, event), sum,
                 count);
}

static void errors_of_expected_events_are_those_of_replicates_one_by_one(void **state) {
    const world *self = *state;
    for (vro_rare_event event = 0; event < VRO_RARE_EVENTS; event++)
        for (size_t subgroup = 0; subgroup <= VRO_LEVELS; subgroup += 3)
            check_rare_event(self, 2, subgroup, event);
}

static void errors_are_those_of_replicates_one_by_one(void **state) {
    const world *self = *state;
    static const vro_outcome_id ids[] = {VRO_REVISIONS, VRO_DEATH, VRO_LLD_ABS_MM,
                                         VRO_HEALING_WEEKS};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (size_t subgroup = 0; subgroup <= VRO_LEVELS; subgroup += 3)
            check_outcome(self, 2, subgroup, ids[i]);
}

// Of replicates and of expected events.
static void assert_same_products(const vro_tally *tally, const vro_tally *wanted) {
    const vro_replicates *all = &wanted->replicates;
    assert_int_equal(tally->replicates.count, REPLICATES);
    assert_memory_equal(tally->replicates.products, all->products,
                        all->subgroups * VRO_OUTCOMES * vro_replicates_products(all) *
                            sizeof *all->products);
    assert_memory_equal(tally->replicates.trade_offs, all->trade_offs,
                        vro_replicates_trade_offs(all) * sizeof *all->trade_offs);
    assert_memory_equal(tally->expected.products, wanted->expected.products,
                        (1 + wanted->strata) * wanted->strategies * VRO_RARE_EVENTS *
                            sizeof *wanted->expected.products);
}

static void merged_replicates_are_those_of_one_tally(void **state) {
    world *self = *state;
    vro_tally merged;
    open_tally(self, &merged);
    for (size_t i = REPLICATES; i-- > 0;)
        vro_tally_merge(&merged, &self->parts[i]);
    assert_same_products(&merged, &self->all);
    vro_tally_free(&merged);
}

static void a_tally_that_was_merged_goes_on(void **state) {
    enum { MERGED = 3 };
    world *self = *state;
    vro_tally tally;
    open_tally(self, &tally);
    for (size_t i = 0; i < MERGED; i++)
        vro_tally_merge(&tally, &self->parts[i]);
    simulate(self, MERGED * SIZE, CHILDREN - MERGED * SIZE, &tally);
    assert_same_products(&tally, &self->all);
    vro_tally_free(&tally);
}

// Reads what was written of a tally.
static void copy(world *self, const vro_tally *tally, vro_tally *again) {
    vro_varint_writer writer = {0};
    open_tally(self, again);
    vro_tally_codec_write(tally, &writer);
    vro_varint_writer_flush(&writer);
    vro_varint_reader reader = {.at = writer.buffer.at,
                                .end = writer.buffer.at + writer.buffer.size};
    vro_tally_codec_read(again, &reader);
    assert_true(vro_varint_reader_is_done(&reader));
    vro_varint_writer_free(&writer);
}

static void a_tally_that_was_read_goes_on(void **state) {
    world *self = *state;
    vro_tally tally;
    copy(self, &self->parts[0], &tally);
    simulate(self, SIZE, CHILDREN - SIZE, &tally);
    assert_same_products(&tally, &self->all);
    vro_tally_free(&tally);
}

static void replicates_come_back_from_a_file_and_are_checked(void **state) {
    world *self = *state;
    vro_tally again;
    copy(self, &self->all, &again);
    assert_true(vro_tally_is_consistent(&again, CHILDREN));
    assert_same_products(&again, &self->all);
    again.replicates.trade_offs[2 * VRO_LLD_PER_REVISION] *= 1000000;
    assert_false(vro_tally_is_consistent(&again, CHILDREN));
    again.replicates.trade_offs[2 * VRO_LLD_PER_REVISION] /= 1000000;
    assert_true(vro_tally_is_consistent(&again, CHILDREN));
    again.replicates.products[vro_replicates_place(&again.replicates, 0, VRO_DEATH)] *= -1;
    assert_false(vro_tally_is_consistent(&again, CHILDREN));
    vro_tally_free(&again);
}

// What independent children would leave open is an upper bound then.
static void few_replicates_leave_the_error_of_children(void **state) {
    world *self = *state;
    const vro_tally *part = &self->parts[0];
    const vro_replicate_error unknown = vro_replicate_error_of_mean(part, 0, 0, VRO_REVISIONS);
    const vro_moments moments = vro_sums_moments(&part->sums, 0, 0, VRO_REVISIONS);
    const vro_estimate estimate = vro_estimate_outcome(VRO_REVISIONS, &moments);
    const vro_estimate bound = vro_replicate_error_apply(unknown, estimate);
    assert_true(isnan(unknown.se));
    assert_near(bound.se, estimate.se, 0);
    assert_near(bound.lower, estimate.lower, 0);
    assert_near(bound.upper, estimate.upper, 0);
    assert_int_equal(bound.kind, VRO_ERROR_AT_MOST);
}

static void an_interval_keeps_its_form(void **state) {
    const vro_estimate before = {.value = 5, .se = 2, .lower = 2, .upper = 9, .n = 7};
    const vro_replicate_error error = {.se = 0.5, .replicates = 16};
    const vro_estimate after = vro_replicate_error_apply(error, before);
    const double student = 2.131449545559323 / VRO_NORMAL_975; // R 4.2.2: qt(0.975, 15)
    (void)state;
    assert_near(after.se, 0.5, 0);
    assert_near(after.lower, 5 - 3 * 0.25 * student, 1e-6);
    assert_near(after.upper, 5 + 4 * 0.25 * student, 1e-6);
    assert_int_equal(after.n, 7);
    assert_int_equal(after.kind, VRO_ERROR_OF_REPLICATES);
}

static void independent_children_keep_their_error(void **state) {
    const vro_estimate before = {.value = 5, .se = 2, .lower = 2, .upper = 9, .n = 7};
    const vro_estimate after = vro_replicate_error_apply((vro_replicate_error){.se = NAN}, before);
    (void)state;
    assert_near(after.se, 2, 0);
    assert_int_equal(after.kind, VRO_ERROR_OF_CHILDREN);
}

static void few_replicates_widen_an_interval_as_student_does(void **state) {
    const vro_estimate before = {.value = 0, .se = 1, .lower = -1, .upper = 1};
    (void)state;
    for (uint64_t n = VRO_REPLICATES_LEAST; n < 200; n++) {
        const vro_estimate after =
            vro_replicate_error_apply((vro_replicate_error){.se = 1, .replicates = n}, before);
        const double student = vro_limits_student(n) / VRO_NORMAL_975;
        assert_near(after.upper, student, 3e-5 * student);
    }
}

// A difference has the error of its replicates and so has the share better off.
static void contrasts_have_the_errors_of_replicates(void **state) {
    const world *self = *state;
    const vro_contrast contrast = vro_contrast_load(&self->all, 1, 0, VRO_REVISIONS);
    const vro_estimate difference = vro_contrast_estimate(&contrast, VRO_MEAN_DIFFERENCE).paired;
    const vro_replicate_error error =
        vro_replicate_error_of_difference(&self->all, 1, 0, VRO_REVISIONS);
    const vro_estimate better = vro_contrast_estimate(&contrast, VRO_SHARE_BETTER).paired;
    assert_near(difference.se, error.se, 0);
    assert_near(better.se, vro_replicate_error_of_better(&self->all, 1, 0, VRO_REVISIONS).se, 0);
}

static void sd_and_quantiles_have_bounds_of_all_children(void **state) {
    world *self = *state;
    vro_outcome_statistics statistics;
    assert_int_equal(vro_outcome_statistics_init(&statistics, &self->small.errors), VRO_OK);
    vro_outcome_statistics_load(&statistics, &self->all, 1, 0, VRO_LLD_ABS_MM);
    const vro_error_kind mean = vro_outcome_statistics_estimate(&statistics, VRO_MEAN).kind;
    assert_int_equal(mean, VRO_ERROR_OF_REPLICATES);
    for (vro_statistic i = VRO_SD; i < VRO_STATISTICS; i++)
        assert_int_equal(vro_outcome_statistics_estimate(&statistics, i).kind, VRO_ERROR_AT_MOST);
    vro_outcome_statistics_load(&statistics, &self->all, 1, 1 + 3, VRO_LLD_ABS_MM);
    for (vro_statistic i = VRO_SD; i < VRO_STATISTICS; i++)
        assert_int_equal(vro_outcome_statistics_estimate(&statistics, i).kind,
                         VRO_ERROR_APPROXIMATE);
    vro_outcome_statistics_free(&statistics);
}

// The error of t E - C over the replicates, each with so many children, where E is minus the
// revisions and C the leg-length discrepancy; difference: from strategy 0.
static double error_of_net_benefit(const world *self, size_t strategy, double t, bool difference) {
    const double unit = vro_estimate_scale(VRO_LLD_ABS_MM);
    double benefit[REPLICATES], count[REPLICATES];
    for (size_t i = 0; i < REPLICATES; i++) {
        const vro_sums *sums = &self->parts[i].sums;
        const vro_moments effect = vro_sums_moments(sums, strategy, 0, VRO_REVISIONS);
        const vro_moments cost = vro_sums_moments(sums, strategy, 0, VRO_LLD_ABS_MM);
        const vro_moments effect0 = vro_sums_moments(sums, 0, 0, VRO_REVISIONS);
        const vro_moments cost0 = vro_sums_moments(sums, 0, 0, VRO_LLD_ABS_MM);
        benefit[i] = -t * (double)effect.sum - (double)cost.sum * unit;
        if (difference)
            benefit[i] += t * (double)effect0.sum + (double)cost0.sum * unit;
        count[i] = (double)effect.count;
    }
    return error_of(benefit, count);
}

static void net_benefits_have_the_errors_of_replicates(void **state) {
    const world *self = *state;
    const vro_net_benefit mean = vro_net_benefit_make(&self->all, 2, 0, VRO_LLD_PER_REVISION);
    const vro_net_benefit paired =
        vro_net_benefit_difference(&self->all, 2, 0, VRO_LLD_PER_REVISION);
    assert_int_equal(mean.kind, VRO_ERROR_OF_REPLICATES);
    assert_int_equal(paired.kind, VRO_ERROR_OF_REPLICATES);
    for (double t = 0; t <= 20; t += 5) {
        assert_near(vro_net_benefit_value(&mean, t).se, error_of_net_benefit(self, 2, t, false),
                    1e-9);
        assert_near(vro_net_benefit_value(&paired, t).se, error_of_net_benefit(self, 2, t, true),
                    1e-9);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int test_replicate_error(void) {
    const struct CMUnitTest tests[] = {
        TEST(errors_are_those_of_replicates_one_by_one),
        TEST(errors_of_expected_events_are_those_of_replicates_one_by_one),
        TEST(merged_replicates_are_those_of_one_tally),
        TEST(a_tally_that_was_merged_goes_on),
        TEST(a_tally_that_was_read_goes_on),
        TEST(replicates_come_back_from_a_file_and_are_checked),
        TEST(few_replicates_leave_the_error_of_children),
        cmocka_unit_test(an_interval_keeps_its_form),
        cmocka_unit_test(independent_children_keep_their_error),
        TEST(sd_and_quantiles_have_bounds_of_all_children),
        TEST(net_benefits_have_the_errors_of_replicates),
        cmocka_unit_test(few_replicates_widen_an_interval_as_student_does),
        TEST(contrasts_have_the_errors_of_replicates),
    };
    return cmocka_run_group_tests_name("replicate_error", tests, NULL, NULL);
}
