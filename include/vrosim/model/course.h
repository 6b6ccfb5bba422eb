// The course: a chunk of children from the index operation to the end under one strategy, the order
// of things (model sections 4 to 9).
#ifndef VROSIM_MODEL_COURSE_H
#define VROSIM_MODEL_COURSE_H

#include "vrosim/model/hips.h"
#include "vrosim/model/journal.h"
#include "vrosim/model/results.h"

// The index hips right after the index operation and its healing, for records of single courses.
typedef struct vro_index_operation {
    uint32_t bilateral[VRO_CHUNK];
    uint32_t osteotomy[VRO_CHUNK];
    uint32_t soft_tissue[VRO_CHUNK];
    uint32_t pelvic[VRO_CHUNK];
    uint32_t spica[VRO_CHUNK];
    float nsa[VRO_CHUNK];
    float anteversion[VRO_CHUNK];
    float migration[VRO_CHUNK];
} vro_index_operation;

// The state of one run of a chunk. Two megabytes: one a thread, on the heap.
typedef struct vro_life {
    vro_hips sets[3]; // [0] episode 0, home of all; [1], [2] take turns
    vro_luck first;   // of episode 0
    vro_luck later;
    uint64_t states[VRO_ROOM]; // that `first` is bound to
    uint32_t bilateral[VRO_CHUNK];
    float end[VRO_CHUNK];   // H of this run
    float death[VRO_CHUNK]; // earliest death known, INFINITY none
} vro_life;

typedef struct vro_course {
    const vro_jump *jumps; // [VRO_SLOTS + 1], borrowed
    vro_journal *journal;  // NULL but for a single child; borrowed
    vro_index_operation *index_operation; // NULL: not asked for; borrowed
    const vro_children *children;         // those met last; borrowed
    vro_life life;
    vro_life again;          // for children who die of a later operation
    vro_children few;        // those children
    vro_results few_results; // what became of them
} vro_course;

// Meets a chunk of children, already drawn; call once before running strategies on them.
void vro_course_meet(vro_course *self, const vro_children *children);

// Runs the children met last under a strategy. setting: the strategy's at their level.
void vro_course_run(vro_course *self, const vro_setting *setting, vro_results *results);

#endif
