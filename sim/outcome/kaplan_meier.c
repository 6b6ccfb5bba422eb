#include "vrosim/outcome/kaplan_meier.h"

#include "vrosim/outcome/estimate.h"

#include <math.h>

vro_kaplan_meier vro_kaplan_meier_begin(void) {
    return (vro_kaplan_meier){.event_free = 1};
}

// S(m) = product of (n - d) / n up to month m; variance = S^2 times the sum of d / (n (n - d)).
// With n = 0 both are 0 / 0: undefined.
void vro_kaplan_meier_add(vro_kaplan_meier *self, uint64_t at_risk, uint64_t events) {
    if (self->event_free == 0)
        return;
    self->at_risk = at_risk;
    const double n = (double)at_risk, left = (double)(at_risk - events);
    self->event_free *= left / n;
    self->variance += (double)events / (n * left);
}

double vro_kaplan_meier_se(const vro_kaplan_meier *self) {
    if (self->event_free == 0 || self->variance == 0)
        return vro_estimate_share(0, self->at_risk).se;
    return self->event_free * sqrt(self->variance);
}
