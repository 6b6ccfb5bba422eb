#include "vrosim/model/categories.h"

#include "vrosim/core/vmath.h"

#include <math.h>
#include <string.h>

// What categories are found from.
typedef struct source {
    const vro_children *children;
    vro_bernoulli bilateral;
} source;

// The quantity that a stratifier divides into categories, [children->count].
static const float *read_values(vro_categories *self, vro_stratifier_id id, source from) {
    const vro_children *children = from.children;
    float *values = self->scratch_values;
    if (id == VRO_BY_AGE)
        return children->age;
    if (id == VRO_BY_MIGRATION)
        return children->migration[0];
    for (size_t i = 0; i < children->count; i++)
        if (id == VRO_BY_GMFCS)
            values[i] = (float)(children->level + 1);
        else if (id == VRO_BY_SEX)
            values[i] = (float)children->female[i];
        else
            values[i] = (float)vro_happens(children->bilateral_draw[i], from.bilateral);
    return values;
}

// The category of a child is the number of cuts that its value has reached; each category found
// before is divided into them.
static void divide(const vro_stratifier *stratifier, const float *values, size_t n,
                   uint8_t *category_of) {
    for (size_t i = 0; i < n; i++)
        category_of[i] = (uint8_t)(category_of[i] * (stratifier->cuts + 1));
    for (size_t cut = 0; cut < stratifier->cuts; cut++)
        for (size_t i = 0; i < n; i++)
            category_of[i] = (uint8_t)(category_of[i] + (values[i] >= stratifier->cut[cut]));
}

static void find_categories(vro_categories *self, const vro_subgroups *subgroups, unsigned division,
                            source from) {
    memset(self->scratch_category_of, 0, from.children->count);
    for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++)
        if (vro_division_has(division, id))
            divide(&subgroups->stratifiers[id], read_values(self, id, from), from.children->count,
                   self->scratch_category_of);
}

// Appends the categories of a division, each with its children in their order.
static void append_categories(vro_categories *self, const uint8_t *category_of, size_t n,
                              size_t categories) {
    size_t place[VRO_CATEGORIES_MAX + 1] = {0}; // indexed by category + 1
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
    self->count = 0;
    self->first[0] = 0;
    for (size_t i = 0; i < subgroups->divisions; i++) {
        find_categories(self, subgroups, subgroups->division[i], (source){children, bilateral});
        append_categories(self, self->scratch_category_of, children->count,
                          vro_subgroups_division_categories(subgroups, i));
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

VRO_VECTOR static void gather_words(const uint32_t *from, const int32_t *members, size_t n,
                                    uint32_t *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[members[i]];
}

VRO_VECTOR static void gather_times(const float *from, const int32_t *members, size_t n,
                                    float *to) {
    for (size_t i = 0; i < n; i++)
        to[i] = from[members[i]];
}

void vro_categories_gather(const vro_categories *self, size_t category, const vro_results *results,
                           vro_results *gathered) {
    const int32_t *members = self->members + self->first[category];
    const size_t n = vro_categories_children(self, category);
    gathered->children = n;
    gathered->outcomes = results->outcomes;
    gathered->chances = results->chances;
    gathered->categories = NULL;
    gathered->before = NULL;
    for (size_t i = 0; i < results->outcomes->count; i++) {
        const vro_outcome_id id = results->outcomes->ids[i];
        gather_numbers(results->outcome[id], members, n, gathered->outcome[id]);
    }
    gather_words(results->rare_draws, members, n, gathered->rare_draws);
    gather_numbers(results->loss_chance, members, n, gathered->loss_chance);
    gather_numbers(results->cause, members, n, gathered->cause);
    gather_times(results->revision_time, members, n, gathered->revision_time);
    gather_times(results->death_time, members, n, gathered->death_time);
    // Hot loops read whole vectors: beyond the last child nothing has happened.
    for (size_t i = n; i < vro_lanes(n); i++) {
        gathered->cause[i] = VRO_CAUSE_NONE;
        gathered->revision_time[i] = gathered->death_time[i] = INFINITY;
    }
}
