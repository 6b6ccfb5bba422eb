// A run as the study of a session: what is simulated, how far it is, and its files. For run, for
// merge and for replay.
#ifndef VROSIM_VERB_RUN_STUDY_H
#define VROSIM_VERB_RUN_STUDY_H

#include "vrosim/core/error.h"
#include "vrosim/file/file_locks.h"
#include "vrosim/outcome/course_rows.h"
#include "vrosim/simulate/checkpoint.h"
#include "vrosim/simulate/precision_target.h"
#include "vrosim/simulate/rank_blocks.h"
#include "vrosim/verb/session.h"

#include <stdint.h>

// The first group is set by the caller, who gives checkpoint and scenario away; paths are borrowed.
// Every part may still be zero when it is freed.
typedef struct vro_run_study {
    vro_checkpoint checkpoint;   // of rank 0: what is to be done, and what is done already
    vro_scenario scenario;       // of rank 0: the checkpoint's
    vro_precision_target target; // where vro_interim_looks_run ends
    const char *checkpoint_path; // file to keep up to date, or NULL
    uint64_t every;              // seconds between two checkpoints
    const char *shard_path;      // file that the checkpoint becomes in the end; NULL for a folder

    vro_file_locks locks;    // of rank 0: of the files that it keeps up to date
    vro_course_rows courses; // of rank 0
    vro_rank_blocks rank_blocks;
} vro_run_study;

// The steps of a session whose study is a vro_run_study. Static. resume_command and advice of the
// workload are for the caller to add; free also finishes the file of courses.
const vro_session_steps *vro_run_study_steps(void);

// A run of which nothing is done yet. specification is copied; blocks are those to simulate (all,
// or those of a shard). self->scenario is the specification's already.
VRO_MUST_CHECK vro_status vro_run_study_plan(vro_run_study *self,
                                             const vro_specification *specification,
                                             vro_interval blocks, vro_errors *errors);

// Gives every rank the checkpoint of rank 0 and its scenario. Every rank must call it.
VRO_MUST_CHECK vro_status vro_run_study_share(vro_run_study *self, const vro_ranks *ranks,
                                              vro_errors *errors);

// Simulates what the checkpoint lacks of a range of blocks (vro_rank_blocks_run).
VRO_MUST_CHECK vro_status vro_run_study_run(vro_run_study *self, vro_session *session,
                                            vro_interval blocks, vro_errors *errors);

#endif
