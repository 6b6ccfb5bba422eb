// Sums of outcomes and of their paired differences against sums a child at a time.
#include "vrosim/outcome/moments.h"

#include "vrosim/model/results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

enum { CHILDREN = 37 }; // no multiple of a vector

// Values that an outcome of this kind can have; in some children none, where that can be.
static int32_t value_of(vro_outcome_id outcome, size_t child, unsigned strategy) {
    const vro_outcome *row = vro_outcome_row(outcome);
    const unsigned mixed = (unsigned)(child * 2654435761U + strategy * 40503U) >> 7;
    if (row->who != VRO_EVERY_CHILD && mixed % 5 == 0)
        return VRO_NO_VALUE;
    if (row->kind == VRO_SHARE)
        return (int32_t)(mixed & 1);
    return row->kind == VRO_NUMBER ? (int32_t)(mixed & 15) : (int32_t)(mixed & 0x3FFFFF) - 0x1FFFFF;
}

static void add_child(vro_outcome_id outcome, int32_t x, int32_t reference, vro_moments *moments,
                      vro_pair *pair) {
    if (x != VRO_NO_VALUE) {
        moments->count++;
        moments->sum += x;
        moments->square += (vro_wide)x * x;
    }
    if (x != VRO_NO_VALUE && vro_outcome_row(outcome)->kind == VRO_QUANTITY) {
        moments->cube += (vro_wide)x * x * x;
        moments->fourth += (vro_unsigned_wide)((vro_wide)x * x * x * x);
    }
    if (x == VRO_NO_VALUE || reference == VRO_NO_VALUE)
        return;
    pair->count++;
    pair->difference += x - reference;
    pair->square += (vro_wide)(x - reference) * (x - reference);
    pair->better += vro_outcome_row(outcome)->better == VRO_MORE ? x > reference : x < reference;
    pair->worse += vro_outcome_row(outcome)->better == VRO_MORE ? x < reference : x > reference;
}

static void assert_same(const vro_moments *moments, const vro_moments *expected,
                        const vro_pair *pair, const vro_pair *expected_pair) {
    assert_int_equal(moments->count, expected->count);
    assert_true(moments->sum == expected->sum && moments->square == expected->square);
    assert_true(moments->cube == expected->cube && moments->fourth == expected->fourth);
    assert_int_equal(pair->count, expected_pair->count);
    assert_true(pair->difference == expected_pair->difference);
    assert_true(pair->square == expected_pair->square);
    assert_int_equal(pair->better, expected_pair->better);
    assert_int_equal(pair->worse, expected_pair->worse);
}

static void sums_of_every_outcome_are_those_of_its_children(void **state) {
    (void)state;
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++) {
        vro_moments moments = {0}, expected = {0};
        vro_pair pair = {0}, expected_pair = {0};
        int32_t x[CHILDREN], reference[CHILDREN];
        for (size_t i = 0; i < CHILDREN; i++) {
            x[i] = value_of(id, i, 1);
            reference[i] = value_of(id, i, 0);
            add_child(id, x[i], reference[i], &expected, &expected_pair);
        }
        vro_moments_add(&moments, &pair, id, x, reference, CHILDREN);
        assert_same(&moments, &expected, &pair, &expected_pair);
    }
}

static void merged_sums_are_those_of_all_children(void **state) {
    (void)state;
    int32_t x[CHILDREN], reference[CHILDREN];
    vro_moments whole = {0}, first = {0}, second = {0};
    vro_pair whole_pair = {0}, first_pair = {0}, second_pair = {0};
    for (size_t i = 0; i < CHILDREN; i++) {
        x[i] = value_of(VRO_LLD_ABS_MM, i, 1);
        reference[i] = value_of(VRO_LLD_ABS_MM, i, 0);
    }
    vro_moments_add(&whole, &whole_pair, VRO_LLD_ABS_MM, x, reference, CHILDREN);
    vro_moments_add(&first, &first_pair, VRO_LLD_ABS_MM, x, reference, 11);
    vro_moments_add(&second, &second_pair, VRO_LLD_ABS_MM, x + 11, reference + 11, CHILDREN - 11);
    vro_moments_merge(&first, &second);
    vro_pair_merge(&first_pair, &second_pair);
    assert_same(&first, &whole, &first_pair, &whole_pair);
}

int test_moments(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_of_every_outcome_are_those_of_its_children),
        cmocka_unit_test(merged_sums_are_those_of_all_children),
    };
    return cmocka_run_group_tests_name("moments", tests, NULL, NULL);
}
