#include "vrosim/table/unit_words.h"

#include "vrosim/core/text.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/model/outcome_set.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct unit_row {
    const char *name; // in outcome.def; NULL: none has it
    vro_unit difference;
    double factor; // from files to people
    vro_report_text_id value;
    vro_report_text_id label;
} unit_row;

static const unit_row rows[VRO_UNITS] = {
    [VRO_UNIT_NUMBER] = {"number", VRO_UNIT_NUMBER, 1, VRO_TEXT_PLAIN_NUMBER, VRO_TEXT_LABEL_ALONE},
    [VRO_UNIT_SHARE] = {"share", VRO_UNIT_POINTS, 100, VRO_TEXT_PERCENT, VRO_TEXT_LABEL_ALONE},
    [VRO_UNIT_POINTS] = {NULL, VRO_UNIT_POINTS, 100, VRO_TEXT_POINTS, VRO_TEXT_LABEL_ALONE},
    [VRO_UNIT_MM] = {"mm", VRO_UNIT_MM, 1, VRO_TEXT_MM, VRO_TEXT_LABEL_MM},
    [VRO_UNIT_WEEKS] = {"weeks", VRO_UNIT_WEEKS, 1, VRO_TEXT_WEEKS, VRO_TEXT_LABEL_WEEKS},
    [VRO_UNIT_DEGREES] = {"degrees", VRO_UNIT_DEGREES, 1, VRO_TEXT_DEGREES, VRO_TEXT_LABEL_DEGREES},
    [VRO_UNIT_PERCENT] = {"percent", VRO_UNIT_PERCENT_POINTS, 1, VRO_TEXT_PERCENT,
                          VRO_TEXT_LABEL_PERCENT},
    [VRO_UNIT_PERCENT_POINTS] = {NULL, VRO_UNIT_PERCENT_POINTS, 1, VRO_TEXT_POINTS,
                                 VRO_TEXT_LABEL_POINTS},
    [VRO_UNIT_MONEY] = {"thousands", VRO_UNIT_MONEY, 1000, VRO_TEXT_MONEY, VRO_TEXT_LABEL_MONEY},
    [VRO_UNIT_MONEY_PER_QALY] = {NULL, VRO_UNIT_MONEY_PER_QALY, 1000, VRO_TEXT_MONEY_PER_QALY,
                                 VRO_TEXT_LABEL_MONEY_PER_QALY},
    [VRO_UNIT_QALYS] = {"QALYs", VRO_UNIT_QALYS, 1, VRO_TEXT_PLAIN_NUMBER, VRO_TEXT_LABEL_ALONE},
    [VRO_UNIT_CHILDREN] = {NULL, VRO_UNIT_CHILDREN, 1, VRO_TEXT_IN_CHILDREN, VRO_TEXT_LABEL_ALONE},
};

vro_unit vro_unit_of_outcome(const char *outcome, bool is_difference) {
    vro_outcome_id id;
    const char *name = vro_outcome_set_knows(outcome, &id) ? vro_outcome_row(id)->unit : "";
    vro_unit unit = VRO_UNIT_NUMBER;
    for (int i = 0; i < VRO_UNITS; i++)
        if (rows[i].name && strcmp(rows[i].name, name) == 0)
            unit = (vro_unit)i;
    return is_difference ? rows[unit].difference : unit;
}

bool vro_unit_is_share(vro_unit self) {
    return self == VRO_UNIT_SHARE || self == VRO_UNIT_POINTS;
}

// The text of economics.currency, which stands in the last column.
const char *vro_unit_currency(const vro_result_tables *tables, vro_figure_texts *texts) {
    const vro_result_table *table = vro_result_tables_find(tables, VRO_PARAMETERS_FILE);
    const vro_result_condition condition = {"parameter", "economics.currency"};
    const size_t row = table ? vro_result_table_find(table, 0, &condition, 1) : 0;
    const char *currency =
        table && row < table->rows
            ? vro_result_table_text(table, row, vro_result_table_column(table, "text"))
            : "";
    return *currency ? vro_figure_texts_keep(texts, strdup(vro_text_excerpt(currency).text))
                     : vro_figure_texts_word(texts, VRO_TEXT_NO_CURRENCY);
}

// To three significant digits, so that estimates do not look more exact than they are.
static double rounded(double value) {
    enum { DIGITS = 3, TEXT = 32 };
    char text[TEXT];
    snprintf(text, sizeof text, "%.*e", DIGITS - 1, value);
    return isfinite(value) ? strtod(text, NULL) : value;
}

// Shares have one decimal, others three digits.
static const char *number_text(vro_unit self, double value, vro_figure_texts *texts) {
    const double said = rows[self].factor * value;
    return vro_unit_is_share(self) && !(fabs(said) > 0 && fabs(said) < 0.1)
               ? vro_figure_texts_decimals(texts, said, 1)
               : vro_figure_texts_digits(texts, rounded(said));
}

const char *vro_unit_value(vro_unit self, double value, const char *currency,
                           vro_figure_texts *texts) {
    const char *const values[] = {number_text(self, value, texts), currency};
    return vro_figure_texts_sentence(texts, rows[self].value, values, 2);
}

const char *vro_unit_label(vro_unit self, const char *words, const char *currency,
                           vro_figure_texts *texts) {
    const char *const values[] = {words, currency};
    return vro_figure_texts_sentence(texts, rows[self].label, values, 2);
}
