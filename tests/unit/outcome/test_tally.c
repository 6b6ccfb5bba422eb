// Sums over courses, worked out by hand: moments, pairs, histograms, months, merging.
#include "vrosim/outcome/tally.h"
#include "vrosim/outcome/tally_histogram.h"

#include "vrosim/model/categories.h"
#include "vrosim/outcome/histogram.h"

#include "near.h"
#include "usual_landmarks.h"

#include <stdlib.h>
#include <string.h>

enum { STRATEGIES = 3, MONTHS = 120 };

static vro_status init(vro_tally *self) {
    vro_errors errors = {0};
    const vro_status status =
        vro_tally_init(self, STRATEGIES, usual_outcomes(true), 10, NULL, &errors);
    vro_errors_free(&errors);
    return status;
}

// Results of n children: nothing happened, every quantity at 64 units.
static vro_results *results_of(size_t n) {
    vro_results *self = aligned_alloc(64, sizeof *self);
    assert_non_null(self);
    memset(self, 0, sizeof *self);
    self->children = n;
    self->outcomes = usual_outcomes(true);
    for (size_t i = 0; i < n; i++) {
        for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
            if (vro_outcome_row(id)->kind == VRO_QUANTITY)
                self->outcome[id][i] = 64 * VRO_STEPS_PER_UNIT;
        self->cause[i] = VRO_CAUSE_NONE;
        self->revision_time[i] = self->death_time[i] = INFINITY;
    }
    return self;
}

static void set_outcome(vro_results *self, vro_outcome_id id, const int32_t *values) {
    memcpy(self->outcome[id], values, self->children * sizeof *values);
}

static void assert_moments(vro_moments moments, uint64_t count, int64_t sum, int64_t square) {
    assert_true(moments.count == count);
    assert_true(moments.sum == sum);
    assert_true(moments.square == square);
}

static void assert_pair(vro_pair pair, uint64_t count, int64_t difference, int64_t square,
                        uint64_t better) {
    assert_true(pair.count == count);
    assert_true(pair.difference == difference);
    assert_true(pair.square == square);
    assert_true(pair.better == better);
}

static void moments_are_sums_and_squares_by_level(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(4);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_REVISIONS, (const int32_t[]){0, 3, 2, 1});
    set_outcome(results, VRO_LLD_MM, (const int32_t[]){-5000, 7, 200000, -1});
    vro_tally_add(&tally, 0, 1, results, NULL);
    results->children = 2;
    vro_tally_add(&tally, 0, 4, results, results);
    assert_moments(vro_sums_moments(&tally.sums, 0, 2, VRO_REVISIONS), 4, 6, 14);
    assert_moments(vro_sums_moments(&tally.sums, 0, 5, VRO_REVISIONS), 2, 3, 9);
    assert_moments(vro_sums_moments(&tally.sums, 0, 0, VRO_REVISIONS), 6, 9, 23);
    assert_moments(vro_sums_moments(&tally.sums, 0, 1, VRO_REVISIONS), 0, 0, 0);
    assert_moments(vro_sums_moments(&tally.sums, 0, 2, VRO_LLD_MM), 4, 195006,
                   INT64_C(40025000050));
    assert_true(vro_tally_children(&tally, 0) == 6);
    assert_true(vro_tally_children(&tally, 2) == 4);
    assert_true(vro_tally_children(&tally, 3) == 0);
    free(results);
    vro_tally_free(&tally);
}

// The reference: 3 * 8 + 1 * 100 + 2 * 2; the strategy: 1 * 8 + 2 * 100 + 0 * 7; the differences:
// -2 * 0 + 1 * 0 - 2 * 5.
static void trade_offs_are_sums_of_products_in_the_same_child(void **state) {
    (void)state;
    vro_tally tally, other;
    vro_results *reference = results_of(3), *results = results_of(3);
    assert_int_equal(init(&tally), VRO_OK);
    assert_int_equal(init(&other), VRO_OK);
    set_outcome(reference, VRO_REVISIONS, (const int32_t[]){3, 1, 2});
    set_outcome(reference, VRO_LLD_ABS_MM, (const int32_t[]){8, 100, 2});
    set_outcome(results, VRO_REVISIONS, (const int32_t[]){1, 2, 0});
    set_outcome(results, VRO_LLD_ABS_MM, (const int32_t[]){8, 100, 7});
    vro_tally_add(&tally, 0, 1, reference, NULL);
    vro_tally_add(&tally, 2, 1, results, reference);
    vro_tally_add(&other, 2, 3, results, reference);
    vro_tally_merge(&tally, &other);
    const vro_trade_off_products first =
        vro_tally_trade_off_products(&tally, 0, 0, VRO_LLD_PER_REVISION);
    assert_true(first.product == 128 && first.difference == 0);
    const vro_trade_off_products level =
        vro_tally_trade_off_products(&tally, 2, 4, VRO_LLD_PER_REVISION);
    assert_true(level.product == 208 && level.difference == -10);
    const vro_trade_off_products all =
        vro_tally_trade_off_products(&tally, 2, 0, VRO_LLD_PER_REVISION);
    assert_true(all.product == 416 && all.difference == -20);
    free(reference);
    free(results);
    vro_tally_free(&tally);
    vro_tally_free(&other);
}

static void what_children_do_not_have_is_not_traded(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(1);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_QALY, (const int32_t[]){VRO_NO_VALUE});
    vro_tally_add(&tally, 0, 0, results, NULL);
    vro_tally_add(&tally, 1, 0, results, results);
    for (size_t strategy = 0; strategy < 2; strategy++) {
        const vro_trade_off_products trade_off =
            vro_tally_trade_off_products(&tally, strategy, 0, VRO_COST_PER_QALY);
        assert_true(trade_off.product == 0 && trade_off.difference == 0);
    }
    free(results);
    vro_tally_free(&tally);
}

static void children_are_counted_once_whatever_the_strategies(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(3);
    assert_int_equal(init(&tally), VRO_OK);
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++)
        vro_tally_add(&tally, strategy, 0, results, results);
    assert_true(vro_tally_children(&tally, 0) == 3);
    assert_moments(vro_sums_moments(&tally.sums, 2, 0, VRO_REVISIONS), 3, 0, 0);
    free(results);
    vro_tally_free(&tally);
}

static void a_value_that_a_child_does_not_have_is_not_counted(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(4), *reference = results_of(4);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_HEALING_WEEKS,
                (const int32_t[]){10 * 1024, VRO_NO_VALUE, 11 * 1024, VRO_NO_VALUE});
    set_outcome(reference, VRO_HEALING_WEEKS,
                (const int32_t[]){9 * 1024, 9 * 1024, VRO_NO_VALUE, VRO_NO_VALUE});
    vro_tally_add(&tally, 0, 0, reference, NULL);
    vro_tally_add(&tally, 1, 0, results, reference);
    assert_moments(vro_sums_moments(&tally.sums, 1, 0, VRO_HEALING_WEEKS), 2, 21 * 1024,
                   INT64_C(221) * 1024 * 1024);
    assert_pair(vro_sums_pair(&tally.sums, 1, 0, VRO_HEALING_WEEKS), 1, 1024, 1024 * 1024, 0);
    free(reference);
    free(results);
    vro_tally_free(&tally);
}

static void pairs_are_differences_from_the_reference(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(4), *reference = results_of(4);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_REVISION_BY_5Y, (const int32_t[]){0, 0, 1, 1});
    set_outcome(reference, VRO_REVISION_BY_5Y, (const int32_t[]){1, 1, 0, 1});
    set_outcome(results, VRO_WIDTH_MM, (const int32_t[]){10, -20, 30, 0});
    set_outcome(reference, VRO_WIDTH_MM, (const int32_t[]){5, 5, 5, 5});
    vro_tally_add(&tally, 0, 2, reference, NULL);
    vro_tally_add(&tally, 1, 2, results, reference);
    assert_pair(vro_sums_pair(&tally.sums, 1, 3, VRO_REVISION_BY_5Y), 4, -1, 3, 2);
    assert_pair(vro_sums_pair(&tally.sums, 1, 0, VRO_WIDTH_MM), 4, 0, 25 + 625 + 625 + 25, 2);
    assert_pair(vro_sums_pair(&tally.sums, 1, 1, VRO_WIDTH_MM), 0, 0, 0, 0);
    assert_pair(vro_sums_pair(&tally.sums, 0, 0, VRO_WIDTH_MM), 0, 0, 0, 0);
    free(reference);
    free(results);
    vro_tally_free(&tally);
}

static void where_more_is_better_more_counts_as_better(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *reference = results_of(4), *results = results_of(4);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(reference, VRO_QALY, (const int32_t[]){100, 200, 300, 400});
    set_outcome(results, VRO_QALY, (const int32_t[]){90, 200, 303, 405});
    vro_tally_add(&tally, 0, 0, reference, NULL);
    vro_tally_add(&tally, 1, 0, results, reference);
    assert_moments(vro_sums_moments(&tally.sums, 1, 0, VRO_QALY), 4, 998,
                   90 * 90 + 200 * 200 + 303 * 303 + 405 * 405);
    assert_pair(vro_sums_pair(&tally.sums, 1, 0, VRO_QALY), 4, -2, 100 + 9 + 25, 2);
    free(reference);
    free(results);
    vro_tally_free(&tally);
}

// What the scenario does not have takes no room, and is looked at by nobody.
static void economic_outcomes_can_be_left_out(void **state) {
    (void)state;
    vro_tally tally;
    vro_errors errors = {0};
    vro_histogram histogram;
    vro_results *results = results_of(4);
    assert_int_equal(vro_tally_init(&tally, 1, usual_outcomes(false), 10, NULL, &errors), VRO_OK);
    assert_int_equal(tally.first_cell[VRO_OUTCOMES], tally.first_cell[VRO_COST]);
    vro_tally_add(&tally, 0, 0, results, NULL);
    assert_moments(vro_sums_moments(&tally.sums, 0, 0, VRO_COST), 0, 0, 0);
    assert_null(tally.offsets);
    assert_int_equal(vro_histogram_init(&histogram, &errors), VRO_OK);
    vro_histogram_load(&histogram, &tally, 0, 0, VRO_QALY);
    assert_int_equal(histogram.values, 0);
    vro_histogram_free(&histogram);
    free(results);
    vro_tally_free(&tally);
}

static void identical_strategies_differ_by_exactly_nothing(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(VRO_CHUNK);
    assert_int_equal(init(&tally), VRO_OK);
    for (size_t i = 0; i < VRO_CHUNK; i++)
        for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
            results->outcome[id][i] = (int32_t)(i * 7919 % 13);
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++)
        vro_tally_add(&tally, strategy, 3, results, results);
    for (size_t i = 0; i < tally.outcomes.count; i++)
        assert_pair(vro_sums_pair(&tally.sums, 2, 0, tally.outcomes.ids[i]), VRO_CHUNK, 0, 0, 0);
    free(results);
    vro_tally_free(&tally);
}

typedef struct cells {
    uint64_t *points;
    uint64_t *intervals;
} cells;

static cells histogram_of(const vro_tally *tally, size_t strategy, size_t subgroup,
                          vro_outcome_id id) {
    const size_t n = vro_tally_cells(id);
    const cells self = {malloc(n * sizeof(uint64_t)), malloc(n * sizeof(uint64_t))};
    assert_true(self.points && self.intervals);
    memset(self.points, 0xA5, n * sizeof(uint64_t)); // to be overwritten
    memset(self.intervals, 0xA5, n * sizeof(uint64_t));
    const vro_cell_range range =
        vro_tally_histogram(tally, strategy, subgroup, id, self.points, self.intervals);
    for (size_t i = 0; i < n; i++)
        if (i < range.first || i >= range.end)
            self.points[i] = self.intervals[i] = 0;
    return self;
}

static void free_cells(cells self) {
    free(self.points);
    free(self.intervals);
}

static uint64_t total(cells self, size_t n) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += self.points[i] + self.intervals[i];
    return sum;
}

// Legs: 8 cells of 128 steps a millimetre from -256 mm; 0 mm is cell 2048.
static void values_count_at_their_point_or_in_their_interval(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(7);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_LLD_MM, (const int32_t[]){0, 1, 127, 128, -1, -128, 0});
    vro_tally_add(&tally, 1, 0, results, results);
    const cells found = histogram_of(&tally, 1, 1, VRO_LLD_MM);
    assert_int_equal(vro_tally_cells(VRO_LLD_MM), 4096);
    assert_int_equal(found.points[2048], 2);
    assert_int_equal(found.intervals[2048], 2);
    assert_int_equal(found.points[2049], 1);
    assert_int_equal(found.points[2047], 1);
    assert_int_equal(found.intervals[2047], 1);
    assert_int_equal(total(found, 4096), 7);
    free_cells(found);
    const cells elsewhere = histogram_of(&tally, 0, 1, VRO_LLD_MM);
    assert_int_equal(total(elsewhere, 4096), 0);
    free_cells(elsewhere);
    free(results);
    vro_tally_free(&tally);
}

// One value a time, at the ends of groups of cells and of the range; nothing is known of cells that
// are not in the range, so they are not written.
static void cells_without_values_are_not_written(void **state) {
    (void)state;
    const size_t cell[] = {0, 1, 255, 256, 257, 2048, 3839, 3840, 4095};
    const size_t n = vro_tally_cells(VRO_LLD_MM);
    uint64_t *points = malloc(n * sizeof *points), *intervals = malloc(n * sizeof *intervals);
    vro_results *results = results_of(1);
    for (size_t i = 0; i < 2 * sizeof cell / sizeof *cell; i++) {
        vro_tally tally;
        const size_t at = cell[i / 2];
        const int32_t value = ((int32_t)at - 2048) * 128 + (int32_t)(i % 2);
        assert_int_equal(init(&tally), VRO_OK);
        set_outcome(results, VRO_LLD_MM, &value);
        vro_tally_add(&tally, 0, 3, results, NULL);
        memset(points, 0xA5, n * sizeof *points);
        const vro_cell_range range =
            vro_tally_histogram(&tally, 0, 0, VRO_LLD_MM, points, intervals);
        assert_true(range.first <= at && at < range.end && range.end - range.first <= 512);
        assert_true(points[at] == (i % 2 == 0) && intervals[at] == (i % 2 == 1));
        assert_true(range.first == 0 || points[range.first - 1] == UINT64_C(0xA5A5A5A5A5A5A5A5));
        assert_true(range.end == n || points[range.end] == UINT64_C(0xA5A5A5A5A5A5A5A5));
        const vro_cell_range nothing =
            vro_tally_histogram(&tally, 1, 0, VRO_LLD_MM, points, intervals);
        assert_true(nothing.first == nothing.end);
        vro_tally_free(&tally);
    }
    free(results);
    free(points);
    free(intervals);
}

static void values_beyond_the_range_count_at_its_ends(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(6);
    const int32_t end = 256 * VRO_STEPS_PER_UNIT;
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_LLD_MM,
                (const int32_t[]){-end - 1, -end, -end + 1, end - 1, end, 4000 * 1024});
    vro_tally_add(&tally, 0, 0, results, NULL);
    const cells found = histogram_of(&tally, 0, 0, VRO_LLD_MM);
    assert_int_equal(found.points[0], 2);
    assert_int_equal(found.intervals[0], 1);
    assert_int_equal(found.intervals[4095], 3);
    assert_int_equal(total(found, 4096), 6);
    free_cells(found);
    free(results);
    vro_tally_free(&tally);
}

static void every_step_of_healing_is_in_a_cell_of_its_value(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(VRO_CHUNK);
    assert_int_equal(init(&tally), VRO_OK);
    for (size_t i = 0; i < VRO_CHUNK; i++)
        results->outcome[VRO_HEALING_WEEKS][i] = (int32_t)i; // 64 cells of 16 steps a week
    results->outcome[VRO_HEALING_WEEKS][5] = VRO_NO_VALUE;
    vro_tally_add(&tally, 0, 0, results, NULL);
    const cells found = histogram_of(&tally, 0, 0, VRO_HEALING_WEEKS);
    const size_t whole = VRO_CHUNK / 16;
    for (size_t i = 0; i < whole; i++) {
        assert_int_equal(found.points[i], 1);
        assert_int_equal(found.intervals[i], i == 0 ? 14 : 15);
    }
    assert_int_equal(total(found, vro_tally_cells(VRO_HEALING_WEEKS)), VRO_CHUNK - 1);
    free_cells(found);
    free(results);
    vro_tally_free(&tally);
}

// Counters of a strategy at a level.
static size_t counters(const vro_tally *tally) {
    return tally->first_cell[VRO_OUTCOMES] + 1;
}

// Cells of costs and QALYs.
static size_t economic_cells(const vro_tally *tally) {
    return tally->first_cell[VRO_OUTCOMES] - tally->first_cell[VRO_FIRST_ECONOMIC];
}

// The 32-bit counters are emptied into the others before they can overflow.
static void counters_are_settled_before_they_overflow(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(3);
    assert_int_equal(init(&tally), VRO_OK);
    set_outcome(results, VRO_LLD_MM, (const int32_t[]){0, 0, 5});
    vro_tally_add(&tally, 0, 2, results, NULL);
    tally.unsettled = (UINT64_C(1) << 31) - 4;
    vro_tally_add(&tally, 0, 2, results, NULL);
    assert_true(tally.unsettled == (UINT64_C(1) << 31) - 1); // still room
    vro_tally_add(&tally, 0, 2, results, NULL);
    assert_true(tally.unsettled == 3);
    const size_t place = 2 * counters(&tally) + tally.first_cell[VRO_LLD_MM] + 2048;
    assert_int_equal(tally.settled[place], 4);
    assert_int_equal(tally.recent[place], 2);
    const cells found = histogram_of(&tally, 0, 3, VRO_LLD_MM);
    assert_int_equal(found.points[2048], 6);
    assert_int_equal(found.intervals[2048], 3);
    free_cells(found);
    free(results);
    vro_tally_free(&tally);
}

static void counters_are_settled_before_a_merge_overflows_them(void **state) {
    (void)state;
    vro_tally sum, part;
    vro_results *results = results_of(3);
    assert_int_equal(init(&sum), VRO_OK);
    assert_int_equal(init(&part), VRO_OK);
    set_outcome(results, VRO_LLD_MM, (const int32_t[]){0, 0, 5});
    vro_tally_add(&part, 0, 2, results, NULL);
    const size_t place = 2 * counters(&sum) + sum.first_cell[VRO_LLD_MM] + 2048;
    vro_tally_merge(&sum, &part);
    assert_int_equal(sum.recent[place], 2);
    sum.unsettled = (UINT64_C(1) << 31) - 3;
    vro_tally_merge(&sum, &part);
    assert_int_equal(sum.settled[place], 2);
    assert_int_equal(sum.recent[place], 2);
    assert_true(sum.unsettled == 3);
    vro_tally_merge(&part, &sum); // takes over what is settled
    const cells found = histogram_of(&part, 0, 3, VRO_LLD_MM);
    assert_int_equal(found.points[2048], 6);
    assert_int_equal(found.intervals[2048], 3);
    free_cells(found);
    free(results);
    vro_tally_free(&part);
    vro_tally_free(&sum);
}

// ((m - 1)/12, m/12] is month m.
static void revisions_and_deaths_count_in_started_months(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(9);
    const float times[] = {0, 0.01f, 1.0f / 12, 0.0834f, 0.5f, 10, 9.99f, INFINITY, INFINITY};
    assert_int_equal(init(&tally), VRO_OK);
    assert_int_equal(tally.months, MONTHS);
    memcpy(results->revision_time, times, sizeof times);
    for (size_t i = 0; i < 7; i++)
        results->cause[i] = i == 4 ? VRO_CAUSE_LOSS : VRO_CAUSE_MIGRATION;
    results->death_time[4] = 0.6f; // after its revision: not at risk any more
    results->death_time[7] = 0.6f;
    vro_tally_add(&tally, 1, 3, results, results);
    uint64_t events = 0, deaths = 0;
    for (size_t month = 0; month <= MONTHS; month++) {
        events += vro_tally_events(&tally, 1, 0, VRO_CAUSE_MIGRATION, month);
        deaths += vro_tally_deaths(&tally, 1, 0, month);
    }
    assert_true(events == 6 && deaths == 1);
    assert_int_equal(vro_tally_events(&tally, 1, 4, VRO_CAUSE_MIGRATION, 0), 1);
    assert_int_equal(vro_tally_events(&tally, 1, 4, VRO_CAUSE_MIGRATION, 1), 2);
    assert_int_equal(vro_tally_events(&tally, 1, 4, VRO_CAUSE_MIGRATION, 2), 1);
    assert_int_equal(vro_tally_events(&tally, 1, 4, VRO_CAUSE_MIGRATION, MONTHS), 2);
    assert_int_equal(vro_tally_events(&tally, 1, 4, VRO_CAUSE_LOSS, 6), 1);
    assert_int_equal(vro_tally_events(&tally, 1, 3, VRO_CAUSE_LOSS, 6), 0);
    assert_int_equal(vro_tally_deaths(&tally, 1, 4, 8), 1);
    free(results);
    vro_tally_free(&tally);
}

// Nine of level IV of whom six are revised, one dies, two are alive; then one of level I.
static void the_alive_are_counted_by_level(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(9);
    assert_int_equal(init(&tally), VRO_OK);
    for (size_t i = 0; i < 6; i++) {
        results->cause[i] = VRO_CAUSE_OTHER;
        results->revision_time[i] = 5;
    }
    results->death_time[0] = results->death_time[8] = 6;
    vro_tally_add(&tally, 1, 3, results, results);
    results->children = 1;
    results->cause[0] = VRO_CAUSE_NONE;
    results->revision_time[0] = results->death_time[0] = INFINITY;
    vro_tally_add(&tally, 0, 0, results, NULL);
    assert_int_equal(vro_tally_alive(&tally, 1, 0, 3), 2);
    assert_int_equal(vro_tally_alive(&tally, 1, 4, 3), 2);
    assert_int_equal(vro_tally_alive(&tally, 1, 0, 0), 0);
    assert_int_equal(vro_tally_alive(&tally, 0, 0, 0), 1);
    assert_int_equal(vro_tally_alive(&tally, 0, 1, 3), 0);
    free(results);
    vro_tally_free(&tally);
}

static void visits_on_whole_months_stay_in_their_month(void **state) {
    (void)state;
    vro_tally tally;
    vro_results *results = results_of(MONTHS);
    assert_int_equal(init(&tally), VRO_OK);
    for (size_t i = 0; i < MONTHS; i++) {
        results->cause[i] = VRO_CAUSE_OTHER;
        results->revision_time[i] = (float)(i + 1) * (1.0f / 12);
    }
    vro_tally_add(&tally, 0, 0, results, NULL);
    for (size_t month = 1; month <= MONTHS; month++)
        assert_int_equal(vro_tally_events(&tally, 0, 0, VRO_CAUSE_OTHER, month), 1);
    free(results);
    vro_tally_free(&tally);
}

static void a_horizon_within_a_month_starts_that_month(void **state) {
    (void)state;
    vro_tally tally;
    vro_errors errors = {0};
    assert_int_equal(vro_tally_init(&tally, 1, usual_outcomes(false), 0.5, NULL, &errors), VRO_OK);
    assert_int_equal(tally.months, 6);
    vro_tally_free(&tally);
    assert_int_equal(vro_tally_init(&tally, 1, usual_outcomes(false), 0.51, NULL, &errors), VRO_OK);
    assert_int_equal(tally.months, 7);
    vro_tally_free(&tally);
    assert_null(tally.sums.moments);
    vro_tally_free(&tally);
    vro_errors_free(&errors);
}

// Children of no particular kind, other ones for every number.
static vro_results *some_results(unsigned number) {
    vro_results *self = results_of(100 + number);
    uint64_t x = number;
    for (size_t i = 0; i < self->children; i++)
        for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++) {
            x = x * UINT64_C(6364136223846793005) + 1;
            const bool quantity = vro_outcome_row(id)->kind == VRO_QUANTITY;
            self->outcome[id][i] = (int32_t)(x >> 40) % (quantity ? 300000 : 5);
            if (id == 0) {
                self->cause[i] = (int32_t)(x >> 33) % (VRO_CAUSES + 1);
                self->revision_time[i] = (float)(x >> 48) / 6554;
                self->death_time[i] = (float)(x >> 50) / 1000;
            }
        }
    return self;
}

static void assert_same_tally(const vro_tally *a, const vro_tally *b) {
    const size_t strata = STRATEGIES * VRO_LEVELS;
    assert_memory_equal(a->children, b->children, sizeof a->children);
    for (size_t i = 0; i < strata * VRO_OUTCOMES; i++) {
        assert_true(a->sums.moments[i].count == b->sums.moments[i].count);
        assert_true(a->sums.moments[i].sum == b->sums.moments[i].sum);
        assert_true(a->sums.moments[i].square == b->sums.moments[i].square);
        assert_true(a->sums.pairs[i].count == b->sums.pairs[i].count);
        assert_true(a->sums.pairs[i].difference == b->sums.pairs[i].difference);
        assert_true(a->sums.pairs[i].square == b->sums.pairs[i].square);
        assert_true(a->sums.pairs[i].better == b->sums.pairs[i].better);
        assert_true(a->sums.pairs[i].worse == b->sums.pairs[i].worse);
    }
    for (size_t i = 0; i < strata * counters(a); i++)
        assert_true(a->settled[i] + a->recent[i] == b->settled[i] + b->recent[i]);
    assert_memory_equal(a->offsets, b->offsets, strata * economic_cells(a) * sizeof *a->offsets);
    assert_memory_equal(a->events, b->events,
                        strata * VRO_CAUSES * (MONTHS + 1) * sizeof *a->events);
    assert_memory_equal(a->deaths, b->deaths,
                        strata * (MONTHS + 1 + VRO_LEVELS) * sizeof *a->deaths);
}

// Third `number`: chunks of a level of its own and of level 0.
static void add_third(vro_tally *tally, unsigned number) {
    vro_results *reference = some_results(number), *results = some_results(number + 50);
    results->children = reference->children;
    for (size_t level = 0; level <= number; level += number) {
        vro_tally_add(tally, 0, level, reference, NULL);
        for (size_t strategy = 1; strategy < STRATEGIES; strategy++)
            vro_tally_add(tally, strategy, level, results, reference);
    }
    free(results);
    free(reference);
}

static void merging_in_any_order_gives_the_same(void **state) {
    (void)state;
    const unsigned orders[][3] = {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}, {3, 2, 1}};
    vro_tally whole;
    assert_int_equal(init(&whole), VRO_OK);
    for (unsigned number = 1; number <= 3; number++)
        add_third(&whole, number);
    for (size_t k = 0; k < 4; k++) {
        vro_tally merged;
        assert_int_equal(init(&merged), VRO_OK);
        for (size_t j = 0; j < 3; j++) {
            vro_tally third;
            assert_int_equal(init(&third), VRO_OK);
            add_third(&third, orders[k][j]);
            vro_tally_merge(&merged, &third);
            vro_tally_free(&third);
        }
        assert_same_tally(&merged, &whole);
        vro_tally_free(&merged);
    }
    vro_tally_free(&whole);
}

static void only_a_tally_without_children_is_empty(void **state) {
    (void)state;
    vro_tally tally, other;
    assert_int_equal(init(&tally), VRO_OK);
    assert_int_equal(init(&other), VRO_OK);
    assert_true(vro_tally_is_empty(&tally));
    add_third(&tally, 1);
    assert_false(vro_tally_is_empty(&tally));
    vro_tally_exchange(&tally, &other);
    assert_true(vro_tally_is_empty(&tally));
    assert_false(vro_tally_is_empty(&other));
    vro_tally_merge(&tally, &other);
    assert_same_tally(&tally, &other);
    vro_tally_free(&tally);
    vro_tally_free(&other);
}

// Categories of children, of whom every third draws no bilateral surgery.
static vro_categories *categories_of(const vro_subgroups *subgroups, size_t n) {
    vro_categories *self = malloc(sizeof *self);
    vro_children *children = aligned_alloc(64, sizeof *children);
    assert_non_null(self);
    assert_non_null(children);
    memset(children, 0, sizeof *children);
    children->count = n;
    for (size_t i = 0; i < n; i++)
        children->bilateral_draw[i] = i % 3 ? 0 : UINT32_MAX;
    vro_categories_sort(self, subgroups, children, vro_bernoulli_of(0.5));
    free(children);
    return self;
}

// Only every third child, or only the others.
static void choose(vro_results *self, bool third) {
    size_t n = 0;
    for (size_t i = 0; i < self->children; i++) {
        if ((i % 3 == 0) != third)
            continue;
        for (size_t id = 0; id < VRO_OUTCOMES; id++)
            self->outcome[id][n] = self->outcome[id][i];
        self->cause[n] = self->cause[i];
        self->revision_time[n] = self->revision_time[i];
        self->death_time[n++] = self->death_time[i];
    }
    self->children = n;
}

// Every sum of a stratum of one tally is that of a stratum of another.
static void assert_same_stratum(const vro_tally *a, size_t one, const vro_tally *b, size_t other) {
    assert_true(a->children[one] == b->children[other]);
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++) {
        const size_t i = strategy * a->strata + one, j = strategy * b->strata + other;
        for (size_t id = 0; id < VRO_OUTCOMES; id++) {
            const vro_moments *x = &a->sums.moments[i * VRO_OUTCOMES + id];
            const vro_pair *p = &a->sums.pairs[i * VRO_OUTCOMES + id];
            const vro_moments *y = &b->sums.moments[j * VRO_OUTCOMES + id];
            const vro_pair *q = &b->sums.pairs[j * VRO_OUTCOMES + id];
            assert_true(x->count == y->count && x->sum == y->sum && x->square == y->square);
            assert_true(p->count == q->count && p->difference == q->difference);
            assert_true(p->square == q->square && p->better == q->better && p->worse == q->worse);
        }
        const size_t economic = economic_cells(a);
        const size_t places = counters(a), events = VRO_CAUSES * (MONTHS + 1);
        const size_t deaths = MONTHS + 1 + VRO_LEVELS;
        assert_memory_equal(a->recent + i * places, b->recent + j * places,
                            places * sizeof(uint32_t));
        assert_memory_equal(a->offsets + i * economic, b->offsets + j * economic,
                            economic * sizeof(vro_offsets));
        assert_memory_equal(a->events + i * events, b->events + j * events,
                            events * sizeof(uint64_t));
        assert_memory_equal(a->deaths + i * deaths, b->deaths + j * deaths,
                            deaths * sizeof(uint64_t));
    }
}

static void a_category_is_a_tally_of_its_children(void **state) {
    (void)state;
    vro_tally divided;
    vro_errors errors = {0};
    vro_subgroups subgroups;
    enum { LEVEL = 2 };
    assert_int_equal(vro_subgroups_read(&subgroups, "bilateral", &errors), VRO_OK);
    assert_int_equal(
        vro_tally_init(&divided, STRATEGIES, usual_outcomes(true), 10, &subgroups, &errors),
        VRO_OK);
    assert_int_equal(divided.strata, VRO_LEVELS + 2);
    for (int third = -1; third < 2; third++) { // all into the categories, then each category alone
        vro_tally alone;
        assert_int_equal(init(&alone), VRO_OK);
        for (unsigned strategy = 0; strategy < STRATEGIES; strategy++) {
            vro_results *results = some_results(50 + strategy), *reference = some_results(50);
            results->children = reference->children;
            vro_categories *categories = categories_of(&subgroups, results->children);
            if (third < 0) {
                results->categories = reference->categories = categories;
                vro_tally_add(&divided, strategy, LEVEL, results, reference);
            } else {
                choose(results, third == 1);
                choose(reference, third == 1);
                vro_tally_add(&alone, strategy, LEVEL, results, reference);
            }
            free(categories);
            free(results);
            free(reference);
        }
        if (third >= 0) // a third is not bilateral: the first category
            assert_same_stratum(&divided, VRO_LEVELS + (third == 1 ? 0 : 1), &alone, LEVEL);
        vro_tally_free(&alone);
    }
    vro_tally_free(&divided);
}

static void sums_alone_have_the_categories_of_a_tally(void **state) {
    (void)state;
    vro_tally tally;
    vro_sums sums;
    vro_errors errors = {0};
    vro_subgroups subgroups;
    assert_int_equal(vro_subgroups_read(&subgroups, "bilateral", &errors), VRO_OK);
    assert_int_equal(
        vro_tally_init(&tally, STRATEGIES, usual_outcomes(true), 10, &subgroups, &errors), VRO_OK);
    assert_int_equal(vro_sums_init(&sums, STRATEGIES, usual_outcomes(true), 2, &errors), VRO_OK);
    for (unsigned strategy = 0; strategy < STRATEGIES; strategy++) {
        vro_results *results = some_results(50 + strategy), *reference = some_results(50);
        results->children = reference->children;
        vro_categories *categories = categories_of(&subgroups, results->children);
        results->categories = reference->categories = categories;
        vro_tally_add(&tally, strategy, 2, results, reference);
        vro_sums_add(&sums, strategy, 2, results, reference);
        free(categories);
        free(results);
        free(reference);
    }
    const size_t count = STRATEGIES * (VRO_LEVELS + 2) * VRO_OUTCOMES;
    assert_true(sums.moments[(VRO_LEVELS + 1) * VRO_OUTCOMES].count > 0);
    assert_memory_equal(sums.moments, tally.sums.moments, count * sizeof *sums.moments);
    assert_memory_equal(sums.pairs, tally.sums.pairs, count * sizeof *sums.pairs);
    vro_sums_free(&sums);
    vro_tally_free(&tally);
}

static void sums_beyond_64_bits_are_kept(void **state) {
    (void)state;
    vro_tally tally, many;
    vro_results *results = results_of(1);
    const int32_t value = 4000 * VRO_STEPS_PER_UNIT;
    assert_int_equal(init(&tally), VRO_OK);
    assert_int_equal(init(&many), VRO_OK);
    set_outcome(results, VRO_LLD_MM, &value);
    vro_tally_add(&tally, 0, 0, results, NULL);
    vro_wide expected = (vro_wide)value * value;
    for (int doubling = 0; doubling < 30; doubling++) { // 2^30 children
        vro_tally_merge(&many, &tally);
        vro_tally_merge(&tally, &many);
        memset(many.sums.moments, 0, VRO_OUTCOMES * sizeof *many.sums.moments);
        memset(many.recent, 0, STRATEGIES * VRO_LEVELS * counters(&many) * sizeof *many.recent);
        memset(many.settled, 0, STRATEGIES * VRO_LEVELS * counters(&many) * sizeof *many.settled);
        memset(many.children, 0, sizeof many.children);
        expected *= 2;
    }
    assert_true(expected > UINT64_MAX);
    assert_true(vro_sums_moments(&tally.sums, 0, 0, VRO_LLD_MM).square == expected);
    assert_true(vro_tally_children(&tally, 0) == UINT64_C(1) << 30);
    free(results);
    vro_tally_free(&many);
    vro_tally_free(&tally);
}

int test_tally(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_sums_and_squares_by_level),
        cmocka_unit_test(trade_offs_are_sums_of_products_in_the_same_child),
        cmocka_unit_test(what_children_do_not_have_is_not_traded),
        cmocka_unit_test(children_are_counted_once_whatever_the_strategies),
        cmocka_unit_test(a_value_that_a_child_does_not_have_is_not_counted),
        cmocka_unit_test(pairs_are_differences_from_the_reference),
        cmocka_unit_test(where_more_is_better_more_counts_as_better),
        cmocka_unit_test(economic_outcomes_can_be_left_out),
        cmocka_unit_test(identical_strategies_differ_by_exactly_nothing),
        cmocka_unit_test(values_count_at_their_point_or_in_their_interval),
        cmocka_unit_test(cells_without_values_are_not_written),
        cmocka_unit_test(values_beyond_the_range_count_at_its_ends),
        cmocka_unit_test(every_step_of_healing_is_in_a_cell_of_its_value),
        cmocka_unit_test(counters_are_settled_before_they_overflow),
        cmocka_unit_test(counters_are_settled_before_a_merge_overflows_them),
        cmocka_unit_test(revisions_and_deaths_count_in_started_months),
        cmocka_unit_test(the_alive_are_counted_by_level),
        cmocka_unit_test(a_category_is_a_tally_of_its_children),
        cmocka_unit_test(sums_alone_have_the_categories_of_a_tally),
        cmocka_unit_test(visits_on_whole_months_stay_in_their_month),
        cmocka_unit_test(a_horizon_within_a_month_starts_that_month),
        cmocka_unit_test(merging_in_any_order_gives_the_same),
        cmocka_unit_test(only_a_tally_without_children_is_empty),
        cmocka_unit_test(sums_beyond_64_bits_are_kept),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
