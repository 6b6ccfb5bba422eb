#include "vrosim/table/strategy_names.h"

#include "vrosim/table/strategy_list.h"

#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the strategies");
}

// The label that strategies.csv gives, or else the name; owned by the caller.
static char *make_label(const vro_result_tables *tables, const char *name) {
    const vro_result_table *list = vro_result_tables_find(tables, VRO_STRATEGIES_FILE);
    const vro_result_condition named = {"strategy", name};
    const size_t row = list ? vro_result_table_find(list, 0, &named, 1) : 0;
    const char *given =
        list && row < list->rows
            ? vro_result_table_text(list, row, vro_result_table_column(list, "label"))
            : "";
    if (*given && strcmp(given, name) != 0)
        return strdup(given);
    char *label = strdup(name);
    for (char *at = label; at && *at; at++)
        *at = *at == '_' ? ' ' : *at;
    return label;
}

static vro_status add(vro_strategy_names *self, const vro_result_table *table, size_t row,
                      const char *column, vro_errors *errors) {
    const size_t number = vro_result_table_column(table, column);
    const char *name = number == VRO_NO_COLUMN ? "" : vro_result_table_text(table, row, number);
    size_t place;
    return *name && vro_string_set_add(&self->names, name, &place) != VRO_OK ? no_memory(errors)
                                                                             : VRO_OK;
}

// A reference comes before what is compared with it.
static vro_status add_all(vro_strategy_names *self, const vro_result_table *table,
                          vro_errors *errors) {
    const bool is_list = strcmp(table->name, VRO_STRATEGIES_FILE) == 0;
    vro_status status = VRO_OK;
    for (size_t row = 0; row < table->rows; row++) {
        if (!is_list)
            TRY(add(self, table, row, "reference", errors));
        TRY(add(self, table, row, "strategy", errors));
    }
out:
    return status;
}

// The first file of those that have all strategies in their order; older folders have no list.
static const vro_result_table *find_whole(const vro_result_tables *tables) {
    static const char *const files[] = {VRO_STRATEGIES_FILE, "summary.csv", "psa_summary.csv",
                                        "revision.csv", "decision_acceptability.csv"};
    const vro_result_table *found = NULL;
    for (size_t i = 0; !found && i < sizeof files / sizeof *files; i++)
        found = vro_result_tables_find(tables, files[i]);
    return found;
}

static void find_reference(vro_strategy_names *self, const vro_result_table *list) {
    const vro_result_condition first = {"reference", "1"};
    const size_t row = list ? vro_result_table_find(list, 0, &first, 1) : 0;
    if (list && row < list->rows)
        self->reference = vro_string_set_find(
            &self->names,
            vro_result_table_text(list, row, vro_result_table_column(list, "strategy")));
}

vro_status vro_strategy_names_read(vro_strategy_names *self, const vro_result_tables *tables,
                                   const char *of, vro_errors *errors) {
    const vro_result_table *list = vro_result_tables_find(tables, VRO_STRATEGIES_FILE);
    const vro_result_table *table = vro_result_tables_find(tables, of);
    vro_status status = VRO_OK;
    const vro_result_table *whole = find_whole(tables);
    *self = (vro_strategy_names){0};
    if (whole)
        TRY(add_all(self, whole, errors));
    if (table)
        TRY(add_all(self, table, errors));
    self->labels = calloc(self->names.count + 1, sizeof *self->labels);
    TRY(self->labels ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < self->names.count; i++) {
        self->labels[i] = make_label(tables, self->names.texts[i]);
        TRY(self->labels[i] ? VRO_OK : no_memory(errors));
    }
    find_reference(self, list);
out:
    return status;
}

size_t vro_strategy_names_find(const vro_strategy_names *self, const char *name) {
    const size_t number = vro_string_set_find(&self->names, name);
    return number == VRO_STRING_SET_NONE ? self->names.count : number;
}

const char *vro_strategy_names_label(const vro_strategy_names *self, const char *name) {
    const size_t number = vro_strategy_names_find(self, name);
    return number < self->names.count ? self->labels[number] : name;
}

void vro_strategy_names_free(vro_strategy_names *self) {
    for (size_t i = 0; self->labels && i < self->names.count; i++)
        free(self->labels[i]);
    free(self->labels);
    vro_string_set_free(&self->names);
    *self = (vro_strategy_names){0};
}
