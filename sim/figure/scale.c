#include "vrosim/figure/scale.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <stdint.h>

// A step between ticks: digit (1, 2 or 5) * 10^power.
typedef struct tick_step {
    int digit;
    int power;
} tick_step;

enum {
    LEAST_POWER = -30, // of ticks on a log scale
    MOST_POWER = 30,
    MOST_DECIMALS = 12 // of a tick that is given
};

static const double LEAST_LOG = 1e-30; // on a log scale, positive and well within floats
static const double LARGEST = 1e300;   // beyond, values widen no axis
static const double LOG10_OF_2 = 0.30102999566398120;
static const double LOG_SLACK = 1e-5; // of a decade, above the error of the logarithm
// Steps below, and values from there on, are written with an exponent.
static const double LEAST_PLAIN = 0.9e-6, LARGEST_PLAIN = 1e10;
static const double SLACK = 1e-9; // of a step; values so near to a tick are at it

void vro_range_add(vro_range *self, double value) {
    if (!(fabs(value) <= LARGEST))
        return;
    self->low = value < self->low ? value : self->low;
    self->high = value > self->high ? value : self->high;
}

void vro_range_add_all(vro_range *self, const double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        vro_range_add(self, values[i]);
}

// digits * 10^power, rounded once: powers of ten up to 22 are exact.
static double times_power(double digits, int power) {
    double ten = 1;
    for (int i = power < 0 ? -power : power; i > 0; i--)
        ten *= 10;
    return power < 0 ? digits / ten : digits * ten;
}

static vro_scale linear_scale(const vro_axis *axis, vro_range data) {
    if (!(data.low <= data.high) || (data.low == 0 && data.high == 0))
        data = (vro_range){0, 1};
    if (data.low == data.high) {
        const double half = fabs(data.low) / 2;
        data = (vro_range){data.low - half, data.high + half};
    }
    return (vro_scale){axis->kind, data.low, data.high, 0, 1};
}

static vro_scale log_scale(vro_range data) {
    if (!(data.high > 0))
        data = (vro_range){0.1, 1};
    if (!(data.low > LEAST_LOG))
        data.low = data.high / 1000 > LEAST_LOG ? data.high / 1000 : LEAST_LOG;
    if (!(data.low < data.high))
        data = (vro_range){data.low / 2, data.low * 2};
    return (vro_scale){VRO_AXIS_LOG, data.low, data.high, 0, 1};
}

vro_scale vro_scale_of(const vro_axis *axis, vro_range data) {
    if (axis->low < axis->high)
        data = (vro_range){axis->low, axis->high};
    return axis->kind == VRO_AXIS_LOG ? log_scale(data) : linear_scale(axis, data);
}

// Of single precision: an error of 1e-7 is far below the hundredth of a px.
static double log_of(double value) {
    return vro_log((float)(value > LEAST_LOG ? value : LEAST_LOG));
}

double vro_scale_at(const vro_scale *self, double value) {
    value = value > self->low ? value < self->high ? value : self->high : self->low;
    double share = (value - self->low) / (self->high - self->low);
    if (self->kind == VRO_AXIS_LOG)
        share = (log_of(value) - log_of(self->low)) / (log_of(self->high) - log_of(self->low));
    return self->from + share * (self->to - self->from);
}

bool vro_scale_holds(const vro_scale *self, double value) {
    return value >= self->low && value <= self->high;
}

// The smallest step of which at most `most` cover the length of the scale. 2^e <= length says its
// power of ten to within one.
static tick_step step_of(const vro_scale *self, int most) {
    static const int digits[] = {1, 2, 5};
    const double length = (self->high - self->low) / (most > 1 ? most : 1);
    const int guess = (int)floor(ilogb(length) * LOG10_OF_2) - 1;
    for (int power = guess; power <= guess + 3; power++)
        for (int i = 0; i < 3; i++)
            if (times_power(digits[i], power) >= length * (1 - SLACK))
                return (tick_step){digits[i], power};
    return (tick_step){1, guess + 4};
}

static void add_tick(vro_ticks *ticks, double digits, int power, const vro_decimal_style *style) {
    if (ticks->count == VRO_TICKS_MAX)
        return;
    vro_tick *tick = &ticks->at[ticks->count++];
    tick->value = times_power(digits, power);
    vro_decimal_text_print_exact(tick->text, (int64_t)digits, power, style);
}

static void add_linear_ticks(vro_ticks *ticks, const vro_scale *self, int most, char mark) {
    const tick_step step = step_of(self, most);
    const double size = times_power(step.digit, step.power);
    const double first = ceil(self->low / size - SLACK), last = floor(self->high / size + SLACK);
    const bool percent = self->kind == VRO_AXIS_PERCENT;
    // Texts of an axis are of one kind.
    const bool scientific = size * (percent ? 100 : 1) < LEAST_PLAIN ||
                            size * (fabs(first) + fabs(last)) >= LARGEST_PLAIN;
    const vro_decimal_style style = {mark, percent, scientific};
    for (double i = first; i <= last && ticks->count < VRO_TICKS_MAX; i++)
        add_tick(ticks, i * step.digit, step.power, &style);
}

// Every `every`th power of ten, and with each the digits of a decade that are asked for.
static void add_log_ticks(vro_ticks *ticks, const vro_scale *self, int most, char mark) {
    const vro_decimal_style style = {.mark = mark};
    const double decades = (log_of(self->high) - log_of(self->low)) / 2.302585093;
    const bool with_digits = 3 * decades <= most;
    const int steps = (int)ceil(decades / (most > 1 ? most : 1) - LOG_SLACK);
    const int every = steps > 1 ? steps : 1;
    static const int digits[] = {1, 2, 5};
    for (int power = LEAST_POWER; power <= MOST_POWER; power++)
        for (int i = 0; i < (with_digits ? 3 : 1); i++) {
            const double value = times_power(digits[i], power);
            if (power % every == 0 && value >= self->low * (1 - SLACK) &&
                value <= self->high * (1 + SLACK))
                add_tick(ticks, digits[i], power, &style);
        }
}

vro_ticks vro_scale_ticks(const vro_scale *self, int most, char decimal_mark) {
    vro_ticks ticks = {0};
    most = most < VRO_TICKS_MAX - 1 ? most : VRO_TICKS_MAX - 1;
    const char mark = decimal_mark ? decimal_mark : '.';
    if (self->kind == VRO_AXIS_LOG)
        add_log_ticks(&ticks, self, most, mark);
    // A log scale within a decade may hold one tick or none.
    if (ticks.count < 2) {
        ticks.count = 0;
        add_linear_ticks(&ticks, self, most, mark);
    }
    return ticks;
}

// Decimals that show four significant digits of a value.
static int decimals_of(double value) {
    int decimals = 0;
    while (decimals < MOST_DECIMALS && fabs(times_power(value, decimals)) < 1000)
        decimals++;
    return decimals;
}

vro_tick vro_scale_tick(const vro_scale *self, double value, char decimal_mark) {
    const vro_decimal_style style = {.mark = decimal_mark ? decimal_mark : '.',
                                     .percent = self->kind == VRO_AXIS_PERCENT};
    const double bound = 9e15;
    const double kept = value > -bound ? value < bound ? value : bound : -bound;
    const int decimals = decimals_of(kept);
    const double digits = floor(fabs(times_power(kept, decimals)) + 0.5);
    vro_tick tick = {.value = value};
    if (!isfinite(value))
        return tick;
    vro_decimal_text_print_exact(tick.text, (int64_t)(kept < 0 ? -digits : digits), -decimals,
                                 &style);
    return tick;
}

void vro_scale_round_out(vro_scale *self, int most) {
    if (self->kind == VRO_AXIS_LOG)
        return;
    const tick_step step = step_of(self, most);
    const double size = times_power(step.digit, step.power);
    self->low = times_power(floor(self->low / size + SLACK) * step.digit, step.power);
    self->high = times_power(ceil(self->high / size - SLACK) * step.digit, step.power);
}
