#include "vrosim/run/run.h"

#include "vrosim/model/model.h"
#include "vrosim/output/courses.h"
#include "vrosim/output/folder.h"
#include "vrosim/output/manifest.h"
#include "vrosim/output/report.h"
#include "vrosim/output/tables.h"
#include "vrosim/output/tally.h"
#include "vrosim/run/load.h"
#include "vrosim/run/progress.h"
#include "vrosim/run/threads.h"

#include <stdlib.h>
#include <time.h>

// All that a run holds; every part may still be zero when it is freed.
typedef struct run {
    const vro_options *options;
    vro_scenario scenario;
    vro_order order;
    vro_manifest manifest;
    vro_folder folder;
    vro_model model;
    vro_tally tally;
    vro_courses courses;
    vro_progress progress;
    double seconds; // of the simulation
} run;

// All that can be refused is refused here, before anything is simulated.
static vro_status prepare(run *self, vro_errors *errors) {
    const vro_options *options = self->options;
    vro_status status = vro_load_scenario(options, &self->scenario, errors);
    if (status != VRO_OK) {
        return status;
    }
    self->order = (vro_order){
        .command = options->command,
        .tables = options->tables,
        .table_count = options->table_count,
        .seed = options->plan.seed,
        .stream = options->plan.stream,
        .patients = options->plan.patients,
        .courses = options->plan.courses,
        .threads = vro_threads_count(&options->plan),
        .started = time(NULL),
    };
    status = vro_manifest_init(&self->manifest, &self->order, errors);
    if (status != VRO_OK) {
        return status;
    }
    return vro_folder_open(&self->folder, options->out, options->force, errors);
}

static vro_status open_courses(run *self, vro_errors *errors) {
    char *path = vro_folder_path(&self->folder, "courses.csv", errors);
    if (!path) {
        return errors->first;
    }
    vro_status status = vro_courses_open(
        &self->courses, path, (const char *const *)self->scenario.strategy_names, errors);
    free(path);
    return status;
}

static vro_status simulate(run *self, vro_errors *errors) {
    const vro_plan *plan = &self->options->plan;
    vro_progress_init(&self->progress, stderr, plan->patients, self->options->quiet);
    vro_status status = vro_model_init(&self->model, &self->scenario, errors);
    if (status != VRO_OK) {
        return status;
    }
    status = vro_tally_init(&self->tally, self->model.strategies, self->model.horizon, errors);
    if (status == VRO_OK && plan->courses > 0) {
        status = open_courses(self, errors);
    }
    if (status != VRO_OK) {
        return status;
    }
    vro_courses *courses = plan->courses > 0 ? &self->courses : NULL;
    status = vro_threads_run(&self->model, plan, &self->tally, courses, &self->progress, errors);
    vro_progress_finish(&self->progress);
    self->seconds = vro_progress_seconds(&self->progress);
    return status;
}

static vro_status write_results(run *self, FILE *output, vro_errors *errors) {
    const vro_study study = {.scenario = &self->scenario, .tally = &self->tally};
    vro_status status = vro_courses_close(&self->courses, errors);
    if (status == VRO_OK) {
        status = vro_tables_write(&study, self->folder.temporary, errors);
    }
    if (status == VRO_OK) {
        status = vro_manifest_write(&self->manifest, &self->scenario, self->folder.temporary,
                                    self->seconds, errors);
    }
    if (status == VRO_OK) {
        status = vro_folder_commit(&self->folder, errors);
    }
    if (status == VRO_OK && !self->options->quiet) {
        status = vro_report_print(output, &study, self->seconds, errors);
    }
    return status;
}

static vro_status release(run *self, vro_status status, vro_errors *errors) {
    vro_status closed = vro_courses_close(&self->courses, errors);
    vro_folder_abandon(&self->folder);
    vro_manifest_free(&self->manifest);
    vro_tally_free(&self->tally);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    return status == VRO_OK ? closed : status;
}

vro_status vro_run_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    run self = {.options = options};
    vro_status status = prepare(&self, errors);
    if (status != VRO_OK) {
        goto out;
    }
    status = simulate(&self, errors);
    if (status != VRO_OK) {
        goto out;
    }
    status = write_results(&self, output, errors);
out:
    return release(&self, status, errors);
}
