// One course as a row of courses.csv: the child, its index hip before and after surgery, outcomes.
#ifndef VROSIM_MODEL_RECORD_H
#define VROSIM_MODEL_RECORD_H

#include "vrosim/model/outcome.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_record {
    uint64_t patient;
    uint64_t strategy; // index in the scenario
    uint64_t level;    // 0..4 for GMFCS I..V
    bool female;
    bool bilateral; // both hips operated in the index session
    bool osteotomy; // procedures of the index hip at the index operation
    bool soft_tissue;
    bool pelvic;
    bool spica;
    float age;                     // years
    float nsa_before;              // degrees, index hip, like the following
    float anteversion_before;      // degrees
    float acetabular_index_before; // degrees
    float migration_before;        // percent
    float nsa_after;         // once the index episode's bone position is settled (after a loss)
    float anteversion_after; // degrees
    float migration_after;   // percent, right after the index operation
    float revision_time;     // years; INFINITY none
    vro_cause cause;         // of the first revision
    float death_time;        // years; INFINITY where alive at the horizon
    int32_t outcome[VRO_OUTCOMES]; // as in vro_results
} vro_record;

#endif
