// Every quantile table of a model, each law once: strategies and levels that share a law share its
// table, and so its place in the cache.
#ifndef VROSIM_MODEL_DISTRIBUTION_TABLES_H
#define VROSIM_MODEL_DISTRIBUTION_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/core/qtable.h"

typedef struct vro_library {
    const struct vro_library *base; // tables of laws that it has are taken from it; NULL: none
    void **qtables;                 // [qtable_count] of vro_qtable
    size_t qtable_count;
    size_t qtable_capacity;
    void **ztables; // [ztable_count] of vro_ztable
    size_t ztable_count;
    size_t ztable_capacity;
} vro_library;

// The table of a law, which is to be filled before it is read; owned by the library, or by its
// base, where it is filled already. NULL when memory is short.
const vro_qtable *vro_library_qtable(vro_library *self, const vro_law *law);
const vro_ztable *vro_library_ztable(vro_library *self, const vro_law *law);

// Fills all tables, several at a time on as many threads as OpenMP offers, unless called by
// one of a team: up to 3 ms each.
void vro_library_fill(vro_library *self);

// Releases all tables; safe on a zeroed library, and twice.
void vro_library_free(vro_library *self);

#endif
