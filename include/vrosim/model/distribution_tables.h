// Every quantile table of a model, each distribution once: strategies and levels that share a
// distribution share its table, and so its place in the cache.
#ifndef VROSIM_MODEL_DISTRIBUTION_TABLES_H
#define VROSIM_MODEL_DISTRIBUTION_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/core/qtable.h"

typedef struct vro_distribution_tables {
    const struct vro_distribution_tables
        *base;      // tables of distributions that it has are taken from it; NULL: none
    void **qtables; // [qtable_count] of vro_qtable
    size_t qtable_count;
    size_t qtable_capacity;
    void **ztables; // [ztable_count] of vro_ztable
    size_t ztable_count;
    size_t ztable_capacity;
} vro_distribution_tables;

// The table of a distribution, which is to be filled before it is read; owned by the library, or by
// its base, where it is filled already. NULL when memory is short.
const vro_qtable *vro_distribution_tables_qtable(vro_distribution_tables *self,
                                                 const vro_distribution *distribution);
const vro_ztable *vro_distribution_tables_ztable(vro_distribution_tables *self,
                                                 const vro_distribution *distribution);

// Fills all tables, several at a time on as many threads as OpenMP offers, unless called by
// one of a team: up to 3 ms each.
void vro_distribution_tables_fill(vro_distribution_tables *self);

// Releases all tables; safe on a zeroed library, and twice.
void vro_distribution_tables_free(vro_distribution_tables *self);

#endif
