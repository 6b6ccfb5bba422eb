#include "vrosim/model/categories.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

// The quantity of a stratifier that is cut into bands.
static void read_values(vro_stratifier_id id, const vro_children *children, vro_bernoulli bilateral,
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
static void find_categories(const vro_stratifier *stratifier, const float *values, size_t n,
                            uint8_t *category_of) {
    memset(category_of, 0, n);
    for (size_t cut = 0; cut < stratifier->cuts; cut++)
        for (size_t i = 0; i < n; i++)
            category_of[i] = (uint8_t)(category_of[i] + (values[i] >= stratifier->cut[cut]));
}

// Appends the bands of a stratifier: each gets its children, in their order.
static void append_categories(vro_categories *self, const uint8_t *category_of, size_t n,
                              size_t categories) {
    size_t place[VRO_CUTS_MAX + 2] = {0}; // by one more than the band
    for (size_t i = 0; i < n; i++)
        place[category_of[i] + 1]++;
    place[0] = self->first[self->count];
    for (size_t category = 0; category < categories; category++) {
        place[category + 1] += place[category];
        self->first[self->count + category + 1] = place[category + 1];
    }
    for (size_t i = 0; i < n; i++)
        self->members[place[category_of[i]]++] = (int32_t)i;
    self->count += categories;
}

void vro_categories_sort(vro_categories *self, const vro_subgroups *subgroups,
                         const vro_children *children, vro_bernoulli bilateral) {
    float values[VRO_CHUNK];
    uint8_t category_of[VRO_CHUNK];
    self->count = 0;
    self->first[0] = 0;
    for (int id = 0; id < VRO_STRATIFIERS; id++) {
        const vro_stratifier *stratifier = &subgroups->stratifiers[id];
        if (!stratifier->asked)
            continue;
        read_values((vro_stratifier_id)id, children, bilateral, values);
        find_categories(stratifier, values, children->count, category_of);
        append_categories(self, category_of, children->count,
                          vro_stratifier_categories(stratifier));
    }
}

size_t vro_categories_children(const vro_categories *self, size_t category) {
    return self->first[category + 1] - self->first[category];
}

VRO_VECTOR static void gather_numbers(const int32_t *from, const int32_t *members, size_t n,
                                      int32_t *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[members[i]];
}

VRO_VECTOR static void gather_times(const float *from, const int32_t *members, size_t n,
                                    float *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[members[i]];
}

// Hot loops work on whole vectors: the places behind the last child hold nothing of another chunk.
static void pad(vro_results *self) {
    for (size_t i = self->children; i < vro_lanes(self->children); i++) {
        self->cause[i] = VRO_CAUSE_NONE;
        self->revision_time[i] = self->death_time[i] = INFINITY;
    }
}

void vro_categories_gather(const vro_categories *self, size_t category, const vro_results *results,
                           vro_results *gathered) {
    const int32_t *members = self->members + self->first[category];
    const size_t n = vro_categories_children(self, category);
    gathered->children = n;
    gathered->outcomes = results->outcomes;
    gathered->categories = NULL;
    for (size_t id = 0; id < results->outcomes; id++)
        gather_numbers(results->outcome[id], members, n, gathered->outcome[id]);
    gather_numbers(results->cause, members, n, gathered->cause);
    gather_times(results->revision_time, members, n, gathered->revision_time);
    gather_times(results->death_time, members, n, gathered->death_time);
    pad(gathered);
}
