#include "vrosim/run/psa.h"

#include "vrosim/output/decision_report.h"
#include "vrosim/output/decision_tables.h"
#include "vrosim/output/folder.h"
#include "vrosim/output/psa_report.h"
#include "vrosim/output/psa_tables.h"
#include "vrosim/run/job.h"
#include "vrosim/run/load.h"
#include "vrosim/run/psa_plan.h"
#include "vrosim/run/samples.h"
#include "vrosim/run/stop.h"

#include <inttypes.h>
#include <omp.h>

// All that an analysis holds; every part may still be zero when it is closed.
typedef struct analysis {
    const vro_options *options;
    vro_ranks ranks;
    vro_psa_plan plan;
    vro_stop stop;
    const char *out; // folder of the results; NULL: they are not kept
    vro_folder folder;
    vro_model model;
    vro_ensemble ensemble;
    vro_decisions decisions;
    int threads;
    time_t started;
    double seconds; // of the simulation
} analysis;

static bool is_first(const analysis *self) {
    return self->ranks.rank == 0;
}

static vro_status open_folder(analysis *self, vro_errors *errors) {
    return self->out == NULL
               ? vro_folder_open_temporary(&self->folder, NULL, errors)
               : vro_folder_open(&self->folder, self->out, self->options->force, errors);
}

// Everything that can be refused is refused before anything is simulated. The model comes first:
// where OpenMP has no memory for its threads it ends the program, which must not leave a folder.
static vro_status open_all(analysis *self, vro_errors *errors) {
    self->started = time(NULL);
    vro_stop_watch(&self->stop);
    self->threads = vro_job_threads(&self->ranks, (int)self->options->threads, self->plan.samples);
    omp_set_num_threads(self->threads);
    vro_status status = vro_model_init(&self->model, &self->plan.scenario, errors);
    if (status == VRO_OK && is_first(self)) {
        status = open_folder(self, errors);
    }
    return status == VRO_OK ? vro_ensemble_init(&self->ensemble, &self->plan.uncertainty,
                                                (size_t)self->plan.samples,
                                                self->plan.order.numbers.patients, errors)
                            : status;
}

static vro_status simulate(analysis *self, vro_errors *errors) {
    const vro_numbers *numbers = &self->plan.order.numbers;
    vro_progress progress;
    const vro_crew crew = {&self->ranks, self->threads, &progress};
    vro_progress_init(&progress, stderr, numbers->patients * self->plan.samples,
                      self->options->quiet || !is_first(self));
    const vro_status status = vro_samples_run(
        &self->ensemble, &self->model, (vro_origin){numbers->seed, numbers->stream}, &crew, errors);
    vro_progress_finish(&progress);
    self->seconds = vro_progress_seconds(&progress);
    if (is_first(self) && (status == VRO_INTERRUPTED || status == VRO_TERMINATED)) {
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %" PRIu64
                       " samples; nothing is kept",
                       progress.done / numbers->patients, self->plan.samples);
    }
    return status;
}

static vro_status write_all(analysis *self, vro_errors *errors) {
    const vro_occasion occasion = {.command = self->options->command,
                                   .threads = self->threads,
                                   .ranks = self->ranks.count,
                                   .started = self->started,
                                   .seconds = self->seconds};
    vro_status status =
        vro_psa_tables_write(&self->ensemble, self->plan.effect, self->folder.temporary, errors);
    if (status == VRO_OK) {
        status = vro_decisions_init(&self->decisions, &self->ensemble, &self->plan.sets,
                                    self->plan.thresholds, self->threads, errors);
    }
    if (status == VRO_OK) {
        status = vro_decision_tables_write(&self->decisions, self->folder.temporary, errors);
    }
    if (status == VRO_OK) {
        status = vro_manifest_write(&self->plan.order, &occasion, self->folder.temporary, errors);
    }
    return status;
}

// From a plan to all files in the temporary folder of rank 0.
static vro_status run(analysis *self, vro_errors *errors) {
    vro_status status = open_all(self, errors);
    if (status == VRO_OK) {
        status = simulate(self, errors);
    }
    return status == VRO_OK && is_first(self) ? write_all(self, errors) : status;
}

static void close_all(analysis *self) {
    vro_decisions_free(&self->decisions);
    vro_ensemble_free(&self->ensemble);
    vro_folder_abandon(&self->folder);
    vro_model_free(&self->model);
    vro_psa_plan_free(&self->plan);
    vro_stop_end(&self->stop);
}

static vro_status print_report(analysis *self, FILE *output, vro_errors *errors) {
    vro_psa_report_print(output, &self->ensemble);
    const vro_status status = vro_decision_report_print(output, &self->decisions, errors);
    vro_psa_report_print_speed(output, &self->ensemble, self->seconds);
    return status;
}

static vro_status finish(analysis *self, FILE *output, vro_errors *errors) {
    const vro_status status = vro_folder_commit(&self->folder, errors);
    return status == VRO_OK && !self->options->quiet ? print_report(self, output, errors) : status;
}

vro_status vro_psa_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    analysis self = {.options = options, .out = options->out};
    vro_ranks_join(&self.ranks);
    vro_status status = vro_psa_plan_share(&self.plan, options, &self.ranks, errors);
    if (status == VRO_OK) {
        status = run(&self, errors);
    }
    if (status == VRO_OK && is_first(&self)) {
        status = finish(&self, output, errors);
    }
    vro_job_say_rank(&self.ranks, status, errors);
    close_all(&self);
    return status;
}

vro_status vro_psa_replay(const vro_options *options, const vro_manifest *manifest, bool keep,
                          vro_errors *errors) {
    analysis self = {.options = options, .ranks = {.count = 1}, .out = keep ? options->out : NULL};
    vro_order order = {0};
    vro_status status = vro_order_copy(&order, &manifest->order, errors);
    if (status == VRO_OK) {
        status = vro_psa_plan_take(&self.plan, &order, errors);
    }
    if (status == VRO_OK) {
        status = run(&self, errors);
    }
    if (status == VRO_OK) {
        status = vro_manifest_compare(manifest, self.folder.temporary, errors);
        const vro_status placed = keep ? vro_folder_commit(&self.folder, errors) : VRO_OK;
        status = status == VRO_OK ? placed : status;
    }
    close_all(&self);
    return status;
}

void vro_psa_inspect(const vro_options *options, vro_errors *errors) {
    vro_psa_plan plan = {0};
    if (vro_psa_plan_read(&plan, options, errors) == VRO_OK) {
        vro_load_inspect_folder(options, errors);
    }
    vro_psa_plan_free(&plan);
}
