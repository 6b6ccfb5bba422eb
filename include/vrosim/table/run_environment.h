// The environment of a run: what may differ between runs with equal results.
#ifndef VROSIM_TABLE_RUN_ENVIRONMENT_H
#define VROSIM_TABLE_RUN_ENVIRONMENT_H

#include <stdbool.h>
#include <time.h>

struct json_t;

typedef struct vro_run_environment {
    const char *command; // quoted for a shell; borrowed
    bool host;           // name the host
    int threads;
    int ranks; // MPI processes; 1 without MPI
    time_t started;
    double seconds; // of the simulation
} vro_run_environment;

// The commit that the program was built from, with "-dirty" where files differ from it; "" where it
// is not known. Static.
const char *vro_run_environment_commit(void);

// A new JSON object of it, with the build (its commit is null where it is not known) and the
// libraries, owned by the caller; NULL
// without memory (not reported).
struct json_t *vro_run_environment_json(const vro_run_environment *self);

#endif
