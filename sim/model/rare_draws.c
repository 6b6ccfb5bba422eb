#include "vrosim/model/rare_draws.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <string.h>

// The lowest bit of a counter, and all bits of that of deaths.
#define COUNTER(event) ((event)*VRO_RARE_DRAW_BITS)
static const uint32_t DEATHS = (uint32_t)VRO_RARE_DRAWS_MAX << COUNTER(VRO_RARE_DEATH);

// Of one index hip and one episode: the draws of adverse events; model.md 7.2.
VRO_INLINE uint32_t adverse_draws(const vro_hips *hips, size_t i) {
    const uint32_t bone = hips->osteotomy[i] | hips->pelvic[i];
    return hips->operation[i] << COUNTER(VRO_RARE_INFECTION) |
           hips->osteotomy[i] << COUNTER(VRO_RARE_FRACTURE) | bone << COUNTER(VRO_RARE_AVN) |
           hips->spica[i] << COUNTER(VRO_RARE_PRESSURE_SORE);
}

// Bone operations of the index session draw one death for both hips; model.md 2.2.
VRO_VECTOR static void count_index_session(const vro_hips *index, const vro_hips *other,
                                           const float *end, uint32_t *draws) {
    for (size_t i = 0; i < index->lanes; i++) {
        const uint32_t bone =
            index->osteotomy[i] | index->pelvic[i] | other->osteotomy[i] | other->pelvic[i];
        const uint32_t deadly = bone & (uint32_t)(VRO_DEATH_AFTER_OPERATION <= end[i]);
        draws[i] = adverse_draws(index, i) | deadly << COUNTER(VRO_RARE_DEATH);
    }
}

void vro_rare_draws_start(const vro_hips *hips, const float *end, vro_results *results) {
    count_index_session(&hips[0], &hips[1], end, results->rare_draws);
}

// Of an episode, by hip. A bone operation may bring about a death by the end of follow-up. Nothing
// is left to decide after one that does; of two at the same time that of the index hip comes first.
VRO_VECTOR static void find_draws(const vro_hips *hips, const float *death, uint32_t *draws) {
    const uint32_t of_index = hips->hip == 0 ? UINT32_MAX : 0;
    for (size_t i = 0; i < hips->count; i++) {
        const float time = hips->start[i] + VRO_DEATH_AFTER_OPERATION;
        const uint32_t bone = hips->osteotomy[i] | hips->pelvic[i];
        const uint32_t deadly =
            bone & (uint32_t)(time <= hips->end[i]) & (uint32_t)(time < death[hips->child[i]]);
        draws[i] = (adverse_draws(hips, i) & of_index) | deadly << COUNTER(VRO_RARE_DEATH);
    }
}

void vro_rare_draws_add(const vro_hips *hips, const float *death, uint32_t *scratch,
                        vro_results *results) {
    find_draws(hips, death, scratch);
    for (size_t i = 0; i < hips->count; i++)
        results->rare_draws[hips->child[i]] += scratch[i];
}

// 1 - e^(-h T_h); model.md 6.2. One exponential a hip.
VRO_VECTOR static void find_loss_chances(const vro_hips *index, int32_t *chances) {
    const float one = (float)(1 << VRO_LOSS_CHANCE_BITS);
    for (size_t i = 0; i < index->lanes; i++) {
        const float chance = vro_one_minus_exp(index->loss_hazard[i] * index->healing[i]);
        const int32_t steps = (int32_t)(vro_smaller(chance, 1.0f) * one + 0.5f);
        chances[i] = index->osteotomy[i] ? steps : 0;
    }
}

void vro_rare_draws_note_loss(const vro_hips *index, vro_results *results) {
    if (vro_hips_any(index, index->osteotomy))
        find_loss_chances(index, results->loss_chance);
    else
        memset(results->loss_chance, 0, index->lanes * sizeof *results->loss_chance);
}

VRO_VECTOR static void clear_deaths(const float *natural_death, size_t n, float horizon,
                                    uint32_t *draws) {
    for (size_t i = 0; i < n; i++) {
        const uint32_t natural = natural_death[i] <= horizon;
        draws[i] &= natural ? ~DEATHS : UINT32_MAX;
    }
}

void vro_rare_draws_leave_out_natural_deaths(const vro_children *children, float horizon,
                                             vro_results *results) {
    clear_deaths(children->natural_death, vro_lanes(children->count), horizon, results->rare_draws);
}
