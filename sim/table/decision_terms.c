#include "vrosim/table/decision_terms.h"

#include "vrosim/table/unit_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double THOUSAND = 1000; // costs in money are written in thousands

typedef struct terms_row {
    double unit; // what one unit of the cost in files is for people
    vro_report_text_id threshold;
    vro_report_text_id amount;
    vro_report_text_id words[VRO_DECISION_WORDS];
} terms_row;

static const terms_row rows[VRO_TRADE_OFFS] = {
    [VRO_COST_PER_QALY] = {THOUSAND,
                           VRO_TEXT_MONEY_PER_QALY,
                           VRO_TEXT_MONEY,
                           {VRO_TEXT_QALY_THRESHOLD_AXIS, VRO_TEXT_QALY_INFORMATION_AXIS,
                            VRO_TEXT_QALY_EFFECT_AXIS, VRO_TEXT_QALY_COST_AXIS,
                            VRO_TEXT_QALY_COST_UNIT, VRO_TEXT_QALY_EFFECT, VRO_TEXT_QALY_COST,
                            VRO_TEXT_QALY_MORE_AT_MORE, VRO_TEXT_QALY_LESS_AT_MORE,
                            VRO_TEXT_QALY_LESS_AT_LESS, VRO_TEXT_QALY_MORE_AT_LESS}},
    [VRO_LLD_PER_REVISION] = {1,
                              VRO_TEXT_MM_PER_REVISION,
                              VRO_TEXT_MM,
                              {VRO_TEXT_LLD_THRESHOLD_AXIS, VRO_TEXT_LLD_INFORMATION_AXIS,
                               VRO_TEXT_LLD_EFFECT_AXIS, VRO_TEXT_LLD_COST_AXIS,
                               VRO_TEXT_LLD_COST_UNIT, VRO_TEXT_LLD_EFFECT, VRO_TEXT_LLD_COST,
                               VRO_TEXT_LLD_MORE_AT_MORE, VRO_TEXT_LLD_LESS_AT_MORE,
                               VRO_TEXT_LLD_LESS_AT_LESS, VRO_TEXT_LLD_MORE_AT_LESS}},
};

// Whether a name is that of a trade-off.
static bool find_trade_off(const char *name, vro_trade_off_id *found) {
    for (int i = 0; i < VRO_TRADE_OFFS; i++)
        if (strcmp(vro_trade_off_row((vro_trade_off_id)i)->name, name) == 0) {
            *found = (vro_trade_off_id)i;
            return true;
        }
    return false;
}

bool vro_decision_terms_concern(const vro_decision_terms *self, const vro_result_table *table,
                                size_t row) {
    return vro_result_table_is(table, row, vro_result_table_column(table, "subgroup"), "all") &&
           vro_result_table_is(table, row, vro_result_table_column(table, "trade_off"),
                               vro_trade_off_row(self->trade_off)->name);
}

static double number_at(const vro_result_table *table, size_t row, const char *column) {
    return vro_result_table_number(table, row, vro_result_table_column(table, column));
}

static void take_row(vro_decision_terms *self, const vro_result_table *table, size_t row) {
    const double threshold = number_at(table, row, "threshold");
    const double information = number_at(table, row, "perfect_information");
    self->lowest = fmin(self->lowest, threshold);
    self->highest = fmax(self->highest, threshold);
    if (!isfinite(threshold) || (isfinite(self->threshold) && !(information > self->information)))
        return;
    self->threshold = threshold;
    self->information = information;
    self->information_se = number_at(table, row, "perfect_information_se");
    self->right = number_at(table, row, "probability_right");
    self->best = vro_result_table_text(table, row, vro_result_table_column(table, "strategy"));
}

void vro_decision_terms_read(vro_decision_terms *self, const vro_result_tables *tables,
                             vro_figure_texts *texts) {
    const vro_result_table *table = vro_result_tables_find(tables, "decision_information.csv");
    const size_t trade_off = vro_result_table_column(table, "trade_off");
    size_t row = 0;
    *self = (vro_decision_terms){.threshold = NAN,
                                 .best = "",
                                 .lowest = NAN,
                                 .highest = NAN,
                                 .currency = vro_unit_currency(tables, texts)};
    while (row < table->rows &&
           !find_trade_off(vro_result_table_text(table, row, trade_off), &self->trade_off))
        row++;
    for (; row < table->rows; row++)
        if (vro_decision_terms_concern(self, table, row))
            take_row(self, table, row);
}

const char *vro_decision_terms_threshold(const vro_decision_terms *self, double threshold,
                                         vro_figure_texts *texts) {
    const terms_row *row = &rows[self->trade_off];
    const char *const values[] = {vro_figure_texts_plain(texts, threshold * row->unit),
                                  self->currency};
    return vro_figure_texts_sentence(texts, row->threshold, values, 2);
}

// To three significant digits, so that estimates do not look more exact than they are.
static double rounded(double value) {
    enum { DIGITS = 3, TEXT = 32 };
    char text[TEXT];
    snprintf(text, sizeof text, "%.*e", DIGITS - 1, value);
    return isfinite(value) ? strtod(text, NULL) : value;
}

static const char *say_amount(const vro_decision_terms *self, const char *number,
                              vro_figure_texts *texts) {
    const char *const values[] = {number, self->currency};
    return vro_figure_texts_sentence(texts, rows[self->trade_off].amount, values, 2);
}

const char *vro_decision_terms_amount(const vro_decision_terms *self, double cost,
                                      vro_figure_texts *texts) {
    return say_amount(
        self, vro_figure_texts_digits(texts, rounded(cost * rows[self->trade_off].unit)), texts);
}

const char *vro_decision_terms_change(const vro_decision_terms *self, double cost,
                                      vro_figure_texts *texts) {
    return say_amount(
        self, vro_figure_texts_signed(texts, rounded(cost * rows[self->trade_off].unit)), texts);
}

const char *vro_decision_terms_word(const vro_decision_terms *self, vro_decision_word word,
                                    vro_figure_texts *texts) {
    return vro_figure_texts_sentence(texts, rows[self->trade_off].words[word], &self->currency, 1);
}
