#include "vrosim/run/psa.h"

#include "vrosim/input/correlations.h"
#include "vrosim/output/decision_report.h"
#include "vrosim/output/decision_tables.h"
#include "vrosim/output/folder.h"
#include "vrosim/output/json.h"
#include "vrosim/output/psa_report.h"
#include "vrosim/output/psa_tables.h"
#include "vrosim/run/job.h"
#include "vrosim/run/load.h"
#include "vrosim/run/samples.h"
#include "vrosim/run/stop.h"

#include <inttypes.h>
#include <omp.h>
#include <string.h>

enum { CHILDREN = 10000 }; // of a sample, where nothing else was asked for

#define VERB "psa"

// All that an analysis holds; every part may still be zero when it is closed.
typedef struct analysis {
    const vro_options *options;
    vro_ranks ranks;
    vro_order order;
    vro_scenario scenario;
    vro_uncertainty uncertainty;
    vro_parameter_sets sets;
    uint64_t samples;
    vro_outcome_id effect;
    const char *thresholds; // as of vro_options, borrowed
    const char *groups;
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

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the record of the analysis");
}

// An entry that the manifest has only where it was asked for.
static vro_status set_text(json_t *object, const char *key, const char *text, vro_errors *errors) {
    if (text != NULL && json_object_set_new(object, key, vro_json_text(text)) != 0) {
        return no_memory(errors);
    }
    return VRO_OK;
}

// What the manifest keeps beyond the order of a run.
static vro_status describe(analysis *self, vro_errors *errors) {
    const vro_json_entry entries[] = {
        {"verb", json_string(VERB)},
        {"samples", vro_json_count(self->samples)},
        {"effect", json_string(vro_outcome_row(self->effect)->name)},
    };
    self->order.analysis = json_object();
    vro_status status =
        vro_json_set_all(self->order.analysis, entries, sizeof entries / sizeof *entries, errors);
    if (status == VRO_OK) {
        status =
            set_text(self->order.analysis, "correlations", self->uncertainty.correlations, errors);
    }
    if (status == VRO_OK) {
        status = set_text(self->order.analysis, "thresholds", self->thresholds, errors);
    }
    return status == VRO_OK ? set_text(self->order.analysis, "groups", self->groups, errors)
                            : status;
}

static vro_status list_quantities(analysis *self, vro_errors *errors) {
    const char *table = self->options->correlations;
    vro_status status = vro_uncertainty_init(&self->uncertainty, &self->scenario, errors);
    if (status == VRO_OK && table != NULL) {
        status = vro_correlations_read(&self->uncertainty, table, errors);
    }
    return status == VRO_OK ? vro_parameter_sets_init(&self->sets, &self->uncertainty,
                                                      self->options->groups, errors)
                            : status;
}

static vro_outcome_id effect_of(const vro_options *options, const vro_scenario *scenario) {
    return vro_options_given(options, VRO_OPTION_EFFECT)
               ? options->effect
               : vro_trade_off_row(vro_trade_off_first(scenario))->effect;
}

static vro_status plan(analysis *self, vro_errors *errors) {
    const vro_options *options = self->options;
    const bool asked = vro_options_given(options, VRO_OPTION_PATIENTS);
    const char *correlations = options->correlations;
    const vro_numbers numbers = {.seed = options->plan.seed,
                                 .stream = options->plan.stream,
                                 .patients = asked ? options->plan.patients : CHILDREN};
    self->samples = options->samples;
    self->thresholds = options->thresholds;
    self->groups = options->groups;
    vro_status status = vro_load_scenario(options, &self->scenario, errors);
    if (status == VRO_OK) {
        self->effect = effect_of(options, &self->scenario);
        status = list_quantities(self, errors);
    }
    if (status == VRO_OK) {
        status = vro_order_init(&self->order, &numbers, &self->scenario, options->tables,
                                options->table_count, errors);
    }
    if (status == VRO_OK && correlations != NULL) {
        status = vro_json_append_digest(self->order.inputs, correlations, correlations, errors);
    }
    return status == VRO_OK ? describe(self, errors) : status;
}

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
    self->threads = vro_job_threads(&self->ranks, (int)self->options->threads, self->samples);
    omp_set_num_threads(self->threads);
    vro_status status = vro_model_init(&self->model, &self->scenario, errors);
    if (status == VRO_OK && is_first(self)) {
        status = open_folder(self, errors);
    }
    return status == VRO_OK
               ? vro_ensemble_init(&self->ensemble, &self->uncertainty, (size_t)self->samples,
                                   self->order.numbers.patients, errors)
               : status;
}

static vro_status simulate(analysis *self, vro_errors *errors) {
    const vro_numbers *numbers = &self->order.numbers;
    vro_progress progress;
    const vro_crew crew = {&self->ranks, self->threads, &progress};
    vro_progress_init(&progress, stderr, numbers->patients * self->samples,
                      self->options->quiet || !is_first(self));
    const vro_status status = vro_samples_run(
        &self->ensemble, &self->model, (vro_origin){numbers->seed, numbers->stream}, &crew, errors);
    vro_progress_finish(&progress);
    self->seconds = vro_progress_seconds(&progress);
    if (is_first(self) && (status == VRO_INTERRUPTED || status == VRO_TERMINATED)) {
        vro_errors_add(errors, status, NULL,
                       "stopped by a signal after %" PRIu64 " of %" PRIu64
                       " samples; nothing is kept",
                       progress.done / numbers->patients, self->samples);
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
        vro_psa_tables_write(&self->ensemble, self->effect, self->folder.temporary, errors);
    if (status == VRO_OK) {
        status = vro_decisions_init(&self->decisions, &self->ensemble, &self->sets,
                                    self->thresholds, self->threads, errors);
    }
    if (status == VRO_OK) {
        status = vro_decision_tables_write(&self->decisions, self->folder.temporary, errors);
    }
    if (status == VRO_OK) {
        status = vro_manifest_write(&self->order, &occasion, self->folder.temporary, errors);
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
    vro_parameter_sets_free(&self->sets);
    vro_uncertainty_free(&self->uncertainty);
    vro_order_free(&self->order);
    vro_scenario_free(&self->scenario);
    vro_stop_end(&self->stop);
}

static vro_status print_report(analysis *self, FILE *output, vro_errors *errors) {
    vro_psa_report_print(output, &self->ensemble);
    const vro_status status = vro_decision_report_print(output, &self->decisions, errors);
    vro_psa_report_print_speed(output, &self->ensemble, self->seconds);
    return status;
}

static vro_status fault(vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, NULL, "the manifest's analysis %s", sentence);
}

static vro_status read_questions(analysis *self, const json_t *held, vro_errors *errors) {
    vro_grid grid;
    if (vro_json_read_text(held, "thresholds", &self->thresholds) &&
        vro_trade_off_thresholds(0, self->thresholds, &grid) != NULL) {
        return fault(errors, "has thresholds that cannot be read");
    }
    if (!vro_json_read_text(held, "groups", &self->groups)) {
        self->groups = NULL;
    }
    return vro_parameter_sets_init(&self->sets, &self->uncertainty, self->groups, errors);
}

// The plan that self->order holds, which came from a manifest or from rank 0.
static vro_status plan_again(analysis *self, vro_errors *errors) {
    const char *verb, *effect, *correlations;
    const json_t *held = self->order.analysis;
    if (!vro_json_read_text(held, "verb", &verb) || strcmp(verb, VERB) != 0) {
        return fault(errors, "is none that this version can do again");
    }
    if (!vro_json_read_count(held, "samples", &self->samples) || self->samples < 1 ||
        self->samples > VRO_SAMPLES_MAX || !vro_json_read_text(held, "effect", &effect) ||
        !vro_outcome_find(effect, &self->effect)) {
        return fault(errors, "has no number of samples or no outcome for its effect");
    }
    vro_status status = vro_order_scenario(&self->order, &self->scenario, errors);
    if (status == VRO_OK) {
        status = vro_uncertainty_init(&self->uncertainty, &self->scenario, errors);
    }
    if (status == VRO_OK && vro_json_read_text(held, "correlations", &correlations)) {
        status = vro_correlations_parse(&self->uncertainty, "correlations", correlations,
                                        strlen(correlations), errors);
    }
    return status == VRO_OK ? read_questions(self, held, errors) : status;
}

// Rank 0 reads the tables, the others take from it what it understood.
static vro_status plan_together(analysis *self, vro_errors *errors) {
    vro_status status = is_first(self) ? plan(self, errors) : VRO_OK;
    if (status == VRO_OK) {
        status = vro_job_share_order(&self->ranks, &self->order, errors);
    }
    return status == VRO_OK && !is_first(self) ? plan_again(self, errors) : status;
}

static vro_status finish(analysis *self, FILE *output, vro_errors *errors) {
    const vro_status status = vro_folder_commit(&self->folder, errors);
    return status == VRO_OK && !self->options->quiet ? print_report(self, output, errors) : status;
}

vro_status vro_psa_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    analysis self = {.options = options, .out = options->out};
    vro_ranks_join(&self.ranks);
    vro_status status = plan_together(&self, errors);
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
    vro_status status = vro_order_copy(&self.order, &manifest->order, errors);
    if (status == VRO_OK) {
        status = plan_again(&self, errors);
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
    analysis self = {.options = options};
    if (vro_load_scenario(options, &self.scenario, errors) == VRO_OK) {
        (void)!list_quantities(&self, errors);
    }
    close_all(&self);
}
