// The points of a calibration on all threads of all ranks. Rank 0 searches, and asks for points;
// the others serve it. Points that a checkpoint has are not evaluated again: a calibration is
// resumed by beginning it again with them.
#ifndef VROSIM_STUDY_POINT_EVALUATOR_H
#define VROSIM_STUDY_POINT_EVALUATOR_H

#include "vrosim/simulate/pool.h"
#include "vrosim/simulate/rank_round.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/study/calibration_checkpoint.h"

// All pointers are borrowed.
typedef struct vro_point_evaluator_options {
    const vro_ranks *ranks;
    vro_pool *pool; // of this rank; counts the children of all ranks
    // At rank 0, what is kept and where; NULL: nothing is.
    vro_calibration_checkpoint *checkpoint;
    const char *checkpoint_path;
    uint64_t every; // seconds between two checkpoints
} vro_point_evaluator_options;

typedef struct vro_point_evaluator {
    vro_point_evaluator_options options;
    size_t asked;         // points, until now
    bool stopped;         // a signal has ended the work of all ranks
    double due;           // when the next checkpoint is, by vro_clock_now
    vro_rank_round round; // owned
} vro_point_evaluator;

// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_point_evaluator_init(vro_point_evaluator *self,
                                                   const vro_point_evaluator_options *options,
                                                   vro_errors *errors);

// Evaluates points of a problem: scores [points][parameters], values [points][figures]. Rank 0
// alone calls it. The status of a signal, where the host of any rank wants to stop: the points
// evaluated until then are kept. VRO_NO_MEMORY; VRO_BAD_OUTPUT where the checkpoint cannot be
// written.
VRO_MUST_CHECK vro_status vro_point_evaluator_run(vro_point_evaluator *self,
                                                  const vro_calibration_problem *problem,
                                                  size_t points, const double *scores,
                                                  vro_figure_value *values, vro_errors *errors);

// Evaluates the share of this rank in all that rank 0 asks for, until that calls
// vro_point_evaluator_end. Every other rank calls it. problem: that of rank 0, whose children and
// stream may differ from point to point. Status as above.
VRO_MUST_CHECK vro_status vro_point_evaluator_serve(vro_point_evaluator *self,
                                                    const vro_calibration_problem *problem,
                                                    vro_errors *errors);

// Tells the other ranks that there are no more points, and why: VRO_OK or the status of a signal,
// which they end with; of another fault they are not told, because a rank that fails ends the job.
// Rank 0 calls it with the status of its work, and gets it back. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_point_evaluator_end(vro_point_evaluator *self, vro_status status,
                                                  vro_errors *errors);

// Writes the checkpoint, if there is one. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_point_evaluator_keep(vro_point_evaluator *self, vro_errors *errors);

void vro_point_evaluator_free(vro_point_evaluator *self);

#endif
