// Starts of a search that do not come to rest.
#include "vrosim/study/calibration_results.h"

#include "known_model.h"

enum { FIGURES = 2 };

static const double OBSERVED[FIGURES] = {0, 0};

// A cliff of exp(-14 (z - edge)): on it each step takes about 0.25 / sinh(3.5) = 0.015, so that 20
// of them go nowhere; beyond the edge it is flat. 20 z is seen at 0, with error 1.
static void fall(const vro_calibration_problem *self, size_t points, const double *scores,
                 double edge, vro_figure_value *values) {
    (void)self;
    for (size_t point = 0; point < points; point++) {
        values[FIGURES * point] = (vro_figure_value){exp(-14 * (scores[point] - edge)), 0, 1, 0};
        values[FIGURES * point + 1] = (vro_figure_value){20 * scores[point], 0, 1, 0};
    }
}

static vro_status cliff(const vro_calibration_problem *self, size_t points, const double *scores,
                        vro_figure_value *values) {
    fall(self, points, scores, -0.3, values);
    return VRO_OK;
}

static vro_status cliff_under_all(const vro_calibration_problem *self, size_t points,
                                  const double *scores, vro_figure_value *values) {
    fall(self, points, scores, 4, values);
    return VRO_OK;
}

static void search(vro_calibration_search *self, known_function *known) {
    static const double whitening[FIGURES * FIGURES] = {1, 0, 0, 1};
    const vro_ranks alone = {.count = 1};
    known_model model;
    vro_pool pool;
    vro_point_evaluator evaluator;
    vro_errors errors = {0};
    vro_pool_init(&pool, 1, NULL);
    const vro_point_evaluator_options evaluating = {.ranks = &alone, .pool = &pool};
    known_model_open(&model, 1, FIGURES, OBSERVED, known);
    assert_int_equal(vro_point_evaluator_init(&evaluator, &evaluating, &errors), VRO_OK);
    assert_int_equal(
        vro_calibration_search_run(self, &model.problem, whitening, &evaluator, &errors), VRO_OK);
    vro_point_evaluator_free(&evaluator);
}

// The starts below the edge stay there, more than 3 Mahalanobis distances (of 0.05) from the
// minimum.
static void a_start_that_does_not_come_to_rest_is_no_mode(void **state) {
    (void)state;
    vro_calibration_search found;
    search(&found, cliff);
    assert_int_equal(found.starts, VRO_STARTS);
    assert_in_range(found.converged, 1, VRO_STARTS - 2);
    assert_int_equal(found.count, 1);
    assert_near(found.modes[0].scores[0], 0, 0.01);
    vro_calibration_search_free(&found);
}

// The highest start is at the normal score of 7/8, 1.15, and goes 0.3 further.
static void where_no_start_comes_to_rest_the_lowest_point_stands_in(void **state) {
    (void)state;
    vro_calibration calibration = {0};
    search(&calibration.search, cliff_under_all);
    assert_int_equal(calibration.search.converged, 0);
    assert_int_equal(calibration.search.count, 1);
    assert_near(calibration.search.modes[0].scores[0], 1.4, 0.1);
    assert_int_equal(vro_calibration_modes(&calibration), 0);
    assert_false(vro_calibration_is_trustworthy(&calibration));
    vro_calibration_search_free(&calibration.search);
}

int test_calibration_search(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_that_does_not_come_to_rest_is_no_mode),
        cmocka_unit_test(where_no_start_comes_to_rest_the_lowest_point_stands_in),
    };
    return cmocka_run_group_tests_name("calibration_search", tests, NULL, NULL);
}
