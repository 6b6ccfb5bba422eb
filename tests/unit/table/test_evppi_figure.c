// Bars of the value of partial perfect information.
#include "vrosim/table/evppi_figure.h"

#include "small_figure.h"

#define PARTIAL                                                                                    \
    "scenario,trade_off,subgroup,threshold,set,parameters,value,se,perfect_information\n"
#define SET(threshold, set, parameters, value, se)                                                 \
    "b,cost_per_qaly,all," threshold "," set "," parameters "," value "," se ",2\n"

static const char SETS[] = PARTIAL SET("20", "loss.hazard", "loss.hazard", "0.1", "0.05")
    SET("20", "cost.bed", "cost.bed", "0.8", "0.2")
        SET("20", "cost.*", "cost.bed+cost.osteotomy", "0.9", "0.2")
            SET("20", "loss.*", "loss.hazard", "0.1", "0.05")
                SET("20", "other.x", "other.x", "0", "")
                    SET("30", "other.x", "other.x", "1.9", "0.1");
static const char NOTHING[] = PARTIAL SET("20", "other.x", "other.x", "0", "");
static const char INFORMATION[] =
    "scenario,trade_off,subgroup,threshold,strategy,probability_right,probability_right_se,"
    "perfect_information,perfect_information_se\n"
    "b,cost_per_qaly,all,20,release,0.5,0.05,2,0.1\nb,cost_per_qaly,all,30,vro,0.5,0.05,1.9,0.1\n";
static const char STUDY[] = "trade_off,subgroup,threshold,value,population_value,population\n"
                            "cost_per_qaly,all,20,0,0,3800.4\n";
static const char OLDER_STUDY[] = "trade_off,subgroup,threshold,value,population_value\n"
                                  "cost_per_qaly,all,20,0,0\ncost_per_qaly,all,30,0.5,500\n";

static void draw(small_figure *self, const char *sets, const char *study) {
    small_figure_open(self);
    small_figure_add(self, "decision_partial.csv", sets);
    small_figure_add(self, "decision_information.csv", INFORMATION);
    if (study)
        small_figure_add(self, "decision_study.csv", study);
    small_figure_draw(self, "evppi", VRO_ENGLISH);
}

static void the_finding_names_what_is_worth_most_to_know(void **state) {
    (void)state;
    small_figure self;
    draw(&self, SETS, NULL);
    assert_string_equal(self.drawing.title,
                        "At 20,000 units of money per QALY, cost.* is worth most to know first: "
                        "900 units of money per child, 45\xC2\xA0% of what knowing every parameter "
                        "would be worth.");
    assert_has(small_figure_svg(&self), "0.900 \xC2\xB1 0.392");
    small_figure_close(&self);
}

// A family of one parameter is that parameter; a value of 0 has no bar.
static void each_set_above_0_has_a_row_once_the_greatest_first(void **state) {
    (void)state;
    small_figure self;
    draw(&self, SETS, NULL);
    assert_int_equal(vro_drawing_rows(&self.drawing), 3);
    assert_row(&self, 0, "cost.*|0.9|0.2|");
    assert_row(&self, 1, "cost.bed|0.8|0.2|");
    assert_row(&self, 2, "loss.hazard|0.1|0.05|");
    small_figure_close(&self);
}

static void a_study_of_so_many_children_gives_a_second_scale(void **state) {
    (void)state;
    small_figure self;
    draw(&self, SETS, STUDY);
    assert_has(self.drawing.title, "and 3,420,000 units of money for all 3,800 children.");
    assert_has(small_figure_svg(&self), "for all 3,800 children");
    assert_row(&self, 1, "cost.bed|0.8|0.2|3,040|");
    small_figure_close(&self);
    draw(&self, SETS, OLDER_STUDY);
    assert_has(self.drawing.title, "for all 1,000 children.");
    small_figure_close(&self);
}

static void where_nothing_changes_the_choice_the_figure_says_so(void **state) {
    (void)state;
    small_figure self;
    draw(&self, NOTHING, NULL);
    assert_has(self.drawing.left_out, "In no sample does any parameter change the choice");
    small_figure_close(&self);
}

int test_evppi_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_finding_names_what_is_worth_most_to_know),
        cmocka_unit_test(each_set_above_0_has_a_row_once_the_greatest_first),
        cmocka_unit_test(a_study_of_so_many_children_gives_a_second_scale),
        cmocka_unit_test(where_nothing_changes_the_choice_the_figure_says_so),
    };
    return cmocka_run_group_tests_name("evppi_figure", tests, NULL, NULL);
}
