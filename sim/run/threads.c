#include "vrosim/run/threads.h"

#include "vrosim/model/block.h"

#include <omp.h>
#include <stdlib.h>

// What one thread works with.
typedef struct vro_worker {
    vro_block *block;
    vro_tally tally;
    vro_record *records; // of a block's courses, and
    char *rows;          // as text; NULL where none are asked for
} vro_worker;

typedef struct vro_team {
    const vro_model *model;
    const vro_plan *plan;
    vro_courses *courses;
    vro_progress *progress;
    vro_errors *errors;
    vro_worker *workers;
    int threads;
    uint64_t done; // children
    vro_status status;
} vro_team;

static vro_status worker_init(vro_worker *self, const vro_team *team) {
    const size_t records = VRO_BLOCK * team->model->strategies;
    self->block = vro_block_new(team->model, (vro_origin){team->plan->seed, team->plan->stream});
    if (team->courses != NULL) {
        self->records = malloc(records * sizeof *self->records);
        self->rows = malloc(records * VRO_COURSE_ROW_MAX);
    }
    if (self->block == NULL ||
        (team->courses != NULL && (self->records == NULL || self->rows == NULL)))
        return vro_errors_add(team->errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              team->threads);
    return vro_tally_init(&self->tally, team->model->strategies, team->model->horizon,
                          team->errors);
}

static void worker_free(vro_worker *self) {
    free(self->block);
    free(self->records);
    free(self->rows);
    vro_tally_free(&self->tally);
}

static void take(void *self, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference) {
    vro_tally_add(self, strategy, level, results, reference);
}

static uint64_t block_size(const vro_team *self, uint64_t first) {
    const uint64_t left = self->plan->patients - first;
    return left < VRO_BLOCK ? left : VRO_BLOCK;
}

// Children of a block whose courses are written.
static uint64_t recorded(const vro_team *self, uint64_t first) {
    if (self->courses == NULL || self->plan->courses <= first)
        return 0;
    const uint64_t wanted = self->plan->courses - first, size = block_size(self, first);
    return wanted < size ? wanted : size;
}

static void run_block(const vro_team *self, vro_worker *worker, uint64_t number) {
    const uint64_t first = number * VRO_BLOCK;
    const size_t wanted = (size_t)recorded(self, first);
    const vro_sink sink = {&worker->tally, take, wanted ? worker->records : NULL, wanted};
    vro_block_run(worker->block, first, (size_t)block_size(self, first), &sink);
}

static size_t format_rows(const vro_team *self, const vro_worker *worker, size_t children) {
    size_t length = 0;
    for (size_t i = 0; i < children * self->model->strategies; i++)
        length += vro_courses_format(self->courses, &worker->records[i], worker->rows + length);
    return length;
}

static void report_progress(vro_team *self, uint64_t children) {
#pragma omp critical(vro_progress)
    {
        self->done += children;
        if (self->progress != NULL)
            vro_progress_update(self->progress, self->done);
    }
}

// Blocks whose courses are written: computed in parallel, written in order of patient.
static void run_recorded_blocks(vro_team *self, uint64_t end) {
#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(self->threads)
    for (uint64_t number = 0; number < end; number++) {
        vro_worker *worker = &self->workers[omp_get_thread_num()];
        run_block(self, worker, number);
        const size_t length = format_rows(self, worker, (size_t)recorded(self, number * VRO_BLOCK));
#pragma omp ordered
        {
            if (self->status == VRO_OK)
                self->status = vro_courses_write(self->courses, worker->rows, length, self->errors);
        }
        report_progress(self, block_size(self, number * VRO_BLOCK));
    }
}

static void run_blocks(vro_team *self, uint64_t begin, uint64_t end) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(self->threads)
    for (uint64_t number = begin; number < end; number++) {
        run_block(self, &self->workers[omp_get_thread_num()], number);
        report_progress(self, block_size(self, number * VRO_BLOCK));
    }
}

static vro_status gather_team(vro_team *self) {
    vro_status status = VRO_OK;
    self->workers = calloc((size_t)self->threads, sizeof *self->workers);
    if (self->workers == NULL)
        return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              self->threads);
    for (int t = 0; t < self->threads && status == VRO_OK; t++)
        status = worker_init(&self->workers[t], self);
    return status;
}

static void dismiss_team(vro_team *self) {
    for (int t = 0; self->workers != NULL && t < self->threads; t++)
        worker_free(&self->workers[t]);
    free(self->workers);
}

static uint64_t block_count(const vro_plan *plan) {
    return (plan->patients - 1) / VRO_BLOCK + 1;
}

int vro_threads_count(const vro_plan *plan) {
    const uint64_t blocks = block_count(plan);
    const int offered = plan->threads > 0 ? plan->threads : omp_get_max_threads();
    return blocks < (uint64_t)offered ? (int)blocks : offered;
}

vro_status vro_threads_run(const vro_model *model, const vro_plan *plan, vro_tally *tally,
                           vro_courses *courses, vro_progress *progress, vro_errors *errors) {
    const uint64_t blocks = block_count(plan);
    const uint64_t wanted = (plan->courses + VRO_BLOCK - 1) / VRO_BLOCK;
    const uint64_t written = courses == NULL ? 0 : wanted < blocks ? wanted : blocks;
    vro_team self = {.model = model,
                     .plan = plan,
                     .courses = courses,
                     .progress = progress,
                     .errors = errors,
                     .status = VRO_OK,
                     .threads = vro_threads_count(plan)};
    vro_status status = gather_team(&self);
    if (status != VRO_OK)
        goto out;
    run_recorded_blocks(&self, written);
    status = self.status;
    if (status != VRO_OK)
        goto out;
    run_blocks(&self, written, blocks);
    for (int t = 0; t < self.threads; t++)
        vro_tally_merge(tally, &self.workers[t].tally);
out:
    dismiss_team(&self);
    return status;
}
