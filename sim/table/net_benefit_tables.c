#include "vrosim/table/net_benefit_tables.h"

#include "vrosim/outcome/net_benefit.h"
#include "vrosim/table/decision_cells.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

// The rows of one trade-off in one subgroup, for every strategy. The arrays are [strategies],
// owned.
typedef struct benefit_rows {
    vro_csv_writer *writer;
    const vro_results_view *view;
    vro_trade_off_id id;
    vro_results_row row;         // for its subgroup
    vro_number_list *thresholds; // [1], owned: of the trade-off
    vro_net_benefit *benefits;
    vro_net_benefit *differences; // from strategy 0
    vro_increment *increments;
    double *effects;
    double *costs;
} benefit_rows;

static vro_status init(benefit_rows *self, vro_csv_writer *writer, const vro_results_view *view,
                       vro_errors *errors) {
    const size_t n = view->scenario->strategies;
    *self = (benefit_rows){.writer = writer,
                           .view = view,
                           .thresholds = calloc(1, sizeof *self->thresholds),
                           .benefits = calloc(n, sizeof *self->benefits),
                           .differences = calloc(n, sizeof *self->differences),
                           .increments = calloc(n, sizeof *self->increments),
                           .effects = calloc(n, sizeof *self->effects),
                           .costs = calloc(n, sizeof *self->costs)};
    if (self->thresholds && self->benefits && self->differences && self->increments &&
        self->effects && self->costs)
        return VRO_OK;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for decision tables");
}

static void release(benefit_rows *self) {
    free(self->thresholds);
    free(self->benefits);
    free(self->differences);
    free(self->increments);
    free(self->effects);
    free(self->costs);
}

static void load(benefit_rows *self) {
    for (size_t s = 0; s < self->view->scenario->strategies; s++) {
        const size_t subgroup = self->row.subgroup;
        self->benefits[s] = vro_net_benefit_make(self->view->tally, s, subgroup, self->id);
        self->differences[s] = vro_net_benefit_difference(self->view->tally, s, subgroup, self->id);
        self->effects[s] = self->benefits[s].effect.value;
        self->costs[s] = self->benefits[s].cost.value;
    }
}

static void write_head(const benefit_rows *self) {
    vro_decision_cells_head(self->writer, self->view->scenario, self->id, self->row.subgroup);
}

static void write_strategy(const benefit_rows *self, size_t strategy) {
    vro_csv_writer_text(self->writer, self->view->scenario->strategy_names[strategy]);
}

// Where all children have the same, the error of a mean is not known.
static vro_expectation known(vro_expectation mean) {
    return (vro_expectation){mean.value, mean.se == 0 ? NAN : mean.se};
}

static vro_expectation expectation_of(const vro_estimate *estimate) {
    return known((vro_expectation){estimate->value, estimate->se});
}

// A strategy differs from itself by 0, without error.
static vro_expectation difference_of(vro_expectation difference, bool itself) {
    return itself ? difference : known(difference);
}

static void write_increment(const benefit_rows *self, size_t strategy) {
    const vro_increment *increment = &self->increments[strategy];
    const vro_net_benefit_errors errors = vro_net_benefit_errors_between(
        self->view->tally, strategy, increment->comparator, self->row.subgroup, self->id);
    vro_csv_writer_text(self->writer, vro_standing_name(increment->standing));
    write_strategy(self, increment->comparator);
    const bool itself = strategy == increment->comparator;
    vro_decision_cells_expectation(
        self->writer, difference_of((vro_expectation){increment->effect, errors.effect}, itself));
    vro_decision_cells_expectation(
        self->writer, difference_of((vro_expectation){increment->cost, errors.cost}, itself));
    const bool uncertain = errors.effect > 0 || errors.cost > 0;
    vro_csv_writer_text(self->writer, uncertain ? vro_error_kind_name(errors.kind) : "");
    vro_decision_cells_icer(self->writer, increment);
}

static void write_increments(benefit_rows *self) {
    const size_t strategies = self->view->scenario->strategies;
    vro_frontier_find(self->effects, self->costs, strategies, self->increments);
    for (size_t strategy = 0; strategy < strategies; strategy++) {
        write_head(self);
        write_strategy(self, strategy);
        vro_decision_cells_expectation(self->writer,
                                       expectation_of(&self->benefits[strategy].effect));
        vro_decision_cells_expectation(self->writer,
                                       expectation_of(&self->benefits[strategy].cost));
        write_increment(self, strategy);
        vro_csv_writer_end(self->writer);
    }
}

// The strategy with the greatest net benefit, the first of equals.
static size_t find_best(const benefit_rows *self, double threshold) {
    size_t best = 0;
    for (size_t strategy = 1; strategy < self->view->scenario->strategies; strategy++)
        if (vro_net_benefit_value(&self->benefits[strategy], threshold).value >
            vro_net_benefit_value(&self->benefits[best], threshold).value)
            best = strategy;
    return best;
}

// Of the errors of a net benefit and of its difference from the reference; empty without an error.
static void write_error_kind(const benefit_rows *self, size_t strategy, double threshold) {
    const vro_net_benefit *benefit = &self->benefits[strategy];
    const vro_net_benefit *difference = &self->differences[strategy];
    const bool uncertain = vro_net_benefit_value(benefit, threshold).se > 0 ||
                           vro_net_benefit_value(difference, threshold).se > 0;
    const vro_error_kind kind = vro_error_kind_weaker(benefit->kind, difference->kind);
    vro_csv_writer_text(self->writer, uncertain ? vro_error_kind_name(kind) : "");
}

static void write_threshold(const benefit_rows *self, double threshold) {
    const size_t best = find_best(self, threshold);
    for (size_t strategy = 0; strategy < self->view->scenario->strategies; strategy++) {
        const vro_expectation benefit = vro_net_benefit_value(&self->benefits[strategy], threshold);
        const vro_expectation difference =
            vro_net_benefit_value(&self->differences[strategy], threshold);
        write_head(self);
        vro_csv_writer_exact(self->writer, threshold);
        write_strategy(self, strategy);
        vro_decision_cells_benefit(self->writer, known(benefit), threshold);
        write_strategy(self, 0);
        vro_decision_cells_expectation(self->writer, difference_of(difference, strategy == 0));
        vro_csv_writer_count(self->writer, strategy == best);
        write_error_kind(self, strategy, threshold);
        vro_csv_writer_end(self->writer);
    }
}

static void write_thresholds(benefit_rows *self) {
    for (size_t i = 0; i < self->thresholds->count; i++)
        write_threshold(self, self->thresholds->values[i]);
}

// Visits the subgroups of the last strategy, which are those of every strategy.
static vro_status write_all(vro_csv_writer *writer, const vro_results_view *view,
                            void (*write)(benefit_rows *self), vro_errors *errors) {
    benefit_rows self;
    vro_status status = VRO_OK;
    TRY(init(&self, writer, view, errors));
    for (self.id = 0; self.id < VRO_TRADE_OFFS; self.id++) {
        if (!vro_trade_off_is_in(self.id, view->scenario))
            continue;
        // The thresholds of the table of trade-offs can be read; otherwise there are none.
        (void)vro_trade_off_thresholds(self.id, NULL, self.thresholds);
        self.row = vro_results_row_first(view, view->scenario->strategies - 1);
        for (; vro_results_row_exists(&self.row); vro_results_row_next(&self.row)) {
            load(&self);
            write(&self);
        }
    }
out:
    release(&self);
    return status;
}

vro_status vro_increments_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    return write_all(writer, context, write_increments, errors);
}

vro_status vro_net_benefit_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    return write_all(writer, context, write_thresholds, errors);
}
