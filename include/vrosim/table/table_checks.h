// Checks of what people get: recorded digests, tables that agree with each other, and a story that
// is its course.
#ifndef VROSIM_TABLE_TABLE_CHECKS_H
#define VROSIM_TABLE_TABLE_CHECKS_H

#include "vrosim/study/finding.h"
#include "vrosim/study/trial_run.h"
#include "vrosim/table/machine.h"

// A run, or where samples are more than 0 an uncertainty analysis, and its digest when it was
// recorded.
typedef struct vro_recorded_run {
    vro_trial trial;
    size_t samples;
    const char *digest;      // 64 hexadecimal digits
    const vro_machine *with; // what it was recorded with
} vro_recorded_run;

// All tables of the run, or all samples, have the recorded digest; otherwise what is seen says
// which of GSL, C library and processor differ. context: vro_recorded_run.
vro_check vro_check_digest;

// Revision by a landmark is the same in summary.csv as in revision.csv, and a risk difference in
// contrasts.csv is the difference of two rows of summary.csv. context: none.
vro_check vro_check_tables_agree;

// The numbers side by side at the end of a story are those of the course. context: none.
vro_check vro_check_story;

#endif
