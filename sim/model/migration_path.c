#include "vrosim/model/migration_path.h"

#include "vrosim/core/vmath.h"

static void gather(vro_migration_path *restrict self, const vro_hips *hips,
                   vro_migration_bounds bounds) {
    for (size_t k = 0; k < self->selection.count; k++) {
        const size_t i = (size_t)self->selection.places[k];
        const vro_drift of = vro_drift_of(hips, i);
        self->weight[0][k] = of.plain;
        self->weight[1][k] = of.release;
        self->weight[2][k] = of.rebound;
        self->weight[3][k] = of.both;
        self->before[k] = hips->migration[i];
        self->least[k] = vro_smaller(hips->migration[i], bounds.floor);
        self->slowed[k] = (1.0f - bounds.after_maturity) * hips->grown[i];
        self->growing[k] = hips->growing[i];
        self->phase_time[k] = hips->phase[i];
    }
}

// Three exponentials a hip.
VRO_VECTOR static void split_exposures(vro_migration_path *self, float interval, vro_rates by,
                                       size_t n) {
    for (size_t i = 0; i < n; i++) {
        const float time = self->phase_time[i] * interval;
        const float aging = vro_one_minus_exp(by.c * time);
        const float rebound = vro_one_minus_exp(by.k * time);
        const float release = vro_one_minus_exp(by.m * time);
        const vro_drift of = {self->weight[0][i], self->weight[1][i], self->weight[2][i],
                              self->weight[3][i]};
        self->phase_time[i] = time;
        self->first[i] = vro_drifted(of, vro_exposure_of(time, aging, rebound, release, by));
        self->weight[0][i] = of.plain * (1.0f - aging);
        self->weight[1][i] = of.release * (1.0f - aging) * (1.0f - release);
        self->weight[2][i] = of.rebound * (1.0f - aging) * (1.0f - rebound);
        self->weight[3][i] = of.both * (1.0f - aging) * (1.0f - rebound) * (1.0f - release);
    }
}

void vro_migration_path_start(vro_migration_path *self, const vro_hips *hips,
                              const vro_model_parameters *parameters) {
    gather(self, hips, vro_migration_bounds_of(parameters));
    split_exposures(self, parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL], parameters->rates,
                    self->selection.count);
}
