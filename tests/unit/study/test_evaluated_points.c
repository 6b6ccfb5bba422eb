// Points that a calibration has evaluated answer it again, to the bit.
#include "vrosim/study/evaluated_points.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { PARAMETERS = 2, FIGURES = 2, STUDIES = 3 };

static const vro_calibration_problem PROBLEM = {
    .children = 500, .parameter_count = PARAMETERS, .figure_count = FIGURES};

static const double SCORES[3][PARAMETERS] = {{0, -1}, {0.1, 1.0 / 3}, {5e-324, 2}};

static vro_figure_value value_of(size_t point, size_t figure) {
    return (vro_figure_value){1.0 / (double)(3 + point), 0.01 * (double)(figure + 1), 500, 0.25};
}

static void open_points(vro_evaluated_points *self) {
    vro_errors errors = {0};
    vro_evaluated_points_init(self, PARAMETERS, FIGURES);
    for (size_t point = 0; point < 3; point++) {
        const vro_figure_value values[FIGURES] = {value_of(point, 0), value_of(point, 1)};
        assert_int_equal(vro_evaluated_points_add(self, &PROBLEM, SCORES[point], values, &errors),
                         VRO_OK);
    }
}

static void assert_answers(const vro_evaluated_points *self, size_t count) {
    for (size_t point = 0; point < 3; point++) {
        vro_figure_value values[FIGURES];
        const bool known =
            vro_evaluated_points_answer(self, point, &PROBLEM, SCORES[point], values);
        assert_int_equal(known, point < count);
        for (size_t i = 0; known && i < FIGURES; i++) {
            const vro_figure_value expected = value_of(point, i);
            assert_memory_equal(&values[i], &expected, sizeof expected);
        }
    }
}

static void points_answer_for_themselves_alone(void **state) {
    (void)state;
    vro_evaluated_points points;
    vro_figure_value values[FIGURES];
    vro_calibration_problem more = PROBLEM;
    more.children *= 5;
    open_points(&points);
    assert_answers(&points, 3);
    assert_false(vro_evaluated_points_answer(&points, 0, &PROBLEM, SCORES[1], values));
    assert_false(vro_evaluated_points_answer(&points, 0, &more, SCORES[0], values));
    assert_false(vro_evaluated_points_answer(&points, 3, &PROBLEM, SCORES[0], values));
    assert_int_equal(vro_evaluated_points_children(&points, STUDIES), 3 * 500 * STUDIES);
    vro_evaluated_points_free(&points);
}

static void points_after_a_cut_are_gone(void **state) {
    (void)state;
    vro_evaluated_points points;
    open_points(&points);
    vro_evaluated_points_cut(&points, 4);
    assert_answers(&points, 3);
    vro_evaluated_points_cut(&points, 1);
    assert_answers(&points, 1);
    vro_evaluated_points_free(&points);
}

static void points_come_back_from_bytes(void **state) {
    (void)state;
    vro_evaluated_points points, again;
    vro_byte_buffer bytes = {0};
    vro_errors errors = {0};
    open_points(&points);
    vro_evaluated_points_encode(&points, &bytes);
    assert_int_equal(bytes.size, 3 * 8 * vro_evaluated_points_width(&points));
    vro_evaluated_points_init(&again, PARAMETERS, FIGURES);
    assert_int_equal(vro_evaluated_points_decode(&again, 3, bytes.at, &errors), VRO_OK);
    assert_answers(&again, 3);
    vro_byte_buffer_free(&bytes);
    vro_evaluated_points_free(&points);
    vro_evaluated_points_free(&again);
}

int test_evaluated_points(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_answer_for_themselves_alone),
        cmocka_unit_test(points_after_a_cut_are_gone),
        cmocka_unit_test(points_come_back_from_bytes),
    };
    return cmocka_run_group_tests_name("evaluated_points", tests, NULL, NULL);
}
