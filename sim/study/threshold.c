#include "vrosim/study/threshold.h"

#include <gsl/gsl_roots.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    ITERATIONS_MAX = 100,
    SCENARIOS_A_SEARCH = 20, // about
    CHORDS = 2               // the first gives the width of the second
};

static const double PRECISION = 1e-6; // of a threshold, as a share of its range
// A leap of fewer standard errors than this may be chance; one child alone makes at most one.
static const double CHANCE = 3;
// A leap below this share of the change over the whole range is no jump either: an even change
// makes a thousandth of that where the threshold has been narrowed down.
static const double LEAP = 1e-3;

static const double LEAST_CHORD = 1e-3;   // half of it, as a share of the range
static const double GREATEST_CHORD = 0.1; // likewise

// The search for one threshold, while it goes on.
typedef struct search {
    vro_paired_run *run;
    const vro_parameter_range *range;
    size_t measure;
    vro_threshold *found;
    vro_errors *errors;
    vro_status status;
    bool undefined; // the difference has no value somewhere, or could not be simulated
    double below;   // lower end of what the threshold has been narrowed down to
} search;

// The difference at a value. It is simulated unless the value is an end of the range, where it is
// known. NAN where the simulation fails.
static vro_estimate difference_at(search *self, double value) {
    const vro_parameter_change change = vro_parameter_range_change(self->range, value);
    if (value == self->range->low)
        return self->found->low;
    if (value == self->range->high)
        return self->found->high;
    self->status = vro_paired_run_run(self->run, &change, NULL, 1, self->errors);
    return self->status == VRO_OK ? vro_paired_run_low(self->run, self->measure)
                                  : vro_estimate_unknown(0);
}

// For GSL, which calls its error handler for a value that is not finite: 0 in place of it.
static double difference(double value, void *context) {
    search *self = context;
    const double found = difference_at(self, value).value;
    self->undefined = !isfinite(found);
    return self->undefined ? 0 : found;
}

// Brent's method (Brent 1973, Algorithms for Minimization without Derivatives, chapter 4): inverse
// quadratic interpolation or the secant, and bisection where these do not narrow the interval.
// state: of gsl_root_fsolver_brent. The difference has opposite signs at the ends of the range.
static void solve(search *self, void *state) {
    const vro_parameter_range *range = self->range;
    const double precision = PRECISION * (range->high - range->low);
    gsl_function function = {.function = difference, .params = self};
    gsl_root_fsolver solver = {.type = gsl_root_fsolver_brent, .state = state};
    double low = range->low, high = range->high;
    (void)gsl_root_fsolver_set(&solver, &function, low, high);
    for (int i = 0; i < ITERATIONS_MAX && high - low >= precision; i++) {
        (void)gsl_root_fsolver_iterate(&solver);
        if (self->undefined)
            break;
        low = gsl_root_fsolver_x_lower(&solver);
        high = gsl_root_fsolver_x_upper(&solver);
    }
    self->found->value = gsl_root_fsolver_root(&solver);
    self->below = low;
    self->found->width = high - low;
}

// Half the width that a chord should have, from a slope and the error of the difference: about two
// standard errors of the threshold.
static double find_reach(const search *self, double slope, double se) {
    const double width = self->range->high - self->range->low;
    const double wanted = 2 * se / fabs(slope);
    return fmin(fmax(wanted, LEAST_CHORD * width), GREATEST_CHORD * width);
}

// The slope of the chord that extends by reach to both sides of the threshold.
static double find_slope(search *self, double reach) {
    const vro_parameter_range *range = self->range;
    const vro_parameter_change low =
        vro_parameter_range_change(range, fmax(self->found->value - reach, range->low));
    const vro_parameter_change high =
        vro_parameter_range_change(range, fmin(self->found->value + reach, range->high));
    self->status = vro_paired_run_run(self->run, &low, &high, 1, self->errors);
    return vro_paired_run_change(self->run, self->measure).value / (high.value - low.value);
}

// se(threshold) = se(difference) / |slope|, the delta method.
static void estimate_error(search *self) {
    vro_threshold *found = self->found;
    const double width = self->range->high - self->range->low;
    const vro_estimate difference = difference_at(self, found->value);
    found->slope = (found->high.value - found->low.value) / width;
    for (int i = 0; i < CHORDS && self->status == VRO_OK && found->slope != 0; i++)
        found->slope = find_slope(self, find_reach(self, found->slope, difference.se));
    found->se = found->slope != 0 ? difference.se / fabs(found->slope) : NAN;
    found->kind = difference.kind;
}

// Whether the difference leaps over 0: whether it changes, in the same children, from close below
// the threshold to close above it by more than chance and the steps of an outcome can explain.
static bool jumps(search *self) {
    const vro_threshold *found = self->found;
    const double step = vro_measure_step(&self->run->options.measures->rows[self->measure]);
    const vro_parameter_change below = vro_parameter_range_change(self->range, self->below);
    const vro_parameter_change above =
        vro_parameter_range_change(self->range, self->below + found->width);
    self->status = vro_paired_run_run(self->run, &below, &above, 1, self->errors);
    if (self->status != VRO_OK)
        return false;
    const vro_estimate leap = vro_paired_run_change(self->run, self->measure);
    return fabs(leap.value) > step && !(fabs(leap.value) <= CHANCE * leap.se) &&
           fabs(leap.value) > LEAP * fabs(found->high.value - found->low.value);
}

static vro_search_status compare_ends(const vro_threshold *found) {
    const double low = found->low.value, high = found->high.value;
    if (low == 0 && high == 0)
        return VRO_SEARCH_EQUAL;
    if (low == 0 || high == 0)
        return isnan(low + high) ? VRO_SEARCH_NONE : VRO_SEARCH_TOUCHING;
    return (low < 0 && high > 0) || (low > 0 && high < 0) ? VRO_SEARCH_FOUND : VRO_SEARCH_NONE;
}

static vro_status run_search(search *self) {
    void *state = malloc(gsl_root_fsolver_brent->size);
    if (!state)
        return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL,
                              "not enough memory to look for a threshold");
    solve(self, state);
    free(state);
    if (self->undefined) {
        self->found->status = VRO_SEARCH_NONE;
        self->found->value = NAN;
    } else if (jumps(self)) {
        self->found->status = VRO_SEARCH_JUMP;
    } else if (self->status == VRO_OK) {
        estimate_error(self);
    }
    return self->status;
}

// Both ends, for all measures.
static vro_status run_ends(vro_threshold *found, const vro_parameter_range *range,
                           vro_paired_run *run, vro_errors *errors) {
    const vro_parameter_change low = vro_parameter_range_change(range, range->low);
    const vro_parameter_change high = vro_parameter_range_change(range, range->high);
    vro_status status = VRO_OK;
    TRY(vro_paired_run_run(run, &low, &high, 1, errors));
    for (size_t measure = 0; measure < run->options.measures->count; measure++) {
        found[measure] = (vro_threshold){.low = vro_paired_run_low(run, measure),
                                         .high = vro_paired_run_high(run, measure),
                                         .value = NAN,
                                         .se = NAN,
                                         .slope = NAN};
        found[measure].status = compare_ends(&found[measure]);
        if (found[measure].status == VRO_SEARCH_TOUCHING)
            found[measure].value = found[measure].low.value == 0 ? range->low : range->high;
    }
out:
    return status;
}

static vro_status run_range(vro_sensitivity *results, size_t number, vro_paired_run *run,
                            vro_errors *errors) {
    const vro_parameter_range *range = &results->searches.items[number];
    vro_threshold *found = &results->thresholds[number * results->measures->count];
    vro_status status = VRO_OK;
    vro_paired_run_expect(run, 2);
    TRY(run_ends(found, range, run, errors));
    for (size_t measure = 0; measure < results->measures->count; measure++) {
        search work = {.run = run,
                       .range = range,
                       .measure = measure,
                       .found = &found[measure],
                       .errors = errors};
        if (!vro_sensitivity_is_searched(results, measure))
            continue;
        vro_paired_run_expect(run, SCENARIOS_A_SEARCH);
        if (found[measure].status == VRO_SEARCH_FOUND)
            TRY(run_search(&work));
    }
out:
    return status;
}

uint64_t vro_threshold_scenarios(const vro_sensitivity *results) {
    uint64_t searched = 0;
    for (size_t measure = 0; measure < results->measures->count; measure++)
        searched += vro_sensitivity_is_searched(results, measure);
    return (uint64_t)results->searches.count * (2 + SCENARIOS_A_SEARCH * searched);
}

vro_status vro_threshold_run(vro_sensitivity *results, vro_paired_run *run, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < results->searches.count; i++)
        TRY(run_range(results, i, run, errors));
out:
    return status;
}
