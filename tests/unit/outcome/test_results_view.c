// The rows of a table of results: every strategy and every subgroup that has children.
#define _GNU_SOURCE 1

#include "vrosim/outcome/results_view.h"

#include "small_study.h"

static int open_study(void **state) {
    small_study *self = test_malloc(sizeof *self);
    small_study_open(self, "vro,observation");
    small_study_begin(self, 3);
    small_study_add(self, 1);
    small_study_add(self, 4);
    *state = self;
    return 0;
}

static int close_study(void **state) {
    small_study_close(*state);
    test_free(*state);
    return 0;
}

static void rows_come_by_strategy_then_by_subgroup_that_has_children(void **state) {
    static const char *const subgroups[] = {"all", "gmfcs_2", "gmfcs_5"};
    static const char *const strategies[] = {"vro", "observation"};
    const small_study *self = *state;
    size_t count = 0;
    for (vro_results_row row = vro_results_row_first(&self->view, 0); vro_results_row_exists(&row);
         vro_results_row_next(&row)) {
        assert_true(count < 6);
        assert_string_equal(vro_results_row_strategy(&row), strategies[count / 3]);
        assert_string_equal(vro_results_row_subgroup(&row), subgroups[count % 3]);
        assert_true(vro_results_row_children(&row) == (count % 3 == 0 ? 6 : 3));
        count++;
    }
    assert_int_equal(count, 6);
}

// The first cells of the first row of observation.
static void assert_cells(const small_study *self, const char *reference, const char *expected) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    vro_csv_writer writer = {.stream = stream};
    const vro_results_row row = vro_results_row_first(&self->view, 1);
    vro_results_row_write(&row, reference, &writer);
    vro_csv_writer_end(&writer);
    assert_int_equal(fclose(stream), 0);
    assert_string_equal(text, expected);
    free(text);
}

static void a_row_begins_with_its_scenario_strategy_and_subgroup(void **state) {
    assert_cells(*state, NULL, "baseline,observation,all\n");
    assert_cells(*state, "vro", "baseline,observation,vro,all\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_study, close_study)

int test_results_view(void) {
    const struct CMUnitTest tests[] = {
        TEST(rows_come_by_strategy_then_by_subgroup_that_has_children),
        TEST(a_row_begins_with_its_scenario_strategy_and_subgroup),
    };
    return cmocka_run_group_tests_name("results_view", tests, NULL, NULL);
}
