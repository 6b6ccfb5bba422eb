// Who a child is, in words: level, sex, age, both hips before surgery, and what it is born with.
#ifndef VROSIM_TABLE_CHILD_PORTRAIT_H
#define VROSIM_TABLE_CHILD_PORTRAIT_H

#include "vrosim/model/children.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/table/report_texts.h"

#include <stdio.h>

typedef struct vro_child_portrait {
    const vro_children *child;              // alone; borrowed, like all
    const char *id;                         // in the list of children; "": none
    const vro_model_parameters *parameters; // of any strategy at its level
    vro_language language;
} vro_child_portrait;

void vro_child_portrait_print(const vro_child_portrait *self, FILE *stream);

#endif
