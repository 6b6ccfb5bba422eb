// See worth.h.
#include "worth.h"

#include <math.h>

static const double WEEKS_PER_YEAR = 365.25 / 7;

static const vro_parameter_id ADVERSE_COST[VRO_TWIN_ADVERSE_EVENTS] = {
    [VRO_TWIN_INFECTION] = VRO_COST_INFECTION,
    [VRO_TWIN_FRACTURE] = VRO_COST_FRACTURE,
    [VRO_TWIN_AVN] = VRO_COST_AVN,
    [VRO_TWIN_PRESSURE_SORE] = VRO_COST_PRESSURE_SORE,
};

static const vro_parameter_id ADVERSE_LOSS[VRO_TWIN_ADVERSE_EVENTS] = {
    [VRO_TWIN_INFECTION] = VRO_UTILITY_INFECTION,
    [VRO_TWIN_FRACTURE] = VRO_UTILITY_FRACTURE,
    [VRO_TWIN_AVN] = VRO_UTILITY_AVN,
    [VRO_TWIN_PRESSURE_SORE] = VRO_UTILITY_PRESSURE_SORE,
};

static double reoperation_surcharge(const double *value, vro_cause cause) {
    switch (cause) {
    case VRO_CAUSE_LOSS:
        return value[VRO_COST_REVISION_LOSS];
    case VRO_CAUSE_COMPLICATION:
        return value[VRO_COST_REVISION_COMPLICATION];
    case VRO_CAUSE_MIGRATION:
        return value[VRO_COST_REVISION_MIGRATION];
    case VRO_CAUSE_OTHER:
        return value[VRO_COST_REVISION_OTHER];
    default:
        return 0;
    }
}

// The integral of e^(-rate t) between two times.
static double discounted_years(double rate, double from, double to) {
    return rate > 0 ? (exp(-rate * from) - exp(-rate * to)) / rate : to - from;
}

// The index session of both hips.

static bool session_operates(const vro_twin_course *course) {
    return course->episode[0][0].operation || course->episode[1][0].operation;
}

static bool session_casts(const vro_twin_course *course) {
    return course->episode[0][0].spica || course->episode[1][0].spica;
}

static double healing_years(const vro_twin_episode *episode) {
    return episode->osteotomy ? fmin(episode->healing_weeks / WEEKS_PER_YEAR, episode->duration)
                              : 0;
}

// What one operation on one hip costs at its time, admission, cast and surcharge not counted.
static double cost_of_hip(const vro_twin_episode *episode, const double *value) {
    double cost = 0;
    if (episode->osteotomy)
        cost += value[VRO_COST_OSTEOTOMY];
    if (episode->soft_tissue)
        cost += value[VRO_COST_SOFT_TISSUE];
    if (episode->pelvic)
        cost += value[VRO_COST_PELVIC];
    for (int i = 0; i < VRO_TWIN_ADVERSE_EVENTS; i++)
        if (episode->adverse[i])
            cost += value[ADVERSE_COST[i]];
    return cost;
}

// What a reoperation costs beside that.
static double cost_of_reoperation(const vro_twin_episode *episode, bool operated_before,
                                  const double *value) {
    double cost = value[VRO_COST_ADMISSION];
    if (episode->spica)
        cost += value[VRO_COST_SPICA];
    if (operated_before)
        cost += reoperation_surcharge(value, episode->cause);
    return cost;
}

double vro_twin_cost(const vro_twin_course *course, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_COSTS];
    double sum = value[VRO_COST_CARE] * discounted_years(rate, 0, course->follow_up.end);
    if (session_operates(course))
        sum += value[VRO_COST_ADMISSION];
    if (session_casts(course))
        sum += value[VRO_COST_SPICA];
    for (int hip = 0; hip < VRO_HIPS; hip++) {
        bool operated_before = false;
        for (int i = 0; i < course->episodes[hip]; i++) {
            const vro_twin_episode *episode = &course->episode[hip][i];
            double cost = cost_of_hip(episode, value);
            if (i > 0)
                cost += cost_of_reoperation(episode, operated_before, value);
            sum += cost * exp(-rate * episode->start);
            if (episode->removed) {
                double time = episode->start + episode->removal_after;
                sum += value[VRO_COST_REMOVAL] * exp(-rate * time);
            }
            operated_before |= episode->operation;
        }
    }
    return sum;
}

// Years after the start of the episode at which migration, which only grows, passes a threshold, by
// bisection; its duration where it does not.
static double passing_time(const vro_twin_episode *episode, double threshold) {
    if (episode->migration > threshold)
        return 0;
    double below = 0;
    double over = episode->duration;
    if (vro_twin_migration_at(&episode->growth, over) <= threshold)
        return over;
    for (int i = 0; i < 60; i++) {
        double middle = (below + over) / 2;
        if (vro_twin_migration_at(&episode->growth, middle) > threshold)
            over = middle;
        else
            below = middle;
    }
    return over;
}

// QALYs lost in an episode by the state of the hip and by adverse events, discounted.
static double lost_by_hip(const vro_twin_episode *episode, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_HEALTH];
    double start = episode->start;
    double displaced = start + passing_time(episode, 30);
    double severely = start + passing_time(episode, 50);
    double end = start + episode->duration;
    double lost = value[VRO_UTILITY_DISPLACED] * discounted_years(rate, displaced, severely) +
                  value[VRO_UTILITY_SEVERELY_DISPLACED] * discounted_years(rate, severely, end);
    for (int i = 0; i < VRO_TWIN_ADVERSE_EVENTS; i++)
        if (episode->adverse[i])
            lost += value[ADVERSE_LOSS[i]] * exp(-rate * start);
    return lost;
}

double vro_twin_qaly(const vro_twin_course *course, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_HEALTH];
    double sum = value[VRO_UTILITY_BASELINE] * discounted_years(rate, 0, course->follow_up.end);
    double session =
        fmax(healing_years(&course->episode[0][0]), healing_years(&course->episode[1][0]));
    double healing = discounted_years(rate, 0, session);
    for (int hip = 0; hip < VRO_HIPS; hip++) {
        for (int i = 0; i < course->episodes[hip]; i++) {
            const vro_twin_episode *episode = &course->episode[hip][i];
            sum -= lost_by_hip(episode, value);
            if (i > 0) {
                healing +=
                    discounted_years(rate, episode->start, episode->start + healing_years(episode));
            }
        }
    }
    return sum - value[VRO_UTILITY_HEALING] * healing;
}
