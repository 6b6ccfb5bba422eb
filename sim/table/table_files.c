#include "vrosim/table/table_files.h"

#include "vrosim/file/csv_file.h"
#include "vrosim/table/run_tables.h"

static vro_status write_file(const vro_table *table, const void *context, vro_new_folder *folder,
                             vro_errors *errors) {
    vro_csv_file file;
    vro_status status = VRO_OK, closed = VRO_OK;
    TRY(vro_csv_file_open(&file, folder, table->file, NULL, errors));
    TRY(vro_table_write(table, context, &file.writer, errors));
out:
    closed = vro_csv_file_close(&file, errors);
    return status == VRO_OK ? closed : status;
}

vro_status vro_tables_write(const vro_table *tables, size_t count, const void *context,
                            vro_new_folder *folder, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < count && status == VRO_OK; i++)
        if (!tables[i].is_present || tables[i].is_present(context))
            status = write_file(&tables[i], context, folder, errors);
    return status;
}

// Several tables at a time: most of the work is the printing of numbers.
vro_status vro_run_tables_write(const vro_results_view *view, vro_new_folder *folder, int threads,
                                vro_errors *errors) {
    vro_errors faults[VRO_RUN_TABLES] = {0};
    vro_status statuses[VRO_RUN_TABLES], first = VRO_OK;
    (void)threads; // where there is no OpenMP
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
#endif
    for (size_t i = 0; i < VRO_RUN_TABLES; i++)
        statuses[i] = write_file(&vro_run_tables[i], view, folder, &faults[i]);
    for (size_t i = 0; i < VRO_RUN_TABLES; i++) {
        vro_errors_take(errors, &faults[i]);
        first = first == VRO_OK ? statuses[i] : first;
    }
    return first;
}
