#include "vrosim/verb/checklist.h"

#include "vrosim/file/added_file.h"
#include "vrosim/file/atomic_file.h"
#include "vrosim/table/checklist_answers.h"
#include "vrosim/table/checklist_files.h"
#include "vrosim/table/result_facts.h"
#include "vrosim/table/result_files.h"
#include "vrosim/table/study_folder.h"
#include "vrosim/verb/option.h"

#include <stdlib.h>
#include <string.h>

// Everything may still be zero when it is freed.
typedef struct work {
    vro_checklist_form form;
    vro_study_folder study;
    vro_checklist checklist;
    const char *out; // the folder
} work;

// Tells where a further folder rests on other parameters than the study. One without a manifest,
// such as that of verify, rests on none.
static void note_parameters(const work *self, const char *folder, vro_errors *errors) {
    const char *own = vro_named_texts_find(&self->study.facts, "parameters_digest");
    vro_study_folder other;
    vro_errors faults = {0};
    if (vro_study_folder_read(&other, folder, NULL, 0, VRO_ENGLISH, &faults) == VRO_OK) {
        const char *digest = vro_named_texts_find(&other.facts, "parameters_digest");
        if (!own || !digest || strcmp(own, digest) != 0)
            vro_errors_note(errors, folder,
                            "rests on other parameters (scenario %s) than the first folder",
                            vro_named_texts_find(&other.facts, "scenario"));
        vro_study_folder_free(&other);
    }
    vro_errors_free(&faults);
}

// The first folder says what the study is; the others add the files that it lacks.
static vro_status read_folders(work *self, const vro_options *options, vro_errors *errors) {
    size_t count;
    const char *const *files = vro_result_facts_files(&count);
    vro_status status = VRO_OK;
    TRY(vro_study_folder_read(&self->study, options->tables[1], files, count, VRO_ENGLISH, errors));
    for (size_t i = 2; i < options->table_count; i++) {
        TRY(vro_result_files_read(&self->study.tables, options->tables[i], files, count, errors));
        note_parameters(self, options->tables[i], errors);
    }
    vro_result_facts_set(&self->study.facts, &self->study.tables);
    if (self->study.facts.failed)
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the checklist");
out:
    return status;
}

// "checklist_cheers.csv" as a path of the folder, owned by the caller; NULL without memory
// (reported).
static char *path_of(const work *self, const char *extension, vro_errors *errors) {
    char name[128];
    snprintf(name, sizeof name, "checklist_%s.%s", self->form.name, extension);
    return vro_atomic_file_path(self->out, name, errors);
}

static vro_status write_file(const work *self, const char *extension, FILE *output,
                             vro_errors *errors) {
    const bool page = strcmp(extension, "html") == 0;
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    char *path = path_of(self, extension, errors);
    FILE *stream = path ? vro_byte_buffer_stream(&bytes) : NULL;
    TRY(stream ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a checklist"));
    if (page)
        vro_checklist_write_html(&self->checklist, &self->study.facts, stream);
    else
        vro_checklist_write_csv(&self->checklist, stream);
    fclose(stream);
    TRY(vro_added_file_write(self->out, vro_atomic_file_name(path), &bytes, errors));
    fprintf(output, "%s\n", path);
out:
    vro_byte_buffer_free(&bytes);
    free(path);
    return status;
}

// Puts in the answers that are given, and checks that none of an earlier checklist is lost.
static vro_status take_answers(work *self, const char *answers, FILE *output, vro_errors *errors) {
    size_t count = 0;
    vro_status status = VRO_OK;
    char *earlier = path_of(self, "csv", errors);
    TRY(earlier ? VRO_OK : VRO_NO_MEMORY);
    if (answers)
        TRY(vro_checklist_answers_read(&self->checklist, answers, &count, errors));
    TRY(vro_checklist_answers_keep(&self->checklist, earlier, errors));
    if (answers)
        fprintf(output, "%zu answer%s of %s\n", count, count == 1 ? "" : "s", answers);
out:
    free(earlier);
    return status;
}

vro_status vro_checklist_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    work self = {.out = vro_option_is_given(options, VRO_OPTION_OUT) ? options->out : "."};
    vro_status status = VRO_OK;
    TRY(vro_checklist_form_read(&self.form, options->tables[0], errors));
    TRY(read_folders(&self, options, errors));
    TRY(vro_checklist_init(&self.checklist, &self.form, &self.study.facts, errors));
    TRY(vro_added_file_make_folder(self.out, errors));
    TRY(take_answers(&self, options->answers, output, errors));
    TRY(write_file(&self, "csv", output, errors));
    TRY(write_file(&self, "html", output, errors));
    vro_checklist_print_counts(&self.checklist, output);
    fputs("\n", output);
out:
    vro_checklist_free(&self.checklist);
    vro_study_folder_free(&self.study);
    vro_checklist_form_free(&self.form);
    return status;
}
