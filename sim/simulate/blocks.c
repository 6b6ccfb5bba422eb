#include "vrosim/simulate/blocks.h"

#include "vrosim/model/block.h"
#include "vrosim/simulate/clock.h"
#include "vrosim/simulate/interrupt.h"

#include <omp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

// What one thread works with.
typedef struct vro_worker {
    vro_block *block;
    vro_tally tally;
    vro_record *records; // of a block's courses, and
    char *rows;          // as text; NULL where none are asked for
} vro_worker;

// What the threads share while they run.
typedef struct shift {
    const vro_blocks *threads;
    const vro_block_task *task;
    vro_errors *errors;
    uint64_t total;        // blocks of the duty
    _Atomic uint64_t next; // place of the next block to take
    atomic_bool failed;
    vro_status status;    // of writing; for the thread whose turn it is
    pthread_mutex_t lock; // of the following
    pthread_cond_t moved; // the turn
    uint64_t turn;        // the block whose courses are written next
} shift;

static vro_status worker_init(vro_worker *self, const vro_blocks *threads, vro_errors *errors) {
    const size_t records = VRO_BLOCK * threads->model->strategies;
    const bool recording = threads->size.courses > 0;
    self->block = vro_block_new(threads->model, threads->random);
    if (recording) {
        self->records = malloc(records * sizeof *self->records);
        self->rows = malloc(records * VRO_COURSE_ROW_MAX);
    }
    if (!self->block || (recording && (!self->records || !self->rows)))
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              threads->count);
    return vro_tally_init(&self->tally, threads->model->strategies, threads->model->outcomes,
                          threads->model->horizon, &threads->model->subgroups, errors);
}

static void worker_free(vro_worker *self) {
    free(self->block);
    free(self->records);
    free(self->rows);
    vro_tally_free(&self->tally);
}

static void add_to_tally(void *self, size_t strategy, size_t level, const vro_results *results,
                         const vro_results *reference) {
    vro_tally_add(self, strategy, level, results, reference);
}

static void pass_over(void *self, size_t strategy, size_t level, const vro_results *results,
                      const vro_results *reference) {
    (void)self;
    (void)strategy;
    (void)level;
    (void)results;
    (void)reference;
}

static size_t block_size(const vro_run_size *run, uint64_t number) {
    const uint64_t left = run->patients - number * VRO_BLOCK;
    return left < VRO_BLOCK ? (size_t)left : VRO_BLOCK;
}

// Children of a block whose courses are written.
static size_t recorded(const shift *self, uint64_t number) {
    const vro_run_size *run = &self->threads->size;
    if (!self->task->courses || run->courses <= number * VRO_BLOCK)
        return 0;
    const uint64_t wanted = run->courses - number * VRO_BLOCK;
    const size_t size = block_size(run, number);
    return wanted < size ? (size_t)wanted : size;
}

static bool is_summed(const shift *self, uint64_t number) {
    const vro_interval_set *summed = self->task->summed;
    return summed && vro_interval_set_common(summed, (vro_interval){number, number + 1}).end > 0;
}

// The block at a place of the list.
static uint64_t block_at(const vro_interval_set *blocks, uint64_t place) {
    const vro_interval *range = blocks->ranges;
    while (place >= range->end - range->first) {
        place -= range->end - range->first;
        range++;
    }
    return range->first + place;
}

// Whether no block is to be taken any more. The first is, however late it is.
static bool is_over(shift *self, uint64_t taken) {
    if (vro_interrupt_requested() != VRO_OK || atomic_load(&self->failed) || taken >= self->total)
        return true;
    return taken > 0 && vro_clock_now() >= self->task->until;
}

// Whoever takes a block finishes it, so those that are done are the first of the list.
static bool take_block(shift *self, uint64_t *number) {
    uint64_t place = atomic_load(&self->next);
    do {
        if (is_over(self, place))
            return false;
    } while (!atomic_compare_exchange_weak(&self->next, &place, place + 1));
    *number = block_at(self->task->blocks, place);
    return true;
}

static void wait_for_turn(shift *self, uint64_t number) {
    pthread_mutex_lock(&self->lock);
    while (self->turn != number)
        pthread_cond_wait(&self->moved, &self->lock);
    pthread_mutex_unlock(&self->lock);
}

static void pass_turn(shift *self) {
    pthread_mutex_lock(&self->lock);
    self->turn++;
    pthread_cond_broadcast(&self->moved);
    pthread_mutex_unlock(&self->lock);
}

static void write_courses(shift *self, const vro_worker *worker, uint64_t number, size_t children) {
    const size_t rows = children * self->threads->model->strategies;
    size_t length = 0;
    for (size_t i = 0; i < rows; i++)
        length +=
            vro_course_rows_format(self->task->courses, &worker->records[i], worker->rows + length);
    wait_for_turn(self, number);
    if (self->status == VRO_OK)
        self->status =
            vro_course_rows_write(self->task->courses, worker->rows, length, self->errors);
    if (self->status != VRO_OK)
        atomic_store(&self->failed, true);
    pass_turn(self);
}

static void run_block(shift *self, vro_worker *worker, uint64_t number) {
    const size_t size = block_size(&self->threads->size, number);
    const size_t children = recorded(self, number);
    const bool summed = is_summed(self, number);
    const vro_sink sink = {&worker->tally, summed ? pass_over : add_to_tally,
                           children > 0 ? worker->records : NULL, children};
    vro_block_run(worker->block, number * VRO_BLOCK, size, &sink);
    if (children > 0)
        write_courses(self, worker, number, children);
    if (self->task->progress && !summed) {
        pthread_mutex_lock(&self->lock);
        vro_progress_add(self->task->progress, size);
        pthread_mutex_unlock(&self->lock);
    }
}

static void work(shift *self, vro_worker *worker) {
    uint64_t number;
    while (take_block(self, &number))
        run_block(self, worker, number);
}

// OpenMP asks for memory for each team of one, and ends the program where there is none; larger
// teams are kept from the start.
static void work_together(shift *self, vro_worker *workers, int count) {
    if (count == 1) {
        work(self, workers);
        return;
    }
#pragma omp parallel num_threads(count)
    work(self, &workers[omp_get_thread_num()]);
}

vro_status vro_blocks_run(vro_blocks *self, const vro_block_task *task, uint64_t *done,
                          vro_errors *errors) {
    shift now = {.threads = self,
                 .task = task,
                 .errors = errors,
                 .total = vro_interval_set_total(task->blocks),
                 .lock = PTHREAD_MUTEX_INITIALIZER,
                 .moved = PTHREAD_COND_INITIALIZER};
    now.turn = now.total > 0 ? task->blocks->ranges[0].first : 0;
    work_together(&now, self->workers, self->count);
    const uint64_t taken = atomic_load(&now.next);
    *done = taken < now.total ? taken : now.total;
    pthread_cond_destroy(&now.moved);
    pthread_mutex_destroy(&now.lock);
    return now.status;
}

// Lets OpenMP make its threads now: where it cannot, it ends the program, and nothing has been
// written yet.
static void start_threads(int count) {
#pragma omp parallel num_threads(count)
    {
#pragma omp barrier
    }
}

vro_status vro_blocks_init(vro_blocks *self, const vro_model *model, vro_random_source random,
                           vro_run_size size, int count, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_blocks){.model = model, .random = random, .size = size, .count = count};
    self->workers = calloc((size_t)count, sizeof *self->workers);
    if (!self->workers)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              count);
    for (int i = 0; i < count && status == VRO_OK; i++)
        status = worker_init(&self->workers[i], self, errors);
    if (status == VRO_OK && count > 1)
        start_threads(count);
    return status;
}

vro_status vro_blocks_gather(vro_blocks *self, vro_tally *sum, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (int i = 0; i < self->count && status == VRO_OK; i++) {
        vro_tally *tally = &self->workers[i].tally;
        vro_tally_merge(sum, tally);
        vro_tally_free(tally);
        status = vro_tally_init(tally, self->model->strategies, self->model->outcomes,
                                self->model->horizon, &self->model->subgroups, errors);
    }
    return status;
}

void vro_blocks_free(vro_blocks *self) {
    for (int i = 0; self->workers && i < self->count; i++)
        worker_free(&self->workers[i]);
    free(self->workers);
    *self = (vro_blocks){0};
}
