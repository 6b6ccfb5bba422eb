// The results of a sensitivity analysis: measures at both ends of parameters, on a grid of two of
// them, and the values at which strategies change places. Every error is that of the simulation.
#ifndef VROSIM_STUDY_SENSITIVITY_H
#define VROSIM_STUDY_SENSITIVITY_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/estimate.h"
#include "vrosim/study/measures.h"
#include "vrosim/study/parameter_range.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A measure at the ends of the range of one parameter, all else at its estimate.
typedef struct vro_bar {
    vro_estimate low;
    vro_estimate high;
    vro_estimate swing; // high - low in the same children
} vro_bar;

typedef enum vro_search_status {
    VRO_SEARCH_NONE,     // the difference has the same sign at both ends, or is not defined there
    VRO_SEARCH_FOUND,    // the signs differ, and it is 0 at the value
    VRO_SEARCH_JUMP,     // the signs differ, but it leaps over 0 at the value
    VRO_SEARCH_TOUCHING, // it is exactly 0 at one end only, which is the value
    VRO_SEARCH_EQUAL     // it is exactly 0 at both ends
} vro_search_status;

// The value of a parameter at which the difference between two strategies changes its sign.
typedef struct vro_threshold {
    vro_search_status status;
    vro_estimate low;  // difference at the low end
    vro_estimate high; // and at the high end
    double value;      // NAN unless found, a jump or touching
    double width; // of the interval that the search has narrowed it down to; 0 without a search
    double se;    // error of the difference at the value over |slope|; NAN unless found
    double slope; // of the difference there, a unit of the parameter; NAN unless found
    vro_error_kind kind; // of se
} vro_threshold;

// The ranges, the grid and the searches may each be empty.
typedef struct vro_sensitivity {
    const vro_uncertainty *uncertainty; // borrowed; lists all estimates
    const vro_measures *measures;       // borrowed
    uint64_t patients;                  // children of each point
    vro_parameter_ranges ranges;        // what is moved alone, owned
    vro_parameter_ranges grid;          // two parameters, or empty; owned
    vro_parameter_ranges searches;      // where thresholds are looked for, owned
    vro_estimate *base;                 // [measures] at the estimates, owned
    vro_bar *bars;                      // [ranges][measures], owned
    vro_estimate *points;               // [steps][steps of the second][measures], owned
    vro_threshold *thresholds;          // [searches][measures], of those searched alone, owned
} vro_sensitivity;

// Makes room for the results of the ranges that self holds. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_sensitivity_reserve(vro_sensitivity *self, vro_errors *errors);

// Points of the grid; 0 without one.
size_t vro_sensitivity_points(const vro_sensitivity *self);

// Whether thresholds of a measure are searched: of differences in outcomes and in net benefit in
// all children and, where the analysis has subgroups beside the levels, in each subgroup. Each
// search takes simulations of its own, as no other result does.
bool vro_sensitivity_is_searched(const vro_sensitivity *self, size_t measure);

// Fills order[ranges] with the numbers of the ranges by the size of the swing of a measure: the
// greatest first, equals in their order, undefined swings last.
void vro_sensitivity_rank(const vro_sensitivity *self, size_t measure, size_t *order);

// Releases everything.
void vro_sensitivity_free(vro_sensitivity *self);

#endif
