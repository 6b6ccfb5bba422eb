#include "vrosim/outcome/tally_codec.h"

enum { WORD_BITS = 64 };

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
        if (vro_outcome_row(id)->kind != VRO_QUANTITY)
            continue;
        write_wide(writer, moments[id].cube);
        write_wide(writer, (vro_wide)moments[id].fourth);
    }
}

static void read_moments(vro_varint_reader *reader, vro_moments *moments,
                         const vro_outcome_set *outcomes) {
    for (size_t i = 0; i < outcomes->count; i++) {
        const vro_outcome_id id = outcomes->ids[i];
        moments[id].count = vro_varint_reader_next(reader);
        moments[id].sum = read_wide(reader);
        moments[id].square = read_wide(reader);
        if (vro_outcome_row(id)->kind != VRO_QUANTITY)
            continue;
        moments[id].cube = read_wide(reader);
        moments[id].fourth = (vro_unsigned_wide)read_wide(reader);
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
        vro_varint_writer_put(writer, pairs[id].worse);
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
        pairs[id].worse = vro_varint_reader_next(reader);
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

// The costs and QALYs of a stratum, in the order of their cells.
typedef struct economic_cells {
    size_t count;
    size_t counter; // of the first
    vro_offsets *offsets;
} economic_cells;

static economic_cells economic_cells_of(const vro_tally *tally, size_t stratum) {
    const size_t first = tally->first_cell[VRO_FIRST_ECONOMIC];
    const size_t count = tally->first_cell[VRO_OUTCOMES] - first;
    return (economic_cells){count, stratum * counters_of_stratum(tally) + first,
                            count > 0 ? tally->offsets + stratum * count : NULL};
}

// Cells without a value have no numbers.
static void write_offsets(vro_varint_writer *writer, const vro_tally *tally, size_t stratum) {
    const economic_cells cells = economic_cells_of(tally, stratum);
    for (size_t i = 0; i < cells.count; i++) {
        if (vro_tally_counted(tally, cells.counter + i) == 0)
            continue;
        vro_varint_writer_put(writer, cells.offsets[i].greatest);
        vro_varint_writer_put(writer, cells.offsets[i].least);
    }
}

static void read_offsets(vro_varint_reader *reader, const vro_tally *tally, size_t stratum) {
    const economic_cells cells = economic_cells_of(tally, stratum);
    for (size_t i = 0; i < cells.count && !reader->failed; i++) {
        if (vro_tally_counted(tally, cells.counter + i) == 0)
            continue;
        const uint64_t greatest = vro_varint_reader_next(reader);
        const uint64_t least = vro_varint_reader_next(reader);
        if (greatest > VRO_PLACE_MAX || least > VRO_PLACE_MAX)
            reader->failed = true;
        else
            cells.offsets[i] = (vro_offsets){(uint16_t)greatest, (uint16_t)least};
    }
}

// Counts of children before their measurements.
static void write_cohort(vro_varint_writer *writer, const vro_cohort *cohort) {
    const size_t strata = cohort->strata;
    write_words(writer, cohort->levels, strata * VRO_LEVELS);
    write_words(writer, cohort->female, strata);
    write_words(writer, cohort->procedures, cohort->strategies * strata * VRO_PROCEDURES);
    for (size_t i = 0; i < strata * VRO_MEASUREMENTS; i++) {
        write_wide(writer, cohort->measurements[i].sum);
        write_wide(writer, cohort->measurements[i].square);
    }
}

static void read_cohort(vro_varint_reader *reader, vro_cohort *cohort) {
    const size_t strata = cohort->strata;
    read_words(reader, cohort->levels, strata * VRO_LEVELS);
    read_words(reader, cohort->female, strata);
    read_words(reader, cohort->procedures, cohort->strategies * strata * VRO_PROCEDURES);
    for (size_t i = 0; i < strata * VRO_MEASUREMENTS && !reader->failed; i++) {
        cohort->measurements[i].sum = read_wide(reader);
        cohort->measurements[i].square = read_wide(reader);
    }
}

// Without replicates their number alone.
static void write_replicates(vro_varint_writer *writer, const vro_replicates *replicates) {
    const vro_outcome_set *outcomes = &replicates->outcomes;
    const size_t products = vro_replicates_products(replicates);
    vro_varint_writer_put(writer, replicates->count);
    for (size_t k = 0; replicates->count > 0 && k < replicates->subgroups * outcomes->count; k++) {
        const size_t place = vro_replicates_place(replicates, k / outcomes->count,
                                                  outcomes->ids[k % outcomes->count]);
        for (size_t i = 0; i < products; i++)
            write_wide(writer, replicates->products[place + i]);
    }
    for (size_t i = 0; replicates->count > 0 && i < vro_replicates_trade_offs(replicates); i++)
        write_wide(writer, replicates->trade_offs[i]);
}

static void read_replicates(vro_varint_reader *reader, vro_replicates *replicates) {
    const vro_outcome_set *outcomes = &replicates->outcomes;
    const size_t products = vro_replicates_products(replicates);
    replicates->count = vro_varint_reader_next(reader);
    for (size_t k = 0; replicates->count > 0 && k < replicates->subgroups * outcomes->count; k++) {
        const size_t place = vro_replicates_place(replicates, k / outcomes->count,
                                                  outcomes->ids[k % outcomes->count]);
        for (size_t i = 0; i < products && !reader->failed; i++)
            replicates->products[place + i] = read_wide(reader);
    }
    for (size_t i = 0; replicates->count > 0 && i < vro_replicates_trade_offs(replicates); i++)
        replicates->trade_offs[i] = read_wide(reader);
}

static vro_expected_sums *expected_of(const vro_tally *tally, size_t stratum) {
    return tally->expected.sums + stratum * VRO_RARE_EVENTS;
}

static void write_expected(vro_varint_writer *writer, const vro_expected_sums *sums) {
    for (size_t i = 0; i < VRO_RARE_EVENTS; i++) {
        write_wide(writer, sums[i].sum);
        write_wide(writer, sums[i].square);
    }
}

static void read_expected(vro_varint_reader *reader, vro_expected_sums *sums) {
    for (size_t i = 0; i < VRO_RARE_EVENTS; i++) {
        sums[i].sum = read_wide(reader);
        sums[i].square = read_wide(reader);
    }
}

// Products that there are where there are replicates.
static size_t count_expected_products(const vro_tally *tally) {
    const size_t subgroups = 1 + tally->strata;
    return tally->replicates.count > 0 ? tally->strategies * subgroups * VRO_RARE_EVENTS : 0;
}

static void write_expected_products(vro_varint_writer *writer, const vro_tally *tally) {
    for (size_t i = 0; i < count_expected_products(tally); i++) {
        write_wide(writer, tally->expected.products[i].ss);
        write_wide(writer, tally->expected.products[i].sn);
    }
}

static void read_expected_products(vro_varint_reader *reader, const vro_tally *tally) {
    for (size_t i = 0; i < count_expected_products(tally) && !reader->failed; i++) {
        tally->expected.products[i].ss = read_wide(reader);
        tally->expected.products[i].sn = read_wide(reader);
    }
}

// Of each counter the sum of settled and recent is written.
void vro_tally_codec_write(const vro_tally *tally, vro_varint_writer *writer) {
    const size_t counters = counters_of_stratum(tally), events = events_of_stratum(tally);
    const size_t deaths = deaths_of_stratum(tally);
    write_words(writer, tally->children, tally->strata);
    write_cohort(writer, &tally->cohort);
    for (size_t i = 0; i < vro_strategy_products_count(&tally->strategy_products); i++)
        write_wide(writer, tally->strategy_products.products[i]);
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata; stratum++) {
        write_moments(writer, tally->sums.moments + stratum * VRO_OUTCOMES, &tally->outcomes);
        write_pairs(writer, tally->sums.pairs + stratum * VRO_OUTCOMES, &tally->outcomes);
        write_trade_offs(writer, tally, stratum);
        write_expected(writer, expected_of(tally, stratum));
        for (size_t i = stratum * counters; i < (stratum + 1) * counters; i++)
            vro_varint_writer_put(writer, vro_tally_counted(tally, i));
        write_offsets(writer, tally, stratum);
        write_words(writer, tally->events + stratum * events, events);
        write_words(writer, tally->deaths + stratum * deaths, deaths);
    }
    write_replicates(writer, &tally->replicates);
    write_expected_products(writer, tally);
}

void vro_tally_codec_read(vro_tally *tally, vro_varint_reader *reader) {
    const size_t counters = counters_of_stratum(tally), events = events_of_stratum(tally);
    const size_t deaths = deaths_of_stratum(tally);
    vro_strategy_products *strategies = &tally->strategy_products;
    read_words(reader, tally->children, tally->strata);
    read_cohort(reader, &tally->cohort);
    for (size_t i = 0; i < vro_strategy_products_count(strategies) && !reader->failed; i++)
        strategies->products[i] = read_wide(reader);
    vro_tally_settle(tally);
    for (size_t stratum = 0; stratum < tally->strategies * tally->strata && !reader->failed;
         stratum++) {
        read_moments(reader, tally->sums.moments + stratum * VRO_OUTCOMES, &tally->outcomes);
        read_pairs(reader, tally->sums.pairs + stratum * VRO_OUTCOMES, &tally->outcomes);
        read_trade_offs(reader, tally, stratum);
        read_expected(reader, expected_of(tally, stratum));
        read_words(reader, tally->settled + stratum * counters, counters);
        read_offsets(reader, tally, stratum);
        read_words(reader, tally->events + stratum * events, events);
        read_words(reader, tally->deaths + stratum * deaths, deaths);
    }
    read_replicates(reader, &tally->replicates);
    read_expected_products(reader, tally);
    vro_tally_begin_replicate(tally);
}
