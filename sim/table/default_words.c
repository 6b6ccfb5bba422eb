#include "vrosim/table/default_words.h"

#include <math.h>
#include <string.h>

// "vro gmfcs 4 ", what a row is for; nothing where it is for all.
static void name_row(const vro_scenario *scenario, const vro_scenario_row *row, char *name,
                     size_t size) {
    const char *strategy = vro_scenario_rows_strategy(scenario, row),
               *level = vro_scenario_rows_level(row);
    snprintf(name, size, "%s%s%s%s%s", strategy, *strategy == '\0' ? "" : " ",
             *level == '\0' ? "" : "gmfcs ", level, *level == '\0' ? "" : " ");
}

static void add_distribution(vro_paragraph *words, const char *name, const vro_cell *cell) {
    const vro_distribution *distribution = &cell->distribution;
    if (*cell->text != '\0') {
        vro_paragraph_add_item(words, 0, ", ", "%s'%s'", name, cell->text);
        return;
    }
    if (distribution->kind == VRO_DISTRIBUTION_FIXED) {
        vro_paragraph_add_item(words, 0, ", ", "%s%.6g", name, distribution->value);
        return;
    }
    vro_paragraph_add_item(words, 0, ", ", "%s%s", name, vro_distribution_name(distribution->kind));
    if (!isnan(distribution->value))
        vro_paragraph_add(words, " %.6g", distribution->value);
    if (!isnan(distribution->sd))
        vro_paragraph_add(words, " (sd %.6g)", distribution->sd);
    if (!isnan(distribution->min))
        vro_paragraph_add(words, " from %.6g", distribution->min);
    if (!isnan(distribution->max))
        vro_paragraph_add(words, " to %.6g", distribution->max);
}

static void add_row(vro_default_words *self, const char *name, const vro_cell *cell) {
    add_distribution(&self->value, name, cell);
    if (cell->se > 0)
        vro_paragraph_add_item(&self->se, 0, ", ", "%s%.6g", name, cell->se);
    if (!strstr(self->source.text, cell->source))
        vro_paragraph_add_item(&self->source, 0, "; ", "%s", cell->source);
}

void vro_default_words_of(vro_default_words *self, const vro_scenario *scenario,
                          const vro_scenario_rows *rows, vro_parameter_id id) {
    char name[200];
    *self = (vro_default_words){0};
    for (size_t i = 0; i < rows->count; i++) {
        const vro_cell *cell = vro_scenario_rows_cell(scenario, &rows->items[i]);
        if (rows->items[i].id != id || (!cell->given && *cell->text == '\0'))
            continue;
        name_row(scenario, &rows->items[i], name, sizeof name);
        add_row(self, name, cell);
    }
}
