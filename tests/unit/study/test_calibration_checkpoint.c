// Files of calibrations: what they hold comes back, and nothing else is believed.
#include "vrosim/study/calibration_checkpoint.h"

#include "faults.h"
#include "small_fit.h"

enum { POINTS = 5 };

static void open_fit(small_fit *self, vro_byte_buffer *bytes) {
    small_fit_open(self);
    for (size_t i = 0; i < POINTS; i++) {
        const double scores[] = {(double)i / 3, -0.0};
        const vro_figure_value value = {scores[0], 0, 1, 0};
        assert_int_equal(vro_evaluated_points_add(&self->checkpoint.points, &self->model.problem,
                                                  scores, &value, &self->errors),
                         VRO_OK);
    }
    self->checkpoint.finished = true;
    *bytes = (vro_byte_buffer){0};
    assert_int_equal(vro_calibration_checkpoint_encode(&self->checkpoint, bytes, &self->errors),
                     VRO_OK);
}

static void a_checkpoint_comes_back_from_its_bytes(void **state) {
    (void)state;
    small_fit fit;
    vro_byte_buffer bytes, again = {0};
    vro_calibration_checkpoint read;
    open_fit(&fit, &bytes);
    assert_int_equal(
        vro_calibration_checkpoint_decode(&read, bytes.at, bytes.size, "file", &fit.errors),
        VRO_OK);
    assert_int_equal(read.points.count, POINTS);
    assert_true(read.finished);
    assert_int_equal(
        vro_calibration_checkpoint_check(&read, &fit.model.problem, "file", &fit.errors), VRO_OK);
    assert_int_equal(vro_calibration_checkpoint_encode(&read, &again, &fit.errors), VRO_OK);
    assert_int_equal(again.size, bytes.size);
    assert_memory_equal(again.at, bytes.at, bytes.size);
    vro_calibration_checkpoint_free(&read);
    vro_byte_buffer_free(&bytes);
    vro_byte_buffer_free(&again);
    small_fit_close(&fit);
}

static void assert_refused(const vro_byte_buffer *bytes, size_t size) {
    vro_errors errors = {0};
    vro_calibration_checkpoint read;
    assert_int_equal(vro_calibration_checkpoint_decode(&read, bytes->at, size, "file", &errors),
                     VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    assert_fault(&errors, "file: ", "calibration file");
    assert_null(read.points.numbers);
    vro_errors_free(&errors);
}

static void a_file_that_was_cut_or_altered_is_refused(void **state) {
    (void)state;
    enum { STEP = 97 };
    small_fit fit;
    vro_byte_buffer bytes;
    open_fit(&fit, &bytes);
    for (size_t at = 0; at < bytes.size; at += STEP) {
        assert_refused(&bytes, at);
        bytes.at[at] ^= 1;
        assert_refused(&bytes, bytes.size);
        bytes.at[at] ^= 1;
    }
    vro_byte_buffer_free(&bytes);
    small_fit_close(&fit);
}

static void points_of_another_problem_are_refused(void **state) {
    (void)state;
    small_fit fit;
    vro_byte_buffer bytes;
    open_fit(&fit, &bytes);
    fit.model.problem.figure_count++;
    assert_int_equal(
        vro_calibration_checkpoint_check(&fit.checkpoint, &fit.model.problem, "file", &fit.errors),
        VRO_BAD_INPUT);
    assert_fault(&fit.errors, "file: ", "do not match its parameters and figures");
    vro_byte_buffer_free(&bytes);
    small_fit_close(&fit);
}

int test_calibration_checkpoint(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_checkpoint_comes_back_from_its_bytes),
        cmocka_unit_test(a_file_that_was_cut_or_altered_is_refused),
        cmocka_unit_test(points_of_another_problem_are_refused),
    };
    return cmocka_run_group_tests_name("calibration_checkpoint", tests, NULL, NULL);
}
