#include "vrosim/table/validation_tables.h"

#include "vrosim/input/table_writer.h"
#include "vrosim/table/table_files.h"

static void write_names(const vro_target *target, vro_csv_writer *writer) {
    vro_csv_writer_text(writer, target->study);
    vro_csv_writer_text(writer, target->strategy);
    vro_csv_writer_text(writer, target->subgroup);
    vro_csv_writer_text(writer, target->outcome);
    vro_csv_writer_text(writer, target->statistic);
    vro_csv_writer_text(writer, vro_target_role_name(target->role));
}

static void write_row(const vro_validated *row, vro_csv_writer *writer) {
    const vro_published_figure *published = &row->published;
    const vro_estimate *model = &row->model.estimate;
    write_names(row->target, writer);
    vro_csv_writer_number(writer, published->value, published->error);
    vro_csv_writer_number(writer, published->error, published->error);
    vro_csv_writer_number(writer, published->limits.lower, published->error);
    vro_csv_writer_number(writer, published->limits.upper, published->error);
    vro_csv_writer_exact(writer, row->target->n);
    vro_csv_writer_number(writer, model->value, model->se);
    vro_csv_writer_number(writer, model->se, model->se);
    vro_csv_writer_number(writer, row->model_sd, model->se);
    vro_csv_writer_number(writer, row->predicted.lower, published->error);
    vro_csv_writer_number(writer, row->predicted.upper, published->error);
    vro_csv_writer_number(writer, row->z, 0.1);
    vro_csv_writer_count(writer, row->inside);
    vro_csv_writer_count(writer, row->inside_predictive);
    vro_csv_writer_text(writer, row->target->source);
    vro_csv_writer_text(writer, vro_estimate_se_kind(model));
    vro_csv_writer_end(writer);
}

static vro_status write_validation(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    const vro_validation *self = ((const vro_validation_view *)context)->validation;
    (void)errors;
    for (size_t i = 0; i < self->count; i++)
        write_row(&self->rows[i], writer);
    return VRO_OK;
}

static vro_status write_parameters(const void *context, vro_csv_writer *writer,
                                   vro_errors *errors) {
    return vro_table_writer_write(writer, ((const vro_validation_view *)context)->scenario, errors);
}

static const vro_table tables[] = {
    {.file = "validation.csv", .write = write_validation},
    {.file = VRO_PARAMETERS_FILE, .write = write_parameters},
};

vro_status vro_validation_tables_write(const vro_validation_view *view, vro_new_folder *folder,
                                       vro_errors *errors) {
    return vro_tables_write(tables, sizeof tables / sizeof *tables, view, folder, errors);
}
