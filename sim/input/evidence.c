#include "vrosim/input/evidence.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/input/builtin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char STUDIES_FILE[] = "studies.csv";
static const char BUILTIN_TARGETS[] = "targets.csv", BUILTIN_PRIOR[] = "prior.csv";

enum { TABLES_MAX = 64 }; // layers of one scenario, the user's and the study's

// The place of a file beside the targets at path: owned; NULL without memory.
static char *path_beside(const char *path, const char *name) {
    const char *slash = strrchr(path, '/');
    const size_t folder = slash && *name != '/' ? (size_t)(slash - path) + 1 : 0;
    char *beside = malloc(folder + strlen(name) + 1);
    if (beside) {
        memcpy(beside, path, folder);
        strcpy(beside + folder, name);
    }
    return beside;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read the evidence");
}

// Adds a file that the program holds.
static vro_status add_builtin(vro_text_files *to, const char *name, vro_errors *errors) {
    for (size_t i = 0; i < vro_builtin_evidence_count; i++) {
        const vro_builtin_file *file = &vro_builtin_evidence[i];
        if (strcmp(file->name, name) == 0)
            return vro_text_files_add(to, name, file->text, file->size, errors);
    }
    return vro_errors_add(errors, VRO_BAD_INPUT, NULL, "table '%s' is not there",
                          vro_text_excerpt(name).text);
}

// Adds the file of a name beside the targets; targets NULL: one that the program holds.
static vro_status add_file(vro_text_files *to, const char *targets, const char *name,
                           vro_errors *errors) {
    if (!targets)
        return add_builtin(to, name, errors);
    char *path = path_beside(targets, name);
    const vro_status status =
        path ? vro_text_files_read(to, path, path, errors) : no_memory(errors);
    free(path);
    return status;
}

static vro_status open_text(vro_csv_reader **csv, const vro_text_file *file) {
    return vro_csv_reader_open_text(csv, file->name, file->text, file->size);
}

static vro_status parse_targets(vro_evidence *self, vro_errors *errors) {
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(open_text(&csv, &self->texts.files[VRO_EVIDENCE_TARGETS]));
    TRY(vro_targets_read(&self->targets, csv, errors));
out:
    vro_csv_reader_free(csv);
    return status;
}

static vro_status parse_studies(vro_evidence *self, vro_errors *errors) {
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(open_text(&csv, &self->texts.files[VRO_EVIDENCE_STUDIES]));
    TRY(vro_studies_read(&self->studies, csv, errors));
out:
    vro_csv_reader_free(csv);
    return status;
}

vro_place vro_evidence_place(const vro_evidence *self, size_t target) {
    return (vro_place){self->texts.files[VRO_EVIDENCE_TARGETS].name,
                       self->targets.rows[target].line, 0};
}

static vro_status fault_of_study(const vro_evidence *self, size_t target, vro_errors *errors) {
    const vro_place place = vro_evidence_place(self, target);
    const char *name = self->targets.rows[target].study;
    const size_t count = self->studies.count;
    const char **names = calloc(count + 1, sizeof *names);
    if (!names)
        return no_memory(errors);
    for (size_t i = 0; i < count; i++)
        names[i] = self->studies.rows[i].name;
    const vro_name_list among = {.names = names, .count = count};
    vro_errors_add(errors, VRO_BAD_INPUT, &place, "%s has no study '%s'%s", STUDIES_FILE,
                   vro_text_excerpt(name).text, vro_suggest(name, &among).text);
    free(names);
    return VRO_BAD_INPUT;
}

// Finds the study of each target.
static vro_status match(vro_evidence *self, vro_errors *errors) {
    vro_status status = VRO_OK;
    self->study_of = calloc(self->targets.count + 1, sizeof *self->study_of);
    if (!self->study_of)
        return no_memory(errors);
    for (size_t i = 0; i < self->targets.count; i++) {
        self->study_of[i] = vro_studies_find(&self->studies, self->targets.rows[i].study);
        if (self->study_of[i] == self->studies.count)
            status = vro_status_worse(status, fault_of_study(self, i, errors));
    }
    return status;
}

static vro_status read_tables(vro_evidence *self, const char *path, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->studies.paths.count && status != VRO_NO_MEMORY; i++)
        status = vro_status_worse(
            status, add_file(&self->texts, path, self->studies.paths.texts[i], errors));
    return status;
}

// The faults of both files are told.
static vro_status parse(vro_evidence *self, vro_errors *errors) {
    const vro_status targets = parse_targets(self, errors);
    return vro_status_worse(targets, parse_studies(self, errors));
}

vro_status vro_evidence_read(vro_evidence *self, const vro_text_file *targets, vro_errors *errors) {
    const char *path = targets ? targets->name : NULL;
    vro_status status = VRO_OK;
    *self = (vro_evidence){0};
    if (targets)
        TRY(vro_text_files_add(&self->texts, path, targets->text, targets->size, errors));
    else
        TRY(add_builtin(&self->texts, BUILTIN_TARGETS, errors));
    TRY(add_file(&self->texts, path, STUDIES_FILE, errors));
    TRY(parse(self, errors));
    TRY(vro_status_worse(match(self, errors), read_tables(self, path, errors)));
out:
    return status;
}

vro_status vro_evidence_read_studies(vro_evidence *self, const char *path, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_evidence){0};
    TRY(vro_text_files_add(&self->texts, "", "", 0, errors)); // in place of the targets
    TRY(vro_text_files_read(&self->texts, path, path, errors));
    TRY(parse_studies(self, errors));
    TRY(read_tables(self, path, errors));
out:
    return status;
}

vro_status vro_evidence_add_prior(vro_text_files *tables, const char *path, vro_errors *errors) {
    return path ? vro_text_files_read(tables, path, path, errors)
                : add_builtin(tables, BUILTIN_PRIOR, errors);
}

vro_status vro_evidence_take(vro_evidence *self, vro_text_files *texts, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_evidence){.texts = *texts};
    *texts = (vro_text_files){0};
    if (self->texts.count < VRO_EVIDENCE_TABLES)
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the targets or the studies are missing");
    TRY(parse(self, errors));
    TRY(match(self, errors));
    if (self->texts.count != VRO_EVIDENCE_TABLES + self->studies.paths.count)
        status = vro_errors_add(errors, VRO_BAD_INPUT, NULL, "a table of a study is missing");
out:
    return status;
}

static void append_layer(vro_scenario_source *source, vro_scenario_text *texts,
                         const vro_text_file *file) {
    texts[source->text_count++] = (vro_scenario_text){file->name, file->text, file->size};
}

vro_status vro_evidence_scenario(const vro_evidence *self, size_t study,
                                 const vro_text_files *tables, const char *strategies,
                                 vro_scenario *scenario, vro_errors *errors) {
    const vro_study *row = &self->studies.rows[study];
    vro_scenario_text texts[TABLES_MAX];
    vro_scenario_source source = {.texts = texts, .strategies = strategies, .name = row->name};
    if (tables->count + row->table_count > TABLES_MAX)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "more than %d tables", TABLES_MAX);
    for (size_t i = 0; i < tables->count; i++)
        append_layer(&source, texts, &tables->files[i]);
    for (size_t i = 0; i < row->table_count; i++)
        append_layer(&source, texts, &self->texts.files[VRO_EVIDENCE_TABLES + row->tables[i]]);
    return vro_scenario_load(scenario, &source, errors);
}

void vro_evidence_free(vro_evidence *self) {
    free(self->study_of);
    vro_studies_free(&self->studies);
    vro_targets_free(&self->targets);
    vro_text_files_free(&self->texts);
    *self = (vro_evidence){0};
}
