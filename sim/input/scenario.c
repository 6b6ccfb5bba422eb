#include "vrosim/input/scenario.h"

#include "vrosim/core/csv.h"
#include "vrosim/core/text.h"
#include "vrosim/input/builtin.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/resolve.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_OF_STRATEGY = (int)VRO_LEVELS * (int)VRO_PARAMETERS };

static const char BUILTIN_NAME[] = "baseline";

static vro_status append_builtin(vro_layers *layers, vro_errors *errors) {
    vro_csv *csv;
    vro_status status =
        vro_csv_open_text(&csv, BUILTIN_NAME, vro_builtin_baseline, vro_builtin_baseline_size);
    if (status == VRO_OK)
        status = vro_layers_append(layers, csv, errors);
    vro_csv_free(csv);
    return status;
}

static vro_status append_file(vro_layers *layers, const char *path, vro_errors *errors) {
    vro_csv *csv;
    vro_status status = vro_csv_open(&csv, path, errors);
    if (status == VRO_OK)
        status = vro_layers_append(layers, csv, errors);
    vro_csv_free(csv);
    return status;
}

// Reads every table, also after one at fault; the worst status of all.
static vro_status read_layers(vro_layers *layers, const char *const *paths, size_t path_count,
                              vro_errors *errors) {
    vro_status worst = append_builtin(layers, errors);
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
    const char *base = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    const char *end = dot != NULL && dot != base ? dot : base + strlen(base);
    fputc('+', stream);
    for (const char *letter = base; letter < end; letter++) {
        bool plain = isalnum((unsigned char)*letter) || strchr("_.-", *letter) != NULL;
        fputc(plain ? *letter : '_', stream);
    }
}

// NULL where memory is short.
static char *make_name(const char *const *paths, size_t path_count) {
    char *name = NULL;
    size_t size;
    FILE *stream = open_memstream(&name, &size);
    if (stream == NULL)
        return NULL;
    fputs(BUILTIN_NAME, stream);
    for (size_t i = 0; i < path_count; i++)
        write_layer_name(stream, paths[i]);
    if (fclose(stream) == 0)
        return name;
    free(name);
    return NULL;
}

// Moves the texts from the layers into self, which owns them then.
static void take_texts(vro_scenario *self, vro_layers *layers) {
    self->strategies = layers->strategies.count;
    self->strategy_names = vro_names_release(&layers->strategies);
    self->source_count = layers->sources.count;
    self->sources = vro_names_release(&layers->sources);
}

vro_status vro_scenario_load(vro_scenario *self, const char *const *paths, size_t path_count,
                             vro_errors *errors) {
    vro_layers layers = {0};
    *self = (vro_scenario){0};
    vro_status status = read_layers(&layers, paths, path_count, errors);
    if (status == VRO_NO_MEMORY)
        goto out;
    self->name = make_name(paths, path_count);
    self->cells = calloc(layers.strategies.count, CELLS_OF_STRATEGY * sizeof *self->cells);
    if (self->name == NULL || self->cells == NULL) {
        status = VRO_NO_MEMORY;
        goto out;
    }
    vro_status resolved = vro_resolve(&layers, self->cells, errors);
    if (resolved != VRO_OK)
        status = resolved;
    take_texts(self, &layers);
out:
    if (status == VRO_NO_MEMORY)
        vro_errors_add(errors, status, NULL, "not enough memory to read the tables");
    if (status != VRO_OK)
        vro_scenario_free(self);
    vro_layers_free(&layers);
    return status;
}

static size_t find_strategy(const vro_scenario *self, const char *name) {
    size_t strategy = 0;
    while (strategy < self->strategies && strcmp(self->strategy_names[strategy], name) != 0)
        strategy++;
    return strategy;
}

// Marks one name of the list as kept.
static vro_status mark(const vro_scenario *self, const char *name, bool *kept, vro_errors *errors) {
    if (*name == '\0')
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "the list of strategies has an empty name; write A,B without a "
                              "comma too many");
    size_t strategy = find_strategy(self, name);
    if (strategy == self->strategies)
        return vro_errors_add(
            errors, VRO_BAD_USAGE, NULL, "strategy '%s' is unknown; the nearest is '%s'",
            vro_text_excerpt(name).text,
            vro_text_nearest(name, (const char *const *)self->strategy_names, self->strategies));
    if (kept[strategy])
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "strategy '%s' is listed twice; take one away", name);
    kept[strategy] = true;
    return VRO_OK;
}

// list is cut into names.
static vro_status mark_all(const vro_scenario *self, char *list, bool *kept, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (char *name; (name = strsep(&list, ",")) != NULL;)
        if (mark(self, name, kept, errors) != VRO_OK)
            status = VRO_BAD_USAGE;
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

vro_status vro_scenario_select(vro_scenario *self, const char *list, vro_errors *errors) {
    vro_status status = VRO_NO_MEMORY;
    char *names = strdup(list);
    bool *kept = calloc(self->strategies, sizeof *kept);
    if (names != NULL && kept != NULL)
        status = mark_all(self, names, kept, errors);
    if (status == VRO_OK)
        drop_others(self, kept);
    else if (status == VRO_NO_MEMORY)
        status = vro_errors_add(errors, status, NULL, "not enough memory to select strategies");
    free(names);
    free(kept);
    return status;
}

const vro_cell *vro_scenario_cell(const vro_scenario *self, size_t strategy, size_t level,
                                  vro_parameter_id id) {
    return &self->cells[(strategy * VRO_LEVELS + level) * VRO_PARAMETERS + id];
}

double vro_scenario_value(const vro_scenario *self, size_t strategy, size_t level,
                          vro_parameter_id id) {
    return vro_scenario_cell(self, strategy, level, id)->law.value;
}

static void free_texts(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

void vro_scenario_free(vro_scenario *self) {
    free_texts(self->strategy_names, self->strategies);
    free_texts(self->sources, self->source_count);
    free(self->name);
    free(self->cells);
    *self = (vro_scenario){0};
}
