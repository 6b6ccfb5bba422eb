#include "vrosim/table/decision_tables.h"

#include "vrosim/table/decision_cells.h"
#include "vrosim/table/table_files.h"

#include <math.h>
#include <stdlib.h>

// The EVPPI of a set is written as if this share of the standard error of the EVPI were its own.
static const double WORTH_PRECISION = 0.01;

// What the tables are made of; the arrays are [strategies], owned.
typedef struct decision_results {
    const vro_decisions *decisions;
    const vro_scenario *scenario;
    vro_increment *increments;
    double *effects; // means over the samples
    double *costs;
} decision_results;

static vro_status init(decision_results *self, const vro_decisions *decisions, vro_errors *errors) {
    const vro_scenario *scenario = decisions->ensemble->uncertainty->scenario;
    const size_t n = scenario->strategies;
    *self = (decision_results){.decisions = decisions,
                               .scenario = scenario,
                               .increments = calloc(n, sizeof *self->increments),
                               .effects = calloc(n, sizeof *self->effects),
                               .costs = calloc(n, sizeof *self->costs)};
    if (self->increments && self->effects && self->costs)
        return VRO_OK;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for decision files");
}

static void release(decision_results *self) {
    free(self->increments);
    free(self->effects);
    free(self->costs);
}

static const char *strategy_name(const decision_results *self, size_t strategy) {
    return self->scenario->strategy_names[strategy];
}

static void write_head(const decision_results *self, const vro_choice *choice,
                       vro_csv_writer *writer) {
    vro_decision_cells_head(writer, self->scenario, choice->trade_off, choice->subgroup);
}

// By strategy, then by sample, counted from 1.
static void write_plane_rows(const decision_results *self, const vro_choice *choice,
                             vro_csv_writer *writer) {
    const vro_consequences *all = &choice->consequences;
    for (size_t strategy = 1; strategy < all->strategies; strategy++) {
        for (size_t sample = 0; sample < all->samples; sample++) {
            const size_t reference = sample * all->strategies, cell = reference + strategy;
            write_head(self, choice, writer);
            vro_csv_writer_text(writer, strategy_name(self, strategy));
            vro_csv_writer_text(writer, strategy_name(self, 0));
            vro_csv_writer_count(writer, sample + 1);
            vro_decision_cells_sample(writer, all->effects[cell] - all->effects[reference]);
            vro_decision_cells_sample(writer, all->costs[cell] - all->costs[reference]);
            vro_csv_writer_end(writer);
        }
    }
}

// The mean over the samples of values[samples][strategies]: of a strategy less another one, or of
// the strategy alone where other is all->strategies.
static vro_expectation mean_of(const vro_consequences *all, const double *values, size_t strategy,
                               size_t other) {
    const double n = (double)all->samples;
    vro_expectation mean = {0};
    for (int pass = 0; pass < 2; pass++) {
        double sum = 0;
        for (size_t sample = 0; sample < all->samples; sample++) {
            const double *row = &values[sample * all->strategies];
            const double x = row[strategy] - (other < all->strategies ? row[other] : 0);
            sum += pass == 0 ? x : (x - mean.value) * (x - mean.value);
        }
        if (pass == 0)
            mean.value = sum / n;
        else
            mean.se = sqrt(sum / (n - 1) / n);
    }
    return mean;
}

// Differences to the precision that their standard error over the samples leaves them.
static void write_increment(const decision_results *self, const vro_choice *choice, size_t strategy,
                            vro_csv_writer *writer) {
    const vro_consequences *all = &choice->consequences;
    const vro_increment *increment = &self->increments[strategy];
    const size_t other = increment->comparator;
    vro_csv_writer_text(writer, vro_standing_name(increment->standing));
    vro_csv_writer_text(writer, strategy_name(self, other));
    vro_csv_writer_number(writer, increment->effect,
                          mean_of(all, all->effects, strategy, other).se);
    vro_csv_writer_number(writer, increment->cost, mean_of(all, all->costs, strategy, other).se);
    vro_decision_cells_icer(writer, increment);
}

static void write_increments_rows(const decision_results *self, const vro_choice *choice,
                                  vro_csv_writer *writer) {
    const vro_consequences *all = &choice->consequences;
    for (size_t strategy = 0; strategy < all->strategies; strategy++) {
        self->effects[strategy] = mean_of(all, all->effects, strategy, all->strategies).value;
        self->costs[strategy] = mean_of(all, all->costs, strategy, all->strategies).value;
    }
    vro_frontier_find(self->effects, self->costs, all->strategies, self->increments);
    for (size_t strategy = 0; strategy < all->strategies; strategy++) {
        write_head(self, choice, writer);
        vro_csv_writer_text(writer, strategy_name(self, strategy));
        vro_csv_writer_number(writer, self->effects[strategy],
                              mean_of(all, all->effects, strategy, all->strategies).se);
        vro_csv_writer_number(writer, self->costs[strategy],
                              mean_of(all, all->costs, strategy, all->strategies).se);
        write_increment(self, choice, strategy, writer);
        vro_csv_writer_end(writer);
    }
}

static void write_acceptability_rows(const decision_results *self, const vro_choice *choice,
                                     vro_csv_writer *writer) {
    for (size_t i = 0; i < choice->thresholds->count; i++) {
        const vro_evaluation evaluation = vro_choice_evaluation(choice, i);
        for (size_t strategy = 0; strategy < self->scenario->strategies; strategy++) {
            const vro_strategy_evaluation *candidate = &evaluation.by_strategy[strategy];
            write_head(self, choice, writer);
            vro_csv_writer_exact(writer, choice->thresholds->values[i]);
            vro_csv_writer_text(writer, strategy_name(self, strategy));
            vro_decision_cells_benefit(writer, candidate->net_benefit, evaluation.threshold);
            vro_decision_cells_expectation(writer, candidate->probability_best);
            vro_decision_cells_expectation(writer, candidate->loss);
            vro_csv_writer_count(writer, strategy == evaluation.decision.best);
            vro_csv_writer_end(writer);
        }
    }
}

static void write_information_rows(const decision_results *self, const vro_choice *choice,
                                   vro_csv_writer *writer) {
    for (size_t i = 0; i < choice->thresholds->count; i++) {
        const vro_decision decision = vro_choice_evaluation(choice, i).decision;
        write_head(self, choice, writer);
        vro_csv_writer_exact(writer, choice->thresholds->values[i]);
        vro_csv_writer_text(writer, strategy_name(self, decision.best));
        vro_decision_cells_expectation(writer, decision.probability_right);
        vro_decision_cells_expectation(writer, decision.perfect_information);
        vro_csv_writer_end(writer);
    }
}

// The names of the parameters of a set as one cell; they are plain words.
static void write_members(const vro_parameter_sets *sets, size_t set, vro_csv_writer *writer) {
    vro_csv_writer_text(writer, vro_parameter_sets_member(sets, set, 0));
    for (size_t i = 1; i < sets->sets[set].count; i++)
        fprintf(writer->stream, "+%s", vro_parameter_sets_member(sets, set, i));
}

// EVPPI and EVPI to the same decimals, so that rounding makes no EVPPI greater than the EVPI.
static void write_partial_rows(const decision_results *self, const vro_choice *choice,
                               vro_csv_writer *writer) {
    const vro_parameter_sets *sets = self->decisions->sets;
    for (size_t i = 0; i < choice->thresholds->count; i++) {
        const vro_expectation perfect =
            vro_choice_evaluation(choice, i).decision.perfect_information;
        const double precision = perfect.se * WORTH_PRECISION;
        for (size_t set = 0; set < sets->count; set++) {
            if (vro_decisions_lack(self->decisions, set))
                continue;
            const vro_expectation evppi =
                vro_decisions_partial_information(self->decisions, choice, i, set);
            write_head(self, choice, writer);
            vro_csv_writer_exact(writer, choice->thresholds->values[i]);
            vro_csv_writer_text(writer, sets->names[set]);
            write_members(sets, set, writer);
            vro_csv_writer_number(writer, evppi.value, precision);
            vro_csv_writer_number(writer, evppi.se, precision);
            vro_csv_writer_number(writer, perfect.value, precision);
            vro_csv_writer_end(writer);
        }
    }
}

// Writes the rows of every choice.
static vro_status write_choices(const decision_results *self, vro_csv_writer *writer,
                                void (*write)(const decision_results *self,
                                              const vro_choice *choice, vro_csv_writer *writer)) {
    for (size_t i = 0; i < self->decisions->count; i++)
        write(self, &self->decisions->choices[i], writer);
    return VRO_OK;
}

static vro_status write_plane(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    (void)errors;
    return write_choices(context, writer, write_plane_rows);
}

static vro_status write_increments(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    (void)errors;
    return write_choices(context, writer, write_increments_rows);
}

static vro_status write_acceptability(const void *context, vro_csv_writer *writer,
                                      vro_errors *errors) {
    (void)errors;
    return write_choices(context, writer, write_acceptability_rows);
}

static vro_status write_information(const void *context, vro_csv_writer *writer,
                                    vro_errors *errors) {
    (void)errors;
    return write_choices(context, writer, write_information_rows);
}

static vro_status write_partial(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    (void)errors;
    return write_choices(context, writer, write_partial_rows);
}

static bool has_sets(const void *context) {
    const decision_results *self = context;
    return self->decisions->sets->count > 0;
}

static const vro_table tables[] = {
    {.file = "decision_plane.csv", .write = write_plane},
    {.file = "decision_increments.csv", .write = write_increments},
    {.file = "decision_acceptability.csv", .write = write_acceptability},
    {.file = "decision_information.csv", .write = write_information},
    {.file = "decision_partial.csv", .is_present = has_sets, .write = write_partial},
};

vro_status vro_decision_tables_write(const vro_decisions *decisions, vro_new_folder *folder,
                                     vro_errors *errors) {
    decision_results self;
    vro_status status = VRO_OK;
    TRY(init(&self, decisions, errors));
    TRY(vro_tables_write(tables, sizeof tables / sizeof *tables, &self, folder, errors));
out:
    release(&self);
    return status;
}
