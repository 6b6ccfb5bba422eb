#include "vrosim/table/table.h"

#include "vrosim/table/result_columns.h"

vro_status vro_table_write(const vro_table *self, const void *context, vro_csv_writer *writer,
                           vro_errors *errors) {
    if (writer->decimal_commas && vro_result_columns_hold_words(self->file))
        fputs(VRO_CSV_BYTE_ORDER_MARK, writer->stream);
    vro_result_columns_write_header(self->file, writer);
    return self->write(context, writer, errors);
}
