// The course of one child under one strategy in words: both hips in the order of time.
#ifndef VROSIM_TABLE_TIMELINE_H
#define VROSIM_TABLE_TIMELINE_H

#include "vrosim/model/children.h"
#include "vrosim/model/event_log.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/model/results.h"
#include "vrosim/table/report_texts.h"

#include <stdio.h>

typedef struct vro_timeline {
    const vro_children *children;           // the child alone; borrowed, like all
    const vro_model_parameters *parameters; // of the strategy at its level
    const vro_event_log *log;               // of its course
    const vro_results *results;             // of its course
    vro_language language;
} vro_timeline;

// Prints what happened, each time with its date, the age of the child and the hip.
void vro_timeline_print(const vro_timeline *self, FILE *stream);

#endif
