#include "vrosim/model/course.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"
#include "vrosim/model/complication.h"
#include "vrosim/model/end_of_follow_up.h"
#include "vrosim/model/growth.h"
#include "vrosim/model/healing.h"
#include "vrosim/model/next_event.h"
#include "vrosim/model/operation.h"
#include "vrosim/model/rare_draws.h"
#include "vrosim/model/visits.h"

#include <math.h>
#include <string.h>

// Children who are simulated together, their hips in episode 0, and the draws of that.
typedef struct subjects {
    const vro_children *children;
    vro_hips *hips;           // [VRO_HIPS]
    vro_episode_draws *draws; // [VRO_HIPS]
    uint32_t *bilateral;      // [VRO_CHUNK]
} subjects;

static void load_subjects(subjects who, const vro_slot_draws *slots) {
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_hips_load_children(&who.hips[hip], who.children, hip);
        vro_episode_draws_bind(&who.draws[hip], who.hips[hip].state, who.children->count, hip, 0,
                               slots);
    }
}

void vro_course_load_children(vro_course *self, const vro_children *children) {
    self->children = children;
    self->ages.known = false;
    load_subjects((subjects){children, self->first_hips, self->first_draws, self->bilateral},
                  self->slots);
}

// D is the first of death from other causes and operative death, H the first of the horizon and D;
// model.md 2.3. A bone operation kills with probability mortality.operation; the index session
// counts once for both hips; model.md 2.2. dies: 1 where it would kill, [children].
VRO_VECTOR static void apply_index_death(subjects who, const uint32_t *dies, vro_course *self) {
    const vro_hips *index = &who.hips[0], *other = &who.hips[1];
    for (size_t i = 0; i < index->lanes; i++) {
        const uint32_t bone =
            index->osteotomy[i] | index->pelvic[i] | other->osteotomy[i] | other->pelvic[i];
        const float operative = bone & dies[i] ? VRO_DEATH_AFTER_OPERATION : INFINITY;
        self->death[i] = vro_smaller(who.children->natural_death[i], operative);
        self->end[i] = vro_smaller(who.children->end[i], operative);
    }
}

static void start_index_session(vro_course *self, subjects who,
                                const vro_model_parameters *parameters, vro_results *results) {
    const size_t n = who.children->count;
    const vro_bernoulli bilateral = parameters->bernoulli[VRO_PLAN_BILATERAL];
    for (size_t i = 0; i < n; i++)
        who.bilateral[i] = vro_happens(who.children->bilateral_draw[i], bilateral);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_hips_start(&who.hips[hip], who.children, parameters);
        vro_operation_plan_index(&who.hips[hip], who.bilateral, parameters, &who.draws[hip]);
    }
    memcpy(who.hips[1].rate, who.hips[0].rate, n * sizeof(float));
    vro_episode_draws_events(&who.draws[0], VRO_SLOT_DEATH,
                             parameters->bernoulli[VRO_MORTALITY_OPERATION],
                             self->scratch.deaths.dies);
    apply_index_death(who, self->scratch.deaths.dies, self);
    vro_rare_draws_start(who.hips, who.children->end, results);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        memcpy(who.hips[hip].end, self->end, n * sizeof(float));
}

// What the age of children decides is kept for the index operation of the loaded children.
static vro_growth_of_children *ages_of(vro_course *self, const vro_hips *hips) {
    if (hips == &self->first_hips[0] || hips == &self->first_hips[1])
        return &self->ages;
    self->scratch.ages.known = false;
    return &self->scratch.ages;
}

// An episode: operation, healing, and what comes next; model.md 5, 6 and 7. The fourth has no next.
// index: the index hips of the same session, or NULL.
static void simulate_episode(vro_course *self, vro_hips *hips, vro_episode_draws *draws,
                             const vro_model_parameters *parameters, const vro_hips *index) {
    vro_operation_operate(hips, parameters, draws);
    vro_healing_simulate(hips, parameters, draws, &self->scratch);
    if (self->log)
        vro_event_log_open(self->log, hips);
    vro_complication_simulate(hips, parameters, draws, &self->scratch);
    vro_growth_prepare(hips, parameters, ages_of(self, hips));
    vro_visits_simulate(hips, parameters, draws, &self->scratch);
    vro_next_event_find(hips, self->milestones.session, self->scratch.sessions);
    vro_milestones_note(&self->milestones, hips, index);
}

// Brings hips to the end of their episode.
static void finish_episode(vro_course *self, vro_hips *hips, const vro_model_parameters *parameters,
                           const vro_hips *index) {
    if (self->log)
        vro_event_log_note_visits(self->log, hips, parameters);
    if (vro_outcome_set_has(parameters->outcomes, VRO_COST))
        vro_economics_add_episode(&self->economics, hips, index, parameters, &self->scratch);
    vro_growth_advance(hips, parameters, &self->scratch.growth);
    if (self->log)
        vro_event_log_close(self->log, hips);
}

static void record_index_operation(const vro_course *self, vro_index_operation *to) {
    const vro_hips *hips = &self->first_hips[0];
    const size_t bytes = hips->count * sizeof(float);
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
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t revised = hips->next_cause[i] != VRO_CAUSE_NONE;
        const int32_t healing = vro_steps_of(hips->healing[i]);
        results->cause[i] = hips->next_cause[i];
        results->revision_time[i] = revised ? hips->next_time[i] : INFINITY;
        results->outcome[VRO_LOSS_OF_POSITION][i] = (int32_t)hips->position_lost[i];
        results->outcome[VRO_HEALING_WEEKS][i] = hips->osteotomy[i] ? healing : VRO_NO_VALUE;
    }
}

// A later bone operation kills with probability mortality.operation; model.md 2.2.
static void apply_operative_deaths(vro_course *self, const vro_model_parameters *parameters) {
    const vro_hips *hips = &self->later_hips;
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
        const size_t child = (size_t)hips->child[i];
        self->death[child] =
            vro_smaller(self->death[child], hips->start[i] + VRO_DEATH_AFTER_OPERATION);
    }
}

// The reoperations of the hips of one side, episode by episode.
static void simulate_reoperations(vro_course *self, subjects who, unsigned hip,
                                  const vro_model_parameters *parameters, vro_results *results) {
    vro_hips *hips = &self->later_hips;
    vro_episode_draws *draws = &self->later_draws;
    for (unsigned episode = 1; episode < VRO_EPISODES; episode++) {
        vro_hips_continue(hips, episode == 1 ? &who.hips[hip] : hips);
        if (hips->count == 0)
            return;
        vro_episode_draws_bind(draws, hips->state, hips->count, hip, episode, self->slots);
        vro_operation_plan_reoperation(hips, parameters, draws);
        vro_rare_draws_add(hips, self->death, self->scratch.deaths.dies, results);
        apply_operative_deaths(self, parameters);
        simulate_episode(self, hips, draws, parameters, NULL);
        finish_episode(self, hips, parameters, NULL);
        vro_hips_write_back(hips, &who.hips[hip]);
        if (hip == 0)
            vro_milestones_note_sessions(&self->milestones, hips, who.children,
                                         parameters->bernoulli[VRO_RESCUE_BILATERAL]);
    }
}

// The index hips first, to their end: the others' courses depend on theirs by sessions alone;
// model.md 4.
static void simulate(vro_course *self, subjects who, const vro_model_parameters *parameters,
                     vro_results *results) {
    const size_t n = who.children->count;
    const float horizon = parameters->number[VRO_FOLLOWUP_HORIZON];
    results->children = n;
    results->outcomes = parameters->outcomes;
    results->chances = &parameters->chances;
    if (vro_outcome_set_has(parameters->outcomes, VRO_COST))
        vro_economics_start(&self->economics, n);
    if (self->log)
        vro_event_log_clear(self->log);
    vro_milestones_start(&self->milestones, n);
    start_index_session(self, who, parameters, results);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        const vro_hips *index = hip == 0 ? NULL : &who.hips[0];
        simulate_episode(self, &who.hips[hip], &who.draws[hip], parameters, index);
        if (hip == 0) {
            record_first_episode(&who.hips[hip], results);
            vro_rare_draws_note_loss(&who.hips[hip], results);
        }
        if (hip == 0 && self->index_operation && who.hips == self->first_hips)
            record_index_operation(self, self->index_operation);
        finish_episode(self, &who.hips[hip], parameters, index);
        simulate_reoperations(self, who, hip, parameters, results);
    }
    for (size_t i = 0; i < n; i++)
        results->death_time[i] = self->death[i] <= horizon ? self->death[i] : INFINITY;
    vro_end_of_follow_up_measure((vro_followed){who.children, self->slots, who.hips,
                                                &self->milestones, who.bilateral, self->end},
                                 parameters, &self->scratch, results);
    if (vro_outcome_set_has(parameters->outcomes, VRO_COST))
        vro_economics_finish(&self->economics, who.children, self->end, parameters, results);
}

// A course simulates the index session of all hips first, and no later episode changes what was
// done.
static void show_index_session(const vro_course *self, vro_results *results) {
    const vro_hips *hips = &self->first_hips[0];
    results->before = self->children;
    results->done[VRO_DONE_OSTEOTOMY] = hips->osteotomy;
    results->done[VRO_DONE_SOFT_TISSUE] = hips->soft_tissue;
    results->done[VRO_DONE_PELVIC] = hips->pelvic;
    results->done[VRO_DONE_SPICA] = hips->spica;
    results->done[VRO_DONE_BILATERAL] = self->bilateral;
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
    to->rare_draws[place] = from->rare_draws[source];
    to->loss_chance[place] = from->loss_chance[source];
}

// What comes before a death does not depend on it, so the second simulation finds no earlier one.
static void simulate_truncated(vro_course *self, const vro_model_parameters *parameters,
                               vro_results *results) {
    const subjects truncated = {&self->truncated_children, self->truncated_hips,
                                self->truncated_draws, self->truncated_bilateral};
    vro_children_select(self->children, &self->truncated, self->death, &self->truncated_children);
    load_subjects(truncated, self->slots);
    simulate(self, truncated, parameters, &self->truncated_results);
    for (size_t i = 0; i < self->truncated.count; i++)
        copy_result(&self->truncated_results, i, (size_t)self->truncated.places[i], results);
}

void vro_course_run(vro_course *self, const vro_model_parameters *parameters,
                    vro_results *results) {
    const subjects all = {self->children, self->first_hips, self->first_draws, self->bilateral};
    simulate(self, all, parameters, results);
    show_index_session(self, results);
    find_truncated(self);
    if (self->truncated.count > 0)
        simulate_truncated(self, parameters, results);
    vro_rare_draws_leave_out_natural_deaths(self->children,
                                            parameters->number[VRO_FOLLOWUP_HORIZON], results);
}
