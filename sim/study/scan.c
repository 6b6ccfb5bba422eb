#include "vrosim/study/scan.h"

uint64_t vro_scan_scenarios(const vro_sensitivity *results) {
    return 1 + 2 * (uint64_t)results->ranges.count + (uint64_t)vro_sensitivity_points(results);
}

static vro_status run_base(vro_sensitivity *results, vro_paired_run *run, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_paired_run_run(run, NULL, NULL, 0, errors));
    for (size_t measure = 0; measure < results->measures->count; measure++)
        results->base[measure] = vro_paired_run_low(run, measure);
out:
    return status;
}

static vro_status run_range(vro_sensitivity *results, size_t number, vro_paired_run *run,
                            vro_errors *errors) {
    const vro_parameter_range *range = &results->ranges.items[number];
    const vro_parameter_change low = vro_parameter_range_change(range, range->low);
    const vro_parameter_change high = vro_parameter_range_change(range, range->high);
    vro_bar *bars = &results->bars[number * results->measures->count];
    vro_status status = VRO_OK;
    TRY(vro_paired_run_run(run, &low, &high, 1, errors));
    for (size_t measure = 0; measure < results->measures->count; measure++)
        bars[measure] =
            (vro_bar){vro_paired_run_low(run, measure), vro_paired_run_high(run, measure),
                      vro_paired_run_change(run, measure)};
out:
    return status;
}

static vro_status run_point(vro_sensitivity *results, size_t point, vro_paired_run *run,
                            vro_errors *errors) {
    const vro_parameter_range *a = &results->grid.items[0], *b = &results->grid.items[1];
    const vro_parameter_change changes[] = {
        vro_parameter_range_change(a, vro_parameter_range_step(a, point / b->steps)),
        vro_parameter_range_change(b, vro_parameter_range_step(b, point % b->steps))};
    vro_estimate *values = &results->points[point * results->measures->count];
    vro_status status = VRO_OK;
    TRY(vro_paired_run_run(run, changes, NULL, 2, errors));
    for (size_t measure = 0; measure < results->measures->count; measure++)
        values[measure] = vro_paired_run_low(run, measure);
out:
    return status;
}

vro_status vro_scan_run(vro_sensitivity *results, vro_paired_run *run, vro_errors *errors) {
    vro_status status = VRO_OK;
    vro_paired_run_expect(run, vro_scan_scenarios(results));
    TRY(run_base(results, run, errors));
    for (size_t range = 0; range < results->ranges.count; range++)
        TRY(run_range(results, range, run, errors));
    for (size_t point = 0; point < vro_sensitivity_points(results); point++)
        TRY(run_point(results, point, run, errors));
out:
    return status;
}
