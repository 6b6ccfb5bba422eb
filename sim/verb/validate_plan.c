#include "vrosim/verb/validate_plan.h"

#include <stdlib.h>

static vro_status load_populations(vro_validate_plan *self, vro_errors *errors) {
    const vro_evidence *evidence = &self->common.evidence;
    vro_status status = VRO_OK;
    self->populations = calloc(evidence->studies.count + 1, sizeof *self->populations);
    if (!self->populations)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the studies");
    for (size_t i = 0; i < evidence->studies.count && status != VRO_NO_MEMORY; i++)
        status =
            vro_status_worse(status, vro_study_population_load(&self->populations[i], evidence, i,
                                                               &self->common.tables, errors));
    return status;
}

static vro_status prepare(vro_validate_plan *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(load_populations(self, errors));
    TRY(vro_validation_init(&self->validation, &self->common.evidence, self->common.between,
                            errors));
out:
    return status;
}

vro_status vro_validate_plan_read(vro_validate_plan *self, const vro_evidence_request *request,
                                  vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_validate_plan){0};
    TRY(vro_evidence_plan_read(&self->common, VRO_VALIDATE_VERB, request, errors));
    TRY(prepare(self, errors));
out:
    return status;
}

vro_status vro_validate_plan_take(vro_validate_plan *self, vro_specification *specification,
                                  vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_validate_plan){0};
    TRY(vro_evidence_plan_take(&self->common, specification, errors));
    TRY(prepare(self, errors));
out:
    return status;
}

size_t vro_validate_plan_studies(const vro_validate_plan *self) {
    size_t count = 0;
    for (size_t i = 0; i < self->common.evidence.studies.count; i++)
        count += self->populations[i].count > 0;
    return count;
}

void vro_validate_plan_free(vro_validate_plan *self) {
    for (size_t i = 0; self->populations && i < self->common.evidence.studies.count; i++)
        vro_study_population_free(&self->populations[i]);
    free(self->populations);
    vro_validation_free(&self->validation);
    vro_evidence_plan_free(&self->common);
    *self = (vro_validate_plan){0};
}
