#include "vrosim/table/checklist_form.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/paragraph.h"
#include "vrosim/core/text.h"
#include "vrosim/input/builtin.h"

#include <stdlib.h>
#include <string.h>

static const char FORMS[] = "forms.csv";
enum { FORMS_MAX = 64 };

static vro_status add_builtin(vro_checklist_form *self, const char *name, vro_errors *errors) {
    for (size_t i = 0; i < vro_builtin_checklists_count; i++) {
        const vro_builtin_file *file = &vro_builtin_checklists[i];
        if (strcmp(file->name, name) == 0)
            return vro_result_tables_add(&self->tables, name, file->text, file->size, errors);
    }
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = name}, "is not there");
}

static const char *cell(const vro_result_table *table, size_t row, const char *column) {
    return vro_result_table_text(table, row, vro_result_table_column(table, column));
}

static vro_status refuse(const vro_result_table *forms, const char *name, vro_errors *errors) {
    const char *names[FORMS_MAX];
    vro_name_list among = {.names = names};
    while (among.count < forms->rows && among.count < FORMS_MAX) {
        names[among.count] = cell(forms, among.count, "form");
        among.count++;
    }
    vro_paragraph all = {0};
    for (size_t i = 0; i < among.count; i++)
        vro_paragraph_add_item(&all, 0, ", ", "%s", names[i]);
    const char *nearest = vro_nearest_name(name, &among);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' is no form%s%s%s; there are %s",
                          vro_text_excerpt(name).text, nearest ? "; the nearest is '" : "",
                          nearest ? nearest : "", nearest ? "'" : "", all.text);
}

static vro_status find_form(vro_checklist_form *self, const char *name, vro_errors *errors) {
    const vro_result_table *forms = vro_result_tables_find(&self->tables, FORMS);
    const vro_result_condition named = {"form", name};
    const size_t row = vro_result_table_find(forms, 0, &named, 1);
    if (row == forms->rows)
        return refuse(forms, name, errors);
    self->name = cell(forms, row, "form");
    self->title = cell(forms, row, "title");
    self->link = cell(forms, row, "link");
    self->note = cell(forms, row, "note");
    return VRO_OK;
}

static vro_status read_items(vro_checklist_form *self, vro_errors *errors) {
    char file[64];
    vro_status status = VRO_OK;
    snprintf(file, sizeof file, "%s.csv", self->name);
    TRY(add_builtin(self, file, errors));
    const vro_result_table *table = vro_result_tables_find(&self->tables, file);
    self->items = calloc(table->rows + 1, sizeof *self->items);
    TRY(self->items ? VRO_OK
                    : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a form"));
    self->count = table->rows;
    for (size_t row = 0; row < table->rows; row++)
        self->items[row] = (vro_checklist_item){
            cell(table, row, "item"),           cell(table, row, "section"),
            cell(table, row, "recommendation"), cell(table, row, "filled"),
            cell(table, row, "draft"),          cell(table, row, "gap"),
            cell(table, row, "where"),          cell(table, row, "evidence_file"),
            cell(table, row, "command")};
out:
    return status;
}

vro_status vro_checklist_form_read(vro_checklist_form *self, const char *name, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_checklist_form){0};
    TRY(add_builtin(self, FORMS, errors));
    TRY(find_form(self, name, errors));
    TRY(read_items(self, errors));
out:
    if (status != VRO_OK)
        vro_checklist_form_free(self);
    return status;
}

size_t vro_checklist_form_find(const vro_checklist_form *self, const char *item) {
    size_t i = 0;
    while (i < self->count && strcmp(self->items[i].item, item) != 0)
        i++;
    return i;
}

void vro_checklist_form_free(vro_checklist_form *self) {
    vro_result_tables_free(&self->tables);
    free(self->items);
    *self = (vro_checklist_form){0};
}
