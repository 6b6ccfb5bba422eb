#include "vrosim/model/course.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/complication.h"
#include "vrosim/model/end_of_follow_up.h"
#include "vrosim/model/growth.h"
#include "vrosim/model/healing.h"
#include "vrosim/model/operation.h"

#include <math.h>
#include <string.h>

static const float DEATH_AFTER_OPERATION = 0.1f; // years

// Who lives a run: the children, their hips, and the luck of their index operation.
typedef struct cohort {
    const vro_children *children;
    vro_hips *hips;
    vro_episode_draws *draws;
} cohort;

static void meet(cohort who, const vro_jump *jumps) {
    vro_hips_load_children(who.hips, who.children);
    vro_episode_draws_bind(who.draws, who.hips->state, who.hips->count, who.hips->index_hips, 0,
                           jumps);
}

void vro_course_load_children(vro_course *self, const vro_children *children) {
    self->children = children;
    meet((cohort){children, &self->all_hips, &self->index_draws}, self->jumps);
}

// The index session counts once for both hips.
VRO_VECTOR static void die_of_index_session(cohort who, vro_bernoulli bernoulli, vro_course *self) {
    const vro_children *children = who.children;
    const vro_hips *hips = who.hips;
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

static void open_index(vro_course *self, cohort who, const vro_model_parameters *parameters) {
    const size_t n = who.children->count;
    const vro_bernoulli bilateral = parameters->bernoulli[VRO_PLAN_BILATERAL];
    for (size_t i = 0; i < n; i++)
        self->bilateral[i] = vro_happens(who.children->bilateral_draw[i], bilateral);
    vro_hips_start(who.hips, who.children, parameters);
    vro_operation_plan_index(who.hips, who.children, self->bilateral, parameters, who.draws);
    die_of_index_session(who, parameters->bernoulli[VRO_MORTALITY_OPERATION], self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        memcpy(who.hips->end + hip * n, self->end, n * sizeof(float));
}

// The first of the competing events that comes by the end; ties go to the first in the list.
VRO_VECTOR static void choose_next(vro_hips *hips) {
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

// A planned removal takes place if it comes before the next event and by the end; else it lapses.
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

// Operate, heal, see what comes first, grow until then.
static void live_episode(vro_hips *hips, const vro_model_parameters *parameters,
                         vro_episode_draws *draws, vro_event_log *log) {
    vro_operation_operate(hips, parameters, draws);
    vro_healing_simulate(hips, parameters, draws);
    if (log)
        vro_event_log_open(log, hips);
    vro_complication_simulate(hips, parameters, draws);
    vro_growth_prepare(hips, parameters);
    if (hips->episode + 1 < VRO_EPISODES) {
        vro_growth_find_rescue(hips, parameters, draws);
        choose_next(hips);
    } else {
        follow_to_end(hips);
    }
    count_procedures(hips);
}

// A later bone operation that kills, 0.1 years after it.
static void die_of_operations(const vro_hips *hips, const vro_model_parameters *parameters,
                              vro_episode_draws *draws, size_t children, float *death) {
    uint32_t dies[VRO_CHUNK_HIPS];
    vro_selection selection;
    if (!parameters->bernoulli[VRO_MORTALITY_OPERATION].possible)
        return;
    vro_episode_draws_events(draws, VRO_SLOT_DEATH, parameters->bernoulli[VRO_MORTALITY_OPERATION],
                             dies);
    for (size_t i = 0; i < hips->count; i++)
        dies[i] &= hips->osteotomy[i] | hips->pelvic[i];
    vro_selection_find(&selection, dies, hips->count);
    for (size_t j = 0; j < selection.count; j++) {
        const int32_t i = selection.places[j];
        const size_t child = (size_t)hips->place_in_all[i] % children;
        death[child] = vro_smaller(death[child], hips->start[i] + DEATH_AFTER_OPERATION);
    }
}

static void note_index_operation(const vro_course *self, vro_index_operation *to) {
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

// What the end of follow-up needs to know of the index hips' first episode.
VRO_VECTOR static void note_first_episode(const vro_hips *hips, vro_results *results) {
    for (size_t i = 0; i < vro_lanes(hips->index_hips); i++) {
        const uint32_t revised = hips->next_cause[i] != VRO_CAUSE_NONE;
        const int32_t healing =
            vro_nearest(vro_smaller(hips->healing[i], 4000.0f) * VRO_STEPS_PER_UNIT);
        results->cause[i] = hips->next_cause[i];
        results->revision_time[i] = revised ? hips->next_time[i] : INFINITY;
        results->outcome[VRO_LOSS_OF_POSITION][i] = (int32_t)hips->position_lost[i];
        results->outcome[VRO_HEALING_WEEKS][i] = hips->osteotomy[i] ? healing : VRO_NO_VALUE;
    }
}

// Brings the hips to the end of their episode.
static void pass_time(vro_course *self, vro_hips *hips, cohort who,
                      const vro_model_parameters *parameters) {
    if (parameters->outcomes > VRO_FIRST_ECONOMIC)
        vro_economics_add_episode(&self->economics, hips, who.children->count, parameters);
    vro_growth_advance(hips, parameters);
    if (self->log)
        vro_event_log_close(self->log, hips);
}

static void live_further(vro_course *self, cohort who, const vro_model_parameters *parameters) {
    vro_hips *hips = &self->active_hips;
    vro_episode_draws *draws = &self->later_draws;
    for (unsigned episode = 1; episode < VRO_EPISODES; episode++) {
        vro_hips_continue(hips, episode == 1 ? who.hips : hips);
        if (hips->count == 0)
            return;
        vro_episode_draws_bind(draws, hips->state, hips->count, hips->index_hips, episode,
                               self->jumps);
        vro_operation_plan_reoperation(hips, parameters, draws);
        die_of_operations(hips, parameters, draws, who.children->count, self->death);
        live_episode(hips, parameters, draws, self->log);
        pass_time(self, hips, who, parameters);
        vro_hips_write_back(hips, who.hips);
    }
}

static void live(vro_course *self, cohort who, const vro_model_parameters *parameters,
                 vro_results *results) {
    const size_t n = who.children->count;
    const float horizon = parameters->number[VRO_FOLLOWUP_HORIZON];
    results->children = n;
    results->outcomes = parameters->outcomes;
    if (parameters->outcomes > VRO_FIRST_ECONOMIC)
        vro_economics_start(&self->economics, n);
    if (self->log)
        vro_event_log_clear(self->log);
    open_index(self, who, parameters);
    live_episode(who.hips, parameters, who.draws, self->log);
    note_first_episode(who.hips, results);
    if (self->index_operation && who.hips == &self->all_hips)
        note_index_operation(self, self->index_operation);
    pass_time(self, who.hips, who, parameters);
    live_further(self, who, parameters);
    for (size_t i = 0; i < n; i++)
        results->death_time[i] = self->death[i] <= horizon ? self->death[i] : INFINITY;
    vro_end_of_follow_up_measure(who.children, who.hips, self->bilateral, self->end, parameters,
                                 results);
    if (parameters->outcomes > VRO_FIRST_ECONOMIC)
        vro_economics_finish(&self->economics, self->end, parameters, results);
}

// Whose death by a later operation cuts the follow-up that was run short.
static void find_cut_short(const vro_course *self, size_t children, vro_selection *selection) {
    uint32_t cut_short[VRO_CHUNK];
    for (size_t i = 0; i < children; i++)
        cut_short[i] = self->death[i] < self->end[i];
    vro_selection_find(selection, cut_short, children);
}

static void copy_result(const vro_results *from, size_t source, size_t place, vro_results *to) {
    for (size_t outcome = 0; outcome < from->outcomes; outcome++)
        to->outcome[outcome][place] = from->outcome[outcome][source];
    to->cause[place] = from->cause[source];
    to->revision_time[place] = from->revision_time[source];
    to->death_time[place] = from->death_time[source];
}

// What comes before a death does not depend on it, so the second run finds no earlier one.
void vro_course_run(vro_course *self, const vro_model_parameters *parameters,
                    vro_results *results) {
    const cohort all = {self->children, &self->all_hips, &self->index_draws};
    const cohort cut_short = {&self->truncated_children, &self->truncated_hips, &self->later_draws};
    vro_selection selection;
    live(self, all, parameters, results);
    find_cut_short(self, self->children->count, &selection);
    if (selection.count == 0)
        return;
    vro_children_select(self->children, &selection, self->death, &self->truncated_children);
    meet(cut_short, self->jumps);
    live(self, cut_short, parameters, &self->truncated_results);
    for (size_t i = 0; i < selection.count; i++)
        copy_result(&self->truncated_results, i, (size_t)selection.places[i], results);
}
