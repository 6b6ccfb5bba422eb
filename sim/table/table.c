#include "vrosim/table/table.h"

#include "vrosim/table/result_columns.h"

vro_status vro_table_write(const vro_table *self, const void *context, FILE *stream,
                           vro_errors *errors) {
    vro_csv_writer writer = {.stream = stream};
    vro_result_columns_write_header(self->file, &writer);
    return self->write(context, &writer, errors);
}
