#include "vrosim/outcome/tally.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/categories.h"
#include "vrosim/outcome/histogram_counters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Courses after which recent is moved to settled, before any of its 32-bit counters can overflow.
static const uint64_t SETTLE_AFTER = UINT64_C(1) << 31;

// Counters of deaths of one strategy and stratum.
static size_t all_months(const vro_tally *self) {
    return self->months + 1 + VRO_LEVELS;
}

static bool has_offsets(const vro_tally *self) {
    return vro_outcome_set_has(&self->outcomes, VRO_COST);
}

size_t vro_tally_cells(vro_outcome_id outcome) {
    const vro_outcome *row = vro_outcome_row(outcome);
    return (size_t)(row->upper - row->lower) * (size_t)row->cells;
}

// The margin keeps a whole number of months that was rounded up what it is.
size_t vro_tally_months(double horizon) {
    return (size_t)ceil(horizon * 12 - 1e-6);
}

// Outcomes that are not tallied, shares and numbers have no counters.
static size_t counters_of(const vro_tally *self, vro_outcome_id id) {
    if (!vro_outcome_set_has(&self->outcomes, id))
        return 0;
    if ((int)id >= (int)VRO_FIRST_ECONOMIC)
        return (size_t)vro_log_linear_cells_of(id).count;
    return 2 * vro_tally_cells(id);
}

static void place_cells(vro_tally *self) {
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
        self->first_cell[id + 1] = self->first_cell[id] + counters_of(self, id);
}

bool vro_tally_has_trade_off(const vro_tally *self, vro_trade_off_id id) {
    const vro_trade_off *row = vro_trade_off_row(id);
    return vro_outcome_set_has(&self->outcomes, row->effect) &&
           vro_outcome_set_has(&self->outcomes, row->cost);
}

// One scratch chunk for a category's children, and one for the reference.
static vro_status allocate(vro_tally *self, vro_errors *errors) {
    const size_t strata = self->strategies * self->strata, categories = self->strata - VRO_LEVELS;
    vro_status status = VRO_OK;
    self->trade_offs = calloc(strata * VRO_TRADE_OFFS, sizeof *self->trade_offs);
    self->recent = calloc(strata * vro_tally_all_cells(self), sizeof *self->recent);
    self->settled = malloc(strata * vro_tally_all_cells(self) * sizeof *self->settled);
    self->events = calloc(strata * VRO_CAUSES * (self->months + 1), sizeof *self->events);
    self->deaths = calloc(strata * all_months(self), sizeof *self->deaths);
    if (has_offsets(self))
        self->offsets = calloc(strata * vro_tally_all_offsets(self), sizeof *self->offsets);
    if (categories > 0)
        self->gathered = aligned_alloc(_Alignof(vro_results), 2 * sizeof *self->gathered);
    TRY(vro_sums_init(&self->sums, self->strategies, &self->outcomes, categories, errors));
    TRY(vro_replicates_init(&self->replicates, &self->sums, errors));
    TRY(vro_expected_events_init(&self->expected, self->strategies, self->strata, errors));
    TRY(vro_cohort_init(&self->cohort, self->strategies, self->strata, errors));
    TRY(vro_strategy_products_init(&self->strategy_products, self->strategies, &self->outcomes,
                                   self->strata, errors));
    if (!self->trade_offs || !self->recent || !self->settled || !self->events || !self->deaths ||
        (has_offsets(self) && !self->offsets) || (categories > 0 && !self->gathered))
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                "not enough memory to tally %zu strategies", self->strategies);
out:
    return status;
}

vro_status vro_tally_init(vro_tally *self, size_t strategies, const vro_outcome_set *outcomes,
                          double horizon, const vro_subgroups *subgroups, vro_errors *errors) {
    *self = (vro_tally){
        .strategies = strategies, .outcomes = *outcomes, .months = vro_tally_months(horizon)};
    if (subgroups)
        self->subgroups = *subgroups;
    place_cells(self);
    self->strata = VRO_LEVELS + vro_subgroups_categories(&self->subgroups);
    const vro_status status = allocate(self, errors);
    if (status != VRO_OK)
        vro_tally_free(self);
    return status;
}

void vro_tally_free(vro_tally *self) {
    vro_sums_free(&self->sums);
    vro_replicates_free(&self->replicates);
    vro_expected_events_free(&self->expected);
    vro_cohort_free(&self->cohort);
    vro_strategy_products_free(&self->strategy_products);
    free(self->trade_offs);
    free(self->recent);
    free(self->settled);
    free(self->offsets);
    free(self->events);
    free(self->deaths);
    free(self->gathered);
    *self = (vro_tally){0};
}

// The started month of each child's first revision, or else of its death, at most `most`; `alive`
// where there is neither: month = ceil(12 t - 1e-4), where the margin keeps visits on whole months
// in the month that they end.
VRO_VECTOR static void find_months(const vro_results *results, int32_t most, int32_t alive,
                                   int32_t *months) {
    for (size_t i = 0; i < vro_lanes(results->children); i++) {
        const float revised = results->revision_time[i], died = results->death_time[i];
        const float time = results->cause[i] != VRO_CAUSE_NONE ? revised : died;
        const float left = (float)most - vro_smaller(time, 1e4f) * 12.0f + 1e-4f;
        const int32_t month = most - (int32_t)vro_larger(left, 0.0f);
        months[i] = time < INFINITY ? month : alive;
    }
}

// One increment for each child, without a branch: rows[] are the months of events by cause, and
// last, of children without a revision, those of deaths.
static void add_times(vro_tally *self, size_t stratum, size_t level, const vro_results *results) {
    uint64_t *rows[VRO_CAUSES + 1];
    int32_t months[VRO_CHUNK];
    for (size_t cause = 0; cause < VRO_CAUSES; cause++)
        rows[cause] = self->events + (stratum * VRO_CAUSES + cause) * (self->months + 1);
    rows[VRO_CAUSE_NONE] = self->deaths + stratum * all_months(self);
    find_months(results, (int32_t)self->months, (int32_t)(self->months + 1 + level), months);
    for (size_t i = 0; i < results->children; i++)
        rows[results->cause[i]][months[i]]++;
}

// Zeros are not added, so that memory in which nothing was counted stays untouched.
static void add_counts(uint64_t *to, const uint64_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (from[i] != 0)
            to[i] += from[i];
}

static void add_recent(uint64_t *to, const uint32_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (from[i] != 0)
            to[i] += from[i];
}

static void merge_offsets(vro_offsets *to, const vro_offsets *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (from[i].greatest != 0 || from[i].least != 0)
            vro_offsets_merge(&to[i], from[i]);
}

static void merge_recent(uint32_t *to, const uint32_t *from, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (from[i] != 0)
            to[i] += from[i];
}

void vro_tally_settle(vro_tally *self) {
    const size_t counters = self->strategies * self->strata * vro_tally_all_cells(self);
    if (!self->has_settled)
        memset(self->settled, 0, counters * sizeof *self->settled);
    add_recent(self->settled, self->recent, counters);
    memset(self->recent, 0, counters * sizeof *self->recent);
    self->unsettled = 0;
    self->has_settled = true;
}

// Makes sure that recent can count this number of courses more.
static void make_room(vro_tally *self, uint64_t courses) {
    if (self->unsettled + courses >= SETTLE_AFTER)
        vro_tally_settle(self);
    self->unsettled += courses;
}

// Children of one level who are in one stratum, under one strategy.
typedef struct cell {
    size_t strategy;
    size_t level;
    size_t stratum;
} cell;

static void add_to_cell(vro_tally *self, cell at, const vro_results *results,
                        const vro_results *reference) {
    const size_t stratum = at.strategy * self->strata + at.stratum;
    self->children[at.stratum] += at.strategy == 0 ? results->children : 0;
    vro_sums_add_stratum(&self->sums, at.strategy, at.stratum, results, reference);
    vro_expected_events_add(&self->expected, at.strategy, at.stratum, results);
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++)
        if (vro_tally_has_trade_off(self, id))
            vro_trade_off_products_add(&self->trade_offs[stratum * VRO_TRADE_OFFS + id], id,
                                       results, at.strategy == 0 ? NULL : reference);
    vro_histogram_counters_add(
        self->first_cell, results, self->recent + stratum * vro_tally_all_cells(self),
        self->offsets ? self->offsets + stratum * vro_tally_all_offsets(self) : NULL);
    add_times(self, stratum, at.level, results);
}

// The same children again, by category.
static void add_categories(vro_tally *self, size_t strategy, size_t level,
                           const vro_results *results, const vro_results *reference) {
    const vro_categories *categories = results->categories;
    vro_results *gathered = &self->gathered[0], *gathered_reference = &self->gathered[1];
    for (size_t category = 0; category < categories->count; category++) {
        if (vro_categories_children(categories, category) == 0)
            continue;
        vro_categories_gather(categories, category, results, gathered);
        if (strategy > 0)
            vro_categories_gather(categories, category, reference, gathered_reference);
        add_to_cell(self, (cell){strategy, level, VRO_LEVELS + category}, gathered,
                    gathered_reference);
    }
}

void vro_tally_add(vro_tally *self, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference) {
    make_room(self, results->children);
    add_to_cell(self, (cell){strategy, level, level}, results, reference);
    vro_cohort_add(&self->cohort, strategy, level, results);
    vro_strategy_products_add(&self->strategy_products, strategy, level, results);
    if (self->strata > VRO_LEVELS)
        add_categories(self, strategy, level, results, reference);
}

void vro_tally_begin_replicate(vro_tally *self) {
    if (self->replicates.count == 0)
        return;
    vro_replicates_begin(&self->replicates, &self->sums);
    vro_expected_events_begin_replicate(&self->expected, self->children);
}

void vro_tally_end_replicate(vro_tally *self) {
    vro_replicates_end(&self->replicates, &self->sums);
    vro_expected_events_end_replicate(&self->expected, self->children);
}

static void add_to(void *self, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference) {
    vro_tally_add(self, strategy, level, results, reference);
}

static void end_replicate_of(void *self) {
    vro_tally_end_replicate(self);
}

vro_sink vro_tally_sink(vro_tally *self) {
    return (vro_sink){.self = self, .take = add_to, .end_replicate = end_replicate_of};
}

void vro_tally_merge(vro_tally *self, const vro_tally *other) {
    const size_t strata = self->strategies * self->strata;
    add_counts(self->children, other->children, self->strata);
    make_room(self, other->unsettled);
    merge_recent(self->recent, other->recent, strata * vro_tally_all_cells(self));
    if (other->has_settled) {
        if (!self->has_settled)
            vro_tally_settle(self);
        add_counts(self->settled, other->settled, strata * vro_tally_all_cells(self));
    }
    if (self->offsets)
        merge_offsets(self->offsets, other->offsets, strata * vro_tally_all_offsets(self));
    add_counts(self->events, other->events, strata * VRO_CAUSES * (self->months + 1));
    add_counts(self->deaths, other->deaths, strata * all_months(self));
    vro_sums_merge(&self->sums, &other->sums);
    vro_replicates_merge(&self->replicates, &other->replicates);
    vro_expected_events_merge(&self->expected, &other->expected);
    vro_cohort_merge(&self->cohort, &other->cohort);
    vro_strategy_products_merge(&self->strategy_products, &other->strategy_products);
    for (size_t i = 0; i < strata * VRO_TRADE_OFFS; i++) {
        self->trade_offs[i].product += other->trade_offs[i].product;
        self->trade_offs[i].difference += other->trade_offs[i].difference;
    }
    vro_tally_begin_replicate(self);
}

bool vro_tally_is_empty(const vro_tally *self) {
    uint64_t children = 0;
    for (size_t stratum = 0; stratum < self->strata; stratum++)
        children |= self->children[stratum];
    return children == 0;
}

void vro_tally_exchange(vro_tally *self, vro_tally *other) {
    const vro_tally former = *self;
    *self = *other;
    *other = former;
}

uint64_t vro_tally_children(const vro_tally *self, size_t subgroup) {
    uint64_t children = 0;
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++)
        children += self->children[stratum];
    return children;
}

vro_trade_off_products vro_tally_trade_off_products(const vro_tally *self, size_t strategy,
                                                    size_t subgroup, vro_trade_off_id id) {
    vro_trade_off_products total = {0};
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++) {
        const vro_trade_off_products *products =
            &self->trade_offs[(strategy * self->strata + stratum) * VRO_TRADE_OFFS + id];
        total.product += products->product;
        total.difference += products->difference;
    }
    return total;
}

uint64_t vro_tally_events(const vro_tally *self, size_t strategy, size_t subgroup, vro_cause cause,
                          size_t month) {
    uint64_t events = 0;
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++) {
        const size_t row = (strategy * self->strata + stratum) * VRO_CAUSES + cause;
        events += self->events[row * (self->months + 1) + month];
    }
    return events;
}

uint64_t vro_tally_deaths(const vro_tally *self, size_t strategy, size_t subgroup, size_t month) {
    uint64_t deaths = 0;
    for (size_t stratum = vro_subgroup_first_stratum(subgroup);
         stratum < vro_subgroup_end_stratum(subgroup); stratum++)
        deaths += self->deaths[(strategy * self->strata + stratum) * all_months(self) + month];
    return deaths;
}

uint64_t vro_tally_alive(const vro_tally *self, size_t strategy, size_t subgroup, size_t level) {
    return vro_tally_deaths(self, strategy, subgroup, self->months + 1 + level);
}
