// Incremental analysis of expected effects and costs: the strategies that are optimal at some
// threshold, and the incremental cost-effectiveness ratio (ICER) of each step between them.
#ifndef VROSIM_OUTCOME_FRONTIER_H
#define VROSIM_OUTCOME_FRONTIER_H

#include <stddef.h>

typedef enum vro_standing {
    VRO_FRONTIER_START,       // the cheapest that is not dominated
    VRO_ON_FRONTIER,          // more effect for more cost than the one before it on the frontier
    VRO_DOMINATED,            // another has no less effect at no more cost, and one is better
    VRO_EXTENDEDLY_DOMINATED, // a mixture of two others has as much effect at less cost
    VRO_EQUAL,                // effect and cost of an earlier one that is on the frontier
    VRO_STANDINGS
} vro_standing;

// How a strategy stands against another one, its comparator: the one before it on the frontier
// (VRO_ON_FRONTIER, VRO_EXTENDEDLY_DOMINATED), the first in the table that dominates it, the one
// that it equals, or itself (VRO_FRONTIER_START).
typedef struct vro_increment {
    vro_standing standing;
    size_t comparator;
    double effect; // minus the comparator's
    double cost;
    double icer; // cost / effect, both > 0, for VRO_ON_FRONTIER; NAN otherwise, where a ratio would
                 // mean the opposite, or nothing
} vro_increment;

// Finds the standing of every strategy from its expected effect (more is better) and cost (less is
// better), all finite. Of equal strategies the first can be on the frontier. A strategy exactly on
// the line between two others is on the frontier. increments: [strategies], overwritten.
void vro_frontier_find(const double *effects, const double *costs, size_t strategies,
                       vro_increment *increments);

// "reference", "frontier", "dominated", "extendedly_dominated", "equal". Static.
const char *vro_standing_name(vro_standing standing);

#endif
