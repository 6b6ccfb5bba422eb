#include "vrosim/outcome/trade_off.h"

#include "vrosim/model/outcome_set.h"

static const vro_trade_off rows[VRO_TRADE_OFFS] = {
    [VRO_COST_PER_QALY] = {"cost_per_qaly", VRO_QALY, VRO_COST, "thousands per QALY", "0:150:5",
                           "thousands of the currency paid for a quality-adjusted life year"},
    [VRO_LLD_PER_REVISION] = {"lld_per_revision", VRO_REVISIONS, VRO_LLD_ABS_MM, "mm per revision",
                              "0:20:1",
                              "mm of leg-length discrepancy accepted for a revision avoided"},
};

const vro_trade_off *vro_trade_off_row(vro_trade_off_id id) {
    return &rows[id];
}

int vro_trade_off_sign(vro_trade_off_id id) {
    return vro_outcome_row(rows[id].effect)->better == VRO_MORE ? 1 : -1;
}

bool vro_trade_off_is_in(vro_trade_off_id id, const vro_scenario *scenario) {
    vro_outcome_set outcomes;
    vro_outcome_set_init(&outcomes, scenario);
    return vro_outcome_set_gives(&outcomes, rows[id].effect) &&
           vro_outcome_set_gives(&outcomes, rows[id].cost);
}

const char *vro_trade_off_thresholds(vro_trade_off_id id, const char *text,
                                     vro_number_list *thresholds) {
    const char *fault = vro_number_list_read(thresholds, text ? text : rows[id].thresholds);
    if (!fault && thresholds->values[0] < 0)
        fault = "a threshold below 0 would pay for harm";
    if (!fault && thresholds->values[thresholds->count - 1] > VRO_TRADE_OFF_THRESHOLD_MAX)
        fault = "a threshold is at most 1e9";
    return fault;
}

vro_trade_off_id vro_trade_off_first(const vro_scenario *scenario) {
    vro_trade_off_id id = 0;
    while (!vro_trade_off_is_in(id, scenario))
        id++;
    return id;
}
