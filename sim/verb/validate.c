#include "vrosim/verb/validate.h"

#include "vrosim/core/whole_number.h"
#include "vrosim/table/validation_report.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/validate_plan.h"

#include <inttypes.h>

// Of a study, where the options do not say: alone, and in each sample of the parameters.
enum { CHILDREN = 100000, SAMPLED_CHILDREN = 2 * VRO_BLOCK };

static vro_workload workload_of(const void *study) {
    const vro_validate_plan *self = study;
    const uint64_t children = self->common.specification.size.patients;
    return (vro_workload){.specification = &self->common.specification,
                          .scenario = &self->common.scenario,
                          .unit = "children",
                          .units = children * vro_validate_plan_studies(self) * self->samples,
                          .unit_children = 1,
                          .pieces = vro_validate_plan_has_draws(self) ? self->samples
                                                                      : vro_block_count(children)};
}

// What samples of the parameters will cost, before it begins.
static vro_status announce(void *study, vro_session *session, vro_errors *errors) {
    const vro_validate_plan *self = study;
    const size_t studies = vro_validate_plan_studies(self);
    FILE *output = session->options.output;
    (void)errors;
    if (!vro_validate_plan_has_draws(self) || session->options.quiet)
        return VRO_OK;
    fprintf(output, "Simulating %zu stud%s in %" PRIu64 " sample%s of %zu parameter%s: ", studies,
            studies == 1 ? "y" : "ies", self->samples, self->samples == 1 ? "" : "s",
            self->given_count, self->given_count == 1 ? "" : "s");
    vro_whole_number_print(output, workload_of(self).units);
    fputs(" children\n", output);
    return VRO_OK;
}

static vro_status simulate_samples(vro_validate_plan *self, vro_session *session,
                                   vro_errors *errors) {
    const vro_specification *specification = &self->common.specification;
    const vro_sampled_figures sampled = {
        .moved = {&self->uncertainty, self->given, self->given_count},
        .cohorts = self->cohorts,
        .cohort_count = self->common.evidence.studies.count,
        .random = specification->random,
        .children = specification->size.patients,
        .samples = self->samples};
    return vro_sampled_figures_run(&sampled, &session->ranks, &session->pool,
                                   self->validation.figures, errors);
}

static vro_status simulate_studies(vro_validate_plan *self, vro_session *session,
                                   vro_errors *errors) {
    const vro_specification *specification = &self->common.specification;
    const vro_population_run by = {.ranks = &session->ranks,
                                   .pool = &session->pool,
                                   .random = specification->random,
                                   .children = specification->size.patients};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->common.evidence.studies.count; i++)
        if (self->cohorts[i].population.count > 0)
            TRY(vro_study_population_simulate(&self->cohorts[i].population, &by,
                                              self->validation.figures, errors));

out:
    return status;
}

static vro_status judge(vro_validate_plan *self, vro_session *session, vro_errors *errors) {
    vro_validation *validation = &self->validation;
    vro_status status = VRO_OK;
    if (validation->estimates_between)
        TRY(vro_validation_estimate_between(validation, &self->shares, &session->pool, errors));
    vro_validation_judge(validation);
out:
    return status;
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    vro_validate_plan *self = study;
    vro_status status = VRO_OK;
    TRY(vro_validate_plan_has_draws(self) ? simulate_samples(self, session, errors)
                                          : simulate_studies(self, session, errors));
    if (vro_session_is_first(session))
        TRY(judge(self, session, errors));
out:
    return vro_session_simulated(session, status, errors);
}

static vro_validation_view view_of(const vro_validate_plan *self) {
    return (vro_validation_view){&self->validation, &self->common.scenario};
}

static vro_status write_tables(void *study, vro_session *session, vro_errors *errors) {
    const vro_validation_view view = view_of(study);
    return vro_validation_tables_write(&view, &session->folder.files, errors);
}

static vro_status print_report(void *study, vro_session *session, vro_errors *errors) {
    const vro_validate_plan *self = study;
    const vro_validation_view view = view_of(self);
    (void)errors;
    vro_validation_report_print(session->options.output, &view,
                                self->common.specification.size.patients, session->seconds);
    return VRO_OK;
}

static vro_status take(void *study, const vro_specification *specification, vro_errors *errors) {
    vro_specification copy = {0};
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&copy, specification, errors));
    TRY(vro_validate_plan_take(study, &copy, errors));
out:
    return status;
}

static vro_status free_all(void *study, vro_status status, vro_errors *errors) {
    (void)errors;
    vro_validate_plan_free(study);
    return status;
}

static const vro_session_steps STEPS = {.take = take,
                                        .workload = workload_of,
                                        .free = free_all,
                                        .open = announce,
                                        .simulate = simulate,
                                        .write = write_tables,
                                        .print = print_report};

static vro_status read_plan(vro_validate_plan *plan, const vro_options *options,
                            vro_errors *errors) {
    const bool counted = vro_option_is_given(options, VRO_OPTION_SAMPLES);
    const vro_validate_questions questions = {.draws = options->draws,
                                              .samples = counted ? options->psa.samples : 0};
    const vro_evidence_request request =
        vro_request_evidence(options, options->draws ? SAMPLED_CHILDREN : CHILDREN);
    const vro_status status = vro_validate_plan_read(plan, &request, &questions, errors);
    return vro_request_inspect_folder(options, status, errors);
}

vro_status vro_validate_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_session_options requested = vro_request_session(options, output);
    vro_validate_plan plan = {0};
    vro_session session;
    vro_status status = VRO_OK;
    vro_session_begin(&session, &requested, &STEPS, &plan);
    if (vro_session_is_first(&session))
        TRY(read_plan(&plan, options, errors));
    vro_request_format(options, &plan.common.specification);
    TRY(vro_evidence_plan_share(&plan.common, &session.ranks, take, &plan, errors));
    const vro_workload workload = workload_of(&plan);
    TRY(vro_session_perform(&session, &workload, errors));
out:
    status = free_all(&plan, status, errors);
    vro_session_close(&session, status, errors);
    return status;
}

vro_status vro_validate_replay(const vro_session_options *options, const vro_manifest *manifest,
                               vro_errors *errors) {
    vro_validate_plan plan = {0};
    return vro_session_replay(options, &STEPS, &plan, manifest, errors);
}

void vro_validate_inspect(const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_validate_plan plan = {0};
    if (read_plan(&plan, options, errors) == VRO_OK)
        vro_inspect_folder(&request, errors);
    vro_validate_plan_free(&plan);
}
