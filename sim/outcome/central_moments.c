#include "vrosim/outcome/central_moments.h"

// The whole number c next to the mean, on the side of 0, is taken off exactly; large terms cancel
// modulo 2^128. What remains of the mean, delta = sum / n - c, is less than 1:
// sum (x - mean)^3 = sum d^3 - 3 delta sum d^2 + 2 n delta^3,
// sum (x - mean)^4 = sum d^4 - 4 delta sum d^3 + 6 delta^2 sum d^2 - 3 n delta^4, d = x - c.
vro_central_moments vro_central_moments_of(const vro_moments *moments) {
    if (moments->count == 0)
        return (vro_central_moments){0};
    const vro_wide whole = moments->sum / (vro_wide)moments->count;
    const vro_wide remainder = moments->sum % (vro_wide)moments->count;
    const long double n = (long double)moments->count, delta = (long double)remainder / n;
    const vro_unsigned_wide c = (vro_unsigned_wide)whole, nc = moments->count * c;
    const vro_unsigned_wide sum = (vro_unsigned_wide)moments->sum;
    const vro_unsigned_wide square = (vro_unsigned_wide)moments->square;
    const vro_unsigned_wide cube = (vro_unsigned_wide)moments->cube;
    const long double d2 = (long double)(vro_wide)(square - c * (2 * sum - nc));
    const long double d3 = (long double)(vro_wide)(cube - c * (3 * square - c * (3 * sum - nc)));
    const long double d4 =
        (long double)(moments->fourth - c * (4 * cube - c * (6 * square - c * (4 * sum - nc))));
    const long double delta2 = delta * delta;
    return (vro_central_moments){
        .square = d2 - n * delta2,
        .cube = d3 - 3 * delta * d2 + 2 * n * delta2 * delta,
        .fourth = d4 - 4 * delta * d3 + 6 * delta2 * d2 - 3 * n * delta2 * delta2,
    };
}
