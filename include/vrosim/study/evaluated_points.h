// Points that a calibration has evaluated, in the order in which it asked for them. A calibration
// asks for the same points whenever it begins again, so these answer it as far as they go.
#ifndef VROSIM_STUDY_EVALUATED_POINTS_H
#define VROSIM_STUDY_EVALUATED_POINTS_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/study/calibration_problem.h"

#include <stdbool.h>

typedef struct vro_evaluated_points {
    size_t parameters; // of a point
    size_t figures;    // of a point
    size_t count;
    size_t capacity; // points that there is room for
    double *numbers; // [capacity][width]: children of a study, scores, value, se, n and sd of
                     // each figure; owned
} vro_evaluated_points;

// None, of a problem with so many parameters and figures.
void vro_evaluated_points_init(vro_evaluated_points *self, size_t parameters, size_t figures);

// Numbers of a point.
size_t vro_evaluated_points_width(const vro_evaluated_points *self);

// Sets values [figures] where point `number` is the one at scores [parameters] of a problem, to the
// bit, with as many children.
bool vro_evaluated_points_answer(const vro_evaluated_points *self, size_t number,
                                 const vro_calibration_problem *problem, const double *scores,
                                 vro_figure_value *values);

// Drops all points from `count` on.
void vro_evaluated_points_cut(vro_evaluated_points *self, size_t count);

// Adds a point of a problem. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evaluated_points_add(vro_evaluated_points *self,
                                                   const vro_calibration_problem *problem,
                                                   const double *scores,
                                                   const vro_figure_value *values,
                                                   vro_errors *errors);

// Children of all studies that the points took, of so many studies.
uint64_t vro_evaluated_points_children(const vro_evaluated_points *self, size_t studies);

// Appends all points, 8 bytes a number, the same on every machine.
void vro_evaluated_points_encode(const vro_evaluated_points *self, vro_byte_buffer *bytes);

// Adds `count` points from so many bytes (count times width times 8). VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_evaluated_points_decode(vro_evaluated_points *self, size_t count,
                                                      const unsigned char *bytes,
                                                      vro_errors *errors);

// Releases everything.
void vro_evaluated_points_free(vro_evaluated_points *self);

#endif
