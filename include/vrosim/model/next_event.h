// The event that ends an episode (model.md 7).
#ifndef VROSIM_MODEL_NEXT_EVENT_H
#define VROSIM_MODEL_NEXT_EVENT_H

#include "vrosim/model/hips.h"

// Sets next_time and next_cause from the times of the competing events and, of other hips, the
// sessions of the index hips; the fourth episode lasts to H. Counts the revision, and the planned
// removal where it comes first; one that does not becomes INFINITY. session: [children], years
// after the index operation, INFINITY none; scratch: [VRO_CHUNK].
void vro_next_event_find(vro_hips *hips, const float *session, float *scratch);

#endif
