#include "vrosim/outcome/replicates.h"

#include "vrosim/input/subgroups.h"

#include <stdlib.h>

// Of one outcome under a strategy. Sums so far are kept modulo 2^64, which those of a replicate
// fit.
typedef struct vro_replicate_sums {
    uint64_t sum;
    uint64_t count;
    uint64_t difference;
    uint64_t pairs;
    uint64_t better;
} vro_replicate_sums;

bool vro_replicates_know_between(const vro_replicates *self) {
    return self->strategies <= VRO_REPLICATE_STRATEGIES_MAX;
}

// Products of s with s: of each two strategies, or of each with itself.
static size_t count_between(const vro_replicates *self) {
    const size_t strategies = self->strategies;
    return vro_replicates_know_between(self) ? strategies * (strategies + 1) / 2 : strategies;
}

size_t vro_replicates_products(const vro_replicates *self) {
    return count_between(self) + self->strategies * VRO_REPLICATE_PRODUCTS;
}

size_t vro_replicates_place(const vro_replicates *self, size_t subgroup, vro_outcome_id outcome) {
    return (subgroup * VRO_OUTCOMES + outcome) * vro_replicates_products(self);
}

// Memory in which nothing is summed is never touched.
vro_status vro_replicates_init(vro_replicates *self, const vro_sums *sums, vro_errors *errors) {
    *self = (vro_replicates){
        .strategies = sums->strategies, .outcomes = sums->outcomes, .subgroups = 1 + sums->strata};
    const size_t cells = self->subgroups * VRO_OUTCOMES;
    self->products = calloc(cells * vro_replicates_products(self), sizeof *self->products);
    self->before = calloc(sums->strategies * cells, sizeof *self->before);
    self->present = calloc(sums->strategies * cells, sizeof *self->present);
    self->trade_offs = calloc(vro_replicates_trade_offs(self), sizeof *self->trade_offs);
    if (self->products && self->before && self->present && self->trade_offs)
        return VRO_OK;
    vro_replicates_free(self);
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the replicates of %zu strategies",
                          sums->strategies);
}

static vro_replicate_sums sums_of(const vro_moments *moments, const vro_pair *pair) {
    return (vro_replicate_sums){.sum = (uint64_t)moments->sum,
                                .count = moments->count,
                                .difference = (uint64_t)pair->difference,
                                .pairs = pair->count,
                                .better = pair->better};
}

static void add(vro_replicate_sums *self, vro_replicate_sums more) {
    self->sum += more.sum;
    self->count += more.count;
    self->difference += more.difference;
    self->pairs += more.pairs;
    self->better += more.better;
}

static vro_replicate_sums subtract(vro_replicate_sums a, vro_replicate_sums b) {
    return (vro_replicate_sums){a.sum - b.sum, a.count - b.count, a.difference - b.difference,
                                a.pairs - b.pairs, a.better - b.better};
}

// [strategies]: of the replicate that ends.
static vro_replicate_sums *present_of(const vro_replicates *self, size_t subgroup,
                                      vro_outcome_id outcome) {
    return self->present + (outcome * self->subgroups + subgroup) * self->strategies;
}

// The sums of the replicate that ends, of one outcome; the next one begins.
static void find_present(vro_replicates *self, const vro_sums *sums, vro_outcome_id id) {
    const size_t strategies = self->strategies;
    for (size_t strategy = 0; strategy < strategies; strategy++) {
        vro_replicate_sums *all = &present_of(self, 0, id)[strategy];
        *all = (vro_replicate_sums){0};
        for (size_t stratum = 0; stratum < sums->strata; stratum++) {
            const size_t place = (strategy * sums->strata + stratum) * VRO_OUTCOMES + id;
            const vro_replicate_sums now = sums_of(&sums->moments[place], &sums->pairs[place]);
            const vro_replicate_sums own = subtract(now, self->before[place]);
            self->before[place] = now;
            present_of(self, 1 + stratum, id)[strategy] = own;
            if (stratum < VRO_LEVELS)
                add(all, own);
        }
    }
}

static vro_wide times(uint64_t a, uint64_t b) {
    return (vro_wide)(int64_t)a * (int64_t)b;
}

static void add_between(const vro_replicates *self, const vro_replicate_sums *present,
                        vro_wide *products) {
    const bool between = vro_replicates_know_between(self);
    for (size_t a = 0; a < self->strategies; a++)
        for (size_t b = between ? 0 : a; b <= a; b++)
            *products++ += times(present[a].sum, present[b].sum);
}

static void add_products(const vro_replicate_sums *present, vro_wide *products) {
    products[VRO_REPLICATE_SN] += times(present->sum, present->count);
    products[VRO_REPLICATE_NN] += times(present->count, present->count);
    products[VRO_REPLICATE_DD] += times(present->difference, present->difference);
    products[VRO_REPLICATE_DM] += times(present->difference, present->pairs);
    products[VRO_REPLICATE_MM] += times(present->pairs, present->pairs);
    products[VRO_REPLICATE_BB] += times(present->better, present->better);
    products[VRO_REPLICATE_BM] += times(present->better, present->pairs);
}

static void add_outcome(vro_replicates *self, vro_outcome_id id) {
    for (size_t subgroup = 0; subgroup < self->subgroups; subgroup++) {
        const vro_replicate_sums *present = present_of(self, subgroup, id);
        vro_wide *products = self->products + vro_replicates_place(self, subgroup, id);
        add_between(self, present, products);
        products += count_between(self);
        for (size_t strategy = 0; strategy < self->strategies; strategy++)
            add_products(&present[strategy], products + strategy * VRO_REPLICATE_PRODUCTS);
    }
}

static vro_wide *trade_off_at(const vro_replicates *self, size_t strategy, size_t subgroup,
                              vro_trade_off_id id) {
    return self->trade_offs + ((subgroup * self->strategies + strategy) * VRO_TRADE_OFFS + id) * 2;
}

// Outcomes that are not tallied are 0.
static void add_trade_off(vro_replicates *self, vro_trade_off_id id) {
    const vro_trade_off *row = vro_trade_off_row(id);
    for (size_t subgroup = 0; subgroup < self->subgroups; subgroup++)
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const vro_replicate_sums *effect = present_of(self, subgroup, row->effect) + strategy;
            const vro_replicate_sums *cost = present_of(self, subgroup, row->cost) + strategy;
            vro_wide *products = trade_off_at(self, strategy, subgroup, id);
            products[0] += times(effect->sum, cost->sum);
            products[1] += times(effect->difference, cost->difference);
        }
}

void vro_replicates_begin(vro_replicates *self, const vro_sums *sums) {
    for (size_t i = 0; i < self->outcomes.count; i++)
        find_present(self, sums, self->outcomes.ids[i]);
}

void vro_replicates_end(vro_replicates *self, const vro_sums *sums) {
    self->count++;
    for (size_t i = 0; i < self->outcomes.count; i++) {
        find_present(self, sums, self->outcomes.ids[i]);
        add_outcome(self, self->outcomes.ids[i]);
    }
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++)
        add_trade_off(self, id);
}

void vro_replicates_merge(vro_replicates *self, const vro_replicates *other) {
    const size_t count = self->subgroups * VRO_OUTCOMES * vro_replicates_products(self);
    if (other->count == 0)
        return;
    self->count += other->count;
    for (size_t i = 0; i < count; i++)
        if (other->products[i] != 0)
            self->products[i] += other->products[i];
    for (size_t i = 0; i < vro_replicates_trade_offs(self); i++)
        self->trade_offs[i] += other->trade_offs[i];
}

vro_wide vro_replicates_product(const vro_replicates *self, size_t strategy, size_t subgroup,
                                vro_outcome_id outcome, vro_replicate_product product) {
    return self->products[vro_replicates_place(self, subgroup, outcome) + count_between(self) +
                          strategy * VRO_REPLICATE_PRODUCTS + product];
}

vro_wide vro_replicates_between(const vro_replicates *self, size_t strategy, size_t other,
                                size_t subgroup, vro_outcome_id outcome) {
    const size_t low = strategy < other ? strategy : other;
    const size_t high = strategy < other ? other : strategy;
    const size_t place = vro_replicates_know_between(self) ? high * (high + 1) / 2 + low : high;
    return self->products[vro_replicates_place(self, subgroup, outcome) + place];
}

vro_wide vro_replicates_trade_off(const vro_replicates *self, size_t strategy, size_t subgroup,
                                  vro_trade_off_id id, bool difference) {
    return trade_off_at(self, strategy, subgroup, id)[difference];
}

size_t vro_replicates_trade_offs(const vro_replicates *self) {
    return self->subgroups * self->strategies * VRO_TRADE_OFFS * 2;
}

void vro_replicates_free(vro_replicates *self) {
    free(self->trade_offs);
    free(self->products);
    free(self->before);
    free(self->present);
    *self = (vro_replicates){0};
}
