#include "vrosim/web/page.h"

#include "vrosim.h"

#include "vrosim/file/csv_writer.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/library/call.h"
#include "vrosim/library/results.h"
#include "vrosim/library/scenarios.h"
#include "vrosim/web/lesson.h"
#include "vrosim/web/pairs.h"
#include "vrosim/web/told_forest.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUBGROUPS_BYTES = 1024 };

// What the present results are of.
typedef struct question {
    uint64_t first; // child
    uint64_t children;
    uint64_t seed;
    uint64_t stream;
    char subgroups[SUBGROUPS_BYTES];
} question;

struct vro_page {
    vrosim_errors *errors;
    vro_model standard;        // of the default table, near which scenarios are
    vrosim_scenario *scenario; // NULL: none was loaded
    vrosim_results *results;   // NULL: none yet
    vrosim_psa *psa;           // NULL: none yet
    question asked;            // of the results
    char *text;                // returned last
    unsigned char *packed;     // [packed_size], returned last
    size_t packed_size;
};

enum { BLOCK = 8192 };

const char *vro_page_version(void) {
    return vrosim_version();
}

// Whether there was memory enough.
static bool prepare_standard(vro_page *self) {
    vrosim_scenario *scenario = NULL;
    vro_errors errors = {0};
    if (vrosim_scenario_from_texts(&scenario, NULL, NULL, 0, NULL, self->errors) != VROSIM_OK)
        return false;
    const vro_status status =
        vro_model_init(&self->standard, vro_scenario_of_host(scenario), &errors);
    vro_errors_free(&errors);
    vrosim_scenario_free(scenario);
    return status == VRO_OK;
}

vro_page *vro_page_new(void) {
    vro_page *self = calloc(1, sizeof *self);
    if (self)
        self->errors = vrosim_errors_new();
    if (self && (!self->errors || !prepare_standard(self))) {
        vrosim_errors_free(self->errors);
        free(self);
        return NULL;
    }
    return self;
}

static void forget_results(vro_page *self) {
    vrosim_results_free(self->results);
    self->results = NULL;
}

static void forget_psa(vro_page *self) {
    vrosim_psa_free(self->psa);
    self->psa = NULL;
}

void vro_page_free(vro_page *self) {
    forget_results(self);
    forget_psa(self);
    vrosim_scenario_free(self->scenario);
    vrosim_errors_free(self->errors);
    vrosim_text_free(self->text);
    vrosim_bytes_free(self->packed);
    vro_model_free(&self->standard);
    free(self);
}

int vro_page_load(vro_page *self, const char *name, const char *table, const char *strategies,
                  const char *children) {
    forget_results(self);
    forget_psa(self);
    vrosim_scenario_free(self->scenario);
    vrosim_status status = vrosim_scenario_from_texts(
        &self->scenario, &name, &table, *table != 0, *strategies ? strategies : NULL, self->errors);
    if (status == VROSIM_OK && *children)
        status = vrosim_scenario_set_children(self->scenario, children, self->errors);
    return (int)status;
}

// Whether the results are of the first children of what is asked now.
static bool can_extend(const vro_page *self, const question *asked) {
    const question *had = &self->asked;
    return self->results && had->first == 0 && had->children % BLOCK == 0 &&
           had->children < asked->children && had->seed == asked->seed &&
           had->stream == asked->stream && strcmp(had->subgroups, asked->subgroups) == 0;
}

// Children are drawn independently: lessons are about such children, and the first of a million are
// those that were seen before.
static vrosim_options options_of_children(uint64_t children, uint64_t seed, uint64_t stream) {
    vrosim_options options = vrosim_options_default();
    options.children = children;
    options.seed = seed;
    options.stream = stream;
    options.sampling = VROSIM_PCG;
    options.threads = 1;
    return options;
}

static vrosim_options options_of(const question *asked) {
    vrosim_options options = options_of_children(asked->children, asked->seed, asked->stream);
    options.subgroups = *asked->subgroups ? asked->subgroups : NULL;
    return options;
}

// Keeps what was asked with its results, or neither.
static int conclude(vro_page *self, const question *asked, vrosim_status status) {
    if (status == VROSIM_OK)
        self->asked = *asked;
    else
        forget_results(self);
    return (int)status;
}

static int simulate(vro_page *self, const question *asked) {
    const vrosim_options options = options_of(asked);
    forget_results(self);
    return conclude(self, asked,
                    vro_results_simulate_near(&self->results, self->scenario, &options,
                                              asked->first, &self->standard, self->errors));
}

int vro_page_simulate(vro_page *self, uint64_t children, uint64_t seed, uint64_t stream,
                      const char *subgroups) {
    question asked = {.children = children, .seed = seed, .stream = stream};
    if (strlen(subgroups) >= sizeof asked.subgroups)
        return VROSIM_BAD_ARGUMENT;
    strcpy(asked.subgroups, subgroups);
    const vrosim_options options = options_of(&asked);
    if (can_extend(self, &asked))
        return conclude(self, &asked, vrosim_results_extend(self->results, &options, self->errors));
    return vro_page_part(self, 0, children, seed, stream, subgroups);
}

int vro_page_part(vro_page *self, uint64_t first, uint64_t children, uint64_t seed, uint64_t stream,
                  const char *subgroups) {
    question asked = {.first = first, .children = children, .seed = seed, .stream = stream};
    if (strlen(subgroups) >= sizeof asked.subgroups)
        return VROSIM_BAD_ARGUMENT;
    strcpy(asked.subgroups, subgroups);
    return simulate(self, &asked);
}

const unsigned char *vro_page_pack(vro_page *self) {
    vrosim_bytes_free(self->packed);
    self->packed_size = 0;
    (void)vrosim_results_pack(&self->packed, &self->packed_size, self->results, self->errors);
    return self->packed;
}

size_t vro_page_packed(const vro_page *self) {
    return self->packed_size;
}

int vro_page_merge(vro_page *self, const unsigned char *bytes, size_t size) {
    const vrosim_status status = vrosim_results_merge(self->results, bytes, size, self->errors);
    self->asked.children = vrosim_results_end(self->results);
    return (int)status;
}

// A place for the next text; that of the call before is released.
static char **next_text(vro_page *self) {
    vrosim_text_free(self->text);
    self->text = NULL;
    return &self->text;
}

const char *vro_page_table(vro_page *self, const char *file) {
    (void)vrosim_results_table(next_text(self), self->results, file, self->errors);
    return self->text;
}

const char *vro_page_summary(vro_page *self) {
    (void)vrosim_results_summary(next_text(self), self->results, self->errors);
    return self->text;
}

const char *vro_page_figure(vro_page *self, const char *name, const char *outcome, double width,
                            const char *language) {
    const vro_asked_figure asked = {name, *outcome ? outcome : NULL, width, language};
    (void)vro_results_figure_of_host(next_text(self), self->results, &asked, self->errors);
    return self->text;
}

static void write_dictionary(FILE *stream) {
    vro_csv_writer writer;
    vro_csv_writer_begin(&writer, stream, "name,unit,from,to,usual_from,usual_to,meaning");
    for (int id = 0; id < VRO_PARAMETERS; id++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)id);
        vro_csv_writer_text(&writer, row->name);
        vro_csv_writer_text(&writer, row->unit);
        vro_csv_writer_exact(&writer, row->lower);
        vro_csv_writer_exact(&writer, row->upper);
        vro_csv_writer_exact(&writer, row->usual_lower);
        vro_csv_writer_exact(&writer, row->usual_upper);
        vro_csv_writer_text(&writer, row->meaning);
        vro_csv_writer_end(&writer);
    }
}

// Hands over what was written to the stream of the text, where all went well.
static const char *close_text(vro_page *self, FILE *stream, bool went_well) {
    const bool failed = ferror(stream);
    if (fclose(stream) || failed || !went_well)
        (void)next_text(self);
    return self->text;
}

const char *vro_page_dictionary(vro_page *self) {
    size_t size = 0;
    FILE *stream = open_memstream(next_text(self), &size);
    if (!stream)
        return NULL;
    write_dictionary(stream);
    return close_text(self, stream, true);
}

int vro_page_psa(vro_page *self, uint64_t samples, uint64_t children, uint64_t seed,
                 uint64_t stream) {
    const vrosim_options options = options_of_children(children, seed, stream);
    forget_psa(self);
    return (int)vrosim_psa_run(&self->psa, self->scenario, samples, &options, self->errors);
}

const char *vro_page_uncertainty(vro_page *self, const char *file) {
    (void)vrosim_psa_table(next_text(self), self->psa, file, self->errors);
    return self->text;
}

const char *vro_page_lesson(vro_page *self, const char *name, const char *inputs) {
    vro_lesson_source source = {.scenario = self->scenario, .results = self->results};
    size_t size = 0;
    FILE *stream = open_memstream(next_text(self), &size);
    if (!stream)
        return NULL;
    const vrosim_status status = vro_lesson_write(stream, name, inputs, &source, self->errors);
    return close_text(self, stream, status == VROSIM_OK);
}

const char *vro_page_forest(vro_page *self, const char *told, double width, const char *language) {
    *next_text(self) = vro_told_forest_draw(told, width, strcmp(language, "de") == 0);
    return self->text;
}

const char *vro_page_pairs(vro_page *self, const char *strategy, const char *outcome,
                           const char *subgroup) {
    size_t size = 0;
    FILE *stream = open_memstream(next_text(self), &size);
    if (!stream)
        return NULL;
    const vro_pairs_question asked = {.reference = vrosim_scenario_strategy(self->scenario, 0),
                                      .strategy = strategy,
                                      .outcome = outcome,
                                      .subgroup = subgroup};
    const vrosim_status status = vro_pairs_write(stream, self->results, &asked, self->errors);
    return close_text(self, stream, status == VROSIM_OK);
}

const char *vro_page_story(vro_page *self, uint64_t child, uint64_t seed, uint64_t stream,
                           const char *language) {
    const vrosim_story story = {.child = child, .language = language};
    const vrosim_options options = options_of_children(BLOCK, seed, stream);
    (void)vrosim_scenario_story(next_text(self), self->scenario, &story, &options, self->errors);
    return self->text;
}

const char *vro_page_faults(vro_page *self) {
    const size_t count = vrosim_errors_count(self->errors);
    size_t size = 1;
    for (size_t i = 0; i < count; i++)
        size += strlen(vrosim_errors_get(self->errors, i).text) + 1;
    char **text = next_text(self);
    *text = malloc(size);
    if (!*text)
        return "";
    char *end = *text;
    *end = '\0';
    for (size_t i = 0; i < count; i++) {
        end = stpcpy(end, vrosim_errors_get(self->errors, i).text);
        end = stpcpy(end, "\n");
    }
    return *text;
}
