#include "vrosim/simulate/specification_json.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/json.h"
#include "vrosim/input/strategy_name.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char SOBOL[] = "sobol";

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the specification of a run");
}

static vro_status fault(const char *file, vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file}, "%s", sentence);
}

vro_status vro_specification_json_write(const vro_specification *self, json_t *object,
                                        vro_errors *errors) {
    enum { NUMBERS = VRO_SPECIFICATION_NUMBERS };
    const vro_specification_number *numbers = vro_specification_numbers();
    char subgroups[VRO_SUBGROUPS_TEXT_MAX];
    vro_json_entry entries[] = {
        [NUMBERS] = {"scenario", json_string(self->scenario)},
        {"reference", json_string(self->reference)},
        {"inputs", json_deep_copy(self->inputs)},
        {"parameters", vro_json_lines(self->parameters)},
    };
    vro_status status = VRO_OK;
    for (size_t i = 0; i < NUMBERS; i++) {
        const uint64_t number = *(const uint64_t *)((const char *)self + numbers[i].field);
        entries[i] = (vro_json_entry){numbers[i].key, vro_json_count(number)};
    }
    TRY(vro_json_set_all(object, entries, sizeof entries / sizeof *entries, errors));
    vro_subgroups_write(&self->subgroups, subgroups);
    if (*subgroups != '\0' && json_object_set_new(object, "subgroups", json_string(subgroups)) != 0)
        return no_memory(errors);
    if (self->children &&
        json_object_set_new(object, "children", vro_json_lines(self->children)) != 0)
        return no_memory(errors);
    if (self->random.replicate > 0 &&
        json_object_set_new(object, "sampling", json_string(SOBOL)) != 0)
        return no_memory(errors);
    if (self->decimal_commas && json_object_set_new(object, "decimal", json_string("comma")) != 0)
        return no_memory(errors);
    if (self->report && json_object_set_new(object, "report", json_true()) != 0)
        return no_memory(errors);
    if (self->analysis && json_object_set(object, "analysis", self->analysis) != 0)
        return no_memory(errors);
out:
    return status;
}

static vro_status read_numbers(vro_specification *self, const json_t *object, const char *file,
                               vro_errors *errors) {
    for (size_t i = 0; i < VRO_SPECIFICATION_NUMBERS; i++) {
        const vro_specification_number *number = &vro_specification_numbers()[i];
        uint64_t *value = (uint64_t *)((char *)self + number->field);
        if (!vro_json_read_count(object, number->key, value) || *value < number->lower ||
            *value > number->upper)
            return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                  "its %s ('%s') is missing or out of range", number->name,
                                  number->key);
    }
    return VRO_OK;
}

static bool is_scenario_name(const char *name) {
    for (const char *letter = name; *letter != '\0'; letter++)
        if (!isalnum((unsigned char)*letter) && !strchr("_.-+=", *letter))
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

static vro_status read_reference(vro_specification *self, const json_t *object, const char *file,
                                 vro_errors *errors) {
    const char *name;
    if (!vro_json_read_text(object, "reference", &name) || vro_strategy_name_fault(name))
        return fault(file, errors, "its 'reference' is missing or not a strategy");
    self->reference = strdup(name);
    return self->reference ? VRO_OK : no_memory(errors);
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

static vro_status read_lines(const json_t *lines, char **text, const char *sentence,
                             const char *file, vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    if (!vro_json_read_lines(lines, &bytes)) {
        vro_byte_buffer_free(&bytes);
        return fault(file, errors, sentence);
    }
    *text = vro_byte_buffer_release_text(&bytes);
    return *text ? VRO_OK : no_memory(errors);
}

static vro_status read_parameters(vro_specification *self, const json_t *object, const char *file,
                                  vro_errors *errors) {
    return read_lines(json_object_get(object, "parameters"), &self->parameters,
                      "its 'parameters' are missing or not a list of lines", file, errors);
}

static vro_status read_children(vro_specification *self, const json_t *object, const char *file,
                                vro_errors *errors) {
    const json_t *lines = json_object_get(object, "children");
    return lines ? read_lines(lines, &self->children, "its 'children' are not a list of lines",
                              file, errors)
                 : VRO_OK;
}

static vro_status read_subgroups(vro_specification *self, const json_t *object, const char *file,
                                 vro_errors *errors) {
    const char *text;
    vro_errors faults = {0}; // dropped: users do not write this text
    vro_status status = VRO_BAD_INPUT;
    if (!json_object_get(object, "subgroups"))
        return VRO_OK;
    if (vro_json_read_text(object, "subgroups", &text))
        status = vro_subgroups_read(&self->subgroups, text, &faults);
    vro_errors_free(&faults);
    if (status == VRO_NO_MEMORY)
        return no_memory(errors);
    return status == VRO_OK ? VRO_OK : fault(file, errors, "its 'subgroups' are not valid");
}

// PCG32 alone where it is not said. The number of children says how large replicates are.
static vro_status read_sampling(vro_specification *self, const json_t *object, const char *file,
                                vro_errors *errors) {
    const char *sampling;
    if (!json_object_get(object, "sampling"))
        return VRO_OK;
    if (!vro_json_read_text(object, "sampling", &sampling) || strcmp(sampling, SOBOL) != 0)
        return fault(file, errors, "its 'sampling' is not sobol");
    self->random.replicate = VRO_REPLICATE;
    self->random = vro_slot_draws_source(self->random, self->size.patients);
    return VRO_OK;
}

// Points where it is not said.
static vro_status read_decimal(vro_specification *self, const json_t *object, const char *file,
                               vro_errors *errors) {
    const char *mark = "point";
    if (json_object_get(object, "decimal") && !vro_json_read_text(object, "decimal", &mark))
        return fault(file, errors, "its 'decimal' is not comma or point");
    self->decimal_commas = strcmp(mark, "comma") == 0;
    return self->decimal_commas || strcmp(mark, "point") == 0
               ? VRO_OK
               : fault(file, errors, "its 'decimal' is not comma or point");
}

// None where it is not said.
static vro_status read_report(vro_specification *self, const json_t *object, const char *file,
                              vro_errors *errors) {
    const json_t *report = json_object_get(object, "report");
    self->report = json_is_true(report);
    return !report || json_is_boolean(report)
               ? VRO_OK
               : fault(file, errors, "its 'report' is not true or false");
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

vro_status vro_specification_json_read(vro_specification *self, const json_t *object,
                                       const char *file, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_specification){0};
    TRY(read_numbers(self, object, file, errors));
    TRY(read_scenario(self, object, file, errors));
    TRY(read_reference(self, object, file, errors));
    TRY(read_inputs(self, object, file, errors));
    TRY(read_parameters(self, object, file, errors));
    TRY(read_children(self, object, file, errors));
    TRY(read_subgroups(self, object, file, errors));
    TRY(read_sampling(self, object, file, errors));
    TRY(read_decimal(self, object, file, errors));
    TRY(read_report(self, object, file, errors));
    TRY(read_analysis(self, object, file, errors));
out:
    if (status != VRO_OK)
        vro_specification_free(self);
    return status;
}

static vro_status encode(const vro_specification *self, unsigned char **bytes, size_t *size,
                         vro_errors *errors) {
    json_t *object = json_object();
    vro_status status = VRO_OK;
    TRY(object && json_object_set_new(object, "version", json_string(VRO_VERSION)) == 0
            ? vro_specification_json_write(self, object, errors)
            : no_memory(errors));
    *bytes = (unsigned char *)vro_json_print(object, size);
    TRY(*bytes ? VRO_OK : no_memory(errors));
out:
    json_decref(object);
    return status;
}

// As ranks of another version would simulate something else, they are refused.
static vro_status decode(vro_specification *self, const unsigned char *bytes, size_t size,
                         vro_errors *errors) {
    static const char name[] = "the specification of rank 0";
    json_t *object = json_loadb((const char *)bytes, size, 0, NULL);
    vro_status status = VRO_OK;
    TRY(object ? vro_json_check_version(object, name, errors) : no_memory(errors));
    TRY(vro_specification_json_read(self, object, name, errors));
out:
    json_decref(object);
    return status;
}

vro_status vro_specification_json_share(vro_specification *self, const vro_ranks *ranks,
                                        vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    if (ranks->count == 1)
        return VRO_OK;
    if (ranks->rank == 0)
        TRY(encode(self, &bytes, &size, errors));
    TRY(vro_ranks_spread(ranks, &bytes, &size, errors));
    if (ranks->rank != 0)
        TRY(decode(self, bytes, size, errors));
out:
    free(bytes);
    return status;
}
