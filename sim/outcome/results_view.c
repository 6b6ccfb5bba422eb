#include "vrosim/outcome/results_view.h"

static void enter(vro_results_row *self, size_t subgroup) {
    self->subgroup = subgroup;
    vro_subgroups_name(&self->view->scenario->subgroups, subgroup, self->name);
}

vro_results_row vro_results_row_first(const vro_results_view *view, size_t strategy) {
    vro_results_row self = {.view = view, .strategy = strategy};
    enter(&self, 0);
    return self;
}

bool vro_results_row_exists(const vro_results_row *self) {
    return self->strategy < self->view->scenario->strategies;
}

void vro_results_row_next(vro_results_row *self) {
    const size_t subgroups =
        self->view->without_subgroups ? 1 : vro_subgroups_count(&self->view->scenario->subgroups);
    do {
        enter(self, (self->subgroup + 1) % subgroups);
        if (self->subgroup == 0)
            self->strategy++;
    } while (vro_results_row_exists(self) && self->subgroup > 0 &&
             vro_results_row_children(self) == 0);
}

uint64_t vro_results_row_children(const vro_results_row *self) {
    return vro_tally_children(self->view->tally, self->subgroup);
}

const char *vro_results_row_strategy(const vro_results_row *self) {
    return self->view->scenario->strategy_names[self->strategy];
}

const char *vro_results_row_subgroup(const vro_results_row *self) {
    return self->name;
}

void vro_results_row_write(const vro_results_row *self, const char *reference,
                           vro_csv_writer *writer) {
    vro_csv_writer_text(writer, self->view->scenario->name);
    vro_csv_writer_text(writer, vro_results_row_strategy(self));
    if (reference)
        vro_csv_writer_text(writer, reference);
    vro_csv_writer_text(writer, vro_results_row_subgroup(self));
}
