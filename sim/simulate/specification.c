#include "vrosim/simulate/specification.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/json.h"
#include "vrosim/input/child_list_reader.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/model/block.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const vro_specification_number *vro_specification_numbers(void) {
    static const vro_specification_number numbers[VRO_SPECIFICATION_NUMBERS] = {
        {"seed", "seed", offsetof(vro_specification, random.seed), 0, UINT64_MAX},
        {"stream", "stream", offsetof(vro_specification, random.stream), 0, UINT64_MAX},
        {"patients", "number of children", offsetof(vro_specification, size.patients), 1,
         VRO_PATIENTS_MAX},
        {"courses", "number of written courses", offsetof(vro_specification, size.courses), 0,
         VRO_PATIENTS_MAX},
    };
    return numbers;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the specification of a run");
}

vro_status vro_specification_init(vro_specification *self, const vro_scenario *scenario,
                                  const char *const *tables, size_t table_count,
                                  vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_specification){.subgroups = scenario->subgroups,
                                .parameters = vro_table_writer_text(scenario, errors)};
    if (!self->parameters)
        return VRO_NO_MEMORY;
    self->scenario = strdup(scenario->name);
    self->reference = strdup(scenario->strategy_names[0]);
    self->inputs = json_array();
    TRY(self->scenario && self->reference && self->inputs ? VRO_OK : no_memory(errors));
    TRY(vro_specification_set_children(self, &scenario->children, errors));
    for (size_t i = 0; i < table_count; i++)
        TRY(vro_json_append_digest(self->inputs, vro_atomic_file_name(tables[i]), tables[i],
                                   errors));
out:
    if (status != VRO_OK)
        vro_specification_free(self);
    return status;
}

vro_status vro_specification_set_children(vro_specification *self, const vro_child_list *children,
                                          vro_errors *errors) {
    free(self->children);
    self->children = children->count > 0 ? vro_child_list_text(children, errors) : NULL;
    return children->count > 0 && !self->children ? VRO_NO_MEMORY : VRO_OK;
}

vro_status vro_specification_copy(vro_specification *self, const vro_specification *other,
                                  vro_errors *errors) {
    *self = (vro_specification){.random = other->random,
                                .size = other->size,
                                .subgroups = other->subgroups,
                                .decimal_commas = other->decimal_commas,
                                .report = other->report,
                                .scenario = strdup(other->scenario),
                                .reference = strdup(other->reference),
                                .parameters = strdup(other->parameters),
                                .children = other->children ? strdup(other->children) : NULL,
                                .inputs = json_deep_copy(other->inputs),
                                .analysis = json_deep_copy(other->analysis)};
    if (self->scenario && self->reference && self->parameters && self->inputs &&
        !self->children == !other->children && !self->analysis == !other->analysis)
        return VRO_OK;
    vro_specification_free(self);
    return no_memory(errors);
}

void vro_specification_free(vro_specification *self) {
    free(self->scenario);
    free(self->reference);
    free(self->parameters);
    free(self->children);
    json_decref(self->inputs);
    json_decref(self->analysis);
    *self = (vro_specification){0};
}

vro_status vro_specification_scenario(const vro_specification *self, vro_scenario *scenario,
                                      vro_errors *errors) {
    const vro_scenario_text text = {"parameters", self->parameters, strlen(self->parameters)};
    const vro_scenario_source source = {.without_default = true,
                                        .texts = &text,
                                        .text_count = 1,
                                        .reference = self->reference,
                                        .name = self->scenario};
    vro_status status = VRO_OK;
    TRY(vro_scenario_load(scenario, &source, errors));
    scenario->subgroups = self->subgroups;
    if (self->children)
        status = vro_child_list_parse(&scenario->children, "children", self->children,
                                      strlen(self->children), errors);
    if (status != VRO_OK)
        vro_scenario_free(scenario);
out:
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
    const vro_specification_number *numbers = vro_specification_numbers();
    vro_status status = VRO_OK;
    for (size_t i = 0; i < VRO_SPECIFICATION_NUMBERS; i++) {
        const size_t field = numbers[i].field;
        const uint64_t ours = *(const uint64_t *)((const char *)self + field);
        const uint64_t theirs = *(const uint64_t *)((const char *)other + field);
        if (ours != theirs)
            status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                    "its %s is %" PRIu64 ", not %" PRIu64, numbers[i].name, theirs,
                                    ours);
    }
    return status;
}

// Names the first line of the text that differs. The last one may lack its '\n'.
static vro_status compare_lines(const char *what, const char *ours, const char *theirs,
                                const char *file, vro_errors *errors) {
    size_t line = 1, own = strcspn(ours, "\n"), other = strcspn(theirs, "\n"); // lengths
    if (strcmp(ours, theirs) == 0)
        return VRO_OK;
    while (*ours != '\0' && *theirs != '\0' && own == other && strncmp(ours, theirs, own) == 0) {
        ours += own + (ours[own] == '\n');
        theirs += other + (theirs[other] == '\n');
        own = strcspn(ours, "\n");
        other = strcspn(theirs, "\n");
        line++;
    }
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "its %s differ from line %zu on: '%.*s', not '%.*s'", what, line,
                          (int)other, theirs, (int)own, ours);
}

static vro_status compare_children(const char *ours, const char *theirs, const char *file,
                                   vro_errors *errors) {
    const vro_place place = {.file = file};
    if (ours && theirs)
        return compare_lines("children", ours, theirs, file, errors);
    if (ours)
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "it has no list of children");
    return theirs ? vro_errors_add(errors, VRO_BAD_INPUT, &place, "it has a list of children")
                  : VRO_OK;
}

static vro_status compare_subgroups(const vro_subgroups *ours, const vro_subgroups *theirs,
                                    const char *file, vro_errors *errors) {
    char own[VRO_SUBGROUPS_TEXT_MAX], other[VRO_SUBGROUPS_TEXT_MAX];
    vro_subgroups_write(ours, own);
    vro_subgroups_write(theirs, other);
    if (strcmp(own, other) == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "its subgroups are %s, not %s", *other == '\0' ? "none" : other,
                          *own == '\0' ? "none" : own);
}

static const char *sampling_of(const vro_specification *self) {
    return self->random.replicate > 0 ? "sobol" : "pcg";
}

vro_status vro_specification_compare(const vro_specification *self, const vro_specification *other,
                                     const char *file, vro_errors *errors) {
    vro_status status = compare_numbers(self, other, file, errors);
    if (!self->random.replicate != !other->random.replicate)
        status =
            vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                           "its sampling is %s, not %s", sampling_of(other), sampling_of(self));
    if (strcmp(self->scenario, other->scenario) != 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its scenario is %s, not %s", other->scenario, self->scenario);
    if (compare_subgroups(&self->subgroups, &other->subgroups, file, errors) != VRO_OK)
        status = VRO_BAD_INPUT;
    if (compare_children(self->children, other->children, file, errors) != VRO_OK)
        status = VRO_BAD_INPUT;
    if (self->decimal_commas != other->decimal_commas)
        status = vro_errors_add(
            errors, VRO_BAD_INPUT, &(vro_place){.file = file}, "its decimal mark is a %s, not a %s",
            other->decimal_commas ? "comma" : "point", self->decimal_commas ? "comma" : "point");
    if (strcmp(self->reference, other->reference) != 0)
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its reference is %s, not %s", other->reference, self->reference);
    else if (compare_lines("parameters", self->parameters, other->parameters, file, errors) !=
             VRO_OK)
        status = VRO_BAD_INPUT;
    return status;
}
