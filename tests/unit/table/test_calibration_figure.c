// Published figures beside the model.
#include "vrosim/table/calibration_figure.h"

#include "small_figure.h"

#define HEADER                                                                                     \
    "study,strategy,subgroup,outcome,statistic,role,observed,observed_lower,observed_upper,model," \
    "model_sd,predicted_lower,predicted_upper,inside,inside_predictive\n"

static const char BOTH[] =
    HEADER "a,vro,all,displaced,mean,holdout,0.2,0.1,0.3,0.25,,0.05,0.4,1,1\n"
           "a,vro,gmfcs_5,displaced,mean,holdout,0.2,0.1,0.3,0.45,,0.05,0.6,0,1\n"
           "b,vro,all,failed,mean,fit,0.2,0.1,0.3,0.25,,0.05,0.4,1,1\n"
           "b,vro,all,spica_weeks,mean,fit,5,4,6,7,,5.5,9,0,0\n";
static const char WITH_DRAWS[] =
    HEADER "a,vro,all,displaced,mean,holdout,0.2,0.1,0.3,0.25,0.03,0.05,0.4,1,1\n";
static const char FIT[] = "study,strategy,subgroup,outcome,statistic,observed,observed_lower,"
                          "observed_upper,model,model_sd,inside\n"
                          "a,vro,all,failed,mean,0.2,0.1,0.3,0.25,0.05,1\n"
                          "a,vro,all,displaced,mean,0.2,0.1,0.3,0.55,0.05,0\n";

static void draw(small_figure *self, const char *name, const char *file, const char *text) {
    small_figure_open(self);
    small_figure_add(self, file, text);
    small_figure_draw(self, name, VRO_ENGLISH);
}

static void the_finding_counts_what_is_inside_by_role(void **state) {
    (void)state;
    small_figure self;
    draw(&self, "calibration", "validation.csv", BOTH);
    assert_string_equal(
        self.drawing.title,
        "Held-out figures: 2 of 2 lie where the model says that 95 % of such studies would, and "
        "the model lies inside the published interval of 1; figures that may be fitted: 1 and 1 of "
        "2.");
    assert_int_equal(self.drawing.error, VRO_SHOWS_SIMULATION);
    small_figure_close(&self);
}

static void figures_of_another_unit_are_in_the_table_only(void **state) {
    (void)state;
    small_figure self;
    draw(&self, "calibration", "validation.csv", BOTH);
    assert_has(self.drawing.description, "Of 4 figures 3 are drawn, in per cent of the children");
    assert_has(small_figure_svg(&self), "displaced, vro, gmfcs 5");
    assert_null(strstr(small_figure_svg(&self), "spica"));
    assert_int_equal(vro_drawing_rows(&self.drawing), 4);
    assert_row(&self, 1, "b|spica weeks, vro|mean|fit|5|4|6|7|5.50|9.00||");
    small_figure_close(&self);
}

static void a_subgroup_without_children_in_the_model_says_so(void **state) {
    (void)state;
    small_figure self;
    draw(&self, "calibration", "validation.csv",
         HEADER "a,vro,gmfcs_1,displaced,mean,fit,0.2,0.1,0.3,,,,,0,0\n");
    assert_has(small_figure_svg(&self), "20.0 / no child");
    small_figure_close(&self);
}

static void with_draws_the_band_has_the_error_of_the_parameters(void **state) {
    (void)state;
    small_figure self;
    draw(&self, "calibration", "validation.csv", WITH_DRAWS);
    assert_int_equal(self.drawing.error, VRO_SHOWS_BOTH);
    assert_has(self.drawing.title, "Held-out figures: 1 of 1 lie");
    small_figure_close(&self);
}

static void a_fit_has_a_figure_of_its_own(void **state) {
    (void)state;
    small_figure self;
    draw(&self, "fit", "calibration_fit.csv", FIT);
    assert_string_equal(
        self.drawing.title,
        "Fitted figures: the fitted model lies inside the published interval of 1 of 2.");
    assert_int_equal(self.drawing.error, VRO_SHOWS_PARAMETERS);
    small_figure_close(&self);
}

static void a_file_of_an_earlier_version_is_left_out(void **state) {
    (void)state;
    small_figure self;
    draw(&self, "calibration", "validation.csv", FIT);
    assert_has(self.drawing.left_out, "validation.csv has no column role");
    small_figure_close(&self);
}

int test_calibration_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_finding_counts_what_is_inside_by_role),
        cmocka_unit_test(figures_of_another_unit_are_in_the_table_only),
        cmocka_unit_test(a_subgroup_without_children_in_the_model_says_so),
        cmocka_unit_test(with_draws_the_band_has_the_error_of_the_parameters),
        cmocka_unit_test(a_fit_has_a_figure_of_its_own),
        cmocka_unit_test(a_file_of_an_earlier_version_is_left_out),
    };
    return cmocka_run_group_tests_name("calibration_figure", tests, NULL, NULL);
}
