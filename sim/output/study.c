#include "vrosim/output/study.h"

static const char *const subgroup_names[VRO_SUBGROUPS] = {"all",     "gmfcs_1", "gmfcs_2",
                                                          "gmfcs_3", "gmfcs_4", "gmfcs_5"};

vro_group vro_group_first(const vro_study *study, size_t strategy) {
    return (vro_group){.study = study, .strategy = strategy, .subgroup = 0};
}

bool vro_group_is(const vro_group *self) {
    return self->strategy < self->study->scenario->strategies;
}

void vro_group_next(vro_group *self) {
    do {
        self->subgroup = (self->subgroup + 1) % VRO_SUBGROUPS;
        if (self->subgroup == 0)
            self->strategy++;
    } while (vro_group_is(self) && self->subgroup > 0 && vro_group_children(self) == 0);
}

uint64_t vro_group_children(const vro_group *self) {
    return vro_tally_children(self->study->tally, self->subgroup);
}

const char *vro_group_strategy(const vro_group *self) {
    return self->study->scenario->strategy_names[self->strategy];
}

const char *vro_group_subgroup(const vro_group *self) {
    return subgroup_names[self->subgroup];
}

void vro_group_write(const vro_group *self, const char *reference, vro_sheet *sheet) {
    vro_sheet_text(sheet, self->study->scenario->name);
    vro_sheet_text(sheet, vro_group_strategy(self));
    if (reference)
        vro_sheet_text(sheet, reference);
    vro_sheet_text(sheet, vro_group_subgroup(self));
}
