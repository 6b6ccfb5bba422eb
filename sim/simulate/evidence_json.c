#include "vrosim/simulate/evidence_json.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"

#include <stdlib.h>

static const char EVIDENCE[] = "evidence", TABLES[] = "tables", FILE_NAME[] = "file",
                  LINES[] = "lines";

// [{"file": name without folders, "lines": [...]}, ...]; NULL if memory ran out.
static json_t *files_json(const vro_text_files *files) {
    json_t *list = json_array();
    for (size_t i = 0; i < files->count && list; i++) {
        const vro_text_file *file = &files->files[i];
        const vro_json_entry entries[] = {
            {FILE_NAME, vro_json_text(vro_atomic_file_name(file->name))},
            {LINES, vro_json_lines(file->text)}};
        if (json_array_append_new(list, vro_json_object(entries, 2)) == 0)
            continue;
        json_decref(list);
        list = NULL;
    }
    return list;
}

vro_status vro_evidence_write_json(const vro_evidence *self, const vro_text_files *tables,
                                   json_t *object, vro_errors *errors) {
    const vro_json_entry entries[] = {{EVIDENCE, files_json(&self->texts)},
                                      {TABLES, files_json(tables)}};
    return vro_json_set_all(object, entries, 2, errors);
}

static vro_status read_file(vro_text_files *files, const json_t *entry, vro_errors *errors) {
    const char *name;
    vro_byte_buffer bytes = {0};
    if (!vro_json_read_text(entry, FILE_NAME, &name) ||
        !vro_json_read_lines(json_object_get(entry, LINES), &bytes)) {
        vro_byte_buffer_free(&bytes);
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the manifest's analysis has a table without a name or lines");
    }
    const size_t size = bytes.size;
    char *text = vro_byte_buffer_release_text(&bytes);
    const vro_status status =
        text ? vro_text_files_add(files, name, text, size, errors)
             : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the evidence");
    free(text);
    return status;
}

static vro_status read_files(vro_text_files *files, const json_t *list, vro_errors *errors) {
    size_t i;
    json_t *entry;
    vro_status status = VRO_OK;
    json_array_foreach(list, i, entry) TRY(read_file(files, entry, errors));
out:
    return status;
}

vro_status vro_evidence_read_json(vro_evidence *self, vro_text_files *tables, const json_t *object,
                                  vro_errors *errors) {
    vro_text_files texts = {0};
    vro_status status = VRO_OK;
    *self = (vro_evidence){0};
    *tables = (vro_text_files){0};
    TRY(read_files(&texts, json_object_get(object, EVIDENCE), errors));
    TRY(read_files(tables, json_object_get(object, TABLES), errors));
    TRY(vro_evidence_take(self, &texts, errors));
out:
    vro_text_files_free(&texts);
    return status;
}
