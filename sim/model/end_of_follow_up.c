#include "vrosim/model/end_of_follow_up.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const float NECK_LENGTH_MIN = 5.0f; // mm; model.md 9.1

// n = max(5, neck8 + neck_growth (max(age, min(age + H, maturity)) - 8)); model.md 9.1. The same
// for both hips.
VRO_VECTOR static void grow_necks(const vro_children *children, const float *end, float growth,
                                  float *neck) {
    const size_t n = children->count;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const float last = vro_smaller(children->age[i] + end[i], children->maturity[i]);
        const float age = vro_larger(children->age[i], last);
        neck[i] = vro_larger(NECK_LENGTH_MIN,
                             children->neck_length[i] + growth * (age - VRO_REFERENCE_AGE));
    }
    for (size_t i = 0; i < vro_lanes(n); i++)
        neck[n + i] = neck[i];
}

// shortening = n (cos nsa - cos nsa_0) + c (1 - cos tilt) + short - over; model.md 9.1.
// width = n (sin nsa - sin nsa_0) + c sin tilt - (medialisation after an osteotomy); model.md 9.2.
// Two sines and cosines a hip.
VRO_VECTOR static void measure_legs(const vro_children *children, const vro_hips *hips,
                                    const float *number, vro_legs_scratch *legs) {
    const float level = number[VRO_ANATOMY_OSTEOTOMY_LEVEL];
    const float medialisation = number[VRO_PLAN_MEDIALISATION];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float n = legs->neck[i];
        const vro_direction last = vro_direction_of(hips->nsa[i]);
        const vro_direction tilt = vro_direction_of(hips->tilt[i]);
        const uint32_t ever = (hips->history[i] >> VRO_HISTORY_OSTEOTOMY) & 1;
        legs->shortening[i] = n * (last.cosine - children->neck_cosine[i]) +
                              level * (1.0f - tilt.cosine) + hips->bone_shortening[i];
        legs->width[i] = n * (last.sine - children->neck_sine[i]) + level * tilt.sine -
                         (ever ? medialisation : 0.0f);
    }
}

// functional shortening = shortening + length.migration max(0, mp - 30); model.md 9.1.
VRO_INLINE float functional(float shortening, float migration, float per_percent) {
    return shortening + per_percent * vro_larger(0.0f, migration - VRO_DISPLACED_OVER);
}

// lld = functional shortening of the index leg - that of the other + lld0,
// tracking = (nsa_0 - nsa) - (fna_0 - fna); model.md 9.2.
VRO_VECTOR static void measure_quantities(const vro_children *children, const vro_hips *hips,
                                          float per_percent, const vro_legs_scratch *legs,
                                          vro_results *results) {
    const size_t n = children->count;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const float lld = functional(legs->shortening[i], hips->migration[i], per_percent) -
                          functional(legs->shortening[n + i], hips->migration[n + i], per_percent) +
                          children->natural_lld[i];
        const float size = fabsf(lld);
        const float varus = children->nsa[i] - hips->nsa[i];
        const float derotation = children->anteversion[i] - hips->anteversion[i];
        results->outcome[VRO_LLD_MM][i] = vro_steps_of(lld);
        results->outcome[VRO_LLD_ABS_MM][i] = vro_steps_of(size);
        results->outcome[VRO_LLD_OVER_10MM][i] = size > 10.0f;
        results->outcome[VRO_LLD_OVER_20MM][i] = size > 20.0f;
        results->outcome[VRO_SHORTENING_MM][i] = vro_steps_of(legs->shortening[i]);
        results->outcome[VRO_WIDTH_MM][i] = vro_steps_of(legs->width[i]);
        results->outcome[VRO_TRACKING_DEG][i] = vro_steps_of(varus - derotation);
        results->outcome[VRO_NSA_DEG][i] = vro_steps_of(hips->nsa[i]);
        results->outcome[VRO_ANTEVERSION_DEG][i] = vro_steps_of(hips->anteversion[i]);
        results->outcome[VRO_MIGRATION_PCT][i] = vro_steps_of(hips->migration[i]);
        results->outcome[VRO_DISPLACED][i] = hips->migration[i] > VRO_DISPLACED_OVER;
        results->outcome[VRO_FAILED][i] = (results->cause[i] != VRO_CAUSE_NONE) |
                                          (hips->migration[i] > VRO_SEVERELY_DISPLACED_OVER);
    }
}

// first (a vro_outcome_id) + k: time <= X of landmark k. A time up to 1e-6 years beyond X counts as
// by X, and 1e-6 X, whichever way single precision rounds it. One comparison a landmark and child.
VRO_VECTOR static void measure_landmarks(vro_outcome_id first, const float *time,
                                         vro_results *results) {
    const vro_landmarks *landmarks = &results->outcomes->landmarks;
    for (size_t k = 0; k < landmarks->count; k++) {
        const float last = (float)(landmarks->years[k] + 1e-6 * fmax(1, landmarks->years[k]));
        int32_t *by = results->outcome[first + k];
        for (size_t i = 0; i < vro_lanes(results->children); i++)
            by[i] = time[i] <= last;
    }
}

VRO_VECTOR static void measure_revisions(vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++) {
        const int32_t cause = results->cause[i];
        results->outcome[VRO_FIRST_REVISION_LOSS][i] = cause == VRO_CAUSE_LOSS;
        results->outcome[VRO_FIRST_REVISION_COMPLICATION][i] = cause == VRO_CAUSE_COMPLICATION;
        results->outcome[VRO_FIRST_REVISION_MIGRATION][i] = cause == VRO_CAUSE_MIGRATION;
        results->outcome[VRO_FIRST_REVISION_OTHER][i] = cause == VRO_CAUSE_OTHER;
        results->outcome[VRO_DEATH][i] = results->death_time[i] < INFINITY;
    }
}

// Outcomes of the definition that are not measured yet are 0.
static void clear_unmeasured(vro_results *results) {
    static const vro_outcome_id ids[] = {
        VRO_EQUALISED,   VRO_RECURRENCE,           VRO_WEEKS_NOT_STANDING,
        VRO_SPICA_WEEKS, VRO_ACETABULAR_INDEX_DEG, VRO_MIGRATION_CHANGE_PCT};
    const size_t bytes = vro_lanes(results->children) * sizeof **results->outcome;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        memset(results->outcome[ids[i]], 0, bytes);
    for (vro_outcome_id id = VRO_FAILURE_BY; vro_outcome_is_by_landmark(id); id++)
        if (vro_outcome_set_has(results->outcomes, id))
            memset(results->outcome[id], 0, bytes);
}

// A family of outcomes by landmark, and the time of each child that it counts.
typedef struct landmark_family {
    vro_outcome_id first;
    size_t time; // where in vro_results: float[VRO_CHUNK], years; INFINITY: never
} landmark_family;

static const landmark_family families[] = {
    {VRO_REVISION_BY, offsetof(vro_results, revision_time)},
};

VRO_VECTOR static void count_events(const vro_hips *hips, const uint32_t *bilateral,
                                    vro_results *results) {
    const size_t n = hips->index_hips;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const uint32_t index = hips->history[i], other = hips->history[n + i];
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

void vro_end_of_follow_up_measure(vro_followed followed, const vro_model_parameters *parameters,
                                  vro_scratch *scratch, vro_results *results) {
    const float *number = parameters->number;
    vro_legs_scratch *legs = &scratch->legs;
    grow_necks(followed.children, followed.end, number[VRO_ANATOMY_NECK_GROWTH], legs->neck);
    measure_legs(followed.children, followed.hips, number, legs);
    measure_quantities(followed.children, followed.hips, number[VRO_LENGTH_MIGRATION], legs,
                       results);
    measure_revisions(results);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        measure_landmarks(families[i].first,
                          (const float *)((const char *)results + families[i].time), results);
    clear_unmeasured(results);
    count_events(followed.hips, followed.bilateral, results);
}
