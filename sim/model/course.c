#include "vrosim/model/course.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/complication.h"
#include "vrosim/model/end_of_follow_up.h"
#include "vrosim/model/growth.h"
#include "vrosim/model/healing.h"
#include "vrosim/model/operation.h"

#include <math.h>
#include <string.h>

static const float DEATH_AFTER_OPERATION = 0.1f; // years; model.md 2.2

// Children who are simulated together, their hips, and the draws of their index operation.
typedef struct subjects {
    const vro_children *children;
    vro_hips *hips;
    vro_episode_draws *index_draws;
} subjects;

static void load_subjects(subjects who, const vro_jump *jumps) {
    const vro_hips *hips = who.hips;
    vro_hips_load_children(who.hips, who.children);
    vro_episode_draws_bind(who.index_draws, hips->state, hips->count, hips->index_hips, 0, jumps);
}

void vro_course_load_children(vro_course *self, const vro_children *children) {
    self->children = children;
    load_subjects((subjects){children, &self->all_hips, &self->index_draws}, self->jumps);
}

// D is the first of death from other causes and operative death, H the first of the horizon and D;
// model.md 2.3. A bone operation kills with probability mortality.operation; the index session
// counts once for both hips; model.md 2.2.
VRO_VECTOR static void apply_index_death(const vro_children *children, const vro_hips *hips,
                                         vro_bernoulli bernoulli, vro_course *self) {
    const size_t n = children->count;
    for (size_t i = 0; i < vro_lanes(n); i++) {
        const uint32_t bone =
            hips->osteotomy[i] | hips->pelvic[i] | hips->osteotomy[n + i] | hips->pelvic[n + i];
        const uint32_t dies = bone & vro_happens(children->death_draw[i], bernoulli);
        const float operative = dies ? DEATH_AFTER_OPERATION : INFINITY;
        self->death[i] = vro_smaller(children->natural_death[i], operative);
        self->end[i] = vro_smaller(children->end[i], operative);
    }
}

static void start_index_session(vro_course *self, subjects who,
                                const vro_model_parameters *parameters) {
    const size_t n = who.children->count;
    const vro_bernoulli bilateral = parameters->bernoulli[VRO_PLAN_BILATERAL];
    for (size_t i = 0; i < n; i++)
        self->bilateral[i] = vro_happens(who.children->bilateral_draw[i], bilateral);
    vro_hips_start(who.hips, who.children, parameters);
    vro_operation_plan_index(who.hips, who.children, self->bilateral, parameters, who.index_draws);
    apply_index_death(who.children, who.hips, parameters->bernoulli[VRO_MORTALITY_OPERATION], self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        memcpy(who.hips->end + hip * n, self->end, n * sizeof(float));
}

// The earliest of the competing events with t + s <= H. Of equal times the first of the list
// counts; model.md 7.
VRO_VECTOR static void find_next_event(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float left = hips->end[i] - hips->start[i];
        float time = hips->event_time[VRO_CAUSE_LOSS][i];
        int32_t cause = VRO_CAUSE_LOSS;
        for (int other = VRO_CAUSE_COMPLICATION; other < VRO_CAUSES; other++) {
            const float candidate = hips->event_time[other][i];
            cause = candidate < time ? other : cause;
            time = vro_smaller(candidate, time);
        }
        hips->next_cause[i] = time <= left ? cause : VRO_CAUSE_NONE;
        hips->next_time[i] = vro_smaller(time, left);
    }
}

VRO_VECTOR static void follow_to_end(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        hips->next_cause[i] = VRO_CAUSE_NONE;
        hips->next_time[i] = hips->end[i] - hips->start[i];
    }
}

// Counts revisions and planned removals. A removal takes place if it comes before the next event
// and by the end of follow-up, else it lapses; model.md 7.2.
VRO_VECTOR static void count_procedures(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t revised = hips->next_cause[i] != VRO_CAUSE_NONE;
        const uint32_t before = hips->removal[i] < hips->next_time[i];
        const uint32_t at_end = (hips->removal[i] == hips->next_time[i]) & (revised ^ 1);
        const uint32_t removed = before | at_end;
        hips->removal[i] = removed ? hips->removal[i] : INFINITY;
        hips->history[i] += (revised << VRO_HISTORY_REVISIONS) + (removed << VRO_HISTORY_REMOVALS) +
                            (removed << VRO_HISTORY_OPERATIONS);
    }
}

// Operation, healing, and what comes next; model.md 5, 6 and 7. The fourth episode has no next.
static void simulate_episode(vro_course *self, vro_hips *hips, vro_episode_draws *draws,
                             const vro_model_parameters *parameters) {
    vro_operation_operate(hips, parameters, draws);
    vro_healing_simulate(hips, parameters, draws, &self->scratch);
    if (self->log)
        vro_event_log_open(self->log, hips);
    vro_complication_simulate(hips, parameters, draws, &self->scratch);
    vro_growth_prepare(hips, parameters);
    if (hips->episode + 1 < VRO_EPISODES) {
        vro_growth_find_rescue(hips, parameters, draws, &self->scratch);
        find_next_event(hips);
    } else {
        follow_to_end(hips);
    }
    count_procedures(hips);
}

// Brings hips to the end of their episode. children: count in the set of episode 0.
static void finish_episode(vro_course *self, vro_hips *hips, size_t children,
                           const vro_model_parameters *parameters) {
    if (vro_outcome_set_has(parameters->outcomes, VRO_COST))
        vro_economics_add_episode(&self->economics, hips, children, parameters, &self->scratch);
    vro_growth_advance(hips, parameters, &self->scratch);
    if (self->log)
        vro_event_log_close(self->log, hips);
}

static void record_index_operation(const vro_course *self, vro_index_operation *to) {
    const vro_hips *hips = &self->all_hips;
    const size_t bytes = hips->index_hips * sizeof(float);
    memcpy(to->bilateral, self->bilateral, bytes);
    memcpy(to->osteotomy, hips->osteotomy, bytes);
    memcpy(to->soft_tissue, hips->soft_tissue, bytes);
    memcpy(to->pelvic, hips->pelvic, bytes);
    memcpy(to->spica, hips->spica, bytes);
    memcpy(to->nsa, hips->nsa, bytes);
    memcpy(to->anteversion, hips->anteversion, bytes);
    memcpy(to->migration, hips->migration, bytes);
}

// Writes the outcomes of the index hips' first episode.
VRO_VECTOR static void record_first_episode(const vro_hips *hips, vro_results *results) {
    for (size_t i = 0; i < vro_lanes(hips->index_hips); i++) {
        const uint32_t revised = hips->next_cause[i] != VRO_CAUSE_NONE;
        const int32_t healing = vro_steps_of(hips->healing[i]);
        results->cause[i] = hips->next_cause[i];
        results->revision_time[i] = revised ? hips->next_time[i] : INFINITY;
        results->outcome[VRO_LOSS_OF_POSITION][i] = (int32_t)hips->position_lost[i];
        results->outcome[VRO_HEALING_WEEKS][i] = hips->osteotomy[i] ? healing : VRO_NO_VALUE;
    }
}

// A later bone operation kills with probability mortality.operation; model.md 2.2.
static void apply_operative_deaths(vro_course *self, size_t children,
                                   const vro_model_parameters *parameters) {
    const vro_hips *hips = &self->active_hips;
    const vro_bernoulli bernoulli = parameters->bernoulli[VRO_MORTALITY_OPERATION];
    vro_deaths_scratch *scratch = &self->scratch.deaths;
    if (!bernoulli.possible)
        return;
    vro_episode_draws_events(&self->later_draws, VRO_SLOT_DEATH, bernoulli, scratch->dies);
    for (size_t i = 0; i < hips->count; i++)
        scratch->dies[i] &= hips->osteotomy[i] | hips->pelvic[i];
    vro_selection_find(&scratch->selection, scratch->dies, hips->count);
    for (size_t j = 0; j < scratch->selection.count; j++) {
        const int32_t i = scratch->selection.places[j];
        const size_t child = (size_t)hips->place_in_all[i] % children;
        self->death[child] =
            vro_smaller(self->death[child], hips->start[i] + DEATH_AFTER_OPERATION);
    }
}

static void simulate_reoperations(vro_course *self, subjects who,
                                  const vro_model_parameters *parameters) {
    vro_hips *hips = &self->active_hips;
    vro_episode_draws *draws = &self->later_draws;
    for (unsigned episode = 1; episode < VRO_EPISODES; episode++) {
        vro_hips_continue(hips, episode == 1 ? who.hips : hips);
        if (hips->count == 0)
            return;
        vro_episode_draws_bind(draws, hips->state, hips->count, hips->index_hips, episode,
                               self->jumps);
        vro_operation_plan_reoperation(hips, parameters, draws);
        apply_operative_deaths(self, who.children->count, parameters);
        simulate_episode(self, hips, draws, parameters);
        finish_episode(self, hips, who.children->count, parameters);
        vro_hips_write_back(hips, who.hips);
    }
}

static void simulate(vro_course *self, subjects who, const vro_model_parameters *parameters,
                     vro_results *results) {
    const size_t n = who.children->count;
    const float horizon = parameters->number[VRO_FOLLOWUP_HORIZON];
    results->children = n;
    results->outcomes = parameters->outcomes;
    if (vro_outcome_set_has(parameters->outcomes, VRO_COST))
        vro_economics_start(&self->economics, n);
    if (self->log)
        vro_event_log_clear(self->log);
    start_index_session(self, who, parameters);
    simulate_episode(self, who.hips, who.index_draws, parameters);
    record_first_episode(who.hips, results);
    if (self->index_operation && who.hips == &self->all_hips)
        record_index_operation(self, self->index_operation);
    finish_episode(self, who.hips, n, parameters);
    simulate_reoperations(self, who, parameters);
    for (size_t i = 0; i < n; i++)
        results->death_time[i] = self->death[i] <= horizon ? self->death[i] : INFINITY;
    vro_end_of_follow_up_measure((vro_followed){who.children, who.hips, self->bilateral, self->end},
                                 parameters, &self->scratch, results);
    if (vro_outcome_set_has(parameters->outcomes, VRO_COST))
        vro_economics_finish(&self->economics, self->end, parameters, results);
}

// Selects the children whose death by a later operation comes before the end of the follow-up that
// was simulated.
static void find_truncated(vro_course *self) {
    uint32_t *truncated = self->scratch.deaths.dies;
    for (size_t i = 0; i < self->children->count; i++)
        truncated[i] = self->death[i] < self->end[i];
    vro_selection_find(&self->truncated, truncated, self->children->count);
}

static void copy_result(const vro_results *from, size_t source, size_t place, vro_results *to) {
    const vro_outcome_set *outcomes = from->outcomes;
    for (size_t i = 0; i < outcomes->count; i++)
        to->outcome[outcomes->ids[i]][place] = from->outcome[outcomes->ids[i]][source];
    to->cause[place] = from->cause[source];
    to->revision_time[place] = from->revision_time[source];
    to->death_time[place] = from->death_time[source];
}

// What comes before a death does not depend on it, so the second simulation finds no earlier one.
void vro_course_run(vro_course *self, const vro_model_parameters *parameters,
                    vro_results *results) {
    const subjects all = {self->children, &self->all_hips, &self->index_draws};
    const subjects truncated = {&self->truncated_children, &self->truncated_hips,
                                &self->later_draws};
    simulate(self, all, parameters, results);
    find_truncated(self);
    if (self->truncated.count == 0)
        return;
    vro_children_select(self->children, &self->truncated, self->death, &self->truncated_children);
    load_subjects(truncated, self->jumps);
    simulate(self, truncated, parameters, &self->truncated_results);
    for (size_t i = 0; i < self->truncated.count; i++)
        copy_result(&self->truncated_results, i, (size_t)self->truncated.places[i], results);
}
