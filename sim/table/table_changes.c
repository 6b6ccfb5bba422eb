#include "vrosim/table/table_changes.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/table/change_words.h"

#include <stdlib.h>
#include <string.h>

enum { REPETITIONS_MOST = 6 };

// Strategies while the changes of a table are told.
typedef struct writer {
    const vro_table_changes *changes;
    const vro_filling_rows **from; // [strategies], what each is compared with
    bool *old;                     // [strategies], whether a table before declares it
    bool *fresh;                   // [strategies], whether this table declares it
    bool *changed;                 // [strategies], those of old that the table changes
    bool *compared;                // [strategies], whether its changes are told now
    bool *either;                  // [strategies], old or fresh
    bool (*done)[VRO_LEVELS];      // [strategies], told already for the parameter
    size_t strategies;
    FILE *stream;
    const char *bullet;
    bool said; // anything
} writer;

static const vro_layer_row *before_of(const writer *self, size_t strategy, size_t level,
                                      vro_parameter_id id) {
    return (*self->from[strategy])[level][id];
}

static const vro_layer_row *after_of(const writer *self, size_t strategy, size_t level,
                                     vro_parameter_id id) {
    return self->changes->after->rows[strategy][level][id];
}

static bool is_changed(const writer *self, size_t strategy, size_t level, vro_parameter_id id) {
    return !vro_layer_row_equal(before_of(self, strategy, level, id),
                                after_of(self, strategy, level, id));
}

// A set of cells of one parameter that become the same: strategies times levels.
typedef struct change {
    vro_parameter_id id;
    const vro_layer_row *after;
    bool levels[VRO_LEVELS];
    bool *strategies; // [strategies]
    vro_change_rows rows;
} change;

static bool is_part(const writer *self, const change *found, size_t strategy, size_t level) {
    return !self->done[strategy][level] && is_changed(self, strategy, level, found->id) &&
           vro_layer_row_equal(after_of(self, strategy, level, found->id), found->after);
}

static void add_before(change *found, const vro_layer_row *before) {
    vro_change_rows *rows = &found->rows;
    for (size_t i = 0; i < rows->count && i < VRO_CHANGE_BEFORES_MAX; i++)
        if (vro_layer_row_equal(before, rows->befores[i]))
            return;
    if (rows->count < VRO_CHANGE_BEFORES_MAX)
        rows->befores[rows->count] = before;
    rows->count++;
}

// Finds the cells that become like that of the strategy and level, and marks them as told.
static void collect(writer *self, change *found, size_t strategy, size_t level) {
    found->after = after_of(self, strategy, level, found->id);
    found->rows = (vro_change_rows){.layers = self->changes->layers, .after = found->after};
    for (size_t l = 0; l < VRO_LEVELS; l++)
        found->levels[l] = is_part(self, found, strategy, l);
    for (size_t i = 0; i < self->strategies; i++) {
        found->strategies[i] = self->compared[i];
        for (size_t l = 0; l < VRO_LEVELS; l++)
            if (found->strategies[i] && found->levels[l])
                found->strategies[i] = is_part(self, found, i, l);
    }
    for (size_t i = 0; i < self->strategies; i++)
        for (size_t l = 0; l < VRO_LEVELS; l++)
            if (found->strategies[i] && found->levels[l]) {
                self->done[i][l] = true;
                add_before(found, before_of(self, i, l, found->id));
            }
}

static bool are_equal(const bool *a, const bool *b, size_t count) {
    return memcmp(a, b, count * sizeof *a) == 0;
}

static void print_change(writer *self, const change *told) {
    vro_paragraph words = {0}, moments = {0}, levels = {0};
    vro_paragraph_add(&words, "%s", vro_dictionary_row(told->id)->name);
    if (!are_equal(told->strategies, self->compared, self->strategies)) {
        vro_paragraph_add(&words, ", ");
        vro_change_words_strategies(&words, self->changes->layers->strategies.texts,
                                    told->strategies, self->compared, self->strategies);
    }
    if (vro_change_words_levels(&levels, told->levels))
        vro_paragraph_add(&words, ", %s", levels.text);
    vro_paragraph_add(&words, ": ");
    vro_change_words_values(&words, &told->rows);
    vro_wrapped_text_print(self->stream, self->bullet, words.text, VRO_TERMINAL_WIDTH);
    if (vro_change_words_moments(&moments, &told->rows))
        fprintf(self->stream, "%*s%s\n", (int)strlen(self->bullet), "", moments.text);
    self->said = true;
}

static vro_status print_parameter(writer *self, vro_parameter_id id) {
    change found = {.id = id, .strategies = calloc(self->strategies + 1, sizeof(bool))};
    if (!found.strategies)
        return VRO_NO_MEMORY;
    memset(self->done, 0, self->strategies * sizeof *self->done);
    for (size_t i = 0; i < self->strategies; i++)
        for (size_t level = 0; level < VRO_LEVELS; level++) {
            if (!self->compared[i] || self->done[i][level] || !is_changed(self, i, level, id))
                continue;
            collect(self, &found, i, level);
            for (size_t other = 0; other < self->strategies; other++)
                self->changed[other] |= found.strategies[other];
            print_change(self, &found);
        }
    free(found.strategies);
    return VRO_OK;
}

static vro_status print_old(writer *self) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->strategies; i++) {
        self->from[i] = (const vro_filling_rows *)&self->changes->before->rows[i];
        self->compared[i] = self->old[i];
    }
    for (size_t id = 0; id < VRO_PARAMETERS && status == VRO_OK; id++)
        status = print_parameter(self, (vro_parameter_id)id);
    return status;
}

static bool is_parameter_of_strategies(size_t id) {
    return vro_dictionary_row((vro_parameter_id)id)->scope == VRO_BY_STRATEGY;
}

static bool differs(const writer *self, size_t strategy) {
    for (size_t id = 0; id < VRO_PARAMETERS; id++)
        for (size_t level = 0; level < VRO_LEVELS && is_parameter_of_strategies(id); level++)
            if (is_changed(self, strategy, level, (vro_parameter_id)id))
                return true;
    return false;
}

// Of a new strategy also what a table before may have given it counts.
static vro_status print_new(writer *self, size_t strategy) {
    const vro_layer_state *after = self->changes->after;
    const vro_layer_row *like = after->rows[strategy][0][VRO_STRATEGY_LIKE];
    vro_status status = VRO_OK;
    self->from[strategy] = vro_layer_state_like(after, strategy);
    fprintf(self->stream, "  - %s is new, like %s %s\n",
            self->changes->layers->strategies.texts[strategy],
            self->changes->layers->texts.texts[like->text],
            differs(self, strategy) ? "but for what follows:" : "in everything");
    memset(self->compared, 0, self->strategies * sizeof *self->compared);
    self->compared[strategy] = true;
    self->bullet = "    - ";
    for (size_t id = 0; id < VRO_PARAMETERS && status == VRO_OK; id++)
        if (is_parameter_of_strategies(id))
            status = print_parameter(self, (vro_parameter_id)id);
    self->changed[strategy] = false;
    self->said = true;
    return status;
}

static size_t count_true(const bool *flags, size_t count) {
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += flags[i];
    return sum;
}

// among: the strategies of which a word for all would be meant.
static void add_group(vro_paragraph *words, const writer *self, const char *name,
                      const bool *chosen, const bool *among) {
    if (count_true(chosen, self->strategies) == 0)
        return;
    vro_paragraph_add_item(words, 0, "; ", "%s: ", name);
    vro_change_words_strategies(words, self->changes->layers->strategies.texts, chosen, among,
                                self->strategies);
    if (among == self->old && count_true(self->fresh, self->strategies) > 0 &&
        are_equal(chosen, among, self->strategies))
        vro_paragraph_add(words, " others");
}

static void print_groups(writer *self) {
    vro_paragraph words = {0};
    bool *untouched = self->compared, *either = self->either;
    for (size_t i = 0; i < self->strategies; i++) {
        untouched[i] = self->old[i] && !self->changed[i];
        either[i] = self->old[i] || self->fresh[i];
    }
    add_group(&words, self, "new", self->fresh, either);
    add_group(&words, self, "changed", self->changed, self->old);
    add_group(&words, self, "untouched", untouched, self->old);
    vro_wrapped_text_print(self->stream, "  Strategies ", words.text, VRO_TERMINAL_WIDTH);
}

// Rows that say what holds without them are named where they are few.
typedef struct repetitions {
    vro_paragraph names;
    size_t count;
} repetitions;

static void add_repetition(repetitions *self, const vro_layer_row *row) {
    const char *name = vro_dictionary_row(row->row.parameter)->name;
    if (row->row.place.line > 0)
        vro_paragraph_add_item(&self->names, 0, ", ", "%s (line %zu)", name, row->row.place.line);
    else
        vro_paragraph_add_item(&self->names, 0, ", ", "%s", name);
    self->count++;
}

static void print_repetitions(const writer *self, const repetitions *rows) {
    vro_paragraph words = {0};
    if (rows->count == 0)
        return;
    if (rows->count > REPETITIONS_MOST)
        vro_paragraph_add(&words, "%zu rows", rows->count);
    else
        vro_paragraph_add(&words, "%s", rows->names.text);
    vro_paragraph_add(&words, rows->count == 1 ? ": no effect, as the same holds without it"
                                               : ": no effect, as the same holds without them");
    vro_wrapped_text_print(self->stream, "  - ", words.text, VRO_TERMINAL_WIDTH);
}

static vro_status print_idle_rows(const writer *self) {
    const vro_layer_state *end = self->changes->end;
    repetitions repeated = {0};
    size_t replaced = 0;
    for (size_t i = 0; i < end->layers.count; i++) {
        const vro_layer_row *row = &end->layers.rows[i], *by;
        vro_row_effect effect;
        if (row->table != self->changes->table)
            continue;
        if (vro_layer_state_effect(end, i, &effect, &by) != VRO_OK)
            return VRO_NO_MEMORY;
        replaced += by && by->table > row->table;
        if (effect == VRO_ROW_REPEATS)
            add_repetition(&repeated, row);
    }
    print_repetitions(self, &repeated);
    if (replaced > 0)
        fprintf(self->stream, "  - %zu row%s replaced by tables after it\n", replaced,
                replaced == 1 ? " is" : "s are");
    return VRO_OK;
}

static vro_status tell(writer *self) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->strategies; i++) {
        self->old[i] = self->changes->before->declared[i];
        self->fresh[i] = self->changes->after->declared[i] && !self->old[i];
    }
    TRY(print_old(self));
    for (size_t i = 0; i < self->strategies; i++)
        if (self->fresh[i])
            TRY(print_new(self, i));
    if (!self->said)
        fputs("  - changes nothing\n", self->stream);
    TRY(print_idle_rows(self));
    print_groups(self);
out:
    return status;
}

vro_status vro_table_changes_print(const vro_table_changes *self, FILE *stream,
                                   vro_errors *errors) {
    const size_t count = self->after->strategies;
    writer told = {.changes = self,
                   .from = calloc(count + 1, sizeof *told.from),
                   .old = calloc(5 * (count + 1), sizeof *told.old),
                   .done = calloc(count + 1, sizeof *told.done),
                   .strategies = count,
                   .stream = stream,
                   .bullet = "  - "};
    vro_status status = VRO_NO_MEMORY;
    if (told.from && told.old && told.done) {
        told.fresh = told.old + (count + 1);
        told.changed = told.fresh + (count + 1);
        told.compared = told.changed + (count + 1);
        told.either = told.compared + (count + 1);
        status = tell(&told);
    }
    free(told.from);
    free(told.old);
    free(told.done);
    return status == VRO_OK
               ? status
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to compare tables");
}
