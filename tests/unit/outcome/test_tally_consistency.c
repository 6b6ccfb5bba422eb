// Sums and counters that no children can have are refused.
#define _GNU_SOURCE 1

#include "vrosim/outcome/tally_consistency.h"

#include "vrosim/outcome/central_moments.h"

#include "small_checkpoint.h"
#include "usual_landmarks.h"

// The whole part with its tally changed by `change`: refused although the checksum is right.
static void assert_sums_refused(fixture *self, void (*change)(vro_tally *tally)) {
    assert_int_equal(decode(self, self->world->of_whole), VRO_OK);
    assert_true(vro_tally_is_consistent(&self->checkpoint.tally, CHILDREN));
    change(&self->checkpoint.tally);
    bytes altered = encode(&self->checkpoint);
    assert_refused(self, altered, "its sums do not match its blocks");
    free(altered.at);
}

enum { VRO_AT_LEVEL_3 = GROUPS + 2 }; // a stratum under the second strategy

static void change_children(vro_tally *tally) {
    tally->children[0]++;
}
static void wrap_children(vro_tally *tally) {
    tally->children[0] -= UINT64_C(1) << 63;
    tally->children[1] += UINT64_C(1) << 63;
}
// A child changes from one age to the other, or from one stratifier to another.
static void change_age(vro_tally *tally) {
    tally->children[VRO_LEVELS]++;
    tally->children[VRO_LEVELS + 1]--;
}
static void change_stratifier(vro_tally *tally) {
    tally->children[VRO_LEVELS]++;
    tally->children[VRO_LEVELS + 2]--;
}
static void change_events_of_a_category(vro_tally *tally) {
    tally->events[VRO_LEVELS * VRO_CAUSES * (tally->months + 1)]++;
}
static void change_count(vro_tally *tally) {
    tally->sums.moments[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_DEATH].count--;
}
static void change_optional_count(vro_tally *tally) {
    tally->sums.moments[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_HEALING_WEEKS].count--;
}
static void change_sum(vro_tally *tally) {
    tally->sums.moments[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG].sum = -((vro_wide)1 << 100);
}
static void change_square(vro_tally *tally) {
    tally->sums.moments[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG].square = (vro_wide)1 << 125;
}
static void negate_square(vro_tally *tally) {
    tally->sums.moments[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG].square *= -1;
}
static vro_moments *nsa_of(vro_tally *tally) {
    return &tally->sums.moments[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG];
}
static void forget_fourth(vro_tally *tally) {
    nsa_of(tally)->fourth = 0;
}
// Less than the squares of the distances need.
static void decrease_fourth(vro_tally *tally) {
    vro_moments *moments = nsa_of(tally);
    const vro_central_moments about = vro_central_moments_of(moments);
    const long double least = about.square * about.square / moments->count;
    moments->fourth -= (vro_unsigned_wide)(about.fourth - 0.99L * least);
}
// More than distances of 32 bits can give.
static void increase_fourth(vro_tally *tally) {
    nsa_of(tally)->fourth += (vro_unsigned_wide)1 << 127;
}
// A skewness that these squares and fourth powers cannot have.
static void change_cube(vro_tally *tally) {
    vro_moments *moments = nsa_of(tally);
    const vro_central_moments about = vro_central_moments_of(moments);
    moments->cube += (vro_wide)(2.02L * sqrtl(about.square) * sqrtl(about.fourth));
}
static void change_pairs(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG].count++;
}
static void pair_reference(vro_tally *tally) {
    tally->sums.pairs[VRO_NSA_DEG].count = 1;
}
static void change_better(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_DEATH].better = CHILDREN;
}
static void change_worse(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG].worse = CHILDREN;
}
static void change_difference(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_DEATH].difference = (vro_wide)1 << 90;
}
static void change_product(vro_tally *tally) {
    vro_trade_off_products *trade_off =
        &tally->trade_offs[VRO_AT_LEVEL_3 * VRO_TRADE_OFFS + VRO_LLD_PER_REVISION];
    trade_off->product = -((vro_wide)1 << 60);
}
static void change_difference_product(vro_tally *tally) {
    vro_trade_off_products *trade_off =
        &tally->trade_offs[VRO_AT_LEVEL_3 * VRO_TRADE_OFFS + VRO_LLD_PER_REVISION];
    trade_off->difference = (vro_wide)1 << 60;
}
static void multiply_reference(vro_tally *tally) {
    tally->trade_offs[VRO_LLD_PER_REVISION].difference = 1;
}
static void change_counter(vro_tally *tally) {
    tally->settled[tally->first_cell[VRO_NSA_DEG]]++;
}
static void wrap_counters(vro_tally *tally) {
    tally->settled[tally->first_cell[VRO_NSA_DEG]] += UINT64_C(1) << 63;
    tally->settled[tally->first_cell[VRO_NSA_DEG] + 1] += UINT64_C(1) << 63;
}
static void change_without(vro_tally *tally) {
    tally->settled[tally->first_cell[VRO_OUTCOMES]]++;
}
static void change_events(vro_tally *tally) {
    tally->events[5]++;
}
static void change_deaths(vro_tally *tally) {
    tally->deaths[tally->months + 1]--;
}

static vro_expected_sums *expected_of(vro_tally *tally) {
    return &tally->expected.sums[VRO_AT_LEVEL_3 * VRO_RARE_EVENTS + VRO_RARE_DEATH];
}
static void negate_expected(vro_tally *tally) {
    expected_of(tally)->sum *= -1;
}
static void increase_expected(vro_tally *tally) {
    expected_of(tally)->sum += (vro_wide)CHILDREN << 40;
}
static void change_expected_square(vro_tally *tally) {
    expected_of(tally)->square /= 2;
}

static void sums_that_do_not_agree_are_refused(void **state) {
    static void (*const changes[])(vro_tally * tally) = {
        change_children,    wrap_children,
        change_count,       change_optional_count,
        change_sum,         change_square,
        negate_square,      change_pairs,
        pair_reference,     change_better,
        change_counter,     wrap_counters,
        change_without,     change_events,
        change_deaths,      change_difference,
        change_product,     change_difference_product,
        multiply_reference, change_age,
        change_stratifier,  change_events_of_a_category,
        change_worse,       forget_fourth,
        decrease_fourth,    increase_fourth,
        change_cube,        negate_expected,
        increase_expected,  change_expected_square,
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        assert_sums_refused(*state, changes[i]);
}

// Two children of level I with costs of 10,000 and 10,001 steps, which share a cell; as read.
static void tally_two_costs(vro_tally *tally) {
    vro_errors errors = {0};
    vro_results *results = aligned_alloc(64, sizeof *results);
    assert_non_null(results);
    memset(results, 0, sizeof *results);
    assert_int_equal(vro_tally_init(tally, 1, usual_outcomes(true), 10, NULL, &errors), VRO_OK);
    results->children = 2;
    for (int32_t i = 0; i < 2; i++) {
        results->outcome[VRO_COST][i] = 10000 + i;
        results->cause[i] = VRO_CAUSE_NONE;
        results->revision_time[i] = results->death_time[i] = INFINITY;
    }
    vro_tally_add(tally, 0, 0, results, NULL);
    tally->cohort.levels[0] = 2;
    vro_tally_settle(tally);
    free(results);
}

// A place that no value has, a least above the greatest, a sum that the values do not give, a cell
// of one child with two values.
static void costs_that_do_not_agree_with_their_cells_are_refused(void **state) {
    (void)state;
    vro_tally tally;
    const vro_log_linear_cells cells = vro_log_linear_cells_of(VRO_COST);
    const vro_log_linear_place at = vro_log_linear_find(cells, 10000);
    tally_two_costs(&tally);
    vro_offsets *offsets = &tally.offsets[at.cell], right = *offsets;
    assert_int_equal(vro_log_linear_find(cells, 10001).cell, at.cell);
    assert_true(vro_tally_is_consistent(&tally, 2));
    offsets->greatest++;
    assert_false(vro_tally_is_consistent(&tally, 2));
    *offsets = (vro_offsets){.greatest = (uint16_t)(VRO_PLACE_MAX - right.least),
                             .least = (uint16_t)(VRO_PLACE_MAX - right.greatest)};
    assert_false(vro_tally_is_consistent(&tally, 2));
    *offsets = right;
    const vro_moments own = tally.sums.moments[VRO_COST];
    tally.sums.moments[VRO_COST] = (vro_moments){0};
    vro_moments_add(&tally.sums.moments[VRO_COST], NULL, VRO_COST, (const int32_t[]){10001, 10002},
                    NULL, 2);
    assert_false(vro_tally_is_consistent(&tally, 2));
    tally.sums.moments[VRO_COST] = own;
    tally.settled[tally.first_cell[VRO_COST] + (size_t)at.cell]--;
    tally.settled[tally.first_cell[VRO_COST] + (size_t)at.cell + 1]++;
    assert_false(vro_tally_is_consistent(&tally, 2));
    vro_tally_free(&tally);
}

int test_tally_consistency(void) {
    const struct CMUnitTest tests[] = {
        TEST(sums_that_do_not_agree_are_refused),
        cmocka_unit_test(costs_that_do_not_agree_with_their_cells_are_refused),
    };
    return cmocka_run_group_tests_name("tally_consistency", tests, open_world, close_world);
}
