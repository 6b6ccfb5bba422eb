// The Kaplan-Meier estimate of the share without an event, by month. Who leaves without the event
// (death, end of follow-up) is censored.
#ifndef VROSIM_OUTCOME_KAPLAN_MEIER_H
#define VROSIM_OUTCOME_KAPLAN_MEIER_H

#include <stdint.h>

typedef struct vro_kaplan_meier {
    double event_free; // estimated share; NAN once nobody is at risk, unless all had the event
    uint64_t at_risk;  // of the last month added
    double variance;   // Greenwood's sum, relative to event_free^2
} vro_kaplan_meier;

vro_kaplan_meier vro_kaplan_meier_begin(void);

// Adds the next month: children at risk at its start, and those with an event in it. Who is
// censored in a month leaves at its end.
void vro_kaplan_meier_add(vro_kaplan_meier *self, uint64_t at_risk, uint64_t events);

// The standard error of event_free, and so of its complement, by Greenwood's formula. Without an
// event, or where all had it, that of a share of 0 among those last at risk (vro_estimate_share).
double vro_kaplan_meier_se(const vro_kaplan_meier *self);

#endif
