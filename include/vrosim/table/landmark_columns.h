// Columns by landmark on screen: which landmarks have one, and what stands above them.
#ifndef VROSIM_TABLE_LANDMARK_COLUMNS_H
#define VROSIM_TABLE_LANDMARK_COLUMNS_H

#include "vrosim/model/outcome_set.h"

#include <stddef.h>

enum { VRO_LANDMARK_HEADING_MAX = VRO_LANDMARK_TEXT_MAX + 16 }; // bytes, with the final 0

// For which landmarks there is a column.
typedef enum vro_landmark_choice {
    VRO_NO_LANDMARK,
    VRO_EVERY_LANDMARK,
    VRO_TWO_LANDMARKS // the end of follow-up and, before it, the landmark nearest to 5 years
} vro_landmark_choice;

// Writes the landmarks of a choice to shown[VRO_LANDMARKS_MAX], rising; returns their number.
size_t vro_landmark_columns(const vro_outcome_set *outcomes, vro_landmark_choice choice,
                            size_t *shown);

// The landmark nearest to 5 years.
size_t vro_landmark_column(const vro_outcome_set *outcomes);

// Prints "by 7.1 years", or with a long number "by 7.1234 y".
void vro_landmark_heading(char text[VRO_LANDMARK_HEADING_MAX], const vro_outcome_set *outcomes,
                          size_t landmark);

#endif
