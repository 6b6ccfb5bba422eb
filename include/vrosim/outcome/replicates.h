// How the sums of outcomes vary from replicate to replicate of scrambled Sobol points
// (core/sobol.h): sums, over the replicates, of products of the sums of each. They give the errors
// of means and differences (outcome/replicate_error.h), since replicates are independent and the
// children of one are not. Whole numbers only, so that adding in any order gives the same bytes.
#ifndef VROSIM_OUTCOME_REPLICATES_H
#define VROSIM_OUTCOME_REPLICATES_H

#include "vrosim/core/error.h"
#include "vrosim/outcome/sums.h"
#include "vrosim/outcome/trade_off.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Between more strategies only the differences from the reference have products.
enum { VRO_REPLICATE_STRATEGIES_MAX = 20 };

// Of one outcome under a strategy, in a subgroup. Over a replicate, s is the sum of the outcome, n
// the number of children who have it; d, m and b are the difference from the reference, the number
// of pairs, and that of children better off.
typedef enum vro_replicate_product {
    VRO_REPLICATE_SN,
    VRO_REPLICATE_NN,
    VRO_REPLICATE_DD,
    VRO_REPLICATE_DM,
    VRO_REPLICATE_MM,
    VRO_REPLICATE_BB,
    VRO_REPLICATE_BM,
    VRO_REPLICATE_PRODUCTS
} vro_replicate_product;

typedef struct vro_replicates {
    size_t strategies;
    vro_outcome_set outcomes;
    size_t subgroups;     // all children, the levels, the categories (input/subgroups.h)
    uint64_t count;       // of replicates; 0: nothing is known
    vro_wide *products;   // [subgroups][VRO_OUTCOMES][products of an outcome], owned
    vro_wide *trade_offs; // [subgroups][strategies][VRO_TRADE_OFFS][2], owned: effect times cost
    struct vro_replicate_sums *before;  // [strategies][strata][VRO_OUTCOMES], owned: sums so far
    struct vro_replicate_sums *present; // [VRO_OUTCOMES][subgroups][strategies], owned
} vro_replicates;

// All zero. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_replicates_init(vro_replicates *self, const vro_sums *sums,
                                              vro_errors *errors);

// Begins a replicate: it is what is added to the sums from now on. The first one of sums that are
// zero needs none of it, nor does one behind another.
void vro_replicates_begin(vro_replicates *self, const vro_sums *sums);

// Takes what was added to the sums since the replicate began as one more.
void vro_replicates_end(vro_replicates *self, const vro_sums *sums);

// Adds other, of the same shape, into self. Neither is in the middle of a replicate.
void vro_replicates_merge(vro_replicates *self, const vro_replicates *other);

// The number of products of an outcome in a subgroup, and where they begin.
size_t vro_replicates_products(const vro_replicates *self);
size_t vro_replicates_place(const vro_replicates *self, size_t subgroup, vro_outcome_id outcome);

// The sum over the replicates of a product of one strategy, and of s under one times s under
// another. Whether the last is known for two different strategies.
vro_wide vro_replicates_product(const vro_replicates *self, size_t strategy, size_t subgroup,
                                vro_outcome_id outcome, vro_replicate_product product);
vro_wide vro_replicates_between(const vro_replicates *self, size_t strategy, size_t other,
                                size_t subgroup, vro_outcome_id outcome);
bool vro_replicates_know_between(const vro_replicates *self);

// The sum over the replicates of s of the effect of a trade-off times s of its cost, or of d times
// d, and the number of all such sums.
vro_wide vro_replicates_trade_off(const vro_replicates *self, size_t strategy, size_t subgroup,
                                  vro_trade_off_id id, bool difference);
size_t vro_replicates_trade_offs(const vro_replicates *self);

void vro_replicates_free(vro_replicates *self);

#endif
