// Tables of given samples: what is read, everything that is wrong with one, and what samples have.
#include "vrosim/study/parameter_draws.h"
#include "vrosim/study/parameter_draws_table.h"

#include "drawn_ensemble.h"

#include "vrosim/study/correlations.h"
#include "vrosim/study/drawn_parameter.h"

#include <string.h>

static const vro_random_source SOURCE = {.seed = 3, .stream = 9};

// Two parameters, and the five shares of the case mix.
static int open_parameters(void **state) {
    static vro_scenario scenario;
    static vro_uncertainty uncertainty;
    uncertain_open(&scenario);
    uncertain_fix(&scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    uncertain_fix(&scenario, VRO_LOSS_AGE_LOG_HR, 0, 0.1);
    uncertain_fix(&scenario, VRO_POPULATION_GMFCS, 0.2, 0.01);
    uncertainty = uncertain_list(&scenario);
    *state = &uncertainty;
    return 0;
}

static int close_parameters(void **state) {
    vro_uncertainty *uncertainty = *state;
    vro_scenario *scenario = (vro_scenario *)uncertainty->scenario;
    vro_uncertainty_free(uncertainty);
    vro_scenario_free(scenario);
    return 0;
}

static vro_status parse(vro_uncertainty *self, const char *text, vro_errors *errors) {
    return vro_parameter_draws_table_parse(self, "draws.csv", text, strlen(text), errors);
}

static void read_good(vro_uncertainty *self, const char *text) {
    vro_errors errors = {0};
    assert_int_equal(parse(self, text, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
}

static void assert_refused(vro_uncertainty *self, const char *text, const char *sentence) {
    vro_errors errors = {0};
    assert_int_equal(parse(self, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    if (!strstr(errors.faults[0].text, sentence))
        fail_msg("'%s' does not say '%s'", errors.faults[0].text, sentence);
    assert_null(self->draws);
    assert_null(self->draw_table);
    vro_errors_free(&errors);
}

// The third sample begins the two rows again; what has no column is as it was.
static void a_sample_has_its_row_and_the_rest_as_without(void **state) {
    vro_uncertainty *self = *state;
    const size_t hazard = vro_uncertainty_find(self, "loss.hazard");
    double before[7], after[7];
    assert_int_equal(self->count, 7);
    for (size_t sample = 0; sample < 3; sample++) {
        vro_parameter_sample_draw(self, SOURCE, sample, before);
        if (sample == 0)
            read_good(self, "loss.hazard\n0.0012\n0.00345678901234567\n");
        vro_parameter_sample_draw(self, SOURCE, sample, after);
        assert_true(after[hazard] == (sample == 1 ? 0.00345678901234567 : 0.0012));
        for (size_t i = 0; i < self->count && sample == 0; i++)
            assert_true(i == hazard || after[i] == before[i]);
    }
    assert_true(vro_parameter_draws_has(self, hazard));
    assert_int_equal(vro_parameter_draws_count(self), 1);
}

// The table that goes into the manifest says so too.
static void samples_that_are_not_trustworthy_are_told(void **state) {
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    assert_int_equal(parse(self, "trustworthy,loss.hazard\n0,0.5\n0,0.25\n", &errors), VRO_OK);
    assert_int_equal(errors.notice_count, 1);
    assert_non_null(strstr(errors.notices[0], "draws.csv: the samples are not trustworthy"));
    assert_string_equal(self->draw_table, "loss.hazard,trustworthy\n0.5,0\n0.25,0\n");
    assert_int_equal(vro_parameter_draws_count(self), 1);
    vro_errors_free(&errors);
}

static void samples_that_are_trustworthy_are_taken_as_they_are(void **state) {
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    assert_int_equal(parse(self, "loss.hazard,trustworthy\n0.5,1\n", &errors), VRO_OK);
    assert_int_equal(errors.notice_count, 0);
    assert_string_equal(self->draw_table, "loss.hazard\n0.5\n");
}

static void the_case_mix_is_taken_as_a_whole(void **state) {
    vro_uncertainty *self = *state;
    double values[7];
    read_good(self, "population.gmfcs.gmfcs_1,population.gmfcs.gmfcs_2,population.gmfcs.gmfcs_3,"
                    "population.gmfcs.gmfcs_4,population.gmfcs.gmfcs_5\n0.1,0.1,0.1,0.3,0.4\n");
    vro_parameter_sample_draw(self, SOURCE, 5, values);
    const size_t first = vro_uncertainty_find(self, "population.gmfcs.gmfcs_1");
    assert_true(values[first] == 0.1 && values[first + 3] == 0.3 && values[first + 4] == 0.4);
}

static void what_was_read_is_kept_as_a_table_that_reads_the_same(void **state) {
    vro_uncertainty *self = *state;
    read_good(self, "loss.age_log_hr;loss.hazard\r\n0,1;0,002\r\n-,2;3e-3\r\n");
    assert_string_equal(self->draw_table, "loss.age_log_hr,loss.hazard\n"
                                          "0.10000000000000001,0.002\n"
                                          "-0.20000000000000001,0.0030000000000000001\n");
}

static void a_name_may_end_in_any_strategy_that_shares_the_estimate(void **state) {
    vro_uncertainty *self = *state;
    read_good(self, "loss.hazard.vro\n0.002\n");
    assert_true(vro_parameter_draws_has(self, vro_uncertainty_find(self, "loss.hazard")));
}

static void each_fault_is_a_sentence_with_its_place(void **state) {
    vro_uncertainty *self = *state;
    assert_refused(self, "", "draws.csv: the file is empty");
    assert_refused(self, "loss.hazard\n", "draws.csv: no row of values follows");
    assert_refused(self, "loss.hazard,trustworthy\n0.5,no\n", "'no' is neither 1");
    assert_refused(self, "loss.hazrd\n1\n",
                   "draws.csv:1:1: 'loss.hazrd' is not an uncertain parameter; the nearest is "
                   "'loss.hazard'");
    assert_refused(self, "loss.hazard,complication.avn\n1,0\n",
                   "draws.csv:1:13: 'complication.avn' is fixed in this scenario");
    assert_refused(self, "complication.avn.gmfcs_4\n0\n", "is fixed in this scenario");
    assert_refused(self, "strategy.like\n0\n", "is a text");
    assert_refused(self, "loss.hazard,loss.hazard\n1,1\n",
                   "draws.csv:1:13: 'loss.hazard' is given by an earlier column");
    assert_refused(self, "loss.hazard\n0.1\n-1\n",
                   "draws.csv:3:1: '-1' is not a value of loss.hazard, which lies from 0 to 100");
    assert_refused(self, "loss.hazard\nmany\n", "draws.csv:2:1: 'many' is not a number");
    assert_refused(self, "loss.hazard,loss.age_log_hr\n0.1,NA\n",
                   "draws.csv:2:5: 'NA' is no number; every sample has one for each parameter, so "
                   "leave out this line or this column");
    assert_refused(self, "loss.hazard,loss.age_log_hr\n,0\n", "draws.csv:2:1: '' is no number");
    assert_refused(self, "loss.hazard,loss.age_log_hr\n1\n",
                   "draws.csv:2: 1 field, but the header has 2");
    assert_refused(self, "population.gmfcs.gmfcs_4\n0.2\n", "not every level has a column");
    assert_refused(self,
                   "population.gmfcs.gmfcs_1,population.gmfcs.gmfcs_2,population.gmfcs.gmfcs_3,"
                   "population.gmfcs.gmfcs_4,population.gmfcs.gmfcs_5\n0.1,0.1,0.1,0.3,0.3\n",
                   "do not add up to 1");
}

static void several_faults_are_all_named(void **state) {
    vro_errors errors = {0};
    assert_int_equal(parse(*state, "a,loss.hazard\n1,-1\n1,x\n", &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 3);
    vro_errors_free(&errors);
}

static void a_correlation_of_given_samples_is_refused(void **state) {
    static const char table[] = "parameter,other,correlation\nloss.age_log_hr,loss.hazard,0.5\n";
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    read_good(self, "loss.hazard\n0.002\n");
    assert_int_equal(vro_correlations_parse(self, "pairs.csv", table, strlen(table), &errors),
                     VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    assert_non_null(
        strstr(errors.faults[0].text, "pairs.csv:2:17: 'loss.hazard' has given samples"));
    vro_errors_free(&errors);
}

// A given correlation of migration stays; the sampled one beside it gives way.
static void a_given_value_stays_beside_a_sampled_one_that_it_limits(void **state) {
    vro_scenario *scenario = (vro_scenario *)((vro_uncertainty *)*state)->scenario;
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0.7, 0.2);
    uncertain_fix(scenario, VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0.6, 0.2);
    vro_uncertainty self = uncertain_list(scenario);
    const size_t socket = vro_uncertainty_find(&self, "anatomy.migration_socket_correlation");
    const size_t neck = vro_uncertainty_find(&self, "anatomy.migration_neck_correlation");
    double values[9], largest = 0;
    assert_int_equal(self.count, 9);
    read_good(&self, "anatomy.migration_socket_correlation\n0.8\n");
    for (size_t sample = 0; sample < 200; sample++) {
        vro_parameter_sample_draw(&self, SOURCE, sample, values);
        assert_true(values[socket] == 0.8);
        largest = values[neck] > largest ? values[neck] : largest;
    }
    assert_near(largest, 0.6, 1e-12);
    vro_uncertainty_free(&self);
}

// Rows 0.001 and 0.003: mean 0.002, standard deviation 0.001 sqrt(2), whatever the table of the
// scenario asks for; of the first sample alone the mean is that of its row.
static void the_rows_are_what_is_asked_of_the_samples(void **state) {
    drawn_ensemble drawn = {.uncertainty =
                                uncertain_list(((const vro_uncertainty *)*state)->scenario)};
    const size_t hazard = vro_uncertainty_find(&drawn.uncertainty, "loss.hazard");
    read_good(&drawn.uncertainty, "loss.hazard\n0.001\n0.003\n");
    drawn_ensemble_draw(&drawn, 1);
    const vro_drawn_parameter found = vro_drawn_parameter_of(&drawn.ensemble, hazard);
    assert_near(found.asked_mean, 0.002, 1e-15);
    assert_near(found.asked_se, 0.001 * sqrt(2), 1e-15);
    assert_near(found.mean, 0.001, 1e-15);
    assert_int_equal(found.warning, VRO_DRAWN_AS_ASKED);
    drawn_ensemble_close(&drawn);
}

#define WITH_QUANTITIES(test)                                                                      \
    cmocka_unit_test_setup_teardown(test, open_parameters, close_parameters)

int test_parameter_draws(void) {
    static const struct CMUnitTest tests[] = {
        WITH_QUANTITIES(a_sample_has_its_row_and_the_rest_as_without),
        WITH_QUANTITIES(samples_that_are_not_trustworthy_are_told),
        WITH_QUANTITIES(samples_that_are_trustworthy_are_taken_as_they_are),
        WITH_QUANTITIES(the_case_mix_is_taken_as_a_whole),
        WITH_QUANTITIES(what_was_read_is_kept_as_a_table_that_reads_the_same),
        WITH_QUANTITIES(a_name_may_end_in_any_strategy_that_shares_the_estimate),
        WITH_QUANTITIES(each_fault_is_a_sentence_with_its_place),
        WITH_QUANTITIES(several_faults_are_all_named),
        WITH_QUANTITIES(a_correlation_of_given_samples_is_refused),
        WITH_QUANTITIES(a_given_value_stays_beside_a_sampled_one_that_it_limits),
        WITH_QUANTITIES(the_rows_are_what_is_asked_of_the_samples),
    };
    return cmocka_run_group_tests_name("parameter_draws", tests, NULL, NULL);
}
