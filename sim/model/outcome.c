#include "vrosim/model/outcome.h"

#define VRO_OUTCOME(identifier, name, kind, unit, better, who, lower, upper, cells, meaning)       \
    {name, kind, unit, better, who, lower, upper, cells, meaning},
static const vro_outcome ROWS[VRO_OUTCOMES] = {
#include "vrosim/model/outcome.def"
};
#undef VRO_OUTCOME

static const char *const CAUSE_NAMES[VRO_CAUSES + 1] = {"loss", "complication", "migration",
                                                        "other", "none"};

const vro_outcome *vro_outcome_row(vro_outcome_id id) {
    return &ROWS[id];
}

const char *vro_cause_name(vro_cause cause) {
    return CAUSE_NAMES[cause];
}
