// The quantile tables of a model, one for each distribution: strategies and levels that share a
// distribution share its table, and so its place in the cache.
#ifndef VROSIM_MODEL_DISTRIBUTION_TABLES_H
#define VROSIM_MODEL_DISTRIBUTION_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/core/qtable.h"

typedef struct vro_distribution_tables {
    // Tables of distributions that base has are taken from it; borrowed, NULL: none.
    const struct vro_distribution_tables *base;
    void **qtables; // [qtable_count] of vro_qtable
    size_t qtable_count;
    size_t qtable_capacity;
    void **ztables; // [ztable_count] of vro_ztable
    size_t ztable_count;
    size_t ztable_capacity;
} vro_distribution_tables;

// The table of a distribution, found or added; NULL when memory is short. Owned by self, and to be
// filled before it is read, or owned by base, and filled.
const vro_qtable *vro_distribution_tables_qtable(vro_distribution_tables *self,
                                                 const vro_distribution *distribution);
const vro_ztable *vro_distribution_tables_ztable(vro_distribution_tables *self,
                                                 const vro_distribution *distribution);

// Fills all tables on `threads` threads, up to 0.2 ms each.
void vro_distribution_tables_fill(vro_distribution_tables *self, int threads);

void vro_distribution_tables_free(vro_distribution_tables *self);

#endif
