// Conditions on a course, such as "loss_of_position=1,infection>0": what a search for children
// asks for.
#ifndef VROSIM_OUTCOME_CONDITION_H
#define VROSIM_OUTCOME_CONDITION_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/model/record.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_relation {
    VRO_SAME,
    VRO_NOT_SAME,
    VRO_AT_MOST,
    VRO_AT_LEAST,
    VRO_BELOW,
    VRO_ABOVE,
    VRO_RELATIONS
} vro_relation;

typedef struct vro_condition {
    size_t column; // of courses.csv
    vro_relation relation;
    double value;
    double scale; // 10 to the number of decimals to which = and != compare
} vro_condition;

typedef struct vro_condition_list {
    vro_condition *conditions; // [count], owned
    size_t count;
} vro_condition_list;

// Reads conditions with commas between. Each is NAME OP VALUE: a column of courses.csv, with or
// without the unit at its end, one of = != < <= > >=, and a number or a word of the column (gmfcs:
// I to V; sex: boy, girl; revision_cause, strategy: their names). VRO_BAD_USAGE with one sentence
// for each condition at fault, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_condition_list_read(vro_condition_list *self,
                                                  const vro_scenario *scenario, const char *text,
                                                  vro_errors *errors);

// Whether a course meets all conditions. Its numbers are those of courses.csv; = and != compare
// them to the decimals of the condition's number. No condition holds for a field that is empty
// there.
bool vro_condition_list_holds(const vro_condition_list *self, const vro_record *record);

void vro_condition_list_free(vro_condition_list *self);

#endif
