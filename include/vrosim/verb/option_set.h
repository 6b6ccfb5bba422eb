// The options of the command line by number, and sets of them.
#ifndef VROSIM_VERB_OPTION_SET_H
#define VROSIM_VERB_OPTION_SET_H

#include <assert.h>
#include <stdint.h>

typedef enum vro_option_id {
    VRO_OPTION_PATIENTS,
    VRO_OPTION_SEED,
    VRO_OPTION_STREAM,
    VRO_OPTION_THREADS,
    VRO_OPTION_OUT,
    VRO_OPTION_FORCE,
    VRO_OPTION_STRATEGIES,
    VRO_OPTION_REFERENCE,
    VRO_OPTION_COURSES,
    VRO_OPTION_SUBGROUPS,
    VRO_OPTION_QUIET,
    VRO_OPTION_CHECKPOINT,
    VRO_OPTION_EVERY,
    VRO_OPTION_RESUME,
    VRO_OPTION_SHARD,
    VRO_OPTION_TARGET_SE,
    VRO_OPTION_SAMPLES,
    VRO_OPTION_CORRELATIONS,
    VRO_OPTION_EFFECT,
    VRO_OPTION_THRESHOLDS,
    VRO_OPTION_GROUPS,
    VRO_OPTION_RANGE,
    VRO_OPTION_OUTCOME,
    VRO_OPTION_GRID,
    VRO_OPTION_THRESHOLD,
    VRO_OPTION_BETWEEN,
    VRO_OPTION_CSV,
    VRO_OPTION_PATIENT,
    VRO_OPTION_WHERE,
    VRO_OPTION_NUMBER,
    VRO_OPTION_STRATEGY,
    VRO_OPTION_HELP,
    VRO_OPTION_VERSION,
    VRO_OPTIONS
} vro_option_id;

// One bit an option.
typedef uint64_t vro_option_set;
#define VRO_OPTION_BIT(id) ((vro_option_set)1 << (id))
static_assert(VRO_OPTIONS <= 64, "a set holds every option");

#endif
