// See hip.h. The formulas are those of model.md 5 to 7, term by term.
#include "hip.h"

#include "arithmetic.h"

vro_twin_hip vro_twin_hip_natural(double nsa, double anteversion, double acetabular_index,
                                  double migration, double socket_shape) {
    return (vro_twin_hip){
        .natural_nsa = nsa,
        .natural_anteversion = anteversion,
        .natural_migration = migration,
        .nsa = nsa,
        .anteversion = anteversion,
        .acetabular_index = acetabular_index,
        .migration = migration,
        .socket_shape = socket_shape,
        .nsa_reference = nsa,
        .anteversion_reference = anteversion,
        .release = 1,
    };
}

// The osteotomy at the child's age: model.md 5.1 and 5.2.
static void cut_femur(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double age, const vro_twin_operation *operation) {
    if (!operation->refixation) {
        hip->nsa_reference = hip->nsa;
        hip->anteversion_reference = hip->anteversion;
        hip->bone_removed += value[VRO_PLAN_SHORTENING];
    }
    double intended_nsa = vro_twin_lesser(hip->nsa_reference, value[VRO_PLAN_TARGET_NSA]);
    double intended_anteversion =
        vro_twin_lesser(hip->anteversion_reference, value[VRO_PLAN_TARGET_ANTEVERSION]);
    double nsa = vro_twin_clip(intended_nsa + operation->nsa_error, 80, 180);
    double varus = hip->nsa - nsa;
    double width = value[VRO_ANATOMY_FEMUR_WIDTH] + value[VRO_ANATOMY_FEMUR_WIDTH_GROWTH] *
                                                        (vro_twin_lesser(age, child->maturity) - 8);
    hip->nsa = nsa;
    hip->anteversion = vro_twin_clip(intended_anteversion + operation->anteversion_error, -40, 90);
    hip->tilt += varus;
    hip->bone_removed +=
        value[VRO_SURGERY_WEDGE_SHARE] * width * tan(vro_twin_radians(vro_twin_clip(varus, 0, 80)));
    hip->overgrowth += operation->overgrowth * vro_twin_clip((child->maturity - age) / 6, 0, 1);
    hip->had_osteotomy = true;
}

// Brings the head toward the socket: model.md 5.4.
static void reduce(vro_twin_hip *hip, const double *value, const vro_twin_operation *operation) {
    if (operation->soft_tissue)
        hip->migration *= 1 - vro_twin_clip(operation->reduction_soft_tissue, 0, 1);
    if (operation->osteotomy)
        hip->migration *= 1 - vro_twin_clip(operation->reduction_osteotomy, 0, 1);
    if (operation->pelvic)
        hip->migration *= 1 - vro_twin_clip(operation->reduction_pelvic, 0, 1);
    if (operation->osteotomy || operation->pelvic)
        hip->migration = vro_twin_lesser(hip->migration, value[VRO_SURGERY_MAX_RESIDUAL]);
}

void vro_twin_operate(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double start, const vro_twin_operation *operation) {
    if (operation->osteotomy)
        cut_femur(hip, child, value, child->age + start, operation);
    if (operation->pelvic)
        hip->acetabular_index =
            vro_twin_greater(5, hip->acetabular_index - operation->pelvic_correction);
    if (!operation->refixation)
        reduce(hip, value, operation);
    if (operation->soft_tissue)
        hip->release = vro_twin_lesser(hip->release, value[VRO_MIGRATION_SOFT_TISSUE_RATIO]);
}

double vro_twin_healing_ratio(const vro_twin_child *child, const double *value, double start) {
    return exp(value[VRO_HEALING_AGE_LOG_RATIO] * (child->age + start - 8) +
               value[VRO_HEALING_FRAGILITY_LOG_RATIO] * child->fragility);
}

double vro_twin_loss_hazard(const vro_twin_child *child, const double *value, double start,
                            bool spica) {
    double log_ratio = value[VRO_LOSS_FRAGILITY_LOG_HR] * child->fragility +
                       value[VRO_LOSS_AGE_LOG_HR] * (child->age + start - 8);
    return value[VRO_LOSS_HAZARD] * exp(log_ratio) * (spica ? 1 : value[VRO_LOSS_NO_SPICA_HR]) *
           value[VRO_LOSS_IMPLANT_HR];
}

void vro_twin_lose_position(vro_twin_hip *hip, double angle, bool varus, double rotation) {
    double nsa = vro_twin_clip(hip->nsa + (varus ? -angle : angle), 80, 180);
    hip->tilt += hip->nsa - nsa;
    hip->nsa = nsa;
    hip->anteversion = vro_twin_clip(hip->anteversion + rotation, -40, 90);
}

void vro_twin_necrose(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double start) {
    double years_to_grow = vro_twin_greater(0, child->maturity - (child->age + start));
    hip->bone_removed += value[VRO_COMPLICATION_AVN_SHORTENING] * years_to_grow;
    hip->socket_shape += value[VRO_COMPLICATION_AVN_SHAPE];
}
