#include "vrosim/study/study_cohort.h"

#include "vrosim/model/distribution_tables.h"

#include <stdlib.h>
#include <string.h>

size_t vro_moved_cells(const vro_scenario *scenario) {
    return scenario->strategies * VRO_CELLS_OF_STRATEGY;
}

vro_scenario vro_moved_scenario(const vro_moved_parameters *self, const double *values,
                                vro_cell *cells) {
    vro_scenario moved = *self->uncertainty->scenario;
    memcpy(cells, moved.cells, vro_moved_cells(&moved) * sizeof *cells);
    moved.cells = cells;
    for (size_t k = 0; k < self->count; k++)
        if (self->numbers[k] < self->uncertainty->count)
            vro_uncertainty_set(self->uncertainty, self->numbers[k], values[k], cells);
    return moved;
}

// The same estimate in the scenario of a study.
static size_t find_same(const vro_uncertainty *in, const vro_uncertain_parameter *parameter) {
    size_t i = 0;
    while (i < in->count &&
           !(in->parameters[i].id == parameter->id && in->parameters[i].level == parameter->level &&
             in->parameters[i].value == parameter->value && in->parameters[i].se == parameter->se))
        i++;
    return i;
}

static vro_status find_numbers(vro_study_cohort *self, const vro_moved_parameters *moved,
                               vro_errors *errors) {
    self->numbers = calloc(moved->count + 1, sizeof *self->numbers);
    if (!self->numbers)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a study");
    self->count = moved->count;
    for (size_t k = 0; k < moved->count; k++)
        self->numbers[k] =
            find_same(&self->uncertainty, &moved->uncertainty->parameters[moved->numbers[k]]);
    return VRO_OK;
}

vro_status vro_study_cohort_load(vro_study_cohort *self, const vro_evidence *evidence, size_t study,
                                 const vro_text_files *tables, const vro_moved_parameters *moved,
                                 vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_study_cohort){0};
    TRY(vro_study_population_load(&self->population, evidence, study, tables, errors));
    TRY(vro_uncertainty_init(&self->uncertainty, &self->population.scenario,
                             VRO_UNCERTAIN_ESTIMATES, errors));
    TRY(find_numbers(self, moved, errors));
out:
    return status;
}

vro_status vro_study_cohort_prepare(vro_study_cohort *self, int threads, vro_errors *errors) {
    vro_model_free(&self->base);
    return vro_model_init_over(&self->base, &self->population.scenario, NULL, threads, errors);
}

vro_status vro_study_cohort_model(const vro_study_cohort *self, const double *values,
                                  vro_cell *cells, const vro_model *shared, vro_model *model,
                                  vro_errors *errors) {
    const vro_moved_parameters moved = {&self->uncertainty, self->numbers, self->count};
    const vro_scenario scenario = vro_moved_scenario(&moved, values, cells);
    struct vro_distribution_tables tables = *shared->tables;
    vro_model over = self->base;
    tables.base = self->base.tables;
    over.tables = &tables;
    const vro_status status = vro_model_init_over(model, &scenario, &over, 1, errors);
    if (status == VRO_OK)
        model->tables->base = NULL; // all tables are found
    return status;
}

void vro_study_cohort_free(vro_study_cohort *self) {
    vro_model_free(&self->base);
    vro_uncertainty_free(&self->uncertainty);
    vro_study_population_free(&self->population);
    free(self->numbers);
    *self = (vro_study_cohort){0};
}
