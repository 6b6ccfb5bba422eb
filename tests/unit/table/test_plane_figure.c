// The cost-effectiveness plane.
#include "vrosim/table/plane_figure.h"

#include "small_figure.h"

#include <stdlib.h>

#define PLANE                                                                                      \
    "scenario,trade_off,subgroup,strategy,reference,sample,effect_difference,cost_difference\n"
#define POINT(strategy, effect, cost)                                                              \
    "b,cost_per_qaly,all," strategy ",release,1," effect "," cost "\n"

// At 20 vro is worth 8, -2, -14 and 22 more than release, both always less.
static const char POINTS[] = PLANE POINT("vro", "0.6", "4") POINT("vro", "0.2", "6")
    POINT("vro", "-0.2", "10") POINT("vro", "1", "-2") POINT("both", "0.1", "40")
        POINT("both", "0.2", "42") "b,cost_per_qaly,gmfcs_5,vro,release,1,9,9\n";
static const char INFORMATION[] =
    "scenario,trade_off,subgroup,threshold,strategy,probability_right,probability_right_se,"
    "perfect_information,perfect_information_se\n"
    "b,cost_per_qaly,all,20,release,0.5,0.05,1.2,0.1\n";

static void draw(small_figure *self, const char *points, vro_language language) {
    small_figure_open(self);
    small_figure_add(self, "decision_plane.csv", points);
    small_figure_add(self, "decision_information.csv", INFORMATION);
    small_figure_add(self, "strategies.csv",
                     "strategy,label,reference\nrelease,release,1\nvro,vro,0\nboth,both,0\n");
    small_figure_draw(self, "plane", language);
}

static size_t count(const char *text, const char *piece) {
    size_t found = 0;
    for (const char *at = strstr(text, piece); at; at = strstr(at + 1, piece))
        found++;
    return found;
}

// The reference is best at the threshold; the finding is of who comes nearest to it.
static void the_finding_is_of_the_strategy_that_is_better_in_most_samples(void **state) {
    (void)state;
    small_figure self;
    draw(&self, POINTS, VRO_ENGLISH);
    assert_string_equal(
        self.drawing.title,
        "vro minus release, average per child: QALYs +0.400, costs +4,500 units of money; at "
        "20,000 units of money per QALY, vro is the better of the two in 50\xC2\xA0% of the "
        "samples.");
    small_figure_close(&self);
}

static void the_share_of_each_quadrant_is_said_in_words(void **state) {
    (void)state;
    small_figure self;
    draw(&self, POINTS, VRO_ENGLISH);
    assert_has(small_figure_svg(&self), "more QALYs, higher costs: vro 50");
    assert_has(small_figure_svg(&self), "fewer QALYs, higher costs: vro 25");
    assert_has(small_figure_svg(&self), "fewer QALYs, lower costs: vro 0");
    assert_has(small_figure_svg(&self), "more QALYs, lower costs: vro 25");
    assert_has(small_figure_svg(&self), "20,000 units of money per QALY");
    small_figure_close(&self);
}

static void the_data_table_has_a_row_for_each_strategy(void **state) {
    (void)state;
    small_figure self;
    draw(&self, POINTS, VRO_GERMAN);
    assert_int_equal(vro_drawing_rows(&self.drawing), 2);
    assert_row(&self, 0,
               "vro|0,400|4,50|50\xC2\xA0%|25\xC2\xA0%|0\xC2\xA0%|25\xC2\xA0%|50\xC2\xA0%|4|");
    assert_row(&self, 1,
               "both|0,150|41,0|100\xC2\xA0%|0\xC2\xA0%|0\xC2\xA0%|0\xC2\xA0%|0\xC2\xA0%|2|");
    small_figure_close(&self);
}

static void at_most_a_thousand_dots_are_drawn(void **state) {
    (void)state;
    enum { SAMPLES = 3000, ROW = 64 };
    small_figure self;
    char *text = malloc(sizeof PLANE + (size_t)SAMPLES * ROW);
    assert_non_null(text);
    size_t size = (size_t)sprintf(text, "%s", PLANE);
    for (int i = 0; i < SAMPLES; i++)
        size += (size_t)sprintf(text + size, "b,cost_per_qaly,all,vro,release,%d,%d,%d\n", i,
                                i % 71, i % 97);
    draw(&self, text, VRO_ENGLISH);
    assert_has(self.drawing.description, "one of 3,000 samples");
    assert_int_equal(count(small_figure_svg(&self), "h0"), VRO_PLANE_DOTS);
    free(text);
    small_figure_close(&self);
}

static void a_plane_without_points_is_left_out(void **state) {
    (void)state;
    small_figure self;
    draw(&self, PLANE, VRO_ENGLISH);
    assert_string_equal(self.drawing.left_out, "decision_plane.csv has no row for it.");
    small_figure_close(&self);
}

static void strategies_that_do_not_differ_have_no_plane(void **state) {
    (void)state;
    small_figure self;
    draw(&self, PLANE POINT("vro", "0", "0") POINT("both", "0", "0"), VRO_ENGLISH);
    assert_has(self.drawing.left_out, "In no sample does any strategy differ");
    small_figure_close(&self);
}

int test_plane_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_finding_is_of_the_strategy_that_is_better_in_most_samples),
        cmocka_unit_test(the_share_of_each_quadrant_is_said_in_words),
        cmocka_unit_test(the_data_table_has_a_row_for_each_strategy),
        cmocka_unit_test(at_most_a_thousand_dots_are_drawn),
        cmocka_unit_test(a_plane_without_points_is_left_out),
        cmocka_unit_test(strategies_that_do_not_differ_have_no_plane),
    };
    return cmocka_run_group_tests_name("plane_figure", tests, NULL, NULL);
}
