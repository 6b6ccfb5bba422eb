#include "vrosim/model/healing.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

static const float WEEKS_A_YEAR = 365.25f / 7;

static void add_delays(vro_hips *hips, const vro_model_parameters *parameters,
                       vro_episode_draws *draws) {
    uint32_t delayed[VRO_CHUNK_HIPS];
    float delay[VRO_CHUNK_HIPS];
    vro_selection selection;
    if (!parameters->bernoulli[VRO_HEALING_DELAYED].possible)
        return;
    vro_episode_draws_events(draws, VRO_SLOT_HEALING_DELAYED,
                             parameters->bernoulli[VRO_HEALING_DELAYED], delayed);
    vro_selection_find(&selection, delayed, hips->count);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_HEALING_DELAY,
                                        parameters->distribution[VRO_HEALING_DELAY], &selection,
                                        delay);
    for (size_t i = 0; i < selection.count; i++)
        hips->healing[selection.places[i]] += delay[i];
}

// The exponential time to loss against the time to healing; hazard_rate: [count], a week. One
// exponential a hip.
VRO_VECTOR static void compete(vro_hips *hips, const vro_model_parameters *parameters,
                               const float *variates, float *hazard_rate) {
    const float *number = parameters->number;
    const float hazard = number[VRO_LOSS_HAZARD] * number[VRO_LOSS_IMPLANT_HR];
    const float no_spica = number[VRO_LOSS_NO_SPICA_HR];
    const float fragility = number[VRO_LOSS_FRAGILITY_LOG_HR];
    const float older = number[VRO_LOSS_AGE_LOG_HR];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        const float ratio = vro_exp(fragility * hips->fragility[i] + older * (age - 8.0f));
        const float rate = hazard * ratio * (hips->spica[i] ? 1.0f : no_spica);
        const uint32_t before = variates[i] < rate * hips->healing[i];
        hazard_rate[i] = rate;
        hips->position_lost[i] = hips->osteotomy[i] & before;
    }
}

// What a loss of position is made of, for the few hips that have one.
typedef struct loss {
    uint32_t varus[VRO_CHUNK_HIPS];
    float angle[VRO_CHUNK_HIPS];
    float rotation[VRO_CHUNK_HIPS];
    float tolerance[VRO_CHUNK_HIPS];
} loss;

static void draw_losses(const vro_model_parameters *parameters, const vro_episode_draws *draws,
                        const vro_selection *selection, loss *drawn) {
    vro_episode_draws_selected_uniforms(draws, VRO_SLOT_LOSS_VARUS, selection, drawn->varus);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_LOSS_ANGLE,
                                        parameters->distribution[VRO_LOSS_ANGLE], selection,
                                        drawn->angle);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_LOSS_ROTATION,
                                        parameters->distribution[VRO_LOSS_ROTATION], selection,
                                        drawn->rotation);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_LOSS_TOLERANCE,
                                        parameters->distribution[VRO_LOSS_TOLERANCE], selection,
                                        drawn->tolerance);
}

static void move_hip(vro_hips *hips, size_t place, float varus, float rotation) {
    const float nsa = vro_clip(hips->nsa[place] - varus, 80.0f, 180.0f);
    hips->tilt[place] += hips->nsa[place] - nsa;
    hips->nsa[place] = nsa;
    hips->anteversion[place] = vro_clip(hips->anteversion[place] + rotation, -40.0f, 90.0f);
}

static void lose_positions(vro_hips *hips, const vro_model_parameters *parameters,
                           const vro_episode_draws *draws, const float *variates,
                           const float *hazard_rate) {
    vro_selection selection;
    loss drawn;
    vro_selection_find(&selection, hips->position_lost, hips->count);
    draw_losses(parameters, draws, &selection, &drawn);
    for (size_t i = 0; i < selection.count; i++) {
        const size_t place = (size_t)selection.places[i];
        const bool varus = vro_happens(drawn.varus[i], parameters->bernoulli[VRO_LOSS_VARUS_SHARE]);
        move_hip(hips, place, varus ? drawn.angle[i] : -drawn.angle[i], drawn.rotation[i]);
        if (drawn.angle[i] > drawn.tolerance[i])
            hips->event_time[VRO_CAUSE_LOSS][place] =
                variates[place] / hazard_rate[place] / WEEKS_A_YEAR;
    }
}

VRO_VECTOR static void clear_losses(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        hips->event_time[VRO_CAUSE_LOSS][i] = INFINITY;
        hips->position_lost[i] = 0;
    }
}

void vro_healing_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                          vro_episode_draws *draws) {
    float hazard_rate[VRO_CHUNK_HIPS];
    clear_losses(hips);
    if (!vro_hips_any(hips, hips->osteotomy))
        return;
    memcpy(hips->healing,
           vro_episode_draws_variates(draws, VRO_SLOT_HEALING_TIME,
                                      parameters->distribution[VRO_HEALING_TIME]),
           hips->lanes * sizeof(float));
    add_delays(hips, parameters, draws);
    const float *variates = vro_episode_draws_exponentials(draws, VRO_SLOT_LOSS_TIME);
    compete(hips, parameters, variates, hazard_rate);
    lose_positions(hips, parameters, draws, variates, hazard_rate);
}
