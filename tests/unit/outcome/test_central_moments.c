// Distances from the mean, worked out by hand.
#include "vrosim/outcome/central_moments.h"

#include "near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void add_values(vro_moments *self, uint64_t n, int64_t x) {
    const vro_unsigned_wide power = (vro_unsigned_wide)x;
    self->count += n;
    self->sum += (vro_wide)(n * power);
    self->square += (vro_wide)(n * power * power);
    self->cube += (vro_wide)(n * power * power * power);
    self->fourth += n * power * power * power * power;
}

// 1, 2 and 6: distances -2, -1 and 3.
static void distances_are_those_from_the_mean(void **state) {
    (void)state;
    vro_moments moments = {0};
    add_values(&moments, 1, 1);
    add_values(&moments, 1, 2);
    add_values(&moments, 1, 6);
    const vro_central_moments about = vro_central_moments_of(&moments);
    assert_near((double)about.square, 4 + 1 + 9, 1e-15);
    assert_near((double)about.cube, -8 - 1 + 27, 1e-15);
    assert_near((double)about.fourth, 16 + 1 + 81, 1e-15);
}

// Means of 5/3 and -5/3: distances -2/3, -2/3 and 4/3, or turned.
static void a_mean_between_whole_numbers_has_either_sign(void **state) {
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        vro_moments moments = {0};
        add_values(&moments, 2, sign);
        add_values(&moments, 1, 3 * sign);
        const vro_central_moments about = vro_central_moments_of(&moments);
        assert_near((double)about.square, 24.0 / 9, 1e-15);
        assert_near((double)about.cube, sign * 48.0 / 27, 1e-15);
        assert_near((double)about.fourth, 288.0 / 81, 1e-15);
    }
}

// Half of 2^40 children a step above the others, whose fourth powers pass 2^128.
static void a_small_spread_far_from_zero_is_not_cancelled(void **state) {
    (void)state;
    vro_moments moments = {0};
    add_values(&moments, UINT64_C(1) << 39, 1 << 24);
    add_values(&moments, UINT64_C(1) << 39, (1 << 24) + 1);
    const vro_central_moments about = vro_central_moments_of(&moments);
    assert_near((double)about.square, ldexp(1, 38), 0);
    assert_near((double)about.cube, 0, 1e-3);
    assert_near((double)about.fourth, ldexp(1, 36), 0);
}

static void values_that_are_all_the_same_have_no_distances(void **state) {
    (void)state;
    vro_moments moments = {0};
    const vro_central_moments none = vro_central_moments_of(&moments);
    assert_true(none.square == 0 && none.cube == 0 && none.fourth == 0);
    add_values(&moments, 1000, -143360);
    const vro_central_moments same = vro_central_moments_of(&moments);
    assert_true(same.square == 0 && same.cube == 0 && same.fourth == 0);
}

int test_central_moments(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_from_the_mean),
        cmocka_unit_test(a_mean_between_whole_numbers_has_either_sign),
        cmocka_unit_test(a_small_spread_far_from_zero_is_not_cancelled),
        cmocka_unit_test(values_that_are_all_the_same_have_no_distances),
    };
    return cmocka_run_group_tests_name("central_moments", tests, NULL, NULL);
}
