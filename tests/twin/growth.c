// See growth.h. The formulas are those of model.md 8, term by term.
#include "growth.h"

#include "arithmetic.h"

// A share that falls with age from its value at age 3.
static double share_at(const double *value, vro_parameter_id share, vro_parameter_id per_year,
                       double age) {
    return vro_twin_clip(value[share] - value[per_year] * (age - 3), 0, 1);
}

static bool is_contained(const vro_twin_hip *hip, const double *value) {
    return hip->migration <= value[VRO_REMODEL_CONTAINMENT];
}

// ai_end - ai' of model.md 8.5.
static double socket_change(const vro_twin_child *child, const vro_twin_hip *hip,
                            const double *value, double age) {
    if (is_contained(hip, value)) {
        double share =
            share_at(value, VRO_REMODEL_SOCKET_SHARE, VRO_REMODEL_SOCKET_SHARE_PER_YEAR, age);
        return -share *
               vro_twin_greater(0, hip->acetabular_index - value[VRO_REMODEL_SOCKET_TARGET]);
    }
    return value[VRO_REMODEL_SOCKET_EROSION] * vro_twin_clip((child->maturity - age) / 10, 0, 1);
}

// E of model.md 8.3: the share of the muscles' pull that drives the head up the roof.
static double edge_load(const vro_twin_hip *hip, const double *value, double nsa,
                        double acetabular_index) {
    double pull =
        value[VRO_MIGRATION_PULL_ANGLE] + value[VRO_MIGRATION_PULL_PER_VARUS] * (135 - nsa);
    double roof =
        acetabular_index + hip->socket_shape +
        value[VRO_MIGRATION_ANTEVERSION_COVER] * vro_twin_greater(0, hip->anteversion - 15);
    return vro_twin_greater(0, sin(vro_twin_radians(roof - pull)));
}

// How fast the child's hips move for its spasticity: model.md 2.1.
static double tone(const vro_twin_child *child, const double *value) {
    double r = value[VRO_MIGRATION_AGE_TONE_CORRELATION];
    return exp(value[VRO_MIGRATION_TONE_SD] *
               (sqrt(1 - r * r) * child->spasticity - r * child->age_score));
}

vro_twin_growth vro_twin_growth_begin(const vro_twin_child *child, const vro_twin_hip *hip,
                                      const double *value, double start) {
    double age = child->age + start;
    double ageing = exp(-value[VRO_MIGRATION_AGE_LOG_RATIO] * (age - 8));
    double nsa_rebound =
        share_at(value, VRO_REMODEL_NSA_SHARE, VRO_REMODEL_NSA_SHARE_PER_YEAR, age) *
        vro_twin_greater(0, hip->nsa_reference - hip->nsa);
    double anteversion_rebound = share_at(value, VRO_REMODEL_ANTEVERSION_SHARE,
                                          VRO_REMODEL_ANTEVERSION_SHARE_PER_YEAR, age) *
                                 vro_twin_greater(0, hip->anteversion_reference - hip->anteversion);
    double socket = socket_change(child, hip, value, age);
    return (vro_twin_growth){
        .nsa = hip->nsa,
        .anteversion = hip->anteversion,
        .acetabular_index = hip->acetabular_index,
        .migration = hip->migration,
        .release = hip->release,
        .nsa_rebound = nsa_rebound,
        .anteversion_rebound = anteversion_rebound,
        .socket_change = socket,
        .edge_start = edge_load(hip, value, hip->nsa, hip->acetabular_index),
        .edge_end = edge_load(hip, value, hip->nsa + nsa_rebound, hip->acetabular_index + socket),
        .pull = ageing * value[VRO_MIGRATION_RATE] * tone(child, value),
        .restoring = is_contained(hip, value) ? ageing * value[VRO_MIGRATION_RESTORING] : 0,
        .slowing = value[VRO_MIGRATION_AGE_LOG_RATIO],
        .remodelling = M_LN2 / value[VRO_REMODEL_HALF_TIME],
        .wearing_off = M_LN2 / value[VRO_MIGRATION_RELEASE_HALF_TIME],
        .years_to_grow = vro_twin_greater(0, child->maturity - age),
        .after_maturity = value[VRO_MIGRATION_AFTER_MATURITY],
        .least = vro_twin_lesser(hip->migration, value[VRO_MIGRATION_FLOOR]),
    };
}

// J(x) of model.md 8.4: the integral of e^(-xs) from 0 to s.
static double integral_of_decay(double x, double s) {
    return x == 0 ? s : -expm1(-x * s) / x;
}

// I(x) of model.md 8.4.
static double edge_load_integral(const vro_twin_growth *growth, double x, double s) {
    return growth->edge_end * integral_of_decay(x, s) +
           (growth->edge_start - growth->edge_end) * integral_of_decay(x + growth->remodelling, s);
}

// G(s) of model.md 8.4.
static double migration_of_a_growing_child(const vro_twin_growth *growth, double s) {
    double load = edge_load_integral(growth, growth->slowing, s);
    if (growth->release < 1) {
        load -= (1 - growth->release) *
                edge_load_integral(growth, growth->slowing + growth->wearing_off, s);
    }
    return growth->pull * load - growth->restoring * integral_of_decay(growth->slowing, s);
}

double vro_twin_migration_at(const vro_twin_growth *growth, double s) {
    double growing =
        migration_of_a_growing_child(growth, vro_twin_lesser(s, growth->years_to_grow));
    double change = growing;
    if (s > growth->years_to_grow) {
        change = (1 - growth->after_maturity) * growing +
                 growth->after_maturity * migration_of_a_growing_child(growth, s);
    }
    return vro_twin_clip(growth->migration + change, growth->least, 100);
}

void vro_twin_grow(vro_twin_hip *hip, const vro_twin_growth *growth, double s) {
    double grown = -expm1(-growth->remodelling * s);
    hip->nsa = growth->nsa + growth->nsa_rebound * grown;
    hip->anteversion = growth->anteversion + growth->anteversion_rebound * grown;
    hip->acetabular_index = growth->acetabular_index + growth->socket_change * grown;
    hip->migration = vro_twin_migration_at(growth, s);
    hip->release = 1 - (1 - growth->release) * exp(-growth->wearing_off * s);
}

double vro_twin_visit_time(const vro_twin_child *child, const double *value, int visit) {
    return (visit - 0.5 + child->visit_phase) * value[VRO_FOLLOWUP_VISIT_INTERVAL];
}

int vro_twin_visits_within(const vro_twin_child *child, const double *value, double years) {
    const double tolerance = 1e-9; // intervals
    double visits =
        floor(years / value[VRO_FOLLOWUP_VISIT_INTERVAL] + 0.5 - child->visit_phase + tolerance);
    return (int)vro_twin_greater(0, visits);
}

bool vro_twin_visit_is_due(const double *value, double migration, double before) {
    return migration >= value[VRO_RESCUE_THRESHOLD] && migration >= before - 0.001;
}

double vro_twin_first_seen_failed(const vro_twin_growth *growth, const vro_twin_child *child,
                                  const double *value, double years) {
    int visits = vro_twin_visits_within(child, value, years);
    for (int visit = 1; visit <= visits; visit++) {
        double s = vro_twin_visit_time(child, value, visit);
        if (vro_twin_migration_at(growth, s) > value[VRO_FOLLOWUP_FAILURE_MIGRATION])
            return vro_twin_lesser(s, years);
    }
    return INFINITY;
}
