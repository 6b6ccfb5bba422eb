// See twin.h.
#include "twin.h"

#include "worth.h"

#include <math.h>
#include <stdlib.h>

vro_status vro_twin_init(vro_twin *self, const vro_scenario *scenario) {
    *self = (vro_twin){.parameters = vro_twin_parameters_new(scenario)};
    if (!self->parameters)
        return VRO_NO_MEMORY;
    self->strategies = scenario->strategies;
    vro_twin_parameters_levels(self->parameters, self->level_up_to);
    vro_outcome_set_init(&self->outcomes, scenario);
    return VRO_OK;
}

void vro_twin_free(vro_twin *self) {
    free(self->parameters);
    *self = (vro_twin){0};
}

static void count_episode(const vro_twin_episode *episode, vro_twin_side *side) {
    side->operations += episode->operation;
    side->removals += episode->removed;
    for (int i = 0; i < VRO_TWIN_ADVERSE_EVENTS; i++)
        side->adverse[i] += episode->adverse[i];
    side->seen_failed = fmin(side->seen_failed, episode->start + episode->seen_failed_after);
    if (episode->cause == VRO_CAUSE_NONE) {
        side->position_lost = episode->position_lost;
        side->healing_weeks = episode->healing_weeks;
        side->spica_weeks = episode->spica_weeks;
    } else {
        side->later_healing_weeks += episode->osteotomy ? episode->healing_weeks : 0;
        side->later_spica_weeks += episode->spica_weeks;
    }
}

// A session is no reoperation: model.md 7.5.
static void count_reoperation(const vro_twin_episode *episode, vro_twin_side *side) {
    if (episode->cause == VRO_CAUSE_NONE || episode->cause == VRO_CAUSE_SESSION)
        return;
    if (side->reoperations++ == 0) {
        side->first_cause = episode->cause;
        side->first_reoperation = episode->start;
    }
    side->rescued |= episode->cause == VRO_CAUSE_MIGRATION;
}

static void live_hip(vro_twin_scene *scene, const vro_twin_hip *natural, vro_twin_course *course) {
    unsigned hip = scene->hip;
    vro_twin_side *side = &course->side[hip];
    *side = vro_twin_side_natural(*natural);
    vro_cause cause = VRO_CAUSE_NONE;
    double start = 0;
    course->episodes[hip] = 0;
    do {
        scene->episode = (unsigned)course->episodes[hip]++;
        vro_twin_episode *episode = &course->episode[hip][scene->episode];
        *episode = vro_twin_episode_live(scene, cause, start, &side->hip);
        count_episode(episode, side);
        count_reoperation(episode, side);
        cause = episode->next;
        start = episode->end;
    } while (cause != VRO_CAUSE_NONE);
}

// When the index hip takes the other along: model.md 7.5.
static double session_time(const vro_twin_course *course) {
    for (int i = 0; course->symmetric && i < course->episodes[0]; i++) {
        const vro_twin_episode *episode = &course->episode[0][i];
        if (episode->cause == VRO_CAUSE_MIGRATION && episode->osteotomy)
            return episode->start;
    }
    return INFINITY;
}

// The index hip first, whose course does not depend on the other's.
static void live_both_hips(const vro_twin *self, const vro_twin_draws *draws,
                           vro_twin_course *course) {
    vro_twin_scene scene = {
        .draws = *draws,
        .child = &course->child,
        .end = course->follow_up.end,
        .session = INFINITY,
        .planned = true,
    };
    live_hip(&scene, &self->hip[0], course);
    course->session = session_time(course);
    scene.session = course->session;
    scene.planned = course->follow_up.bilateral;
    scene.hip = 1;
    live_hip(&scene, &self->hip[1], course);
}

static double first_operative_death(const vro_twin_course *course) {
    double death = INFINITY;
    for (int hip = 0; hip < VRO_HIPS; hip++)
        for (int i = 0; i < course->episodes[hip]; i++)
            death = fmin(death, course->episode[hip][i].death);
    return death;
}

static vro_twin_draws draws_under(vro_twin *self, size_t strategy, int level) {
    return (vro_twin_draws){
        .parameters = &self->parameters[strategy * VRO_LEVELS + (size_t)level],
        .outputs = self->outputs,
        .drawn = self->drawn,
        .given = self->given,
    };
}

void vro_twin_meet(vro_twin *self, const uint32_t *outputs) {
    double u = vro_twin_draw_probability(outputs, VRO_SLOT_LEVEL).below;
    int level = vro_twin_level(self->level_up_to, u);
    if (self->given && !isnan(self->given[VRO_CHILD_GMFCS]))
        level = (int)self->given[VRO_CHILD_GMFCS] - 1;
    self->outputs = outputs;
    const vro_twin_draws draws = draws_under(self, 0, level);
    self->child = vro_twin_draw_child(&draws, level);
    vro_twin_draw_hips(&draws, self->hip);
}

static void equalise_legs(const vro_twin_draws *draws, vro_twin_course *course) {
    const double *value = draws->parameters->value;
    vro_twin_follow_up *follow_up = &course->follow_up;
    double lld = vro_twin_lld(&course->child, value, follow_up->end, course->side);
    follow_up->equalised =
        vro_twin_may_equalise(&course->child, value, follow_up->end, lld) &&
        vro_twin_draw_event(draws, VRO_SLOT_EQUALISATION, value[VRO_LENGTH_EQUALISATION]);
    if (follow_up->equalised) {
        lld =
            vro_twin_equalise(lld, vro_twin_draw_distribution(draws, VRO_SLOT_EQUALISATION_RESIDUAL,
                                                              VRO_LENGTH_EQUALISATION_RESIDUAL));
    }
    follow_up->lld = lld;
}

// The whole course. What comes before the first operative death does not depend on it, so the
// course is run to the end that is known without it, then again to it where there is one.
static void live(const vro_twin *self, const vro_twin_draws *draws, vro_twin_course *course) {
    const double *value = draws->parameters->value;
    double horizon = value[VRO_FOLLOWUP_HORIZON];
    course->other_death =
        vro_twin_draw_exponential(draws, VRO_SLOT_OTHER_DEATH, value[VRO_MORTALITY_RATE]);
    course->death_time = course->other_death;
    course->follow_up.end = fmin(horizon, course->death_time);
    live_both_hips(self, draws, course);
    double operative = first_operative_death(course);
    course->death_time = fmin(course->death_time, operative);
    if (operative < course->follow_up.end) {
        course->follow_up.end = operative;
        live_both_hips(self, draws, course);
    }
    course->follow_up.died = course->death_time <= horizon;
}

void vro_twin_run(vro_twin *self, size_t strategy, vro_twin_course *course) {
    const vro_twin_draws draws = draws_under(self, strategy, self->child.level);
    const double *value = draws.parameters->value;
    *course = (vro_twin_course){.child = self->child};
    course->follow_up.bilateral =
        vro_twin_draw_event(&draws, VRO_SLOT_BILATERAL, value[VRO_PLAN_BILATERAL]);
    course->symmetric =
        vro_twin_draw_event(&draws, VRO_SLOT_SYMMETRIC, value[VRO_RESCUE_BILATERAL]);
    live(self, &draws, course);
    equalise_legs(&draws, course);
    course->times = vro_twin_times_of(value, &course->follow_up, course->side);
    course->cause = course->side[0].first_cause;
    vro_twin_outcomes_by(&self->outcomes.landmarks, &course->times, course->outcome);
    vro_twin_outcomes(&course->child, value, &course->follow_up, course->side, course->outcome);
    if (self->outcomes.costs)
        course->outcome[VRO_COST] = vro_twin_cost(course, value);
    if (self->outcomes.utilities)
        course->outcome[VRO_QALY] = vro_twin_qaly(course, value);
}
