// The progress line of a long run, on a terminal only.
#ifndef VROSIM_SIMULATE_PROGRESS_H
#define VROSIM_SIMULATE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct vro_progress {
    FILE *stream;      // NULL: say nothing
    uint64_t patients; // all that are to be done
    uint64_t earlier;  // done in an earlier run
    uint64_t done;     // in all
    double started;    // by vro_clock_now
    double shown;      // when the line was last drawn
    bool drawn;        // a line stands on the terminal
} vro_progress;

// Speaks on stream where that is a terminal and quiet is false, otherwise never.
void vro_progress_init(vro_progress *self, FILE *stream, uint64_t patients, bool quiet);

// Counts children that need not be done again.
void vro_progress_skip(vro_progress *self, uint64_t children);

// Counts children that have been done, for one thread at a time; draws at most ten times a second,
// and not before the run has lasted a second.
void vro_progress_add(vro_progress *self, uint64_t children);

// Clears the line.
void vro_progress_finish(vro_progress *self);

// Seconds since vro_progress_init.
double vro_progress_seconds(const vro_progress *self);

#endif
