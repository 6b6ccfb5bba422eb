#include "vrosim/table/check_warnings.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/input/usual_range.h"
#include "vrosim/table/change_words.h"

typedef struct writer {
    const vro_layer_state *end;
    FILE *stream;
    size_t count; // of warnings so far
} writer;

static void add_place(vro_paragraph *words, const vro_place *place) {
    vro_paragraph_add(words, "%s", place->file);
    if (place->line > 0)
        vro_paragraph_add(words, ":%zu", place->line);
}

static const char *name_of(const vro_layer_row *row) {
    return vro_dictionary_row(row->row.parameter)->name;
}

// "FILE:LINE: ", before what is to be said.
static vro_paragraph begin(const vro_place *place) {
    vro_paragraph words = {0};
    add_place(&words, place);
    vro_paragraph_add(&words, ": ");
    return words;
}

static void say(writer *self, const vro_paragraph *words) {
    if (self->count++ == 0)
        fputs("\nWarnings, which are no faults: the tables can be run as they are\n", self->stream);
    vro_wrapped_text_print(self->stream, "  - ", words->text, VRO_TERMINAL_WIDTH);
}

static void warn_of_hidden(writer *self, const vro_layer_row *row) {
    vro_paragraph words = begin(&row->row.place);
    vro_paragraph_add(&words, "%s has no effect: every strategy has a row of its own, which counts",
                      name_of(row));
    say(self, &words);
}

static void warn_of_replaced(writer *self, const vro_layer_row *row, const vro_layer_row *by) {
    vro_paragraph words = begin(&row->row.place);
    vro_paragraph_add(&words, "%s has no effect: line %zu sets it again", name_of(row),
                      by->row.place.line);
    say(self, &words);
}

static void warn_of_value(writer *self, const vro_layer_row *row) {
    const vro_parameter *parameter = vro_dictionary_row(row->row.parameter);
    if (parameter->distributions == VRO_ONLY_TEXT ||
        vro_usual_range_holds(parameter, &row->row.distribution))
        return;
    vro_paragraph words = begin(&row->row.place);
    vro_paragraph_add(&words, "%s is ", parameter->name);
    vro_usual_range_ask(parameter, &row->row.distribution, &words);
    say(self, &words);
}

// What is replaced by a later table is told there.
static vro_status warn_of_row(writer *self, size_t number) {
    const vro_layer_row *row = &self->end->layers.rows[number], *by;
    vro_row_effect effect;
    const vro_status status = vro_layer_state_effect(self->end, number, &effect, &by);
    if (status != VRO_OK)
        return status;
    if (effect == VRO_ROW_HIDDEN)
        warn_of_hidden(self, row);
    else if (effect != VRO_ROW_REPLACED)
        warn_of_value(self, row);
    else if (by->table == row->table)
        warn_of_replaced(self, row, by);
    return VRO_OK;
}

// The levels whose weight a table gives, and its first row that does; NULL if none does, or one
// for all levels.
static const vro_layer_row *find_weights(const vro_layers *layers, size_t table, bool *given) {
    const vro_layer_row *first = NULL;
    for (size_t i = 0; i < layers->count; i++) {
        const vro_layer_row *row = &layers->rows[i];
        if (row->table != table || row->row.parameter != VRO_POPULATION_GMFCS)
            continue;
        if (row->row.level == VRO_ALL_LEVELS)
            return NULL;
        given[row->row.level] = true;
        first = first ? first : row;
    }
    return first;
}

// Says which levels keep which weights. given: [VRO_LEVELS].
static void add_kept_weights(vro_paragraph *words, const vro_layer_state *end, const bool *given) {
    bool kept[VRO_LEVELS];
    for (size_t level = 0; level < VRO_LEVELS; level++)
        kept[level] = !given[level];
    vro_change_words_levels(words, kept);
    vro_paragraph_add(words, " (");
    const size_t start = words->length;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        if (kept[level])
            vro_paragraph_add_item(
                words, start, ", ", "%g",
                end->rows[0][level][VRO_POPULATION_GMFCS]->row.distribution.value);
    vro_paragraph_add(words, ")");
}

static void warn_of_weights(writer *self, size_t table) {
    bool given[VRO_LEVELS] = {false};
    const vro_layer_row *first = find_weights(&self->end->layers, table, given);
    vro_paragraph levels = {0};
    if (!first || !vro_change_words_levels(&levels, given))
        return;
    vro_paragraph words = begin(&first->row.place);
    vro_paragraph_add(&words, "population.gmfcs is given for %s only. The weight of ", levels.text);
    add_kept_weights(&words, self->end, given);
    vro_paragraph_add(&words, " stays, and all five are scaled to add up to 1; give all five");
    say(self, &words);
}

static void print_end(const writer *self) {
    if (self->count == 0)
        fputs("\nNo warnings.\n", self->stream);
}

vro_status vro_check_warnings_print(const vro_layer_state *end, FILE *stream, vro_errors *errors) {
    writer told = {.end = end, .stream = stream};
    vro_status status = VRO_OK;
    size_t table = 0;
    for (size_t i = 0; i < end->layers.count && status == VRO_OK; i++) {
        if (end->layers.rows[i].table == 0)
            continue;
        if (end->layers.rows[i].table != table)
            warn_of_weights(&told, table = end->layers.rows[i].table);
        status = warn_of_row(&told, i);
    }
    if (status != VRO_OK)
        return vro_errors_add(errors, status, NULL, "not enough memory to compare tables");
    print_end(&told);
    return VRO_OK;
}
