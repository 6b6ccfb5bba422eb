#include "vrosim/study/parameter_sets.h"

#include "vrosim/core/memory.h"
#include "vrosim/core/text.h"
#include "vrosim/input/synonyms.h"

#include <fnmatch.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for sets of parameters");
}

static const char *name_of(const vro_parameter_sets *self, size_t parameter) {
    return self->uncertainty->parameters[parameter].name;
}

// Makes room for one more set and name.
static bool reserve(vro_parameter_sets *self) {
    size_t capacity = self->capacity;
    vro_parameter_set *sets =
        vro_memory_grow(self->sets, self->count, &capacity, sizeof *self->sets);
    if (!sets)
        return false;
    self->sets = sets;
    char **names = vro_memory_grow(self->names, self->count, &self->capacity, sizeof *self->names);
    if (!names)
        return false;
    self->names = names;
    return true;
}

// Takes name, also on failure, and the members of set on success.
static vro_status append(vro_parameter_sets *self, char *name, vro_parameter_set set,
                         vro_errors *errors) {
    if (!name || !reserve(self)) {
        free(name);
        return no_memory(errors);
    }
    self->names[self->count] = name;
    self->sets[self->count++] = set;
    return VRO_OK;
}

static vro_status append_single(vro_parameter_sets *self, size_t parameter, vro_errors *errors) {
    self->alone[parameter] = parameter;
    return append(self, strdup(name_of(self, parameter)),
                  (vro_parameter_set){&self->alone[parameter], 1}, errors);
}

// Whether a name matches one of `count` patterns, which are texts one after the other.
static bool matches(const char *name, const char *patterns, size_t count) {
    for (; count > 0; count--, patterns += strlen(patterns) + 1)
        if (fnmatch(patterns, name, 0) == 0)
            return true;
    return false;
}

// The numbers of the parameters that match, owned by the caller; NULL without memory.
static size_t *members_of(const vro_parameter_sets *self, const char *patterns, size_t count,
                          size_t *found) {
    const size_t parameters = self->uncertainty->count;
    size_t *members = malloc((parameters + 1) * sizeof *members);
    *found = 0;
    for (size_t i = 0; i < parameters && members; i++)
        if (matches(name_of(self, i), patterns, count))
            members[(*found)++] = i;
    return members;
}

static bool has_name(const vro_parameter_sets *self, const char *name) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->names[i], name) == 0)
            return true;
    return false;
}

// Appends a group unless its name is listed already or it has fewer members than `least`. Takes
// name.
static vro_status append_group(vro_parameter_sets *self, char *name, const char *patterns,
                               size_t count, size_t least, vro_errors *errors) {
    size_t found = 0;
    size_t *members = name ? members_of(self, patterns, count, &found) : NULL;
    if (!members) {
        free(name);
        return no_memory(errors);
    }
    if (found >= least && !has_name(self, name)) {
        const vro_status status = append(self, name, (vro_parameter_set){members, found}, errors);
        if (status != VRO_OK)
            free(members);
        return status;
    }
    free(name);
    free(members);
    return VRO_OK;
}

// "loss.*" for "loss.hazard"; NULL without memory.
static char *family_of(const char *name) {
    const size_t length = strcspn(name, ".");
    char *family = malloc(length + sizeof ".*");
    if (family) {
        memcpy(family, name, length);
        memcpy(family + length, ".*", sizeof ".*");
    }
    return family;
}

static vro_status append_family(vro_parameter_sets *self, size_t parameter, vro_errors *errors) {
    char *family = family_of(name_of(self, parameter));
    return append_group(self, family, family, 1, 2, errors);
}

static vro_status refuse_pattern(const vro_parameter_sets *self, const char *pattern,
                                 vro_errors *errors) {
    if (vro_dictionary_is_text(pattern))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' is a text, which is not sampled",
                              pattern);
    if (self->count == 0)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' matches no uncertain parameter; nothing is uncertain",
                              vro_text_excerpt(pattern).text);
    const vro_name_list among =
        vro_synonyms_list((const char *const *)self->names, NULL, self->count);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' matches no uncertain parameter%s",
                          vro_text_excerpt(pattern).text, vro_suggest(pattern, &among).text);
}

// Every pattern must match a parameter.
static vro_status check_patterns(const vro_parameter_sets *self, const char *patterns, size_t count,
                                 vro_errors *errors) {
    vro_status status = VRO_OK;
    for (; count > 0; count--, patterns += strlen(patterns) + 1) {
        size_t i = 0;
        while (i < self->uncertainty->count && !matches(name_of(self, i), patterns, 1))
            i++;
        if (i < self->uncertainty->count)
            continue;
        status = refuse_pattern(self, patterns, errors);
    }
    return status;
}

// The group in text[length]: its patterns with + between, which become texts of their own.
static vro_status append_named(vro_parameter_sets *self, const char *text, size_t length,
                               vro_errors *errors) {
    char *name = strndup(text, length), *patterns = strndup(text, length);
    size_t count = 1;
    vro_status status = VRO_OK;
    TRY(name && patterns ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < length; i++) {
        if (patterns[i] == '+') {
            patterns[i] = '\0';
            count++;
        }
    }
    TRY(check_patterns(self, patterns, count, errors));
    status = append_group(self, name, patterns, count, 1, errors);
    name = NULL;
out:
    free(name);
    free(patterns);
    return status;
}

// Every group, also after one at fault; returns the status of the first fault.
static vro_status append_all_named(vro_parameter_sets *self, const char *groups,
                                   vro_errors *errors) {
    vro_status first = VRO_OK;
    for (;;) {
        const size_t length = strcspn(groups, ",");
        const vro_status status = append_named(self, groups, length, errors);
        first = first == VRO_OK ? status : first;
        if (groups[length] == '\0')
            return first;
        groups += length + 1;
    }
}

vro_status vro_parameter_sets_init(vro_parameter_sets *self, const vro_uncertainty *uncertainty,
                                   const char *groups, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_parameter_sets){.uncertainty = uncertainty};
    self->alone = malloc((uncertainty->count + 1) * sizeof *self->alone);
    TRY(self->alone ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < uncertainty->count; i++)
        TRY(append_single(self, i, errors));
    for (size_t i = 0; i < uncertainty->count; i++)
        TRY(append_family(self, i, errors));
    if (groups)
        TRY(append_all_named(self, groups, errors));
out:
    if (status != VRO_OK)
        vro_parameter_sets_free(self);
    return status;
}

const char *vro_parameter_sets_member(const vro_parameter_sets *self, size_t set, size_t member) {
    return name_of(self, self->sets[set].members[member]);
}

void vro_parameter_sets_free(vro_parameter_sets *self) {
    for (size_t i = 0; i < self->count; i++) {
        if (i >= self->uncertainty->count)
            free((void *)self->sets[i].members);
        free(self->names[i]);
    }
    free(self->sets);
    free(self->names);
    free(self->alone);
    *self = (vro_parameter_sets){0};
}
