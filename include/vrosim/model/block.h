// A block: consecutive children under all strategies, the unit of work of a thread. Inside it
// children are sorted by level, so that every loop over children has the parameters of one level.
#ifndef VROSIM_MODEL_BLOCK_H
#define VROSIM_MODEL_BLOCK_H

#include "vrosim/core/error.h"
#include "vrosim/core/random_source.h"
#include "vrosim/model/categories.h"
#include "vrosim/model/course.h"
#include "vrosim/model/model.h"
#include "vrosim/model/record.h"

// Children of a block. Results depend neither on it nor on which thread runs a block.
enum { VRO_BLOCK = 8192 };

// The number of blocks that hold `children`; the last may be short.
uint64_t vro_block_count(uint64_t children);

typedef struct vro_block {
    const vro_model *model; // borrowed
    vro_slot_draws slots;
    size_t count;               // children in the present block, or in its part of one replicate
    uint64_t first;             // first patient of the block
    uint64_t part_first;        // and of the part
    uint64_t states[VRO_BLOCK]; // places of each child's draws
    uint32_t level_draws[VRO_BLOCK]; // of each child
    uint8_t level_of[VRO_BLOCK];     // 0..4, of each child
    uint16_t sorted[VRO_BLOCK];      // children by level, in order of patient within a level
    size_t level_start[VRO_LEVELS + 1];
    vro_children children;     // the present chunk
    vro_categories categories; // of its children, where the model has subgroups
    vro_index_operation index_operation;
    vro_course course;
    vro_results results;
    vro_results reference;     // of strategy 0
    vro_given_children *given; // what is known of the present chunk; NULL where there is no list
} vro_block;

// Takes the results of a chunk under a strategy, with those of strategy 0 beside them. take NULL:
// records are all that is wanted.
typedef struct vro_sink {
    void *self;
    void (*take)(void *self, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference);
    // Called behind the last strategy of the last children of a replicate, or of the run; NULL or
    // without replicates: not called.
    void (*end_replicate)(void *self);
    vro_record *records; // [recorded][strategies] to fill, or NULL
    size_t recorded;     // children of the block with a record: the first `recorded`
} vro_sink;

// A block ready to run, released with free(); NULL when memory is short. Models that it is given
// later have the same list of children.
vro_block *vro_block_new(const vro_model *model, vro_random_source random_source);

// Runs children first .. first + count - 1, count <= VRO_BLOCK, under every strategy.
void vro_block_run(vro_block *self, uint64_t first, size_t count, const vro_sink *sink);

// Prepares one child for vro_course_run: children and course of self then hold it alone.
void vro_block_load_child(vro_block *self, uint64_t patient);

#endif
