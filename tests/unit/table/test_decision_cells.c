// The cells of decision tables: which come in which order, and to how many digits.
#define _GNU_SOURCE 1

#include "vrosim/table/decision_cells.h"

#include "small_scenario.h"

#include <math.h>
#include <stdlib.h>

typedef struct fixture {
    char *text;
    size_t size;
    vro_csv_writer writer;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    self->writer.stream = open_memstream(&self->text, &self->size);
    assert_non_null(self->writer.stream);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    free(self->text);
    test_free(self);
    return 0;
}

static void assert_row(fixture *self, const char *expected) {
    vro_csv_writer_end(&self->writer);
    assert_int_equal(fclose(self->writer.stream), 0);
    assert_string_equal(self->text, expected);
}

static void a_row_begins_with_scenario_trade_off_and_subgroup(void **state) {
    fixture *self = *state;
    vro_scenario scenario;
    small_scenario_open(&scenario, "vro");
    vro_decision_cells_head(&self->writer, &scenario, 0, 2);
    char expected[200];
    snprintf(expected, sizeof expected, "baseline,%s,gmfcs_2\n", vro_trade_off_row(0)->name);
    assert_row(self, expected);
    vro_scenario_free(&scenario);
}

static void a_value_and_its_error_have_the_digits_of_the_error(void **state) {
    fixture *self = *state;
    vro_decision_cells_expectation(&self->writer, (vro_expectation){1.23456, 0.01});
    assert_row(self, "1.2346,0.0100\n");
}

// Net health benefit = net benefit / threshold; none at a threshold of 0.
static void net_benefit_is_followed_by_net_health_benefit(void **state) {
    fixture *self = *state;
    vro_decision_cells_benefit(&self->writer, (vro_expectation){8, 0}, 4);
    vro_decision_cells_benefit(&self->writer, (vro_expectation){8, 0}, 0);
    assert_row(self, "8,0,2,0,8,0,,\n");
}

static void a_ratio_has_six_digits_and_none_where_it_is_not_defined(void **state) {
    fixture *self = *state;
    vro_decision_cells_icer(&self->writer, &(vro_increment){.icer = 2.0 / 3});
    vro_decision_cells_icer(&self->writer, &(vro_increment){.icer = NAN});
    assert_row(self, "0.666667,\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_decision_cells(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_row_begins_with_scenario_trade_off_and_subgroup),
        TEST(a_value_and_its_error_have_the_digits_of_the_error),
        TEST(net_benefit_is_followed_by_net_health_benefit),
        TEST(a_ratio_has_six_digits_and_none_where_it_is_not_defined),
    };
    return cmocka_run_group_tests_name("decision_cells", tests, NULL, NULL);
}
