// See hip.h. The formulas are those of model.md 5, 6, 8 and 9, term by term.
#include "hip.h"
#include "usual_landmarks.h"

#include <math.h>

// Without the care that fmin and fmax take of NAN, and their calls.
static double lesser(double x, double y) {
    return x < y ? x : y;
}

static double greater(double x, double y) {
    return x > y ? x : y;
}

static double clip(double x, double lower, double upper) {
    return lesser(greater(x, lower), upper);
}

static double radians(double degrees) {
    return degrees * (M_PI / 180.0);
}

vro_twin_hip vro_twin_hip_natural(double nsa, double anteversion, double acetabular_index,
                                  double migration, double socket_shape) {
    return (vro_twin_hip){
        .natural_nsa = nsa,
        .natural_anteversion = anteversion,
        .socket_shape = socket_shape,
        .nsa = nsa,
        .anteversion = anteversion,
        .acetabular_index = acetabular_index,
        .migration = migration,
        .nsa_reference = nsa,
        .anteversion_reference = anteversion,
        .release = 1,
    };
}

vro_twin_side vro_twin_side_natural(vro_twin_hip hip) {
    return (vro_twin_side){
        .hip = hip,
        .first_reoperation = INFINITY,
        .first_cause = VRO_CAUSE_NONE,
        .healing_weeks = NAN,
    };
}

static void cut_femur(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double age, const vro_twin_operation *operation) {
    if (!operation->refixation) {
        hip->nsa_reference = hip->nsa;
        hip->anteversion_reference = hip->anteversion;
        hip->bone_removed += value[VRO_PLAN_SHORTENING];
    }
    double nsa = clip(lesser(hip->nsa_reference, value[VRO_PLAN_TARGET_NSA]) + operation->nsa_error,
                      80, 180);
    double anteversion = lesser(hip->anteversion_reference, value[VRO_PLAN_TARGET_ANTEVERSION]);
    double varus = hip->nsa - nsa;
    double width = value[VRO_ANATOMY_FEMUR_WIDTH] +
                   value[VRO_ANATOMY_FEMUR_WIDTH_GROWTH] * (lesser(age, child->maturity) - 8);
    hip->nsa = nsa;
    hip->anteversion = clip(anteversion + operation->anteversion_error, -40, 90);
    hip->tilt += varus;
    hip->bone_removed += value[VRO_SURGERY_WEDGE_SHARE] * width * tan(radians(clip(varus, 0, 80)));
    hip->overgrowth += operation->overgrowth * clip((child->maturity - age) / 6, 0, 1);
    hip->had_osteotomy = true;
}

static void reduce(vro_twin_hip *hip, const double *value, const vro_twin_operation *operation) {
    if (operation->soft_tissue)
        hip->migration *= 1 - clip(operation->reduction_soft_tissue, 0, 1);
    if (operation->osteotomy)
        hip->migration *= 1 - clip(operation->reduction_osteotomy, 0, 1);
    if (operation->pelvic)
        hip->migration *= 1 - clip(operation->reduction_pelvic, 0, 1);
    if (operation->osteotomy || operation->pelvic)
        hip->migration = lesser(hip->migration, value[VRO_SURGERY_MAX_RESIDUAL]);
}

void vro_twin_operate(vro_twin_hip *hip, const vro_twin_child *child, const double *value,
                      double start, const vro_twin_operation *operation) {
    if (operation->osteotomy)
        cut_femur(hip, child, value, child->age + start, operation);
    if (operation->pelvic)
        hip->acetabular_index = greater(5, hip->acetabular_index - operation->pelvic_correction);
    if (!operation->refixation)
        reduce(hip, value, operation);
    if (operation->soft_tissue)
        hip->release = lesser(hip->release, value[VRO_MIGRATION_SOFT_TISSUE_RATIO]);
}

double vro_twin_loss_hazard(const vro_twin_child *child, const double *value, double start,
                            bool spica) {
    double log_ratio = value[VRO_LOSS_FRAGILITY_LOG_HR] * child->fragility +
                       value[VRO_LOSS_AGE_LOG_HR] * (child->age + start - 8);
    return value[VRO_LOSS_HAZARD] * exp(log_ratio) * (spica ? 1 : value[VRO_LOSS_NO_SPICA_HR]) *
           value[VRO_LOSS_IMPLANT_HR];
}

void vro_twin_lose_position(vro_twin_hip *hip, double angle, bool varus, double rotation) {
    double nsa = clip(hip->nsa + (varus ? -angle : angle), 80, 180);
    hip->tilt += hip->nsa - nsa;
    hip->nsa = nsa;
    hip->anteversion = clip(hip->anteversion + rotation, -40, 90);
}

// E of model.md 8.3: the share of the muscles' pull that drives the head up the roof.
static double edge_load(const double *value, double roof, double nsa) {
    double pull =
        value[VRO_MIGRATION_PULL_ANGLE] + value[VRO_MIGRATION_PULL_PER_VARUS] * (135 - nsa);
    return greater(0, sin(radians(roof - pull)));
}

vro_twin_growth vro_twin_growth_begin(const vro_twin_child *child, const vro_twin_hip *hip,
                                      const double *value, double start) {
    double years = child->age + start - 3;
    double nsa_share =
        clip(value[VRO_REMODEL_NSA_SHARE] - value[VRO_REMODEL_NSA_SHARE_PER_YEAR] * years, 0, 1);
    double anteversion_share = clip(value[VRO_REMODEL_ANTEVERSION_SHARE] -
                                        value[VRO_REMODEL_ANTEVERSION_SHARE_PER_YEAR] * years,
                                    0, 1);
    double roof = hip->acetabular_index + hip->socket_shape +
                  value[VRO_MIGRATION_ANTEVERSION_COVER] * greater(0, hip->anteversion - 15);
    double nsa_rebound = nsa_share * greater(0, hip->nsa_reference - hip->nsa);
    double log_rate = value[VRO_MIGRATION_TONE_SD] * child->spasticity -
                      value[VRO_MIGRATION_AGE_LOG_RATIO] * (child->age - 8) -
                      value[VRO_MIGRATION_AFTER_MATURITY] * start;
    return (vro_twin_growth){
        .nsa = hip->nsa,
        .anteversion = hip->anteversion,
        .migration = hip->migration,
        .release = hip->release,
        .nsa_rebound = nsa_rebound,
        .anteversion_rebound =
            anteversion_share * greater(0, hip->anteversion_reference - hip->anteversion),
        .edge_start = edge_load(value, roof, hip->nsa),
        .edge_end = edge_load(value, roof, hip->nsa + nsa_rebound),
        .rate = value[VRO_MIGRATION_RATE] * exp(log_rate),
        .remodelling = M_LN2 / value[VRO_REMODEL_HALF_TIME],
        .wearing_off = M_LN2 / value[VRO_MIGRATION_RELEASE_HALF_TIME],
        .decay = value[VRO_MIGRATION_AFTER_MATURITY],
    };
}

// The integral of e^(-xs) from 0 to s. Near x = 0 its series, which is as exact (1e-11) there.
static double integral_of_decay(double x, double s) {
    double y = x * s;
    return y < 1e-5 ? s * (1 - y / 2) : (1 - exp(-y)) / x;
}

// I(x) of model.md 8.4.
static double edge_load_integral(const vro_twin_growth *growth, double x, double s) {
    return growth->edge_end * integral_of_decay(x, s) +
           (growth->edge_start - growth->edge_end) * integral_of_decay(x + growth->remodelling, s);
}

double vro_twin_migration_at(const vro_twin_growth *growth, double s) {
    double load = edge_load_integral(growth, growth->decay, s);
    if (growth->release < 1) {
        load -= (1 - growth->release) *
                edge_load_integral(growth, growth->decay + growth->wearing_off, s);
    }
    return lesser(100, growth->migration + growth->rate * load);
}

double vro_twin_visits(const double *value, double start, double end) {
    return floor((end - start) / value[VRO_FOLLOWUP_VISIT_INTERVAL] + 1e-9);
}

double vro_twin_first_visit(const vro_twin_growth *growth, const double *value, double visits) {
    double interval = value[VRO_FOLLOWUP_VISIT_INTERVAL];
    double threshold = value[VRO_RESCUE_THRESHOLD];
    if (visits < 1 || vro_twin_migration_at(growth, visits * interval) < threshold)
        return 0;
    double below = 0;     // a visit before the first, and
    double over = visits; // one that is not
    while (over - below > 1) {
        double middle = floor((below + over) / 2);
        if (vro_twin_migration_at(growth, middle * interval) >= threshold)
            over = middle;
        else
            below = middle;
    }
    return over;
}

void vro_twin_grow(vro_twin_hip *hip, const vro_twin_growth *growth, double s) {
    double rebound = -expm1(-growth->remodelling * s);
    hip->nsa = growth->nsa + growth->nsa_rebound * rebound;
    hip->anteversion = growth->anteversion + growth->anteversion_rebound * rebound;
    hip->migration = vro_twin_migration_at(growth, s);
    hip->release = 1 - (1 - growth->release) * exp(-growth->wearing_off * s);
}

static double neck_length_at_end(const vro_twin_child *child, const double *value, double end) {
    double age = greater(child->age, lesser(child->age + end, child->maturity));
    return greater(5, child->neck_length + value[VRO_ANATOMY_NECK_GROWTH] * (age - 8));
}

static double leg_shortening(const vro_twin_hip *hip, const double *value, double neck) {
    return neck * (cos(radians(hip->nsa)) - cos(radians(hip->natural_nsa))) +
           value[VRO_ANATOMY_OSTEOTOMY_LEVEL] * (1 - cos(radians(hip->tilt))) + hip->bone_removed -
           hip->overgrowth;
}

static double displacement_shortening(const vro_twin_hip *hip, const double *value) {
    return value[VRO_LENGTH_MIGRATION] * greater(0, hip->migration - 30);
}

static double width_gained(const vro_twin_hip *hip, const double *value, double neck) {
    return neck * (sin(radians(hip->nsa)) - sin(radians(hip->natural_nsa))) +
           value[VRO_ANATOMY_OSTEOTOMY_LEVEL] * sin(radians(hip->tilt)) -
           (hip->had_osteotomy ? value[VRO_PLAN_MEDIALISATION] : 0);
}

static void measure_hips(const vro_twin_child *child, const double *value, double end,
                         const vro_twin_side side[VRO_HIPS], double outcome[VRO_OUTCOMES]) {
    const vro_twin_hip *index = &side[0].hip;
    const vro_twin_hip *other = &side[1].hip;
    double neck = neck_length_at_end(child, value, end);
    double shortening = leg_shortening(index, value, neck);
    double lld = shortening + displacement_shortening(index, value) -
                 leg_shortening(other, value, neck) - displacement_shortening(other, value) +
                 child->natural_lld;
    outcome[VRO_LLD_MM] = lld;
    outcome[VRO_LLD_ABS_MM] = fabs(lld);
    outcome[VRO_LLD_OVER_10MM] = fabs(lld) > 10;
    outcome[VRO_LLD_OVER_20MM] = fabs(lld) > 20;
    outcome[VRO_SHORTENING_MM] = shortening;
    outcome[VRO_WIDTH_MM] = width_gained(index, value, neck);
    outcome[VRO_TRACKING_DEG] =
        (index->natural_nsa - index->nsa) - (index->natural_anteversion - index->anteversion);
    outcome[VRO_NSA_DEG] = index->nsa;
    outcome[VRO_ANTEVERSION_DEG] = index->anteversion;
    outcome[VRO_MIGRATION_PCT] = index->migration;
    outcome[VRO_DISPLACED] = index->migration > 30;
    outcome[VRO_FAILED] = side[0].reoperations > 0 || index->migration > 50;
}

static void count_events(const vro_twin_follow_up *follow_up, const vro_twin_side side[VRO_HIPS],
                         double outcome[VRO_OUTCOMES]) {
    const vro_twin_side *index = &side[0];
    const vro_twin_side *other = &side[1];
    outcome[VRO_REVISION_BY_1Y] = index->first_reoperation <= 1;
    outcome[VRO_REVISION_BY_2Y] = index->first_reoperation <= 2;
    outcome[VRO_REVISION_BY_5Y] = index->first_reoperation <= 5;
    outcome[VRO_REVISION_BY_10Y] = index->first_reoperation <= 10;
    outcome[VRO_FIRST_REVISION_LOSS] = index->first_cause == VRO_CAUSE_LOSS;
    outcome[VRO_FIRST_REVISION_COMPLICATION] = index->first_cause == VRO_CAUSE_COMPLICATION;
    outcome[VRO_FIRST_REVISION_MIGRATION] = index->first_cause == VRO_CAUSE_MIGRATION;
    outcome[VRO_FIRST_REVISION_OTHER] = index->first_cause == VRO_CAUSE_OTHER;
    outcome[VRO_LOSS_OF_POSITION] = index->position_lost;
    outcome[VRO_DEATH] = follow_up->died;
    outcome[VRO_REVISIONS] = index->reoperations;
    outcome[VRO_REMOVALS] = index->removals;
    outcome[VRO_CONTRALATERAL] = follow_up->bilateral ? 0 : other->reoperations;
    outcome[VRO_OPERATIONS] =
        index->operations + index->removals + other->operations + other->removals;
    outcome[VRO_INFECTION] = index->adverse[VRO_TWIN_INFECTION];
    outcome[VRO_FRACTURE] = index->adverse[VRO_TWIN_FRACTURE];
    outcome[VRO_AVN] = index->adverse[VRO_TWIN_AVN];
    outcome[VRO_PRESSURE_SORE] = index->adverse[VRO_TWIN_PRESSURE_SORE];
    outcome[VRO_HEALING_WEEKS] = index->healing_weeks;
}

void vro_twin_outcomes(const vro_twin_child *child, const double *value,
                       const vro_twin_follow_up *follow_up, const vro_twin_side side[VRO_HIPS],
                       double outcome[VRO_OUTCOMES]) {
    count_events(follow_up, side, outcome);
    measure_hips(child, value, follow_up->end, side, outcome);
    outcome[VRO_COST] = NAN;
    outcome[VRO_QALY] = NAN;
}
