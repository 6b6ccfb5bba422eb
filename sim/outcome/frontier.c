#include "vrosim/outcome/frontier.h"

#include <math.h>
#include <stdbool.h>

// The cost-effectiveness plane.
typedef struct plane {
    const double *effects;
    const double *costs;
    size_t strategies;
} plane;

static bool equal(const plane *self, size_t a, size_t b) {
    return self->effects[a] == self->effects[b] && self->costs[a] == self->costs[b];
}

// No less effect at no more cost, one of them better.
static bool dominates(const plane *self, size_t a, size_t b) {
    return self->effects[a] >= self->effects[b] && self->costs[a] <= self->costs[b] &&
           !equal(self, a, b);
}

static vro_increment increment_of(const plane *self, vro_standing standing, size_t strategy,
                                  size_t comparator) {
    const double effect = self->effects[strategy] - self->effects[comparator];
    const double cost = self->costs[strategy] - self->costs[comparator];
    return (vro_increment){.standing = standing,
                           .comparator = comparator,
                           .effect = effect,
                           .cost = cost,
                           .icer = standing == VRO_ON_FRONTIER ? cost / effect : NAN};
}

// Strategies that another one dominates, set against the first that does. The others count as
// extendedly dominated until the frontier is known.
static void find_dominated(const plane *self, vro_increment *increments) {
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        size_t other = 0;
        while (other < self->strategies && !dominates(self, other, strategy))
            other++;
        increments[strategy] =
            other < self->strategies
                ? increment_of(self, VRO_DOMINATED, strategy, other)
                : increment_of(self, VRO_EXTENDEDLY_DOMINATED, strategy, strategy);
    }
}

// The first of the cheapest that are not dominated; there is always one.
static size_t cheapest(const plane *self, const vro_increment *increments) {
    size_t found = self->strategies;
    for (size_t strategy = 0; strategy < self->strategies; strategy++)
        if (increments[strategy].standing != VRO_DOMINATED &&
            (found == self->strategies || self->costs[strategy] < self->costs[found]))
            found = strategy;
    return found;
}

// Whether the step from `start` to a has a lower ICER than the step to b, or the same ICER and is
// shorter. Both effects are greater than that of `start`, so products can be compared for ratios:
// dC_a / dE_a < dC_b / dE_b if and only if dC_a dE_b < dC_b dE_a.
static bool sooner(const plane *self, size_t start, size_t a, size_t b) {
    const double effect_a = self->effects[a] - self->effects[start];
    const double effect_b = self->effects[b] - self->effects[start];
    const double rise_a = (self->costs[a] - self->costs[start]) * effect_b;
    const double rise_b = (self->costs[b] - self->costs[start]) * effect_a;
    return rise_a < rise_b || (rise_a == rise_b && effect_a < effect_b);
}

// The next strategy on the frontier, or the number of strategies at its end.
static size_t next_of(const plane *self, const vro_increment *increments, size_t start) {
    size_t found = self->strategies;
    for (size_t strategy = 0; strategy < self->strategies; strategy++)
        if (increments[strategy].standing != VRO_DOMINATED &&
            self->effects[strategy] > self->effects[start] &&
            (found == self->strategies || sooner(self, start, strategy, found)))
            found = strategy;
    return found;
}

static bool on_frontier(const vro_increment *increment) {
    return increment->standing == VRO_FRONTIER_START || increment->standing == VRO_ON_FRONTIER;
}

// Sets a strategy that is neither dominated nor on the frontier against the strategy of the
// frontier that it equals, or else the one with the greatest effect not above its own; there is
// always one.
static void place(const plane *self, vro_increment *increments, size_t strategy) {
    size_t below = self->strategies;
    for (size_t other = 0; other < self->strategies; other++)
        if (on_frontier(&increments[other]) && self->effects[other] <= self->effects[strategy] &&
            (below == self->strategies || self->effects[other] > self->effects[below]))
            below = other;
    const vro_standing standing =
        equal(self, below, strategy) ? VRO_EQUAL : VRO_EXTENDEDLY_DOMINATED;
    increments[strategy] = increment_of(self, standing, strategy, below);
}

void vro_frontier_find(const double *effects, const double *costs, size_t strategies,
                       vro_increment *increments) {
    const plane self = {effects, costs, strategies};
    if (strategies == 0)
        return;
    find_dominated(&self, increments);
    // From the cheapest strategy on, each time the step with the lowest ICER = dC / dE to more
    // effect.
    size_t here = cheapest(&self, increments);
    increments[here] = increment_of(&self, VRO_FRONTIER_START, here, here);
    for (size_t next; (next = next_of(&self, increments, here)) < strategies; here = next)
        increments[next] = increment_of(&self, VRO_ON_FRONTIER, next, here);
    for (size_t strategy = 0; strategy < strategies; strategy++)
        if (increments[strategy].standing == VRO_EXTENDEDLY_DOMINATED)
            place(&self, increments, strategy);
}

const char *vro_standing_name(vro_standing standing) {
    static const char *const names[VRO_STANDINGS] = {
        [VRO_FRONTIER_START] = "reference",
        [VRO_ON_FRONTIER] = "frontier",
        [VRO_DOMINATED] = "dominated",
        [VRO_EXTENDEDLY_DOMINATED] = "extendedly_dominated",
        [VRO_EQUAL] = "equal",
    };
    return names[standing];
}
