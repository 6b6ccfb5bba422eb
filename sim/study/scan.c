#include "vrosim/study/scan.h"

uint64_t vro_scan_scenarios(const vro_sensitivity *results) {
    return 1 + 2 * (uint64_t)results->ranges.count + (uint64_t)vro_sensitivity_points(results);
}

static vro_status run_base(vro_sensitivity *results, vro_paired_run *trial, vro_errors *errors) {
    const vro_status status = vro_paired_run_run(trial, NULL, NULL, 0, errors);
    for (size_t measure = 0; measure < results->measures->count && status == VRO_OK; measure++)
        results->base[measure] = vro_paired_run_low(trial, measure);
    return status;
}

static vro_status run_range(vro_sensitivity *results, size_t range, vro_paired_run *trial,
                            vro_errors *errors) {
    const vro_parameter_range *span = &results->ranges.items[range];
    const vro_parameter_change low = {span->quantity, span->low},
                               high = {span->quantity, span->high};
    const vro_status status = vro_paired_run_run(trial, &low, &high, 1, errors);
    vro_bar *bars = &results->bars[range * results->measures->count];
    for (size_t measure = 0; measure < results->measures->count && status == VRO_OK; measure++)
        bars[measure] =
            (vro_bar){vro_paired_run_low(trial, measure), vro_paired_run_high(trial, measure),
                      vro_paired_run_change(trial, measure)};
    return status;
}

static vro_status run_point(vro_sensitivity *results, size_t point, vro_paired_run *trial,
                            vro_errors *errors) {
    const vro_parameter_range *a = &results->grid.items[0], *b = &results->grid.items[1];
    const vro_parameter_change changes[] = {
        {a->quantity, vro_parameter_range_step(a, point / b->steps)},
        {b->quantity, vro_parameter_range_step(b, point % b->steps)}};
    const vro_status status = vro_paired_run_run(trial, changes, NULL, 2, errors);
    vro_estimate *values = &results->points[point * results->measures->count];
    for (size_t measure = 0; measure < results->measures->count && status == VRO_OK; measure++)
        values[measure] = vro_paired_run_low(trial, measure);
    return status;
}

vro_status vro_scan_run(vro_sensitivity *results, vro_paired_run *trial, vro_errors *errors) {
    vro_paired_run_expect(trial, vro_scan_scenarios(results));
    vro_status status = run_base(results, trial, errors);
    for (size_t range = 0; range < results->ranges.count && status == VRO_OK; range++)
        status = run_range(results, range, trial, errors);
    for (size_t point = 0; point < vro_sensitivity_points(results) && status == VRO_OK; point++)
        status = run_point(results, point, trial, errors);
    return status;
}
