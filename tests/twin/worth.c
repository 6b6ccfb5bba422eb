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

// The integral of e^(-rate t) between two times; 0 where `to` is not after `from`.
static double discounted_years(double rate, double from, double to) {
    if (to <= from)
        return 0;
    return rate > 0 ? (exp(-rate * from) - exp(-rate * to)) / rate : to - from;
}

// Costs: model.md 11.1.

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

// The admission and cast of the index session, which both hips share.
static double cost_of_index_session(const vro_twin_course *course, const double *value) {
    const vro_twin_episode *index = &course->episode[0][0];
    const vro_twin_episode *other = &course->episode[1][0];
    double cost = 0;
    if (index->operation || other->operation)
        cost += value[VRO_COST_ADMISSION];
    if (index->spica || other->spica)
        cost += value[VRO_COST_SPICA];
    return cost;
}

// What a later operation costs beside that of the hip.
static double cost_of_later_session(const vro_twin_episode *episode, bool operated_before,
                                    const double *value) {
    double cost = 0;
    if (episode->cause != VRO_CAUSE_SESSION)
        cost += value[VRO_COST_ADMISSION];
    if (episode->spica)
        cost += value[VRO_COST_SPICA];
    if (operated_before)
        cost += reoperation_surcharge(value, episode->cause);
    return cost;
}

static double cost_of_side(const vro_twin_course *course, int hip, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_COSTS];
    double sum = 0;
    bool operated_before = false;
    for (int i = 0; i < course->episodes[hip]; i++) {
        const vro_twin_episode *episode = &course->episode[hip][i];
        double cost = cost_of_hip(episode, value);
        if (i > 0)
            cost += cost_of_later_session(episode, operated_before, value);
        sum += cost * exp(-rate * episode->start);
        if (episode->removed)
            sum += value[VRO_COST_REMOVAL] * exp(-rate * episode->removal);
        operated_before |= episode->operation;
    }
    return sum;
}

double vro_twin_cost(const vro_twin_course *course, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_COSTS];
    double sum = value[VRO_COST_CARE] * discounted_years(rate, 0, course->follow_up.end) +
                 cost_of_index_session(course, value) + cost_of_side(course, 0, value) +
                 cost_of_side(course, 1, value);
    if (course->follow_up.equalised) {
        double time = fmax(0, course->child.maturity - course->child.age);
        sum += value[VRO_COST_EQUALISATION] * exp(-rate * time);
    }
    return sum;
}

// Quality of life: model.md 11.2 and 11.3.

// A straight piece of the migration of a hip.
typedef struct straight_line {
    double from; // years after the index operation
    double to;
    double migration_from;
    double migration_to;
} straight_line;

// Discounted years over a threshold.
static double years_over(const straight_line *line, double threshold, double rate) {
    bool over_from = line->migration_from > threshold;
    bool over_to = line->migration_to > threshold;
    if (!over_from && !over_to)
        return 0;
    if (over_from && over_to)
        return discounted_years(rate, line->from, line->to);
    double share = (threshold - line->migration_from) / (line->migration_to - line->migration_from);
    double passed = line->from + share * (line->to - line->from);
    return over_from ? discounted_years(rate, line->from, passed)
                     : discounted_years(rate, passed, line->to);
}

static double lost_on_line(const straight_line *line, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_HEALTH];
    double displaced = years_over(line, 30, rate);
    double severely = years_over(line, 50, rate);
    return value[VRO_UTILITY_DISPLACED] * (displaced - severely) +
           value[VRO_UTILITY_SEVERELY_DISPLACED] * severely;
}

// Lost by migration in an episode: in straight lines from its start to its visits and its end.
static double lost_by_migration(const vro_twin_course *course, const vro_twin_episode *episode,
                                const double *value) {
    double duration = episode->end - episode->start;
    int visits = vro_twin_visits_within(&course->child, value, duration);
    straight_line line = {.to = episode->start, .migration_to = episode->migration};
    double lost = 0;
    for (int visit = 1; visit <= visits + 1; visit++) {
        double s = visit > visits
                       ? duration
                       : fmin(vro_twin_visit_time(&course->child, value, visit), duration);
        line.from = line.to;
        line.migration_from = line.migration_to;
        line.to = episode->start + s;
        line.migration_to = vro_twin_migration_at(&episode->growth, s);
        lost += lost_on_line(&line, value);
    }
    return lost;
}

static double lost_by_adverse_events(const vro_twin_episode *episode, const double *value) {
    double lost = 0;
    for (int i = 0; i < VRO_TWIN_ADVERSE_EVENTS; i++)
        if (episode->adverse[i])
            lost += value[ADVERSE_LOSS[i]];
    return lost * exp(-value[VRO_ECONOMICS_DISCOUNT_HEALTH] * episode->start);
}

// Discounted years, by the end of follow-up, of something that lasts for so many weeks.
static double lasting(const vro_twin_course *course, const double *value, double start,
                      double weeks) {
    return discounted_years(value[VRO_ECONOMICS_DISCOUNT_HEALTH], start,
                            fmin(start + weeks / WEEKS_PER_YEAR, course->follow_up.end));
}

// Lost by a bone that heals and by a cast, from the start of a session.
static double lost_by_recovery(const vro_twin_course *course, const double *value, double start,
                               double healing_weeks, double spica_weeks) {
    return value[VRO_UTILITY_HEALING] * lasting(course, value, start, healing_weeks) +
           value[VRO_UTILITY_SPICA] * lasting(course, value, start, spica_weeks);
}

static double lost_by_index_session(const vro_twin_course *course, const double *value) {
    const vro_twin_episode *index = &course->episode[0][0];
    const vro_twin_episode *other = &course->episode[1][0];
    double healing = fmax(index->osteotomy ? index->healing_weeks : 0,
                          other->osteotomy ? other->healing_weeks : 0);
    return lost_by_recovery(course, value, 0, healing,
                            fmax(index->spica_weeks, other->spica_weeks));
}

static double lost_by_side(const vro_twin_course *course, int hip, const double *value) {
    double lost = 0;
    for (int i = 0; i < course->episodes[hip]; i++) {
        const vro_twin_episode *episode = &course->episode[hip][i];
        lost += lost_by_migration(course, episode, value) + lost_by_adverse_events(episode, value);
        if (i > 0) {
            lost += lost_by_recovery(course, value, episode->start,
                                     episode->osteotomy ? episode->healing_weeks : 0,
                                     episode->spica_weeks);
        }
    }
    return lost;
}

double vro_twin_qaly(const vro_twin_course *course, const double *value) {
    double rate = value[VRO_ECONOMICS_DISCOUNT_HEALTH];
    return value[VRO_UTILITY_BASELINE] * discounted_years(rate, 0, course->follow_up.end) -
           lost_by_index_session(course, value) - lost_by_side(course, 0, value) -
           lost_by_side(course, 1, value);
}
