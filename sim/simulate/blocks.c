#include "vrosim/simulate/blocks.h"

#include <stdlib.h>

// What one thread works with.
typedef struct vro_block_worker {
    vro_block *block;
    vro_tally tally;
    vro_record *records; // courses of a block; NULL where none are written
    char *rows;          // [length], the same as text
    size_t length;
} vro_block_worker;

// What the threads share while they run.
typedef struct shared_state {
    vro_blocks *blocks;
    const vro_block_task *task;
} shared_state;

static vro_status tally_init(vro_tally *tally, const vro_model *model, vro_errors *errors) {
    return vro_tally_init(tally, model->strategies, model->outcomes, model->horizon,
                          &model->subgroups, errors);
}

static vro_status worker_init(vro_block_worker *self, const vro_blocks *blocks,
                              vro_errors *errors) {
    const size_t records = VRO_BLOCK * blocks->model->strategies;
    const bool recording = blocks->size.courses > 0;
    self->block = vro_block_new(blocks->model, blocks->random);
    if (recording) {
        self->records = malloc(records * sizeof *self->records);
        self->rows = malloc(records * VRO_COURSE_ROW_MAX);
    }
    if (!self->block || (recording && (!self->records || !self->rows)))
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              blocks->count);
    return tally_init(&self->tally, blocks->model, errors);
}

vro_status vro_blocks_init(vro_blocks *self, vro_pool *pool, const vro_model *model,
                           vro_random_source random, vro_run_size size, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_blocks){
        .pool = pool, .model = model, .random = random, .size = size, .count = pool->threads};
    self->workers = calloc((size_t)self->count, sizeof *self->workers);
    if (!self->workers)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              self->count);
    for (int i = 0; i < self->count; i++)
        TRY(worker_init(&self->workers[i], self, errors));
out:
    return status;
}

static size_t block_size(const vro_blocks *self, uint64_t number) {
    const uint64_t left = self->size.patients - number * VRO_BLOCK;
    return left < VRO_BLOCK ? (size_t)left : VRO_BLOCK;
}

// Children of a block whose courses are written.
static size_t count_recorded(const shared_state *self, uint64_t number) {
    const uint64_t courses = self->blocks->size.courses, first = number * VRO_BLOCK;
    const size_t size = block_size(self->blocks, number);
    if (!self->task->courses || courses <= first)
        return 0;
    return courses - first < size ? (size_t)(courses - first) : size;
}

// The number of blocks of the task whose courses are written: the first ones, as the list rises.
static uint64_t count_recorded_blocks(const shared_state *self) {
    const vro_interval_set *blocks = self->task->blocks;
    const uint64_t end = self->task->courses ? vro_block_count(self->blocks->size.courses) : 0;
    uint64_t count = 0;
    for (size_t i = 0; i < blocks->count && blocks->intervals[i].first < end; i++) {
        const vro_interval interval = blocks->intervals[i];
        count += (interval.end < end ? interval.end : end) - interval.first;
    }
    return count;
}

static bool is_summed(const shared_state *self, uint64_t number) {
    const vro_interval_set *summed = self->task->summed;
    return summed && vro_interval_set_common(summed, (vro_interval){number, number + 1}).end > 0;
}

// The number of the block at a place of the list, from 0.
static uint64_t block_at(const vro_interval_set *blocks, uint64_t place) {
    const vro_interval *interval = blocks->intervals;
    while (place >= interval->end - interval->first) {
        place -= interval->end - interval->first;
        interval++;
    }
    return interval->first + place;
}

static void format_courses(const shared_state *self, vro_block_worker *worker, size_t children) {
    const size_t rows = children * self->blocks->model->strategies;
    worker->length = 0;
    for (size_t i = 0; i < rows; i++)
        worker->length += vro_course_rows_format(self->task->courses, &worker->records[i],
                                                 worker->rows + worker->length);
}

static vro_status run_block(void *context, int thread, uint64_t place, vro_errors *errors) {
    const shared_state *self = context;
    vro_block_worker *worker = &self->blocks->workers[thread];
    const uint64_t number = block_at(self->task->blocks, place);
    const size_t size = block_size(self->blocks, number), recorded = count_recorded(self, number);
    const bool summed = is_summed(self, number);
    vro_sink sink = summed ? (vro_sink){0} : vro_tally_sink(&worker->tally);
    sink.records = recorded > 0 ? worker->records : NULL;
    sink.recorded = recorded;
    (void)errors;
    vro_block_run(worker->block, number * VRO_BLOCK, size, &sink);
    if (recorded > 0)
        format_courses(self, worker, recorded);
    if (!summed)
        vro_pool_count(self->blocks->pool, size);
    return VRO_OK;
}

static vro_status write_courses(void *context, int thread, uint64_t place, vro_errors *errors) {
    const shared_state *self = context;
    const vro_block_worker *worker = &self->blocks->workers[thread];
    (void)place;
    return vro_course_rows_write(self->task->courses, worker->rows, worker->length, errors);
}

static bool is_late(void *context) {
    const vro_block_task *task = ((const shared_state *)context)->task;
    return task->is_late(task->context);
}

vro_status vro_blocks_run(vro_blocks *self, const vro_block_task *task, uint64_t *done,
                          vro_errors *errors) {
    shared_state shared = {.blocks = self, .task = task};
    const vro_pool_job job = {.pieces = vro_interval_set_total(task->blocks),
                              .context = &shared,
                              .run = run_block,
                              .finish = write_courses,
                              .ordered = count_recorded_blocks(&shared),
                              .is_late = task->is_late ? is_late : NULL};
    return vro_pool_run(self->pool, &job, done, errors);
}

// Leaves the tally of the thread empty.
static vro_status gather_tally(vro_tally *sum, vro_tally *tally, const vro_model *model,
                               vro_errors *errors) {
    if (vro_tally_is_empty(tally))
        return VRO_OK;
    if (vro_tally_is_empty(sum)) {
        vro_tally_exchange(sum, tally);
        return VRO_OK;
    }
    vro_tally_merge(sum, tally);
    vro_tally_free(tally);
    return tally_init(tally, model, errors);
}

vro_status vro_blocks_gather(vro_blocks *self, vro_tally *sum, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (int i = 0; i < self->count; i++)
        TRY(gather_tally(sum, &self->workers[i].tally, self->model, errors));
out:
    return status;
}

static void worker_free(vro_block_worker *self) {
    free(self->block);
    free(self->records);
    free(self->rows);
    vro_tally_free(&self->tally);
}

void vro_blocks_free(vro_blocks *self) {
    for (int i = 0; self->workers && i < self->count; i++)
        worker_free(&self->workers[i]);
    free(self->workers);
    *self = (vro_blocks){0};
}
