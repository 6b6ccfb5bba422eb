#include "vrosim/outcome/results_view.h"

static void visit(vro_group *self, size_t subgroup) {
    self->subgroup = subgroup;
    vro_subgroups_name(&self->study->scenario->subgroups, subgroup, self->name);
}

vro_group vro_group_first(const vro_study *study, size_t strategy) {
    vro_group self = {.study = study, .strategy = strategy};
    visit(&self, 0);
    return self;
}

bool vro_group_is(const vro_group *self) {
    return self->strategy < self->study->scenario->strategies;
}

void vro_group_next(vro_group *self) {
    const size_t subgroups = vro_subgroups_count(&self->study->scenario->subgroups);
    do {
        visit(self, (self->subgroup + 1) % subgroups);
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
    return self->name;
}

void vro_group_write(const vro_group *self, const char *reference, vro_sheet *sheet) {
    vro_sheet_text(sheet, self->study->scenario->name);
    vro_sheet_text(sheet, vro_group_strategy(self));
    if (reference)
        vro_sheet_text(sheet, reference);
    vro_sheet_text(sheet, vro_group_subgroup(self));
}
