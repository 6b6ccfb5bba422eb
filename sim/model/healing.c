#include "vrosim/model/healing.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <math.h>
#include <string.h>

// Healing is stretched by e^(age_log_ratio (a - 8) + fragility_log_ratio fragility); model.md 6.1.
// One exponential a hip.
VRO_VECTOR static void stretch_healing(vro_hips *hips, float older, float fragility) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        hips->healing[i] *=
            vro_exp(older * (age - VRO_REFERENCE_AGE) + fragility * hips->fragility[i]);
    }
}

// Healing takes healing.time, and with probability healing.delayed a delay on top; model.md 6.1.
static void draw_times(vro_hips *hips, const vro_model_parameters *parameters,
                       vro_episode_draws *draws, vro_healing_scratch *scratch) {
    const vro_bernoulli delayed = parameters->bernoulli[VRO_HEALING_DELAYED];
    vro_selection *selection = &scratch->selection;
    memcpy(hips->healing,
           vro_episode_draws_variates(draws, VRO_SLOT_HEALING_TIME,
                                      parameters->distribution[VRO_HEALING_TIME]),
           hips->lanes * sizeof(float));
    if (!delayed.possible)
        return;
    vro_episode_draws_events(draws, VRO_SLOT_HEALING_DELAYED, delayed, scratch->delayed);
    vro_selection_find(selection, scratch->delayed, hips->count);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_HEALING_DELAY,
                                        parameters->distribution[VRO_HEALING_DELAY], selection,
                                        scratch->delay);
    for (size_t i = 0; i < selection->count; i++)
        hips->healing[selection->places[i]] += scratch->delay[i];
}

static void draw_healing(vro_hips *hips, const vro_model_parameters *parameters,
                         vro_episode_draws *draws, vro_healing_scratch *scratch) {
    const float older = parameters->number[VRO_HEALING_AGE_LOG_RATIO];
    const float fragility = parameters->number[VRO_HEALING_FRAGILITY_LOG_RATIO];
    draw_times(hips, parameters, draws, scratch);
    if (older != 0 || fragility != 0)
        stretch_healing(hips, older, fragility);
}

// h = hazard HR_implant e^(f fragility + c (a - 8)) (spica ? 1 : HR_no_spica) a week. The time to
// loss is T = X / h, X a unit exponential; position is lost if T < T_heal; model.md 6.2. variates:
// X. One exponential a hip.
VRO_VECTOR static void lose_before_healing(vro_hips *hips, const float *number,
                                           const float *variates) {
    const float hazard = number[VRO_LOSS_HAZARD] * number[VRO_LOSS_IMPLANT_HR];
    const float no_spica = number[VRO_LOSS_NO_SPICA_HR];
    const float fragility = number[VRO_LOSS_FRAGILITY_LOG_HR];
    const float older = number[VRO_LOSS_AGE_LOG_HR];
    for (size_t i = 0; i < hips->lanes; i++) {
        const float age = hips->age[i] + hips->start[i];
        const float ratio =
            vro_exp(fragility * hips->fragility[i] + older * (age - VRO_REFERENCE_AGE));
        const float rate = hazard * ratio * (hips->spica[i] ? 1.0f : no_spica);
        const uint32_t before = variates[i] < rate * hips->healing[i];
        hips->loss_hazard[i] = rate;
        hips->position_lost[i] = hips->osteotomy[i] & before;
    }
}

static void draw_losses(const vro_qtable *const *distribution, vro_episode_draws *draws,
                        vro_healing_scratch *scratch) {
    const vro_selection *selection = &scratch->selection;
    vro_episode_draws_selected_uniforms(draws, VRO_SLOT_LOSS_VARUS, selection, scratch->varus_draw);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_LOSS_ANGLE, distribution[VRO_LOSS_ANGLE],
                                        selection, scratch->angle);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_LOSS_ROTATION,
                                        distribution[VRO_LOSS_ROTATION], selection,
                                        scratch->rotation);
    vro_episode_draws_selected_variates(draws, VRO_SLOT_LOSS_TOLERANCE,
                                        distribution[VRO_LOSS_TOLERANCE], selection,
                                        scratch->tolerance);
}

// varus, rotation: degrees; negative varus is valgus.
static void move_hip(vro_hips *hips, size_t place, float varus, float rotation) {
    const float nsa =
        vro_clip(hips->nsa[place] - varus, VRO_NECK_SHAFT_ANGLE_MIN, VRO_NECK_SHAFT_ANGLE_MAX);
    hips->tilt[place] += hips->nsa[place] - nsa;
    hips->nsa[place] = nsa;
    hips->anteversion[place] =
        vro_clip(hips->anteversion[place] + rotation, VRO_ANTEVERSION_MIN, VRO_ANTEVERSION_MAX);
}

// The position after a loss, and revision where its angle exceeds the tolerance; model.md 6.3.
// variates: T h.
static void lose_positions(vro_hips *hips, const vro_model_parameters *parameters,
                           vro_episode_draws *draws, const float *variates,
                           vro_healing_scratch *scratch) {
    const vro_bernoulli into_varus = parameters->bernoulli[VRO_LOSS_VARUS_SHARE];
    vro_selection_find(&scratch->selection, hips->position_lost, hips->count);
    draw_losses(parameters->distribution, draws, scratch);
    for (size_t i = 0; i < scratch->selection.count; i++) {
        const size_t place = (size_t)scratch->selection.places[i];
        const float angle = scratch->angle[i];
        move_hip(hips, place, vro_happens(scratch->varus_draw[i], into_varus) ? angle : -angle,
                 scratch->rotation[i]);
        if (angle > scratch->tolerance[i])
            hips->event_time[VRO_CAUSE_LOSS][place] =
                variates[place] / hips->loss_hazard[place] / VRO_WEEKS_PER_YEAR;
    }
}

VRO_VECTOR static void clear_losses(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        hips->event_time[VRO_CAUSE_LOSS][i] = INFINITY;
        hips->position_lost[i] = 0;
    }
}

void vro_healing_simulate(vro_hips *hips, const vro_model_parameters *parameters,
                          vro_episode_draws *draws, vro_scratch *scratch) {
    clear_losses(hips);
    if (!vro_hips_any(hips, hips->osteotomy))
        return;
    draw_healing(hips, parameters, draws, &scratch->healing);
    const float *variates = vro_episode_draws_exponentials(draws, VRO_SLOT_LOSS_TIME);
    lose_before_healing(hips, parameters->number, variates);
    lose_positions(hips, parameters, draws, variates, &scratch->healing);
}
