// Tallies of courses: everything that the results of a run are estimated from. Whole numbers only,
// so that adding in any order gives the same bytes. One thread fills a tally chunk by chunk; the
// tallies of several threads are merged.
#ifndef VROSIM_OUTCOME_TALLY_H
#define VROSIM_OUTCOME_TALLY_H

#include "vrosim/core/error.h"
#include "vrosim/input/subgroups.h"
#include "vrosim/model/block.h"
#include "vrosim/model/outcome.h"
#include "vrosim/model/results.h"
#include "vrosim/outcome/cohort.h"
#include "vrosim/outcome/expected_events.h"
#include "vrosim/outcome/log_linear_cells.h"
#include "vrosim/outcome/replicates.h"
#include "vrosim/outcome/strategy_products.h"
#include "vrosim/outcome/sums.h"
#include "vrosim/outcome/trade_off_products.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Strata are the GMFCS levels and, behind them, the categories of the divisions. Subgroups are
// all children and each stratum (input/subgroups.h).
typedef struct vro_tally {
    size_t strategies;
    vro_outcome_set outcomes; // that are tallied
    size_t months;            // length of follow-up in started months
    vro_subgroups subgroups;
    size_t strata;
    uint64_t children[VRO_STRATA_MAX]; // [strata]
    vro_sums sums;
    vro_replicates replicates; // of the sums
    vro_expected_events expected;
    vro_cohort cohort;
    vro_strategy_products strategy_products;
    vro_trade_off_products *trade_offs;  // [strategies][strata][VRO_TRADE_OFFS], owned
    size_t first_cell[VRO_OUTCOMES + 1]; // counter of an outcome's first cell
    // [strategies][strata][first_cell[VRO_OUTCOMES] + 1], owned: counters of the histograms that
    // are not yet in settled; the last of each stratum counts children without a value.
    uint32_t *recent;
    uint64_t *settled; // the same shape, owned; never touched unless has_settled is set
    bool has_settled;
    // [strategies][strata][first_cell[VRO_OUTCOMES] - first_cell[VRO_FIRST_ECONOMIC]], owned: where
    // the costs and QALYs of a cell lie in it. NULL without costs and QALYs.
    vro_offsets *offsets;
    uint64_t *events; // [strategies][strata][VRO_CAUSES][months + 1], owned: first revisions
    // [strategies][strata][months + 1 + VRO_LEVELS], owned: deaths without a revision before; the
    // last of each stratum count who is alive and not revised at the end, by level.
    uint64_t *deaths;
    uint64_t unsettled;    // courses counted in recent
    vro_results *gathered; // [2], owned: scratch for one category; NULL without categories
} vro_tally;

// Started months of a follow-up in years.
size_t vro_tally_months(double horizon);

// All zero. strategies >= 1; horizon > 0, in years; subgroups: NULL for the levels alone.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_tally_init(vro_tally *self, size_t strategies,
                                         const vro_outcome_set *outcomes, double horizon,
                                         const vro_subgroups *subgroups, vro_errors *errors);

void vro_tally_free(vro_tally *self);

// Adds the results of a chunk of one level under a strategy. reference: those of strategy 0 for the
// same children; NULL or the same object for strategy 0 itself, which also counts the children. The
// results have the categories of the tally's subgroups. The same children follow under every
// strategy, in rising order of strategies.
void vro_tally_add(vro_tally *self, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference);

// Moves what recent counts to settled.
void vro_tally_settle(vro_tally *self);

// What adds the children of a block (model/block.h), and its replicates of scrambled Sobol points
// (core/sobol.h), to a tally.
vro_sink vro_tally_sink(vro_tally *self);

// Begins a replicate where a tally has some already: it is of the children that are added from now
// on. What merges or reads tallies does it.
void vro_tally_begin_replicate(vro_tally *self);

// Ends a replicate: the children added since the last one.
void vro_tally_end_replicate(vro_tally *self);

// Adds other into self; both of the same shape.
void vro_tally_merge(vro_tally *self, const vro_tally *other);

// Whether no child was tallied.
bool vro_tally_is_empty(const vro_tally *self);

// The two change places, with all that they own.
void vro_tally_exchange(vro_tally *self, vro_tally *other);

// Whether both outcomes of a trade-off are tallied.
bool vro_tally_has_trade_off(const vro_tally *self, vro_trade_off_id id);

// The children of a subgroup, and the sums of products of a trade-off over them; sums of outcomes
// are in sums.
uint64_t vro_tally_children(const vro_tally *self, size_t subgroup);
vro_trade_off_products vro_tally_trade_off_products(const vro_tally *self, size_t strategy,
                                                    size_t subgroup, vro_trade_off_id id);

// First revisions for a cause, and deaths without a revision before, in month m: time in
// ((m - 1)/12, m/12], month 0 = exactly at 0. m <= months.
uint64_t vro_tally_events(const vro_tally *self, size_t strategy, size_t subgroup, vro_cause cause,
                          size_t month);
uint64_t vro_tally_deaths(const vro_tally *self, size_t strategy, size_t subgroup, size_t month);

// Children of a level (0..4) who were neither revised nor dead when the follow-up of the level
// ended.
uint64_t vro_tally_alive(const vro_tally *self, size_t strategy, size_t subgroup, size_t level);

// Counters of the histograms of one strategy and stratum; the last takes what has no value.
VRO_INLINE size_t vro_tally_all_cells(const vro_tally *self) {
    return self->first_cell[VRO_OUTCOMES] + 1;
}

// What a counter of recent and settled counts.
VRO_INLINE uint64_t vro_tally_counted(const vro_tally *self, size_t counter) {
    return self->recent[counter] + (self->has_settled ? self->settled[counter] : 0);
}

// Cells of costs and QALYs of one strategy and stratum.
VRO_INLINE size_t vro_tally_all_offsets(const vro_tally *self) {
    return self->first_cell[VRO_OUTCOMES] - self->first_cell[VRO_FIRST_ECONOMIC];
}

// Number of cells of a measurement's histogram.
size_t vro_tally_cells(vro_outcome_id outcome);

#endif
