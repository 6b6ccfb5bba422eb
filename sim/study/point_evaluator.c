#include "vrosim/study/point_evaluator.h"

#include "vrosim/simulate/clock.h"
#include "vrosim/study/calibration_evaluation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// What rank 0 asks all ranks for: a message that the scores follow.
typedef struct order {
    uint64_t points; // 0: there are no more,
    uint64_t status; // because of this signal, or VRO_OK
    uint64_t children;
    vro_random_source random;
} order;

// Points of an order. Rank r evaluates the points r, r + ranks, ...: its own.
typedef struct batch {
    const vro_calibration_problem *problem;
    size_t points;
    const double *scores;     // [points][parameters]
    vro_figure_value *values; // [points][figures]
    size_t own;               // points of this rank
    size_t done;              // of these: the first ones
    size_t sent;              // of these, to rank 0
    size_t others;            // points done by other ranks
    size_t kept;              // at rank 0: the first points, in the checkpoint
} batch;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for points");
}

static bool is_first(const vro_point_evaluator *self) {
    return self->options.ranks->rank == 0;
}

static size_t rank_count(const vro_point_evaluator *self) {
    return (size_t)self->options.ranks->count;
}

static void plan_checkpoint(vro_point_evaluator *self) {
    self->due = self->options.checkpoint ? vro_clock_now() + (double)self->options.every : INFINITY;
}

vro_status vro_point_evaluator_init(vro_point_evaluator *self,
                                    const vro_point_evaluator_options *options,
                                    vro_errors *errors) {
    *self = (vro_point_evaluator){.options = *options};
    plan_checkpoint(self);
    return vro_rank_round_init(&self->round, options->ranks, options->pool, errors);
}

vro_status vro_point_evaluator_keep(vro_point_evaluator *self, vro_errors *errors) {
    const vro_point_evaluator_options *options = &self->options;
    vro_status status = VRO_OK;
    if (options->checkpoint)
        status =
            vro_calibration_checkpoint_write(options->checkpoint, options->checkpoint_path, errors);
    plan_checkpoint(self);
    return status;
}

// Of `points`, those of a rank.
static size_t share_of(const vro_point_evaluator *self, int rank, size_t points) {
    return (points + rank_count(self) - 1 - (size_t)rank) / rank_count(self);
}

static void begin_batch(const vro_point_evaluator *self, batch *work) {
    work->own = share_of(self, self->options.ranks->rank, work->points);
}

// Until the own points are done, or the round is over.
static vro_status run_round(vro_point_evaluator *self, batch *work, vro_errors *errors) {
    const size_t rank = (size_t)self->options.ranks->rank;
    const vro_calibration_points points = {.count = work->points,
                                           .scores = work->scores,
                                           .values = work->values,
                                           .first = rank + work->done * rank_count(self),
                                           .step = rank_count(self),
                                           .is_late = vro_rank_round_is_over,
                                           .context = &self->round};
    uint64_t done = 0;
    vro_rank_round_begin(&self->round, self->due);
    const vro_status status =
        vro_calibration_evaluate(work->problem, self->options.pool, &points, &done, errors);
    work->done += (size_t)done;
    return vro_rank_round_end(&self->round, status, work->done, vro_clock_now() >= self->due);
}

// Counts what the other ranks have done since the last round.
static void count_others(const vro_point_evaluator *self, batch *work) {
    const size_t others = (size_t)vro_rank_round_done(&self->round) - work->done;
    vro_pool_count(self->options.pool,
                   (others - work->others) * work->problem->children * work->problem->cohort_count);
    work->others = others;
}

// The values of the own points that rank 0 does not have yet, one after the other.
static vro_status send_values(const vro_point_evaluator *self, batch *work, vro_errors *errors) {
    const size_t figures = work->problem->figure_count, size = figures * sizeof *work->values;
    const size_t rank = (size_t)self->options.ranks->rank;
    vro_figure_value *message = malloc((work->done - work->sent) * size + 1);
    if (!message)
        return no_memory(errors);
    for (size_t i = work->sent; i < work->done; i++)
        memcpy(&message[(i - work->sent) * figures],
               &work->values[(rank + i * rank_count(self)) * figures], size);
    vro_ranks_send(self->options.ranks, (const unsigned char *)message,
                   (work->done - work->sent) * size);
    work->sent = work->done;
    free(message);
    return VRO_OK;
}

// Of a rank whose first `sent` points rank 0 has.
static vro_status receive_values(const vro_point_evaluator *self, const batch *work, int rank,
                                 size_t sent, vro_errors *errors) {
    const size_t size = work->problem->figure_count * sizeof *work->values;
    unsigned char *message = NULL;
    size_t length;
    const vro_status status =
        vro_ranks_receive(self->options.ranks, rank, &message, &length, errors);
    for (size_t i = 0; status == VRO_OK && (i + 1) * size <= length; i++)
        memcpy((unsigned char *)work->values +
                   ((size_t)rank + (sent + i) * rank_count(self)) * size,
               message + i * size, size);
    free(message);
    return status;
}

// The first points of the batch that all ranks have done together, without a gap.
static size_t count_first(const vro_point_evaluator *self, const batch *work) {
    size_t first = work->points;
    for (int rank = 0; rank < self->options.ranks->count; rank++) {
        const size_t next =
            (size_t)rank + (size_t)self->round.reports[rank].done * rank_count(self);
        first = next < first ? next : first;
    }
    return first;
}

// Adds the first points that are done to the checkpoint.
static vro_status keep_points(vro_point_evaluator *self, batch *work, vro_errors *errors) {
    vro_calibration_checkpoint *checkpoint = self->options.checkpoint;
    const vro_calibration_problem *problem = work->problem;
    const size_t first = count_first(self, work);
    vro_status status = VRO_OK;
    for (; checkpoint && work->kept < first; work->kept++)
        TRY(vro_evaluated_points_add(&checkpoint->points, problem,
                                     &work->scores[work->kept * problem->parameter_count],
                                     &work->values[work->kept * problem->figure_count], errors));
out:
    return status;
}

// Brings the values of all ranks to rank 0. received: [ranks], points that it has of each.
static vro_status gather(vro_point_evaluator *self, batch *work, size_t *received,
                         vro_errors *errors) {
    vro_status status = VRO_OK;
    if (!is_first(self))
        return send_values(self, work, errors);
    for (int rank = 1; rank < self->options.ranks->count; rank++) {
        TRY(receive_values(self, work, rank, received[rank], errors));
        received[rank] = (size_t)self->round.reports[rank].done;
    }
    TRY(keep_points(self, work, errors));
out:
    return status;
}

static vro_status run_rounds(vro_point_evaluator *self, batch *work, size_t *received,
                             vro_errors *errors) {
    vro_status status = VRO_OK, interrupted = VRO_OK;
    uint64_t done = 0; // of all ranks
    while (interrupted == VRO_OK && done < work->points) {
        TRY(run_round(self, work, errors));
        done = vro_rank_round_done(&self->round);
        interrupted = vro_rank_round_interrupted(&self->round);
        const bool due = self->round.reports[0].checkpoint_due || interrupted != VRO_OK;
        count_others(self, work);
        if (due || done == work->points)
            TRY(gather(self, work, received, errors));
        if (due && is_first(self))
            TRY(vro_point_evaluator_keep(self, errors));
    }
    status = done < work->points ? interrupted : VRO_OK;
    self->stopped = status != VRO_OK;
out:
    return status;
}

static vro_status run_batch(vro_point_evaluator *self, batch *work, vro_errors *errors) {
    size_t *received = calloc(rank_count(self), sizeof *received);
    if (!received)
        return no_memory(errors);
    begin_batch(self, work);
    const vro_status status = run_rounds(self, work, received, errors);
    free(received);
    return status;
}

// How many of the points the checkpoint answers. One that it does not drops those after it, which
// were asked for by a calibration that went on in another way: on a processor or with a library
// that rounds differently.
static size_t answer(vro_point_evaluator *self, const vro_calibration_problem *problem,
                     size_t points, const double *scores, vro_figure_value *values) {
    vro_calibration_checkpoint *checkpoint = self->options.checkpoint;
    size_t i = 0;
    while (checkpoint && i < points &&
           vro_evaluated_points_answer(&checkpoint->points, self->asked + i, problem,
                                       &scores[i * problem->parameter_count],
                                       &values[i * problem->figure_count]))
        i++;
    if (checkpoint && i < points)
        vro_evaluated_points_cut(&checkpoint->points, self->asked + i);
    vro_pool_count(self->options.pool, i * problem->children * problem->cohort_count);
    return i;
}

static vro_status send_order(const vro_point_evaluator *self, const order *of, size_t parameters,
                             const double *scores, vro_errors *errors) {
    vro_byte_buffer message = {0};
    vro_status status = VRO_OK;
    if (rank_count(self) == 1)
        return VRO_OK;
    vro_byte_buffer_append(&message, of, sizeof *of);
    if (of->points > 0)
        vro_byte_buffer_append(&message, scores, of->points * parameters * sizeof *scores);
    TRY(message.failed ? no_memory(errors) : VRO_OK);
    TRY(vro_ranks_spread(self->options.ranks, &message.at, &message.size, errors));
out:
    vro_byte_buffer_free(&message);
    return status;
}

vro_status vro_point_evaluator_run(vro_point_evaluator *self,
                                   const vro_calibration_problem *problem, size_t points,
                                   const double *scores, vro_figure_value *values,
                                   vro_errors *errors) {
    const size_t answered = answer(self, problem, points, scores, values);
    batch work = {.problem = problem,
                  .points = points - answered,
                  .scores = &scores[answered * problem->parameter_count],
                  .values = &values[answered * problem->figure_count]};
    const order of = {work.points, VRO_OK, problem->children, problem->random};
    vro_status status = VRO_OK;
    self->asked += points;
    if (work.points == 0)
        return VRO_OK;
    TRY(send_order(self, &of, problem->parameter_count, work.scores, errors));
    TRY(run_batch(self, &work, errors));
out:
    return status;
}

// An order in message, whose scores stay there.
static vro_status fill(vro_point_evaluator *self, const vro_calibration_problem *problem,
                       const order *of, const unsigned char *scores, vro_errors *errors) {
    const size_t points = (size_t)of->points, size = points * problem->parameter_count;
    vro_calibration_problem asked = *problem;
    double *own = malloc(size * sizeof *own);
    vro_figure_value *values = calloc(points * problem->figure_count, sizeof *values);
    batch work = {.problem = &asked, .points = points, .scores = own, .values = values};
    vro_status status = VRO_OK;
    TRY(own && values ? VRO_OK : no_memory(errors));
    memcpy(own, scores, size * sizeof *own);
    asked.children = of->children;
    asked.random = of->random;
    TRY(run_batch(self, &work, errors));
out:
    free(own);
    free(values);
    return status;
}

vro_status vro_point_evaluator_serve(vro_point_evaluator *self,
                                     const vro_calibration_problem *problem, vro_errors *errors) {
    vro_status status = VRO_OK;
    order of = {.points = 1};
    while (status == VRO_OK && of.points > 0) {
        unsigned char *message = NULL;
        size_t size = 0;
        status = vro_ranks_spread(self->options.ranks, &message, &size, errors);
        if (status == VRO_OK)
            memcpy(&of, message, sizeof of);
        if (status == VRO_OK && of.points == 0)
            status = (vro_status)of.status;
        if (status == VRO_OK && of.points > 0)
            status = fill(self, problem, &of, message + sizeof of, errors);
        free(message);
    }
    return status;
}

vro_status vro_point_evaluator_end(vro_point_evaluator *self, vro_status status,
                                   vro_errors *errors) {
    const order last = {.status = status};
    if (self->stopped || (status != VRO_OK && !vro_status_is_signal(status)))
        return status;
    if (status != VRO_OK)
        status = vro_status_worse(status, vro_point_evaluator_keep(self, errors));
    return vro_status_worse(status, send_order(self, &last, 0, NULL, errors));
}

void vro_point_evaluator_free(vro_point_evaluator *self) {
    vro_rank_round_free(&self->round);
    *self = (vro_point_evaluator){0};
}
