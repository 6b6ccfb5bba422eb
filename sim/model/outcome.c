#include "vrosim/model/outcome.h"

#include "vrosim/core/text.h"

#include <string.h>

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

bool vro_outcome_find(const char *name, vro_outcome_id *id) {
    for (int i = 0; i < VRO_OUTCOMES; i++) {
        if (strcmp(ROWS[i].name, name) == 0) {
            *id = (vro_outcome_id)i;
            return true;
        }
    }
    return false;
}

const char *vro_outcome_nearest(const char *name) {
    const char *names[VRO_OUTCOMES];
    for (int i = 0; i < VRO_OUTCOMES; i++)
        names[i] = ROWS[i].name;
    return vro_text_nearest(name, names, VRO_OUTCOMES);
}

const char *vro_cause_name(vro_cause cause) {
    return CAUSE_NAMES[cause];
}
