#include "vrosim/outcome/tally_codec.h"

#include <math.h>

enum { WORD_BITS = 64 };

// Outcomes of a child fit 32 bits with their sign, differences of two 33.
enum { OUTCOME_BITS = 31, DIFFERENCE_BITS = 32 };

// Relative rounding error allowed in a comparison of square roots.
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

static void write_words(vro_varint_writer *writer, const uint64_t *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        vro_varint_writer_put(writer, words[i]);
}

// words are 0 already. Zeros are not stored, so that memory in which nothing is counted stays
// untouched.
static void read_words(vro_varint_reader *reader, uint64_t *words, size_t count) {
    size_t i = 0;
    while (i < count && !reader->failed) {
        const uint64_t word = vro_varint_reader_next(reader);
        if (word > 0)
            words[i] = word;
        i++;
        i += vro_varint_reader_skip(reader, count - i);
    }
}

static void write_wide(vro_varint_writer *writer, vro_wide sum) {
    vro_varint_writer_put(writer, (uint64_t)sum);
    vro_varint_writer_put(writer, (uint64_t)(sum >> WORD_BITS));
}

static vro_wide read_wide(vro_varint_reader *reader) {
    const uint64_t low = vro_varint_reader_next(reader);
    const uint64_t high = vro_varint_reader_next(reader);
    return (vro_wide)(int64_t)high * ((vro_wide)1 << WORD_BITS) + low;
}

static void write_moments(vro_varint_writer *writer, const vro_moments *moments,
                          const vro_outcome_set *outcomes) {
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id id = outcomes->ids[i];
        vro_varint_writer_put(writer, moments[id].count);
        write_wide(writer, moments[id].sum);
        write_wide(writer, moments[id].square);
    }
}

static void read_moments(vro_varint_reader *reader, vro_moments *moments,
                         const vro_outcome_set *outcomes) {
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id id = outcomes->ids[i];
        moments[id].count = vro_varint_reader_next(reader);
        moments[id].sum = read_wide(reader);
        moments[id].square = read_wide(reader);
    }
}

static void write_pairs(vro_varint_writer *writer, const vro_pair *pairs,
                        const vro_outcome_set *outcomes) {
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id id = outcomes->ids[i];
        vro_varint_writer_put(writer, pairs[id].count);
        write_wide(writer, pairs[id].difference);
        write_wide(writer, pairs[id].square);
        vro_varint_writer_put(writer, pairs[id].better);
    }
}

static void read_pairs(vro_varint_reader *reader, vro_pair *pairs,
                       const vro_outcome_set *outcomes) {
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id id = outcomes->ids[i];
        pairs[id].count = vro_varint_reader_next(reader);
        pairs[id].difference = read_wide(reader);
        pairs[id].square = read_wide(reader);
        pairs[id].better = vro_varint_reader_next(reader);
    }
}

// Trade-offs whose outcomes are not tallied have no numbers.
static void write_trade_offs(vro_varint_writer *writer, const vro_tally *tally, size_t stratum) {
    const vro_trade_off_products *trade_offs = &tally->trade_offs[stratum * VRO_TRADE_OFFS];
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        if (!vro_tally_has_trade_off(tally, id))
            continue;
        write_wide(writer, trade_offs[id].product);
        write_wide(writer, trade_offs[id].difference);
    }
}

static void read_trade_offs(vro_varint_reader *reader, const vro_tally *tally, size_t stratum) {
    vro_trade_off_products *trade_offs = &tally->trade_offs[stratum * VRO_TRADE_OFFS];
    for (vro_trade_off_id id = 0; id < VRO_TRADE_OFFS; id++) {
        if (!vro_tally_has_trade_off(tally, id))
            continue;
        trade_offs[id].product = read_wide(reader);
        trade_offs[id].difference = read_wide(reader);
    }
}

// Of each counter the sum of settled and recent is written.
void vro_tally_codec_write(const vro_tally *tally, vro_varint_writer *writer) {
    const size_t counters = counters_of_stratum(tally), events = events_of_stratum(tally);
    const size_t deaths = deaths_of_stratum(tally);
    write_words(writer, tally->children, tally->strata);
    for (size_t i = 0; i < vro_strategy_products_count(&tally->strategy_products); i++)
        write_wide(writer, tally->strategy_products.products[i]);
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata; stratum++) {
        write_moments(writer, tally->sums.moments + stratum * VRO_OUTCOMES, &tally->outcomes);
        write_pairs(writer, tally->sums.pairs + stratum * VRO_OUTCOMES, &tally->outcomes);
        write_trade_offs(writer, tally, stratum);
        for (size_t i = stratum * counters; i < (stratum + 1) * counters; i++)
            vro_varint_writer_put(writer, tally->settled[i] + tally->recent[i]);
        write_words(writer, tally->events + stratum * events, events);
        write_words(writer, tally->deaths + stratum * deaths, deaths);
    }
}

void vro_tally_codec_read(vro_tally *tally, vro_varint_reader *reader) {
    const size_t counters = counters_of_stratum(tally), events = events_of_stratum(tally);
    const size_t deaths = deaths_of_stratum(tally);
    vro_strategy_products *strategies = &tally->strategy_products;
    read_words(reader, tally->children, tally->strata);
    for (size_t i = 0; i < vro_strategy_products_count(strategies) && !reader->failed; i++)
        strategies->products[i] = read_wide(reader);
    tally->has_settled = true;
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata && !reader->failed;
         stratum++) {
        read_moments(reader, tally->sums.moments + stratum * VRO_OUTCOMES, &tally->outcomes);
        read_pairs(reader, tally->sums.pairs + stratum * VRO_OUTCOMES, &tally->outcomes);
        read_trade_offs(reader, tally, stratum);
        read_words(reader, tally->settled + stratum * counters, counters);
        read_words(reader, tally->events + stratum * events, events);
        read_words(reader, tally->deaths + stratum * deaths, deaths);
    }
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

static bool moments_are_consistent(const vro_moments *moments, vro_outcome_id id,
                                   uint64_t children) {
    if (moments->count > children || !is_count_of(moments->count, children, id))
        return false;
    return is_possible(moments->count, moments->sum, moments->square, OUTCOME_BITS);
}

static bool pair_is_consistent(const vro_pair *pair, vro_outcome_id id, bool reference,
                               uint64_t children) {
    const uint64_t all = reference ? 0 : children;
    if (pair->count > all || !is_count_of(pair->count, all, id) || pair->better > pair->count)
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
    // Every child has one first event or none, and dies in one month or is alive at the end.
    const size_t events = events_of_stratum(tally), deaths = deaths_of_stratum(tally);
    uint64_t left = children;
    return subtract(tally->events + stratum * events, events, &left) &&
           subtract(tally->deaths + stratum * deaths, deaths, &left) && left == 0;
}

// Every child is in one level, and in one category of each stratifier in use.
static bool children_are_consistent(const vro_tally *tally, uint64_t children) {
    const uint64_t *counts = tally->children + VRO_LEVELS;
    uint64_t left = children;
    bool consistent = subtract(tally->children, VRO_LEVELS, &left) && left == 0;
    for (int id = 0; id < VRO_STRATIFIERS; id++) {
        const size_t categories = vro_stratifier_categories(&tally->subgroups.stratifiers[id]);
        left = categories > 0 ? children : 0;
        consistent = consistent && subtract(counts, categories, &left) && left == 0;
        counts += categories;
    }
    return consistent;
}

bool vro_tally_codec_is_consistent(const vro_tally *tally, uint64_t children) {
    if (!children_are_consistent(tally, children))
        return false;
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata; stratum++)
        if (!stratum_is_consistent(tally, stratum))
            return false;
    return strategy_products_are_consistent(tally);
}
