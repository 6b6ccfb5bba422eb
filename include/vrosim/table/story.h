// One child's course in words, side by side under each strategy: for teaching and for finding bugs.
#ifndef VROSIM_TABLE_STORY_H
#define VROSIM_TABLE_STORY_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/block.h"
#include "vrosim/model/event_log.h"
#include "vrosim/table/story_texts.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define VRO_STORY_ALL_STRATEGIES ((size_t)-1)

// What is told of which children.
typedef struct vro_story_options {
    size_t strategy; // of the scenario, or VRO_STORY_ALL_STRATEGIES
    vro_random_source random;
    vro_language language;
} vro_story_options;

// Tells children of a scenario, one after the other, under one strategy of it or under all.
typedef struct vro_story {
    const vro_scenario *scenario; // borrowed
    size_t first, end;            // strategies told
    vro_language language;
    vro_model model;
    vro_block *block;     // of the child that is told; owned
    vro_results *results; // [end - first], owned
    vro_event_log log;
    FILE *stream; // that it is told to
} vro_story;

// Makes self ready to tell. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_story_open(vro_story *self, const vro_scenario *scenario,
                                         const vro_story_options *options, vro_errors *errors);

// Simulates the child `patient`, counted from 0, the same child as in a run with this random
// source, and tells its course. The stream keeps its own errors. self must not have moved.
void vro_story_tell(vro_story *self, FILE *stream, uint64_t patient);

void vro_story_close(vro_story *self);

// Opens, tells one child and closes. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_story_write(FILE *stream, const vro_scenario *scenario,
                                          const vro_story_options *options, uint64_t patient,
                                          vro_errors *errors);

#endif
