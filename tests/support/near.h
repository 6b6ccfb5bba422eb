// Numbers that are to be equal up to rounding.
#ifndef VROSIM_TESTS_NEAR_H
#define VROSIM_TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance) && value != expected)
        fail_msg("%.9g is not %.9g within %g", value, expected, tolerance);
}

#endif
