#include "vrosim/model/complication.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <math.h>
#include <string.h>

// The hips at risk of an adverse event; model.md 7.2.
typedef enum risk { ANY_OPERATION, AFTER_OSTEOTOMY, AFTER_BONE_OPERATION, IN_SPICA } risk;

typedef struct adverse_event {
    vro_history_field counter;
    risk risk;
    vro_parameter_id probability;
    vro_parameter_id reoperation;
    vro_episode_slot slot;
    vro_episode_slot reoperation_slot;
} adverse_event;

static const adverse_event ADVERSE[] = {
    {VRO_HISTORY_INFECTION, ANY_OPERATION, VRO_COMPLICATION_INFECTION,
     VRO_COMPLICATION_INFECTION_REOPERATION, VRO_SLOT_INFECTION, VRO_SLOT_INFECTION_REOPERATION},
    {VRO_HISTORY_FRACTURE, AFTER_OSTEOTOMY, VRO_COMPLICATION_FRACTURE,
     VRO_COMPLICATION_FRACTURE_REOPERATION, VRO_SLOT_FRACTURE, VRO_SLOT_FRACTURE_REOPERATION},
    {VRO_HISTORY_AVN, AFTER_BONE_OPERATION, VRO_COMPLICATION_AVN, VRO_COMPLICATION_AVN_REOPERATION,
     VRO_SLOT_AVN, VRO_SLOT_AVN_REOPERATION},
    {VRO_HISTORY_PRESSURE_SORE, IN_SPICA, VRO_COMPLICATION_PRESSURE_SORE,
     VRO_COMPLICATION_PRESSURE_SORE_REOPERATION, VRO_SLOT_PRESSURE_SORE,
     VRO_SLOT_PRESSURE_SORE_REOPERATION}};
enum { ADVERSE_EVENTS = sizeof ADVERSE / sizeof ADVERSE[0] };

// A hip is at risk where either flag is set.
typedef struct risk_flags {
    const uint32_t *first;
    const uint32_t *second;
} risk_flags;

static risk_flags flags_of(const vro_hips *hips, risk at_risk) {
    const risk_flags rows[] = {[ANY_OPERATION] = {hips->operation, hips->operation},
                               [AFTER_OSTEOTOMY] = {hips->osteotomy, hips->osteotomy},
                               [AFTER_BONE_OPERATION] = {hips->osteotomy, hips->pelvic},
                               [IN_SPICA] = {hips->spica, hips->spica}};
    return rows[at_risk];
}

VRO_VECTOR static void record_adverse_event(const uint32_t *uniforms, vro_bernoulli bernoulli,
                                            risk_flags at_risk, vro_history_field counter,
                                            vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t exposed = at_risk.first[i] | at_risk.second[i];
        hips->adverse_events[i] |= (exposed & vro_happens(uniforms[i], bernoulli)) << counter;
    }
}

// A loop of its own: with two columns to write, the one above would not be vectorised, since the
// compiler could not tell them from those it reads.
VRO_VECTOR static void count_in_history(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->history[i] += hips->adverse_events[i];
}

static void draw_adverse_events(vro_hips *hips, const vro_model_parameters *parameters,
                                vro_episode_draws *draws) {
    memset(hips->adverse_events, 0, hips->lanes * sizeof *hips->adverse_events);
    for (int k = 0; k < ADVERSE_EVENTS; k++) {
        const adverse_event *event = &ADVERSE[k];
        const vro_bernoulli bernoulli = parameters->bernoulli[event->probability];
        if (bernoulli.possible)
            record_adverse_event(vro_episode_draws_uniforms(draws, event->slot), bernoulli,
                                 flags_of(hips, event->risk), event->counter, hips);
    }
    count_in_history(hips);
}

VRO_VECTOR static void mark_affected(const uint32_t *adverse_events, size_t n, uint32_t *flags) {
    for (size_t i = 0; i < n; i++)
        flags[i] = adverse_events[i] != 0;
}

// Avascular necrosis costs length for the years of growth that are left, and deforms head and
// socket, from the start of the episode on; model.md 7.2.
static void harm_growth(vro_hips *hips, const vro_model_parameters *parameters,
                        const vro_selection *affected) {
    const float per_year = parameters->number[VRO_COMPLICATION_AVN_SHORTENING];
    const float shape = parameters->number[VRO_COMPLICATION_AVN_SHAPE];
    for (size_t k = 0; k < affected->count; k++) {
        const size_t i = (size_t)affected->places[k];
        const uint32_t necrosis = (hips->adverse_events[i] >> VRO_HISTORY_AVN) & 1;
        const float growing = vro_larger(0.0f, hips->maturity[i] - (hips->age[i] + hips->start[i]));
        hips->bone_shortening[i] += necrosis ? per_year * growing : 0.0f;
        hips->shape[i] += necrosis ? shape : 0.0f;
    }
}

// Of the few hips with an adverse event: whether one of the events needs reoperation, and when.
static void draw_reoperations(vro_hips *hips, const vro_model_parameters *parameters,
                              vro_episode_draws *draws,
                              vro_complication_scratch *restrict scratch) {
    const vro_selection *selection = &scratch->selection;
    memset(scratch->needed, 0, selection->count * sizeof *scratch->needed);
    for (int k = 0; k < ADVERSE_EVENTS; k++) {
        const vro_bernoulli bernoulli = parameters->bernoulli[ADVERSE[k].reoperation];
        if (!bernoulli.possible)
            continue;
        vro_episode_draws_selected_uniforms(draws, ADVERSE[k].reoperation_slot, selection,
                                            scratch->uniforms);
        for (size_t i = 0; i < selection->count; i++)
            scratch->needed[i] |=
                (hips->adverse_events[selection->places[i]] >> ADVERSE[k].counter) &
                vro_happens(scratch->uniforms[i], bernoulli);
    }
    vro_episode_draws_selected_variates(draws, VRO_SLOT_COMPLICATION_TIME,
                                        parameters->distribution[VRO_COMPLICATION_TIME], selection,
                                        scratch->months);
    for (size_t i = 0; i < selection->count; i++)
        if (scratch->needed[i])
            hips->event_time[VRO_CAUSE_COMPLICATION][selection->places[i]] =
                scratch->months[i] / VRO_MONTHS_PER_YEAR;
}

VRO_VECTOR static void plan_removals(vro_hips *hips, const uint32_t *happens, const float *months) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->removal[i] =
            (happens[i] & hips->osteotomy[i]) ? months[i] * (1 / VRO_MONTHS_PER_YEAR) : INFINITY;
}

// A fracture one month after the removal always needs reoperation.
VRO_VECTOR static void refracture(vro_hips *hips, const uint32_t *happens) {
    float *complication = hips->event_time[VRO_CAUSE_COMPLICATION];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float time = happens[i] ? hips->removal[i] + 1 / VRO_MONTHS_PER_YEAR : INFINITY;
        complication[i] = vro_smaller(complication[i], time);
    }
}

static void draw_removals(vro_hips *hips, const vro_model_parameters *parameters,
                          vro_episode_draws *draws, uint32_t *happens) {
    vro_episode_draws_events(draws, VRO_SLOT_REMOVAL,
                             parameters->bernoulli[VRO_IMPLANT_REMOVAL_PROBABILITY], happens);
    plan_removals(hips, happens,
                  vro_episode_draws_variates(draws, VRO_SLOT_REMOVAL_TIME,
                                             parameters->distribution[VRO_IMPLANT_REMOVAL_TIME]));
    if (!parameters->bernoulli[VRO_IMPLANT_REFRACTURE].possible)
        return;
    vro_episode_draws_events(draws, VRO_SLOT_REFRACTURE,
                             parameters->bernoulli[VRO_IMPLANT_REFRACTURE], happens);
    refracture(hips, happens);
}

// Exponential, here with its mean in years, after an operation; model.md 7.4.
VRO_VECTOR static void draw_other(vro_hips *hips, float mean, const float *variates) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float time = variates[i] * mean;
        hips->event_time[VRO_CAUSE_OTHER][i] = hips->operation[i] ? time : INFINITY;
    }
}

VRO_VECTOR static void clear_complications(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        hips->event_time[VRO_CAUSE_COMPLICATION][i] = INFINITY;
        hips->event_time[VRO_CAUSE_OTHER][i] = INFINITY;
        hips->removal[i] = INFINITY;
    }
}

void vro_complication_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                               vro_episode_draws *draws, vro_scratch *scratch) {
    const float other_rate = parameters->number[VRO_OTHER_REOPERATION];
    clear_complications(hips);
    if (!vro_hips_any(hips, hips->operation))
        return;
    draw_adverse_events(hips, parameters, draws);
    mark_affected(hips->adverse_events, hips->lanes, scratch->complication.happens);
    vro_selection_find(&scratch->complication.selection, scratch->complication.happens,
                       hips->count);
    harm_growth(hips, parameters, &scratch->complication.selection);
    draw_reoperations(hips, parameters, draws, &scratch->complication);
    if (vro_hips_any(hips, hips->osteotomy))
        draw_removals(hips, parameters, draws, scratch->complication.happens);
    if (other_rate > 0)
        draw_other(hips, 1 / other_rate,
                   vro_episode_draws_exponentials(draws, VRO_SLOT_OTHER_REOPERATION));
}
