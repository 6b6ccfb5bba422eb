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

static const char NET_BENEFIT[] = "net_benefit:";

static bool is_net_benefit(const vro_measure_choice *self) {
    return strncmp(self->outcome, NET_BENEFIT, strlen(NET_BENEFIT)) == 0;
}

static bool has_statistic(const vro_measure_choice *self, const char *name) {
    return strcmp(self->statistic, name) == 0;
}

static void judge_outcome(vro_measure_choice *self) {
    vro_outcome_id id;
    self->unit = vro_unit_of_outcome(self->outcome, *self->reference);
    if (has_statistic(self, "icer")) {
        self->unit = VRO_UNIT_MONEY_PER_QALY;
    } else if (is_net_benefit(self)) {
        self->better = VRO_MORE;
        self->unit = VRO_UNIT_MONEY;
    } else if (vro_outcome_set_knows(self->outcome, &id)) {
        self->better = vro_outcome_row(id)->better;
    }
    if (has_statistic(self, "number_needed_to_treat")) {
        self->better = VRO_NEITHER;
        self->unit = VRO_UNIT_CHILDREN;
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

const char *vro_measure_choice_words(const vro_measure_choice *self, vro_figure_texts *texts) {
    const char *const benefit[] = {self->outcome + strlen(NET_BENEFIT), self->currency};
    if (is_net_benefit(self))
        return vro_figure_texts_sentence(texts, VRO_TEXT_NET_BENEFIT, benefit, 2);
    if (has_statistic(self, "icer"))
        return vro_figure_texts_word(texts, VRO_TEXT_ICER);
    const char *const words = vro_figure_texts_outcome(texts, self->outcome);
    return has_statistic(self, "number_needed_to_treat")
               ? vro_figure_texts_sentence(texts, VRO_TEXT_NUMBER_NEEDED, &words, 1)
               : words;
}

// How words, strategy and reference are joined: of a difference, a ratio and a mean.
typedef enum joint { DIFFERENCE, RATIO, MEAN, JOINTS } joint;

static const char *say(const vro_measure_choice *self, const char *words,
                       const vro_strategy_names *names, const vro_report_text_id ids[JOINTS],
                       vro_figure_texts *texts) {
    const bool ratio = has_statistic(self, "icer") || has_statistic(self, "number_needed_to_treat");
    const joint kind = !*self->reference ? MEAN : ratio ? RATIO : DIFFERENCE;
    const char *const values[] = {words, vro_strategy_names_label(names, self->strategy),
                                  vro_strategy_names_label(names, self->reference)};
    return vro_figure_texts_sentence(texts, ids[kind], values, 3);
}

const char *vro_measure_choice_sentence(const vro_measure_choice *self,
                                        const vro_strategy_names *names, vro_figure_texts *texts) {
    static const vro_report_text_id ids[JOINTS] = {[DIFFERENCE] = VRO_TEXT_DIFFERENCE_OF,
                                                   [RATIO] = VRO_TEXT_RATIO_OF,
                                                   [MEAN] = VRO_TEXT_MEAN_OF};
    const char *words = vro_figure_texts_capital(texts, vro_measure_choice_words(self, texts));
    return say(self, words, names, ids, texts);
}

const char *vro_measure_choice_label(const vro_measure_choice *self,
                                     const vro_strategy_names *names, vro_figure_texts *texts) {
    static const vro_report_text_id ids[JOINTS] = {[DIFFERENCE] = VRO_TEXT_DIFFERENCE_LABEL,
                                                   [RATIO] = VRO_TEXT_RATIO_LABEL,
                                                   [MEAN] = VRO_TEXT_MEAN_LABEL};
    return say(self, vro_measure_choice_axis(self, texts), names, ids, texts);
}

const char *vro_measure_choice_axis(const vro_measure_choice *self, vro_figure_texts *texts) {
    return vro_unit_label(self->unit, vro_measure_choice_words(self, texts), self->currency, texts);
}

const char *vro_measure_choice_value(const vro_measure_choice *self, double value,
                                     vro_figure_texts *texts) {
    return vro_unit_value(self->unit, value, self->currency, texts);
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
