// Dimensions of slots: each has one of its own, the leading ones the first.
#include "vrosim/model/slot_dimensions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { REPLICATES = 400, TURNING = VRO_LEADING_SLOTS - VRO_FIXED_SLOTS };

static const vro_random_source SOURCE = {.seed = 7, .stream = 2};

static void leading_slots_are_those_they_are_called(void **state) {
    const uint16_t *slots = vro_slot_dimensions_leading();
    (void)state;
    assert_int_equal(slots[0], vro_slot_of_episode(0, 0, VRO_SLOT_REMOVAL));
    assert_int_equal(slots[1], VRO_SLOT_TONE);
    assert_int_equal(slots[12], vro_slot_of_hip(0, VRO_SLOT_OWN_MIGRATION));
    assert_int_equal(slots[33], vro_slot_of_hip(1, VRO_SLOT_OWN_MIGRATION));
    assert_int_equal(slots[62], vro_slot_of_episode(1, 1, VRO_SLOT_OVERGROWTH));
}

static void every_slot_but_the_level_has_a_dimension_of_its_own(void **state) {
    (void)state;
    for (uint64_t r = 0; r < REPLICATES; r++) {
        uint16_t dimension_of[VRO_SLOTS_USED];
        bool taken[VRO_SLOT_DIMENSIONS] = {false};
        vro_slot_dimensions_find(SOURCE, r, dimension_of);
        for (size_t slot = 0; slot < VRO_SLOTS_USED; slot++) {
            if (slot == VRO_SLOT_LEVEL)
                continue;
            assert_true(dimension_of[slot] < VRO_SLOT_DIMENSIONS);
            assert_false(taken[dimension_of[slot]]);
            taken[dimension_of[slot]] = true;
        }
    }
}

static void the_first_slots_keep_theirs_and_leading_ones_lead(void **state) {
    const uint16_t *leading = vro_slot_dimensions_leading();
    (void)state;
    for (uint64_t r = 0; r < REPLICATES; r++) {
        uint16_t dimension_of[VRO_SLOTS_USED];
        vro_slot_dimensions_find(SOURCE, r, dimension_of);
        for (size_t i = 0; i < VRO_FIXED_SLOTS; i++)
            assert_int_equal(dimension_of[leading[i]], i);
        for (size_t i = VRO_FIXED_SLOTS; i < VRO_LEADING_SLOTS; i++)
            assert_in_range(dimension_of[leading[i]], VRO_FIXED_SLOTS, VRO_LEADING_SLOTS - 1);
    }
}

// Each of 40 slots in each of 40 dimensions 10 times in 400 replicates: chi2 of 39^2 degrees of
// freedom is beyond 1,240 to 1,840 in one of 10^7 seeds.
static void slots_change_places_evenly(void **state) {
    const uint16_t *leading = vro_slot_dimensions_leading();
    unsigned counts[TURNING][TURNING] = {{0}};
    double chi2 = 0;
    (void)state;
    for (uint64_t r = 0; r < REPLICATES; r++) {
        uint16_t dimension_of[VRO_SLOTS_USED];
        vro_slot_dimensions_find(SOURCE, r, dimension_of);
        for (size_t i = 0; i < TURNING; i++)
            counts[i][dimension_of[leading[VRO_FIXED_SLOTS + i]] - VRO_FIXED_SLOTS]++;
    }
    const double expected = (double)REPLICATES / TURNING;
    for (size_t i = 0; i < TURNING; i++)
        for (size_t d = 0; d < TURNING; d++)
            chi2 += (counts[i][d] - expected) * (counts[i][d] - expected) / expected;
    assert_true(chi2 > 1240 && chi2 < 1840);
}

int test_slot_dimensions(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(leading_slots_are_those_they_are_called),
        cmocka_unit_test(every_slot_but_the_level_has_a_dimension_of_its_own),
        cmocka_unit_test(the_first_slots_keep_theirs_and_leading_ones_lead),
        cmocka_unit_test(slots_change_places_evenly),
    };
    return cmocka_run_group_tests_name("slot_dimensions", tests, NULL, NULL);
}
