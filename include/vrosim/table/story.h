// One child's course in words, side by side under each strategy: for teaching and for finding bugs.
#ifndef VROSIM_TABLE_STORY_H
#define VROSIM_TABLE_STORY_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/block.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define VRO_STORY_ALL_STRATEGIES ((size_t)-1)

// Simulates the child `patient`, counted from 0, the same child as in a run with this random
// source, and tells its course under one strategy of the scenario or under all of them.
// VRO_NO_MEMORY; the stream keeps its own errors.
VRO_MUST_CHECK vro_status vro_story_write(FILE *stream, const vro_scenario *scenario,
                                          size_t strategy, vro_random_source source,
                                          uint64_t patient, vro_errors *errors);

#endif
