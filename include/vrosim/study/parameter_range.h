// Spans of quantities, from a low to a high end: what a sensitivity analysis varies.
#ifndef VROSIM_STUDY_PARAMETER_RANGE_H
#define VROSIM_STUDY_PARAMETER_RANGE_H

#include "vrosim/core/error.h"
#include "vrosim/study/changed_scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_span {
    size_t quantity; // of the uncertainty
    double low;
    double high;    // above low
    uint64_t steps; // values from low to high, both included; 0 where none were asked for
    bool given;     // the ends were, and do not come from the standard error
} vro_span;

typedef struct vro_spans {
    vro_span *items; // [count], owned; no quantity twice
    size_t count;
    size_t capacity;
} vro_spans;

// The span of a quantity; NULL where there is none.
vro_span *vro_spans_find(const vro_spans *self, size_t quantity);

// Appends a span, of a quantity that has none. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_spans_append(vro_spans *self, const vro_span *span,
                                           vro_errors *errors);

// Appends the span of a quantity that has a standard error and no span: from the 2.5 to the 97.5 %
// quantile of its law, each moved to the nearest value that goes with the rest of the scenario.
// Nothing where these leave no room. VRO_NO_MEMORY. scratch is of an uncertainty that lists all
// estimates, here and below.
VRO_MUST_CHECK vro_status vro_spans_append_uncertain(vro_spans *self, vro_altered *scratch,
                                                     size_t quantity, vro_errors *errors);

// The same for every such quantity.
VRO_MUST_CHECK vro_status vro_spans_append_all(vro_spans *self, vro_altered *scratch,
                                               vro_errors *errors);

// The value of a step, steps >= 2: low at 0, high at steps - 1, each exactly; between them to
// fifteen significant digits.
double vro_span_step(const vro_span *self, uint64_t step);

// Releases everything; safe on zeroed spans, and twice.
void vro_spans_free(vro_spans *self);

#endif
