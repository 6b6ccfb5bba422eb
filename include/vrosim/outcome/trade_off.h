// Trade-offs: an effect that a decision is for, and the cost that it has. One table; a new
// trade-off is a row.
#ifndef VROSIM_OUTCOME_TRADE_OFF_H
#define VROSIM_OUTCOME_TRADE_OFF_H

#include "vrosim/core/number_list.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/outcome.h"

#include <stdbool.h>

typedef enum vro_trade_off_id {
    VRO_COST_PER_QALY,
    VRO_LLD_PER_REVISION,
    VRO_TRADE_OFFS
} vro_trade_off_id;

#define VRO_TRADE_OFF_THRESHOLD_MAX 1e9 // so that net benefit stays finite

typedef struct vro_trade_off {
    const char *name;
    vro_outcome_id effect;  // more of it is wanted or, where less is better, less
    vro_outcome_id cost;    // less is better; every child has both outcomes, or none has
    const char *unit;       // of thresholds: cost per effect
    const char *thresholds; // the default (core/number_list.h)
    const char *meaning;
} vro_trade_off;

// The row of a trade-off; id below VRO_TRADE_OFFS. Static.
const vro_trade_off *vro_trade_off_row(vro_trade_off_id id);

// 1, or -1 where less of the effect is better.
int vro_trade_off_sign(vro_trade_off_id id);

// Whether a scenario has both outcomes.
bool vro_trade_off_is_in(vro_trade_off_id id, const vro_scenario *scenario);

// Reads thresholds from a text, NULL for those of the row. Returns NULL, or what is wrong with them
// (static text).
const char *vro_trade_off_thresholds(vro_trade_off_id id, const char *text,
                                     vro_number_list *thresholds);

// The first trade-off that a scenario has; there is always one.
vro_trade_off_id vro_trade_off_first(const vro_scenario *scenario);

#endif
