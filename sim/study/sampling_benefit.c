#include "vrosim/study/sampling_benefit.h"

#include "vrosim/model/discount.h"

#include <math.h>

double vro_sampling_benefit_children(const vro_proposed_study *study,
                                     const vro_scenario *scenario) {
    const vro_discount by =
        vro_discount_of((float)vro_scenario_value(scenario, 0, 0, VRO_ECONOMICS_DISCOUNT_COSTS));
    const double all = vro_present_years((float)study->years, by);
    const double missed = vro_present_years((float)study->delay, by);
    return study->children_per_year > 0 ? study->children_per_year * (all - missed) : NAN;
}

static vro_sampling_benefit benefit_of(const vro_proposed_study *study, size_t size,
                                       vro_expectation value, double children) {
    const double n = (double)vro_proposed_study_children(study, size);
    const bool known = study->has_cost && isfinite(children);
    const double cost = known ? study->fixed_cost + study->child_cost * n : NAN;
    const vro_expectation all = {value.value * children, value.se * children};
    return (vro_sampling_benefit){
        .population_value = all, .cost = cost, .net_benefit = {all.value - cost, all.se}};
}

void vro_sampling_benefits_find(const vro_proposed_study *study, const vro_expectation *values,
                                double children, vro_sampling_benefit *found) {
    size_t best = 0;
    for (size_t i = 0; i < study->size_count; i++) {
        found[i] = benefit_of(study, i, values[i], children);
        if (found[i].net_benefit.value > found[best].net_benefit.value)
            best = i;
    }
    const double most = found[best].net_benefit.value;
    if (!(most > 0))
        return;
    found[best].optimal = true;
    for (size_t i = 0; i < study->size_count; i++) {
        const vro_expectation own = found[i].net_benefit;
        found[i].near_optimal = own.value + (own.se > 0 ? own.se : 0) >= most;
    }
}
