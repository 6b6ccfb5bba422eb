// How a run went: all of manifest.json that may differ between runs with equal results.
#ifndef VROSIM_TABLE_RUN_ENVIRONMENT_H
#define VROSIM_TABLE_RUN_ENVIRONMENT_H

#include <time.h>

struct json_t;

typedef struct vro_run_environment {
    const char *command; // as a shell would take it; borrowed
    int threads;
    int ranks; // processes that shared the work; 1 for a plain run
    time_t started;
    double seconds; // of the simulation
} vro_run_environment;

// A new JSON object of it, with the host, the build and the libraries; NULL without memory (not
// reported).
struct json_t *vro_run_environment_json(const vro_run_environment *self);

#endif
