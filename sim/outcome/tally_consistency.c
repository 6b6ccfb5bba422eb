#include "vrosim/outcome/tally_consistency.h"

#include "vrosim/outcome/central_moments.h"

#include <math.h>

// Outcomes of a child fit 32 bits with their sign, differences of two 33.
enum { OUTCOME_BITS = 31, DIFFERENCE_BITS = 32 };

// Relative rounding error allowed in a comparison of square roots.
static const long double ROUNDING = 1e-9L;

static size_t counters_of_stratum(const vro_tally *tally) {
    return tally->first_cell[VRO_OUTCOMES] + 1;
}

// Whether words can be subtracted from total; leaves what remains of it.
static bool subtract(const uint64_t *words, size_t count, uint64_t *total) {
    for (size_t i = 0; i < count; i++) {
        if (words[i] > *total)
            return false;
        *total -= words[i];
    }
    return true;
}

// Whether count values of `bits` bits can have these sums: |sum x| <= n 2^bits, sum x^2 <= n
// 4^bits.
static bool is_possible(uint64_t count, vro_wide sum, vro_wide square, int bits) {
    const vro_wide most = (vro_wide)count << bits;
    return -most <= sum && sum <= most && 0 <= square && square >> bits <= most;
}

// Whether count of all children, or of all pairs, can have an outcome.
static bool is_count_of(uint64_t count, uint64_t all, vro_outcome_id id) {
    const vro_who who = vro_outcome_row(id)->who;
    return who == VRO_SOME_CHILDREN || count == all || (who == VRO_ALL_OR_NONE && count == 0);
}

// Of distances d from the mean: (sum d^2)^2 <= n sum d^4, (sum d^3)^2 <= sum d^2 sum d^4, and sum
// d^4 <= sum d^2 4^bits.
static bool powers_are_possible(const vro_moments *moments) {
    const vro_central_moments about = vro_central_moments_of(moments);
    const long double square = about.square * (1 - ROUNDING);
    const long double fourth = about.fourth * (1 + ROUNDING);
    return about.square >= 0 && square * square <= (long double)moments->count * fourth &&
           about.cube * about.cube * (1 - ROUNDING) <= about.square * fourth &&
           about.fourth * (1 - ROUNDING) <= ldexpl(about.square, 2 * DIFFERENCE_BITS);
}

static bool moments_are_consistent(const vro_moments *moments, vro_outcome_id id,
                                   uint64_t children) {
    if (moments->count > children || !is_count_of(moments->count, children, id) ||
        !is_possible(moments->count, moments->sum, moments->square, OUTCOME_BITS))
        return false;
    return vro_outcome_row(id)->kind != VRO_QUANTITY || powers_are_possible(moments);
}

static bool pair_is_consistent(const vro_pair *pair, vro_outcome_id id, bool reference,
                               uint64_t children) {
    const uint64_t all = reference ? 0 : children;
    if (pair->count > all || !is_count_of(pair->count, all, id) || pair->better > pair->count ||
        pair->worse > pair->count - pair->better)
        return false;
    return is_possible(pair->count, pair->difference, pair->square, DIFFERENCE_BITS);
}

// Cauchy-Schwarz: |a| <= sqrt(b c); b, c >= 0, all below 2^127.
static bool is_within(vro_wide a, vro_wide b, vro_wide c) {
    const long double bound = sqrtl((long double)b) * sqrtl((long double)c);
    return fabsl((long double)a) <= bound * (1 + ROUNDING);
}

// (sum x y)^2 <= sum x^2 sum y^2.
static bool trade_offs_are_consistent(const vro_tally *tally, size_t stratum) {
    const vro_moments *moments = &tally->sums.moments[stratum * VRO_OUTCOMES];
    const vro_pair *pairs = &tally->sums.pairs[stratum * VRO_OUTCOMES];
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        const vro_trade_off *row = vro_trade_off_row(id);
        const vro_trade_off_products *trade_off = &tally->trade_offs[stratum * VRO_TRADE_OFFS + id];
        if (!is_within(trade_off->product, moments[row->effect].square,
                       moments[row->cost].square) ||
            !is_within(trade_off->difference, pairs[row->effect].square, pairs[row->cost].square))
            return false;
    }
    return true;
}

// The same bound, of an outcome under two strategies.
static bool pair_strategy_products_are_consistent(const vro_tally *tally, size_t a, size_t b,
                                                  size_t stratum) {
    const vro_moments *x = &tally->sums.moments[(a * tally->strata + stratum) * VRO_OUTCOMES];
    const vro_moments *y = &tally->sums.moments[(b * tally->strata + stratum) * VRO_OUTCOMES];
    const vro_wide *products =
        tally->strategy_products.products +
        vro_strategy_products_place(&tally->strategy_products, a, b, stratum);
    for (size_t i = 0; i < VRO_PRODUCT_OUTCOMES; i++)
        if (!is_within(products[i], x[VRO_FIRST_ECONOMIC + i].square,
                       y[VRO_FIRST_ECONOMIC + i].square))
            return false;
    return true;
}

static bool strategy_products_are_consistent(const vro_tally *tally) {
    for (size_t b = 2; b < tally->strategy_products.strategies; b++)
        for (size_t a = 1; a < b; a++)
            for (size_t stratum = 0; stratum < tally->strata; stratum++)
                if (!pair_strategy_products_are_consistent(tally, a, b, stratum))
                    return false;
    return true;
}

// The counters of each quantity hold the children who have it; the last counter those who have not.
static bool counters_are_consistent(const vro_tally *tally, size_t stratum, uint64_t children) {
    const size_t place = stratum * counters_of_stratum(tally);
    uint64_t without = 0;
    for (size_t id = VRO_FIRST_QUANTITY; id < VRO_OUTCOMES; id++) {
        if (!vro_outcome_set_has(&tally->outcomes, id))
            continue;
        const size_t first = tally->first_cell[id], end = tally->first_cell[id + 1];
        uint64_t left = tally->sums.moments[stratum * VRO_OUTCOMES + id].count;
        without += children - left;
        if (!subtract(tally->settled + place + first, end - first, &left) || left != 0)
            return false;
    }
    return tally->settled[place + tally->first_cell[VRO_OUTCOMES]] == without;
}

// Whether the offsets of a cell are those of this number of children, and what they can sum up to.
static bool offsets_are_consistent(vro_log_linear_cells at, size_t cell, uint64_t children,
                                   vro_offsets offsets) {
    const int32_t least = vro_log_linear_least(at, cell, offsets);
    const int32_t greatest = vro_log_linear_greatest(at, cell, offsets);
    const vro_log_linear_place a = vro_log_linear_find(at, least);
    const vro_log_linear_place b = vro_log_linear_find(at, greatest);
    return (size_t)a.cell == cell && a.place == VRO_PLACE_MAX - offsets.least &&
           (size_t)b.cell == cell && b.place == offsets.greatest &&
           (children > 1 ? least <= greatest : least == greatest);
}

// The sum of the costs or QALYs lies between those of the least and of the greatest of each cell.
static bool economic_cells_are_consistent(const vro_tally *tally, size_t stratum,
                                          vro_outcome_id id) {
    const vro_log_linear_cells at = vro_log_linear_cells_of(id);
    const size_t economic = tally->first_cell[VRO_FIRST_ECONOMIC], first = tally->first_cell[id];
    const size_t all = tally->first_cell[VRO_OUTCOMES] - economic;
    const uint64_t *counts = tally->settled + stratum * counters_of_stratum(tally) + first;
    const vro_offsets *offsets = tally->offsets + stratum * all + first - economic;
    const vro_wide sum = tally->sums.moments[stratum * VRO_OUTCOMES + id].sum;
    vro_wide lower = 0, upper = 0;
    for (size_t i = 0; i < (size_t)at.count; i++) {
        if (counts[i] == 0)
            continue;
        if (!offsets_are_consistent(at, i, counts[i], offsets[i]))
            return false;
        lower += (vro_wide)counts[i] * vro_log_linear_least(at, i, offsets[i]);
        upper += (vro_wide)counts[i] * vro_log_linear_greatest(at, i, offsets[i]);
    }
    return lower <= sum && sum <= upper;
}

static bool stratum_is_consistent(const vro_tally *tally, size_t stratum) {
    const uint64_t children = tally->children[stratum % tally->strata];
    const bool reference = stratum < tally->strata;
    for (size_t i = 0; i < tally->outcomes.count; i++) {
        const vro_outcome_id id = tally->outcomes.ids[i];
        const size_t place = stratum * VRO_OUTCOMES + id;
        if (!moments_are_consistent(&tally->sums.moments[place], id, children) ||
            !pair_is_consistent(&tally->sums.pairs[place], id, reference, children))
            return false;
    }
    if (!trade_offs_are_consistent(tally, stratum) ||
        !counters_are_consistent(tally, stratum, children))
        return false;
    for (vro_outcome_id id = VRO_COST; id < VRO_OUTCOMES; id++)
        if (vro_outcome_set_has(&tally->outcomes, id) &&
            !economic_cells_are_consistent(tally, stratum, id))
            return false;
    // Every child has one first event or none, and dies in one month or is alive at the end.
    const size_t events = VRO_CAUSES * (tally->months + 1);
    const size_t deaths = tally->months + 1 + VRO_LEVELS;
    uint64_t left = children;
    return subtract(tally->events + stratum * events, events, &left) &&
           subtract(tally->deaths + stratum * deaths, deaths, &left) && left == 0;
}

// Of each subgroup and outcome: squares are not negative, and bound the products.
static bool replicates_are_consistent(const vro_tally *tally) {
    const vro_replicates *all = &tally->replicates;
    for (size_t k = 0; k < all->subgroups * all->outcomes.count * all->strategies; k++) {
        const vro_outcome_id id = all->outcomes.ids[k / all->strategies % all->outcomes.count];
        const size_t strategy = k % all->strategies;
        const size_t subgroup = k / all->strategies / all->outcomes.count;
        vro_wide of[VRO_REPLICATE_PRODUCTS];
        for (size_t i = 0; i < VRO_REPLICATE_PRODUCTS; i++)
            of[i] = vro_replicates_product(all, strategy, subgroup, id, (vro_replicate_product)i);
        const vro_wide square = vro_replicates_between(all, strategy, strategy, subgroup, id);
        if (square < 0 || of[VRO_REPLICATE_NN] < 0 || of[VRO_REPLICATE_DD] < 0 ||
            of[VRO_REPLICATE_MM] < 0 || of[VRO_REPLICATE_BB] < 0 ||
            !is_within(of[VRO_REPLICATE_SN], square, of[VRO_REPLICATE_NN]) ||
            !is_within(of[VRO_REPLICATE_DM], of[VRO_REPLICATE_DD], of[VRO_REPLICATE_MM]) ||
            !is_within(of[VRO_REPLICATE_BM], of[VRO_REPLICATE_BB], of[VRO_REPLICATE_MM]))
            return false;
    }
    return true;
}

static bool replicate_trade_offs_are_consistent(const vro_tally *tally) {
    const vro_replicates *all = &tally->replicates;
    for (size_t k = 0; k < all->subgroups * all->strategies * VRO_TRADE_OFFS; k++) {
        const vro_trade_off_id id = (vro_trade_off_id)(k % VRO_TRADE_OFFS);
        const vro_outcome_id effect = vro_trade_off_row(id)->effect;
        const vro_outcome_id cost = vro_trade_off_row(id)->cost;
        const size_t strategy = k / VRO_TRADE_OFFS % all->strategies;
        const size_t subgroup = k / VRO_TRADE_OFFS / all->strategies;
        if (!is_within(vro_replicates_trade_off(all, strategy, subgroup, id, false),
                       vro_replicates_between(all, strategy, strategy, subgroup, effect),
                       vro_replicates_between(all, strategy, strategy, subgroup, cost)) ||
            !is_within(vro_replicates_trade_off(all, strategy, subgroup, id, true),
                       vro_replicates_product(all, strategy, subgroup, effect, VRO_REPLICATE_DD),
                       vro_replicates_product(all, strategy, subgroup, cost, VRO_REPLICATE_DD)))
            return false;
    }
    return true;
}

// Every child is in one level, and in one category of each division.
static bool children_are_consistent(const vro_tally *tally, uint64_t children) {
    const uint64_t *counts = tally->children + VRO_LEVELS;
    uint64_t left = children;
    bool consistent = subtract(tally->children, VRO_LEVELS, &left) && left == 0;
    for (size_t i = 0; i < tally->subgroups.divisions; i++) {
        const size_t categories = vro_subgroups_division_categories(&tally->subgroups, i);
        left = children;
        consistent = consistent && subtract(counts, categories, &left) && left == 0;
        counts += categories;
    }
    return consistent;
}

bool vro_tally_is_consistent(const vro_tally *tally, uint64_t children) {
    if (!children_are_consistent(tally, children) ||
        !vro_cohort_is_consistent(&tally->cohort, tally->children))
        return false;
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata; stratum++)
        if (!stratum_is_consistent(tally, stratum))
            return false;
    return strategy_products_are_consistent(tally) && replicates_are_consistent(tally) &&
           replicate_trade_offs_are_consistent(tally) &&
           vro_expected_events_are_consistent(&tally->expected, tally->children);
}
