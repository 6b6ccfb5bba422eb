#include "vrosim/table/report.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/file_digests.h"
#include "vrosim/file/json.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/result_files.h"
#include "vrosim/table/study_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NARROW = 300, FILES_MAX = 64, PREFIX_MAX = 64 };

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the report");
}

// The files that figures and the comparison take; returns how many.
static size_t list_files(const char *names[FILES_MAX]) {
    size_t figures, count = 0;
    const vro_figure *all = vro_figures(&figures);
    names[count++] = "summary.csv";
    names[count++] = "psa_summary.csv";
    names[count++] = VRO_PARAMETERS_FILE;
    for (size_t i = 0; i < figures; i++)
        for (size_t j = 0; j < 2 * VRO_FIGURE_FILES_MAX; j++) {
            const char *name =
                j < VRO_FIGURE_FILES_MAX ? all[i].files[j] : all[i].also[j - VRO_FIGURE_FILES_MAX];
            bool known = !name;
            for (size_t k = 0; k < count && !known; k++)
                known = strcmp(names[k], name) == 0;
            if (!known && count < FILES_MAX)
                names[count++] = name;
        }
    return count;
}

static vro_status read_tables(vro_result_tables *tables, const char *folder, vro_errors *errors) {
    const char *names[FILES_MAX];
    const size_t count = list_files(names);
    vro_status status = VRO_OK;
    TRY(vro_result_files_read(tables, folder, names, count, errors));
    if (tables->count == 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = folder},
                                "holds no file of results that can be shown, such as summary.csv; "
                                "name the folder that run, psa, sensitivity, validate or "
                                "calibrate wrote");
out:
    return status;
}

// The manifest of the folder; NULL where there is none, or none of this program.
static json_t *load_manifest(const char *path) {
    json_t *json = json_load_file(path, 0, NULL);
    if (vro_manifest_is_one(json))
        return json;
    json_decref(json);
    return NULL;
}

static vro_status read_facts(vro_report *self, vro_errors *errors) {
    const vro_report_request *request = &self->request;
    char *path = vro_atomic_file_path(request->folder, VRO_MANIFEST_FILE, errors);
    json_t *loaded = request->manifest || !path ? NULL : load_manifest(path);
    const json_t *manifest = request->manifest ? request->manifest : loaded;
    vro_status status = VRO_OK;
    TRY(path ? VRO_OK : VRO_NO_MEMORY);
    if (!manifest)
        goto out;
    TRY(vro_study_facts_read(&self->facts, &self->manifest_tables, manifest, path,
                             request->language, errors));
    TRY(vro_methods_text_init(&self->methods, &self->facts, request->language, errors));
out:
    json_decref(loaded);
    free(path);
    return status;
}

// Adds a figure that is to be drawn.
static vro_status add(vro_report *self, const vro_figure *figure, vro_errors *errors) {
    vro_report_figure *figures = realloc(self->figures, (self->count + 1) * sizeof *figures);
    if (!figures)
        return no_memory(errors);
    self->figures = figures;
    figures[self->count++] = (vro_report_figure){.figure = figure};
    return VRO_OK;
}

static vro_status choose_all(vro_report *self, vro_errors *errors) {
    size_t count;
    const vro_figure *all = vro_figures(&count);
    vro_status status = VRO_OK;
    for (size_t i = 0; i < count; i++)
        if (vro_figure_concerns(&all[i], &self->tables))
            TRY(add(self, &all[i], errors));
out:
    return status;
}

static bool is_chosen(const vro_report *self, const vro_figure *figure) {
    for (size_t i = 0; i < self->count; i++)
        if (self->figures[i].figure == figure)
            return true;
    return false;
}

// Those that are named, in the order in which they are.
static vro_status choose_named(vro_report *self, const char *names, vro_errors *errors) {
    const vro_figure *figure;
    char *copy = strdup(names), *rest = copy, *name;
    vro_status status = VRO_OK, worst = VRO_OK;
    TRY(copy ? VRO_OK : no_memory(errors));
    while ((name = strsep(&rest, ","))) {
        status = vro_figure_find(&figure, name, errors);
        worst = vro_status_worse(worst, status);
        if (status == VRO_OK && !is_chosen(self, figure))
            TRY(add(self, figure, errors));
    }
    status = worst;
out:
    free(copy);
    return status;
}

static vro_status draw(vro_report_figure *self, const vro_report *report, vro_errors *errors) {
    char wide[PREFIX_MAX], narrow[PREFIX_MAX];
    const vro_language language = report->request.language;
    vro_status status = VRO_OK;
    snprintf(wide, sizeof wide, "wide-%s", self->figure->name);
    snprintf(narrow, sizeof narrow, "narrow-%s", self->figure->name);
    TRY(vro_figure_draw(self->figure, &report->tables,
                        &(vro_figure_options){report->request.width, language, wide, NULL},
                        &self->wide, errors));
    TRY(vro_figure_draw(self->figure, &report->tables,
                        &(vro_figure_options){NARROW, language, narrow, NULL}, &self->narrow,
                        errors));
out:
    return status;
}

vro_status vro_report_open(vro_report *self, const vro_report_request *request,
                           vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_report){.request = *request};
    if (request->figures) // a slip in a name is told before anything is read
        TRY(choose_named(self, request->figures, errors));
    TRY(read_tables(&self->tables, request->folder, errors));
    if (request->compare)
        TRY(read_tables(&self->compared, request->compare, errors));
    TRY(read_facts(self, errors));
    if (!request->figures)
        TRY(choose_all(self, errors));
    for (size_t i = 0; i < self->count; i++)
        TRY(draw(&self->figures[i], self, errors));
out:
    return status;
}

// That of differences between strategies says most; else the first.
const char *vro_report_finding(const vro_report *self) {
    const char *finding = NULL;
    for (size_t i = 0; i < self->count; i++) {
        const vro_report_figure *figure = &self->figures[i];
        if (figure->wide.title &&
            (!finding || figure->figure->heading == VRO_TEXT_CONTRASTS_HEADING))
            finding = figure->wide.title;
    }
    return finding;
}

void vro_report_free(vro_report *self) {
    for (size_t i = 0; i < self->count; i++) {
        vro_drawing_free(&self->figures[i].wide);
        vro_drawing_free(&self->figures[i].narrow);
    }
    free(self->figures);
    vro_result_tables_free(&self->compared);
    vro_result_tables_free(&self->tables);
    vro_result_tables_free(&self->manifest_tables);
    vro_methods_text_free(&self->methods);
    vro_named_texts_free(&self->facts);
    *self = (vro_report){0};
}
