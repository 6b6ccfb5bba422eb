// How the cost of a run grows with what is asked for.
#ifndef BENCH_SCALING_H
#define BENCH_SCALING_H

typedef struct scaling {
    const char *program;
    const char *folder; // temporary, exists
    int rounds;
    double most_children;
} scaling;

// One table each on standard output.
void scale_children(const scaling *self);
void scale_threads(const scaling *self);
void scale_ranks(const scaling *self); // where the program was built with MPI
void scale_strategies(const scaling *self);
void scale_courses(const scaling *self);
void scale_checkpoints(const scaling *self);
void scale_samples(const scaling *self); // of an uncertainty analysis
void scale_fits(const scaling *self);    // points of a calibration

#endif
