#include "vrosim/web/pairs.h"

#include "vrosim/file/csv_writer.h"

#include <math.h>

static const double NORMAL_975 = 1.959963984540054; // quantile

// The statistics of the results that the rows are made of.
typedef struct estimates {
    vrosim_estimate reference;  // share with the outcome
    vrosim_estimate strategy;   // the same
    vrosim_estimate better;     // share
    vrosim_estimate difference; // strategy minus reference
} estimates;

static vrosim_status collect(estimates *self, const vrosim_results *results,
                             const vro_pairs_question *asked, vrosim_errors *errors) {
    const struct {
        vrosim_estimate *estimate;
        const char *strategy;
        const char *statistic;
    } wanted[] = {{&self->reference, asked->reference, "mean"},
                  {&self->strategy, asked->strategy, "mean"},
                  {&self->better, asked->strategy, "share_better"},
                  {&self->difference, asked->strategy, "risk_difference"}};
    vrosim_status status = VROSIM_OK;
    for (size_t i = 0; status == VROSIM_OK && i < sizeof wanted / sizeof *wanted; i++) {
        const vrosim_quantity quantity = {wanted[i].strategy, asked->subgroup, asked->outcome,
                                          wanted[i].statistic};
        status = vrosim_results_estimate(wanted[i].estimate, results, &quantity, errors);
    }
    return status;
}

static void put(vro_csv_writer *writer, const char *name, double value) {
    vro_csv_writer_text(writer, name);
    if (isfinite(value))
        vro_csv_writer_exact(writer, value);
    else
        vro_csv_writer_text(writer, "");
    vro_csv_writer_end(writer);
}

// Counts of children, so that shares add up.
static void put_shares(vro_csv_writer *writer, const estimates *self) {
    const double n = (double)self->strategy.n, reference = round(self->reference.value * n),
                 strategy = round(self->strategy.value * n), better = round(self->better.value * n),
                 worse = better + strategy - reference;
    put(writer, "reference_with", reference / n);
    put(writer, "reference_without", (n - reference) / n);
    put(writer, "strategy_with", strategy / n);
    put(writer, "strategy_without", (n - strategy) / n);
    put(writer, "better", better / n);
    put(writer, "worse", worse / n);
    put(writer, "same", (n - better - worse) / n);
}

// A standard error falls with the square root of the number of children.
static void put_errors(vro_csv_writer *writer, const vrosim_estimate *difference) {
    const double ratio = difference->se / difference->se_unpaired,
                 margin = NORMAL_975 * difference->se_unpaired;
    put(writer, "children_saved", 1 - ratio * ratio);
    put(writer, "unpaired_lower", difference->value - margin);
    put(writer, "unpaired_upper", difference->value + margin);
}

vrosim_status vro_pairs_write(FILE *stream, const vrosim_results *results,
                              const vro_pairs_question *asked, vrosim_errors *errors) {
    estimates self;
    const vrosim_status status = collect(&self, results, asked, errors);
    if (status != VROSIM_OK)
        return status;
    vro_csv_writer writer;
    vro_csv_writer_begin(&writer, stream, "name,value");
    put_shares(&writer, &self);
    put_errors(&writer, &self.difference);
    return VROSIM_OK;
}
