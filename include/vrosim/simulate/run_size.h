// The size of a run.
#ifndef VROSIM_SIMULATE_RUN_SIZE_H
#define VROSIM_SIMULATE_RUN_SIZE_H

#include <stdint.h>

// A round number below 2^64 / VRO_SLOTS, so that every child has random numbers of its own.
#define VRO_PATIENTS_MAX UINT64_C(10000000000000000)

typedef struct vro_run_size {
    uint64_t patients; // children, 1 .. VRO_PATIENTS_MAX
    uint64_t courses;  // of them the first ones, whose courses are written to courses.csv
} vro_run_size;

#endif
