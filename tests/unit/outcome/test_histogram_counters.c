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
    vro_histogram_counters_add(first_cell, self->study.results[0], self->counters);
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
    vro_histogram_counters_add(first_cell, self->study.results[0], self->counters);
    for (size_t i = first_cell[VRO_LLD_ABS_MM]; i < first_cell[VRO_LLD_ABS_MM + 1]; i++)
        total += self->counters[i];
    assert_int_equal(total, CHILDREN);
    assert_int_equal(self->counters[first_cell[VRO_OUTCOMES]], CHILDREN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_histogram_counters(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_value_on_the_grid_is_a_point_and_one_between_is_an_interval),
        TEST(values_outside_the_range_go_to_its_ends),
        TEST(every_child_is_counted_once_for_each_quantity),
    };
    return cmocka_run_group_tests_name("histogram_counters", tests, NULL, NULL);
}
