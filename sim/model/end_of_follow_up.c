#include "vrosim/model/end_of_follow_up.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <math.h>
#include <string.h>

static const float NECK_LENGTH_MIN = 5.0f; // mm; model.md 9.1

// n = max(5, neck8 + neck_growth (max(age, min(age + H, maturity)) - 8)); model.md 9.1. The same
// for both hips.
VRO_VECTOR static void grow_necks(const vro_children *children, const float *end, float growth,
                                  float *neck) {
    for (size_t i = 0; i < vro_lanes(children->count); i++) {
        const float last = vro_smaller(children->age[i] + end[i], children->maturity[i]);
        const float age = vro_larger(children->age[i], last);
        neck[i] = vro_larger(NECK_LENGTH_MIN,
                             children->neck_length[i] + growth * (age - VRO_REFERENCE_AGE));
    }
}

// shortening = n (cos nsa - cos nsa_0) + l (1 - cos tilt) + short - over; model.md 9.1.
// width = n (sin nsa - sin nsa_0) + l sin tilt - (medialisation after an osteotomy); model.md 9.2.
// Two sines and cosines a hip.
VRO_VECTOR static void measure_leg(const vro_children *children, const vro_hips *hips,
                                   const float *number, vro_legs_scratch *legs) {
    const float level = number[VRO_ANATOMY_OSTEOTOMY_LEVEL];
    const float medialisation = number[VRO_PLAN_MEDIALISATION];
    const float *sine = children->neck_sine[hips->hip], *cosine = children->neck_cosine[hips->hip];
    float *shortening = legs->shortening[hips->hip], *width = legs->width[hips->hip];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float n = legs->neck[i];
        const vro_direction last = vro_direction_of(hips->nsa[i]);
        const vro_direction tilt = vro_direction_of(hips->tilt[i]);
        const uint32_t ever = (hips->history[i] >> VRO_HISTORY_OSTEOTOMY) & 1;
        shortening[i] =
            n * (last.cosine - cosine[i]) + level * (1.0f - tilt.cosine) + hips->bone_shortening[i];
        width[i] = n * (last.sine - sine[i]) + level * tilt.sine - (ever ? medialisation : 0.0f);
    }
}

// functional shortening = shortening + length.migration max(0, mp - 30); model.md 9.1.
VRO_INLINE float functional(float shortening, float migration, float per_percent) {
    return shortening + per_percent * vro_larger(0.0f, migration - VRO_DISPLACED_OVER);
}

// lld = functional shortening of the index leg - that of the other + lld0; model.md 9.1.
VRO_VECTOR static void compare_legs(const vro_children *children, const vro_hips *hips,
                                    float per_percent, vro_legs_scratch *legs) {
    for (size_t i = 0; i < hips->lanes; i++)
        legs->discrepancy[i] =
            functional(legs->shortening[0][i], hips[0].migration[i], per_percent) -
            functional(legs->shortening[1][i], hips[1].migration[i], per_percent) +
            children->natural_lld[i];
}

// Legs that differ by more than the threshold in a child that is mature by the end are equalised
// with probability length.equalisation: |lld| becomes min(|lld|, max(0, residual)), its sign stays;
// model.md 9.3.
VRO_VECTOR static void equalise_legs(vro_followed followed, float threshold,
                                     vro_bernoulli equalisation, vro_legs_scratch *legs) {
    const vro_children *children = followed.children;
    for (size_t i = 0; i < vro_lanes(children->count); i++) {
        const float lld = legs->discrepancy[i], size = fabsf(lld);
        const uint32_t mature = children->age[i] + followed.end[i] >= children->maturity[i];
        const uint32_t equalised =
            mature & (uint32_t)(size > threshold) & vro_happens(legs->uniforms[i], equalisation);
        const float left = vro_smaller(size, vro_larger(0.0f, legs->residual[i]));
        const float equal = lld < 0 ? -left : left;
        legs->equalised[i] = equalised;
        legs->discrepancy[i] = equalised ? equal : lld;
    }
}

static void settle_legs(vro_followed followed, const vro_model_parameters *parameters,
                        vro_legs_scratch *legs) {
    const size_t lanes = vro_lanes(followed.children->count);
    const float *number = parameters->number;
    const vro_bernoulli equalisation = parameters->bernoulli[VRO_LENGTH_EQUALISATION];
    grow_necks(followed.children, followed.end, number[VRO_ANATOMY_NECK_GROWTH], legs->neck);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        measure_leg(followed.children, &followed.hips[hip], number, legs);
    compare_legs(followed.children, followed.hips, number[VRO_LENGTH_MIGRATION], legs);
    memset(legs->equalised, 0, lanes * sizeof *legs->equalised);
    if (!equalisation.possible)
        return;
    vro_slot_draws_draw(followed.slots, VRO_SLOT_EQUALISATION_RESIDUAL, followed.children->state,
                        lanes, legs->uniforms);
    vro_qtable_read(parameters->distribution[VRO_LENGTH_EQUALISATION_RESIDUAL], legs->uniforms,
                    lanes, legs->residual);
    vro_slot_draws_draw(followed.slots, VRO_SLOT_EQUALISATION, followed.children->state, lanes,
                        legs->uniforms);
    equalise_legs(followed, number[VRO_LENGTH_EQUALISATION_THRESHOLD], equalisation, legs);
}

VRO_VECTOR static void report_legs(const vro_hips *index, const vro_legs_scratch *legs,
                                   vro_results *results) {
    for (size_t i = 0; i < index->lanes; i++) {
        const float lld = legs->discrepancy[i], size = fabsf(lld);
        results->outcome[VRO_LLD_MM][i] = vro_steps_of(lld);
        results->outcome[VRO_LLD_ABS_MM][i] = vro_steps_of(size);
        results->outcome[VRO_LLD_OVER_10MM][i] = size > 10.0f;
        results->outcome[VRO_LLD_OVER_20MM][i] = size > 20.0f;
        results->outcome[VRO_EQUALISED][i] = (int32_t)legs->equalised[i];
        results->outcome[VRO_SHORTENING_MM][i] = vro_steps_of(legs->shortening[0][i]);
        results->outcome[VRO_WIDTH_MM][i] = vro_steps_of(legs->width[0][i]);
    }
}

// tracking = (nsa_0 - nsa) - (fna_0 - fna); model.md 9.2.
VRO_VECTOR static void report_hip(const vro_children *children, const vro_hips *index,
                                  vro_results *results) {
    for (size_t i = 0; i < index->lanes; i++) {
        const float migration = index->migration[i];
        const float varus = children->nsa[0][i] - index->nsa[i];
        const float derotation = children->anteversion[0][i] - index->anteversion[i];
        const uint32_t displaced = migration > VRO_DISPLACED_OVER;
        const uint32_t rescued = (index->history[i] >> VRO_HISTORY_RESCUE) & 1;
        results->outcome[VRO_TRACKING_DEG][i] = vro_steps_of(varus - derotation);
        results->outcome[VRO_NSA_DEG][i] = vro_steps_of(index->nsa[i]);
        results->outcome[VRO_ANTEVERSION_DEG][i] = vro_steps_of(index->anteversion[i]);
        results->outcome[VRO_ACETABULAR_INDEX_DEG][i] = vro_steps_of(index->acetabular_index[i]);
        results->outcome[VRO_MIGRATION_PCT][i] = vro_steps_of(migration);
        results->outcome[VRO_MIGRATION_CHANGE_PCT][i] =
            vro_steps_of(migration - children->migration[0][i]);
        results->outcome[VRO_DISPLACED][i] = (int32_t)displaced;
        results->outcome[VRO_RECURRENCE][i] = (int32_t)(displaced | rescued);
        results->outcome[VRO_FAILED][i] =
            (results->cause[i] != VRO_CAUSE_NONE) | (migration > VRO_SEVERELY_DISPLACED_OVER);
    }
}

VRO_VECTOR static void report_causes(vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++) {
        const int32_t cause = results->cause[i];
        results->outcome[VRO_FIRST_REVISION_LOSS][i] = cause == VRO_CAUSE_LOSS;
        results->outcome[VRO_FIRST_REVISION_COMPLICATION][i] = cause == VRO_CAUSE_COMPLICATION;
        results->outcome[VRO_FIRST_REVISION_MIGRATION][i] = cause == VRO_CAUSE_MIGRATION;
        results->outcome[VRO_FIRST_REVISION_OTHER][i] = cause == VRO_CAUSE_OTHER;
        results->outcome[VRO_DEATH][i] = results->death_time[i] < INFINITY;
    }
}

VRO_VECTOR static void report_numbers(vro_followed followed, const uint32_t *equalised,
                                      vro_results *results) {
    const vro_hips *index = &followed.hips[0], *others = &followed.hips[1];
    const vro_milestones *milestones = followed.milestones;
    for (size_t i = 0; i < index->lanes; i++) {
        const uint32_t history = index->history[i], other = others->history[i];
        const int32_t contralateral = vro_history_count(other, VRO_HISTORY_REVISIONS);
        results->outcome[VRO_REVISIONS][i] = vro_history_count(history, VRO_HISTORY_REVISIONS);
        results->outcome[VRO_REMOVALS][i] = vro_history_count(history, VRO_HISTORY_REMOVALS);
        results->outcome[VRO_CONTRALATERAL][i] = followed.bilateral[i] ? 0 : contralateral;
        results->outcome[VRO_OPERATIONS][i] = vro_history_count(history, VRO_HISTORY_OPERATIONS) +
                                              vro_history_count(other, VRO_HISTORY_OPERATIONS) +
                                              (int32_t)equalised[i];
        results->outcome[VRO_INFECTION][i] = vro_history_count(history, VRO_HISTORY_INFECTION);
        results->outcome[VRO_FRACTURE][i] = vro_history_count(history, VRO_HISTORY_FRACTURE);
        results->outcome[VRO_AVN][i] = vro_history_count(history, VRO_HISTORY_AVN);
        results->outcome[VRO_PRESSURE_SORE][i] =
            vro_history_count(history, VRO_HISTORY_PRESSURE_SORE);
        results->outcome[VRO_WEEKS_NOT_STANDING][i] = vro_steps_of(milestones->not_standing[i]);
        results->outcome[VRO_SPICA_WEEKS][i] = vro_steps_of(milestones->in_spica[i]);
    }
}

// A hip over the criterion at the end of follow-up counts as failed then; model.md 9.4.
VRO_VECTOR static void see_at_end(const vro_hips *hips, const float *end, float criterion,
                                  float *first_failure) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float over = hips->migration[i] > criterion ? end[i] : INFINITY;
        first_failure[i] = vro_smaller(first_failure[i], over);
    }
}

// The first of the operated hips; model.md 9.6.
VRO_VECTOR static void find_either(const float *index, const float *other,
                                   const uint32_t *bilateral, size_t n, float *either) {
    for (size_t i = 0; i < n; i++) {
        const float second = other[i];
        either[i] = vro_smaller(index[i], bilateral[i] ? second : INFINITY);
    }
}

// first (a vro_outcome_id) + k: time <= X of landmark k. A time up to 1e-6 years beyond X counts as
// by X, and 1e-6 X, whichever way single precision rounds it. One comparison a landmark and child.
VRO_VECTOR static void report_landmarks(vro_outcome_id first, const float *time,
                                        vro_results *results) {
    const vro_landmarks *landmarks = &results->outcomes->landmarks;
    for (size_t k = 0; k < landmarks->count; k++) {
        const float last = (float)(landmarks->years[k] + 1e-6 * fmax(1, landmarks->years[k]));
        int32_t *by = results->outcome[first + k];
        for (size_t i = 0; i < vro_lanes(results->children); i++)
            by[i] = time[i] <= last;
    }
}

// model.md 9.2, 9.4, 9.6 and 9.8.
static void report_times(vro_followed followed, float criterion, vro_legs_scratch *legs,
                         vro_results *results) {
    vro_milestones *times = followed.milestones;
    const size_t lanes = vro_lanes(followed.children->count);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        see_at_end(&followed.hips[hip], followed.end, criterion, times->first_failure[hip]);
    find_either(times->first_revision[0], times->first_revision[1], followed.bilateral, lanes,
                legs->revision_either);
    find_either(times->first_failure[0], times->first_failure[1], followed.bilateral, lanes,
                legs->failure_either);
    report_landmarks(VRO_REVISION_BY, times->first_revision[0], results);
    report_landmarks(VRO_FAILURE_BY, times->first_failure[0], results);
    report_landmarks(VRO_REVISION_EITHER_BY, legs->revision_either, results);
    report_landmarks(VRO_FAILURE_EITHER_BY, legs->failure_either, results);
}

void vro_end_of_follow_up_measure(vro_followed followed, const vro_model_parameters *parameters,
                                  vro_scratch *scratch, vro_results *results) {
    vro_legs_scratch *legs = &scratch->legs;
    settle_legs(followed, parameters, legs);
    report_legs(&followed.hips[0], legs, results);
    report_hip(followed.children, &followed.hips[0], results);
    report_causes(results);
    report_numbers(followed, legs->equalised, results);
    report_times(followed, parameters->number[VRO_FOLLOWUP_FAILURE_MIGRATION], legs, results);
}
