#include "vrosim/table/study_folder.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/result_files.h"
#include "vrosim/table/study_facts.h"

#include <stdlib.h>

static vro_status read_manifest(vro_study_folder *self, const char *path, vro_language language,
                                vro_errors *errors) {
    json_t *manifest = NULL;
    vro_status status = VRO_OK;
    char *file = vro_atomic_file_path(path, VRO_MANIFEST_FILE, errors);
    TRY(file ? VRO_OK : VRO_NO_MEMORY);
    TRY(vro_manifest_read_json(&manifest, file, errors));
    TRY(vro_study_facts_read(&self->facts, &self->tables, manifest, file, language, errors));
    TRY(vro_methods_text_init(&self->methods, &self->facts, language, errors));
    vro_methods_text_name(&self->methods, &self->facts);
out:
    json_decref(manifest);
    free(file);
    return status;
}

vro_status vro_study_folder_read(vro_study_folder *self, const char *path, const char *const *names,
                                 size_t count, vro_language language, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_study_folder){0};
    TRY(read_manifest(self, path, language, errors));
    TRY(vro_result_files_read(&self->tables, path, names, count, errors));
out:
    if (status != VRO_OK)
        vro_study_folder_free(self);
    return status;
}

void vro_study_folder_free(vro_study_folder *self) {
    vro_methods_text_free(&self->methods);
    vro_named_texts_free(&self->facts);
    vro_result_tables_free(&self->tables);
    *self = (vro_study_folder){0};
}
