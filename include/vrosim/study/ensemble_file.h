// Samples of an uncertainty analysis as a file: a shard. Its header is the specification of the
// whole analysis and the range of the samples, its body their bytes one after the other
// (vro_ensemble_encode).
#ifndef VROSIM_STUDY_ENSEMBLE_FILE_H
#define VROSIM_STUDY_ENSEMBLE_FILE_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"
#include "vrosim/file/checksummed_file.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/study/ensemble_header.h"

#include <stddef.h>
#include <stdint.h>

// A file that was read.
typedef struct vro_ensemble_file {
    vro_ensemble_header header;
    const unsigned char *body; // [body_size], inside bytes
    size_t body_size;
    unsigned char *bytes; // all of it, owned
} vro_ensemble_file;

// The kind of file.
const vro_checksummed_file *vro_ensemble_file_kind(void);

// Checks whether a file can be written at path, and writes the samples of an ensemble, numbered
// from ensemble->first, with the specification of the whole analysis. Errors as of
// vro_checkpoint_file_check_path and vro_checkpoint_file_write.
VRO_MUST_CHECK vro_status vro_ensemble_file_check_path(const char *path, vro_errors *errors);
VRO_MUST_CHECK vro_status vro_ensemble_file_write(const vro_ensemble *ensemble,
                                                  const vro_specification *specification,
                                                  const char *path, vro_errors *errors);

// Reads a file into self, which is overwritten. VRO_BAD_INPUT, with one sentence, for a file that
// is of another kind, of another format or version of the program, cut short, or altered. self is
// then empty.
VRO_MUST_CHECK vro_status vro_ensemble_file_read(vro_ensemble_file *self, const char *path,
                                                 vro_errors *errors);

// The same to and from memory. encode: bytes are empty before. decode: self owns bytes afterwards,
// and releases them where they are refused. name stands for them in faults.
VRO_MUST_CHECK vro_status vro_ensemble_file_encode(const vro_ensemble *ensemble,
                                                   const vro_specification *specification,
                                                   vro_byte_buffer *bytes, vro_errors *errors);
VRO_MUST_CHECK vro_status vro_ensemble_file_decode(vro_ensemble_file *self, unsigned char *bytes,
                                                   size_t size, const char *name,
                                                   vro_errors *errors);

// Checks that the file holds samples from 0 .. samples - 1 of an analysis of these parameters, and
// holds each of its range. VRO_BAD_INPUT, naming file.
VRO_MUST_CHECK vro_status vro_ensemble_file_check(const vro_ensemble_file *self,
                                                  const vro_uncertainty *uncertainty,
                                                  uint64_t samples, const char *file,
                                                  vro_errors *errors);

// Puts the samples into an ensemble of the whole analysis, for which they were checked.
// VRO_BAD_INPUT, naming file, where a sampled value is not finite.
VRO_MUST_CHECK vro_status vro_ensemble_file_fill(const vro_ensemble_file *self,
                                                 vro_ensemble *ensemble, const char *file,
                                                 vro_errors *errors);

// Releases everything.
void vro_ensemble_file_free(vro_ensemble_file *self);

#endif
