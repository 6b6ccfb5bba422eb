// What figures of a decision speak of: trade-off, threshold, amounts.
#include "vrosim/table/decision_terms.h"

#include "result_texts.h"

#define HEADER                                                                                     \
    "scenario,trade_off,subgroup,threshold,strategy,probability_right,probability_right_se,"       \
    "perfect_information,perfect_information_se\n"

static const char MONEY[] = HEADER "b,cost_per_qaly,all,0,vro,0.8,0.1,0.4,0.1\n"
                                   "b,cost_per_qaly,all,65,release,0.41,0.1,2.71,0.1\n"
                                   "b,cost_per_qaly,all,100,vro,0.6,0.1,2.71,0.1\n"
                                   "b,cost_per_qaly,gmfcs_5,65,vro,0.6,0.1,9,0.1\n"
                                   "b,lld_per_revision,all,20,vro,0.6,0.1,9,0.1\n";
static const char MILLIMETRES[] = HEADER "b,lld_per_revision,all,6,vro,0.6,0.1,0.25,0.1\n";
static const char PARAMETERS[] =
    "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source,text\n"
    ",,economics.currency,text,,,,,,,ours,USD\n";

typedef struct world {
    vro_result_tables tables;
    vro_figure_texts texts;
    vro_decision_terms terms;
} world;

static void open_world(world *self, vro_language language, const char *information,
                       const char *parameters) {
    *self = (world){.texts = {.language = language}};
    add_result_text(&self->tables, "decision_information.csv", information);
    if (parameters)
        add_result_text(&self->tables, "parameters.csv", parameters);
    vro_decision_terms_read(&self->terms, &self->tables, &self->texts);
}

static void close_world(world *self) {
    vro_figure_texts_free(&self->texts);
    vro_result_tables_free(&self->tables);
}

static void
the_threshold_is_the_first_where_knowing_more_is_worth_most_to_all_children(void **state) {
    (void)state;
    world self;
    open_world(&self, VRO_ENGLISH, MONEY, NULL);
    assert_int_equal(self.terms.trade_off, VRO_COST_PER_QALY);
    assert_near(self.terms.threshold, 65, 0);
    assert_string_equal(self.terms.best, "release");
    assert_near(self.terms.right, 0.41, 0);
    assert_near(self.terms.lowest, 0, 0);
    assert_near(self.terms.highest, 100, 0);
    close_world(&self);
}

// Files have thousands.
static void money_is_said_in_the_currency_of_the_scenario(void **state) {
    (void)state;
    world self;
    open_world(&self, VRO_ENGLISH, MONEY, PARAMETERS);
    assert_string_equal(vro_decision_terms_threshold(&self.terms, 65, &self.texts),
                        "65,000 USD per QALY");
    assert_string_equal(vro_decision_terms_amount(&self.terms, 2.71, &self.texts), "2,710 USD");
    assert_string_equal(vro_decision_terms_change(&self.terms, 2.71, &self.texts), "+2,710 USD");
    assert_string_equal(vro_decision_terms_word(&self.terms, VRO_WORD_THRESHOLD_AXIS, &self.texts),
                        "Threshold, thousand USD per QALY");
    close_world(&self);
}

static void without_a_currency_amounts_are_units_of_money(void **state) {
    (void)state;
    world self;
    open_world(&self, VRO_GERMAN, MONEY, NULL);
    assert_string_equal(vro_decision_terms_amount(&self.terms, 2.71, &self.texts),
                        "2.710 Geldeinheiten");
    close_world(&self);
}

static void leg_length_is_said_in_millimetres(void **state) {
    (void)state;
    world self;
    open_world(&self, VRO_GERMAN, MILLIMETRES, PARAMETERS);
    assert_string_equal(vro_decision_terms_amount(&self.terms, 0.25, &self.texts), "0,250 mm");
    close_world(&self);
}

static void a_file_without_rows_has_no_threshold(void **state) {
    (void)state;
    world self;
    open_world(&self, VRO_ENGLISH, HEADER, NULL);
    assert_true(isnan(self.terms.threshold));
    close_world(&self);
}

int test_decision_terms(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            the_threshold_is_the_first_where_knowing_more_is_worth_most_to_all_children),
        cmocka_unit_test(money_is_said_in_the_currency_of_the_scenario),
        cmocka_unit_test(without_a_currency_amounts_are_units_of_money),
        cmocka_unit_test(leg_length_is_said_in_millimetres),
        cmocka_unit_test(a_file_without_rows_has_no_threshold),
    };
    return cmocka_run_group_tests_name("decision_terms", tests, NULL, NULL);
}
