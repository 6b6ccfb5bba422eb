#include "vrosim/outcome/expected_events.h"

#include "vrosim/core/vector.h"
#include "vrosim/input/subgroups.h"

#include <stdlib.h>

static size_t count_sums(const vro_expected_events *self) {
    return self->strategies * self->strata * VRO_RARE_EVENTS;
}

static size_t count_products(const vro_expected_events *self) {
    return self->strategies * (1 + self->strata) * VRO_RARE_EVENTS;
}

static size_t place_of(const vro_expected_events *self, size_t strategy, size_t stratum) {
    return (strategy * self->strata + stratum) * VRO_RARE_EVENTS;
}

static size_t product_place(const vro_expected_events *self, size_t strategy, size_t subgroup) {
    return (strategy * (1 + self->strata) + subgroup) * VRO_RARE_EVENTS;
}

vro_status vro_expected_events_init(vro_expected_events *self, size_t strategies, size_t strata,
                                    vro_errors *errors) {
    *self = (vro_expected_events){.strategies = strategies, .strata = strata};
    self->sums = calloc(count_sums(self), sizeof *self->sums);
    self->products = calloc(count_products(self), sizeof *self->products);
    self->before = calloc(count_sums(self), sizeof *self->before);
    self->children_before = calloc(strata, sizeof *self->children_before);
    if (self->sums && self->products && self->before && self->children_before)
        return VRO_OK;
    vro_expected_events_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the rare events of %zu strategies", strategies);
}

// Of the numbers m of draws of some children.
typedef struct draw_sums {
    uint32_t sum;
    uint32_t square;
} draw_sums;

VRO_VECTOR static draw_sums sum_draws(const uint32_t *draws, size_t n, unsigned shift) {
    draw_sums sums = {0, 0};
    for (size_t i = 0; i < n; i++) {
        const uint32_t m = (draws[i] >> shift) & VRO_RARE_DRAWS_MAX;
        sums.sum += m;
        sums.square += m * m;
    }
    return sums;
}

// x = base + chance m of each child.
static void add_counted(vro_expected_sums *self, size_t children, uint64_t base, uint64_t chance,
                        draw_sums draws) {
    const vro_wide n = (vro_wide)children, a = (vro_wide)base, c = (vro_wide)chance;
    self->sum += n * a + c * draws.sum;
    self->square += n * a * a + 2 * a * c * draws.sum + c * c * draws.square;
}

typedef struct chance_sums {
    int64_t sum;
    int64_t square;
} chance_sums;

VRO_VECTOR static chance_sums sum_chances(const int32_t *chances, size_t n) {
    chance_sums sums = {0, 0};
    for (size_t i = 0; i < n; i++) {
        sums.sum += chances[i];
        sums.square += (int64_t)chances[i] * chances[i];
    }
    return sums;
}

void vro_expected_events_add(vro_expected_events *self, size_t strategy, size_t stratum,
                             const vro_results *results) {
    const vro_rare_chances *chances = results->chances;
    const size_t n = results->children;
    const vro_wide unit = (vro_wide)1 << (VRO_CHANCE_BITS - VRO_LOSS_CHANCE_BITS);
    vro_expected_sums *sums = self->sums + place_of(self, strategy, stratum);
    if (!chances)
        return;
    for (vro_rare_event event = 0; event < VRO_RARE_COUNTED; event++)
        add_counted(&sums[event], n, event == VRO_RARE_DEATH ? chances->natural_death : 0,
                    chances->each[event],
                    sum_draws(results->rare_draws, n, event * VRO_RARE_DRAW_BITS));
    const chance_sums loss = sum_chances(results->loss_chance, n);
    sums[VRO_RARE_LOSS].sum += unit * loss.sum;
    sums[VRO_RARE_LOSS].square += unit * unit * loss.square;
}

// The sum of a replicate fits 64 bits.
static void add_replicate(vro_expected_products *products, uint64_t sum, uint64_t children) {
    products->ss += (vro_wide)(int64_t)sum * (int64_t)sum;
    products->sn += (vro_wide)(int64_t)sum * (int64_t)children;
}

static void end_replicate(vro_expected_events *self, size_t strategy, vro_rare_event event,
                          const uint64_t *children) {
    uint64_t all = 0, all_children = 0;
    for (size_t stratum = 0; stratum < self->strata; stratum++) {
        const size_t place = place_of(self, strategy, stratum) + event;
        const uint64_t now = (uint64_t)self->sums[place].sum, own = now - self->before[place];
        const uint64_t own_children = children[stratum] - self->children_before[stratum];
        self->before[place] = now;
        add_replicate(&self->products[product_place(self, strategy, 1 + stratum) + event], own,
                      own_children);
        all += stratum < VRO_LEVELS ? own : 0;
        all_children += stratum < VRO_LEVELS ? own_children : 0;
    }
    add_replicate(&self->products[product_place(self, strategy, 0) + event], all, all_children);
}

void vro_expected_events_begin_replicate(vro_expected_events *self, const uint64_t *children) {
    for (size_t i = 0; i < count_sums(self); i++)
        self->before[i] = (uint64_t)self->sums[i].sum;
    for (size_t stratum = 0; stratum < self->strata; stratum++)
        self->children_before[stratum] = children[stratum];
}

void vro_expected_events_end_replicate(vro_expected_events *self, const uint64_t *children) {
    for (size_t strategy = 0; strategy < self->strategies; strategy++)
        for (vro_rare_event event = 0; event < VRO_RARE_EVENTS; event++)
            end_replicate(self, strategy, event, children);
    for (size_t stratum = 0; stratum < self->strata; stratum++)
        self->children_before[stratum] = children[stratum];
}

void vro_expected_events_merge(vro_expected_events *self, const vro_expected_events *other) {
    for (size_t i = 0; i < count_sums(self); i++) {
        self->sums[i].sum += other->sums[i].sum;
        self->sums[i].square += other->sums[i].square;
    }
    for (size_t i = 0; i < count_products(self); i++) {
        self->products[i].ss += other->products[i].ss;
        self->products[i].sn += other->products[i].sn;
    }
}

vro_expected_sums vro_expected_events_sums(const vro_expected_events *self, size_t strategy,
                                           size_t subgroup, vro_rare_event event) {
    vro_expected_sums total = {0};
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++) {
        const vro_expected_sums *sums = &self->sums[place_of(self, strategy, stratum) + event];
        total.sum += sums->sum;
        total.square += sums->square;
    }
    return total;
}

vro_expected_products vro_expected_events_products(const vro_expected_events *self, size_t strategy,
                                                   size_t subgroup, vro_rare_event event) {
    return self->products[product_place(self, strategy, subgroup) + event];
}

// 0 <= x <= greatest of each child: sum x <= n greatest, sum x^2 <= greatest sum x, and (sum x)^2
// <= n sum x^2. A position is lost once; others sum up a death from other causes and all draws that
// a word counts.
static bool is_possible(const vro_expected_sums *sums, vro_rare_event event, uint64_t children) {
    const int most = event == VRO_RARE_LOSS ? 1 : VRO_RARE_DRAWS_MAX + 1;
    const vro_wide greatest = (vro_wide)most << VRO_CHANCE_BITS;
    const long double sum = (long double)sums->sum;
    return sums->sum >= 0 && sums->sum <= (vro_wide)children * greatest && sums->square >= 0 &&
           sums->square / greatest <= sums->sum &&
           sum * sum <= (long double)children * (long double)sums->square * (1 + 1e-9L);
}

bool vro_expected_events_are_consistent(const vro_expected_events *self, const uint64_t *children) {
    for (size_t i = 0; i < count_sums(self); i++)
        if (!is_possible(&self->sums[i], i % VRO_RARE_EVENTS,
                         children[i / VRO_RARE_EVENTS % self->strata]))
            return false;
    for (size_t i = 0; i < count_products(self); i++)
        if (self->products[i].ss < 0 || self->products[i].sn < 0)
            return false;
    return true;
}

void vro_expected_events_free(vro_expected_events *self) {
    free(self->sums);
    free(self->products);
    free(self->before);
    free(self->children_before);
    *self = (vro_expected_events){0};
}
