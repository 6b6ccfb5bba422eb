#include "vrosim/table/study_facts.h"

#include "vrosim/file/json.h"
#include "vrosim/input/cell.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/outcome/replicate_error.h"
#include "vrosim/study/sample_run.h"
#include "vrosim/table/evidence_facts.h"
#include "vrosim/table/manifest.h"
#include "vrosim/table/methods_words.h"
#include "vrosim/table/parameter_facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct study_reader {
    vro_named_texts *facts;
    const json_t *manifest;
    const json_t *analysis;    // NULL: of a run
    const json_t *environment; // NULL: none
    const char *file;          // of the manifest
    vro_language language;
    vro_errors *errors;
} study_reader;

// A text or a number of an object becomes a fact of its own name, or of another.
typedef struct fact_row {
    const char *key;
    const char *fact;
    bool grouped; // a number is written with marks of thousands
} fact_row;

static void set_value(const study_reader *self, const fact_row *row, const json_t *value) {
    if (json_is_string(value) && *json_string_value(value))
        vro_named_texts_set(self->facts, row->fact, "%s", json_string_value(value));
    else if (json_is_integer(value) && !row->grouped)
        vro_named_texts_set(self->facts, row->fact, "%" PRId64, (int64_t)json_integer_value(value));
    else if (json_is_number(value))
        vro_named_texts_set(
            self->facts, row->fact, "%s",
            json_is_integer(value)
                ? vro_report_decimals(self->language, json_number_value(value), 0).text
                : vro_methods_words_number(self->language, json_number_value(value)).text);
}

static void set_values(const study_reader *self, const json_t *object, const fact_row *rows,
                       size_t count) {
    for (size_t i = 0; i < count; i++)
        set_value(self, &rows[i], json_object_get(object, rows[i].key));
}

static void set_numbers(const study_reader *self) {
    static const fact_row study[] = {
        {"version", "version", false},     {"seed", "seed", false},
        {"stream", "stream", false},       {"patients", "patients", true},
        {"scenario", "scenario", false},   {"reference", "reference", false},
        {"subgroups", "subgroups", false}, {"effective_parameters", "parameters_digest", false}};
    static const fact_row analysis[] = {{"verb", "verb", false},
                                        {"samples", "samples", true},
                                        {"rows", "posterior_rows", true},
                                        {"effect", "effect", false},
                                        {"study", "proposed_study", false},
                                        {"between_study", "between_study", false},
                                        {"range", "range", false},
                                        {"grid", "grid", false},
                                        {"threshold", "threshold", false},
                                        {"parameters", "fitted", false}};
    static const fact_row run[] = {{"command", "command", false},
                                   {"seconds", "seconds", false},
                                   {"threads", "threads", false},
                                   {"ranks", "ranks", false}};
    static const fact_row build[] = {{"commit", "commit", false}, {"compiler", "compiler", false}};
    static const fact_row libraries[] = {{"gsl", "gsl", false}};
    vro_named_texts_set(self->facts, "verb", "run");
    set_values(self, self->manifest, study, sizeof study / sizeof *study);
    set_values(self, self->analysis, analysis, sizeof analysis / sizeof *analysis);
    set_values(self, self->environment, run, sizeof run / sizeof *run);
    set_values(self, json_object_get(self->environment, "build"), build,
               sizeof build / sizeof *build);
    set_values(self, json_object_get(self->environment, "libraries"), libraries,
               sizeof libraries / sizeof *libraries);
}

// The day of a time such as 2026-11-27T08:33:56Z.
static void set_date(const study_reader *self) {
    const char *started;
    if (vro_json_read_text(self->environment, "started", &started) && strlen(started) >= 10)
        vro_named_texts_set(self->facts, "date", "%.10s", started);
}

// Sets a fact to "a, b and c"; key NULL: the texts are the items themselves.
static void set_list(const study_reader *self, const char *fact, const json_t *list,
                     const char *key) {
    const size_t count = json_array_size(list);
    vro_byte_buffer words = {0};
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        const char *text = json_string_value(key ? json_object_get(item, key) : item);
        const char *before = i == 0          ? ""
                             : i + 1 < count ? ", "
                                             : vro_methods_word_text(self->language, VRO_WORD_AND);
        vro_byte_buffer_append(&words, before, strlen(before));
        if (text)
            vro_byte_buffer_append(&words, text, strlen(text));
    }
    char *text = vro_byte_buffer_release_text(&words);
    if (text && count > 0)
        vro_named_texts_set(self->facts, fact, "%s", text);
    self->facts->failed |= !text;
    free(text);
}

static void set_count(const study_reader *self, const char *fact, size_t count) {
    vro_named_texts_set(self->facts, fact, "%s",
                        vro_report_decimals(self->language, (double)count, 0).text);
}

// Facts of which there is one or the other, so that sentences can need them: "several" or
// "single_strategy", "given_children" or "drawn_children", "given_samples", "no_economics".
static void set_cases(const study_reader *self, size_t strategies) {
    const json_t *children = json_object_get(self->manifest, "children"),
                 *draws = json_object_get(self->analysis, "draws");
    const size_t lines = json_array_size(children);
    const char *attributes = json_string_value(json_array_get(children, 0));
    set_count(self, strategies > 1 ? "strategies" : "single_strategy", strategies);
    if (lines > 1 && attributes) {
        set_count(self, "given_children", lines - 1);
        vro_named_texts_set(self->facts, "given_attributes", "%s", attributes);
    } else {
        vro_named_texts_set(self->facts, "drawn_children", "%s", "");
    }
    if (draws)
        vro_named_texts_set(self->facts, "given_samples", "%s", "");
    if (!vro_named_texts_find(self->facts, "currency"))
        vro_named_texts_set(self->facts, "no_economics", "%s", "");
}

// How children are drawn: "independent_children" or "sobol" with "replicate_children", the children
// of a replicate, unless each is one; and "replicates" or "few_replicates", too few to tell errors.
static void set_sampling(const study_reader *self) {
    const vro_random_source points = {.replicate = VRO_REPLICATE};
    const char *verb = vro_named_texts_find(self->facts, "verb");
    uint64_t patients;
    if (!json_object_get(self->manifest, "sampling") ||
        !vro_json_read_count(self->manifest, "patients", &patients)) {
        vro_named_texts_set(self->facts, "independent_children", "%s", "");
        return;
    }
    const bool batches = verb && strcmp(verb, "psa") == 0;
    const uint64_t size =
        (batches ? vro_sample_run_source : vro_slot_draws_source)(points, patients).replicate;
    const uint64_t replicates = patients / size + (patients % size > 0);
    vro_named_texts_set(self->facts, "sobol", "%s", "");
    if (size > 1)
        set_count(self, "replicate_children", (size_t)size);
    if (replicates < VRO_REPLICATES_LEAST)
        vro_named_texts_set(self->facts, "few_replicates", "%s", "");
    else
        set_count(self, "replicates", (size_t)replicates);
}

static vro_status set_parameters(const study_reader *self, vro_result_tables *tables) {
    const char *strategies[VRO_STRATEGIES_MAX];
    const json_t *names = json_object_get(self->manifest, "strategies"), *name;
    size_t i, count = 0;
    vro_byte_buffer text = {0};
    vro_status status = VRO_OK;
    json_array_foreach(names, i, name) {
        if (json_is_string(name) && count < VRO_STRATEGIES_MAX)
            strategies[count++] = json_string_value(name);
    }
    if (!vro_json_read_lines(json_object_get(self->manifest, "parameters"), &text))
        status = vro_errors_add(self->errors, VRO_BAD_INPUT, &(vro_place){.file = self->file},
                                "its 'parameters' are not a list of lines");
    TRY(status);
    TRY(vro_result_tables_add(tables, VRO_PARAMETERS_FILE, (const char *)text.at, text.size,
                              self->errors));
    vro_parameter_facts_set(self->facts, vro_result_tables_find(tables, VRO_PARAMETERS_FILE),
                            strategies, count, self->language);
    set_cases(self, count);
    set_sampling(self);
out:
    vro_byte_buffer_free(&text);
    return status;
}

vro_status vro_study_facts_read(vro_named_texts *facts, vro_result_tables *tables,
                                const json_t *manifest, const char *file, vro_language language,
                                vro_errors *errors) {
    const json_t *environment = json_object_get(manifest, "environment");
    const study_reader self = {.facts = facts,
                               .manifest = manifest,
                               .analysis = json_object_get(manifest, "analysis"),
                               .environment = environment ? environment
                                                          : json_object_get(manifest, "occasion"),
                               .file = file,
                               .language = language,
                               .errors = errors};
    vro_status status = VRO_OK;
    set_numbers(&self);
    set_date(&self);
    set_list(&self, "strategy_list", json_object_get(manifest, "strategies"), NULL);
    set_list(&self, "inputs", json_object_get(manifest, "inputs"), "file");
    TRY(set_parameters(&self, tables));
    TRY(vro_evidence_facts_set(facts, self.analysis, file, language, errors));
    if (facts->failed)
        status =
            vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to describe the study");
out:
    return status;
}
