// A block: consecutive children under all strategies. The unit that threads take; sorted by level
// inside, so that every loop over children has the numbers of one level.
#ifndef VROSIM_MODEL_BLOCK_H
#define VROSIM_MODEL_BLOCK_H

#include "vrosim/core/error.h"
#include "vrosim/model/categories.h"
#include "vrosim/model/course.h"
#include "vrosim/model/model.h"
#include "vrosim/model/record.h"

// Children of a block. A constant: results do not depend on it, nor on who computes which block.
enum { VRO_BLOCK = 8192 };

// Blocks of so many children; the last may be short.
uint64_t vro_block_count(uint64_t children);

// Where children begin in the sequence of random numbers.
typedef struct vro_random_source {
    uint64_t seed;
    uint64_t stream;
} vro_random_source;

typedef struct vro_block {
    const vro_model *model; // borrowed
    vro_random_source random_source;
    vro_jump jumps[VRO_SLOTS + 1];
    size_t count;               // children in the block at hand
    uint64_t first;             // its first patient
    uint64_t states[VRO_BLOCK]; // of each child's first slot
    uint16_t sorted[VRO_BLOCK]; // children by level, in order of patient inside a level
    size_t level_start[VRO_LEVELS + 1];
    vro_children children;     // the chunk at hand
    vro_categories categories; // of its children, where the model has subgroups
    vro_course course;
    vro_results results;
    vro_results reference; // of strategy 0
} vro_block;

// Takes the results of a chunk: of a strategy, with those of strategy 0 beside it.
typedef struct vro_sink {
    void *self;
    void (*take)(void *self, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference);
    vro_record *records; // [recorded][strategies] to fill, or NULL
    size_t recorded;     // the first so many children of the block
} vro_sink;

// A block ready to run. Owned by the caller, released with free(); NULL when memory is short.
vro_block *vro_block_new(const vro_model *model, vro_random_source random_source);

// Runs children first .. first + count - 1, count <= VRO_BLOCK, under every strategy.
void vro_block_run(vro_block *self, uint64_t first, size_t count, const vro_sink *sink);

// Prepares one child for vro_course_run: children and course of self then hold it alone.
void vro_block_load_child(vro_block *self, uint64_t patient);

#endif
