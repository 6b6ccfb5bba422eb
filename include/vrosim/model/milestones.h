// What a course leaves behind besides the last state of the hips: the first revision and failure of
// each hip (model.md 9.2 and 9.4), the weeks of recovery (9.7), and when the index hip takes the
// other along (7.5). One column a quantity, by child.
#ifndef VROSIM_MODEL_MILESTONES_H
#define VROSIM_MODEL_MILESTONES_H

#include "vrosim/model/hips.h"

typedef struct vro_milestones {
    float first_revision[VRO_HIPS][VRO_CHUNK]; // years after the index operation; INFINITY none
    float first_failure[VRO_HIPS][VRO_CHUNK];  // the same: revised, or seen over the migration that
                                               // counts as failure
    float not_standing[VRO_CHUNK];             // weeks, both hips
    float in_spica[VRO_CHUNK];                 // weeks, both hips
    float session[VRO_CHUNK];                  // years after the index operation; INFINITY none
} vro_milestones;

// Starts the records of children: no session.
void vro_milestones_start(vro_milestones *self, size_t children);

// Notes an episode whose next event is known. index: the index hips of the same session in their
// episode 0, NULL unless hips are the others in theirs.
void vro_milestones_note(vro_milestones *self, const vro_hips *hips, const vro_hips *index);

// Notes the sessions that reoperations of index hips make: the first for migration that includes an
// osteotomy takes the other hip along where the child is symmetric, of probability
// rescue.bilateral.
void vro_milestones_note_sessions(vro_milestones *self, const vro_hips *index,
                                  const vro_children *children, vro_bernoulli bilateral);

#endif
