#include "vrosim/input/layer_state.h"

#include "vrosim/input/strategy_name.h"

#include <math.h>
#include <stdlib.h>

// A strategy of the default is declared by the first of its tables.
static void find_declared(vro_layer_state *self) {
    for (size_t i = 0; i < self->strategies; i++)
        self->declared[i] = vro_strategy_is_builtin(self->layers.strategies.texts[i]);
    for (size_t i = 0; i < self->layers.count; i++)
        if (self->layers.rows[i].row.parameter == VRO_STRATEGY_LIKE)
            self->declared[self->layers.rows[i].strategy] = true;
}

// A strategy that only a later table declares is no fault here.
static vro_status read_declarations(vro_layer_state *self) {
    vro_errors ignored = {0};
    const vro_status status = vro_declarations_read(&self->declarations, &self->layers, &ignored);
    vro_errors_free(&ignored);
    return status == VRO_NO_MEMORY ? status : VRO_OK;
}

vro_status vro_layer_state_init(vro_layer_state *self, const vro_layers *layers, size_t tables,
                                vro_errors *errors) {
    *self = (vro_layer_state){.layers = *layers, .strategies = vro_layers_strategies(layers)};
    self->layers.count = 0;
    while (self->layers.count < layers->count && layers->rows[self->layers.count].table < tables)
        self->layers.count++;
    self->rows = calloc(self->strategies + 1, sizeof *self->rows);
    self->declared = calloc(self->strategies + 1, sizeof *self->declared);
    if (!self->rows || !self->declared || read_declarations(self) != VRO_OK)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to compare tables");
    find_declared(self);
    vro_resolve_rows(&self->layers, &self->declarations, self->rows);
    return VRO_OK;
}

const vro_filling_rows *vro_layer_state_like(const vro_layer_state *self, size_t strategy) {
    const size_t like = self->declarations.like[strategy];
    return &self->rows[like == VRO_ALL_STRATEGIES ? self->strategies : like];
}

void vro_layer_state_free(vro_layer_state *self) {
    vro_declarations_free(&self->declarations);
    free(self->rows);
    free(self->declared);
    *self = (vro_layer_state){0};
}

bool vro_layer_row_equal(const vro_layer_row *a, const vro_layer_row *b) {
    if (a == b || !a || !b)
        return a == b;
    const double se_a = a->row.se, se_b = b->row.se;
    return vro_distribution_equal(&a->row.distribution, &b->row.distribution) &&
           a->text == b->text && (se_a == se_b || (isnan(se_a) && isnan(se_b)));
}

// A later row that fills all cells that the row would; NULL if there is none.
static const vro_layer_row *find_replacement(const vro_layers *layers, size_t number) {
    const vro_layer_row *row = &layers->rows[number];
    for (size_t i = number + 1; i < layers->count; i++) {
        const vro_layer_row *other = &layers->rows[i];
        if (other->strategy == row->strategy && other->row.parameter == row->row.parameter &&
            (other->row.level == row->row.level || other->row.level == VRO_ALL_LEVELS))
            return other;
    }
    return NULL;
}

// Whether the later rows of single levels replace a row for all levels together.
static const vro_layer_row *find_replacements(const vro_layers *layers, size_t number) {
    const vro_layer_row *row = &layers->rows[number], *last = NULL;
    bool replaced[VRO_LEVELS] = {false};
    for (size_t i = number + 1; i < layers->count; i++) {
        const vro_layer_row *other = &layers->rows[i];
        if (other->strategy == row->strategy && other->row.parameter == row->row.parameter) {
            replaced[other->row.level] = true;
            last = other;
        }
    }
    for (size_t level = 0; level < VRO_LEVELS; level++)
        if (!replaced[level])
            return NULL;
    return last;
}

// The rows of the parameter of row `number` but for that row, in their order.
static vro_status copy_others(const vro_layers *layers, size_t number, vro_layers *others) {
    const vro_parameter_id id = layers->rows[number].row.parameter;
    *others = *layers;
    others->rows = calloc(layers->count + 1, sizeof *others->rows);
    others->count = 0;
    for (size_t i = 0; others->rows && i < layers->count; i++)
        if (i != number && layers->rows[i].row.parameter == id)
            others->rows[others->count++] = layers->rows[i];
    return others->rows ? VRO_OK : VRO_NO_MEMORY;
}

// Whether every cell of the row's parameter, those for all strategies included, would hold the same
// without the row.
static vro_status is_repetition(const vro_layer_state *self, size_t number, bool *repeats) {
    const vro_parameter_id id = self->layers.rows[number].row.parameter;
    vro_layers others = {0};
    vro_filling_rows *rows = calloc(self->strategies + 1, sizeof *rows);
    vro_status status = rows ? VRO_OK : VRO_NO_MEMORY;
    TRY(status);
    TRY(copy_others(&self->layers, number, &others));
    vro_resolve_rows(&others, &self->declarations, rows);
    *repeats = true;
    for (size_t i = 0; i <= self->strategies; i++)
        for (size_t level = 0; level < VRO_LEVELS; level++)
            *repeats =
                *repeats && vro_layer_row_equal(self->rows[i][level][id], rows[i][level][id]);
out:
    free(others.rows);
    free(rows);
    return status;
}

vro_status vro_layer_state_effect(const vro_layer_state *self, size_t number,
                                  vro_row_effect *effect, const vro_layer_row **by) {
    const vro_layer_row *row = &self->layers.rows[number];
    const bool fills =
        vro_resolve_fills(row, (const vro_filling_rows *)self->rows, self->strategies);
    bool repeats = false;
    *by = fills ? NULL : find_replacement(&self->layers, number);
    if (!fills && !*by && row->row.level == VRO_ALL_LEVELS)
        *by = find_replacements(&self->layers, number);
    *effect = *by ? VRO_ROW_REPLACED : fills ? VRO_ROW_COUNTS : VRO_ROW_HIDDEN;
    if (*by || row->row.parameter == VRO_STRATEGY_LIKE)
        return VRO_OK;
    const vro_status status = is_repetition(self, number, &repeats);
    if (repeats)
        *effect = VRO_ROW_REPEATS;
    return status;
}
