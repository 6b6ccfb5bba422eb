#include "vrosim/model/categories.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

// The quantity of a dimension that is cut into bands.
static void read_values(vro_dimension_id id, const vro_children *children, vro_chance bilateral,
                        float *values) {
    const size_t n = children->count;
    switch (id) {
    case VRO_BY_AGE:
        memcpy(values, children->age, n * sizeof *values);
        break;
    case VRO_BY_MIGRATION:
        memcpy(values, children->migration, n * sizeof *values);
        break;
    default:
        for (size_t i = 0; i < n; i++)
            values[i] = (float)vro_happens(children->bilateral_draw[i], bilateral);
    }
}

// A child's band: how many cuts its value has reached.
static void find_bands(const vro_dimension *dimension, const float *values, size_t n,
                       uint8_t *band_of) {
    memset(band_of, 0, n);
    for (size_t cut = 0; cut < dimension->cuts; cut++)
        for (size_t i = 0; i < n; i++)
            band_of[i] = (uint8_t)(band_of[i] + (values[i] >= dimension->cut[cut]));
}

// Appends the bands of a dimension: each gets its children, in their order.
static void append_bands(vro_bands *self, const uint8_t *band_of, size_t n, size_t bands) {
    size_t place[VRO_CUTS_MAX + 2] = {0}; // by one more than the band
    for (size_t i = 0; i < n; i++)
        place[band_of[i] + 1]++;
    place[0] = self->first[self->count];
    for (size_t band = 0; band < bands; band++) {
        place[band + 1] += place[band];
        self->first[self->count + band + 1] = place[band + 1];
    }
    for (size_t i = 0; i < n; i++)
        self->chosen[place[band_of[i]]++] = (int32_t)i;
    self->count += bands;
}

void vro_bands_sort(vro_bands *self, const vro_subgroups *subgroups, const vro_children *children,
                    vro_chance bilateral) {
    float values[VRO_CHUNK];
    uint8_t band_of[VRO_CHUNK];
    self->count = 0;
    self->first[0] = 0;
    for (int id = 0; id < VRO_DIMENSIONS; id++) {
        const vro_dimension *dimension = &subgroups->dimensions[id];
        if (!dimension->asked)
            continue;
        read_values((vro_dimension_id)id, children, bilateral, values);
        find_bands(dimension, values, children->count, band_of);
        append_bands(self, band_of, children->count, vro_dimension_bands(dimension));
    }
}

size_t vro_bands_children(const vro_bands *self, size_t band) {
    return self->first[band + 1] - self->first[band];
}

VRO_VECTOR static void gather_numbers(const int32_t *from, const int32_t *chosen, size_t n,
                                      int32_t *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[chosen[i]];
}

VRO_VECTOR static void gather_times(const float *from, const int32_t *chosen, size_t n, float *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[chosen[i]];
}

// Hot loops work on whole vectors: the places behind the last child hold nothing of another chunk.
static void pad(vro_results *self) {
    for (size_t i = self->children; i < vro_lanes(self->children); i++) {
        self->cause[i] = VRO_CAUSE_NONE;
        self->revision_time[i] = self->death_time[i] = INFINITY;
    }
}

void vro_bands_gather(const vro_bands *self, size_t band, const vro_results *results,
                      vro_results *gathered) {
    const int32_t *chosen = self->chosen + self->first[band];
    const size_t n = vro_bands_children(self, band);
    gathered->children = n;
    gathered->outcomes = results->outcomes;
    gathered->bands = NULL;
    for (size_t id = 0; id < results->outcomes; id++)
        gather_numbers(results->outcome[id], chosen, n, gathered->outcome[id]);
    gather_numbers(results->cause, chosen, n, gathered->cause);
    gather_times(results->revision_time, chosen, n, gathered->revision_time);
    gather_times(results->death_time, chosen, n, gathered->death_time);
    pad(gathered);
}
