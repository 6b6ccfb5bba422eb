// Exact sums of products of the two outcomes of a trade-off in the same child, from which the
// errors of net benefit come. Whole numbers only.
#ifndef VROSIM_OUTCOME_TRADE_OFF_PRODUCTS_H
#define VROSIM_OUTCOME_TRADE_OFF_PRODUCTS_H

#include "vrosim/model/results.h"
#include "vrosim/outcome/moments.h"
#include "vrosim/outcome/trade_off.h"

// In the units of vro_moments; 0 where children do not have both outcomes.
typedef struct vro_trade_off_products {
    vro_wide product;    // sum of effect * cost, as the outcomes are
    vro_wide difference; // sum of (effect - reference's) * (cost - reference's); 0 for strategy 0
} vro_trade_off_products;

// Adds the results of a chunk under a strategy; reference are those of strategy 0 for the same
// children, NULL for strategy 0 itself. Both must have the arrays of the outcomes.
void vro_trade_off_products_add(vro_trade_off_products *self, vro_trade_off_id id,
                                const vro_results *results, const vro_results *reference);

#endif
