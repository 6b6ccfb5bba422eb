// What is to be run, apart from the scenario.
#ifndef VROSIM_VERB_PLAN_H
#define VROSIM_VERB_PLAN_H

#include "vrosim/simulate/specification.h"

#include <stdint.h>

typedef struct vro_plan {
    uint64_t patients; // children, 1 .. VRO_PATIENTS_MAX
    uint64_t seed;     // of PCG32
    uint64_t stream;   // of PCG32
    uint64_t courses;  // write the courses of the first so many children to courses.csv; 0: none
} vro_plan;

#endif
