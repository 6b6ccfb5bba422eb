// What a sensitivity analysis gave, and the order of a tornado.
#include "small_sensitivity.h"

#include <string.h>

static void ranges_are_ranked_by_the_size_of_the_swing_whatever_its_sign(void **state) {
    (void)state;
    small_sensitivity self;
    size_t specification[5];
    small_sensitivity_open(&self);
    small_range(&self, "loss.hazard");
    small_range(&self, "complication.avn");
    small_range(&self, "migration.after_maturity");
    small_range(&self, "healing.delayed");
    small_range(&self, "loss.no_spica_hr");
    small_reserve(&self);
    small_bar(&self, 0, 0.1, 0.2);
    small_bar(&self, 1, NAN, 0.2);
    small_bar(&self, 2, 0.6, 0.2);
    small_bar(&self, 3, 0.25, 0.5);
    small_bar(&self, 4, 0.5, 0.25);
    vro_sensitivity_rank(&self.results, SMALL_DIFFERENCE, specification);
    assert_memory_equal(specification, ((size_t[]){2, 3, 4, 0, 1}), sizeof specification);
    small_sensitivity_close(&self);
}

static void the_points_of_a_grid_are_all_pairs(void **state) {
    (void)state;
    small_sensitivity self;
    small_sensitivity_open(&self);
    assert_int_equal(vro_sensitivity_points(&self.results), 0);
    small_axis(&self, "loss.hazard", 0, 1, 3);
    small_axis(&self, "migration.after_maturity", 0, 1, 5);
    assert_int_equal(vro_sensitivity_points(&self.results), 15);
    small_reserve(&self);
    small_sensitivity_close(&self);
}

// Of all children, and of subgroups where the analysis has others than the levels; never of means.
static void thresholds_of_subgroups_are_searched_where_the_analysis_has_subgroups(void **state) {
    (void)state;
    small_sensitivity self;
    small_sensitivity_open(&self);
    assert_int_equal(self.measures.count, SMALL_MEASURES * 6);
    for (size_t i = 0; i < self.measures.count; i++)
        assert_int_equal(vro_sensitivity_is_searched(&self.results, i), i == SMALL_DIFFERENCE);
    small_divide(&self, "bilateral");
    assert_int_equal(self.measures.count, SMALL_MEASURES * 8);
    for (size_t i = 0; i < self.measures.count; i++)
        assert_int_equal(vro_sensitivity_is_searched(&self.results, i),
                         i % SMALL_MEASURES == SMALL_DIFFERENCE);
    small_sensitivity_close(&self);
}

int test_sensitivity(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_ranked_by_the_size_of_the_swing_whatever_its_sign),
        cmocka_unit_test(the_points_of_a_grid_are_all_pairs),
        cmocka_unit_test(thresholds_of_subgroups_are_searched_where_the_analysis_has_subgroups),
    };
    return cmocka_run_group_tests_name("sensitivity", tests, NULL, NULL);
}
