#include "vrosim/table/measure_choice.h"

#include "vrosim/model/outcome_set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_at(const vro_result_table *table, size_t row, const char *column) {
    return vro_result_table_text(table, row, vro_result_table_column(table, column));
}

static bool is_of_all(const vro_result_table *table, size_t row) {
    return strcmp(text_at(table, row, "subgroup"), "all") == 0;
}

static bool is_ratio(const vro_result_table *table, size_t row) {
    const char *statistic = text_at(table, row, "statistic");
    return strcmp(statistic, "number_needed_to_treat") == 0 || strcmp(statistic, "icer") == 0;
}

// The first row of all children that is a difference or no ratio, as asked; table->rows: none.
static size_t find_row(const vro_result_table *table, bool difference, bool ratio) {
    size_t row = 0;
    while (row < table->rows &&
           !(is_of_all(table, row) && (*text_at(table, row, "reference") || !difference) &&
             (ratio || !is_ratio(table, row))))
        row++;
    return row;
}

static void judge_outcome(vro_measure_choice *self) {
    vro_outcome_id id;
    if (strncmp(self->outcome, "net_benefit", strlen("net_benefit")) == 0) {
        self->better = VRO_MORE;
    } else if (vro_outcome_set_knows(self->outcome, &id)) {
        self->better = vro_outcome_row(id)->better;
        self->is_share = vro_outcome_row(id)->kind == VRO_SHARE;
    }
}

bool vro_measure_choice_find(vro_measure_choice *self, const vro_result_table *table) {
    size_t row = find_row(table, true, false);
    if (row == table->rows)
        row = find_row(table, false, false);
    if (row == table->rows)
        row = find_row(table, false, true);
    if (row == table->rows)
        return false;
    *self = (vro_measure_choice){.strategy = text_at(table, row, "strategy"),
                                 .reference = text_at(table, row, "reference"),
                                 .outcome = text_at(table, row, "outcome"),
                                 .statistic = text_at(table, row, "statistic")};
    judge_outcome(self);
    return true;
}

bool vro_measure_choice_concerns(const vro_measure_choice *self, const vro_result_table *table,
                                 size_t row) {
    return is_of_all(table, row) && strcmp(text_at(table, row, "strategy"), self->strategy) == 0 &&
           strcmp(text_at(table, row, "reference"), self->reference) == 0 &&
           strcmp(text_at(table, row, "outcome"), self->outcome) == 0 &&
           strcmp(text_at(table, row, "statistic"), self->statistic) == 0;
}

static const char *say(const vro_measure_choice *self, const vro_strategy_names *names,
                       vro_report_text_id difference, vro_report_text_id mean,
                       vro_figure_texts *texts) {
    const char *const values[] = {vro_figure_texts_outcome(texts, self->outcome),
                                  vro_strategy_names_label(names, self->strategy),
                                  vro_strategy_names_label(names, self->reference)};
    return vro_figure_texts_sentence(texts, *self->reference ? difference : mean, values, 3);
}

const char *vro_measure_choice_sentence(const vro_measure_choice *self,
                                        const vro_strategy_names *names, vro_figure_texts *texts) {
    return say(self, names, VRO_TEXT_DIFFERENCE_OF, VRO_TEXT_MEAN_OF, texts);
}

const char *vro_measure_choice_label(const vro_measure_choice *self,
                                     const vro_strategy_names *names, vro_figure_texts *texts) {
    return say(self, names, VRO_TEXT_DIFFERENCE_LABEL, VRO_TEXT_MEAN_LABEL, texts);
}

const char *vro_measure_choice_value(const vro_measure_choice *self, double value,
                                     vro_figure_texts *texts) {
    enum { PERCENT = 100 };
    if (!self->is_share)
        return vro_figure_texts_digits(texts, value);
    const char *const number = vro_figure_texts_decimals(texts, PERCENT * value, 1);
    return vro_figure_texts_sentence(texts, *self->reference ? VRO_TEXT_POINTS : VRO_TEXT_PERCENT,
                                     &number, 1);
}

const char *vro_measure_choice_end(const char *change, double value, vro_figure_texts *texts) {
    enum { DIGITS = 3, TEXT = 32 };
    char rounded[TEXT];
    snprintf(rounded, sizeof rounded, "%.*g", DIGITS, value);
    const char *const number = vro_figure_texts_plain(texts, strtod(rounded, NULL));
    if (strcmp(change, "factor") == 0)
        return vro_figure_texts_sentence(texts, VRO_TEXT_FACTOR, &number, 1);
    return strcmp(change, "shift") == 0 && value > 0
               ? vro_figure_texts_sentence(texts, VRO_TEXT_PLUS, &number, 1)
               : number;
}
