#include "vrosim/model/operation.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"

#include <string.h>

static const float WEDGE_ANGLE_MAX = 80.0f;     // degrees of varus; model.md 5.2
static const float OVERGROWTH_YEARS = 6.0f;     // before maturity, of full overgrowth; model.md 5.2
static const float ACETABULAR_INDEX_MIN = 5.0f; // degrees, after a pelvic osteotomy; model.md 5.3

// Casts: after a bone operation with probability plan.spica, for a draw of plan.spica_weeks;
// model.md 4.3.
static void plan_spica(vro_hips *hips, const vro_model_parameters *parameters,
                       vro_episode_draws *draws) {
    vro_episode_draws_events(draws, VRO_SLOT_SPICA, parameters->bernoulli[VRO_PLAN_SPICA],
                             hips->spica);
    for (size_t i = 0; i < hips->count; i++)
        hips->spica[i] &= hips->osteotomy[i] | hips->pelvic[i];
    if (vro_hips_any(hips, hips->spica))
        memcpy(hips->spica_weeks,
               vro_episode_draws_variates(draws, VRO_SLOT_SPICA_WEEKS,
                                          parameters->distribution[VRO_PLAN_SPICA_WEEKS]),
               hips->lanes * sizeof(float));
}

// The other hip is operated where surgery is bilateral.
VRO_VECTOR static void limit_to_bilateral(const uint32_t *bilateral, size_t n, uint32_t *done) {
    for (size_t i = 0; i < n; i++)
        done[i] &= bilateral[i];
}

VRO_VECTOR static void find_operations(vro_hips *hips) {
    for (size_t i = 0; i < hips->lanes; i++)
        hips->operation[i] = hips->osteotomy[i] | hips->soft_tissue[i] | hips->pelvic[i];
}

void vro_operation_plan_index(vro_hips *hips, const uint32_t *bilateral,
                              const vro_model_parameters *parameters, vro_episode_draws *draws) {
    const struct {
        uint32_t *done;
        vro_parameter_id probability;
        vro_episode_slot slot;
    } procedures[] = {{hips->osteotomy, VRO_PLAN_OSTEOTOMY, VRO_SLOT_OSTEOTOMY},
                      {hips->soft_tissue, VRO_PLAN_SOFT_TISSUE, VRO_SLOT_SOFT_TISSUE},
                      {hips->pelvic, VRO_PLAN_PELVIC, VRO_SLOT_PELVIC}};
    for (size_t p = 0; p < sizeof procedures / sizeof procedures[0]; p++) {
        vro_episode_draws_events(draws, procedures[p].slot,
                                 parameters->bernoulli[procedures[p].probability],
                                 procedures[p].done);
        if (hips->hip == 1)
            limit_to_bilateral(bilateral, hips->count, procedures[p].done);
    }
    find_operations(hips);
    plan_spica(hips, parameters, draws);
}

// The procedures of a reoperation from its cause: the table of model.md 4.2. The pointers are
// draws.
VRO_VECTOR static void choose_procedures(vro_hips *hips, const vro_model_parameters *parameters,
                                         const uint32_t *osteotomy, const uint32_t *soft_tissue,
                                         const uint32_t *pelvic) {
    const vro_bernoulli refixation = parameters->bernoulli[VRO_COMPLICATION_OSTEOTOMY];
    const vro_bernoulli rescue_osteotomy = parameters->bernoulli[VRO_RESCUE_OSTEOTOMY];
    const vro_bernoulli rescue_soft_tissue = parameters->bernoulli[VRO_RESCUE_SOFT_TISSUE];
    const vro_bernoulli rescue_pelvic = parameters->bernoulli[VRO_RESCUE_PELVIC];
    const vro_bernoulli other_soft_tissue = parameters->bernoulli[VRO_OTHER_SOFT_TISSUE];
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t loss = hips->cause[i] == VRO_CAUSE_LOSS;
        const uint32_t complication = hips->cause[i] == VRO_CAUSE_COMPLICATION;
        const uint32_t migration = hips->cause[i] == VRO_CAUSE_MIGRATION;
        const uint32_t other = hips->cause[i] == VRO_CAUSE_OTHER;
        const uint32_t session = hips->cause[i] == VRO_CAUSE_SESSION;
        const uint32_t ever = (hips->history[i] >> VRO_HISTORY_OSTEOTOMY) & 1;
        hips->osteotomy[i] = loss | session |
                             (complication & ever & vro_happens(osteotomy[i], refixation)) |
                             (migration & vro_happens(osteotomy[i], rescue_osteotomy));
        hips->soft_tissue[i] = (migration & vro_happens(soft_tissue[i], rescue_soft_tissue)) |
                               (other & vro_happens(soft_tissue[i], other_soft_tissue));
        hips->pelvic[i] = migration & vro_happens(pelvic[i], rescue_pelvic);
        hips->operation[i] = 1;
    }
}

void vro_operation_plan_reoperation(vro_hips *hips, const vro_model_parameters *parameters,
                                    vro_episode_draws *draws) {
    choose_procedures(hips, parameters, vro_episode_draws_uniforms(draws, VRO_SLOT_OSTEOTOMY),
                      vro_episode_draws_uniforms(draws, VRO_SLOT_SOFT_TISSUE),
                      vro_episode_draws_uniforms(draws, VRO_SLOT_PELVIC));
    plan_spica(hips, parameters, draws);
}

// Variates of an osteotomy: degrees, degrees, mm.
typedef struct osteotomy_variates {
    const float *nsa_error;
    const float *anteversion_error;
    const float *overgrowth;
} osteotomy_variates;

// Unless it is a refixation, nsa_ref = nsa. Then nsa' = clip(min(nsa_ref, target) + e, 80, 180),
// and anteversion likewise within -40..90; v = nsa - nsa', tilt += v; model.md 5.1. (All is loaded
// before anything is chosen: loads that depend on a choice keep clang from vectorising.)
VRO_VECTOR static void turn_bone(vro_hips *hips, const float *number, osteotomy_variates drawn) {
    const float nsa_target = number[VRO_PLAN_TARGET_NSA];
    const float anteversion_target = number[VRO_PLAN_TARGET_ANTEVERSION];
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t done = hips->osteotomy[i];
        const uint32_t anew = done & (vro_is_refixation(hips->cause[i]) ^ 1);
        const float nsa_before = hips->nsa[i], anteversion_before = hips->anteversion[i];
        const float nsa_last = hips->nsa_reference[i];
        const float anteversion_last = hips->anteversion_reference[i];
        const float nsa_reference = anew ? nsa_before : nsa_last;
        const float anteversion_reference = anew ? anteversion_before : anteversion_last;
        const float nsa = vro_clip(vro_smaller(nsa_reference, nsa_target) + drawn.nsa_error[i],
                                   VRO_NECK_SHAFT_ANGLE_MIN, VRO_NECK_SHAFT_ANGLE_MAX);
        const float anteversion = vro_clip(vro_smaller(anteversion_reference, anteversion_target) +
                                               drawn.anteversion_error[i],
                                           VRO_ANTEVERSION_MIN, VRO_ANTEVERSION_MAX);
        const float varus = done ? nsa_before - nsa : 0.0f;
        hips->varus[i] = varus;
        hips->nsa_reference[i] = nsa_reference;
        hips->anteversion_reference[i] = anteversion_reference;
        hips->tilt[i] += varus;
        hips->nsa[i] = done ? nsa : nsa_before;
        hips->anteversion[i] = done ? anteversion : anteversion_before;
    }
}

// w = width + growth (min(a, maturity) - 8); the bone is shortened by
// wedge_share w tan(clip(v, 0, 80)) + (shortening unless it is a refixation)
// - overgrowth clip((maturity - a) / 6, 0, 1); model.md 5.2. One tangent a hip.
VRO_VECTOR static void shorten_bone(vro_hips *hips, const float *number, osteotomy_variates drawn) {
    const float wedge_share = number[VRO_SURGERY_WEDGE_SHARE];
    const float planned = number[VRO_PLAN_SHORTENING];
    const float width = number[VRO_ANATOMY_FEMUR_WIDTH];
    const float growth = number[VRO_ANATOMY_FEMUR_WIDTH_GROWTH];
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t anew = vro_is_refixation(hips->cause[i]) ^ 1;
        const float age = hips->age[i] + hips->start[i];
        const float grown = vro_smaller(age, hips->maturity[i]) - VRO_REFERENCE_AGE;
        const float wedge = wedge_share * (width + growth * grown) *
                            vro_tangent(vro_clip(hips->varus[i], 0.0f, WEDGE_ANGLE_MAX));
        const float growing =
            vro_clip((hips->maturity[i] - age) * (1.0f / OVERGROWTH_YEARS), 0.0f, 1.0f);
        const float shortening =
            wedge + (float)(int32_t)anew * planned - drawn.overgrowth[i] * growing;
        hips->bone_shortening[i] += hips->osteotomy[i] ? shortening : 0.0f;
    }
}

static void cut_bone(vro_hips *hips, const vro_model_parameters *parameters,
                     vro_episode_draws *draws) {
    const vro_qtable *const *distribution = parameters->distribution;
    const osteotomy_variates drawn = {
        vro_episode_draws_variates(draws, VRO_SLOT_NSA_ERROR, distribution[VRO_SURGERY_NSA_ERROR]),
        vro_episode_draws_variates(draws, VRO_SLOT_ANTEVERSION_ERROR,
                                   distribution[VRO_SURGERY_ANTEVERSION_ERROR]),
        vro_episode_draws_variates(draws, VRO_SLOT_OVERGROWTH,
                                   distribution[VRO_LENGTH_OVERGROWTH])};
    turn_bone(hips, parameters->number, drawn);
    shorten_bone(hips, parameters->number, drawn);
}

// ai' = max(5, ai - correction); model.md 5.3.
VRO_VECTOR static void correct_socket(vro_hips *hips, const float *correction) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float corrected =
            vro_larger(ACETABULAR_INDEX_MIN, hips->acetabular_index[i] - correction[i]);
        hips->acetabular_index[i] = hips->pelvic[i] ? corrected : hips->acetabular_index[i];
    }
}

// mp is multiplied by 1 - clip(r, 0, 1) where a procedure is done that is no refixation; model.md
// 5.4. reduction: r of the procedure.
VRO_VECTOR static void reduce_migration(vro_hips *hips, const uint32_t *done,
                                        const float *reduction) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t counts = done[i] & (vro_is_refixation(hips->cause[i]) ^ 1);
        const float left = 1.0f - vro_clip(reduction[i], 0.0f, 1.0f);
        hips->migration[i] *= counts ? left : 1.0f;
    }
}

// mp' = min(mp', max_residual) after a bone operation that is no refixation; model.md 5.4.
// st' = min(st, soft_tissue_ratio) after a release; model.md 5.5.
VRO_VECTOR static void finish_operation(vro_hips *hips, float max_residual,
                                        float soft_tissue_ratio) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t bone = hips->osteotomy[i] | hips->pelvic[i];
        const uint32_t counts = bone & (vro_is_refixation(hips->cause[i]) ^ 1);
        const float migration = vro_smaller(hips->migration[i], max_residual);
        const float release = vro_smaller(hips->release[i], soft_tissue_ratio);
        hips->migration[i] = counts ? migration : hips->migration[i];
        hips->release[i] = hips->soft_tissue[i] ? release : hips->release[i];
        const uint32_t rescue = hips->cause[i] == VRO_CAUSE_MIGRATION;
        hips->history[i] |=
            (hips->osteotomy[i] << VRO_HISTORY_OSTEOTOMY) | (rescue << VRO_HISTORY_RESCUE);
        hips->history[i] += hips->operation[i] << VRO_HISTORY_OPERATIONS;
    }
}

void vro_operation_operate(vro_hips *hips, const vro_model_parameters *parameters,
                           vro_episode_draws *draws) {
    const struct {
        const uint32_t *done;
        vro_parameter_id reduction;
        vro_episode_slot slot;
    } procedures[] = {
        {hips->soft_tissue, VRO_SURGERY_REDUCTION_SOFT_TISSUE, VRO_SLOT_REDUCTION_SOFT_TISSUE},
        {hips->osteotomy, VRO_SURGERY_REDUCTION_OSTEOTOMY, VRO_SLOT_REDUCTION_OSTEOTOMY},
        {hips->pelvic, VRO_SURGERY_REDUCTION_PELVIC, VRO_SLOT_REDUCTION_PELVIC}};
    const vro_qtable *const *distribution = parameters->distribution;
    if (vro_hips_any(hips, hips->osteotomy))
        cut_bone(hips, parameters, draws);
    if (vro_hips_any(hips, hips->pelvic))
        correct_socket(hips,
                       vro_episode_draws_variates(draws, VRO_SLOT_PELVIC_CORRECTION,
                                                  distribution[VRO_SURGERY_PELVIC_CORRECTION]));
    for (size_t p = 0; p < sizeof procedures / sizeof procedures[0]; p++)
        if (vro_hips_any(hips, procedures[p].done))
            reduce_migration(hips, procedures[p].done,
                             vro_episode_draws_variates(draws, procedures[p].slot,
                                                        distribution[procedures[p].reduction]));
    finish_operation(hips, parameters->number[VRO_SURGERY_MAX_RESIDUAL],
                     parameters->number[VRO_MIGRATION_SOFT_TISSUE_RATIO]);
}
