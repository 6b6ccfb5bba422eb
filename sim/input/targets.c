#include "vrosim/input/targets.h"

#include "vrosim/core/memory.h"
#include "vrosim/input/named_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum column {
    STUDY,
    STRATEGY,
    SUBGROUP,
    OUTCOME,
    STATISTIC,
    VALUE,
    SE,
    LOWER,
    UPPER,
    EVENTS,
    N,
    LIKELIHOOD,
    GROUP,
    ROLE,
    SOURCE,
    COLUMNS
} column;

static const vro_named_column columns[COLUMNS] = {
    [STUDY] = {"study", true, false},
    [STRATEGY] = {"strategy", true, false},
    [SUBGROUP] = {"subgroup", false, false},
    [OUTCOME] = {"outcome", true, false},
    [STATISTIC] = {"statistic", false, true},
    [VALUE] = {"value", false, true},
    [SE] = {"se", false, true},
    [LOWER] = {"lower", false, true},
    [UPPER] = {"upper", false, true},
    [EVENTS] = {"events", false, true},
    [N] = {"n", false, true},
    [LIKELIHOOD] = {"likelihood", true, false},
    [GROUP] = {"group", false, true},
    [ROLE] = {"role", true, false},
    [SOURCE] = {"source", false, true},
};

static const char *const roles[VRO_TARGET_ROLES] = {
    [VRO_TARGET_FIT] = "fit", [VRO_TARGET_HOLDOUT] = "holdout", [VRO_TARGET_IGNORE] = "ignore"};

static const char *const likelihoods[VRO_LIKELIHOODS] = {
    [VRO_LIKELIHOOD_BINOMIAL] = "binomial",
    [VRO_LIKELIHOOD_NORMAL] = "normal",
    [VRO_LIKELIHOOD_LOGIT_NORMAL] = "logit_normal",
    [VRO_LIKELIHOOD_LOG_NORMAL] = "log_normal"};

const char *vro_target_role_name(vro_target_role role) {
    return roles[role];
}

// The first line that is not empty names a column of this table and of no other.
bool vro_targets_are(const char *text, size_t size) {
    static const char word[] = "likelihood";
    const char *end = memchr(text, '\n', size);
    const size_t length = end ? (size_t)(end - text) : size;
    for (size_t i = 0; i + strlen(word) <= length; i++)
        if (memcmp(text + i, word, strlen(word)) == 0)
            return true;
    return false;
}

static void fault(vro_named_columns *from, column at, const char *sentence, vro_errors *errors) {
    (void)vro_named_columns_fault(from, at, sentence, errors);
}

// A count of children: 1, 2, 3 ... and events up to it.
static void check_counts(const vro_target *row, vro_named_columns *from, vro_errors *errors) {
    if (!isnan(row->n) && !(row->n >= 1 && row->n == floor(row->n)))
        fault(from, N, "is not a number of children; write 1 or more", errors);
    if (isnan(row->events))
        return;
    if (!(row->events >= 0 && row->events == floor(row->events)))
        fault(from, EVENTS, "is not a number of events; write 0 or more", errors);
    else if (isnan(row->n))
        fault(from, N, "is empty; events need the number of children", errors);
    else if (row->events > row->n)
        fault(from, EVENTS, "is more than the children in n", errors);
}

static void check_limits(const vro_target *row, vro_named_columns *from, vro_errors *errors) {
    if (!isnan(row->se) && !(row->se > 0))
        fault(from, SE, "is not a standard error; write a number above 0", errors);
    if (isnan(row->lower) != isnan(row->upper))
        fault(from, isnan(row->lower) ? LOWER : UPPER, "is empty, but the other limit is given",
              errors);
    else if (!isnan(row->value) && (row->lower > row->value || row->upper < row->value))
        fault(from, row->lower > row->value ? LOWER : UPPER, "leaves the value outside", errors);
    else if (row->lower >= row->upper)
        fault(from, UPPER, "is not above the lower limit", errors);
}

// The value is a share, or above 0, with its limits.
static void check_range(const vro_target *row, vro_named_columns *from, vro_errors *errors) {
    const bool logit = row->likelihood == VRO_LIKELIHOOD_LOGIT_NORMAL;
    const double most = logit ? 1 : INFINITY;
    const char *sentence = logit ? "is not a share strictly between 0 and 1" : "is not above 0";
    if (!(row->value > 0 && row->value < most))
        fault(from, VALUE, sentence, errors);
    if (row->lower <= 0)
        fault(from, LOWER, sentence, errors);
    if (row->upper >= most)
        fault(from, UPPER, sentence, errors);
}

static void check_binomial(const vro_target *row, vro_named_columns *from, vro_errors *errors) {
    if (isnan(row->n))
        fault(from, N, "is empty; binomial needs the number of children", errors);
    if (isnan(row->value) && isnan(row->events))
        fault(from, EVENTS, "is empty; binomial needs events, or a share in value", errors);
    else if (row->value < 0 || row->value > 1)
        fault(from, VALUE, "is not a share from 0 to 1", errors);
    else if (!isnan(row->value) && !isnan(row->events) && row->n > 0 &&
             fabs(row->value - row->events / row->n) > 0.5 / row->n)
        fault(from, VALUE, "is not events / n; leave one of them empty", errors);
}

static void check_with_error(const vro_target *row, vro_named_columns *from, vro_errors *errors) {
    if (isnan(row->value))
        fault(from, VALUE, "is empty", errors);
    else if (row->likelihood != VRO_LIKELIHOOD_NORMAL)
        check_range(row, from, errors);
    if (isnan(row->se) && isnan(row->lower) && isnan(row->upper))
        fault(from, SE, "is empty; write it, or lower and upper (95 %)", errors);
}

static void read_numbers(vro_target *row, vro_named_columns *from, vro_errors *errors) {
    row->value = vro_named_columns_number(from, VALUE, errors);
    row->se = vro_named_columns_number(from, SE, errors);
    row->lower = vro_named_columns_number(from, LOWER, errors);
    row->upper = vro_named_columns_number(from, UPPER, errors);
    row->events = vro_named_columns_number(from, EVENTS, errors);
    row->n = vro_named_columns_number(from, N, errors);
}

static void check_words(vro_target *row, vro_named_columns *from, vro_errors *errors) {
    static const column required[] = {STUDY, STRATEGY, OUTCOME, LIKELIHOOD, ROLE};
    static const size_t texts[] = {STUDY, STRATEGY, SUBGROUP, OUTCOME, STATISTIC, GROUP, SOURCE};
    vro_named_columns_texts(from, texts, sizeof texts / sizeof *texts, errors);
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (*from->fields[required[i]].text == '\0')
            fault(from, required[i], "is empty", errors);
    row->likelihood = (vro_likelihood)vro_named_columns_word(
        from, LIKELIHOOD, likelihoods, VRO_LIKELIHOODS, VRO_LIKELIHOODS, errors);
    row->role = (vro_target_role)vro_named_columns_word(from, ROLE, roles, VRO_TARGET_ROLES,
                                                        VRO_TARGET_ROLES, errors);
}

static void check_numbers(vro_target *row, vro_named_columns *from, vro_errors *errors) {
    check_counts(row, from, errors);
    check_limits(row, from, errors);
    if (row->likelihood == VRO_LIKELIHOOD_BINOMIAL)
        check_binomial(row, from, errors);
    else if (row->likelihood < VRO_LIKELIHOODS)
        check_with_error(row, from, errors);
    if (isnan(row->value))
        row->value = row->events / row->n;
}

static bool is_same(const vro_target *a, const vro_target *b) {
    return strcmp(a->study, b->study) == 0 && strcmp(a->strategy, b->strategy) == 0 &&
           strcmp(a->subgroup, b->subgroup) == 0 && strcmp(a->outcome, b->outcome) == 0 &&
           strcmp(a->statistic, b->statistic) == 0;
}

// Each figure once, and either fitted or held out.
static void check_new(const vro_targets *self, const vro_target *row, vro_named_columns *from,
                      vro_errors *errors) {
    for (size_t i = 0; i < self->count; i++)
        if (is_same(&self->rows[i], row)) {
            fault(from, STUDY,
                  "has this figure already: study, strategy, subgroup, outcome and "
                  "statistic are those of an earlier line",
                  errors);
            return;
        }
}

static char *copy(const char *text, const char *otherwise) {
    return strdup(*text == '\0' ? otherwise : text);
}

static void free_row(vro_target *row) {
    char *const texts[] = {row->study,     row->strategy, row->subgroup, row->outcome,
                           row->statistic, row->group,    row->source};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
}

static bool copy_texts(vro_target *row, const vro_csv_field *fields) {
    row->study = copy(fields[STUDY].text, "");
    row->strategy = copy(fields[STRATEGY].text, "");
    row->subgroup = copy(fields[SUBGROUP].text, "all");
    row->outcome = copy(fields[OUTCOME].text, "");
    row->statistic = copy(fields[STATISTIC].text, "mean");
    row->group = copy(fields[GROUP].text, fields[STUDY].text);
    row->source = copy(fields[SOURCE].text, "");
    return row->study && row->strategy && row->subgroup && row->outcome && row->statistic &&
           row->group && row->source;
}

// VRO_NO_MEMORY; faults of the row are in from->status.
static vro_status append(vro_targets *self, vro_named_columns *from, vro_errors *errors) {
    vro_target row = {.line = from->line};
    vro_target *rows = vro_memory_grow(self->rows, self->count, &self->capacity, sizeof *rows);
    self->rows = rows ? rows : self->rows;
    if (!rows || !copy_texts(&row, from->fields)) {
        free_row(&row);
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read the targets");
    }
    read_numbers(&row, from, errors);
    check_words(&row, from, errors);
    check_numbers(&row, from, errors);
    check_new(self, &row, from, errors);
    rows[self->count++] = row;
    return VRO_OK;
}

vro_status vro_targets_read(vro_targets *self, vro_csv_reader *csv, vro_errors *errors) {
    vro_named_columns from;
    bool found;
    vro_status status = VRO_OK;
    TRY(vro_named_columns_begin(&from, csv, columns, COLUMNS, errors));
    while ((status = vro_named_columns_next(&from, &found, errors)), found)
        TRY(append(self, &from, errors));
    if (status == VRO_OK && self->count == 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT,
                                &(vro_place){.file = vro_csv_reader_name(csv)}, "has no rows");
out:
    return status;
}

bool vro_likelihood_is_share(vro_likelihood likelihood) {
    return likelihood == VRO_LIKELIHOOD_BINOMIAL || likelihood == VRO_LIKELIHOOD_LOGIT_NORMAL;
}

size_t vro_targets_count(const vro_targets *self, vro_target_role role) {
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++)
        count += self->rows[i].role == role;
    return count;
}

void vro_targets_free(vro_targets *self) {
    for (size_t i = 0; i < self->count; i++)
        free_row(&self->rows[i]);
    free(self->rows);
    *self = (vro_targets){0};
}
