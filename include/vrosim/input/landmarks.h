// Landmarks of follow-up: the years X of outcomes that are counted by X years after the index
// operation, as people write them, "1/2/5/10 years".
#ifndef VROSIM_INPUT_LANDMARKS_H
#define VROSIM_INPUT_LANDMARKS_H

#include <stddef.h>

enum {
    VRO_LANDMARKS_MAX = 8,      // with the end of follow-up, which is always one
    VRO_LANDMARK_TEXT_MAX = 16, // bytes of a landmark as a text, with the final 0
    VRO_LANDMARKS_TEXT_MAX = VRO_LANDMARKS_MAX * VRO_LANDMARK_TEXT_MAX // of a list of them
};

// What followup.landmarks is where no table gives it.
#define VRO_LANDMARKS_USUAL "1/2/5/10 years"

typedef struct vro_landmarks {
    double years[VRO_LANDMARKS_MAX]; // above 0, each greater than the one before
    size_t count;
} vro_landmarks;

// Reads at most VRO_LANDMARKS_MAX - 1 landmarks (core/decimal.h) with '/' between, with or without
// " years" at the end. Returns NULL, or what is wrong and what would be right (static text); self
// is then undefined.
const char *vro_landmarks_read(vro_landmarks *self, const char *text);

// Writes a list that can be read with " years" at its end, without which a spreadsheet takes 1/2/5
// for a date.
void vro_landmarks_complete(char complete[VRO_LANDMARKS_TEXT_MAX], const char *text);

// Prints a number of years as names and headings have it, "7.1": up to four decimals (an hour).
void vro_landmark_print(char text[VRO_LANDMARK_TEXT_MAX], double years);

#endif
