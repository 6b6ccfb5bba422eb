#include "vrosim/web/arms.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static vro_arm arm_of(const double *values, size_t count) {
    vro_arm self = {0};
    for (size_t i = 0; i < count; i++)
        vro_arm_add(&self, values[i]);
    return self;
}

#define ARM(...)                                                                                   \
    arm_of((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static void assert_near(double seen, double wanted, double tolerance) {
    if (!(fabs(seen - wanted) <= tolerance))
        fail_msg("%.12g is not %.12g", seen, wanted);
}

// R: t.test(c(3,5,7,9,11), c(1,2,3,4)).
static void a_difference_is_that_of_t_test_in_r(void **state) {
    (void)state;
    const vro_arm reference = ARM(1, 2, 3, 4), other = ARM(3, 5, 7, 9, 11);
    const vro_arms_difference difference = vro_arms_compare(&reference, &other);
    assert_near(difference.value, 4.5, 1e-12);
    assert_near(difference.value / difference.se, 2.8947, 5e-5);
    assert_near(difference.freedom, 5.5208, 5e-5);
    assert_near(difference.p, 0.03029, 5e-6);
    assert_near(difference.value - vro_arms_margin(&difference), 0.6146319, 5e-8);
    assert_true(vro_arms_are_significant(&difference));
}

// R: t.test(c(0,0,1,1,1,1), c(0,0,0,0,1)).
static void shares_are_tested_likewise(void **state) {
    (void)state;
    const vro_arm reference = ARM(0, 0, 0, 0, 1), other = ARM(0, 0, 1, 1, 1, 1);
    const vro_arms_difference difference = vro_arms_compare(&reference, &other);
    assert_near(difference.p, 0.1429, 5e-5);
    assert_near(difference.value + vro_arms_margin(&difference), 1.1243814, 5e-8);
    assert_false(vro_arms_are_significant(&difference));
}

static void missing_values_are_left_out(void **state) {
    (void)state;
    const vro_arm arm = ARM(2, NAN, 4, 9);
    assert_int_equal(arm.n, 3);
    assert_near(arm.mean, 5, 1e-12);
    assert_near(vro_arm_sd(&arm), sqrt(13), 1e-12);
}

static void what_cannot_be_tested_is_not_significant(void **state) {
    (void)state;
    const vro_arm one = ARM(1), zeros = ARM(0, 0), ones = ARM(1, 1, 1);
    const vro_arms_difference of_one = vro_arms_compare(&one, &ones);
    const vro_arms_difference constant = vro_arms_compare(&zeros, &ones);
    assert_true(isnan(of_one.value) && isnan(of_one.p) && isnan(vro_arm_sd(&one)));
    assert_near(constant.value, 1, 0);
    assert_true(isnan(constant.p) && isnan(vro_arms_margin(&constant)));
    assert_false(vro_arms_are_significant(&constant));
}

int test_arms(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_difference_is_that_of_t_test_in_r),
        cmocka_unit_test(shares_are_tested_likewise),
        cmocka_unit_test(missing_values_are_left_out),
        cmocka_unit_test(what_cannot_be_tested_is_not_significant),
    };
    return cmocka_run_group_tests_name("arms", tests, NULL, NULL);
}
