// The tornado of one parameter after the other.
#include "vrosim/table/tornado_figure.h"

#include "small_figure.h"

#define HEADER                                                                                     \
    "scenario,strategy,reference,subgroup,outcome,statistic,rank,parameter,change,low,high,"       \
    "value_low,se_low,value_base,se_base,value_high,se_high,swing,swing_se\n"
#define BAR(reference, statistic, rank, parameter, change, low, high, numbers)                     \
    "b,vro," reference ",all,revisions," statistic "," rank "," parameter "," change "," low       \
    "," high "," numbers "\n"

static const char DIFFERENCES[] =
    HEADER BAR("", "mean", "1", "a", "value", "1", "2", "1,1,1,1,1,1,9,1")
        BAR("release", "mean_difference", "1", "loss.hazard", "value", "0.25", "0.75",
            "-0.2,0.01,-0.1,0.01,0.3,0.02,0.5,0.01")
            BAR("release", "mean_difference", "2", "migration.rate", "factor", "0.5", "2",
                "-0.15,0.01,-0.1,0.01,-0.05,0.02,0.1,0.01");
static const char MEANS[] =
    HEADER BAR("", "mean", "1", "a", "shift", "-1", "1", "1.25,0.1,1.5,0.1,2.25,0.1,1,0.1");
static const char STILL[] =
    HEADER BAR("", "mean", "1", "a", "value", "1", "2", "1.5,0.1,1.5,0.1,1.5,0.1,0,0");

static void draw(small_figure *self, const char *text, vro_language language) {
    small_figure_open(self);
    small_figure_add(self, "sensitivity_oneway.csv", text);
    small_figure_draw(self, "tornado", language);
}

static void the_finding_names_what_moves_a_difference_most(void **state) {
    (void)state;
    small_figure self;
    draw(&self, DIFFERENCES, VRO_ENGLISH);
    assert_string_equal(self.drawing.title,
                        "Later operations of the index hip per child, vro minus release: "
                        "loss.hazard matters most (\xE2\x88\x92"
                        "0.200 at 0.25 and 0.300 at 0.75); 1 of 2 parameters changes the sign "
                        "within its range.");
    assert_int_equal(self.drawing.error, VRO_SHOWS_SIMULATION);
    small_figure_close(&self);
}

static void the_ends_say_what_is_done_to_the_parameter(void **state) {
    (void)state;
    small_figure self;
    draw(&self, DIFFERENCES, VRO_ENGLISH);
    assert_int_equal(vro_drawing_rows(&self.drawing), 2);
    assert_row(&self, 0,
               "loss.hazard|0.25|0.75|\xE2\x88\x92"
               "0.2|0.01|0.3|0.02|0.5|0.01|");
    assert_row(&self, 1,
               "migration.rate|\xC3\x97"
               "0.5|\xC3\x97"
               "2|\xE2\x88\x92"
               "0.15|0.01|\xE2\x88\x92"
               "0.05|0.02|0.1|0.01|");
    small_figure_close(&self);
}

static void a_mean_is_shown_where_there_is_no_difference(void **state) {
    (void)state;
    small_figure self;
    draw(&self, MEANS, VRO_GERMAN);
    assert_has(self.drawing.title,
               "je Kind unter „vro“: a bewirkt am meisten (1,25 bei \xE2\x88\x92"
               "1 und 2,25 bei +1).");
    assert_has(small_figure_svg(&self), "Parameter am niedrigen Ende");
    small_figure_close(&self);
}

static void where_nothing_moves_the_finding_says_so(void **state) {
    (void)state;
    small_figure self;
    draw(&self, STILL, VRO_ENGLISH);
    assert_has(self.drawing.title, "no parameter changes the result");
    assert_null(self.drawing.left_out);
    small_figure_close(&self);
}

static void a_file_without_rows_is_left_out(void **state) {
    (void)state;
    small_figure self;
    draw(&self, HEADER, VRO_ENGLISH);
    assert_string_equal(self.drawing.left_out, "sensitivity_oneway.csv has no row for it.");
    small_figure_close(&self);
}

int test_tornado_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_finding_names_what_moves_a_difference_most),
        cmocka_unit_test(the_ends_say_what_is_done_to_the_parameter),
        cmocka_unit_test(a_mean_is_shown_where_there_is_no_difference),
        cmocka_unit_test(where_nothing_moves_the_finding_says_so),
        cmocka_unit_test(a_file_without_rows_is_left_out),
    };
    return cmocka_run_group_tests_name("tornado_figure", tests, NULL, NULL);
}
