// See outcomes.h. The formulas are those of model.md 9, term by term.
#include "outcomes.h"

#include "arithmetic.h"

vro_twin_side vro_twin_side_natural(vro_twin_hip hip) {
    return (vro_twin_side){
        .hip = hip,
        .first_reoperation = INFINITY,
        .first_cause = VRO_CAUSE_NONE,
        .seen_failed = INFINITY,
        .healing_weeks = NAN,
    };
}

// n of model.md 9.1.
static double neck_length_at_end(const vro_twin_child *child, const double *value, double end) {
    double age = vro_twin_greater(child->age, vro_twin_lesser(child->age + end, child->maturity));
    return vro_twin_greater(5, child->neck_length + value[VRO_ANATOMY_NECK_GROWTH] * (age - 8));
}

static double leg_shortening(const vro_twin_hip *hip, const double *value, double neck) {
    return neck * (cos(vro_twin_radians(hip->nsa)) - cos(vro_twin_radians(hip->natural_nsa))) +
           value[VRO_ANATOMY_OSTEOTOMY_LEVEL] * (1 - cos(vro_twin_radians(hip->tilt))) +
           hip->bone_removed - hip->overgrowth;
}

static double functional_shortening(const vro_twin_hip *hip, const double *value, double neck) {
    return leg_shortening(hip, value, neck) +
           value[VRO_LENGTH_MIGRATION] * vro_twin_greater(0, hip->migration - 30);
}

static double width_gained(const vro_twin_hip *hip, const double *value, double neck) {
    return neck * (sin(vro_twin_radians(hip->nsa)) - sin(vro_twin_radians(hip->natural_nsa))) +
           value[VRO_ANATOMY_OSTEOTOMY_LEVEL] * sin(vro_twin_radians(hip->tilt)) -
           (hip->had_osteotomy ? value[VRO_PLAN_MEDIALISATION] : 0);
}

double vro_twin_lld(const vro_twin_child *child, const double *value, double end,
                    const vro_twin_side side[VRO_HIPS]) {
    double neck = neck_length_at_end(child, value, end);
    return functional_shortening(&side[0].hip, value, neck) -
           functional_shortening(&side[1].hip, value, neck) + child->natural_lld;
}

bool vro_twin_may_equalise(const vro_twin_child *child, const double *value, double end,
                           double lld) {
    return fabs(lld) > value[VRO_LENGTH_EQUALISATION_THRESHOLD] &&
           child->age + end >= child->maturity;
}

double vro_twin_equalise(double lld, double residual) {
    return copysign(vro_twin_lesser(fabs(lld), vro_twin_greater(0, residual)), lld);
}

// When a hip had failed: model.md 9.4.
static double failure_of(const double *value, double end, const vro_twin_side *side) {
    bool failed_at_end = side->hip.migration > value[VRO_FOLLOWUP_FAILURE_MIGRATION];
    return vro_twin_lesser(vro_twin_lesser(side->first_reoperation, side->seen_failed),
                           failed_at_end ? end : INFINITY);
}

vro_twin_times vro_twin_times_of(const double *value, const vro_twin_follow_up *follow_up,
                                 const vro_twin_side side[VRO_HIPS]) {
    vro_twin_times times = {
        .revision = side[0].first_reoperation,
        .failure = failure_of(value, follow_up->end, &side[0]),
    };
    times.revision_either = times.revision;
    times.failure_either = times.failure;
    if (follow_up->bilateral) {
        times.revision_either = vro_twin_lesser(times.revision, side[1].first_reoperation);
        times.failure_either =
            vro_twin_lesser(times.failure, failure_of(value, follow_up->end, &side[1]));
    }
    return times;
}

// Whether a time is by X years, whatever rounding adds to it: model.md 9.8.
static bool is_by(double time, double years) {
    return time <= years + 1e-6;
}

void vro_twin_outcomes_by(const vro_landmarks *landmarks, const vro_twin_times *times,
                          double outcome[VRO_OUTCOMES]) {
    for (size_t i = 0; i < VRO_LANDMARKS_MAX; i++) {
        bool exists = i < landmarks->count;
        double years = exists ? landmarks->years[i] : 0;
        outcome[VRO_REVISION_BY + i] = exists ? is_by(times->revision, years) : NAN;
        outcome[VRO_FAILURE_BY + i] = exists ? is_by(times->failure, years) : NAN;
        outcome[VRO_REVISION_EITHER_BY + i] = exists ? is_by(times->revision_either, years) : NAN;
        outcome[VRO_FAILURE_EITHER_BY + i] = exists ? is_by(times->failure_either, years) : NAN;
    }
}

static void measure_legs(const vro_twin_child *child, const double *value,
                         const vro_twin_follow_up *follow_up, const vro_twin_hip *index,
                         double outcome[VRO_OUTCOMES]) {
    double neck = neck_length_at_end(child, value, follow_up->end);
    outcome[VRO_LLD_MM] = follow_up->lld;
    outcome[VRO_LLD_ABS_MM] = fabs(follow_up->lld);
    outcome[VRO_LLD_OVER_10MM] = fabs(follow_up->lld) > 10;
    outcome[VRO_LLD_OVER_20MM] = fabs(follow_up->lld) > 20;
    outcome[VRO_EQUALISED] = follow_up->equalised;
    outcome[VRO_SHORTENING_MM] = leg_shortening(index, value, neck);
    outcome[VRO_WIDTH_MM] = width_gained(index, value, neck);
}

static void measure_hip(const vro_twin_side *index, double outcome[VRO_OUTCOMES]) {
    const vro_twin_hip *hip = &index->hip;
    outcome[VRO_TRACKING_DEG] =
        (hip->natural_nsa - hip->nsa) - (hip->natural_anteversion - hip->anteversion);
    outcome[VRO_NSA_DEG] = hip->nsa;
    outcome[VRO_ANTEVERSION_DEG] = hip->anteversion;
    outcome[VRO_ACETABULAR_INDEX_DEG] = hip->acetabular_index;
    outcome[VRO_MIGRATION_PCT] = hip->migration;
    outcome[VRO_MIGRATION_CHANGE_PCT] = hip->migration - hip->natural_migration;
    outcome[VRO_DISPLACED] = hip->migration > 30;
    outcome[VRO_RECURRENCE] = index->rescued || hip->migration > 30;
    outcome[VRO_FAILED] = index->reoperations > 0 || hip->migration > 50;
}

static void count_events(const vro_twin_side *index, double outcome[VRO_OUTCOMES]) {
    outcome[VRO_FIRST_REVISION_LOSS] = index->first_cause == VRO_CAUSE_LOSS;
    outcome[VRO_FIRST_REVISION_COMPLICATION] = index->first_cause == VRO_CAUSE_COMPLICATION;
    outcome[VRO_FIRST_REVISION_MIGRATION] = index->first_cause == VRO_CAUSE_MIGRATION;
    outcome[VRO_FIRST_REVISION_OTHER] = index->first_cause == VRO_CAUSE_OTHER;
    outcome[VRO_LOSS_OF_POSITION] = index->position_lost;
    outcome[VRO_REVISIONS] = index->reoperations;
    outcome[VRO_REMOVALS] = index->removals;
    outcome[VRO_INFECTION] = index->adverse[VRO_TWIN_INFECTION];
    outcome[VRO_FRACTURE] = index->adverse[VRO_TWIN_FRACTURE];
    outcome[VRO_AVN] = index->adverse[VRO_TWIN_AVN];
    outcome[VRO_PRESSURE_SORE] = index->adverse[VRO_TWIN_PRESSURE_SORE];
    outcome[VRO_HEALING_WEEKS] = index->healing_weeks;
}

// The outcomes that both hips have a part in; fmax passes over the NAN of a hip without osteotomy.
static void add_hips(const vro_twin_follow_up *follow_up, const vro_twin_side side[VRO_HIPS],
                     double outcome[VRO_OUTCOMES]) {
    const vro_twin_side *index = &side[0];
    const vro_twin_side *other = &side[1];
    double session_healing = fmax(0, fmax(index->healing_weeks, other->healing_weeks));
    double session_spica = vro_twin_greater(index->spica_weeks, other->spica_weeks);
    outcome[VRO_DEATH] = follow_up->died;
    outcome[VRO_CONTRALATERAL] = follow_up->bilateral ? 0 : other->reoperations;
    outcome[VRO_OPERATIONS] = index->operations + index->removals + other->operations +
                              other->removals + follow_up->equalised;
    outcome[VRO_WEEKS_NOT_STANDING] =
        session_healing + index->later_healing_weeks + other->later_healing_weeks;
    outcome[VRO_SPICA_WEEKS] = session_spica + index->later_spica_weeks + other->later_spica_weeks;
}

void vro_twin_outcomes(const vro_twin_child *child, const double *value,
                       const vro_twin_follow_up *follow_up, const vro_twin_side side[VRO_HIPS],
                       double outcome[VRO_OUTCOMES]) {
    measure_legs(child, value, follow_up, &side[0].hip, outcome);
    measure_hip(&side[0], outcome);
    count_events(&side[0], outcome);
    add_hips(follow_up, side, outcome);
    outcome[VRO_COST] = NAN;
    outcome[VRO_QALY] = NAN;
}
