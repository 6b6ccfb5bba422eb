#include "vrosim/input/dictionary.h"

#include "vrosim/core/text.h"

#include <string.h>

#define VRO_PARAMETER(identifier, name, unit, distributions, scope, support, lower, upper, family, \
                      meaning)                                                                     \
    [identifier] = {name, unit, distributions, scope, support, lower, upper, family, meaning},
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

const char *vro_dictionary_nearest(const char *name) {
    const char *names[VRO_PARAMETERS];
    for (size_t i = 0; i < VRO_PARAMETERS; i++)
        names[i] = dictionary[i].name;
    return vro_text_nearest(name, names, VRO_PARAMETERS);
}
