#include "vrosim/model/healing.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

static const float WEEKS_A_YEAR = 365.25f / 7;

static void add_delays(vro_hips *hips, const vro_setting *setting, vro_luck *luck) {
    uint32_t delayed[VRO_ROOM];
    float delay[VRO_ROOM];
    vro_few few;
    if (!setting->chance[VRO_HEALING_DELAYED].possible)
        return;
    vro_luck_events(luck, VRO_SLOT_HEALING_DELAYED, setting->chance[VRO_HEALING_DELAYED], delayed);
    vro_few_find(&few, delayed, hips->count);
    vro_luck_few_variates(luck, VRO_SLOT_HEALING_DELAY, setting->law[VRO_HEALING_DELAY], &few,
                          delay);
    for (size_t i = 0; i < few.n; i++)
        hips->healing[few.chosen[i]] += delay[i];
}

// The exponential time to loss against the time to healing; hazard_rate: [count], a week. One
// exponential a hip.
VRO_VECTOR static void compete(vro_hips *hips, const vro_setting *setting, const float *variates,
                               float *hazard_rate) {
    const float *number = setting->number;
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
        hips->lost[i] = hips->osteotomy[i] & before;
    }
}

// What a loss of position is made of, for the few hips that have one.
typedef struct loss {
    uint32_t varus[VRO_ROOM];
    float angle[VRO_ROOM];
    float rotation[VRO_ROOM];
    float tolerance[VRO_ROOM];
} loss;

static void draw_losses(const vro_setting *setting, const vro_luck *luck, const vro_few *few,
                        loss *drawn) {
    vro_luck_few_draws(luck, VRO_SLOT_LOSS_VARUS, few, drawn->varus);
    vro_luck_few_variates(luck, VRO_SLOT_LOSS_ANGLE, setting->law[VRO_LOSS_ANGLE], few,
                          drawn->angle);
    vro_luck_few_variates(luck, VRO_SLOT_LOSS_ROTATION, setting->law[VRO_LOSS_ROTATION], few,
                          drawn->rotation);
    vro_luck_few_variates(luck, VRO_SLOT_LOSS_TOLERANCE, setting->law[VRO_LOSS_TOLERANCE], few,
                          drawn->tolerance);
}

static void move_hip(vro_hips *hips, size_t place, float varus, float rotation) {
    const float nsa = vro_clip(hips->nsa[place] - varus, 80.0f, 180.0f);
    hips->tilt[place] += hips->nsa[place] - nsa;
    hips->nsa[place] = nsa;
    hips->anteversion[place] = vro_clip(hips->anteversion[place] + rotation, -40.0f, 90.0f);
}

static void lose_positions(vro_hips *hips, const vro_setting *setting, const vro_luck *luck,
                           const float *variates, const float *hazard_rate) {
    vro_few few;
    loss drawn;
    vro_few_find(&few, hips->lost, hips->count);
    draw_losses(setting, luck, &few, &drawn);
    for (size_t i = 0; i < few.n; i++) {
        const size_t place = (size_t)few.chosen[i];
        const bool varus = vro_happens(drawn.varus[i], setting->chance[VRO_LOSS_VARUS_SHARE]);
        move_hip(hips, place, varus ? drawn.angle[i] : -drawn.angle[i], drawn.rotation[i]);
        if (drawn.angle[i] > drawn.tolerance[i])
            hips->event[VRO_CAUSE_LOSS][place] =
                variates[place] / hazard_rate[place] / WEEKS_A_YEAR;
    }
}

VRO_VECTOR static void clear_losses(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++) {
        hips->event[VRO_CAUSE_LOSS][i] = INFINITY;
        hips->lost[i] = 0;
    }
}

void vro_healing_pass(vro_hips *hips, const vro_setting *setting, vro_luck *luck) {
    float hazard_rate[VRO_ROOM];
    clear_losses(hips);
    if (!vro_hips_any(hips, hips->osteotomy))
        return;
    memcpy(hips->healing,
           vro_luck_variates(luck, VRO_SLOT_HEALING_TIME, setting->law[VRO_HEALING_TIME]),
           hips->lanes * sizeof(float));
    add_delays(hips, setting, luck);
    const float *variates = vro_luck_exponentials(luck, VRO_SLOT_LOSS_TIME);
    compete(hips, setting, variates, hazard_rate);
    lose_positions(hips, setting, luck, variates, hazard_rate);
}
