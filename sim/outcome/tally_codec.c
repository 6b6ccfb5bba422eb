#include "vrosim/outcome/tally_codec.h"

#include <math.h>

enum { WORD_BITS = 64 };

// Outcomes of a child fit 32 bits with their sign, differences of two 33.
enum { OUTCOME_BITS = 31, DIFFERENCE_BITS = 32 };

// Of a comparison of roots.
static const long double ROUNDING = 1e-9L;

static size_t counters_of_stratum(const vro_tally *tally) {
    return tally->first_cell[VRO_OUTCOMES] + 1;
}

static size_t events_of_stratum(const vro_tally *tally) {
    return VRO_CAUSES * (tally->months + 1);
}

static size_t deaths_of_stratum(const vro_tally *tally) {
    return tally->months + 1 + VRO_LEVELS;
}

static void put_words(vro_varint_writer *packer, const uint64_t *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        vro_varint_writer_put(packer, words[i]);
}

// words are 0; zeros are passed over, so that memory which is never counted in stays untouched.
static void take_words(vro_varint_reader *unpacker, uint64_t *words, size_t count) {
    size_t i = 0;
    while (i < count && !unpacker->failed) {
        const uint64_t word = vro_varint_reader_next(unpacker);
        if (word > 0)
            words[i] = word;
        i++;
        i += vro_varint_reader_skip(unpacker, count - i);
    }
}

static void put_wide(vro_varint_writer *packer, vro_wide sum) {
    vro_varint_writer_put(packer, (uint64_t)sum);
    vro_varint_writer_put(packer, (uint64_t)(sum >> WORD_BITS));
}

static vro_wide take_wide(vro_varint_reader *unpacker) {
    const uint64_t low = vro_varint_reader_next(unpacker);
    const uint64_t high = vro_varint_reader_next(unpacker);
    return (vro_wide)(int64_t)high * ((vro_wide)1 << WORD_BITS) + low;
}

static void put_moments(vro_varint_writer *packer, const vro_moments *moments, size_t outcomes) {
    for (size_t id = 0; id < outcomes; id++) {
        vro_varint_writer_put(packer, moments[id].count);
        put_wide(packer, moments[id].sum);
        put_wide(packer, moments[id].square);
    }
}

static void take_moments(vro_varint_reader *unpacker, vro_moments *moments, size_t outcomes) {
    for (size_t id = 0; id < outcomes; id++) {
        moments[id].count = vro_varint_reader_next(unpacker);
        moments[id].sum = take_wide(unpacker);
        moments[id].square = take_wide(unpacker);
    }
}

static void put_pairs(vro_varint_writer *packer, const vro_pair *pairs, size_t outcomes) {
    for (size_t id = 0; id < outcomes; id++) {
        vro_varint_writer_put(packer, pairs[id].count);
        put_wide(packer, pairs[id].difference);
        put_wide(packer, pairs[id].square);
        vro_varint_writer_put(packer, pairs[id].better);
    }
}

static void take_pairs(vro_varint_reader *unpacker, vro_pair *pairs, size_t outcomes) {
    for (size_t id = 0; id < outcomes; id++) {
        pairs[id].count = vro_varint_reader_next(unpacker);
        pairs[id].difference = take_wide(unpacker);
        pairs[id].square = take_wide(unpacker);
        pairs[id].better = vro_varint_reader_next(unpacker);
    }
}

// Trade-offs whose outcomes are not tallied are passed over.
static void put_trade_offs(vro_varint_writer *packer, const vro_tally *tally, size_t stratum) {
    const vro_trade_off_products *trade_offs = &tally->trade_offs[stratum * VRO_TRADE_OFFS];
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        if (!vro_tally_has_trade_off(tally, id))
            continue;
        put_wide(packer, trade_offs[id].product);
        put_wide(packer, trade_offs[id].difference);
    }
}

static void take_trade_offs(vro_varint_reader *unpacker, const vro_tally *tally, size_t stratum) {
    vro_trade_off_products *trade_offs = &tally->trade_offs[stratum * VRO_TRADE_OFFS];
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        if (!vro_tally_has_trade_off(tally, id))
            continue;
        trade_offs[id].product = take_wide(unpacker);
        trade_offs[id].difference = take_wide(unpacker);
    }
}

static void put_strategy_products(vro_varint_writer *packer,
                                  const vro_strategy_products *strategy_products) {
    for (size_t i = 0; i < vro_strategy_products_count(strategy_products); i++)
        put_wide(packer, strategy_products->products[i]);
}

static void take_strategy_products(vro_varint_reader *unpacker,
                                   vro_strategy_products *strategy_products) {
    for (size_t i = 0; i < vro_strategy_products_count(strategy_products) && !unpacker->failed; i++)
        strategy_products->products[i] = take_wide(unpacker);
}

// What has been counted in recent is added on the way.
void vro_tally_codec_write(const vro_tally *tally, vro_varint_writer *packer) {
    const size_t counters = counters_of_stratum(tally), events = events_of_stratum(tally);
    const size_t deaths = deaths_of_stratum(tally);
    put_words(packer, tally->children, tally->strata);
    put_strategy_products(packer, &tally->strategy_products);
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata; stratum++) {
        put_moments(packer, tally->sums.moments + stratum * VRO_OUTCOMES, tally->outcomes);
        put_pairs(packer, tally->sums.pairs + stratum * VRO_OUTCOMES, tally->outcomes);
        put_trade_offs(packer, tally, stratum);
        for (size_t i = stratum * counters; i < (stratum + 1) * counters; i++)
            vro_varint_writer_put(packer, tally->settled[i] + tally->recent[i]);
        put_words(packer, tally->events + stratum * events, events);
        put_words(packer, tally->deaths + stratum * deaths, deaths);
    }
}

void vro_tally_codec_read(vro_tally *tally, vro_varint_reader *unpacker) {
    const size_t counters = counters_of_stratum(tally), events = events_of_stratum(tally);
    const size_t deaths = deaths_of_stratum(tally);
    take_words(unpacker, tally->children, tally->strata);
    take_strategy_products(unpacker, &tally->strategy_products);
    tally->has_settled = true;
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata && !unpacker->failed;
         stratum++) {
        take_moments(unpacker, tally->sums.moments + stratum * VRO_OUTCOMES, tally->outcomes);
        take_pairs(unpacker, tally->sums.pairs + stratum * VRO_OUTCOMES, tally->outcomes);
        take_trade_offs(unpacker, tally, stratum);
        take_words(unpacker, tally->settled + stratum * counters, counters);
        take_words(unpacker, tally->events + stratum * events, events);
        take_words(unpacker, tally->deaths + stratum * deaths, deaths);
    }
}

// Whether words sum to total, without passing over it on the way.
static bool sum_to(const uint64_t *words, size_t count, uint64_t *total) {
    for (size_t i = 0; i < count; i++) {
        if (words[i] > *total)
            return false;
        *total -= words[i];
    }
    return true;
}

// Whether count values of so many bits can have these sums of values and of squares.
static bool is_possible(uint64_t count, vro_wide sum, vro_wide square, int bits) {
    const vro_wide most = (vro_wide)count << bits;
    return -most <= sum && sum <= most && 0 <= square && square >> bits <= most;
}

// Whether so many of all children, or of all pairs, can have an outcome.
static bool is_count_of(uint64_t count, uint64_t all, vro_outcome_id id) {
    const vro_who who = vro_outcome_row(id)->who;
    return who == VRO_SOME_CHILDREN || count == all || (who == VRO_ALL_OR_NONE && count == 0);
}

static bool moments_agree(const vro_moments *moments, vro_outcome_id id, uint64_t children) {
    if (moments->count > children || !is_count_of(moments->count, children, id))
        return false;
    return is_possible(moments->count, moments->sum, moments->square, OUTCOME_BITS);
}

static bool pair_agrees(const vro_pair *pair, vro_outcome_id id, bool reference,
                        uint64_t children) {
    const uint64_t most = reference ? 0 : children;
    if (pair->count > most || !is_count_of(pair->count, most, id) || pair->better > pair->count)
        return false;
    return is_possible(pair->count, pair->difference, pair->square, DIFFERENCE_BITS);
}

// |a|^2 <= b c; b, c >= 0, all below 2^127.
static bool is_within(vro_wide a, vro_wide b, vro_wide c) {
    const long double bound = sqrtl((long double)b) * sqrtl((long double)c);
    return fabsl((long double)a) <= bound * (1 + ROUNDING);
}

// Sums of products are at most the roots of the products of the sums of squares.
static bool trade_offs_agree(const vro_tally *tally, size_t stratum) {
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
static bool pair_strategy_products_agree(const vro_tally *tally, size_t a, size_t b,
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

static bool strategy_products_agree(const vro_tally *tally) {
    for (size_t b = 2; b < tally->strategy_products.strategies; b++)
        for (size_t a = 1; a < b; a++)
            for (size_t stratum = 0; stratum < tally->strata; stratum++)
                if (!pair_strategy_products_agree(tally, a, b, stratum))
                    return false;
    return true;
}

// Each quantity's counters hold the children who have it; the last, all those who have not.
static bool counters_agree(const vro_tally *tally, size_t stratum, uint64_t children) {
    const size_t place = stratum * counters_of_stratum(tally);
    uint64_t without = 0;
    for (size_t id = VRO_FIRST_QUANTITY; id < tally->outcomes; id++) {
        const size_t first = tally->first_cell[id], end = tally->first_cell[id + 1];
        uint64_t left = tally->sums.moments[stratum * VRO_OUTCOMES + id].count;
        without += children - left;
        if (!sum_to(tally->settled + place + first, end - first, &left) || left != 0)
            return false;
    }
    return tally->settled[place + tally->first_cell[VRO_OUTCOMES]] == without;
}

static bool times_agree(const vro_tally *tally, size_t stratum, uint64_t children) {
    const size_t events = events_of_stratum(tally), deaths = deaths_of_stratum(tally);
    return sum_to(tally->events + stratum * events, events, &children) &&
           sum_to(tally->deaths + stratum * deaths, deaths, &children) && children == 0;
}

static bool stratum_agrees(const vro_tally *tally, size_t stratum) {
    const uint64_t children = tally->children[stratum % tally->strata];
    const bool reference = stratum < tally->strata;
    for (size_t id = 0; id < tally->outcomes; id++) {
        const size_t place = stratum * VRO_OUTCOMES + id;
        if (!moments_agree(&tally->sums.moments[place], (vro_outcome_id)id, children) ||
            !pair_agrees(&tally->sums.pairs[place], (vro_outcome_id)id, reference, children))
            return false;
    }
    return trade_offs_agree(tally, stratum) && counters_agree(tally, stratum, children) &&
           times_agree(tally, stratum, children);
}

// Every child is in one level, and in one band of each stratifier.
static bool children_agree(const vro_tally *tally, uint64_t children) {
    const uint64_t *counts = tally->children + VRO_LEVELS;
    uint64_t left = children;
    bool agree = sum_to(tally->children, VRO_LEVELS, &left) && left == 0;
    for (int id = 0; id < VRO_STRATIFIERS; id++) {
        const size_t categories = vro_stratifier_categories(&tally->subgroups.stratifiers[id]);
        left = categories > 0 ? children : 0;
        agree = agree && sum_to(counts, categories, &left) && left == 0;
        counts += categories;
    }
    return agree;
}

bool vro_tally_codec_is_consistent(const vro_tally *tally, uint64_t children) {
    if (!children_agree(tally, children))
        return false;
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata; stratum++)
        if (!stratum_agrees(tally, stratum))
            return false;
    return strategy_products_agree(tally);
}
