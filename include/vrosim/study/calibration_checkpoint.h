// How far a calibration has come, as a file: its specification and the points that it has
// evaluated.
#ifndef VROSIM_STUDY_CALIBRATION_CHECKPOINT_H
#define VROSIM_STUDY_CALIBRATION_CHECKPOINT_H

#include "vrosim/simulate/specification.h"
#include "vrosim/study/evaluated_points.h"

#include <stdbool.h>

typedef struct vro_calibration_checkpoint {
    vro_specification specification;
    vro_evaluated_points points;
    bool finished; // the posterior was found, and was or may be written
} vro_calibration_checkpoint;

// Without points. The specification is copied. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_init(vro_calibration_checkpoint *self,
                                                          const vro_specification *specification,
                                                          const vro_calibration_problem *problem,
                                                          vro_errors *errors);

// Checks that the file of a checkpoint can be written at path: there is no file, an empty one, or
// one of this kind. VRO_BAD_USAGE, VRO_BAD_OUTPUT.
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_check_path(const char *path,
                                                                vro_errors *errors);

// Checks path as above and replaces the file there in one step.
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_write(const vro_calibration_checkpoint *self,
                                                           const char *path, vro_errors *errors);

// Reads a file into self, which is overwritten. VRO_BAD_INPUT, with one sentence, for a file of
// another kind, of another format or version of the program, cut short or altered; self is then
// empty.
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_read(vro_calibration_checkpoint *self,
                                                          const char *path, vro_errors *errors);

// The same to and from memory. encode: bytes are empty before. name stands for the bytes in faults.
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_encode(const vro_calibration_checkpoint *self,
                                                            vro_byte_buffer *bytes,
                                                            vro_errors *errors);
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_decode(vro_calibration_checkpoint *self,
                                                            const unsigned char *bytes, size_t size,
                                                            const char *name, vro_errors *errors);

// Checks that the points are of a problem, which is that of the specification. VRO_BAD_INPUT,
// naming file.
VRO_MUST_CHECK vro_status vro_calibration_checkpoint_check(const vro_calibration_checkpoint *self,
                                                           const vro_calibration_problem *problem,
                                                           const char *file, vro_errors *errors);

// Releases everything.
void vro_calibration_checkpoint_free(vro_calibration_checkpoint *self);

#endif
