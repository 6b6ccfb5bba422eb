#include "vrosim/table/figure_columns.h"

bool vro_figure_columns_find(const vro_result_table *table, const char *const *names, size_t count,
                             size_t *columns, vro_language language, vro_drawing *drawing) {
    for (size_t i = 0; i < count; i++) {
        columns[i] = vro_result_table_column(table, names[i]);
        if (columns[i] == VRO_NO_COLUMN) {
            const char *const values[] = {table->name, names[i]};
            vro_drawing_leave_out(drawing, language, VRO_TEXT_NO_COLUMN, values, 2);
            return false;
        }
    }
    return true;
}
