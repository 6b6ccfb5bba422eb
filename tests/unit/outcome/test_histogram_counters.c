// The counters of quantities: points, intervals, the ends of the range, and no value.
#include "vrosim/outcome/histogram_counters.h"

#include "small_study.h"

typedef struct fixture {
    small_study study;
    uint32_t *counters; // of all quantities, then of what has no value
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_malloc(sizeof *self);
    small_study_open(&self->study, "vro");
    self->counters = test_calloc(self->study.tally.first_cell[VRO_OUTCOMES] + 1, sizeof(uint32_t));
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    test_free(self->counters);
    small_study_close(&self->study);
    test_free(self);
    return 0;
}

// Counts one child with this leg-length discrepancy, in steps. Returns the counter that it went to,
// from that of the lower end on.
static size_t counter_of(fixture *self, int32_t steps) {
    const size_t *first_cell = self->study.tally.first_cell;
    const size_t first = first_cell[VRO_LLD_ABS_MM], end = first_cell[VRO_LLD_ABS_MM + 1];
    small_study_begin(&self->study, 1);
    self->study.results[0]->outcome[VRO_LLD_ABS_MM][0] = steps;
    memset(self->counters, 0, (first_cell[VRO_OUTCOMES] + 1) * sizeof *self->counters);
    vro_histogram_counters_add(first_cell, self->study.results[0], self->counters, NULL);
    size_t found = end;
    for (size_t i = first; i < end; i++)
        if (self->counters[i] > 0) {
            assert_int_equal(found, end);
            assert_int_equal(self->counters[i], 1);
            found = i;
        }
    return found - first;
}

static void a_value_on_the_grid_is_a_point_and_one_between_is_an_interval(void **state) {
    fixture *self = *state;
    const vro_outcome *row = vro_outcome_row(VRO_LLD_ABS_MM);
    const int32_t within = VRO_STEPS_PER_UNIT / row->cells;
    const size_t cells = vro_tally_cells(VRO_LLD_ABS_MM);
    const int32_t lower = row->lower * VRO_STEPS_PER_UNIT;
    assert_int_equal(counter_of(self, lower + 3 * within), 3);
    assert_int_equal(counter_of(self, lower + 3 * within + 1), cells + 3);
    assert_int_equal(counter_of(self, lower + 4 * within - 1), cells + 3);
}

static void values_outside_the_range_go_to_its_ends(void **state) {
    fixture *self = *state;
    const vro_outcome *row = vro_outcome_row(VRO_LLD_ABS_MM);
    const size_t cells = vro_tally_cells(VRO_LLD_ABS_MM);
    assert_int_equal(counter_of(self, (row->lower - 5) * VRO_STEPS_PER_UNIT), 0);
    assert_int_equal(counter_of(self, (row->upper + 5) * VRO_STEPS_PER_UNIT), 2 * cells - 1);
}

// More children than the counters of one pass; none of them has a healing time.
static void every_child_is_counted_once_for_each_quantity(void **state) {
    enum { CHILDREN = 1000 };
    fixture *self = *state;
    const size_t *first_cell = self->study.tally.first_cell;
    uint32_t total = 0;
    small_study_begin(&self->study, CHILDREN);
    vro_histogram_counters_add(first_cell, self->study.results[0], self->counters, NULL);
    for (size_t i = first_cell[VRO_LLD_ABS_MM]; i < first_cell[VRO_LLD_ABS_MM + 1]; i++)
        total += self->counters[i];
    assert_int_equal(total, CHILDREN);
    assert_int_equal(self->counters[first_cell[VRO_OUTCOMES]], CHILDREN);
}

// Costs of 40.173 and a step more fall into one cell, of which the places of both are kept.
static void costs_leave_where_they_lie_in_a_cell(void **state) {
    fixture *self = *state;
    enum { COST = 164549 };
    const vro_log_linear_cells cells = vro_log_linear_cells_of(VRO_COST);
    const size_t cell = (size_t)vro_log_linear_find(cells, COST).cell;
    size_t first_cell[VRO_OUTCOMES + 1];
    memcpy(first_cell, self->study.tally.first_cell, sizeof first_cell);
    first_cell[VRO_QALY] = first_cell[VRO_COST] + (size_t)cells.count;
    first_cell[VRO_OUTCOMES] =
        first_cell[VRO_QALY] + (size_t)vro_log_linear_cells_of(VRO_QALY).count;
    uint32_t *counters = test_calloc(first_cell[VRO_OUTCOMES] + 1, sizeof *counters);
    vro_offsets *offsets = test_calloc(first_cell[VRO_OUTCOMES] + 1, sizeof *offsets);
    small_study_begin(&self->study, 3);
    for (int32_t i = 0; i < 3; i++) {
        self->study.results[0]->outcome[VRO_COST][i] = COST + i % 2;
        self->study.results[0]->outcome[VRO_QALY][i] = VRO_NO_VALUE;
    }
    vro_histogram_counters_add(first_cell, self->study.results[0], counters, offsets);
    assert_int_equal(counters[first_cell[VRO_COST] + cell], 3);
    assert_int_equal(vro_log_linear_least(cells, cell, offsets[cell]), COST);
    assert_int_equal(vro_log_linear_greatest(cells, cell, offsets[cell]), COST + 1);
    assert_int_equal(counters[first_cell[VRO_OUTCOMES]], 6); // QALYs, and weeks of healing
    test_free(counters);
    test_free(offsets);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_histogram_counters(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_value_on_the_grid_is_a_point_and_one_between_is_an_interval),
        TEST(values_outside_the_range_go_to_its_ends),
        TEST(every_child_is_counted_once_for_each_quantity),
        TEST(costs_leave_where_they_lie_in_a_cell),
    };
    return cmocka_run_group_tests_name("histogram_counters", tests, NULL, NULL);
}
