#include "vrosim/model/complication.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

static const float MONTHS_A_YEAR = 12.0f;

// Who is at risk of an adverse event.
typedef enum risk { ANY_OPERATION, AFTER_OSTEOTOMY, AFTER_BONE_OPERATION, IN_SPICA } risk;

typedef struct adverse_event {
    vro_history_field count;
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

// Those at risk are the hips with either of two flags.
typedef struct exposed {
    const uint32_t *first;
    const uint32_t *second;
} exposed;

static exposed exposed_to(const vro_hips *hips, risk risk_of) {
    const exposed rows[] = {[ANY_OPERATION] = {hips->operation, hips->operation},
                            [AFTER_OSTEOTOMY] = {hips->osteotomy, hips->osteotomy},
                            [AFTER_BONE_OPERATION] = {hips->osteotomy, hips->pelvic},
                            [IN_SPICA] = {hips->spica, hips->spica}};
    return rows[risk_of];
}

VRO_VECTOR static void record(const uint32_t *uniforms, vro_bernoulli bernoulli, exposed at_risk,
                              vro_history_field count, vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t exposure = at_risk.first[i] | at_risk.second[i];
        hips->adverse_events[i] |= (exposure & vro_happens(uniforms[i], bernoulli)) << count;
    }
}

// A loop of its own: with two rows to write to, the one above would not be vectorised, since the
// compiler could not tell them from those it reads.
VRO_VECTOR static void add_to_history(vro_hips *hips) {
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
            record(vro_episode_draws_uniforms(draws, event->slot), bernoulli,
                   exposed_to(hips, event->risk), event->count, hips);
    }
    add_to_history(hips);
}

VRO_VECTOR static void mark_suffering(const uint32_t *adverse_events, size_t n, uint32_t *flags) {
    for (size_t i = 0; i < n; i++)
        flags[i] = adverse_events[i] != 0;
}

// For the few hips with an adverse event: does one of them need a reoperation, and when?
static void draw_reoperations(vro_hips *hips, const vro_model_parameters *parameters,
                              const vro_episode_draws *draws) {
    const uint32_t *adverse_events = hips->adverse_events;
    uint32_t flags[VRO_CHUNK_HIPS], uniforms[VRO_CHUNK_HIPS], needed[VRO_CHUNK_HIPS];
    float months[VRO_CHUNK_HIPS];
    vro_selection selection;
    mark_suffering(adverse_events, hips->lanes, flags);
    vro_selection_find(&selection, flags, hips->count);
    memset(needed, 0, selection.count * sizeof *needed);
    for (int k = 0; k < ADVERSE_EVENTS; k++) {
        const vro_bernoulli bernoulli = parameters->bernoulli[ADVERSE[k].reoperation];
        if (!bernoulli.possible)
            continue;
        vro_episode_draws_selected_uniforms(draws, ADVERSE[k].reoperation_slot, &selection,
                                            uniforms);
        for (size_t i = 0; i < selection.count; i++)
            needed[i] |= (adverse_events[selection.places[i]] >> ADVERSE[k].count) &
                         vro_happens(uniforms[i], bernoulli);
    }
    vro_episode_draws_selected_variates(draws, VRO_SLOT_COMPLICATION_TIME,
                                        parameters->distribution[VRO_COMPLICATION_TIME], &selection,
                                        months);
    for (size_t i = 0; i < selection.count; i++)
        if (needed[i])
            hips->event_time[VRO_CAUSE_COMPLICATION][selection.places[i]] =
                months[i] / MONTHS_A_YEAR;
}

VRO_VECTOR static void plan_removals(vro_hips *hips, const uint32_t *removed, const float *months) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->removal[i] =
            (removed[i] & hips->osteotomy[i]) ? months[i] * (1 / MONTHS_A_YEAR) : INFINITY;
}

// A fracture one month after removal always needs reoperation.
VRO_VECTOR static void refracture(vro_hips *hips, const uint32_t *fractured) {
    float *complication = hips->event_time[VRO_CAUSE_COMPLICATION];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float time = fractured[i] ? hips->removal[i] + 1 / MONTHS_A_YEAR : INFINITY;
        complication[i] = vro_smaller(complication[i], time);
    }
}

static void draw_removals(vro_hips *hips, const vro_model_parameters *parameters,
                          vro_episode_draws *draws) {
    uint32_t happens[VRO_CHUNK_HIPS];
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

// Exponential with the given mean in years, after an operation.
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
                               vro_episode_draws *draws) {
    clear_complications(hips);
    if (!vro_hips_any(hips, hips->operation))
        return;
    draw_adverse_events(hips, parameters, draws);
    draw_reoperations(hips, parameters, draws);
    if (vro_hips_any(hips, hips->osteotomy))
        draw_removals(hips, parameters, draws);
    if (parameters->number[VRO_OTHER_REOPERATION] > 0)
        draw_other(hips, 1 / parameters->number[VRO_OTHER_REOPERATION],
                   vro_episode_draws_exponentials(draws, VRO_SLOT_OTHER_REOPERATION));
}
