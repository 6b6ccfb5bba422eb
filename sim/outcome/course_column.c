#include "vrosim/outcome/course_column.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"
#include "vrosim/input/synonyms.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// How a record holds a value; quantities have three decimals in courses.csv, times four.
typedef enum storage { WHOLE, FLAG, QUANTITY, TIME, CAUSE } storage;

// What people may write for it.
typedef enum notation { NUMBER, LEVEL, SEX, FLAG_WORD, CAUSE_NAME, STRATEGY_NAME } notation;

typedef struct record_field {
    const char *name;
    const char *other_name; // NULL: none
    storage storage;
    size_t field; // of vro_record
    notation written;
} record_field;

#define FIELD(name) offsetof(vro_record, name)

// Those before the outcomes.
static const record_field columns[] = {
    {"patient", NULL, WHOLE, FIELD(patient), NUMBER},
    {"strategy", NULL, WHOLE, FIELD(strategy), STRATEGY_NAME},
    {"gmfcs", "level", WHOLE, FIELD(level), LEVEL},
    {"age_years", NULL, QUANTITY, FIELD(age), NUMBER},
    {"female", "sex", FLAG, FIELD(female), SEX},
    {"bilateral", NULL, FLAG, FIELD(bilateral), FLAG_WORD},
    {"osteotomy", NULL, FLAG, FIELD(osteotomy), FLAG_WORD},
    {"soft_tissue", NULL, FLAG, FIELD(soft_tissue), FLAG_WORD},
    {"pelvic", NULL, FLAG, FIELD(pelvic), FLAG_WORD},
    {"spica", NULL, FLAG, FIELD(spica), FLAG_WORD},
    {"nsa_before_deg", NULL, QUANTITY, FIELD(nsa_before), NUMBER},
    {"anteversion_before_deg", NULL, QUANTITY, FIELD(anteversion_before), NUMBER},
    {"acetabular_index_before_deg", NULL, QUANTITY, FIELD(acetabular_index_before), NUMBER},
    {"migration_before_pct", NULL, QUANTITY, FIELD(migration_before), NUMBER},
    {"nsa_after_deg", NULL, QUANTITY, FIELD(nsa_after), NUMBER},
    {"anteversion_after_deg", NULL, QUANTITY, FIELD(anteversion_after), NUMBER},
    {"migration_after_pct", NULL, QUANTITY, FIELD(migration_after), NUMBER},
    {"revision_time_years", NULL, TIME, FIELD(revision_time), NUMBER},
    {"revision_cause", "cause", CAUSE, FIELD(cause), CAUSE_NAME},
    {"death_time_years", NULL, TIME, FIELD(death_time), NUMBER},
};

enum { BEFORE_OUTCOMES = sizeof columns / sizeof columns[0] };

static vro_outcome_id outcome_of(size_t column) {
    return (vro_outcome_id)(column - BEFORE_OUTCOMES);
}

static bool is_outcome(size_t column) {
    return column >= BEFORE_OUTCOMES;
}

static size_t column_count(void) {
    return BEFORE_OUTCOMES + VRO_OUTCOMES;
}

// NULL where the scenario lacks the column.
static const char *name_of(const vro_outcome_set *outcomes, size_t column) {
    if (!is_outcome(column))
        return columns[column].name;
    const vro_outcome_id id = outcome_of(column);
    return vro_outcome_set_gives(outcomes, id) ? outcomes->names[id] : NULL;
}

void vro_course_column_print(char name[VRO_COURSE_COLUMN_MAX], const vro_scenario *scenario,
                             size_t column) {
    vro_outcome_set outcomes;
    vro_outcome_set_init(&outcomes, scenario);
    const char *text = name_of(&outcomes, column);
    snprintf(name, VRO_COURSE_COLUMN_MAX, "%s", text ? text : "");
}

static const char *other_name(size_t column) {
    return column < BEFORE_OUTCOMES ? columns[column].other_name : NULL;
}

static notation notation_of(size_t column) {
    if (column < BEFORE_OUTCOMES)
        return columns[column].written;
    return vro_outcome_row(outcome_of(column))->kind == VRO_SHARE ? FLAG_WORD : NUMBER;
}

bool vro_course_column_is_ordered(size_t column) {
    return notation_of(column) != CAUSE_NAME && notation_of(column) != STRATEGY_NAME;
}

// Whether word is name, or name without the unit at its end.
static bool means(const char *word, const char *name) {
    static const char *const units[] = {"", "_years", "_deg", "_pct", "_mm", "_weeks"};
    const size_t length = strlen(word);
    if (!name || length == 0 || strncasecmp(word, name, length) != 0)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(name + length, units[i]) == 0)
            return true;
    return false;
}

// Both names of each column.
static vro_suggestion suggest_name(const vro_outcome_set *outcomes, const char *word) {
    const char *names[2 * (BEFORE_OUTCOMES + VRO_OUTCOMES)];
    size_t count = 0;
    for (size_t i = 0; i < 2 * column_count(); i++) {
        const char *name = i % 2 == 0 ? name_of(outcomes, i / 2) : other_name(i / 2);
        if (name)
            names[count++] = name;
    }
    const vro_name_list among = vro_synonyms_list(names, NULL, count);
    return vro_suggest(word, &among);
}

vro_status vro_course_column_find(const vro_scenario *scenario, const char *name, size_t *column,
                                  vro_errors *errors) {
    vro_outcome_set outcomes;
    vro_outcome_id id;
    size_t i = 0;
    vro_outcome_set_init(&outcomes, scenario);
    while (i < column_count() && !means(name, name_of(&outcomes, i)) && !means(name, other_name(i)))
        i++;
    *column = i;
    if (i < column_count())
        return VRO_OK;
    if (strcasecmp(name, "id") == 0)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' cannot be searched for; write patient, the number of the "
                              "child's row in the list, counted from 0",
                              name);
    if (vro_outcome_set_knows(name, &id))
        return vro_outcome_set_find(&outcomes, name, &id, errors);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' is unknown%s",
                          vro_text_excerpt(name).text, suggest_name(&outcomes, name).text);
}

// The i-th word of a notation; NULL after the last.
static const char *word_of(notation written, const vro_scenario *scenario, size_t i) {
    static const char *const levels[] = {"I", "II", "III", "IV", "V", NULL};
    static const char *const sexes[] = {"male", "female", "boy", "girl", "no", "yes", NULL};
    static const char *const flags[] = {"no", "yes", NULL};
    switch (written) {
    case LEVEL:
        return levels[i];
    case SEX:
        return sexes[i];
    case FLAG_WORD:
        return flags[i];
    case CAUSE_NAME:
        return i <= VRO_CAUSES ? vro_cause_name((vro_cause)i) : NULL;
    case STRATEGY_NAME:
        return i < scenario->strategies ? scenario->strategy_names[i] : NULL;
    case NUMBER:
        break;
    }
    return NULL;
}

static double number_of_word(notation written, size_t i) {
    const bool two = written == SEX || written == FLAG_WORD;
    return (double)(written == LEVEL ? i + 1 : two ? i % 2 : i);
}

// What would be right, where it is neither any number nor a name of the scenario.
static const char *advice(notation written) {
    return written == LEVEL ? "I to V, or 1 to 5" : written == SEX ? "male or female" : "0 or 1";
}

static vro_suggestion suggest_word(notation written, const vro_scenario *scenario,
                                   const char *text) {
    const char *words[VRO_STRATEGIES_MAX];
    size_t count = 0;
    while (count < VRO_STRATEGIES_MAX && (words[count] = word_of(written, scenario, count)))
        count++;
    return vro_suggest(text, &(vro_name_list){.names = words, .count = count});
}

static vro_status refuse_value(size_t column, const vro_scenario *scenario, const char *text,
                               vro_errors *errors) {
    const vro_excerpt shown = vro_text_excerpt(text);
    char name[VRO_COURSE_COLUMN_MAX];
    const notation written = notation_of(column);
    vro_course_column_print(name, scenario, column);
    if (vro_course_column_is_ordered(column))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "%s: '%s' is not one of its values; write %s", name, shown.text,
                              advice(written));
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s: '%s' is unknown%s", name, shown.text,
                          suggest_word(written, scenario, text).text);
}

// Columns with words have no other value than theirs. Strategies may differ by case alone.
static vro_status read_word(size_t column, const vro_scenario *scenario, const char *text,
                            double *value, vro_errors *errors) {
    const notation written = notation_of(column);
    const bool ordered = vro_course_column_is_ordered(column);
    double number = NAN;
    if (ordered)
        (void)vro_decimal_read(text, &number);
    for (size_t i = 0; word_of(written, scenario, i); i++) {
        const char *word = word_of(written, scenario, i);
        *value = number_of_word(written, i);
        if ((ordered ? strcasecmp : strcmp)(text, word) == 0 || number == *value)
            return VRO_OK;
    }
    return refuse_value(column, scenario, text, errors);
}

vro_status vro_course_column_read(size_t column, const vro_scenario *scenario, const char *text,
                                  double *value, vro_errors *errors) {
    if (notation_of(column) != NUMBER)
        return read_word(column, scenario, text, value, errors);
    const char *fault = vro_decimal_read(text, value);
    char name[VRO_COURSE_COLUMN_MAX];
    if (!fault)
        return VRO_OK;
    vro_course_column_print(name, scenario, column);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s: '%s' %s", name,
                          vro_text_excerpt(text).text, fault);
}

// Halves away from 0, as in courses.csv.
static double rounded(double number, double scale) {
    return isfinite(number) ? round(number * scale) / scale : NAN;
}

static double outcome_value(vro_outcome_id id, int32_t number) {
    if (number == VRO_NO_VALUE)
        return NAN;
    const bool quantity = vro_outcome_row(id)->kind == VRO_QUANTITY;
    return quantity ? rounded((double)number / vro_outcome_steps(id), 1000) : number;
}

double vro_course_column_value(size_t column, const vro_record *record) {
    if (column >= BEFORE_OUTCOMES)
        return outcome_value(outcome_of(column), record->outcome[outcome_of(column)]);
    const char *field = (const char *)record + columns[column].field;
    const bool counts_from_1 = columns[column].written == LEVEL;
    switch (columns[column].storage) {
    case WHOLE:
        return (double)(*(const uint64_t *)(const void *)field + counts_from_1);
    case FLAG:
        return *(const bool *)field;
    case QUANTITY:
        return rounded(*(const float *)(const void *)field, 1000);
    case TIME:
        return rounded(*(const float *)(const void *)field, 10000);
    case CAUSE:
        break;
    }
    return *(const vro_cause *)(const void *)field;
}
