// Sums of the probabilities of rare events, worked out by hand.
#include "vrosim/outcome/expected_events.h"

#include "faults.h"

#include <stdlib.h>
#include <string.h>

enum { STRATEGIES = 2, LEVEL = 1, CATEGORY = VRO_LEVELS, STRATA = VRO_LEVELS + 1 };
static const vro_wide HALF = (vro_wide)1 << (VRO_CHANCE_BITS - 1);

// Three children: 0, 1 and 3 draws of an infection, 1, 1 and 2 of a death, and a position that one
// of them loses with probability 1/2.
typedef struct fixture {
    vro_expected_events expected;
    vro_rare_chances chances;
    vro_results *results;
    uint64_t children[STRATA]; // added so far
} fixture;

static int open_fixture(void **state) {
    fixture *self = calloc(1, sizeof *self);
    vro_errors errors = {0};
    assert_non_null(self);
    assert_int_equal(vro_expected_events_init(&self->expected, STRATEGIES, STRATA, &errors),
                     VRO_OK);
    self->chances = (vro_rare_chances){.each = {[VRO_RARE_INFECTION] = 1000, [VRO_RARE_DEATH] = 7},
                                       .natural_death = 50};
    self->results = memset(aligned_alloc(64, sizeof(vro_results)), 0, sizeof(vro_results));
    self->results->children = 3;
    self->results->chances = &self->chances;
    const uint32_t infection[] = {0, 1, 3}, death[] = {1, 1, 2};
    for (size_t i = 0; i < 3; i++)
        self->results->rare_draws[i] = infection[i] | death[i]
                                                          << (VRO_RARE_DEATH * VRO_RARE_DRAW_BITS);
    self->results->loss_chance[2] = 1 << (VRO_LOSS_CHANCE_BITS - 1);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_expected_events_free(&self->expected);
    free(self->results);
    free(self);
    return 0;
}

static void add(fixture *self, size_t strategy, size_t stratum) {
    vro_expected_events_add(&self->expected, strategy, stratum, self->results);
    self->children[stratum] += strategy == 0 ? self->results->children : 0;
}

static void assert_sums(const fixture *self, size_t subgroup, vro_rare_event event, vro_wide sum,
                        vro_wide square) {
    const vro_expected_sums sums = vro_expected_events_sums(&self->expected, 1, subgroup, event);
    assert_true(sums.sum == sum);
    assert_true(sums.square == square);
}

static void a_child_counts_with_the_probabilities_of_its_draws(void **state) {
    fixture *self = *state;
    add(self, 1, LEVEL);
    assert_sums(self, 0, VRO_RARE_INFECTION, 4 * 1000, 10 * 1000 * 1000);
    assert_sums(self, 0, VRO_RARE_DEATH, 57 + 57 + 64, 57 * 57 + 57 * 57 + 64 * 64);
    assert_sums(self, 0, VRO_RARE_LOSS, HALF, HALF * HALF);
    assert_sums(self, 0, VRO_RARE_AVN, 0, 0);
}

static void a_category_is_not_counted_twice_among_all_children(void **state) {
    fixture *self = *state;
    add(self, 1, LEVEL);
    add(self, 1, LEVEL + 1);
    add(self, 1, CATEGORY);
    assert_sums(self, 0, VRO_RARE_INFECTION, 8 * 1000, 20 * 1000 * 1000);
    assert_sums(self, 1 + LEVEL, VRO_RARE_INFECTION, 4 * 1000, 10 * 1000 * 1000);
    assert_sums(self, 1 + CATEGORY, VRO_RARE_INFECTION, 4 * 1000, 10 * 1000 * 1000);
    assert_sums(self, 1, VRO_RARE_INFECTION, 0, 0);
}

static void without_probabilities_nothing_is_added(void **state) {
    fixture *self = *state;
    self->results->chances = NULL;
    add(self, 1, LEVEL);
    assert_sums(self, 0, VRO_RARE_INFECTION, 0, 0);
}

// In the first replicate 3 children of a level and 3 of another, in the second 3.
static void add_replicates(fixture *self) {
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++) {
        add(self, strategy, LEVEL);
        add(self, strategy, LEVEL + 1);
    }
    vro_expected_events_end_replicate(&self->expected, self->children);
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++)
        add(self, strategy, LEVEL);
    vro_expected_events_end_replicate(&self->expected, self->children);
}

static void products_are_summed_over_replicates(void **state) {
    fixture *self = *state;
    add_replicates(self);
    const vro_expected_products all =
        vro_expected_events_products(&self->expected, 1, 0, VRO_RARE_DEATH);
    assert_true(all.ss == 356 * 356 + 178 * 178);
    assert_true(all.sn == 356 * 6 + 178 * 3);
    const vro_expected_products other =
        vro_expected_events_products(&self->expected, 1, 2 + LEVEL, VRO_RARE_DEATH);
    assert_true(other.ss == 178 * 178 && other.sn == 178 * 3);
}

static void merging_adds_sums_and_products(void **state) {
    fixture *self = *state;
    vro_expected_events twice;
    vro_errors errors = {0};
    add_replicates(self);
    assert_int_equal(vro_expected_events_init(&twice, STRATEGIES, STRATA, &errors), VRO_OK);
    vro_expected_events_merge(&twice, &self->expected);
    vro_expected_events_merge(&twice, &self->expected);
    const vro_expected_sums once = vro_expected_events_sums(&self->expected, 1, 0, VRO_RARE_DEATH);
    const vro_expected_sums both = vro_expected_events_sums(&twice, 1, 0, VRO_RARE_DEATH);
    assert_true(both.sum == 2 * once.sum && both.square == 2 * once.square);
    assert_true(vro_expected_events_products(&twice, 1, 0, VRO_RARE_DEATH).ss ==
                2 * (356 * 356 + 178 * 178));
    vro_expected_events_free(&twice);
}

static void sums_of_too_few_children_are_not_consistent(void **state) {
    fixture *self = *state;
    add_replicates(self);
    self->chances.natural_death = 0;
    assert_true(vro_expected_events_are_consistent(&self->expected, self->children));
    self->children[LEVEL + 1] = 0;
    assert_false(vro_expected_events_are_consistent(&self->expected, self->children));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_expected_events(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_child_counts_with_the_probabilities_of_its_draws),
        TEST(a_category_is_not_counted_twice_among_all_children),
        TEST(without_probabilities_nothing_is_added),
        TEST(products_are_summed_over_replicates),
        TEST(merging_adds_sums_and_products),
        TEST(sums_of_too_few_children_are_not_consistent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
