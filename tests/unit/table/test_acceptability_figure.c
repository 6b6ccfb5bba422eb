// Acceptability with frontier and value of perfect information.
#include "vrosim/table/acceptability_figure.h"

#include "small_figure.h"

#define CHOICES                                                                                    \
    "scenario,trade_off,subgroup,threshold,strategy,probability_best,probability_best_se,"         \
    "optimal\n"
#define CHOICE(at, strategy, share, optimal)                                                       \
    "b,cost_per_qaly,all," at "," strategy "," share ",0.05," optimal "\n"
#define INFORMATION                                                                                \
    "scenario,trade_off,subgroup,threshold,strategy,probability_right,probability_right_se,"       \
    "perfect_information,perfect_information_se\n"

static const char TWO[] = CHOICES CHOICE("0", "release", "0.9", "1") CHOICE("0", "vro", "0.1", "0")
    CHOICE("20", "release", "0.37", "0")
        CHOICE("20", "vro", "0.63", "1") "b,cost_per_qaly,gmfcs_5,20,vro,0.99,0.05,1\nb,lld_per_"
                                         "revision,all,20,vro,0.98,0.05,1\n";
static const char VALUES[] = INFORMATION "b,cost_per_qaly,all,0,release,0.9,0.05,0.3,0.1\n"
                                         "b,cost_per_qaly,all,20,vro,0.63,0.05,1.2034,0.1\n";
static const char NOTHING[] = INFORMATION "b,cost_per_qaly,all,0,release,1,0.05,0,\n"
                                          "b,cost_per_qaly,all,20,release,1,0.05,0,\n";

static void the_finding_is_at_the_threshold_where_knowing_more_is_worth_most(void **state) {
    (void)state;
    small_figure self;
    small_figure_open(&self);
    small_figure_add(&self, "decision_acceptability.csv", TWO);
    small_figure_add(&self, "decision_information.csv", VALUES);
    small_figure_draw(&self, "acceptability", VRO_ENGLISH);
    assert_string_equal(self.drawing.title,
                        "At 20,000 units of money per QALY, vro is best on average, and is the "
                        "best in 63\xC2\xA0% of the samples; knowing every parameter first would "
                        "be worth 1,200 units of money per child.");
    assert_int_equal(self.drawing.error, VRO_SHOWS_PARAMETERS);
    assert_has(small_figure_svg(&self), "Probability of being best");
    assert_has(small_figure_svg(&self), "Value of perfect information");
    small_figure_draw(&self, "acceptability", VRO_GERMAN);
    assert_has(self.drawing.title,
               "Bei 20.000 Geldeinheiten je QALY ist „vro“ im Mittel am besten");
    small_figure_close(&self);
}

static void the_data_table_has_each_strategy_at_each_threshold(void **state) {
    (void)state;
    small_figure self;
    small_figure_open(&self);
    small_figure_add(&self, "decision_acceptability.csv", TWO);
    small_figure_add(&self, "decision_information.csv", VALUES);
    small_figure_draw(&self, "acceptability", VRO_ENGLISH);
    assert_int_equal(vro_drawing_rows(&self.drawing), 4);
    assert_row(&self, 0, "0|release|0.9|0.05|yes|0.300|");
    assert_row(&self, 3, "20|vro|0.63|0.05|yes|1.20|");
    small_figure_close(&self);
}

static void where_no_sample_changes_the_choice_the_finding_says_so(void **state) {
    (void)state;
    small_figure self;
    small_figure_open(&self);
    small_figure_add(&self, "decision_acceptability.csv", TWO);
    small_figure_add(&self, "decision_information.csv", NOTHING);
    small_figure_draw(&self, "acceptability", VRO_ENGLISH);
    assert_has(self.drawing.title, "no sample of the parameters changes which strategy is best");
    assert_null(self.drawing.left_out);
    small_figure_close(&self);
}

static void one_strategy_is_no_decision(void **state) {
    (void)state;
    small_figure self;
    small_figure_open(&self);
    small_figure_add(&self, "decision_acceptability.csv", CHOICES CHOICE("0", "release", "1", "1"));
    small_figure_add(&self, "decision_information.csv", NOTHING);
    small_figure_draw(&self, "acceptability", VRO_ENGLISH);
    assert_has(self.drawing.left_out, "only one strategy");
    small_figure_close(&self);
}

static void a_file_without_rows_is_left_out(void **state) {
    (void)state;
    small_figure self;
    small_figure_open(&self);
    small_figure_add(&self, "decision_acceptability.csv", TWO);
    small_figure_add(&self, "decision_information.csv", INFORMATION);
    small_figure_draw(&self, "acceptability", VRO_ENGLISH);
    assert_string_equal(self.drawing.left_out, "decision_information.csv has no row for it.");
    small_figure_close(&self);
}

// Of ten strategies those that are the best most often are drawn; all are in the table.
static void of_many_strategies_eight_are_drawn(void **state) {
    (void)state;
    enum { STRATEGIES = 10 };
    char text[2000] = CHOICES;
    small_figure self;
    for (int i = 0; i < STRATEGIES; i++) {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "b,cost_per_qaly,all,20,s%d,0.%02d,0.05,0\n", i,
                 i + 1);
    }
    small_figure_open(&self);
    small_figure_add(&self, "decision_acceptability.csv", text);
    small_figure_add(&self, "decision_information.csv",
                     INFORMATION "b,cost_per_qaly,all,20,s9,0.1,0.05,1.2,0.1\n");
    small_figure_draw(&self, "acceptability", VRO_ENGLISH);
    assert_has(self.drawing.description, "of 10 strategies the 8 that are best most often");
    assert_has(small_figure_svg(&self), ">s2<");
    assert_null(strstr(small_figure_svg(&self), ">s1<"));
    assert_int_equal(vro_drawing_rows(&self.drawing), STRATEGIES);
    small_figure_close(&self);
}

int test_acceptability_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_finding_is_at_the_threshold_where_knowing_more_is_worth_most),
        cmocka_unit_test(the_data_table_has_each_strategy_at_each_threshold),
        cmocka_unit_test(where_no_sample_changes_the_choice_the_finding_says_so),
        cmocka_unit_test(one_strategy_is_no_decision),
        cmocka_unit_test(of_many_strategies_eight_are_drawn),
        cmocka_unit_test(a_file_without_rows_is_left_out),
    };
    return cmocka_run_group_tests_name("acceptability_figure", tests, NULL, NULL);
}
