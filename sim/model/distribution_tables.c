#include "vrosim/model/distribution_tables.h"

#include "vrosim/core/memory.h"

#include <stdlib.h>
#include <string.h>

// Appends a table to a list, but leaves counting it to the caller; NULL when memory is short.
static void *add_table(void ***list, size_t count, size_t *capacity, size_t size) {
    void **larger = vro_memory_grow(*list, count, capacity, sizeof **list);
    if (!larger)
        return NULL;
    *list = larger;
    return larger[count] = malloc(size);
}

// The table of a distribution in self or its base; NULL: none.
static const vro_qtable *find_qtable(const vro_distribution_tables *self,
                                     const vro_distribution *distribution) {
    for (size_t i = 0; i < self->qtable_count; i++)
        if (vro_distribution_equal(&((const vro_qtable *)self->qtables[i])->distribution,
                                   distribution))
            return self->qtables[i];
    return self->base ? find_qtable(self->base, distribution) : NULL;
}

static const vro_ztable *find_ztable(const vro_distribution_tables *self,
                                     const vro_distribution *distribution) {
    for (size_t i = 0; i < self->ztable_count; i++)
        if (vro_distribution_equal(&((const vro_ztable *)self->ztables[i])->distribution,
                                   distribution))
            return self->ztables[i];
    return self->base ? find_ztable(self->base, distribution) : NULL;
}

const vro_qtable *vro_distribution_tables_qtable(vro_distribution_tables *self,
                                                 const vro_distribution *distribution) {
    const vro_qtable *found = find_qtable(self, distribution);
    if (found)
        return found;
    vro_qtable *table =
        add_table(&self->qtables, self->qtable_count, &self->qtable_capacity, sizeof *table);
    if (!table)
        return NULL;
    table->distribution = *distribution;
    self->qtable_count++;
    return table;
}

const vro_ztable *vro_distribution_tables_ztable(vro_distribution_tables *self,
                                                 const vro_distribution *distribution) {
    const vro_ztable *found = find_ztable(self, distribution);
    if (found)
        return found;
    vro_ztable *table =
        add_table(&self->ztables, self->ztable_count, &self->ztable_capacity, sizeof *table);
    if (!table)
        return NULL;
    table->distribution = *distribution;
    self->ztable_count++;
    return table;
}

// number: of a qtable, then of a ztable.
static void fill_table(vro_distribution_tables *self, size_t number) {
    if (number < self->qtable_count) {
        vro_qtable *table = self->qtables[number];
        vro_qtable_make(table, &table->distribution);
        return;
    }
    vro_ztable *table = self->ztables[number - self->qtable_count];
    vro_ztable_make(table, &table->distribution);
}

// OpenMP needs memory even for a team of one.
void vro_distribution_tables_fill(vro_distribution_tables *self, int threads) {
    const size_t count = self->qtable_count + self->ztable_count;
#ifdef _OPENMP
    if (threads > 1) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
        for (size_t number = 0; number < count; number++)
            fill_table(self, number);
        return;
    }
#else
    (void)threads;
#endif
    for (size_t number = 0; number < count; number++)
        fill_table(self, number);
}

void vro_distribution_tables_free(vro_distribution_tables *self) {
    for (size_t i = 0; i < self->qtable_count; i++)
        free(self->qtables[i]);
    for (size_t i = 0; i < self->ztable_count; i++)
        free(self->ztables[i]);
    free(self->qtables);
    free(self->ztables);
    memset(self, 0, sizeof *self);
}
