// An estimate from simulated children, its Monte Carlo standard error and its 95 % interval, from
// sums of whole numbers. An error of 0 is never shown: shares and numbers of which every child has
// the same are given the error that their interval has, and the error of a quantity of which every
// child has the same is not known.
#ifndef VROSIM_OUTCOME_ESTIMATE_H
#define VROSIM_OUTCOME_ESTIMATE_H

#include "vrosim/model/outcome.h"
#include "vrosim/outcome/confidence_limits.h"
#include "vrosim/outcome/moments.h"

#include <stdint.h>

// What a standard error, and the interval with it, come from. The last one is the weakest.
typedef enum vro_error_kind {
    VRO_ERROR_OF_CHILDREN,   // how independent children differ
    VRO_ERROR_OF_REPLICATES, // how replicates of Sobol points differ (outcome/replicate_error.h)
    VRO_ERROR_AT_MOST,       // an upper bound
    VRO_ERROR_APPROXIMATE,   // as of independent children, who they are not: may be too small
    VRO_ERROR_KINDS
} vro_error_kind;

// NAN if undefined (the error from one child, a ratio to 0).
typedef struct vro_estimate {
    double value;
    double se;    // Monte Carlo standard error
    double lower; // 95 % interval
    double upper;
    uint64_t n; // children
    vro_error_kind kind;
} vro_estimate;

// A mean over samples of the parameters, and its standard error sd / sqrt(samples) with sd over
// samples - 1, NAN from a single sample. The error says how far more samples could move the mean,
// not how uncertain the quantity is.
typedef struct vro_expectation {
    double value;
    double se;
} vro_expectation;

// "children", "replicates", "at_most" or "approximate". Static.
const char *vro_error_kind_name(vro_error_kind kind);

// The name of the kind of an estimate's error; "" where the error is not known. Static.
const char *vro_estimate_se_kind(const vro_estimate *self);

// The kind of an error that is made of errors of these two kinds.
vro_error_kind vro_error_kind_weaker(vro_error_kind a, vro_error_kind b);

// An estimate from n children that is undefined.
vro_estimate vro_estimate_unknown(uint64_t n);

// Units of an outcome per step of its sums: 1 / vro_outcome_steps for quantities, else 1.
double vro_estimate_scale(vro_outcome_id outcome);

// The share p = events / n; standard error sqrt(p (1 - p) / n), Wilson's interval. Where p is 0 or
// 1, the standard error is the width of the interval over 2 * 1.96.
vro_estimate vro_estimate_share(uint64_t events, uint64_t n);

// The mean times scale; NAN from none.
double vro_estimate_value(const vro_moments *moments, double scale);

// The mean, standard error sd / sqrt(n) with sd over n - 1, normal interval; times scale. For
// calculations: the error is 0 where all values are equal, and its square is unbiased. What people
// read comes from the next two.
vro_estimate vro_estimate_mean(const vro_moments *moments, double scale);

// The mean of an outcome, in its unit: of a share as above; of others with the error sd / sqrt(n)
// and an interval that does not go below 0 where the outcome cannot.
// - Numbers: that of a total (vro_limits_total) where the mean is at most 1/2. Else that of the
//   differences from the whole number next to the mean (vro_limits_difference).
// - Quantities: Student's; where they cannot be negative that of a total, widened as Student's is.
vro_estimate vro_estimate_outcome(vro_outcome_id outcome, const vro_moments *moments);

// With an interval inside what the mean of the outcome can be: shares 0 to 1, others at least 0
// where the outcome is.
vro_estimate vro_estimate_within(vro_outcome_id outcome, vro_estimate self);

// The mean of sums of probabilities (outcome/expected_events.h) in 2^-VRO_CHANCE_BITS, standard
// error sd / sqrt(n), and Student's interval of a quantity that cannot be negative. Neither is
// known where all children have the same sum.
vro_estimate vro_estimate_expected(const vro_moments *moments);

// The mean of a quantity with regard to its skewness: its interval leans to the side of rare
// values, and a base that all have does not hide them (vro_limits_skewed, widened as Student's is).
// From fewer than 20 children as vro_estimate_outcome.
vro_estimate vro_estimate_skewed(vro_outcome_id outcome, const vro_moments *moments);

// The mean of the differences of an outcome in the same children. Shares and numbers: interval of
// whole numbers (vro_limits_difference); quantities: Student's.
vro_estimate vro_estimate_difference(vro_outcome_id outcome, const vro_moments *differences);

// The same where it is known how many children are better or worse off: of a quantity in which some
// children do not differ the interval is that of so many whole numbers, moved to the spread of the
// differences (vro_limits_difference), and widened as Student's is. From fewer than 20 children,
// and where all differ, Student's.
vro_estimate vro_estimate_pair(vro_outcome_id outcome, const vro_pair *pair);

// The covariance of the means of two outcomes of the same children, with products over n - 1, in
// the units of the sums. products: sum of x y. NAN from fewer than two children.
double vro_estimate_covariance(const vro_moments *x, const vro_moments *y, vro_wide products);

// The standard deviation s of a quantity over n - 1, times scale. Standard error
// sqrt((m4 - s^4 (n - 3)/(n - 1)) / n) / (2 s), m4 the mean of (x - mean)^4; from fewer than ten
// children that of a normal distribution, s / sqrt(2 (n - 1)), from fewer than 200 at least that.
// Interval: vro_limits_sd. Error and interval are not known where all values are equal.
vro_estimate vro_estimate_sd(const vro_moments *moments, double scale);

#endif
