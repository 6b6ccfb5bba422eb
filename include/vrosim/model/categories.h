// The children of a chunk by bands of what results are divided by (input/subgroups.h). Each child
// is in one band of every dimension that is asked for.
#ifndef VROSIM_MODEL_CATEGORIES_H
#define VROSIM_MODEL_CATEGORIES_H

#include "vrosim/input/subgroups.h"
#include "vrosim/model/children.h"
#include "vrosim/model/results.h"

#include <stddef.h>
#include <stdint.h>

typedef struct vro_bands {
    size_t count;                               // bands of all dimensions
    size_t first[VRO_BANDS_MAX + 1];            // where a band's children begin in chosen
    int32_t chosen[VRO_DIMENSIONS * VRO_CHUNK]; // places in the chunk, rising within a band
} vro_bands;

// Sorts children that are drawn. bilateral: the chance that both hips are operated in the index
// session under every strategy that operates.
void vro_bands_sort(vro_bands *self, const vro_subgroups *subgroups, const vro_children *children,
                    vro_chance bilateral);

// Children of a band.
size_t vro_bands_children(const vro_bands *self, size_t band);

// The results of a band's children as a chunk of their own, without bands.
void vro_bands_gather(const vro_bands *self, size_t band, const vro_results *results,
                      vro_results *gathered);

#endif
