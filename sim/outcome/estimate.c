#include "vrosim/outcome/estimate.h"

#include "vrosim/model/rare_event.h"
#include "vrosim/outcome/central_moments.h"

#include <math.h>
#include <stdbool.h>

// From fewer children the fourth moment is too uncertain to give a standard error; from fewer than
// FEW it may not give a smaller one than that of a normal distribution.
enum { FOURTH_MOMENT_CHILDREN = 10, FEW = 200 };

// From fewer children skewness, and who differs, say less than Student's distribution does.
enum { RARE_VALUE_CHILDREN = 20 };

const char *vro_error_kind_name(vro_error_kind kind) {
    static const char *const names[VRO_ERROR_KINDS] = {"children", "replicates", "at_most",
                                                       "approximate"};
    return names[kind];
}

const char *vro_estimate_se_kind(const vro_estimate *self) {
    return isnan(self->se) ? "" : vro_error_kind_name(self->kind);
}

vro_error_kind vro_error_kind_weaker(vro_error_kind a, vro_error_kind b) {
    return a > b ? a : b;
}

vro_estimate vro_estimate_unknown(uint64_t n) {
    return (vro_estimate){.value = NAN, .se = NAN, .lower = NAN, .upper = NAN, .n = n};
}

double vro_estimate_scale(vro_outcome_id outcome) {
    return vro_outcome_row(outcome)->kind == VRO_QUANTITY ? 1.0 / vro_outcome_steps(outcome) : 1.0;
}

static void set_normal_interval(vro_estimate *self) {
    self->lower = self->value - VRO_NORMAL_975 * self->se;
    self->upper = self->value + VRO_NORMAL_975 * self->se;
}

static void set_interval(vro_estimate *self, vro_limits interval) {
    self->lower = interval.lower;
    self->upper = interval.upper;
    if (self->se == 0)
        self->se = (interval.upper - interval.lower) / (2 * VRO_NORMAL_975);
}

vro_estimate vro_estimate_share(uint64_t events, uint64_t n) {
    vro_estimate self = vro_estimate_unknown(n);
    if (n == 0)
        return self;
    self.value = (double)events / (double)n;
    self.se = sqrt(self.value * ((double)(n - events) / (double)n) / (double)n);
    set_interval(&self, vro_limits_share((double)events, (double)n));
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
static double products_about_means(const vro_moments *x, const vro_moments *y, vro_wide products) {
    const division mean_x = divide(x), mean_y = divide(y);
    const vro_wide count = (vro_wide)x->count;
    const vro_wide about_whole = products - mean_y.whole * x->sum - mean_x.whole * y->sum +
                                 count * mean_x.whole * mean_y.whole;
    const vro_wide excess = mean_x.rest * mean_y.rest;
    return (double)(about_whole - excess / count) - (double)(excess % count) / (double)count;
}

static double squares_about_mean(const vro_moments *moments) {
    return products_about_means(moments, moments, moments->square);
}

double vro_estimate_value(const vro_moments *moments, double scale) {
    if (moments->count == 0)
        return NAN;
    const division mean = divide(moments);
    return ((double)mean.whole + (double)mean.rest / (double)moments->count) * scale;
}

vro_estimate vro_estimate_mean(const vro_moments *moments, double scale) {
    vro_estimate self = vro_estimate_unknown(moments->count);
    const double n = (double)moments->count;
    self.value = vro_estimate_value(moments, scale);
    if (moments->count < 2)
        return self;
    self.se = sqrt(squares_about_mean(moments) / (n - 1) / n) * scale;
    set_normal_interval(&self);
    return self;
}

// The variance of the sum of all values.
static double variance_of_sum(const vro_moments *moments) {
    const double n = (double)moments->count;
    return squares_about_mean(moments) * n / (n - 1);
}

// About the whole number c next to the mean (of two, the one nearer to 0), with the sum T and the
// square sum E of the distances x - c: up = (E + T) / 2, down = (E - T) / 2.
static vro_limits interval_of_numbers(const vro_moments *moments, double mean) {
    const double centre = copysign(ceil(fabs(mean) - 0.5), mean), n = (double)moments->count;
    const vro_wide c = (vro_wide)centre, count = (vro_wide)moments->count;
    const vro_wide total = moments->sum - c * count;
    const vro_wide square = moments->square - 2 * c * moments->sum + c * c * count;
    const vro_limits of_total = vro_limits_difference(
        (double)((square + total) / 2), (double)((square - total) / 2), variance_of_sum(moments));
    return (vro_limits){centre + of_total.lower / n, centre + of_total.upper / n};
}

// Limits of a sum that cannot be negative, widened by a factor and divided by the number of values.
static vro_limits interval_of_sum(const vro_moments *moments, double factor) {
    const double sum = (double)moments->sum, n = (double)moments->count;
    const vro_limits total = vro_limits_total(sum, variance_of_sum(moments));
    return (vro_limits){fmax(0, sum - factor * (sum - total.lower)) / n,
                        (sum + factor * (total.upper - sum)) / n};
}

// A value that every child has leaves open how far another one would be from it.
static vro_limits interval_of_quantity(const vro_moments *moments, const vro_estimate *mean,
                                       double scale, bool positive) {
    const double student = vro_limits_student(moments->count), half = student * mean->se;
    if (mean->se == 0)
        return (vro_limits){NAN, NAN};
    if (!positive)
        return (vro_limits){mean->value - half, mean->value + half};
    const vro_limits sum = interval_of_sum(moments, student / VRO_NORMAL_975);
    return (vro_limits){sum.lower * scale, sum.upper * scale};
}

vro_estimate vro_estimate_outcome(vro_outcome_id outcome, const vro_moments *moments) {
    const vro_outcome *row = vro_outcome_row(outcome);
    const double scale = vro_estimate_scale(outcome);
    if (row->kind == VRO_SHARE)
        return vro_estimate_share((uint64_t)moments->sum, moments->count);
    vro_estimate self = vro_estimate_mean(moments, scale);
    if (moments->count < 2)
        return self;
    if (row->kind == VRO_QUANTITY)
        set_interval(&self, interval_of_quantity(moments, &self, scale, row->lower >= 0));
    else if (self.value <= 0.5)
        set_interval(&self, interval_of_sum(moments, 1));
    else
        set_interval(&self, interval_of_numbers(moments, self.value));
    return vro_estimate_within(outcome, self);
}

vro_estimate vro_estimate_within(vro_outcome_id outcome, vro_estimate self) {
    const vro_outcome *row = vro_outcome_row(outcome);
    if ((row->kind == VRO_SHARE || row->lower >= 0) && self.lower < 0)
        self.lower = 0;
    if (row->kind == VRO_SHARE && self.upper > 1)
        self.upper = 1;
    return self;
}

vro_estimate vro_estimate_expected(const vro_moments *moments) {
    const double scale = ldexp(1, -VRO_CHANCE_BITS);
    vro_estimate self = vro_estimate_mean(moments, scale);
    if (moments->count >= 2)
        set_interval(&self, interval_of_quantity(moments, &self, scale, true));
    return self;
}

// K of the sum: n^2 sum (x - mean)^3 / ((n - 1) (n - 2)).
vro_estimate vro_estimate_skewed(vro_outcome_id outcome, const vro_moments *moments) {
    const double scale = vro_estimate_scale(outcome), n = (double)moments->count;
    vro_estimate self = vro_estimate_outcome(outcome, moments);
    if (isnan(self.se) || moments->count < RARE_VALUE_CHILDREN)
        return self;
    const long double third = vro_central_moments_of(moments).cube * scale * scale * scale;
    const double cumulant = (double)third * (n / (n - 1)) * (n / (n - 2));
    const double variance = variance_of_sum(moments) * scale * scale;
    const vro_limits distances = vro_limits_skewed(0, variance, cumulant);
    const double factor = vro_limits_student(moments->count) / VRO_NORMAL_975;
    self.lower = self.value + factor * distances.lower / n;
    self.upper = self.value + factor * distances.upper / n;
    return vro_estimate_within(outcome, self);
}

vro_estimate vro_estimate_difference(vro_outcome_id outcome, const vro_moments *differences) {
    const vro_outcome *row = vro_outcome_row(outcome);
    const double scale = vro_estimate_scale(outcome);
    vro_estimate self = vro_estimate_mean(differences, scale);
    if (differences->count < 2)
        return self;
    if (row->kind == VRO_QUANTITY)
        set_interval(&self, interval_of_quantity(differences, &self, scale, false));
    else
        set_interval(&self, interval_of_numbers(differences, self.value));
    return self;
}

vro_estimate vro_estimate_pair(vro_outcome_id outcome, const vro_pair *pair) {
    const vro_outcome *row = vro_outcome_row(outcome);
    const vro_moments differences = vro_pair_moments(pair);
    vro_estimate self = vro_estimate_difference(outcome, &differences);
    const uint64_t more = row->better == VRO_MORE ? pair->better : pair->worse;
    const uint64_t less = row->better == VRO_MORE ? pair->worse : pair->better;
    if (row->kind != VRO_QUANTITY || isnan(self.se) || pair->count < RARE_VALUE_CHILDREN ||
        more + less == pair->count)
        return self;
    const double up = (double)more, down = (double)less, n = (double)pair->count;
    const double factor = vro_limits_student(pair->count) / VRO_NORMAL_975;
    const double scale = vro_estimate_scale(outcome) * factor / n;
    const vro_limits total = vro_limits_difference(up, down, variance_of_sum(&differences));
    self.lower = self.value + (total.lower - (up - down)) * scale;
    self.upper = self.value + (total.upper - (up - down)) * scale;
    return self;
}

double vro_estimate_covariance(const vro_moments *x, const vro_moments *y, vro_wide products) {
    const double n = (double)x->count;
    if (x->count < 2)
        return NAN;
    return products_about_means(x, y, products) / (n - 1) / n;
}

// se(s) = sqrt(var(s^2)) / (2 s) by the delta method, var(s^2) = (m4 - s^4 (n - 3) / (n - 1)) / n.
vro_estimate vro_estimate_sd(const vro_moments *moments, double scale) {
    vro_estimate self = vro_estimate_unknown(moments->count);
    if (moments->count < 2)
        return self;
    const long double n = (long double)moments->count;
    const long double variance = squares_about_mean(moments) / (n - 1) * scale * scale;
    const long double sd = sqrtl(variance), square = (long double)scale * scale;
    const long double fourth = vro_central_moments_of(moments).fourth * square * square;
    const long double excess = fourth / n - variance * variance * (n - 3) / (n - 1);
    self.value = (double)sd;
    if (variance == 0)
        return self;
    const double normal = (double)(sd / sqrtl(2 * (n - 1)));
    const double of_fourth = (double)(sqrtl(excess / n) / (2 * sd));
    self.se = moments->count < FOURTH_MOMENT_CHILDREN || !(excess > 0) ? normal : of_fourth;
    if (moments->count < FEW)
        self.se = fmax(self.se, normal);
    set_interval(&self, vro_limits_sd(self.value, self.se));
    return self;
}
