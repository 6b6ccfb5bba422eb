// The computations of the lessons, one a module: rows of the table in lesson.c.
#ifndef VROSIM_WEB_LESSONS_H
#define VROSIM_WEB_LESSONS_H

#include "vrosim.h"

#include "vrosim/file/csv_writer.h"

enum { VRO_LESSON_INPUTS = 5 };

// What a lesson computes from.
typedef struct vro_lesson_source {
    const vrosim_scenario *scenario;
    const vrosim_results *results;   // of the scenario; NULL: none
    double input[VRO_LESSON_INPUTS]; // those of its row, in this order
} vro_lesson_source;

// A number that the reader of a lesson may choose.
typedef struct vro_lesson_input {
    const char *name; // NULL behind the last
    double lower;     // bounds
    double upper;
    double standard; // where the reader chooses none
} vro_lesson_input;

typedef struct vro_lesson {
    const char *name;
    vro_lesson_input inputs[VRO_LESSON_INPUTS];
    // Writes the rows (web/lesson_rows.h).
    vrosim_status (*write)(const vro_lesson_source *source, vro_csv_writer *writer,
                           vrosim_errors *errors);
} vro_lesson;

// Death competes: the share revised by a year, beside 1 - Kaplan-Meier with deaths censored. Of
// results.
extern const vro_lesson vro_competing_death;

// Confounding by indication: who is severely affected is operated more often by the other strategy.
extern const vro_lesson vro_confounding;

// The winner's curse: many small trials of leg length.
extern const vro_lesson vro_small_trials;

// Two uncertainties: how exact a share is by the number of children, and by what is known of the
// parameters (a small uncertainty analysis).
extern const vro_lesson vro_two_uncertainties;

// Subgroups by outcomes, between two strategies that are the same.
extern const vro_lesson vro_false_alarms;

#endif
