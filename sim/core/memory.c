#include "vrosim/core/memory.h"

#include <stdint.h>
#include <stdlib.h>

void *vro_memory_grow(void *array, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return array;
    if (*capacity > SIZE_MAX / 2 / size)
        return NULL;
    size_t room = *capacity == 0 ? 16 : 2 * *capacity;
    void *grown = realloc(array, room * size);
    if (grown)
        *capacity = room;
    return grown;
}
