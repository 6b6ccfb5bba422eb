#include "vrosim/model/library.h"

#include <stdlib.h>
#include <string.h>

// Makes room for one more pointer in an array that grows by doubling. false: out of memory.
static bool make_room(void **array, size_t count) {
    if ((count & (count - 1)) != 0)
        return true;
    void *larger = realloc(*array, (count == 0 ? 1 : 2 * count) * sizeof(void *));
    if (larger == NULL)
        return false;
    *array = larger;
    return true;
}

const vro_qtable *vro_library_qtable(vro_library *self, const vro_law *law) {
    for (size_t i = 0; i < self->qtable_count; i++)
        if (vro_law_equal(&self->qtables[i]->law, law))
            return self->qtables[i];
    if (!make_room((void **)&self->qtables, self->qtable_count))
        return NULL;
    vro_qtable *table = malloc(sizeof *table);
    if (table == NULL)
        return NULL;
    vro_qtable_make(table, law);
    self->qtables[self->qtable_count++] = table;
    return table;
}

const vro_ztable *vro_library_ztable(vro_library *self, const vro_law *law) {
    for (size_t i = 0; i < self->ztable_count; i++)
        if (vro_law_equal(&self->ztables[i]->law, law))
            return self->ztables[i];
    if (!make_room((void **)&self->ztables, self->ztable_count))
        return NULL;
    vro_ztable *table = malloc(sizeof *table);
    if (table == NULL)
        return NULL;
    vro_ztable_make(table, law);
    self->ztables[self->ztable_count++] = table;
    return table;
}

void vro_library_free(vro_library *self) {
    for (size_t i = 0; i < self->qtable_count; i++)
        free(self->qtables[i]);
    for (size_t i = 0; i < self->ztable_count; i++)
        free(self->ztables[i]);
    free(self->qtables);
    free(self->ztables);
    memset(self, 0, sizeof *self);
}
