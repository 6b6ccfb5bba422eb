// All checks of `verify`, a row each, and what they found.
#ifndef VROSIM_TABLE_VERIFICATION_H
#define VROSIM_TABLE_VERIFICATION_H

#include "vrosim/study/finding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct vro_verification_check {
    const char *name;
    const char *establishes; // what is so where it is passed
    vro_check *check;
    const void *context; // of check
    bool full;           // only with all checks: it takes a minute or more
} vro_verification_check;

// The table of all checks.
const vro_verification_check *vro_verification_checks(size_t *count);

typedef struct vro_verification {
    const vro_verification_check *checks; // [count], borrowed; findings of those that are performed
    vro_finding *findings;                // [count], owned
    bool full;                            // all are performed
    bool decimal_commas;                  // in verify.csv, for the caller to set
    size_t count;
    size_t performed;
    size_t failed;
} vro_verification;

// Of checks[count]. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_verification_init(vro_verification *self,
                                                const vro_verification_check *checks, size_t count,
                                                bool full, vro_errors *errors);

// Performs the checks in order and tells each on a line of stream (NULL: none). A status is that of
// a check that could not be made.
VRO_MUST_CHECK vro_status vro_verification_run(vro_verification *self, FILE *stream,
                                               vro_errors *errors);

// Prints how many passed, and a line for a supplement: version, commit, machine, digest of all
// findings.
void vro_verification_certify(const vro_verification *self, FILE *stream);

// Writes verify.csv to a stream, which keeps its own errors. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_verification_write(const vro_verification *self, FILE *stream,
                                                 vro_errors *errors);

void vro_verification_free(vro_verification *self);

#endif
