// The columns of a result file that a figure cannot do without.
#ifndef VROSIM_TABLE_FIGURE_COLUMNS_H
#define VROSIM_TABLE_FIGURE_COLUMNS_H

#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

#include <stdbool.h>
#include <stddef.h>

// Fills columns[count] with the numbers of names[count]. Where the table lacks one, the drawing is
// left out with that reason, and the result is false.
bool vro_figure_columns_find(const vro_result_table *table, const char *const *names, size_t count,
                             size_t *columns, vro_language language, vro_drawing *drawing);

#endif
