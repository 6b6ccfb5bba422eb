#include "vrosim/simulate/specification.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/json.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/model/block.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the specification of a run");
}

static vro_status fault(const char *file, vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file}, "%s", sentence);
}

// The numbers of an order: key in JSON, range, and what a fault calls them.
typedef struct number {
    const char *key;
    size_t field; // in vro_specification
    uint64_t lower;
    uint64_t upper;
    const char *words;
} number;

static const number numbers[] = {
    {"seed", offsetof(vro_specification, random.seed), 0, UINT64_MAX, "seed"},
    {"stream", offsetof(vro_specification, random.stream), 0, UINT64_MAX, "stream"},
    {"patients", offsetof(vro_specification, size.patients), 1, VRO_PATIENTS_MAX,
     "number of children"},
    {"courses", offsetof(vro_specification, size.courses), 0, VRO_PATIENTS_MAX,
     "number of written courses"},
};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

static uint64_t number_of(const vro_specification *self, const number *row) {
    return *(const uint64_t *)((const char *)self + row->field);
}

vro_status vro_specification_init(vro_specification *self, const vro_scenario *scenario,
                                  const char *const *tables, size_t table_count,
                                  vro_errors *errors) {
    *self = (vro_specification){.subgroups = scenario->subgroups,
                                .parameters = vro_table_writer_text(scenario, errors)};
    if (!self->parameters)
        return VRO_NO_MEMORY;
    self->scenario = strdup(scenario->name);
    self->inputs = json_array();
    vro_status status = self->scenario && self->inputs ? VRO_OK : no_memory(errors);
    for (size_t i = 0; i < table_count && status == VRO_OK; i++)
        status = vro_json_append_digest(self->inputs, tables[i], tables[i], errors);
    if (status != VRO_OK)
        vro_specification_free(self);
    return status;
}

vro_status vro_specification_copy(vro_specification *self, const vro_specification *other,
                                  vro_errors *errors) {
    *self = (vro_specification){.random = other->random,
                                .size = other->size,
                                .subgroups = other->subgroups,
                                .scenario = strdup(other->scenario),
                                .parameters = strdup(other->parameters),
                                .inputs = json_deep_copy(other->inputs),
                                .analysis = json_deep_copy(other->analysis)};
    if (self->scenario && self->parameters && self->inputs && !self->analysis == !other->analysis)
        return VRO_OK;
    vro_specification_free(self);
    return no_memory(errors);
}

void vro_specification_free(vro_specification *self) {
    free(self->scenario);
    free(self->parameters);
    json_decref(self->inputs);
    json_decref(self->analysis);
    *self = (vro_specification){0};
}

// Their text, where there are any.
static vro_status set_subgroups(const vro_subgroups *subgroups, json_t *object,
                                vro_errors *errors) {
    char text[VRO_SUBGROUPS_TEXT_MAX];
    vro_subgroups_write(subgroups, text);
    if (*text == '\0' || json_object_set_new(object, "subgroups", json_string(text)) == 0)
        return VRO_OK;
    return no_memory(errors);
}

vro_status vro_specification_to_json(const vro_specification *self, json_t *object,
                                     vro_errors *errors) {
    vro_json_entry entries[] = {
        [NUMBERS] = {"scenario", json_string(self->scenario)},
        {"inputs", json_deep_copy(self->inputs)},
        {"parameters", vro_json_lines(self->parameters)},
    };
    for (size_t i = 0; i < NUMBERS; i++)
        entries[i] = (vro_json_entry){numbers[i].key, vro_json_count(number_of(self, &numbers[i]))};
    vro_status status = vro_json_set_all(object, entries, sizeof entries / sizeof *entries, errors);
    if (status == VRO_OK)
        status = set_subgroups(&self->subgroups, object, errors);
    if (status == VRO_OK && self->analysis &&
        json_object_set(object, "analysis", self->analysis) != 0)
        return no_memory(errors);
    return status;
}

static vro_status read_numbers(vro_specification *self, const json_t *object, const char *file,
                               vro_errors *errors) {
    for (size_t i = 0; i < NUMBERS; i++) {
        const number *row = &numbers[i];
        uint64_t *value = (uint64_t *)((char *)self + row->field);
        if (!vro_json_read_count(object, row->key, value) || *value < row->lower ||
            *value > row->upper)
            return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                  "its %s ('%s') is missing or out of range", row->words, row->key);
    }
    return VRO_OK;
}

// The letters that names of scenarios are made of.
static bool is_scenario_name(const char *name) {
    for (const char *letter = name; *letter != '\0'; letter++)
        if (!isalnum((unsigned char)*letter) && !strchr("_.-+", *letter))
            return false;
    return *name != '\0';
}

static vro_status read_scenario(vro_specification *self, const json_t *object, const char *file,
                                vro_errors *errors) {
    const char *name;
    if (!vro_json_read_text(object, "scenario", &name) || !is_scenario_name(name))
        return fault(file, errors, "its 'scenario' is missing or not a name");
    self->scenario = strdup(name);
    return self->scenario ? VRO_OK : no_memory(errors);
}

// Files with digests; a digest may be null.
static bool are_inputs(const json_t *inputs) {
    size_t i;
    json_t *input;
    json_array_foreach(inputs, i, input) {
        const json_t *digest = json_object_get(input, "sha256");
        if (!json_is_string(json_object_get(input, "file")) || json_object_size(input) != 2 ||
            !(json_is_string(digest) || json_is_null(digest)))
            return false;
    }
    return json_is_array(inputs);
}

static vro_status read_inputs(vro_specification *self, const json_t *object, const char *file,
                              vro_errors *errors) {
    const json_t *inputs = json_object_get(object, "inputs");
    if (!are_inputs(inputs))
        return fault(file, errors, "its 'inputs' are missing or not a list of files with digests");
    self->inputs = json_deep_copy(inputs);
    return self->inputs ? VRO_OK : no_memory(errors);
}

static vro_status read_parameters(vro_specification *self, const json_t *object, const char *file,
                                  vro_errors *errors) {
    vro_byte_buffer text = {0};
    if (!vro_json_read_lines(json_object_get(object, "parameters"), &text)) {
        vro_byte_buffer_free(&text);
        return fault(file, errors, "its 'parameters' are missing or not a list of lines");
    }
    self->parameters = vro_byte_buffer_release_text(&text);
    return self->parameters ? VRO_OK : no_memory(errors);
}

static vro_status read_subgroups(vro_specification *self, const json_t *object, const char *file,
                                 vro_errors *errors) {
    const char *text;
    vro_errors faults = {0}; // of a text that only a program could have written
    vro_status status = VRO_OK;
    if (!json_object_get(object, "subgroups"))
        return VRO_OK;
    status = vro_json_read_text(object, "subgroups", &text)
                 ? vro_subgroups_read(&self->subgroups, text, &faults)
                 : VRO_BAD_INPUT;
    vro_errors_free(&faults);
    if (status == VRO_NO_MEMORY)
        return no_memory(errors);
    return status == VRO_OK ? VRO_OK : fault(file, errors, "its 'subgroups' are not valid");
}

static vro_status read_analysis(vro_specification *self, const json_t *object, const char *file,
                                vro_errors *errors) {
    const json_t *analysis = json_object_get(object, "analysis");
    if (!analysis)
        return VRO_OK;
    if (!json_is_object(analysis))
        return fault(file, errors, "its 'analysis' is not an object");
    self->analysis = json_deep_copy(analysis);
    return self->analysis ? VRO_OK : no_memory(errors);
}

vro_status vro_specification_from_json(vro_specification *self, const json_t *object,
                                       const char *file, vro_errors *errors) {
    *self = (vro_specification){0};
    vro_status status = read_numbers(self, object, file, errors);
    if (status == VRO_OK)
        status = read_scenario(self, object, file, errors);
    if (status == VRO_OK)
        status = read_inputs(self, object, file, errors);
    if (status == VRO_OK)
        status = read_parameters(self, object, file, errors);
    if (status == VRO_OK)
        status = read_subgroups(self, object, file, errors);
    if (status == VRO_OK)
        status = read_analysis(self, object, file, errors);
    if (status != VRO_OK)
        vro_specification_free(self);
    return status;
}

vro_status vro_specification_scenario(const vro_specification *self, vro_scenario *scenario,
                                      vro_errors *errors) {
    const vro_scenario_text text = {"parameters", self->parameters, strlen(self->parameters)};
    const vro_scenario_source source = {
        .without_default = true, .texts = &text, .text_count = 1, .name = self->scenario};
    const vro_status status = vro_scenario_load(scenario, &source, errors);
    if (status == VRO_OK)
        scenario->subgroups = self->subgroups;
    return status;
}

vro_interval vro_specification_blocks(const vro_specification *self) {
    return (vro_interval){0, vro_block_count(self->size.patients)};
}

uint64_t vro_specification_children(const vro_specification *self, vro_interval blocks) {
    const uint64_t all = self->size.patients, last = vro_block_count(all);
    const uint64_t first = blocks.first < last ? blocks.first * VRO_BLOCK : all;
    const uint64_t end = blocks.end < last ? blocks.end * VRO_BLOCK : all;
    return first < end ? end - first : 0;
}

static vro_status compare_numbers(const vro_specification *self, const vro_specification *other,
                                  const char *file, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < NUMBERS; i++) {
        const uint64_t ours = number_of(self, &numbers[i]);
        const uint64_t theirs = number_of(other, &numbers[i]);
        if (ours != theirs)
            status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                    "its %s is %" PRIu64 ", not %" PRIu64, numbers[i].words, theirs,
                                    ours);
    }
    return status;
}

// The length of the line at text, its end excluded.
static size_t line_length(const char *text) {
    return strcspn(text, "\n");
}

// The line after the one at text; the end of the text after the last, which may lack its '\n'.
static const char *next_line(const char *text) {
    const char *end = text + line_length(text);
    return *end == '\n' ? end + 1 : end;
}

// Says which line of the table is the first to differ.
static vro_status compare_parameters(const char *ours, const char *theirs, const char *file,
                                     vro_errors *errors) {
    size_t line = 1;
    if (strcmp(ours, theirs) == 0)
        return VRO_OK;
    while (*ours != '\0' && *theirs != '\0' && line_length(ours) == line_length(theirs) &&
           strncmp(ours, theirs, line_length(ours)) == 0) {
        ours = next_line(ours);
        theirs = next_line(theirs);
        line++;
    }
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "its parameters differ from line %zu on: '%.*s', not '%.*s'", line,
                          (int)line_length(theirs), theirs, (int)line_length(ours), ours);
}

static vro_status compare_subgroups(const vro_subgroups *ours, const vro_subgroups *theirs,
                                    const char *file, vro_errors *errors) {
    char own[VRO_SUBGROUPS_TEXT_MAX], other[VRO_SUBGROUPS_TEXT_MAX];
    vro_subgroups_write(ours, own);
    vro_subgroups_write(theirs, other);
    if (strcmp(own, other) == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "its subgroups (--subgroups) are %s, not %s",
                          *other == '\0' ? "none" : other, *own == '\0' ? "none" : own);
}

vro_status vro_specification_compare(const vro_specification *self, const vro_specification *other,
                                     const char *file, vro_errors *errors) {
    vro_status status = compare_numbers(self, other, file, errors);
    if (strcmp(self->scenario, other->scenario) != 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its scenario is %s, not %s", other->scenario, self->scenario);
    if (compare_subgroups(&self->subgroups, &other->subgroups, file, errors) != VRO_OK)
        status = VRO_BAD_INPUT;
    if (compare_parameters(self->parameters, other->parameters, file, errors) != VRO_OK)
        status = VRO_BAD_INPUT;
    return status;
}
