// The children of a chunk by category. Each child is in one category of every division
// (input/subgroups.h).
#ifndef VROSIM_MODEL_CATEGORIES_H
#define VROSIM_MODEL_CATEGORIES_H

#include "vrosim/input/subgroups.h"
#include "vrosim/model/children.h"
#include "vrosim/model/results.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_categories {
    size_t count;                                   // categories of all divisions
    size_t first[VRO_CATEGORIES_MAX + 1];           // where a category's children begin in members
    int32_t members[VRO_DIVISIONS_MAX * VRO_CHUNK]; // places in the chunk, rising within a category
    float scratch_values[VRO_CHUNK];
    uint8_t scratch_category_of[VRO_CHUNK];
} vro_categories;

// Sorts children that are drawn. bilateral: the probability that both hips are operated in the
// index session under every strategy that operates.
void vro_categories_sort(vro_categories *self, const vro_subgroups *subgroups,
                         const vro_children *children, vro_bernoulli bilateral);

// The number of children in a category.
size_t vro_categories_children(const vro_categories *self, size_t category);

// The results of a category's children as a chunk of their own, without categories.
void vro_categories_gather(const vro_categories *self, size_t category, const vro_results *results,
                           vro_results *gathered);

#endif
