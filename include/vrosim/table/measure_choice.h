// Which measure of a sensitivity analysis a figure is of: the first difference between strategies
// in all children or, without one, the first mean.
#ifndef VROSIM_TABLE_MEASURE_CHOICE_H
#define VROSIM_TABLE_MEASURE_CHOICE_H

#include "vrosim/model/outcome.h"
#include "vrosim/table/figure_texts.h"
#include "vrosim/table/result_tables.h"
#include "vrosim/table/strategy_names.h"
#include "vrosim/table/unit_words.h"

#include <stdbool.h>
#include <stddef.h>

// Texts are borrowed from the table.
typedef struct vro_measure_choice {
    const char *strategy;
    const char *reference; // "": a mean
    const char *outcome;
    const char *statistic;
    vro_better better; // of the outcome; of net benefit more
    vro_unit unit;
    const char *currency; // of its values; the caller sets it
} vro_measure_choice;

// The choice of sensitivity_oneway.csv or sensitivity_grid.csv; false: it has no row. Ratios, such
// as a number needed to treat, are chosen only where there is nothing else.
bool vro_measure_choice_find(vro_measure_choice *self, const vro_result_table *table);

// Whether a row is of the measure.
bool vro_measure_choice_concerns(const vro_measure_choice *self, const vro_result_table *table,
                                 size_t row);

// "costs per child": what is measured; as the label of an axis also with its unit.
const char *vro_measure_choice_words(const vro_measure_choice *self, vro_figure_texts *texts);
const char *vro_measure_choice_axis(const vro_measure_choice *self, vro_figure_texts *texts);

// "Costs per child, vro minus soft tissue", which begins a sentence; and as the label of an axis.
const char *vro_measure_choice_sentence(const vro_measure_choice *self,
                                        const vro_strategy_names *names, vro_figure_texts *texts);
const char *vro_measure_choice_label(const vro_measure_choice *self,
                                     const vro_strategy_names *names, vro_figure_texts *texts);

// A value of it with its unit.
const char *vro_measure_choice_value(const vro_measure_choice *self, double value,
                                     vro_figure_texts *texts);

// What a parameter is set to, as its change says: 0.5, x0.5, +0.5.
const char *vro_measure_choice_end(const char *change, double value, vro_figure_texts *texts);

#endif
