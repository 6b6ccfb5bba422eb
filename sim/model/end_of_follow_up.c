#include "vrosim/model/end_of_follow_up.h"

#include "vrosim/core/vmath.h"

#include <math.h>

typedef struct geometry {
    float level;         // c, mm
    float millimetres;   // of functional shortening per percent of migration over 30
    float medialisation; // mm
} geometry;

// The neck's length at the end, for both hips: it grows until maturity or the end, whichever is
// first.
VRO_VECTOR static void grow_necks(const vro_children *children, const float *end, float growth,
                                  float *neck) {
    const size_t n = children->count;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const float last = vro_smaller(children->age[i] + end[i], children->maturity[i]);
        const float age = vro_larger(children->age[i], last);
        neck[i] = vro_larger(5.0f, children->neck_length[i] + growth * (age - 8.0f));
    }
    for (size_t i = 0; i < vro_lanes(n); i++)
        neck[n + i] = neck[i];
}

// The neck's angle at the end, and the tilt of the shaft: two sines and cosines a hip.
VRO_VECTOR static void measure_legs(const vro_children *children, const vro_hips *all_hips,
                                    const float *neck, geometry at, float *shortening,
                                    float *width) {
    for (size_t i = 0; i < all_hips->lanes; i++) {
        const float n = neck[i];
        const vro_direction last = vro_direction_of(all_hips->nsa[i]);
        const vro_direction tilt = vro_direction_of(all_hips->tilt[i]);
        const uint32_t ever = (all_hips->history[i] >> VRO_HISTORY_OSTEOTOMY) & 1;
        shortening[i] = n * (last.cosine - children->neck_cosine[i]) +
                        at.level * (1.0f - tilt.cosine) + all_hips->bone_shortening[i];
        width[i] = n * (last.sine - children->neck_sine[i]) + at.level * tilt.sine -
                   (ever ? at.medialisation : 0.0f);
    }
}

VRO_INLINE float functional(float shortening, float migration, geometry at) {
    return shortening + at.millimetres * vro_larger(0.0f, migration - 30.0f);
}

VRO_VECTOR static void measure_quantities(const vro_children *children, const vro_hips *all_hips,
                                          geometry at, const float *shortening, const float *width,
                                          vro_results *results) {
    const size_t n = children->count;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const float lld = functional(shortening[i], all_hips->migration[i], at) -
                          functional(shortening[n + i], all_hips->migration[n + i], at) +
                          children->natural_lld[i];
        const float size = fabsf(lld);
        const float varus = children->nsa[i] - all_hips->nsa[i];
        const float derotation = children->anteversion[i] - all_hips->anteversion[i];
        results->outcome[VRO_LLD_MM][i] = vro_steps_of(lld);
        results->outcome[VRO_LLD_ABS_MM][i] = vro_steps_of(size);
        results->outcome[VRO_LLD_OVER_10MM][i] = size > 10.0f;
        results->outcome[VRO_LLD_OVER_20MM][i] = size > 20.0f;
        results->outcome[VRO_SHORTENING_MM][i] = vro_steps_of(shortening[i]);
        results->outcome[VRO_WIDTH_MM][i] = vro_steps_of(width[i]);
        results->outcome[VRO_TRACKING_DEG][i] = vro_steps_of(varus - derotation);
        results->outcome[VRO_NSA_DEG][i] = vro_steps_of(all_hips->nsa[i]);
        results->outcome[VRO_ANTEVERSION_DEG][i] = vro_steps_of(all_hips->anteversion[i]);
        results->outcome[VRO_MIGRATION_PCT][i] = vro_steps_of(all_hips->migration[i]);
        results->outcome[VRO_DISPLACED][i] = all_hips->migration[i] > 30.0f;
        results->outcome[VRO_FAILED][i] =
            (results->cause[i] != VRO_CAUSE_NONE) | (all_hips->migration[i] > 50.0f);
    }
}

// A visit at X years counts as by X years, however single precision rounds it.
VRO_INLINE int32_t by(float time, float years) {
    return time <= years * 1.000001f;
}

VRO_VECTOR static void measure_revisions(vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++) {
        const float time = results->revision_time[i];
        const int32_t cause = results->cause[i];
        results->outcome[VRO_REVISION_BY_1Y][i] = by(time, 1.0f);
        results->outcome[VRO_REVISION_BY_2Y][i] = by(time, 2.0f);
        results->outcome[VRO_REVISION_BY_5Y][i] = by(time, 5.0f);
        results->outcome[VRO_REVISION_BY_10Y][i] = by(time, 10.0f);
        results->outcome[VRO_FIRST_REVISION_LOSS][i] = cause == VRO_CAUSE_LOSS;
        results->outcome[VRO_FIRST_REVISION_COMPLICATION][i] = cause == VRO_CAUSE_COMPLICATION;
        results->outcome[VRO_FIRST_REVISION_MIGRATION][i] = cause == VRO_CAUSE_MIGRATION;
        results->outcome[VRO_FIRST_REVISION_OTHER][i] = cause == VRO_CAUSE_OTHER;
        results->outcome[VRO_DEATH][i] = results->death_time[i] < INFINITY;
    }
}

VRO_VECTOR static void count_events(const vro_hips *all_hips, const uint32_t *bilateral,
                                    vro_results *results) {
    const size_t n = all_hips->index_hips;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const uint32_t index = all_hips->history[i], other = all_hips->history[n + i];
        results->outcome[VRO_REVISIONS][i] = vro_history_count(index, VRO_HISTORY_REVISIONS);
        results->outcome[VRO_REMOVALS][i] = vro_history_count(index, VRO_HISTORY_REMOVALS);
        results->outcome[VRO_CONTRALATERAL][i] =
            bilateral[i] ? 0 : vro_history_count(other, VRO_HISTORY_REVISIONS);
        results->outcome[VRO_OPERATIONS][i] = vro_history_count(index, VRO_HISTORY_OPERATIONS) +
                                              vro_history_count(other, VRO_HISTORY_OPERATIONS);
        results->outcome[VRO_INFECTION][i] = vro_history_count(index, VRO_HISTORY_INFECTION);
        results->outcome[VRO_FRACTURE][i] = vro_history_count(index, VRO_HISTORY_FRACTURE);
        results->outcome[VRO_AVN][i] = vro_history_count(index, VRO_HISTORY_AVN);
        results->outcome[VRO_PRESSURE_SORE][i] =
            vro_history_count(index, VRO_HISTORY_PRESSURE_SORE);
    }
}

void vro_end_of_follow_up_measure(const vro_children *children, const vro_hips *all_hips,
                                  const uint32_t *bilateral, const float *end,
                                  const vro_model_parameters *parameters, vro_results *results) {
    float neck[VRO_CHUNK_HIPS], shortening[VRO_CHUNK_HIPS], width[VRO_CHUNK_HIPS];
    const geometry at = {parameters->number[VRO_ANATOMY_OSTEOTOMY_LEVEL],
                         parameters->number[VRO_LENGTH_MIGRATION],
                         parameters->number[VRO_PLAN_MEDIALISATION]};
    grow_necks(children, end, parameters->number[VRO_ANATOMY_NECK_GROWTH], neck);
    measure_legs(children, all_hips, neck, at, shortening, width);
    measure_quantities(children, all_hips, at, shortening, width, results);
    measure_revisions(results);
    count_events(all_hips, bilateral, results);
}
