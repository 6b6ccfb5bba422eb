// Rows of published figures: order, agreement, unit, band.
#include "vrosim/table/calibration_rows.h"

#include "result_texts.h"

#define HEADER                                                                                     \
    "study,strategy,subgroup,outcome,statistic,role,observed,observed_lower,observed_upper,model," \
    "model_sd,predicted_lower,predicted_upper,inside,inside_predictive\n"
#define ROW(study, outcome, role, inside)                                                          \
    study ",vro,all," outcome ",mean," role ",0.2,0.1,0.3,0.25,,0.05,0.4," inside "\n"

static const char VALIDATION[] = HEADER ROW("b", "displaced", "holdout", "1,1")
    ROW("a", "failure_by_5y", "fit", "0,1") ROW("c", "spica_weeks", "fit", "1,1")
        ROW("a", "failure_by_10y", "fit", "0,0") ROW("b", "failed", "fit", "1,0");
static const char FIT[] = "study,strategy,subgroup,outcome,statistic,observed,observed_lower,"
                          "observed_upper,model,model_sd,inside\n"
                          "a,vro,all,failed,mean,0.2,0.1,0.3,0.05,0.05,1\n"
                          "a,vro,all,nsa_deg,mean,130,120,140,125,5,1\n";

typedef struct world {
    vro_result_tables tables;
    vro_drawing drawing;
    vro_calibration_rows rows;
} world;

static void open_world(world *self, const char *text, bool is_fit) {
    vro_errors errors = {0};
    *self = (world){0};
    add_result_text(&self->tables, "made_up.csv", text);
    assert_int_equal(vro_calibration_rows_read(&self->rows,
                                               vro_result_tables_find(&self->tables, "made_up.csv"),
                                               is_fit, VRO_ENGLISH, &self->drawing, &errors),
                     VRO_OK);
}

static void close_world(world *self) {
    vro_calibration_rows_free(&self->rows);
    vro_drawing_free(&self->drawing);
    vro_result_tables_free(&self->tables);
}

static void figures_of_a_study_stand_together_and_fitted_ones_first(void **state) {
    (void)state;
    static const size_t order[] = {1, 3, 2, 4, 0};
    world self;
    open_world(&self, VALIDATION, false);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        assert_int_equal(self.rows.order[i], order[i]);
    close_world(&self);
}

static void figures_that_agree_are_counted_by_role(void **state) {
    (void)state;
    world self;
    open_world(&self, VALIDATION, false);
    assert_int_equal(self.rows.fitted.figures, 4);
    assert_int_equal(self.rows.fitted.inside, 2);
    assert_int_equal(self.rows.fitted.inside_predictive, 2);
    assert_int_equal(self.rows.held_out.figures, 1);
    assert_int_equal(self.rows.held_out.inside, 1);
    close_world(&self);
}

static void the_unit_is_that_of_most_figures(void **state) {
    (void)state;
    world self;
    open_world(&self, VALIDATION, false);
    assert_string_equal(self.rows.unit, "share");
    assert_int_equal(self.rows.in_unit, 4);
    assert_string_equal(vro_calibration_rows_unit(&self.rows, 2), "weeks");
    close_world(&self);
}

static void the_band_is_the_predictive_interval(void **state) {
    (void)state;
    double low, high;
    world self;
    open_world(&self, VALIDATION, false);
    vro_calibration_rows_band(&self.rows, 0, &low, &high);
    assert_near(low, 0.05, 0);
    assert_near(high, 0.4, 0);
    assert_false(self.rows.has_parameter_error);
    close_world(&self);
}

static void the_band_of_a_fit_is_of_the_posterior_and_of_a_share_not_below_0(void **state) {
    (void)state;
    double low, high;
    world self;
    open_world(&self, FIT, true);
    vro_calibration_rows_band(&self.rows, 0, &low, &high);
    assert_near(low, 0, 0);
    assert_near(high, 0.148, 1e-4);
    vro_calibration_rows_band(&self.rows, 1, &low, &high);
    assert_near(low, 115.2, 1e-3);
    assert_true(self.rows.has_parameter_error);
    assert_int_equal(self.rows.fitted.figures, 2);
    close_world(&self);
}

static void a_file_of_an_earlier_version_is_left_out_with_the_reason(void **state) {
    (void)state;
    world self;
    open_world(&self, FIT, false);
    assert_non_null(strstr(self.drawing.left_out, "made_up.csv has no column role"));
    close_world(&self);
    open_world(&self, HEADER, false);
    assert_non_null(strstr(self.drawing.left_out, "no row"));
    close_world(&self);
}

int test_calibration_rows(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_a_study_stand_together_and_fitted_ones_first),
        cmocka_unit_test(figures_that_agree_are_counted_by_role),
        cmocka_unit_test(the_unit_is_that_of_most_figures),
        cmocka_unit_test(the_band_is_the_predictive_interval),
        cmocka_unit_test(the_band_of_a_fit_is_of_the_posterior_and_of_a_share_not_below_0),
        cmocka_unit_test(a_file_of_an_earlier_version_is_left_out_with_the_reason),
    };
    return cmocka_run_group_tests_name("calibration_rows", tests, NULL, NULL);
}
