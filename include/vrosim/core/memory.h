// Arrays that grow.
#ifndef VROSIM_CORE_MEMORY_H
#define VROSIM_CORE_MEMORY_H

#include <stddef.h>

// Makes room for one more element of `size` bytes after the first `count` of *capacity. Returns the
// array, which may have moved (the capacity then doubles), or NULL if memory ran out, with the
// old array as it was. array may be NULL with a capacity of 0.
void *vro_memory_grow(void *array, size_t count, size_t *capacity, size_t size);

#endif
