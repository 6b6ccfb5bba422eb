#include "vrosim/input/row.h"

#include "vrosim/core/spreadsheet.h"
#include "vrosim/core/text.h"
#include "vrosim/input/retired_parameter.h"
#include "vrosim/input/synonyms.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE_MAX = 512 };

// The row that is being checked.
typedef struct reader {
    const vro_table_row *fields;
    vro_errors *errors;
    const vro_parameter *parameter; // NULL if the name is unknown
    vro_row *row;
    bool refused[VRO_TABLE_COLUMNS]; // numbers that cannot be read or lie out of bounds
    vro_status status;
} reader;

static const char *text_of(const reader *self, vro_table_column column) {
    return self->fields->fields[column].text;
}

// Adds "<column> '<text>' <sentence>" at the column's place; the sentence in printf form.
__attribute__((format(printf, 3, 4))) static void add_fault(reader *self, vro_table_column column,
                                                            const char *format, ...) {
    const vro_place place = vro_table_reader_place(self->fields, column);
    const char *text = text_of(self, column), *quote = *text == '\0' ? "" : "'";
    char sentence[SENTENCE_MAX];
    va_list values;
    va_start(values, format);
    vsnprintf(sentence, sizeof sentence, format, values);
    va_end(values);
    self->status = vro_errors_add(
        self->errors, VRO_BAD_INPUT, &place, "%s %s%s%s %s", vro_table_column_name(column), quote,
        *text == '\0' ? "(empty)" : vro_text_excerpt(text).text, quote, sentence);
}

static vro_table_column column_of_text(const vro_table_row *fields) {
    const vro_csv_field *text = &fields->fields[VRO_TABLE_COLUMN_TEXT];
    const bool old_form = *fields->fields[VRO_TABLE_COLUMN_VALUE].text != '\0';
    return *text->text != '\0' || (text->column > 0 && !old_form) ? VRO_TABLE_COLUMN_TEXT
                                                                  : VRO_TABLE_COLUMN_VALUE;
}

const char *vro_row_text(const vro_table_row *fields, vro_parameter_id parameter,
                         char room[VRO_LANDMARKS_TEXT_MAX]) {
    const char *text = fields->fields[column_of_text(fields)].text;
    if (parameter != VRO_FOLLOWUP_LANDMARKS)
        return text;
    vro_landmarks_complete(room, text);
    return room;
}

static bool read_parameter(reader *self) {
    const char *name = text_of(self, VRO_TABLE_COLUMN_PARAMETER);
    const char *instead = vro_retired_parameter(name);
    if (vro_dictionary_find(name, &self->row->parameter)) {
        self->parameter = vro_dictionary_row(self->row->parameter);
        return true;
    }
    if (*name == '\0')
        add_fault(self, VRO_TABLE_COLUMN_PARAMETER, "is missing; every row names one");
    else if (instead)
        add_fault(self, VRO_TABLE_COLUMN_PARAMETER, "no longer exists: %s; remove the row",
                  instead);
    else
        add_fault(self, VRO_TABLE_COLUMN_PARAMETER, "is unknown%s",
                  vro_dictionary_suggest(name).text);
    return false;
}

static bool read_strategy(reader *self) {
    const bool named = *text_of(self, VRO_TABLE_COLUMN_STRATEGY) != '\0';
    if (!self->parameter)
        return true;
    if (named && self->parameter->scope == VRO_SHARED) {
        add_fault(self, VRO_TABLE_COLUMN_STRATEGY,
                  "does not belong here: this parameter describes the child or the follow-up, "
                  "which all strategies share; leave the strategy empty");
        return false;
    }
    if (!named && self->parameter->scope == VRO_OF_STRATEGY) {
        add_fault(self, VRO_TABLE_COLUMN_STRATEGY,
                  "is missing; this row says what one strategy is, so it must name it");
        return false;
    }
    return true;
}

static bool read_level(reader *self) {
    const char *text = text_of(self, VRO_TABLE_COLUMN_GMFCS);
    self->row->level = VRO_ALL_LEVELS;
    if (*text == '\0')
        return true;
    if (text[0] >= '1' && text[0] <= '5' && text[1] == '\0') {
        self->row->level = (size_t)(text[0] - '1');
        return true;
    }
    add_fault(self, VRO_TABLE_COLUMN_GMFCS,
              "is not a level; write 1, 2, 3, 4 or 5, or leave it empty for all");
    return false;
}

static bool read_distribution_name(reader *self) {
    const char *name = text_of(self, VRO_TABLE_COLUMN_DISTRIBUTION);
    if (!vro_distribution_find(name, &self->row->distribution.kind)) {
        const char *names[VRO_DISTRIBUTION_KINDS];
        for (size_t kind = 0; kind < VRO_DISTRIBUTION_KINDS; kind++)
            names[kind] = vro_distribution_name((vro_distribution_kind)kind);
        const vro_name_list among = vro_synonyms_list(names, NULL, VRO_DISTRIBUTION_KINDS);
        add_fault(self, VRO_TABLE_COLUMN_DISTRIBUTION, "is unknown%s",
                  vro_suggest(name, &among).text);
        return false;
    }
    if (self->parameter && self->parameter->distributions == VRO_ONLY_FIXED &&
        self->row->distribution.kind != VRO_DISTRIBUTION_FIXED) {
        add_fault(self, VRO_TABLE_COLUMN_DISTRIBUTION,
                  "does not fit: this parameter is a single number; write 'fixed'");
        return false;
    }
    return true;
}

// Whether the row holds a text where its parameter is one, a distribution where it is a number. Of
// a text for an unknown parameter nothing more is said.
static bool check_kind(reader *self) {
    const vro_parameter *parameter = self->parameter;
    const bool text = strcmp(text_of(self, VRO_TABLE_COLUMN_DISTRIBUTION), VRO_TEXT_WORD) == 0;
    if (!parameter)
        return !text;
    if (text == (parameter->distributions == VRO_ONLY_TEXT))
        return true;
    add_fault(self, VRO_TABLE_COLUMN_DISTRIBUTION, "does not fit: this parameter is a %s",
              text ? "number; write 'fixed', or another distribution where it may have one"
                   : "text; write '" VRO_TEXT_WORD "', and the text in the column text");
    return false;
}

// NAN if the field is empty or at fault.
static double read_number(reader *self, vro_table_column column) {
    double number = NAN;
    if (*text_of(self, column) == '\0')
        return number;
    const char *advice = vro_csv_reader_number(self->fields->csv, text_of(self, column), &number);
    if (advice) {
        add_fault(self, column, "%s", advice);
        self->refused[column] = true;
    }
    return number;
}

// NAN also where the number is out of the parameter's bounds.
static double read_bounded(reader *self, vro_table_column column) {
    const vro_parameter *parameter = self->parameter;
    const double number = read_number(self, column);
    if (!parameter || !(number < parameter->lower || number > parameter->upper))
        return number;
    add_fault(self, column, "is out of bounds; %s lies in %g to %g (%s)", parameter->name,
              parameter->lower, parameter->upper, parameter->unit);
    self->refused[column] = true;
    return NAN;
}

// NAN also for a distribution wider than the parameter's bounds, which can only be a slip.
static double read_sd(reader *self) {
    const vro_parameter *parameter = self->parameter;
    const double sd = read_number(self, VRO_TABLE_COLUMN_SD);
    if (!parameter || !(sd > parameter->upper - parameter->lower))
        return sd;
    add_fault(self, VRO_TABLE_COLUMN_SD, "is out of bounds; that of %s is at most %g (%s)",
              parameter->name, parameter->upper - parameter->lower, parameter->unit);
    self->refused[VRO_TABLE_COLUMN_SD] = true;
    return NAN;
}

static void read_se(reader *self) {
    double se = self->row->se = read_number(self, VRO_TABLE_COLUMN_SE);
    if (se < 0)
        add_fault(self, VRO_TABLE_COLUMN_SE, "is negative; a standard error is 0 or more");
    else if (!isnan(se) && *text_of(self, VRO_TABLE_COLUMN_VALUE) == '\0' &&
             self->row->distribution.kind != VRO_DISTRIBUTION_UNIFORM)
        add_fault(self, VRO_TABLE_COLUMN_SE,
                  "is the standard error of value, which is empty; leave se empty");
    else if (!isnan(se) && self->parameter && self->parameter->family == VRO_CERTAIN)
        add_fault(self, VRO_TABLE_COLUMN_SE,
                  "does not apply: %s defines what is measured and is no estimate; leave se empty",
                  self->parameter->name);
}

// The distribution may have no mass outside the range that the parameter can take.
static void check_support(reader *self) {
    const vro_support support = self->parameter->support;
    const vro_distribution *distribution = &self->row->distribution;
    if (support != VRO_ANYWHERE && vro_distribution_lower(distribution) < 0)
        add_fault(
            self, VRO_TABLE_COLUMN_MIN,
            "lets the distribution reach below 0, where this parameter cannot be; set min to 0 or "
            "more");
    const double most = self->parameter->upper;
    if (support == VRO_WITHIN_BOUNDS && vro_distribution_upper(distribution) > most)
        add_fault(
            self, VRO_TABLE_COLUMN_MAX,
            "lets the distribution reach above %g, where this parameter cannot be; set max to %g "
            "or "
            "less, with a distribution that takes a max (normal, beta, pert, triangular, uniform)",
            most, most);
}

static void check_distribution(reader *self) {
    static const vro_table_column columns[VRO_DISTRIBUTION_COLUMNS] = {
        [VRO_DISTRIBUTION_COLUMN_VALUE] = VRO_TABLE_COLUMN_VALUE,
        [VRO_DISTRIBUTION_COLUMN_SD] = VRO_TABLE_COLUMN_SD,
        [VRO_DISTRIBUTION_COLUMN_MIN] = VRO_TABLE_COLUMN_MIN,
        [VRO_DISTRIBUTION_COLUMN_MAX] = VRO_TABLE_COLUMN_MAX,
    };
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    size_t count = vro_distribution_check(&self->row->distribution, faults);
    for (size_t i = 0; i < count; i++)
        if (!self->refused[columns[faults[i].column]])
            add_fault(self, columns[faults[i].column], "does not fit '%s': %s",
                      vro_distribution_name(self->row->distribution.kind), faults[i].message);
    if (count == 0 && self->parameter)
        check_support(self);
}

// Why text[length] cannot be a value of any parameter; NULL: it can.
static const char *fault_of_text(const char *text, size_t length) {
    if (length == 0)
        return "is missing; this parameter is a text";
    if (text[0] == ' ' || text[length - 1] == ' ')
        return "begins or ends with a blank; remove it";
    if (vro_text_has_control(text))
        return "holds a tab, a line end or another control character; remove it";
    return NULL;
}

// Tables write landmarks with their unit behind them, so 1/2 becomes no date.
static const char *fault_of_meaning(vro_parameter_id id, const char *text) {
    vro_landmarks landmarks;
    return id == VRO_FOLLOWUP_LANDMARKS ? vro_landmarks_read(&landmarks, text)
                                        : vro_spreadsheet_fault(text);
}

static void read_text(reader *self) {
    const vro_table_column column = column_of_text(self->fields);
    const char *text = text_of(self, column);
    const char *fault = fault_of_text(text, strlen(text));
    if (fault)
        add_fault(self, column, "%s", fault);
    else if ((double)vro_text_characters(text) > self->parameter->upper)
        add_fault(self, column, "is too long; it may have up to %g characters",
                  self->parameter->upper);
    else if ((fault = fault_of_meaning(self->row->parameter, text)))
        add_fault(self, column, "%s", fault);
    if (column == VRO_TABLE_COLUMN_TEXT && *text_of(self, VRO_TABLE_COLUMN_VALUE) != '\0')
        add_fault(self, VRO_TABLE_COLUMN_VALUE,
                  "does not apply to a text that is in the column text; leave it empty");
}

// A text has no numbers, and holds for all levels.
static void check_text_alone(reader *self) {
    static const vro_table_column numbers[] = {VRO_TABLE_COLUMN_SD, VRO_TABLE_COLUMN_MIN,
                                               VRO_TABLE_COLUMN_MAX, VRO_TABLE_COLUMN_SE,
                                               VRO_TABLE_COLUMN_UNIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (*text_of(self, numbers[i]) != '\0')
            add_fault(self, numbers[i], "does not apply to a text; leave it empty");
    if (self->row->level != VRO_ALL_LEVELS)
        add_fault(self, VRO_TABLE_COLUMN_GMFCS,
                  "does not apply to a text, which holds for all levels; leave it empty");
}

static void read_estimate(reader *self) {
    vro_distribution *distribution = &self->row->distribution;
    const vro_parameter *parameter = self->parameter;
    const bool distribution_known = read_distribution_name(self);
    distribution->value = read_bounded(self, VRO_TABLE_COLUMN_VALUE);
    distribution->sd = read_sd(self);
    distribution->min = read_bounded(self, VRO_TABLE_COLUMN_MIN);
    distribution->max = read_bounded(self, VRO_TABLE_COLUMN_MAX);
    if (distribution_known)
        check_distribution(self);
    read_se(self);
    if (*text_of(self, VRO_TABLE_COLUMN_TEXT) != '\0')
        add_fault(self, VRO_TABLE_COLUMN_TEXT, "does not apply to a number; leave it empty");
    if (parameter && strcmp(text_of(self, VRO_TABLE_COLUMN_UNIT), parameter->unit) != 0)
        add_fault(self, VRO_TABLE_COLUMN_UNIT, "is not the unit of this parameter; it is '%s'",
                  parameter->unit);
}

// The other fields of a row of the wrong kind are not checked.
static void read_content(reader *self) {
    static const vro_distribution unknown = {VRO_DISTRIBUTION_FIXED, NAN, NAN, NAN, NAN};
    static const vro_distribution zero = {VRO_DISTRIBUTION_FIXED, 0, NAN, NAN, NAN};
    const bool text = self->parameter && self->parameter->distributions == VRO_ONLY_TEXT;
    self->row->distribution = text ? zero : unknown;
    self->row->se = NAN;
    if (!check_kind(self))
        return;
    if (!text) {
        read_estimate(self);
        return;
    }
    read_text(self);
    check_text_alone(self);
}

vro_status vro_row_read(vro_row *self, const vro_table_row *fields, vro_errors *errors) {
    reader checked = {.fields = fields, .errors = errors, .row = self, .status = VRO_OK};
    *self = (vro_row){.place = vro_table_reader_place(fields, column_of_text(fields))};
    bool parameter_known = read_parameter(&checked);
    bool strategy_known = read_strategy(&checked);
    bool level_known = read_level(&checked);
    self->placed = parameter_known && strategy_known && level_known;
    read_content(&checked);
    const char *fault = vro_spreadsheet_fault(text_of(&checked, VRO_TABLE_COLUMN_SOURCE));
    if (fault)
        add_fault(&checked, VRO_TABLE_COLUMN_SOURCE, "%s", fault);
    return checked.status;
}
