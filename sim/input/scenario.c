#include "vrosim/input/scenario.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/text.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/input/builtin.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/resolve.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_OF_STRATEGY = (int)VRO_LEVELS * (int)VRO_PARAMETERS };

static const char BUILTIN_NAME[] = "baseline";
static const char PARSED_NAME[] = "parameters"; // stands for the file in faults of a text

static vro_status append_text(vro_layers *layers, const char *name, const char *text, size_t size,
                              vro_errors *errors) {
    vro_csv_reader *csv;
    vro_status status = vro_csv_reader_open_text(&csv, name, text, size);
    if (status == VRO_OK)
        status = vro_layers_append(layers, csv, errors);
    vro_csv_reader_free(csv);
    return status;
}

static vro_status append_file(vro_layers *layers, const char *path, vro_errors *errors) {
    vro_csv_reader *csv;
    vro_status status = vro_csv_reader_open(&csv, path, errors);
    if (status == VRO_OK)
        status = vro_layers_append(layers, csv, errors);
    else
        layers->unread = true;
    vro_csv_reader_free(csv);
    return status;
}

// Reads every table, also after one at fault; the worst status of all.
static vro_status read_layers(vro_layers *layers, const char *const *paths, size_t path_count,
                              vro_errors *errors) {
    vro_status worst =
        append_text(layers, BUILTIN_NAME, vro_builtin_baseline, vro_builtin_baseline_size, errors);
    for (size_t i = 0; i < path_count && worst != VRO_NO_MEMORY; i++) {
        vro_status status = append_file(layers, paths[i], errors);
        if (status != VRO_OK)
            worst = status;
    }
    return worst;
}

// '+' and the file's name without folders and extension, in letters fit for a file's name.
static void write_layer_name(FILE *stream, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    const char *end = dot && dot != base ? dot : base + strlen(base);
    fputc('+', stream);
    for (const char *letter = base; letter < end; letter++) {
        bool plain = isalnum((unsigned char)*letter) || strchr("_.-", *letter);
        fputc(plain ? *letter : '_', stream);
    }
}

// NULL where memory is short.
static char *make_name(const char *const *paths, size_t path_count) {
    vro_byte_buffer name = {0};
    FILE *stream = vro_byte_buffer_stream(&name);
    if (!stream)
        return NULL;
    fputs(BUILTIN_NAME, stream);
    for (size_t i = 0; i < path_count; i++)
        write_layer_name(stream, paths[i]);
    fclose(stream);
    return vro_byte_buffer_release_text(&name);
}

// Moves the texts from the layers into self, which owns them then.
static void take_texts(vro_scenario *self, vro_layers *layers) {
    self->strategies = layers->strategies.count;
    self->strategy_names = vro_string_set_release(&layers->strategies);
    self->text_count = layers->texts.count;
    self->texts = vro_string_set_release(&layers->texts);
}

// Resolves the rows of layers into self, which takes over their texts, and name (NULL where memory
// was short). read: the status of reading them, kept where it is the worse one.
static vro_status resolve_layers(vro_scenario *self, vro_layers *layers, char *name,
                                 vro_status read, vro_errors *errors) {
    *self = (vro_scenario){.name = name};
    if (!name || read == VRO_NO_MEMORY)
        return VRO_NO_MEMORY;
    self->cells = calloc(vro_layers_strategies(layers), CELLS_OF_STRATEGY * sizeof *self->cells);
    if (!self->cells && layers->strategies.count > 0)
        return VRO_NO_MEMORY;
    const vro_status resolved = vro_resolve(layers, self->cells, errors);
    take_texts(self, layers);
    return resolved != VRO_OK ? resolved : read;
}

// Reports short memory, and releases what is not needed.
static vro_status finish(vro_scenario *self, vro_layers *layers, vro_status status,
                         vro_errors *errors) {
    if (status == VRO_NO_MEMORY)
        vro_errors_add(errors, status, NULL, "not enough memory to read the tables");
    if (status != VRO_OK)
        vro_scenario_free(self);
    vro_layers_free(layers);
    return status;
}

vro_status vro_scenario_parse(vro_scenario *self, const char *name, const char *text, size_t size,
                              vro_errors *errors) {
    vro_layers layers = {0};
    const vro_status read = append_text(&layers, PARSED_NAME, text, size, errors);
    const vro_status status = resolve_layers(self, &layers, strdup(name), read, errors);
    return finish(self, &layers, status, errors);
}

static vro_status refuse_strategy(const vro_scenario *self, const vro_layers *layers,
                                  const char *name, vro_errors *errors) {
    if (vro_string_set_find(&layers->unplaced, name) != VRO_STRING_SET_NONE)
        return VRO_BAD_USAGE; // the fault is that of the row
    return vro_errors_add(
        errors, VRO_BAD_USAGE, NULL, "strategy '%s' is unknown; the nearest is '%s'%s",
        vro_text_excerpt(name).text,
        vro_text_nearest(name, (const char *const *)self->strategy_names, self->strategies),
        layers->unread ? " (unless a line that could not be read names it)" : "");
}

// Marks one name of a list as kept.
static vro_status mark(const vro_scenario *self, const vro_layers *layers, const char *name,
                       bool *kept, vro_errors *errors) {
    if (*name == '\0')
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "the list of strategies has an empty name; write A,B without a "
                              "comma too many");
    size_t strategy = vro_scenario_find(self, name);
    if (strategy == self->strategies)
        return refuse_strategy(self, layers, name, errors);
    if (kept[strategy])
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "strategy '%s' is listed twice; take one away", name);
    kept[strategy] = true;
    return VRO_OK;
}

// Marks every name of list; kept[strategies of self] is set. VRO_NO_MEMORY adds no sentence.
static vro_status mark_all(const vro_scenario *self, const vro_layers *layers, const char *list,
                           bool *kept, vro_errors *errors) {
    char *names = strdup(list);
    vro_status status = !names ? VRO_NO_MEMORY : VRO_OK;
    char *rest = names;
    for (char *name; (name = strsep(&rest, ","));)
        if (mark(self, layers, name, kept, errors) != VRO_OK)
            status = VRO_BAD_USAGE;
    free(names);
    return status;
}

static void drop_others(vro_scenario *self, const bool *kept) {
    size_t count = 0;
    for (size_t i = 0; i < self->strategies; i++) {
        if (!kept[i]) {
            free(self->strategy_names[i]);
            continue;
        }
        memmove(self->cells + count * CELLS_OF_STRATEGY, self->cells + i * CELLS_OF_STRATEGY,
                CELLS_OF_STRATEGY * sizeof *self->cells);
        self->strategy_names[count++] = self->strategy_names[i];
    }
    self->strategies = count;
}

// Keeps the strategies of list where loaded, the status of the tables, is VRO_OK; otherwise only
// names the faults of list. The status of both; VRO_NO_MEMORY adds no sentence.
static vro_status select_strategies(vro_scenario *self, const vro_layers *layers, const char *list,
                                    vro_status loaded, vro_errors *errors) {
    bool *kept = calloc(self->strategies, sizeof *kept);
    vro_status status = !kept ? VRO_NO_MEMORY : mark_all(self, layers, list, kept, errors);
    if (status == VRO_OK && loaded == VRO_OK)
        drop_others(self, kept);
    free(kept);
    return loaded == VRO_OK || status == VRO_NO_MEMORY ? status : loaded;
}

vro_status vro_scenario_load_selected(vro_scenario *self, const char *const *paths,
                                      size_t path_count, const char *list, vro_errors *errors) {
    vro_layers layers = {0};
    const vro_status read = read_layers(&layers, paths, path_count, errors);
    vro_status status = resolve_layers(self, &layers, make_name(paths, path_count), read, errors);
    if (list && status != VRO_NO_MEMORY)
        status = select_strategies(self, &layers, list, status, errors);
    return finish(self, &layers, status, errors);
}

vro_status vro_scenario_load(vro_scenario *self, const char *const *paths, size_t path_count,
                             vro_errors *errors) {
    return vro_scenario_load_selected(self, paths, path_count, NULL, errors);
}

size_t vro_scenario_find(const vro_scenario *self, const char *name) {
    size_t strategy = 0;
    while (strategy < self->strategies && strcmp(self->strategy_names[strategy], name) != 0)
        strategy++;
    return strategy;
}

const vro_cell *vro_scenario_cell(const vro_scenario *self, size_t strategy, size_t level,
                                  vro_parameter_id id) {
    return &self->cells[(strategy * VRO_LEVELS + level) * VRO_PARAMETERS + id];
}

double vro_scenario_value(const vro_scenario *self, size_t strategy, size_t level,
                          vro_parameter_id id) {
    return vro_scenario_cell(self, strategy, level, id)->distribution.value;
}

bool vro_scenario_gives(const vro_scenario *self, size_t first, size_t end) {
    for (size_t column = 0; column < self->strategies * VRO_LEVELS; column++)
        for (size_t id = first; id < end; id++)
            if (self->cells[column * VRO_PARAMETERS + id].given)
                return true;
    return false;
}

static bool same_number(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

bool vro_cell_equal(const vro_cell *a, const vro_cell *b) {
    return vro_distribution_equal(&a->distribution, &b->distribution) &&
           same_number(a->se, b->se) && strcmp(a->text, b->text) == 0 &&
           strcmp(a->source, b->source) == 0;
}

bool vro_scenario_levels_agree(const vro_scenario *self, size_t strategy, vro_parameter_id id) {
    const vro_cell *first = vro_scenario_cell(self, strategy, 0, id);
    for (size_t level = 1; level < VRO_LEVELS; level++)
        if (!vro_cell_equal(first, vro_scenario_cell(self, strategy, level, id)))
            return false;
    return true;
}

double vro_scenario_horizon(const vro_scenario *self) {
    double horizon = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        horizon = fmax(horizon, vro_scenario_value(self, 0, level, VRO_FOLLOWUP_HORIZON));
    return horizon;
}

static void free_texts(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

void vro_scenario_free(vro_scenario *self) {
    free_texts(self->strategy_names, self->strategies);
    free_texts(self->texts, self->text_count);
    free(self->name);
    free(self->cells);
    *self = (vro_scenario){0};
}
