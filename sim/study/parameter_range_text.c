#include "vrosim/study/parameter_range_text.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char ALL[] = "all";

// A list of ranges while it is read.
typedef struct range_reader {
    vro_parameter_ranges *ranges;
    const vro_uncertainty *uncertainty; // NULL: no scenario
    vro_changed_scenario scratch;
    vro_parameter_range_form form;
    vro_errors *errors;
    vro_status status;
} range_reader;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of ranges");
}

// Adds "'word' sentence".
static void fault(range_reader *self, const char *word, const char *sentence) {
    self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' %s",
                                  vro_text_excerpt(word).text, sentence);
}

// Cuts the word before `end`, or the rest of the text, off in place. *text is then what follows, or
// NULL.
static char *cut(char **text, char end) {
    char *word = *text, *place = strchr(word, end);
    *text = place ? place + 1 : NULL;
    if (place)
        *place = '\0';
    return word;
}

// The first estimate of the parameter that a word names; count if there is no such estimate.
static size_t find_part(const vro_uncertainty *uncertainty, const char *word) {
    vro_parameter_id id;
    size_t parameter = 0;
    if (!vro_dictionary_find(word, &id))
        return uncertainty->count;
    while (parameter < uncertainty->count && uncertainty->parameters[parameter].id != id)
        parameter++;
    return parameter;
}

static void fault_of_name(range_reader *self, const char *word) {
    const vro_uncertainty *all = self->uncertainty;
    const size_t part = find_part(all, word);
    const char *nearest = vro_uncertainty_nearest(all, word);
    vro_parameter_id id;
    if (part < all->count)
        self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                                      "'%s' is several numbers here, as rows differ; name one "
                                      "of them, such as '%s'",
                                      word, all->parameters[part].name);
    else if (vro_dictionary_is_text(word))
        fault(self, word, "is a text, which is not varied");
    else if (vro_dictionary_find(word, &id))
        fault(self, word, "has no value here to vary: no table gives one");
    else if (!nearest)
        self->status = no_memory(self->errors); // the default gives values, so there are names
    else
        self->status =
            vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "parameter '%s' is unknown%s",
                           vro_text_excerpt(word).text, vro_text_suggest(word, nearest).text);
}

static bool read_number(range_reader *self, const char *word, double *number) {
    const char *advice = vro_decimal_read(word, number);
    if (advice)
        fault(self, word, advice);
    return !advice;
}

static bool read_steps(range_reader *self, const char *word, uint64_t *steps) {
    double number;
    if (!read_number(self, word, &number))
        return false;
    if (number != floor(number) || number < 2 || number > VRO_PARAMETER_RANGE_STEPS_MAX) {
        fault(self, word, "is not a number of values; write a whole number from 2 to 1000");
        return false;
    }
    *steps = (uint64_t)number;
    return true;
}

static void fault_of_form(range_reader *self, const char *word) {
    fault(self, word,
          self->form == VRO_PARAMETER_RANGE_GRID ? "has no range; write A=LOW:HIGH:N,B=LOW:HIGH:N"
                                                 : "has no range; write PARAMETER=LOW:HIGH");
}

// Reads LOW:HIGH, or of a grid LOW:HIGH:N, and cuts the text in place. text NULL: nothing follows
// the word.
static bool read_ends(range_reader *self, const char *word, char *text,
                      vro_parameter_range *range) {
    const bool grid = self->form == VRO_PARAMETER_RANGE_GRID;
    char *ends[3] = {NULL, NULL, NULL};
    size_t count = 0;
    while (text && count < 3)
        ends[count++] = cut(&text, ':');
    if (text || count != (grid ? 3 : 2)) {
        fault_of_form(self, word);
        return false;
    }
    bool fine = read_number(self, ends[0], &range->low);
    fine = read_number(self, ends[1], &range->high) && fine;
    fine = (!grid || read_steps(self, ends[2], &range->steps)) && fine;
    if (fine && !(range->low < range->high)) {
        fault(self, ends[1], "is not above the low end of its range");
        fine = false;
    }
    return fine;
}

// Why the scenario cannot have these changes; NULL: it can.
static const char *try_changes(range_reader *self, const vro_parameter_change *changes,
                               size_t count) {
    vro_changed_scenario_set(&self->scratch, changes, count);
    return vro_changed_scenario_fault(&self->scratch);
}

static bool check_bounds(range_reader *self, const char *word, const vro_parameter_range *range) {
    const vro_uncertain_parameter *parameter = &self->uncertainty->parameters[range->parameter];
    const vro_parameter_change ends[] = {{range->parameter, range->low},
                                         {range->parameter, range->high}};
    if (range->low < parameter->lower || range->high > parameter->upper) {
        self->status =
            vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' lies in %g to %g here", word,
                           parameter->lower, parameter->upper);
        return false;
    }
    for (size_t end = 0; end < 2; end++) {
        const char *sentence = try_changes(self, &ends[end], 1);
        if (sentence) {
            self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' at %g: %s", word,
                                          ends[end].value, sentence);
            return false;
        }
    }
    return true;
}

// Replaces the range that the word all has made.
static void keep(range_reader *self, const char *word, const vro_parameter_range *range) {
    vro_parameter_range *there = vro_parameter_ranges_find(self->ranges, range->parameter);
    if (there && there->given)
        fault(self, word, "is named twice; remove one");
    else if (there)
        *there = *range;
    else if (vro_parameter_ranges_append(self->ranges, range, self->errors) != VRO_OK)
        self->status = VRO_NO_MEMORY;
}

static void read_standard_error(range_reader *self, const char *word, size_t parameter) {
    const bool there = vro_parameter_ranges_find(self->ranges, parameter);
    if (!(self->uncertainty->parameters[parameter].se > 0))
        fault(self, word, "has no standard error; write PARAMETER=LOW:HIGH");
    else if (!there && vro_parameter_ranges_append_uncertain(self->ranges, &self->scratch,
                                                             parameter, self->errors) != VRO_OK)
        self->status = VRO_NO_MEMORY;
}

// Reads one range, and cuts its text in place.
static void read_range(range_reader *self, char *text) {
    char *ends = text;
    const char *word = cut(&ends, '=');
    vro_parameter_range range = {.given = true};
    const bool alone = !ends && self->form == VRO_PARAMETER_RANGE_ENDS;
    const bool ended = alone || read_ends(self, word, ends, &range);
    if (!self->uncertainty)
        return;
    if (alone && strcmp(word, ALL) == 0) {
        if (vro_parameter_ranges_append_all(self->ranges, &self->scratch, self->errors) != VRO_OK)
            self->status = VRO_NO_MEMORY;
        return;
    }
    range.parameter = vro_uncertainty_find(self->uncertainty, word);
    if (range.parameter == self->uncertainty->count)
        fault_of_name(self, word);
    else if (alone)
        read_standard_error(self, word, range.parameter);
    else if (ended && check_bounds(self, word, &range))
        keep(self, word, &range);
}

// Checks that there are two parameters, and that the scenario is possible in every corner.
static void check_grid(range_reader *self, const char *text) {
    const char *sentence = NULL;
    if (self->ranges->count != 2) {
        fault(self, text, "is not a grid of two parameters; write A=LOW:HIGH:N,B=LOW:HIGH:N");
        return;
    }
    const vro_parameter_range *a = &self->ranges->items[0], *b = &self->ranges->items[1];
    for (int corner = 0; corner < 4 && !sentence; corner++) {
        const vro_parameter_change changes[] = {{a->parameter, corner & 1 ? a->high : a->low},
                                                {b->parameter, corner & 2 ? b->high : b->low}};
        sentence = try_changes(self, changes, 2);
    }
    if (sentence)
        self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "in a corner of '%s' %s",
                                      vro_text_excerpt(text).text, sentence);
}

vro_status vro_parameter_ranges_read(vro_parameter_ranges *self, const vro_uncertainty *uncertainty,
                                     vro_parameter_range_form form, const char *text,
                                     vro_errors *errors) {
    range_reader reader = {
        .ranges = self, .uncertainty = uncertainty, .form = form, .errors = errors};
    char *words = strdup(text);
    *self = (vro_parameter_ranges){0};
    reader.status = !words ? no_memory(errors) : VRO_OK;
    if (reader.status == VRO_OK && uncertainty)
        reader.status = vro_changed_scenario_init(&reader.scratch, uncertainty, errors);
    for (char *rest = words; rest && reader.status != VRO_NO_MEMORY;)
        read_range(&reader, cut(&rest, ','));
    if (form == VRO_PARAMETER_RANGE_GRID && reader.status == VRO_OK && uncertainty)
        check_grid(&reader, text);
    vro_changed_scenario_free(&reader.scratch);
    free(words);
    return reader.status;
}
