// Tallies as lists of numbers: sums that no children can have are refused.
#define _GNU_SOURCE 1

#include "vrosim/output/tally_words.h"

#include "small_part.h"

// The whole part with its tally changed by `change`: refused although the checksum is right.
static void assert_sums_refused(fixture *self, void (*change)(vro_tally *tally)) {
    assert_int_equal(decode(self, self->world->of_whole), VRO_OK);
    assert_true(vro_tally_words_agree(&self->part.tally, CHILDREN));
    change(&self->part.tally);
    bytes altered = encode(&self->part);
    assert_refused(self, altered, "its sums are not those of its blocks");
    free(altered.at);
}

enum { VRO_AT_LEVEL_3 = GROUPS + 2 }; // a group: the second strategy

static void change_children(vro_tally *tally) {
    tally->children[0]++;
}
static void wrap_children(vro_tally *tally) {
    tally->children[0] -= UINT64_C(1) << 63;
    tally->children[1] += UINT64_C(1) << 63;
}
// A child changes from one age to the other, or from one dimension to another.
static void change_age(vro_tally *tally) {
    tally->children[VRO_LEVELS]++;
    tally->children[VRO_LEVELS + 1]--;
}
static void change_dimension(vro_tally *tally) {
    tally->children[VRO_LEVELS]++;
    tally->children[VRO_LEVELS + 2]--;
}
static void change_events_of_a_band(vro_tally *tally) {
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
static void change_pairs(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_NSA_DEG].count++;
}
static void pair_reference(vro_tally *tally) {
    tally->sums.pairs[VRO_NSA_DEG].count = 1;
}
static void change_better(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_DEATH].better = CHILDREN;
}
static void change_difference(vro_tally *tally) {
    tally->sums.pairs[VRO_AT_LEVEL_3 * VRO_OUTCOMES + VRO_DEATH].difference = (vro_wide)1 << 90;
}
static void change_product(vro_tally *tally) {
    vro_joint *joint = &tally->joints[VRO_AT_LEVEL_3 * VRO_TRADE_OFFS + VRO_LLD_PER_REVISION];
    joint->product = -((vro_wide)1 << 60);
}
static void change_difference_product(vro_tally *tally) {
    vro_joint *joint = &tally->joints[VRO_AT_LEVEL_3 * VRO_TRADE_OFFS + VRO_LLD_PER_REVISION];
    joint->difference = (vro_wide)1 << 60;
}
static void multiply_reference(vro_tally *tally) {
    tally->joints[VRO_LLD_PER_REVISION].difference = 1;
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

static void sums_that_do_not_agree_are_refused(void **state) {
    static void (*const changes[])(vro_tally * tally) = {
        change_children,         wrap_children,  change_count,
        change_optional_count,   change_sum,     change_square,
        negate_square,           change_pairs,   pair_reference,
        change_better,           change_counter, wrap_counters,
        change_without,          change_events,  change_deaths,
        change_difference,       change_product, change_difference_product,
        multiply_reference,      change_age,     change_dimension,
        change_events_of_a_band,
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        assert_sums_refused(*state, changes[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(sums_that_do_not_agree_are_refused),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
