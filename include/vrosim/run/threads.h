// Runs the blocks of children of a plan on the machine's cores.
#ifndef VROSIM_RUN_THREADS_H
#define VROSIM_RUN_THREADS_H

#include "vrosim/core/error.h"
#include "vrosim/model/model.h"
#include "vrosim/output/courses.h"
#include "vrosim/output/tally.h"
#include "vrosim/run/plan.h"
#include "vrosim/run/progress.h"

// The number of threads that a plan is run on: what it asks for, or what OpenMP offers, and no more
// than there are blocks of children.
int vro_threads_count(const vro_plan *plan);

// Simulates plan->patients children under every strategy of the model and adds them to tally
// (initialised, the model's number of strategies and horizon). courses may be NULL; else it gets
// the records of the first plan->courses children in order of patient, then strategy. progress may
// be NULL. Same tally and same courses for any number of threads.
VRO_MUST_CHECK vro_status vro_threads_run(const vro_model *model, const vro_plan *plan,
                                          vro_tally *tally, vro_courses *courses,
                                          vro_progress *progress, vro_errors *errors);

#endif
