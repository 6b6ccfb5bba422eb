#include "vrosim/core/string_set.h"

#include "vrosim/core/memory.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

// What the tree holds.
typedef struct name_entry {
    const char *text; // of vro_string_set.texts
    size_t number;
} name_entry;

static int compare(const void *a, const void *b) {
    return strcmp(((const name_entry *)a)->text, ((const name_entry *)b)->text);
}

size_t vro_string_set_find(const vro_string_set *self, const char *text) {
    name_entry wanted = {.text = text};
    name_entry *const *found = tfind(&wanted, &self->tree, compare);
    return !found ? VRO_STRING_SET_NONE : (*found)->number;
}

vro_status vro_string_set_add(vro_string_set *self, const char *text, size_t *number) {
    *number = vro_string_set_find(self, text);
    if (*number != VRO_STRING_SET_NONE)
        return VRO_OK;
    char *copy = strdup(text);
    name_entry *added = malloc(sizeof *added);
    char **texts = vro_memory_grow(self->texts, self->count, &self->capacity, sizeof *texts);
    if (texts)
        self->texts = texts;
    if (!copy || !added || !texts)
        goto fail;
    *added = (name_entry){.text = copy, .number = self->count};
    if (!tsearch(added, &self->tree, compare))
        goto fail;
    *number = self->count;
    self->texts[self->count++] = copy;
    return VRO_OK;
fail:
    free(copy);
    free(added);
    return VRO_NO_MEMORY;
}

char **vro_string_set_release(vro_string_set *self) {
    char **texts = self->texts;
    while (self->tree) {
        name_entry *root =
            *(name_entry **)self->tree; // a node begins with a pointer to its name_entry
        tdelete(root, &self->tree, compare);
        free(root);
    }
    *self = (vro_string_set){0};
    return texts;
}

void vro_string_set_free(vro_string_set *self) {
    size_t count = self->count;
    char **texts = vro_string_set_release(self);
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}
