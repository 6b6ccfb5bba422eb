#include "vrosim/study/parameter_range_text.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"
#include "vrosim/input/row.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char ALL[] = "all";

// What a number is written with, by vro_change_kind.
static const char *const SIGNS[] = {
    [VRO_CHANGE_VALUE] = "", [VRO_CHANGE_FACTOR] = "x", [VRO_CHANGE_SHIFT] = "+"};

const char *vro_change_kind_sign(vro_change_kind kind) {
    return SIGNS[kind];
}

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

// Whether a word is the parameter of an estimate, or the parameter and strategy of one that is of a
// level.
static bool is_part(const vro_uncertainty *uncertainty, size_t estimate, const char *word) {
    const vro_uncertain_parameter *of = &uncertainty->parameters[estimate];
    const char *name = vro_dictionary_row(of->id)->name;
    const size_t length = strlen(name);
    if (strcmp(word, name) == 0)
        return true;
    return of->level != VRO_ALL_LEVELS && strncmp(word, name, length) == 0 && word[length] == '.' &&
           strcmp(word + length + 1, uncertainty->scenario->strategy_names[of->strategy]) == 0;
}

// The estimates that a word names: one by its own name, or all those of a parameter or of
// a parameter and strategy, which stand side by side. range->parameter is their count if there are
// none.
static void find_estimates(const vro_uncertainty *uncertainty, const char *word,
                           vro_parameter_range *range) {
    size_t first = vro_uncertainty_find(uncertainty, word);
    range->parameter = first;
    if (first < uncertainty->count)
        return;
    for (first = 0; first < uncertainty->count && !is_part(uncertainty, first, word);)
        first++;
    range->parameter = first;
    while (first + range->further + 1 < uncertainty->count &&
           is_part(uncertainty, first + range->further + 1, word))
        range->further++;
}

static void fault_of_name(range_reader *self, const char *word, const vro_parameter_range *range) {
    const vro_uncertainty *all = self->uncertainty;
    vro_parameter_id id;
    if (range->parameter < all->count)
        self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                                      "'%s' is several numbers here, as rows differ; name one "
                                      "of them, such as '%s', or move all by a factor, "
                                      "%s=x0.5:x2, or a shift, %s=+-1:+1",
                                      word, all->parameters[range->parameter].name, word, word);
    else if (vro_dictionary_is_text(word))
        fault(self, word, "is a text, which is not varied");
    else if (vro_dictionary_find(word, &id))
        fault(self, word, "has no value here to vary: no table gives one");
    else
        self->status =
            vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "parameter '%s' is unknown%s",
                           vro_text_excerpt(word).text, vro_uncertainty_suggest(all, word).text);
}

// The kind of change that a number is written as; *word is then the number.
static vro_change_kind kind_of(const char **word) {
    vro_change_kind kind = VRO_CHANGE_SHIFT;
    while (kind != VRO_CHANGE_VALUE && **word != *SIGNS[kind])
        kind--;
    *word += strlen(SIGNS[kind]);
    return kind;
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

// Reads two numbers of one kind.
static bool read_pair(range_reader *self, const char *low, const char *high,
                      vro_parameter_range *range) {
    const char *const written = high;
    range->kind = kind_of(&low);
    if (kind_of(&high) != range->kind) {
        fault(self, written,
              "is of another kind than the low end of its range; write LOW:HIGH for values, "
              "xLOW:xHIGH for factors such as x0.5:x2, or +LOW:+HIGH for shifts such as +-1:+1");
        return false;
    }
    const bool fine = read_number(self, low, &range->low);
    return read_number(self, high, &range->high) && fine;
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
    bool fine = read_pair(self, ends[0], ends[1], range);
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

// Whether an estimate may become what the change makes of it.
static bool check_limits(range_reader *self, const vro_parameter_change *change, size_t estimate) {
    const vro_uncertain_parameter *of = &self->uncertainty->parameters[estimate];
    const double value = vro_parameter_change_value(change, self->uncertainty, estimate);
    const char *sign = vro_change_kind_sign(change->kind);
    if (value >= of->lower && value <= of->upper)
        return true;
    if (change->kind == VRO_CHANGE_VALUE)
        self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                                      "'%s' lies in %g to %g here", of->name, of->lower, of->upper);
    else
        self->status =
            vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                           "'%s' is %g and would be %g at %s%g; it lies in %g "
                           "to %g here",
                           of->name, of->value, value, sign, change->value, of->lower, of->upper);
    return false;
}

// One sentence for an end at fault, whatever the number of estimates that it moves too far.
static bool check_end(range_reader *self, const char *word, const vro_parameter_change *change) {
    for (size_t i = 0; i <= change->further; i++)
        if (!check_limits(self, change, change->parameter + i))
            return false;
    const char *sentence = try_changes(self, change, 1);
    if (sentence)
        self->status = vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' at %s%g: %s", word,
                                      vro_change_kind_sign(change->kind), change->value, sentence);
    return !sentence;
}

static bool check_bounds(range_reader *self, const char *word, const vro_parameter_range *range) {
    const vro_parameter_change low = vro_parameter_range_change(range, range->low);
    const vro_parameter_change high = vro_parameter_range_change(range, range->high);
    return check_end(self, word, &low) && check_end(self, word, &high);
}

static bool is_zero(const range_reader *self, const vro_parameter_range *range) {
    bool zero = true;
    for (size_t i = 0; i <= range->further; i++)
        zero = zero && self->uncertainty->parameters[range->parameter + i].value == 0;
    return zero;
}

static bool is_share(const range_reader *self, const vro_parameter_range *range) {
    return self->uncertainty->parameters[range->parameter].family == VRO_DIRICHLET;
}

// Whether the ends are of a kind that the estimates can be moved by.
static bool check_kind(range_reader *self, const char *word, const vro_parameter_range *range) {
    if (range->further > 0 && is_share(self, range))
        fault(self, word,
              "is the shares of one whole, which cannot all rise; name one of them, "
              "such as 'population.gmfcs.gmfcs_1'");
    else if (range->further > 0 && range->kind == VRO_CHANGE_VALUE)
        fault_of_name(self, word, range);
    else if (range->kind == VRO_CHANGE_FACTOR && is_zero(self, range))
        fault(self, word, "is 0 here, which no factor moves; write a shift such as +0:+0.1");
    else
        return true;
    return false;
}

// Replaces the range that the word all has made.
static void keep(range_reader *self, const char *word, const vro_parameter_range *range) {
    vro_parameter_range *there =
        vro_parameter_ranges_find(self->ranges, range->parameter, range->further);
    if (there && there->given)
        fault(self, word, "is named twice; remove one");
    else if (there)
        *there = *range;
    else if (vro_parameter_ranges_append(self->ranges, range, self->errors) != VRO_OK)
        self->status = VRO_NO_MEMORY;
}

static void read_standard_error(range_reader *self, const char *word, size_t parameter) {
    const bool there = vro_parameter_ranges_find(self->ranges, parameter, 0);
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
    find_estimates(self->uncertainty, word, &range);
    if (range.parameter == self->uncertainty->count || (alone && range.further > 0))
        fault_of_name(self, word, &range);
    else if (alone)
        read_standard_error(self, word, range.parameter);
    else if (ended && check_kind(self, word, &range) && check_bounds(self, word, &range))
        keep(self, word, &range);
}

// Whether two ranges move the same estimate.
static bool overlap(const vro_parameter_range *a, const vro_parameter_range *b) {
    return a->parameter <= b->parameter + b->further && b->parameter <= a->parameter + a->further;
}

// Checks that there are two parameters, and that the scenario is possible in every corner.
static void check_grid(range_reader *self, const char *text) {
    const char *sentence = NULL;
    if (self->ranges->count != 2) {
        fault(self, text, "is not a grid of two parameters; write A=LOW:HIGH:N,B=LOW:HIGH:N");
        return;
    }
    const vro_parameter_range *a = &self->ranges->items[0], *b = &self->ranges->items[1];
    if (overlap(a, b)) {
        fault(self, text, "moves the same estimate twice; name two that are apart");
        return;
    }
    for (int corner = 0; corner < 4 && !sentence; corner++) {
        const vro_parameter_change changes[] = {
            vro_parameter_range_change(a, corner & 1 ? a->high : a->low),
            vro_parameter_range_change(b, corner & 2 ? b->high : b->low)};
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
