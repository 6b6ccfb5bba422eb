// A model made for one test: the default scenario, some of its strategies, and a few parameters
// changed.
#ifndef VROSIM_TESTS_SMALL_MODEL_H
#define VROSIM_TESTS_SMALL_MODEL_H

#include "vrosim/model/block.h"

#include <stddef.h>

enum { SMALL_SEED = 97, SMALL_STREAM = 3 };

// Nothing happens after the operation: no loss of position, no adverse event, no removal, no other
// reoperation, no death, no migration, no rescue, no equalisation. Further lines may switch one of
// them on again.
#define SMALL_QUIET                                                                                \
    "loss.hazard,fixed,0\n"                                                                        \
    "healing.delayed,fixed,0\n"                                                                    \
    "complication.infection,fixed,0\n"                                                             \
    "complication.fracture,fixed,0\n"                                                              \
    "complication.avn,fixed,0\n"                                                                   \
    "complication.pressure_sore,fixed,0\n"                                                         \
    "implant.removal_probability,fixed,0\n"                                                        \
    "implant.refracture,fixed,0\n"                                                                 \
    "migration.rate,fixed,0\n"                                                                     \
    "migration.restoring,fixed,0\n"                                                                \
    "length.equalisation,fixed,0\n"                                                                \
    "rescue.acceptance,fixed,0\n"                                                                  \
    "mortality.operation,fixed,0\n"                                                                \
    "mortality.rate,fixed,0\n"                                                                     \
    "other.reoperation,fixed,0\n"                                                                  \
    "other.reoperation,fixed,0,,,,soft_tissue\n"

// Migration rises by 5 % a year, whatever the hip is like: edge load sin(30 degrees) at 10 % a
// year, and nothing that changes it.
#define SMALL_STEADY                                                                               \
    "migration.rate,fixed,10\n"                                                                    \
    "migration.restoring,fixed,0\n"                                                                \
    "migration.tone_sd,fixed,0\n"                                                                  \
    "migration.age_log_ratio,fixed,0\n"                                                            \
    "migration.after_maturity,fixed,1\n"                                                           \
    "migration.pull_angle,fixed,0\n"                                                               \
    "migration.pull_per_varus,fixed,0\n"                                                           \
    "migration.anteversion_cover,fixed,0\n"                                                        \
    "anatomy.acetabular_index,fixed,30\n"                                                          \
    "anatomy.socket_shape,fixed,0\n"                                                               \
    "remodel.socket_share,fixed,0\n"                                                               \
    "remodel.socket_share_per_year,fixed,0\n"                                                      \
    "remodel.socket_erosion,fixed,0\n"

typedef struct small_model {
    vro_errors errors;
    vro_scenario scenario;
    vro_model model;
    vro_block *block; // seed SMALL_SEED, stream SMALL_STREAM
} small_model;

// lines: one parameter each, "parameter,distribution,value,sd,min,max,strategy,gmfcs"; what is left
// out at the end of a line is empty, and the unit is the dictionary's. A line takes the place of
// an earlier one for the same parameter, strategy and level. strategies: "vro,observation", or NULL
// for all of the default. Fails the test where the scenario has a fault.
void small_model_open(small_model *self, const char *strategies, const char *lines);

void small_model_close(small_model *self);

// The courses of children first .. first + count - 1 under every strategy: [count][strategies].
// To be freed by the caller. count <= VRO_BLOCK.
vro_record *small_model_records(const small_model *self, uint64_t first, size_t count);

enum { SMALL_COURSES = 600 };

// The courses of the first children of a model that was made for them.
typedef struct small_courses {
    small_model small;
    vro_record *records; // [SMALL_COURSES][strategies]
} small_courses;

// strategies and lines as of small_model_open.
small_courses *small_courses_open(const char *strategies, const char *lines);

void small_courses_close(small_courses *self);

// The parameters of a strategy at a level.
const vro_model_parameters *small_model_parameters(const small_model *self, size_t strategy,
                                                   size_t level);

#endif
