// Products of the sums of replicates, against a few sums by hand.
#include "vrosim/outcome/replicates.h"

#include "near.h"
#include "usual_landmarks.h"

#include <string.h>

enum { STRATEGIES = 2, LEVEL = 2, OTHER_LEVEL = 4 };

typedef struct world {
    vro_sums sums;
    vro_replicates replicates;
} world;

static world open_world(void) {
    world self;
    vro_errors errors = {0};
    assert_int_equal(vro_sums_init(&self.sums, STRATEGIES, usual_outcomes(false), 0, &errors),
                     VRO_OK);
    assert_int_equal(vro_replicates_init(&self.replicates, &self.sums, &errors), VRO_OK);
    return self;
}

static void close_world(world *self) {
    vro_replicates_free(&self->replicates);
    vro_sums_free(&self->sums);
}

// Adds children of a level with so many revisions together under either strategy.
static void add(world *self, size_t level, uint64_t children, int revisions, int others) {
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++) {
        const size_t place = (strategy * VRO_LEVELS + level) * VRO_OUTCOMES + VRO_REVISIONS;
        vro_moments *moments = &self->sums.moments[place];
        moments->count += children;
        moments->sum += strategy == 0 ? revisions : others;
        if (strategy == 0)
            continue;
        self->sums.pairs[place].count += children;
        self->sums.pairs[place].difference += others - revisions;
    }
}

static vro_wide product(const world *self, size_t subgroup, vro_replicate_product which) {
    return vro_replicates_product(&self->replicates, 1, subgroup, VRO_REVISIONS, which);
}

// 10 children of a level and 5 of another in the first replicate, 20 of the first in the second.
static world of_two_replicates(void) {
    world self = open_world();
    add(&self, LEVEL, 10, 3, 7);
    add(&self, OTHER_LEVEL, 5, 1, 0);
    vro_replicates_end(&self.replicates, &self.sums);
    add(&self, LEVEL, 20, 2, 6);
    vro_replicates_end(&self.replicates, &self.sums);
    return self;
}

static void products_are_summed_over_replicates(void **state) {
    (void)state;
    world self = of_two_replicates();
    assert_int_equal(self.replicates.count, 2);
    assert_true(vro_replicates_between(&self.replicates, 1, 1, 0, VRO_REVISIONS) == 7 * 7 + 6 * 6);
    assert_true(vro_replicates_between(&self.replicates, 0, 1, 0, VRO_REVISIONS) == 4 * 7 + 2 * 6);
    assert_true(vro_replicates_between(&self.replicates, 1, 0, 0, VRO_REVISIONS) == 4 * 7 + 2 * 6);
    assert_true(product(&self, 0, VRO_REPLICATE_SN) == 7 * 15 + 6 * 20);
    assert_true(product(&self, 0, VRO_REPLICATE_NN) == 15 * 15 + 20 * 20);
    assert_true(product(&self, 0, VRO_REPLICATE_DD) == 3 * 3 + 4 * 4);
    assert_true(product(&self, 0, VRO_REPLICATE_DM) == 3 * 15 + 4 * 20);
    close_world(&self);
}

static void subgroups_have_products_of_their_own(void **state) {
    (void)state;
    world self = of_two_replicates();
    assert_true(product(&self, 1 + LEVEL, VRO_REPLICATE_NN) == 10 * 10 + 20 * 20);
    assert_true(product(&self, 1 + LEVEL, VRO_REPLICATE_DD) == 4 * 4 + 4 * 4);
    assert_true(product(&self, 1 + OTHER_LEVEL, VRO_REPLICATE_DD) == 1);
    assert_true(product(&self, 1, VRO_REPLICATE_NN) == 0);
    close_world(&self);
}

static void merged_products_are_added(void **state) {
    (void)state;
    world a = of_two_replicates(), b = of_two_replicates();
    vro_replicates_merge(&a.replicates, &b.replicates);
    assert_int_equal(a.replicates.count, 4);
    assert_true(product(&a, 0, VRO_REPLICATE_DD) == 2 * (3 * 3 + 4 * 4));
    close_world(&a);
    close_world(&b);
}

int test_replicates(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_summed_over_replicates),
        cmocka_unit_test(subgroups_have_products_of_their_own),
        cmocka_unit_test(merged_products_are_added),
    };
    return cmocka_run_group_tests_name("replicates", tests, NULL, NULL);
}
