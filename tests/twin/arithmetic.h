// Arithmetic that the formulas of the twin share.
#ifndef VROSIM_TESTS_TWIN_ARITHMETIC_H
#define VROSIM_TESTS_TWIN_ARITHMETIC_H

#include <math.h>

// Without the care that fmin and fmax take of NAN, and their calls.
static inline double vro_twin_lesser(double x, double y) {
    return x < y ? x : y;
}

static inline double vro_twin_greater(double x, double y) {
    return x > y ? x : y;
}

// x within lower..upper, of which lower is not the greater.
static inline double vro_twin_clip(double x, double lower, double upper) {
    return vro_twin_lesser(vro_twin_greater(x, lower), upper);
}

static inline double vro_twin_radians(double degrees) {
    return degrees * (M_PI / 180.0);
}

#endif
