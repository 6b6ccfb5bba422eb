#include "vrosim/outcome/condition.h"

#include "vrosim/core/text.h"
#include "vrosim/outcome/course_column.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DECIMALS_MAX = 4 }; // of courses.csv

static const char *const signs[VRO_RELATIONS] = {
    [VRO_SAME] = "=",      [VRO_NOT_SAME] = "!=", [VRO_AT_MOST] = "<=",
    [VRO_AT_LEAST] = ">=", [VRO_BELOW] = "<",     [VRO_ABOVE] = ">"};

// Cuts the blanks at both ends.
static char *trimmed(char *text) {
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        text[--length] = '\0';
    return text;
}

// The relation whose sign is text[0, length); VRO_RELATIONS: none.
static vro_relation relation_of(const char *text, size_t length) {
    vro_relation relation = VRO_SAME;
    while (relation < VRO_RELATIONS &&
           !(strlen(signs[relation]) == length && strncmp(signs[relation], text, length) == 0))
        relation++;
    return relation;
}

// 10 to the number of decimals that are written. An exponent leaves it open: all of them.
static double scale_of(const char *number) {
    const char *point = strchr(number, '.');
    size_t decimals = point ? strlen(point + 1) : 0;
    if (decimals > DECIMALS_MAX || strpbrk(number, "eE"))
        decimals = DECIMALS_MAX;
    return pow(10, (double)decimals);
}

static vro_status read_parts(vro_condition *self, const vro_scenario *scenario, const char *name,
                             const char *value, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_course_column_find(scenario, name, &self->column, errors));
    if (self->relation > VRO_NOT_SAME && !vro_course_column_is_ordered(self->column))
        return vro_errors_add(
            errors, VRO_BAD_USAGE, NULL,
            "%s: one name is not less than another; compare it with = or !=", name);
    TRY(vro_course_column_read(self->column, scenario, value, &self->value, errors));
    self->scale = scale_of(value);
out:
    return status;
}

static vro_status read_one(vro_condition *self, const vro_scenario *scenario, char *text,
                           vro_errors *errors) {
    text = trimmed(text);
    const vro_excerpt shown = vro_text_excerpt(text);
    char *sign = text + strcspn(text, "=!<>");
    const size_t length = strspn(sign, "=!<>");
    if (length == 0)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' compares nothing; write NAME=VALUE, or with != < <= > >= in "
                              "quotes, such as 'infection>0'",
                              shown.text);
    self->relation = relation_of(sign, length);
    if (self->relation == VRO_RELATIONS)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s': '%.*s' is no comparison; write one of = != < <= > >=",
                              shown.text, (int)length, sign);
    char *value = trimmed(sign + length);
    *sign = '\0';
    return read_parts(self, scenario, trimmed(text), value, errors);
}

static size_t count_of(const char *text) {
    size_t count = 1;
    for (; *text != '\0'; text++)
        count += *text == ',';
    return count;
}

vro_status vro_condition_list_read(vro_condition_list *self, const vro_scenario *scenario,
                                   const char *text, vro_errors *errors) {
    vro_status status = VRO_OK;
    char *copy = strdup(text), *rest = copy;
    *self = (vro_condition_list){.conditions = calloc(count_of(text), sizeof *self->conditions)};
    if (!copy || !self->conditions)
        TRY(vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for conditions"));
    for (char *one; (one = strsep(&rest, ","));)
        if (read_one(&self->conditions[self->count++], scenario, one, errors) != VRO_OK)
            status = VRO_BAD_USAGE;
out:
    free(copy);
    return status;
}

static bool equal(const vro_condition *self, double value) {
    return round(value * self->scale) == round(self->value * self->scale);
}

static bool holds(const vro_condition *self, const vro_record *record) {
    const double value = vro_course_column_value(self->column, record);
    switch (self->relation) {
    case VRO_SAME:
        return equal(self, value);
    case VRO_NOT_SAME:
        return !isnan(value) && !equal(self, value);
    case VRO_AT_MOST:
        return value <= self->value;
    case VRO_AT_LEAST:
        return value >= self->value;
    case VRO_BELOW:
        return value < self->value;
    case VRO_ABOVE:
        return value > self->value;
    case VRO_RELATIONS:
        break;
    }
    return false;
}

bool vro_condition_list_holds(const vro_condition_list *self, const vro_record *record) {
    for (size_t i = 0; i < self->count; i++)
        if (!holds(&self->conditions[i], record))
            return false;
    return true;
}

void vro_condition_list_free(vro_condition_list *self) {
    free(self->conditions);
    *self = (vro_condition_list){0};
}
