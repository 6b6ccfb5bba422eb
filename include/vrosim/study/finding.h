// What a check of the program finds: what was wanted and what was seen, in words.
#ifndef VROSIM_STUDY_FINDING_H
#define VROSIM_STUDY_FINDING_H

#include "vrosim/core/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_FINDING_TEXT = 320 };

// Zeroed: nothing was looked at yet. The first that is not as wanted stays; else the last.
typedef struct vro_finding {
    bool failed;
    char wanted[VRO_FINDING_TEXT];
    char seen[VRO_FINDING_TEXT];
} vro_finding;

// A check: looks at the program in one way, with what its row of a table gives it as context. A
// status is a fault that kept it from looking, such as VRO_NO_MEMORY.
typedef vro_status vro_check(vro_finding *finding, const void *context, vro_errors *errors);

// Keeps whether a text is the wanted one.
void vro_finding_text(vro_finding *self, const char *wanted, const char *seen);

// Keeps whether a number lies within tolerance of the wanted one; what: its name.
void vro_finding_near(vro_finding *self, const char *what, double wanted, double seen,
                      double tolerance);

// Keeps whether a number lies in [lower, upper]; what: its name.
void vro_finding_between(vro_finding *self, const char *what, double lower, double upper,
                         double seen);

#endif
