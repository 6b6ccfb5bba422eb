#include "vrosim/study/published_figure.h"

#include <math.h>
#include <stdbool.h>

static double logit(double p) {
    return log(p / (1 - p));
}

// The share of a count away from 0 and 1; Haldane 1956, Ann Hum Genet 20:309.
static double inner_share(double share, double n) {
    return isinf(n) ? share : (share * n + 0.5) / (n + 1);
}

double vro_published_scale(vro_likelihood likelihood, double value, double n) {
    if (vro_likelihood_is_share(likelihood))
        return logit(inner_share(value, n));
    return likelihood == VRO_LIKELIHOOD_LOG_NORMAL ? log(value) : value;
}

// d logit p = dp / (p (1 - p)), d log x = dx / x.
double vro_published_scale_error(vro_likelihood likelihood, double value, double n, double error) {
    const double share = vro_likelihood_is_share(likelihood) ? inner_share(value, n) : NAN;
    if (vro_likelihood_is_share(likelihood))
        return error / (share * (1 - share));
    return likelihood == VRO_LIKELIHOOD_LOG_NORMAL ? error / value : error;
}

double vro_published_unscale(vro_likelihood likelihood, double scaled) {
    if (vro_likelihood_is_share(likelihood))
        return 1 / (1 + exp(-scaled));
    return likelihood == VRO_LIKELIHOOD_LOG_NORMAL ? exp(scaled) : scaled;
}

static double half_width(vro_limits limits) {
    return (limits.upper - limits.lower) / (2 * VRO_NORMAL_975);
}

// sqrt(1 / (x + 1/2) + 1 / (n - x + 1/2)), x events of n; Gart 1966, J R Stat Soc B 28:164. A
// standard error that is given goes before.
static vro_published_figure of_counts(const vro_target *target) {
    const double n = target->n, events = isnan(target->events) ? target->value * n : target->events;
    vro_published_figure self = {.value = target->value, .limits = vro_limits_share(events, n)};
    self.error = isnan(target->se) ? half_width(self.limits) : target->se;
    self.scaled = vro_published_scale(target->likelihood, self.value, n);
    self.scaled_error = isnan(target->se) ? sqrt(1 / (events + 0.5) + 1 / (n - events + 0.5))
                                          : vro_published_scale_error(target->likelihood,
                                                                      self.value, n, target->se);
    return self;
}

// On the scale, limits are symmetric enough for their width to be the error.
static vro_published_figure of_error(const vro_target *target) {
    const vro_likelihood likelihood = target->likelihood;
    const bool limits = !isnan(target->lower);
    vro_published_figure self = {
        .value = target->value, .limits = {target->lower, target->upper}, .error = target->se};
    if (!limits)
        self.limits = (vro_limits){self.value - VRO_NORMAL_975 * self.error,
                                   self.value + VRO_NORMAL_975 * self.error};
    if (isnan(self.error))
        self.error = half_width(self.limits);
    self.scaled = vro_published_scale(likelihood, self.value, INFINITY);
    self.scaled_error =
        limits ? half_width((vro_limits){vro_published_scale(likelihood, target->lower, INFINITY),
                                         vro_published_scale(likelihood, target->upper, INFINITY)})
               : vro_published_scale_error(likelihood, self.value, INFINITY, self.error);
    return self;
}

vro_published_figure vro_published_figure_of(const vro_target *target) {
    return target->likelihood == VRO_LIKELIHOOD_BINOMIAL ? of_counts(target) : of_error(target);
}
