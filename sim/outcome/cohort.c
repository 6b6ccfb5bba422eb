#include "vrosim/outcome/cohort.h"

#include "vrosim/input/subgroups.h"
#include "vrosim/model/categories.h"

#include <stdlib.h>

static const float LIMIT = 255; // of a measurement: keeps its square in 48 bits

vro_status vro_cohort_init(vro_cohort *self, size_t strategies, size_t strata, vro_errors *errors) {
    const size_t all = strategies * strata * VRO_PROCEDURES;
    *self = (vro_cohort){.strategies = strategies, .strata = strata};
    self->levels = calloc(strata * VRO_LEVELS, sizeof *self->levels);
    self->female = calloc(strata, sizeof *self->female);
    self->measurements = calloc(strata * VRO_MEASUREMENTS, sizeof *self->measurements);
    self->procedures = calloc(all, sizeof *self->procedures);
    self->steps = calloc((size_t)VRO_MEASUREMENTS * VRO_CHUNK, sizeof *self->steps);
    if (self->levels && self->female && self->measurements && self->procedures && self->steps)
        return VRO_OK;
    vro_cohort_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory to describe %zu strategies", strategies);
}

VRO_VECTOR static void find_steps(const float *values, size_t n, int32_t *steps) {
    for (size_t i = 0; i < n; i++) {
        const float scaled = vro_clip(values[i], -LIMIT, LIMIT) * VRO_STEPS_PER_MEASUREMENT;
        steps[i] = (int32_t)(scaled + (scaled < 0.0f ? -0.5f : 0.5f));
    }
}

VRO_VECTOR static int64_t sum_of(const int32_t *x, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

VRO_VECTOR static int64_t square_of(const int32_t *x, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (int64_t)x[i] * x[i];
    return sum;
}

VRO_VECTOR static uint32_t count_set(const uint32_t *flags, size_t n) {
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += flags[i];
    return count;
}

// Of some children of the chunk.
static uint32_t count_members(const uint32_t *flags, const int32_t *members, size_t n) {
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += flags[members[i]];
    return count;
}

static const int32_t *steps_of(const vro_cohort *self, vro_measurement id) {
    return self->steps + id * VRO_CHUNK;
}

static void add_children(vro_cohort *self, size_t level, const vro_children *children) {
    const size_t n = children->count;
    const float *values[VRO_MEASUREMENTS] = {
        [VRO_MEASURED_AGE] = children->age,
        [VRO_MEASURED_NSA] = children->nsa[0],
        [VRO_MEASURED_ANTEVERSION] = children->anteversion[0],
        [VRO_MEASURED_ACETABULAR_INDEX] = children->acetabular_index[0],
        [VRO_MEASURED_MIGRATION] = children->migration[0],
    };
    self->levels[level * VRO_LEVELS + level] += n;
    self->female[level] += count_set(children->female, n);
    for (vro_measurement id = 0; id < VRO_MEASUREMENTS; id++) {
        vro_moments *moments = &self->measurements[level * VRO_MEASUREMENTS + id];
        find_steps(values[id], n, self->steps + id * VRO_CHUNK);
        moments->sum += sum_of(steps_of(self, id), n);
        moments->square += square_of(steps_of(self, id), n);
    }
}

// The same children again, by category.
static void add_members(vro_cohort *self, size_t level, size_t stratum,
                        const vro_children *children, const int32_t *members, size_t n) {
    self->levels[stratum * VRO_LEVELS + level] += n;
    self->female[stratum] += count_members(children->female, members, n);
    for (vro_measurement id = 0; id < VRO_MEASUREMENTS; id++) {
        vro_moments *moments = &self->measurements[stratum * VRO_MEASUREMENTS + id];
        const int32_t *steps = steps_of(self, id);
        for (size_t i = 0; i < n; i++) {
            const int64_t x = steps[members[i]];
            moments->sum += x;
            moments->square += x * x;
        }
    }
}

static uint64_t *procedures_of(const vro_cohort *self, size_t strategy, size_t stratum) {
    return self->procedures + (strategy * self->strata + stratum) * VRO_PROCEDURES;
}

void vro_cohort_add(vro_cohort *self, size_t strategy, size_t level, const vro_results *results) {
    const vro_categories *categories = results->categories;
    if (!results->before)
        return;
    if (strategy == 0)
        add_children(self, level, results->before);
    for (vro_procedure id = 0; id < VRO_PROCEDURES; id++)
        procedures_of(self, strategy, level)[id] += count_set(results->done[id], results->children);
    for (size_t i = 0; i + VRO_LEVELS < self->strata; i++) {
        const int32_t *members = categories->members + categories->first[i];
        const size_t n = vro_categories_children(categories, i), stratum = VRO_LEVELS + i;
        if (strategy == 0)
            add_members(self, level, stratum, results->before, members, n);
        for (vro_procedure id = 0; id < VRO_PROCEDURES; id++)
            procedures_of(self, strategy, stratum)[id] +=
                count_members(results->done[id], members, n);
    }
}

static void add_counts(uint64_t *to, const uint64_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] += from[i];
}

void vro_cohort_merge(vro_cohort *self, const vro_cohort *other) {
    add_counts(self->levels, other->levels, self->strata * VRO_LEVELS);
    add_counts(self->female, other->female, self->strata);
    add_counts(self->procedures, other->procedures,
               self->strategies * self->strata * VRO_PROCEDURES);
    for (size_t i = 0; i < self->strata * VRO_MEASUREMENTS; i++)
        vro_moments_merge(&self->measurements[i], &other->measurements[i]);
}

uint64_t vro_cohort_children(const vro_cohort *self, size_t subgroup, size_t level) {
    uint64_t children = 0;
    for (size_t s = vro_subgroup_first_stratum(subgroup); s < vro_subgroup_end_stratum(subgroup);
         s++)
        for (size_t l = 0; l < VRO_LEVELS; l++)
            children += l == level || level == VRO_LEVELS ? self->levels[s * VRO_LEVELS + l] : 0;
    return children;
}

uint64_t vro_cohort_female(const vro_cohort *self, size_t subgroup) {
    uint64_t female = 0;
    for (size_t s = vro_subgroup_first_stratum(subgroup); s < vro_subgroup_end_stratum(subgroup);
         s++)
        female += self->female[s];
    return female;
}

vro_moments vro_cohort_measured(const vro_cohort *self, size_t subgroup, vro_measurement id) {
    vro_moments total = {0};
    for (size_t s = vro_subgroup_first_stratum(subgroup); s < vro_subgroup_end_stratum(subgroup);
         s++)
        vro_moments_merge(&total, &self->measurements[s * VRO_MEASUREMENTS + id]);
    total.count = vro_cohort_children(self, subgroup, VRO_LEVELS);
    return total;
}

uint64_t vro_cohort_treated(const vro_cohort *self, size_t strategy, size_t subgroup,
                            vro_procedure id) {
    uint64_t treated = 0;
    for (size_t s = vro_subgroup_first_stratum(subgroup); s < vro_subgroup_end_stratum(subgroup);
         s++)
        treated += procedures_of(self, strategy, s)[id];
    return treated;
}

// n sum x^2 >= (sum x)^2, which an error of rounding in long double may miss by little.
static bool is_possible(const vro_moments *moments, uint64_t n) {
    const vro_wide most = (vro_wide)n * 255 * VRO_STEPS_PER_MEASUREMENT;
    const long double sum = (long double)moments->sum;
    return -most <= moments->sum && moments->sum <= most && moments->square >= 0 &&
           moments->square <= most * 255 * VRO_STEPS_PER_MEASUREMENT &&
           sum * sum <= (long double)n * (long double)moments->square * (1 + 1e-9L);
}

// A level has no children of the others.
static bool levels_are_consistent(const vro_cohort *self, size_t stratum, uint64_t children) {
    const uint64_t *levels = self->levels + stratum * VRO_LEVELS;
    uint64_t left = children;
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        if (levels[level] > left || (stratum < VRO_LEVELS && level != stratum && levels[level] > 0))
            return false;
        left -= levels[level];
    }
    return left == 0;
}

bool vro_cohort_is_consistent(const vro_cohort *self, const uint64_t *children) {
    for (size_t s = 0; s < self->strata; s++) {
        if (!levels_are_consistent(self, s, children[s]) || self->female[s] > children[s])
            return false;
        for (vro_measurement id = 0; id < VRO_MEASUREMENTS; id++)
            if (!is_possible(&self->measurements[s * VRO_MEASUREMENTS + id], children[s]))
                return false;
    }
    for (size_t i = 0; i < self->strategies * self->strata * VRO_PROCEDURES; i++)
        if (self->procedures[i] > children[i / VRO_PROCEDURES % self->strata])
            return false;
    return true;
}

void vro_cohort_free(vro_cohort *self) {
    free(self->levels);
    free(self->female);
    free(self->measurements);
    free(self->procedures);
    free(self->steps);
    *self = (vro_cohort){0};
}
