#include "vrosim/input/declarations.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/input/cell.h"
#include "vrosim/input/strategy_name.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const size_t UNDECLARED = (size_t)-1;

// Declarations while they are read.
typedef struct reader {
    vro_declarations *made;
    const vro_layers *layers;
    size_t *rank;       // [count], place of a strategy in the order; UNDECLARED
    size_t declared;    // strategies in the order so far
    const char **names; // [VRO_BUILTIN_STRATEGIES + declared], that a row may say now
    size_t name_count;
    vro_errors *errors;
    vro_status status;
} reader;

static const char *name_of(const reader *self, size_t strategy) {
    return self->layers->strategies.texts[strategy];
}

static bool declares(const vro_layer_row *row) {
    return row->row.parameter == VRO_STRATEGY_LIKE;
}

// Puts a strategy at the end of the order.
static void append(reader *self, size_t strategy) {
    self->rank[strategy] = self->declared;
    self->made->order[self->declared++] = strategy;
    if (!vro_strategy_is_builtin(name_of(self, strategy)) &&
        !vro_strategy_name_fault(name_of(self, strategy)))
        self->names[self->name_count++] = name_of(self, strategy);
}

static void append_builtin(reader *self) {
    for (size_t i = 0; i < VRO_BUILTIN_STRATEGIES; i++) {
        const char *name = self->names[self->name_count++] = vro_strategy_builtin()[i];
        const size_t strategy = vro_string_set_find(&self->layers->strategies, name);
        if (strategy < self->made->count)
            append(self, strategy);
    }
}

// Also a built-in strategy comes later than those before it in the default.
static bool is_declared_later(const reader *self, size_t strategy) {
    if (strategy < self->made->count && self->rank[strategy] != UNDECLARED)
        return true;
    for (size_t i = 0; i < self->layers->count; i++)
        if (declares(&self->layers->rows[i]) && self->layers->rows[i].strategy == strategy)
            return true;
    return false;
}

static void refuse_later(reader *self, const vro_layer_row *row, const char *other) {
    const char *name = name_of(self, row->strategy);
    const bool fixed = vro_strategy_is_builtin(name) && vro_strategy_is_builtin(other);
    self->status =
        vro_errors_add(self->errors, VRO_BAD_INPUT, &row->row.place,
                       "strategy '%s' is declared later than '%s', so '%s' cannot be like it; %s",
                       other, name, name,
                       fixed ? "give it the rows, or declare a new strategy that is"
                             : "declare it in a row before");
}

static vro_suggestion suggest(const reader *self, const char *name) {
    return vro_suggest(name, &(vro_name_list){.names = self->names, .count = self->name_count});
}

static void refuse(reader *self, const vro_layer_row *row, const char *other, size_t number) {
    const vro_excerpt shown = vro_text_excerpt(other);
    const vro_place *place = &row->row.place;
    if (number == row->strategy)
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, place,
                                      "strategy '%s' cannot be like itself; name another one, or "
                                      "write " VRO_DEFAULT_STRATEGY " for those for all",
                                      shown.text);
    else if (is_declared_later(self, number))
        refuse_later(self, row, shown.text);
    else
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, place,
                                      "strategy '%s' is unknown, so no other can be like it%s "
                                      "(" VRO_DEFAULT_STRATEGY ": the cells for all strategies)",
                                      shown.text, suggest(self, other).text);
}

// A built-in strategy without rows, in tables that stand alone, has the cells for all.
static void declare(reader *self, const vro_layer_row *row) {
    const char *other = self->layers->texts.texts[row->text];
    size_t *like = &self->made->like[row->strategy];
    const size_t number = vro_string_set_find(&self->layers->strategies, other);
    const bool known = number < self->made->count && self->rank[number] != UNDECLARED;
    if (self->rank[row->strategy] == UNDECLARED)
        append(self, row->strategy);
    *like = VRO_ALL_STRATEGIES;
    if (known && self->rank[number] < self->rank[row->strategy])
        *like = number;
    else if (*other != '\0' && strcmp(other, VRO_DEFAULT_STRATEGY) != 0 &&
             (number != VRO_STRING_SET_NONE || !vro_strategy_is_builtin(other)))
        refuse(self, row, other, number);
}

static size_t count_rows(const vro_layers *layers, size_t strategy) {
    size_t count = 0;
    for (size_t i = 0; i < layers->count; i++)
        count += layers->rows[i].strategy == strategy;
    return count;
}

// Whether nothing is to be said of a strategy that no row declares, because its name is at fault,
// or a row that is at fault may declare it.
static bool is_excused(const reader *self, const char *name) {
    return vro_strategy_name_fault(name) ||
           vro_string_set_find(&self->layers->blurred, name) != VRO_STRING_SET_NONE;
}

static void refuse_undeclared(reader *self, size_t strategy) {
    const char *name = name_of(self, strategy);
    const size_t rows = count_rows(self->layers, strategy);
    self->status = vro_errors_add(
        self->errors, VRO_BAD_INPUT, &self->layers->named[strategy],
        "strategy '%s' (%zu row%s) is unknown%s%s. A new strategy needs a row "
        "%s,,strategy.like,text,OTHER, where OTHER is the strategy whose cells it takes, "
        "or " VRO_DEFAULT_STRATEGY,
        name, rows, rows == 1 ? "" : "s",
        self->layers->unread ? " (unless a line that could not be read declares it)" : "",
        suggest(self, name).text, name);
}

static void read(reader *self) {
    const size_t count = self->made->count;
    for (size_t i = 0; i < count; i++) {
        self->rank[i] = UNDECLARED;
        self->made->like[i] = VRO_ALL_STRATEGIES;
    }
    append_builtin(self);
    for (size_t i = 0; i < self->layers->count; i++)
        if (declares(&self->layers->rows[i]))
            declare(self, &self->layers->rows[i]);
    for (size_t i = 0; i < count; i++)
        if (self->rank[i] == UNDECLARED && !is_excused(self, name_of(self, i)))
            refuse_undeclared(self, i);
    for (size_t i = 0; i < count; i++)
        if (self->rank[i] == UNDECLARED)
            append(self, i);
}

vro_status vro_declarations_read(vro_declarations *self, const vro_layers *layers,
                                 vro_errors *errors) {
    const size_t count = vro_layers_strategies(layers);
    *self = (vro_declarations){.order = calloc(count + 1, sizeof *self->order),
                               .like = calloc(count + 1, sizeof *self->like),
                               .count = count};
    reader now = {
        .made = self,
        .layers = layers,
        .rank = calloc(count + 1, sizeof *now.rank),
        .names = calloc(VRO_BUILTIN_STRATEGIES + count, sizeof *now.names),
        .errors = errors,
        .status = VRO_OK,
    };
    if (self->order && self->like && now.rank && now.names)
        read(&now);
    else
        now.status = VRO_NO_MEMORY;
    free(now.rank);
    free(now.names);
    return now.status;
}

void vro_declarations_free(vro_declarations *self) {
    free(self->order);
    free(self->like);
    *self = (vro_declarations){0};
}
