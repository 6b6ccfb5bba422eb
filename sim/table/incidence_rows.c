#include "vrosim/table/incidence_rows.h"

#include <math.h>
#include <stdlib.h>

enum { ARRAYS = 5 };

// Where a row of the file goes.
typedef struct row_walk {
    const vro_result_table *table;
    const vro_strategy_names *names;
    const char *cause;
    size_t strategy, row;
    size_t *months; // [strategies], met so far
} row_walk;

// The next row of the cause; false after the last. row is the row after it.
static bool next(row_walk *self) {
    const vro_result_condition conditions[] = {{"subgroup", "all"}, {"cause", self->cause}};
    const size_t strategy = vro_result_table_column(self->table, "strategy");
    for (;;) {
        self->row = vro_result_table_find(self->table, self->row, conditions, 2);
        if (self->row == self->table->rows)
            return false;
        self->strategy = vro_string_set_find(
            &self->names->names, vro_result_table_text(self->table, self->row++, strategy));
        if (self->strategy != VRO_STRING_SET_NONE)
            return true;
    }
}

static size_t count_months(row_walk *self) {
    size_t most = 0;
    while (next(self)) {
        const size_t months = ++self->months[self->strategy];
        most = months > most ? months : most;
    }
    for (size_t i = 0; i < self->names->names.count; i++)
        self->months[i] = 0;
    self->row = 0;
    return most;
}

static void fill(vro_incidence_rows *self, row_walk *walk) {
    const struct {
        const char *column;
        double *array;
    } columns[ARRAYS] = {{"time_years", self->times},
                         {"incidence", self->incidence},
                         {"se", self->se},
                         {"at_risk", self->at_risk},
                         {"events", self->events}};
    while (next(walk)) {
        const size_t at = walk->strategy * self->months + walk->months[walk->strategy]++;
        for (size_t i = 0; i < ARRAYS; i++)
            columns[i].array[at] =
                vro_result_table_number(walk->table, walk->row - 1,
                                        vro_result_table_column(walk->table, columns[i].column));
    }
}

vro_status vro_incidence_rows_read(vro_incidence_rows *self, const vro_result_tables *tables,
                                   const vro_strategy_names *names, const char *cause,
                                   vro_errors *errors) {
    row_walk walk = {.table = vro_result_tables_find(tables, "revision.csv"),
                     .names = names,
                     .cause = cause,
                     .months = calloc(names->names.count + 1, sizeof *walk.months)};
    vro_status status = VRO_OK;
    *self = (vro_incidence_rows){.strategies = names->names.count};
    if (walk.months)
        self->months = count_months(&walk);
    const size_t size = self->strategies * self->months;
    self->all = malloc((ARRAYS * size + 1) * sizeof *self->all);
    TRY(walk.months && self->all
            ? VRO_OK
            : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for revision.csv"));
    for (size_t i = 0; i < ARRAYS * size; i++)
        self->all[i] = NAN;
    self->times = self->all;
    self->incidence = self->times + size;
    self->se = self->incidence + size;
    self->at_risk = self->se + size;
    self->events = self->at_risk + size;
    fill(self, &walk);
out:
    free(walk.months);
    return status;
}

void vro_incidence_rows_free(vro_incidence_rows *self) {
    free(self->all);
    *self = (vro_incidence_rows){0};
}
