#include "vrosim/table/decision_cells.h"

#include <math.h>

// A ratio is written as if this share of it were its standard error.
static const double RATIO_PRECISION = 1e-3;

static const double SAMPLE_STEPS = 1e9;

void vro_decision_cells_head(vro_csv_writer *writer, const vro_scenario *scenario,
                             vro_trade_off_id id, size_t subgroup) {
    char name[VRO_SUBGROUP_NAME_MAX];
    vro_subgroups_name(&scenario->subgroups, subgroup, name);
    vro_csv_writer_text(writer, scenario->name);
    vro_csv_writer_text(writer, vro_trade_off_row(id)->name);
    vro_csv_writer_text(writer, name);
}

void vro_decision_cells_expectation(vro_csv_writer *writer, vro_expectation expectation) {
    vro_csv_writer_number(writer, expectation.value, expectation.se);
    vro_csv_writer_number(writer, expectation.se, expectation.se);
}

void vro_decision_cells_benefit(vro_csv_writer *writer, vro_expectation net_benefit,
                                double threshold) {
    vro_decision_cells_expectation(writer, net_benefit);
    vro_decision_cells_expectation(writer, vro_net_benefit_as_health(net_benefit, threshold));
}

void vro_decision_cells_sample(vro_csv_writer *writer, double value) {
    vro_csv_writer_exact(writer, round(value * SAMPLE_STEPS) / SAMPLE_STEPS);
}

void vro_decision_cells_icer(vro_csv_writer *writer, const vro_increment *increment) {
    vro_csv_writer_number(writer, increment->icer, fabs(increment->icer) * RATIO_PRECISION);
}
