#include "vrosim/outcome/power_sums.h"

#include "vrosim/core/vector.h"
#include "vrosim/model/results.h"

#include <assert.h>

// Of distances from a centre, as the vectors leave it.
typedef struct rounded_sums {
    double square, cube, fourth;
    uint32_t sum_rest, cube_rest, fourth_rest; // modulo 2^32
} rounded_sums;

// Below this sum of d^4 all sums are known exactly. Each term of it, and each of fewer than 2^11
// additions, is wrong by at most 2^-53 of the whole: together by less than 2^31, so that the
// remainder modulo 2^32 says which whole number it is. The sums of d^3 and d are no greater, and
// that of d^2, at most sqrt(n 2^73), is exact.
static const double EXACT_BELOW = 0x1p73;
static_assert(VRO_CHUNK < 2047, "rounding errors of a chunk's sums stay below 2^31");

// Doubles for the size of the sums, 32 bits for what these round away, in any order. 0.5 ns a
// child.
VRO_VECTOR static void sum_rounded(const int32_t *x, size_t n, int32_t centre, rounded_sums *sums) {
    double square = 0, cube = 0, fourth = 0;
    uint32_t sum_rest = 0, cube_rest = 0, fourth_rest = 0;
#pragma omp simd reduction(+ : square, cube, fourth, sum_rest, cube_rest, fourth_rest)
    for (size_t i = 0; i < n; i++) {
        const int32_t distance = x[i] - centre;
        const double d = distance, d2 = d * d;
        const uint32_t rest = (uint32_t)distance, rest2 = rest * rest;
        square += d2;
        cube += d2 * d;
        fourth += d2 * d2;
        sum_rest += rest;
        cube_rest += rest2 * rest;
        fourth_rest += rest2 * rest2;
    }
    *sums = (rounded_sums){square, cube, fourth, sum_rest, cube_rest, fourth_rest};
}

// The whole number within 2^31 of a rounded one that has this remainder modulo 2^32.
static vro_wide restore(double rounded, uint32_t rest) {
    const vro_wide near = (vro_wide)rounded;
    return near + (int32_t)(rest - (uint32_t)near);
}

// For distances of more than about 30 units; 3 ns a child.
static vro_power_sums sum_wide(const int32_t *x, size_t n, int32_t centre) {
    vro_power_sums sums = {0};
    for (size_t i = 0; i < n; i++) {
        const int64_t distance = (int64_t)x[i] - centre;
        const vro_wide square = (vro_wide)distance * distance;
        sums.sum += distance;
        sums.square += square;
        sums.cube += square * distance;
        sums.fourth += square * square;
    }
    return sums;
}

static vro_power_sums sum_distances(const int32_t *x, size_t n, int32_t centre) {
    rounded_sums sums;
    sum_rounded(x, n, centre, &sums);
    if (!(sums.fourth < EXACT_BELOW))
        return sum_wide(x, n, centre);
    return (vro_power_sums){(int32_t)sums.sum_rest, (vro_wide)sums.square,
                            restore(sums.cube, sums.cube_rest),
                            restore(sums.fourth, sums.fourth_rest)};
}

// (x + c)^2 = x^2 + 2 c x + c^2, (x + c)^3 = x^3 + 3 c x^2 + ..., (x + c)^4 = x^4 + 4 c x^3 + ...
vro_power_sums vro_power_sums_shifted(vro_power_sums self, size_t n, int32_t shift) {
    const vro_wide c = shift, nc = c * (vro_wide)n, sum = self.sum, square = self.square;
    return (vro_power_sums){
        .sum = sum + nc,
        .square = square + c * (2 * sum + nc),
        .cube = self.cube + c * (3 * square + c * (3 * sum + nc)),
        .fourth = self.fourth + c * (4 * self.cube + c * (6 * square + c * (4 * sum + nc))),
    };
}

vro_power_sums vro_power_sums_of(const int32_t *x, size_t n, int32_t centre) {
    return vro_power_sums_shifted(sum_distances(x, n, centre), n, centre);
}
