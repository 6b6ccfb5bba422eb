#include "vrosim/table/run_figure.h"

#include "vrosim/table/figure.h"
#include "vrosim/table/run_tables.h"

#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
}

static bool is_table_of_run(const char *name) {
    for (size_t i = 0; i < VRO_RUN_TABLES; i++)
        if (strcmp(vro_run_tables[i].file, name) == 0)
            return true;
    return false;
}

// Adds a table as a run would write it.
static vro_status add(vro_result_tables *tables, const vro_results_view *view, const char *name,
                      vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(&bytes);
    TRY(stream ? VRO_OK : no_memory(errors));
    status = vro_run_table_write(view, name, stream, errors);
    fclose(stream);
    TRY(status == VRO_OK && bytes.failed ? no_memory(errors) : status);
    TRY(vro_result_tables_add(tables, name, (const char *)bytes.at, bytes.size, errors));
out:
    vro_byte_buffer_free(&bytes);
    return status;
}

static vro_status add_all(vro_result_tables *tables, const vro_results_view *view,
                          const char *const names[VRO_FIGURE_FILES_MAX], vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < VRO_FIGURE_FILES_MAX && names[i]; i++)
        if (is_table_of_run(names[i]))
            TRY(add(tables, view, names[i], errors));
out:
    return status;
}

vro_status vro_run_figure_draw(const vro_results_view *view, const char *name,
                               const vro_figure_options *options, vro_drawing *drawing,
                               vro_errors *errors) {
    vro_result_tables tables = {0};
    const vro_figure *figure;
    vro_results_view drawn = *view;
    vro_status status = VRO_OK;
    drawn.without_subgroups = true;
    TRY(vro_figure_find(&figure, name, errors));
    TRY(add_all(&tables, &drawn, figure->files, errors));
    TRY(add_all(&tables, &drawn, figure->also, errors));
    TRY(vro_figure_draw(figure, &tables, options, drawing, errors));
    if (drawing->left_out)
        status =
            vro_errors_add(errors, VRO_BAD_USAGE, NULL, "figure '%s': %s", name, drawing->left_out);
out:
    vro_result_tables_free(&tables);
    return status;
}
