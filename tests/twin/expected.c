// See expected.h.
#include "expected.h"

#include <math.h>

static const double DEATH_AFTER_OPERATION = 0.1; // years; model.md 2.2
static const double SAME_TIME = 1e-5;            // years, whatever rounding adds to it

static double loss_of_position(const vro_twin_course *course, const double *value) {
    const vro_twin_episode *episode = &course->episode[0][0];
    if (!episode->osteotomy)
        return 0;
    double hazard = vro_twin_loss_hazard(&course->child, value, 0, episode->spica);
    return -expm1(-hazard * episode->healing_weeks);
}

static void add_adverse_events(const vro_twin_episode *episode, const double *value,
                               double expected[VRO_RARE_EVENTS]) {
    expected[VRO_RARE_INFECTION] += episode->operation * value[VRO_COMPLICATION_INFECTION];
    expected[VRO_RARE_FRACTURE] += episode->osteotomy * value[VRO_COMPLICATION_FRACTURE];
    expected[VRO_RARE_AVN] += (episode->osteotomy || episode->pelvic) * value[VRO_COMPLICATION_AVN];
    expected[VRO_RARE_PRESSURE_SORE] += episode->spica * value[VRO_COMPLICATION_PRESSURE_SORE];
}

static bool is_bone_operation(const vro_twin_episode *episode) {
    return episode->osteotomy || episode->pelvic;
}

// Whether a kills before b operates. Of operations at the same time those of the index hip come
// first, in their order.
static bool kills_before(const vro_twin_course *course, int hip_a, int a, int hip_b, int b) {
    const vro_twin_episode *first = &course->episode[hip_a][a];
    double earlier = course->episode[hip_b][b].start - first->start;
    bool in_order = hip_a < hip_b || (hip_a == hip_b && a < b);
    return isfinite(first->death) && (earlier > SAME_TIME || (earlier > -SAME_TIME && in_order));
}

// Of the operation of a later episode.
static bool is_decided_before(const vro_twin_course *course, int hip, int episode) {
    for (int h = 0; h < VRO_HIPS; h++)
        for (int i = 0; i < course->episodes[h]; i++)
            if (kills_before(course, h, i, hip, episode))
                return true;
    return false;
}

// How many draws decide over an operative death by the horizon: one of the index session, and those
// of later bone operations up to the first that kills.
static int deadly_draws(const vro_twin_course *course, double horizon) {
    int draws = DEATH_AFTER_OPERATION <= horizon && (is_bone_operation(&course->episode[0][0]) ||
                                                     is_bone_operation(&course->episode[1][0]));
    for (int hip = 0; hip < VRO_HIPS; hip++)
        for (int i = 1; i < course->episodes[hip]; i++) {
            const vro_twin_episode *episode = &course->episode[hip][i];
            draws += is_bone_operation(episode) &&
                     episode->start + DEATH_AFTER_OPERATION <= horizon &&
                     !is_decided_before(course, hip, i);
        }
    return draws;
}

static double death(const vro_twin_course *course, const double *value) {
    double horizon = value[VRO_FOLLOWUP_HORIZON];
    double natural = -expm1(-value[VRO_MORTALITY_RATE] * horizon);
    if (course->other_death <= horizon)
        return natural;
    return natural + deadly_draws(course, horizon) * value[VRO_MORTALITY_OPERATION];
}

void vro_twin_expected(const vro_twin_course *course, const double *value,
                       double expected[VRO_RARE_EVENTS]) {
    for (int i = 0; i < VRO_RARE_EVENTS; i++)
        expected[i] = 0;
    for (int i = 0; i < course->episodes[0]; i++)
        add_adverse_events(&course->episode[0][i], value, expected);
    expected[VRO_RARE_DEATH] = death(course, value);
    expected[VRO_RARE_LOSS] = loss_of_position(course, value);
}
