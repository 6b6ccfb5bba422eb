#include "vrosim/table/decision_cells.h"

#include <math.h>

// A ratio is written to this part of itself.
static const double RATIO_PRECISION = 1e-3;

void vro_decision_cells_head(vro_sheet *sheet, const vro_scenario *scenario, vro_trade_off_id id,
                             size_t subgroup) {
    char name[VRO_SUBGROUP_NAME_MAX];
    vro_subgroups_name(&scenario->subgroups, subgroup, name);
    vro_sheet_text(sheet, scenario->name);
    vro_sheet_text(sheet, vro_trade_off_row(id)->name);
    vro_sheet_text(sheet, name);
}

void vro_decision_cells_expectation(vro_sheet *sheet, vro_expectation expectation) {
    vro_sheet_number(sheet, expectation.value, expectation.se);
    vro_sheet_number(sheet, expectation.se, expectation.se);
}

void vro_decision_cells_benefit(vro_sheet *sheet, vro_expectation net_benefit, double threshold) {
    vro_decision_cells_expectation(sheet, net_benefit);
    vro_decision_cells_expectation(sheet, vro_net_health_benefit(net_benefit, threshold));
}

void vro_decision_cells_icer(vro_sheet *sheet, const vro_increment *increment) {
    vro_sheet_number(sheet, increment->icer, fabs(increment->icer) * RATIO_PRECISION);
}
