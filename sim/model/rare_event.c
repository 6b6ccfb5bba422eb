#include "vrosim/model/rare_event.h"

static const vro_outcome_id OUTCOMES[VRO_RARE_EVENTS] = {
    [VRO_RARE_INFECTION] = VRO_INFECTION,
    [VRO_RARE_FRACTURE] = VRO_FRACTURE,
    [VRO_RARE_AVN] = VRO_AVN,
    [VRO_RARE_PRESSURE_SORE] = VRO_PRESSURE_SORE,
    [VRO_RARE_DEATH] = VRO_DEATH,
    [VRO_RARE_LOSS] = VRO_LOSS_OF_POSITION,
};

vro_outcome_id vro_rare_event_outcome(vro_rare_event event) {
    return OUTCOMES[event];
}

vro_rare_event vro_rare_event_of(vro_outcome_id outcome) {
    vro_rare_event event = 0;
    while (event < VRO_RARE_EVENTS && OUTCOMES[event] != outcome)
        event++;
    return event;
}
