// The header of an ensemble file, as JSON: the specification of the whole analysis, the numbers of
// the samples in the file and the size of each.
#ifndef VROSIM_STUDY_ENSEMBLE_HEADER_H
#define VROSIM_STUDY_ENSEMBLE_HEADER_H

#include "vrosim/core/error.h"
#include "vrosim/core/interval_set.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/study/ensemble.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_ensemble_header {
    vro_specification specification; // of the whole analysis
    vro_interval samples;            // numbers of the samples in the file
    uint64_t sample_size;            // bytes of each
} vro_ensemble_header;

// The header of a file with all samples of an ensemble, as text owned by the caller; NULL without
// memory (reported).
char *vro_ensemble_header_write(const vro_ensemble *ensemble,
                                const vro_specification *specification, vro_errors *errors);

// Reads text[size] into self, which is overwritten. VRO_BAD_INPUT, with one sentence that names
// file, VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_ensemble_header_read(vro_ensemble_header *self, const char *text,
                                                   size_t size, const char *file,
                                                   vro_errors *errors);

// The bytes of all samples, as the header says (vro_checksummed_file). VRO_BAD_INPUT, also where
// there would be many and samples of its parameters have another size.
VRO_MUST_CHECK vro_status vro_ensemble_header_body_size(const char *text, size_t size,
                                                        const char *file, uint64_t *body,
                                                        vro_errors *errors);

void vro_ensemble_header_free(vro_ensemble_header *self);

#endif
