#include "vrosim/input/scenario.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/input/builtin.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/resolve.h"
#include "vrosim/input/strategy_name.h"
#include "vrosim/input/strategy_selection.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char BUILTIN_NAME[] = "baseline";
// Appends the rows of the table at path, or of a text where path is NULL.
static vro_status append_table(vro_layers *layers, const char *path, const vro_scenario_text *text,
                               vro_errors *errors) {
    vro_csv_reader *csv;
    vro_status status = path ? vro_csv_reader_open(&csv, path, errors)
                             : vro_csv_reader_open_text(&csv, text->name, text->text, text->size);
    layers->unread = layers->unread || status != VRO_OK;
    TRY(status);
    status = vro_layers_append(layers, csv, errors);
out:
    vro_csv_reader_free(csv);
    return status;
}

// Reads every layer, also after one at fault; the last status that is not VRO_OK. VRO_NO_MEMORY
// ends the reading.
static vro_status read_layers(vro_layers *layers, const vro_scenario_source *source,
                              vro_errors *errors) {
    const vro_scenario_text builtin = {BUILTIN_NAME, vro_builtin_baseline,
                                       vro_builtin_baseline_size};
    vro_status worst =
        source->without_default ? VRO_OK : append_table(layers, NULL, &builtin, errors);
    for (size_t i = 0; i < source->path_count && worst != VRO_NO_MEMORY; i++) {
        const vro_status status = append_table(layers, source->paths[i], NULL, errors);
        worst = status == VRO_OK ? worst : status;
    }
    for (size_t i = 0; i < source->text_count && worst != VRO_NO_MEMORY; i++) {
        const vro_status status = append_table(layers, NULL, &source->texts[i], errors);
        worst = status == VRO_OK ? worst : status;
    }
    for (size_t i = 0; i < source->setting_count && worst != VRO_NO_MEMORY; i++) {
        const vro_status status = vro_layers_append_setting(layers, &source->settings[i], errors);
        worst = status == VRO_OK ? worst : status;
    }
    return worst;
}

// Text up to end in letters fit for a file's name, after a '+' where it is not the first of the
// stream.
static void write_plain(FILE *stream, bool first, const char *text, const char *end) {
    if (!first)
        fputc('+', stream);
    for (; text < end; text++) {
        const bool plain = isalnum((unsigned char)*text) || strchr("_.-=", *text);
        fputc(plain ? *text : '_', stream);
    }
}

// The file's name without folders and extension.
static void write_layer_name(FILE *stream, bool first, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    write_plain(stream, first, base, dot && dot != base ? dot : base + strlen(base));
}

static void write_text(FILE *stream, bool first, const char *text) {
    write_plain(stream, first, text, text + strlen(text));
}

// NULL if memory ran out.
static char *make_name(const vro_scenario_source *source) {
    vro_byte_buffer name = {0};
    if (source->name)
        return strdup(source->name);
    FILE *stream = vro_byte_buffer_stream(&name);
    if (!stream)
        return NULL;
    bool first = source->without_default;
    if (!first)
        fputs(BUILTIN_NAME, stream);
    for (size_t i = 0; i < source->path_count; i++, first = false)
        write_layer_name(stream, first, source->paths[i]);
    for (size_t i = 0; i < source->text_count; i++, first = false)
        write_layer_name(stream, first, source->texts[i].name);
    for (size_t i = 0; i < source->setting_count; i++, first = false)
        write_text(stream, first, source->settings[i].text);
    fclose(stream);
    return vro_byte_buffer_release_text(&name);
}

// Adds what write writes of a text.
static vro_status extend_name(vro_scenario *self, const char *text,
                              void (*write)(FILE *stream, bool first, const char *text),
                              vro_errors *errors) {
    vro_byte_buffer name = {0};
    FILE *stream = vro_byte_buffer_stream(&name);
    if (stream) {
        fputs(self->name, stream);
        write(stream, false, text);
        fclose(stream);
    }
    char *longer = stream ? vro_byte_buffer_release_text(&name) : NULL;
    if (!longer)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the name of a scenario");
    free(self->name);
    self->name = longer;
    return VRO_OK;
}

vro_status vro_scenario_name_file(vro_scenario *self, const char *path, vro_errors *errors) {
    return extend_name(self, path, write_layer_name, errors);
}

vro_status vro_scenario_name_text(vro_scenario *self, const char *text, vro_errors *errors) {
    return extend_name(self, text, write_text, errors);
}

// Resolves the rows of layers into self, which takes over their texts.
static vro_status resolve_layers(vro_scenario *self, vro_layers *layers, vro_errors *errors) {
    self->cells =
        calloc(vro_layers_strategies(layers), VRO_CELLS_OF_STRATEGY * sizeof *self->cells);
    if (!self->cells && layers->strategies.count > 0)
        return VRO_NO_MEMORY;
    vro_declarations declarations;
    vro_status status = vro_declarations_read(&declarations, layers, errors);
    if (status != VRO_NO_MEMORY)
        status = vro_status_worse(status, vro_resolve(layers, &declarations, self->cells, errors));
    vro_declarations_free(&declarations);
    self->strategies = layers->strategies.count;
    self->strategy_names = vro_string_set_release(&layers->strategies);
    self->text_count = layers->texts.count;
    self->texts = vro_string_set_release(&layers->texts);
    return status;
}

// A strategy that is like one that is dropped is like the one that that is like. Built-in ones are
// known everywhere, so they may be dropped.
static void follow_dropped(vro_scenario *self, size_t strategy, const bool *kept) {
    const char *like = vro_scenario_like(self, strategy);
    size_t other = vro_scenario_find(self, like);
    while (other < self->strategies && !kept[other] && !vro_strategy_is_builtin(like)) {
        like = vro_scenario_like(self, other);
        other = vro_scenario_find(self, like);
    }
    for (size_t level = 0; level < VRO_LEVELS; level++)
        self->cells[(strategy * VRO_LEVELS + level) * VRO_PARAMETERS + VRO_STRATEGY_LIKE].text =
            like;
}

static void drop_others(vro_scenario *self, const bool *kept) {
    size_t count = 0;
    for (size_t i = 0; i < self->strategies; i++) {
        if (!kept[i]) {
            free(self->strategy_names[i]);
            continue;
        }
        if (count < i)
            memcpy(&self->cells[count * VRO_CELLS_OF_STRATEGY],
                   &self->cells[i * VRO_CELLS_OF_STRATEGY],
                   VRO_CELLS_OF_STRATEGY * sizeof *self->cells);
        self->strategy_names[count++] = self->strategy_names[i];
    }
    self->strategies = count;
}

// The strategy before it and the strategy change places.
static void move_forward(vro_scenario *self, size_t strategy) {
    vro_cell *later = &self->cells[strategy * VRO_CELLS_OF_STRATEGY];
    vro_cell *earlier = &self->cells[(strategy - 1) * VRO_CELLS_OF_STRATEGY];
    char *name = self->strategy_names[strategy];
    self->strategy_names[strategy] = self->strategy_names[strategy - 1];
    self->strategy_names[strategy - 1] = name;
    for (size_t i = 0; i < VRO_CELLS_OF_STRATEGY; i++) {
        const vro_cell cell = later[i];
        later[i] = earlier[i];
        earlier[i] = cell;
    }
}

void vro_scenario_put_first(vro_scenario *self, size_t strategy) {
    for (; strategy > 0; strategy--)
        move_forward(self, strategy);
}

static void arrange(vro_scenario *self, const vro_strategy_selection *selection) {
    size_t before = 0; // strategies that are kept before the reference
    for (size_t i = 0; i < self->strategies; i++)
        if (selection->kept[i])
            follow_dropped(self, i, selection->kept);
    for (size_t i = 0; i < selection->reference; i++)
        before += selection->kept[i];
    drop_others(self, selection->kept);
    vro_scenario_put_first(self, before);
}

// Builds self of layers, all of which are read.
static vro_status build(vro_scenario *self, vro_layers *layers, const vro_scenario_source *source,
                        vro_errors *errors) {
    vro_strategy_selection selection;
    vro_status status = vro_strategy_selection_read(&selection, layers, source->strategies,
                                                    source->reference, errors);
    if (status != VRO_NO_MEMORY) {
        const vro_status resolved = resolve_layers(self, layers, errors);
        status = resolved != VRO_OK ? resolved : status;
    }
    if (status == VRO_OK)
        arrange(self, &selection);
    vro_strategy_selection_free(&selection);
    return status;
}

// Faults that show only when all rows are known stand where their lines are too.
static void sort_faults(const vro_scenario_source *source, vro_errors *errors, size_t from) {
    const size_t most = 1 + source->path_count + source->text_count;
    const char **files = malloc(most * sizeof *files);
    size_t count = 0;
    if (!files)
        return;
    files[count++] = BUILTIN_NAME;
    for (size_t i = 0; i < source->path_count; i++)
        files[count++] = source->paths[i];
    for (size_t i = 0; i < source->text_count; i++)
        files[count++] = source->texts[i].name;
    vro_errors_sort(errors, from, files, count);
    free(files);
}

vro_status vro_scenario_load_and_keep(vro_scenario *self, vro_layers *kept,
                                      const vro_scenario_source *source, vro_errors *errors) {
    static const vro_scenario_source only_default = {0};
    source = source ? source : &only_default;
    vro_layers layers = {0};
    const size_t from = errors->count;
    vro_status status = read_layers(&layers, source, errors);
    *self = (vro_scenario){.name = make_name(source)};
    if (!self->name || (kept && status == VRO_OK && vro_layers_copy(kept, &layers) != VRO_OK))
        status = VRO_NO_MEMORY;
    if (status != VRO_NO_MEMORY) {
        const vro_status built = build(self, &layers, source, errors);
        status = status == VRO_OK || built == VRO_NO_MEMORY ? built : status;
    }
    if (status == VRO_NO_MEMORY)
        vro_errors_add(errors, status, NULL, "not enough memory to read the tables");
    if (status != VRO_OK)
        vro_scenario_free(self);
    if (status != VRO_OK && kept)
        vro_layers_free(kept);
    sort_faults(source, errors, from);
    vro_layers_free(&layers);
    return status;
}

vro_status vro_scenario_load(vro_scenario *self, const vro_scenario_source *source,
                             vro_errors *errors) {
    return vro_scenario_load_and_keep(self, NULL, source, errors);
}

const char *vro_scenario_label(const vro_scenario *self, size_t strategy) {
    const char *label = vro_scenario_cell(self, strategy, 0, VRO_STRATEGY_LABEL)->text;
    return *label == '\0' ? self->strategy_names[strategy] : label;
}

const char *vro_scenario_like(const vro_scenario *self, size_t strategy) {
    return vro_scenario_cell(self, strategy, 0, VRO_STRATEGY_LIKE)->text;
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

bool vro_scenario_levels_agree(const vro_scenario *self, size_t strategy, vro_parameter_id id) {
    const vro_cell *first = vro_scenario_cell(self, strategy, 0, id);
    for (size_t level = 1; level < VRO_LEVELS; level++)
        if (!vro_cell_equal(first, vro_scenario_cell(self, strategy, level, id)))
            return false;
    return true;
}

bool vro_scenario_has_level(const vro_scenario *self, size_t level) {
    return vro_child_list_may_have(&self->children, level,
                                   vro_scenario_value(self, 0, level, VRO_POPULATION_GMFCS));
}

double vro_scenario_horizon(const vro_scenario *self) {
    double horizon = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        horizon = fmax(horizon, vro_scenario_value(self, 0, level, VRO_FOLLOWUP_HORIZON));
    return horizon;
}

double vro_scenario_common_horizon(const vro_scenario *self) {
    double horizon = INFINITY;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        if (vro_scenario_has_level(self, level))
            horizon = fmin(horizon, vro_scenario_value(self, 0, level, VRO_FOLLOWUP_HORIZON));
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
    vro_child_list_free(&self->children);
    free(self->name);
    free(self->cells);
    *self = (vro_scenario){0};
}
