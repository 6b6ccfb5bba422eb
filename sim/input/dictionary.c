#include "vrosim/input/dictionary.h"

#include "vrosim/input/synonyms.h"

#include <string.h>

#define VRO_PARAMETER(identifier, name, unit, distributions, scope, support, lower, upper,         \
                      usual_lower, usual_upper, family, meaning)                                   \
    [identifier] = {name,  unit,        distributions, scope,  support, lower,                     \
                    upper, usual_lower, usual_upper,   family, meaning},
static const vro_parameter dictionary[VRO_PARAMETERS] = {
#include "vrosim/input/dictionary.def"
};
#undef VRO_PARAMETER

const vro_parameter *vro_dictionary_row(vro_parameter_id id) {
    return &dictionary[id];
}

const char *vro_family_name(vro_family family) {
    static const char *const names[VRO_FAMILIES] = {"normal", "lognormal", "beta", "dirichlet",
                                                    "none"};
    return names[family];
}

bool vro_dictionary_find(const char *name, vro_parameter_id *id) {
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        if (strcmp(dictionary[i].name, name) == 0) {
            *id = (vro_parameter_id)i;
            return true;
        }
    }
    return false;
}

bool vro_dictionary_is_text(const char *name) {
    vro_parameter_id id;
    return vro_dictionary_find(name, &id) && dictionary[id].distributions == VRO_ONLY_TEXT;
}

// The names and meanings of all parameters.
typedef struct texts {
    const char *names[VRO_PARAMETERS];
    const char *meanings[VRO_PARAMETERS];
} texts;

static vro_name_list list_all(texts *self) {
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        self->names[i] = dictionary[i].name;
        self->meanings[i] = dictionary[i].meaning;
    }
    return vro_synonyms_list(self->names, self->meanings, VRO_PARAMETERS);
}

const char *vro_dictionary_nearest(const char *word, vro_nearness most) {
    texts all;
    const vro_name_list among = list_all(&all);
    return vro_nearest_name_within(word, &among, most);
}

vro_suggestion vro_dictionary_suggest(const char *word) {
    texts all;
    const vro_name_list among = list_all(&all);
    return vro_suggest(word, &among);
}

bool vro_dictionary_matches(const char *word, vro_parameter_id id) {
    const vro_name_list one = vro_synonyms_list(&dictionary[id].name, &dictionary[id].meaning, 1);
    return vro_nearest_name_matches(word, &one, 0);
}
