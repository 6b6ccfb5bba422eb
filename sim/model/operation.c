#include "vrosim/model/operation.h"

#include "vrosim/core/vmath.h"

// The other hip is operated where the surgery is bilateral; one cast for both.
VRO_VECTOR static void plan_side(vro_hips *hips, const uint32_t *operated, const uint32_t *uniforms,
                                 vro_bernoulli spica, size_t place) {
    for (size_t i = 0; i < hips->index_hips; i++) {
        const uint32_t osteotomy = hips->osteotomy[place + i] & operated[i];
        const uint32_t soft_tissue = hips->soft_tissue[place + i] & operated[i];
        const uint32_t pelvic = hips->pelvic[place + i] & operated[i];
        hips->osteotomy[place + i] = osteotomy;
        hips->soft_tissue[place + i] = soft_tissue;
        hips->pelvic[place + i] = pelvic;
        hips->operation[place + i] = osteotomy | soft_tissue | pelvic;
        hips->spica[place + i] = (osteotomy | pelvic) & vro_happens(uniforms[i], spica);
    }
}

void vro_operation_plan_index(vro_hips *hips, const vro_children *children,
                              const uint32_t *bilateral, const vro_model_parameters *parameters,
                              vro_episode_draws *draws) {
    const vro_bernoulli spica = parameters->bernoulli[VRO_PLAN_SPICA];
    uint32_t always[VRO_CHUNK];
    for (size_t i = 0; i < hips->index_hips; i++)
        always[i] = 1;
    vro_episode_draws_events(draws, VRO_SLOT_OSTEOTOMY, parameters->bernoulli[VRO_PLAN_OSTEOTOMY],
                             hips->osteotomy);
    vro_episode_draws_events(draws, VRO_SLOT_SOFT_TISSUE,
                             parameters->bernoulli[VRO_PLAN_SOFT_TISSUE], hips->soft_tissue);
    vro_episode_draws_events(draws, VRO_SLOT_PELVIC, parameters->bernoulli[VRO_PLAN_PELVIC],
                             hips->pelvic);
    plan_side(hips, always, children->spica_draw, spica, 0);
    plan_side(hips, bilateral, children->spica_draw, spica, hips->index_hips);
}

// Which procedures a reoperation includes, from its cause (model.md 4.2).
VRO_VECTOR static void choose_procedures(vro_hips *hips, const vro_model_parameters *parameters,
                                         const uint32_t *osteotomy, const uint32_t *soft_tissue,
                                         const uint32_t *pelvic) {
    const vro_bernoulli refixed = parameters->bernoulli[VRO_COMPLICATION_OSTEOTOMY];
    const vro_bernoulli rescued = parameters->bernoulli[VRO_RESCUE_OSTEOTOMY];
    const vro_bernoulli released = parameters->bernoulli[VRO_RESCUE_SOFT_TISSUE];
    const vro_bernoulli other_released = parameters->bernoulli[VRO_OTHER_SOFT_TISSUE];
    const vro_bernoulli roofed = parameters->bernoulli[VRO_RESCUE_PELVIC];
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t loss = hips->cause[i] == VRO_CAUSE_LOSS;
        const uint32_t complication = hips->cause[i] == VRO_CAUSE_COMPLICATION;
        const uint32_t migration = hips->cause[i] == VRO_CAUSE_MIGRATION;
        const uint32_t other = hips->cause[i] == VRO_CAUSE_OTHER;
        const uint32_t ever = (hips->history[i] >> VRO_HISTORY_OSTEOTOMY) & 1;
        hips->osteotomy[i] = loss | (complication & ever & vro_happens(osteotomy[i], refixed)) |
                             (migration & vro_happens(osteotomy[i], rescued));
        hips->soft_tissue[i] = (migration & vro_happens(soft_tissue[i], released)) |
                               (other & vro_happens(soft_tissue[i], other_released));
        hips->pelvic[i] = migration & vro_happens(pelvic[i], roofed);
        hips->operation[i] = 1;
    }
}

void vro_operation_plan_reoperation(vro_hips *hips, const vro_model_parameters *parameters,
                                    vro_episode_draws *draws) {
    choose_procedures(hips, parameters, vro_episode_draws_uniforms(draws, VRO_SLOT_OSTEOTOMY),
                      vro_episode_draws_uniforms(draws, VRO_SLOT_SOFT_TISSUE),
                      vro_episode_draws_uniforms(draws, VRO_SLOT_PELVIC));
    vro_episode_draws_events(draws, VRO_SLOT_SPICA, parameters->bernoulli[VRO_PLAN_SPICA],
                             hips->spica);
    for (size_t i = 0; i < hips->count; i++)
        hips->spica[i] &= hips->osteotomy[i] | hips->pelvic[i];
}

typedef struct cut {
    const float *nsa_error;
    const float *anteversion_error;
    const float *overgrowth;
} cut;

// What the setting says of an osteotomy; angles in degrees, lengths in mm.
typedef struct intention {
    float nsa;
    float anteversion;
    float shortening;
    float wedge_share;
    float width;        // of the femur at age 8
    float width_growth; // a year
} intention;

static intention intention_of(const float *number) {
    return (intention){number[VRO_PLAN_TARGET_NSA],     number[VRO_PLAN_TARGET_ANTEVERSION],
                       number[VRO_PLAN_SHORTENING],     number[VRO_SURGERY_WEDGE_SHARE],
                       number[VRO_ANATOMY_FEMUR_WIDTH], number[VRO_ANATOMY_FEMUR_WIDTH_GROWTH]};
}

// Angles: the references are those before the last osteotomy that was not a refixation. (All is
// loaded before anything is chosen: loads that depend on a choice keep clang from vectorising.)
VRO_VECTOR static void turn_bone(vro_hips *hips, intention plan, cut drawn, float *varus) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t done = hips->osteotomy[i];
        const uint32_t anew = done & (vro_is_refixation(hips->cause[i]) ^ 1);
        const float nsa_before = hips->nsa[i], anteversion_before = hips->anteversion[i];
        const float nsa_last = hips->nsa_reference[i];
        const float anteversion_last = hips->anteversion_reference[i];
        const float nsa_reference = anew ? nsa_before : nsa_last;
        const float anteversion_reference = anew ? anteversion_before : anteversion_last;
        const float nsa =
            vro_clip(vro_smaller(nsa_reference, plan.nsa) + drawn.nsa_error[i], 80.0f, 180.0f);
        const float anteversion = vro_clip(vro_smaller(anteversion_reference, plan.anteversion) +
                                               drawn.anteversion_error[i],
                                           -40.0f, 90.0f);
        varus[i] = done ? nsa_before - nsa : 0.0f;
        hips->nsa_reference[i] = nsa_reference;
        hips->anteversion_reference[i] = anteversion_reference;
        hips->tilt[i] += varus[i];
        hips->nsa[i] = done ? nsa : nsa_before;
        hips->anteversion[i] = done ? anteversion : anteversion_before;
    }
}

// Lengths: the wedge w tan v, the planned shortening, less the overgrowth to come. One tangent a
// hip.
VRO_VECTOR static void shorten_bone(vro_hips *hips, intention plan, cut drawn, const float *varus) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t anew = vro_is_refixation(hips->cause[i]) ^ 1;
        const float age = hips->age[i] + hips->start[i];
        const float grown = vro_smaller(age, hips->maturity[i]) - 8.0f;
        const float wedge = plan.wedge_share * (plan.width + plan.width_growth * grown) *
                            vro_tangent(vro_clip(varus[i], 0.0f, 80.0f));
        const float growing = vro_clip((hips->maturity[i] - age) * (1.0f / 6), 0.0f, 1.0f);
        const float removed =
            wedge + (float)(int32_t)anew * plan.shortening - drawn.overgrowth[i] * growing;
        hips->bone_shortening[i] += hips->osteotomy[i] ? removed : 0.0f;
    }
}

VRO_VECTOR static void tilt_roof(vro_hips *hips, const float *correction) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float index = vro_larger(5.0f, hips->acetabular_index[i] - correction[i]);
        hips->acetabular_index[i] = hips->pelvic[i] ? index : hips->acetabular_index[i];
    }
}

// share: of the migration that the procedure takes away; done: where it was done.
VRO_VECTOR static void reduce(vro_hips *hips, const uint32_t *done, const float *share) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t counts = done[i] & (vro_is_refixation(hips->cause[i]) ^ 1);
        const float left = 1.0f - vro_clip(share[i], 0.0f, 1.0f);
        hips->migration[i] *= counts ? left : 1.0f;
    }
}

VRO_VECTOR static void settle(vro_hips *hips, float max_residual, float soft_tissue_ratio) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t bone = hips->osteotomy[i] | hips->pelvic[i];
        const uint32_t counts = bone & (vro_is_refixation(hips->cause[i]) ^ 1);
        const float migration = vro_smaller(hips->migration[i], max_residual);
        const float release = vro_smaller(hips->release[i], soft_tissue_ratio);
        hips->migration[i] = counts ? migration : hips->migration[i];
        hips->release[i] = hips->soft_tissue[i] ? release : hips->release[i];
        hips->history[i] |= hips->osteotomy[i] << VRO_HISTORY_OSTEOTOMY;
        hips->history[i] += hips->operation[i] << VRO_HISTORY_OPERATIONS;
    }
}

static void cut_bone(vro_hips *hips, const vro_model_parameters *parameters,
                     vro_episode_draws *draws) {
    const vro_qtable *const *distribution = parameters->distribution;
    const intention plan = intention_of(parameters->number);
    const cut drawn = {
        vro_episode_draws_variates(draws, VRO_SLOT_NSA_ERROR, distribution[VRO_SURGERY_NSA_ERROR]),
        vro_episode_draws_variates(draws, VRO_SLOT_ANTEVERSION_ERROR,
                                   distribution[VRO_SURGERY_ANTEVERSION_ERROR]),
        vro_episode_draws_variates(draws, VRO_SLOT_OVERGROWTH,
                                   distribution[VRO_LENGTH_OVERGROWTH])};
    float varus[VRO_CHUNK_HIPS];
    turn_bone(hips, plan, drawn, varus);
    shorten_bone(hips, plan, drawn, varus);
}

// A row a procedure: who has it, and the distribution and slot of how much it reduces the
// migration.
typedef struct reduction {
    const uint32_t *done;
    vro_parameter_id distribution;
    vro_episode_slot slot;
} reduction;

void vro_operation_operate(vro_hips *hips, const vro_model_parameters *parameters,
                           vro_episode_draws *draws) {
    const reduction reductions[] = {
        {hips->soft_tissue, VRO_SURGERY_REDUCTION_SOFT_TISSUE, VRO_SLOT_REDUCTION_SOFT_TISSUE},
        {hips->osteotomy, VRO_SURGERY_REDUCTION_OSTEOTOMY, VRO_SLOT_REDUCTION_OSTEOTOMY},
        {hips->pelvic, VRO_SURGERY_REDUCTION_PELVIC, VRO_SLOT_REDUCTION_PELVIC}};
    const vro_qtable *const *distribution = parameters->distribution;
    if (vro_hips_any(hips, hips->osteotomy))
        cut_bone(hips, parameters, draws);
    if (vro_hips_any(hips, hips->pelvic))
        tilt_roof(hips, vro_episode_draws_variates(draws, VRO_SLOT_PELVIC_CORRECTION,
                                                   distribution[VRO_SURGERY_PELVIC_CORRECTION]));
    for (size_t r = 0; r < sizeof reductions / sizeof reductions[0]; r++)
        if (vro_hips_any(hips, reductions[r].done))
            reduce(hips, reductions[r].done,
                   vro_episode_draws_variates(draws, reductions[r].slot,
                                              distribution[reductions[r].distribution]));
    settle(hips, parameters->number[VRO_SURGERY_MAX_RESIDUAL],
           parameters->number[VRO_MIGRATION_SOFT_TISSUE_RATIO]);
}
