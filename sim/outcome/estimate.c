#include "vrosim/outcome/estimate.h"

#include <math.h>

// From fewer children the fourth moment is too uncertain to give a standard error.
enum { FOURTH_MOMENT_CHILDREN = 10 };

vro_estimate vro_estimate_unknown(uint64_t n) {
    return (vro_estimate){.value = NAN, .se = NAN, .lower = NAN, .upper = NAN, .n = n};
}

double vro_estimate_scale(vro_outcome_id outcome) {
    return vro_outcome_row(outcome)->kind == VRO_QUANTITY ? 1.0 / VRO_STEPS_PER_UNIT : 1.0;
}

static void set_normal_interval(vro_estimate *self) {
    self->lower = self->value - VRO_NORMAL_975 * self->se;
    self->upper = self->value + VRO_NORMAL_975 * self->se;
}

// Wilson's score interval, with z = 1.96 and p = events / n:
// (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)
vro_estimate vro_estimate_share(uint64_t events, uint64_t n) {
    vro_estimate self = vro_estimate_unknown(n);
    if (n == 0)
        return self;
    const double count = (double)n;
    const double share = (double)events / count;
    const double variance = share * ((double)(n - events) / count) / count;
    const double z = VRO_NORMAL_975;
    const double shrink = 1.0 + z * z / count;
    const double centre = (share + z * z / (2.0 * count)) / shrink;
    const double half = z * sqrt(variance + z * z / (4.0 * count * count)) / shrink;
    self.value = share;
    self.se = sqrt(variance);
    self.lower = events == 0 ? 0.0 : centre - half;
    self.upper = events == n ? 1.0 : centre + half;
    return self;
}

// The mean as a whole number and a remainder: sum = whole * count + rest, |rest| < count.
typedef struct division {
    vro_wide whole;
    vro_wide rest;
} division;

static division divide(const vro_moments *moments) {
    const vro_wide count = (vro_wide)moments->count;
    return (division){.whole = moments->sum / count, .rest = moments->sum % count};
}

// sum (x - mean x)(y - mean y) from the sum of x y. With the whole parts v, w of the means it is
// the whole number sum x y - w sum x - v sum y + n v w, less rest_x rest_y / n. Only exact numbers
// cancel, and none exceeds 2^127 for 2^54 values of up to 2^30.
static long double products_about_means(const vro_moments *x, const vro_moments *y,
                                        vro_wide products) {
    const division mean_x = divide(x), mean_y = divide(y);
    const vro_wide count = (vro_wide)x->count;
    const vro_wide about_whole = products - mean_y.whole * x->sum - mean_x.whole * y->sum +
                                 count * mean_x.whole * mean_y.whole;
    const vro_wide excess = mean_x.rest * mean_y.rest;
    return (long double)(about_whole - excess / count) -
           (long double)(excess % count) / (long double)count;
}

static long double squares_about_mean(const vro_moments *moments) {
    return products_about_means(moments, moments, moments->square);
}

vro_estimate vro_estimate_mean(const vro_moments *moments, double scale) {
    vro_estimate self = vro_estimate_unknown(moments->count);
    if (moments->count == 0)
        return self;
    const division mean = divide(moments);
    const long double n = (long double)moments->count;
    self.value = (double)((long double)mean.whole + (long double)mean.rest / n) * scale;
    if (moments->count == 1)
        return self;
    self.se = (double)sqrtl(squares_about_mean(moments) / (n - 1) / n) * scale;
    set_normal_interval(&self);
    return self;
}

double vro_estimate_covariance(const vro_moments *x, const vro_moments *y, vro_wide products) {
    const long double n = (long double)x->count;
    if (x->count < 2)
        return NAN;
    return (double)(products_about_means(x, y, products) / (n - 1) / n);
}

// se(s) = sqrt(var(s^2)) / (2 s) by the delta method, var(s^2) = (m4 - s^4 (n - 3) / (n - 1)) / n.
vro_estimate vro_estimate_sd(const vro_moments *moments, double scale, long double fourth) {
    vro_estimate self = vro_estimate_unknown(moments->count);
    if (moments->count < 2)
        return self;
    const long double n = (long double)moments->count;
    const long double variance = squares_about_mean(moments) / (n - 1) * scale * scale;
    const long double sd = sqrtl(variance);
    const long double excess = fourth / n - variance * variance * (n - 3) / (n - 1);
    self.value = (double)sd;
    if (variance == 0)
        self.se = 0;
    else if (moments->count < FOURTH_MOMENT_CHILDREN || excess <= 0)
        self.se = (double)(sd / sqrtl(2 * (n - 1)));
    else
        self.se = (double)(sqrtl(excess / n) / (2 * sd));
    set_normal_interval(&self);
    return self;
}
