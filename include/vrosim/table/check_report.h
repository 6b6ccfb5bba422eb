// What tables do to the built-in default, for people: table by table the cells that change, rows
// without effect, the case mix, and warnings, which are no faults.
#ifndef VROSIM_TABLE_CHECK_REPORT_H
#define VROSIM_TABLE_CHECK_REPORT_H

#include "vrosim/core/error.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/scenario.h"

#include <stddef.h>
#include <stdio.h>

typedef struct vro_check_report {
    const vro_scenario *scenario; // that the layers make
    const vro_layers *layers;     // without faults; the first is the built-in default
    const char *const *names;     // [count], of the layers after the first
    size_t count;
} vro_check_report;

// Prints the report. VRO_NO_MEMORY (fault added).
VRO_MUST_CHECK vro_status vro_check_report_print(const vro_check_report *self, FILE *stream,
                                                 vro_errors *errors);

#endif
