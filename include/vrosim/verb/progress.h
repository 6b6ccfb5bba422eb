// The progress line of a long run on a terminal: what the program shows of the progress of a pool.
#ifndef VROSIM_VERB_PROGRESS_H
#define VROSIM_VERB_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct vro_progress {
    FILE *stream;     // NULL: nothing is shown
    uint64_t earlier; // children done in an earlier run
    double started;   // by vro_clock_now
    double shown;     // when the line was last drawn
    bool drawn;       // a line stands on the terminal
} vro_progress;

// Shows the line on stream if that is a terminal and quiet is false.
void vro_progress_init(vro_progress *self, FILE *stream, uint64_t earlier, bool quiet);

// Shows how many of all children are done (vro_callbacks.progress; self is a vro_progress). Draws
// at most ten times a second, and not before the run has lasted a second.
void vro_progress_show(void *self, uint64_t done, uint64_t total);

// Clears the line.
void vro_progress_finish(vro_progress *self);

// Seconds since vro_progress_init.
double vro_progress_seconds(const vro_progress *self);

#endif
