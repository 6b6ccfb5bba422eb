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
    {"first_revision_loss", VRO_TEXT_FIRST_REVISION_LOSS},
    {"first_revision_complication", VRO_TEXT_FIRST_REVISION_COMPLICATION},
    {"first_revision_migration", VRO_TEXT_FIRST_REVISION_MIGRATION},
    {"first_revision_other", VRO_TEXT_FIRST_REVISION_OTHER},
    {"loss_of_position", VRO_TEXT_LOSS_OF_POSITION},
    {"lld_over_10mm", VRO_TEXT_LLD_OVER_10},
    {"lld_over_20mm", VRO_TEXT_LLD_OVER_20},
    {"equalised", VRO_TEXT_EQUALISED},
    {"displaced", VRO_TEXT_DISPLACED},
    {"recurrence", VRO_TEXT_RECURRENCE},
    {"failed", VRO_TEXT_FAILED},
    {"death", VRO_TEXT_DEATH},
    {"revisions", VRO_TEXT_REVISIONS},
    {"removals", VRO_TEXT_REMOVALS},
    {"contralateral", VRO_TEXT_CONTRALATERAL},
    {"operations", VRO_TEXT_OPERATIONS},
    {"infection", VRO_TEXT_INFECTIONS},
    {"fracture", VRO_TEXT_FRACTURES},
    {"avn", VRO_TEXT_AVN},
    {"pressure_sore", VRO_TEXT_PRESSURE_SORES},
    {"healing_weeks", VRO_TEXT_HEALING_TIME},
    {"weeks_not_standing", VRO_TEXT_NOT_STANDING},
    {"spica_weeks", VRO_TEXT_SPICA_TIME},
    {"lld_mm", VRO_TEXT_LLD_SIGNED},
    {"lld_abs_mm", VRO_TEXT_LLD_ABS},
    {"shortening_mm", VRO_TEXT_SHORTENING},
    {"width_mm", VRO_TEXT_WIDTH},
    {"tracking_deg", VRO_TEXT_TRACKING},
    {"nsa_deg", VRO_TEXT_NSA},
    {"anteversion_deg", VRO_TEXT_ANTEVERSION},
    {"acetabular_index_deg", VRO_TEXT_ACETABULAR_INDEX},
    {"migration_pct", VRO_TEXT_MIGRATION_AT_END},
    {"migration_change_pct", VRO_TEXT_MIGRATION_CHANGE},
    {"cost", VRO_TEXT_COST},
    {"qaly", VRO_TEXT_QALY},
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

char *vro_outcome_heading(vro_language language, const char *outcome) {
    char *words = vro_outcome_words(language, outcome);
    if (words && *words >= 'a' && *words <= 'z')
        *words = (char)(*words - 'a' + 'A');
    return words;
}
