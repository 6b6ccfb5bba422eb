#include "vrosim/model/outcome.h"

#define VRO_OUTCOME(identifier, name, kind, unit, better, who, lower, upper, cells, meaning)       \
    {name, kind, unit, better, who, lower, upper, cells, meaning},
#define TWICE(row) row row
#define VRO_LANDMARK_OUTCOME(...) TWICE(TWICE(TWICE(VRO_OUTCOME(__VA_ARGS__))))
static_assert(VRO_LANDMARKS_MAX == 2 * 2 * 2, "a row for landmarks is one for each");
static const vro_outcome ROWS[VRO_OUTCOMES] = {
#include "vrosim/model/outcome.def"
};
#undef VRO_OUTCOME
#undef VRO_LANDMARK_OUTCOME

static const char *const CAUSE_NAMES[] = {"loss",  "complication", "migration",
                                          "other", "none",         "session"};

const vro_outcome *vro_outcome_row(vro_outcome_id id) {
    return &ROWS[id];
}

bool vro_outcome_is_by_landmark(vro_outcome_id id) {
    return id < VRO_FIRST_REVISION_LOSS;
}

const char *vro_cause_name(vro_cause cause) {
    return CAUSE_NAMES[cause];
}
