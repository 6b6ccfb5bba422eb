#include "vrosim/table/outcome_words.h"

#include "vrosim/core/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct word_row {
    const char *outcome;
    vro_report_text_id text;
} word_row;

static const word_row by_landmark[] = {
    {"revision", VRO_TEXT_REVISION_BY},
    {"failure", VRO_TEXT_FAILURE_BY},
    {"revision_either", VRO_TEXT_REVISION_EITHER_BY},
    {"failure_either", VRO_TEXT_FAILURE_EITHER_BY},
};

static const word_row others[] = {
    {"loss_of_position", VRO_TEXT_LOSS_OF_POSITION},
    {"lld_over_10mm", VRO_TEXT_LLD_OVER_10},
    {"lld_over_20mm", VRO_TEXT_LLD_OVER_20},
    {"displaced", VRO_TEXT_DISPLACED},
    {"recurrence", VRO_TEXT_RECURRENCE},
    {"failed", VRO_TEXT_FAILED},
    {"death", VRO_TEXT_DEATH},
    {"revisions", VRO_TEXT_REVISIONS},
    {"operations", VRO_TEXT_OPERATIONS},
    {"lld_abs_mm", VRO_TEXT_LLD_ABS},
    {"cost", VRO_TEXT_COST_A_CHILD},
    {"qaly", VRO_TEXT_QALYS_A_CHILD},
};

double vro_outcome_landmark(const char *outcome, const char *prefix) {
    char number[32];
    double years = NAN;
    const size_t length = strlen(prefix);
    if (strncmp(outcome, prefix, length) != 0 || strncmp(outcome + length, "_by_", 4) != 0)
        return NAN;
    const char *digits = outcome + length + 4;
    const size_t size = strlen(digits);
    if (size < 2 || size > sizeof number || digits[size - 1] != 'y')
        return NAN;
    snprintf(number, sizeof number, "%.*s", (int)size - 1, digits);
    return vro_decimal_read(number, &years) ? NAN : years;
}

char *vro_outcome_words(vro_language language, const char *outcome) {
    for (size_t i = 0; i < sizeof by_landmark / sizeof *by_landmark; i++) {
        const double years = vro_outcome_landmark(outcome, by_landmark[i].outcome);
        const vro_report_number number = vro_report_plain(language, years);
        const char *value = number.text;
        if (!isnan(years))
            return vro_report_sentence(language, by_landmark[i].text, &value, 1);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].outcome, outcome) == 0)
            return vro_report_sentence(language, others[i].text, NULL, 0);
    char *words = strdup(outcome);
    for (char *at = words; at && *at; at++)
        *at = *at == '_' ? ' ' : *at;
    return words;
}
