#include "vrosim/verb/verb.h"

#include <string.h>

const vro_verb *vro_verb_find(const vro_verb *verbs, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}
