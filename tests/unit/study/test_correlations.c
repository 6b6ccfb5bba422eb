// Tables of correlations: what is read, and everything that is wrong with one.
#include "vrosim/study/correlations.h"

#include "uncertain.h"

#include <string.h>

#define HEADER "parameter,other,correlation\n"

// Three parameters, and the five shares of the case mix.
static int open_parameters(void **state) {
    static vro_scenario scenario;
    static vro_uncertainty uncertainty;
    uncertain_open(&scenario);
    uncertain_fix(&scenario, VRO_LOSS_HAZARD, 0.0035, 0.001);
    uncertain_fix(&scenario, VRO_LOSS_FRAGILITY_LOG_HR, 0.4, 0.1);
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
    return vro_correlations_parse(self, "table.csv", text, strlen(text), errors);
}

// One fault, which says this.
static void assert_refused(vro_uncertainty *self, const char *text, const char *sentence) {
    vro_errors errors = {0};
    assert_int_equal(parse(self, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    if (!strstr(errors.faults[0].text, sentence))
        fail_msg("'%s' does not say '%s'", errors.faults[0].text, sentence);
    assert_null(self->factor);
    assert_null(self->correlations);
    vro_errors_free(&errors);
}

static void correlations_may_have_decimal_commas(void **state) {
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    assert_int_equal(
        parse(self, "parameter;other;correlation\nloss.age_log_hr;loss.hazard;-0,75\n", &errors),
        VRO_OK);
    assert_non_null(strstr(self->correlations, "-0.75\n"));
}

// L L' is the matrix again: 1 on the diagonal, the correlations, 0 elsewhere.
static void the_factor_gives_the_matrix_again(void **state) {
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    const size_t n = self->count;
    const size_t a = vro_uncertainty_find(self, "loss.age_log_hr");
    const size_t b = vro_uncertainty_find(self, "loss.hazard");
    assert_int_equal(parse(self, HEADER "loss.age_log_hr,loss.hazard,-0.75\n", &errors), VRO_OK);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k <= i && k <= j; k++)
                sum += self->factor[i * n + k] * self->factor[j * n + k];
            const bool pair = (i == a && j == b) || (i == b && j == a);
            assert_near(sum, i == j ? 1 : pair ? -0.75 : 0, 1e-14);
        }
    }
}

static void what_was_read_is_kept_as_a_table_that_reads_the_same(void **state) {
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    assert_int_equal(parse(self, HEADER " loss.hazard , loss.age_log_hr,.1\r\n", &errors), VRO_OK);
    assert_string_equal(self->correlations, HEADER "loss.age_log_hr,loss.hazard,"
                                                   "0.10000000000000001\n");
}

static void faults_are_named_with_their_place(void **state) {
    vro_uncertainty *self = *state;
    assert_refused(self, "", "the first line must be parameter,other,correlation");
    assert_refused(self, "a,b,c\n", "the first line must be");
    assert_refused(self, HEADER "loss.hazzard,loss.age_log_hr,0.5\n",
                   "table.csv:2:1: 'loss.hazzard' is not an uncertain parameter; the nearest is "
                   "'loss.hazard'");
    assert_refused(self, HEADER "loss.hazard,plan.spica,0.5\n",
                   "table.csv:2:13: 'plan.spica' is not sampled as one number");
    assert_refused(self, HEADER "loss.hazard,population.gmfcs.gmfcs_2,0.5\n",
                   "share of the case mix");
    assert_refused(self, HEADER "loss.hazard,loss.hazard,0.5\n", "is the same parameter");
    assert_refused(self, HEADER "loss.hazard,loss.age_log_hr,1\n", "'1' is not a correlation");
    assert_refused(self, HEADER "loss.hazard,loss.age_log_hr,nan\n", "'nan'");
    assert_refused(self, HEADER "loss.hazard,loss.age_log_hr\n", "does not have three fields");
    assert_refused(self,
                   HEADER "loss.hazard,loss.age_log_hr,0.1\nloss.age_log_hr,loss.hazard,0.1\n",
                   "a second time");
}

// As R writes them; where a correlation is not known, its row is left out.
static void missing_values_are_refused_and_say_what_to_do(void **state) {
    vro_uncertainty *self = *state;
    assert_refused(self, HEADER "loss.hazard,loss.age_log_hr,NA\n",
                   "table.csv:2:29: 'NA' is no number; leave the row out");
    assert_refused(self, HEADER "loss.hazard,loss.age_log_hr,\n",
                   "table.csv:2:29: '' is no number; leave the row out");
    assert_refused(self, HEADER "loss.hazard,NA,0.5\n",
                   "table.csv:2:13: 'NA' is no name; name an uncertain parameter");
}

// 0.9, 0.9 and -0.9: what is like the second is like the first and the third, which are opposites.
static void correlations_that_cannot_hold_together_are_refused(void **state) {
    vro_uncertainty *self = *state;
    assert_refused(self,
                   HEADER "loss.hazard,loss.age_log_hr,0.9\n"
                          "loss.hazard,loss.fragility_log_hr,0.9\n"
                          "loss.age_log_hr,loss.fragility_log_hr,-0.9\n",
                   "not positive definite");
}

static void several_faults_are_all_named(void **state) {
    vro_uncertainty *self = *state;
    vro_errors errors = {0};
    assert_int_equal(parse(self, HEADER "a,b,c\nloss.hazard,loss.hazard,0\n", &errors),
                     VRO_BAD_INPUT);
    assert_int_equal(errors.count, 4);
    vro_errors_free(&errors);
}

#define WITH_QUANTITIES(test)                                                                      \
    cmocka_unit_test_setup_teardown(test, open_parameters, close_parameters)

int test_correlations(void) {
    static const struct CMUnitTest tests[] = {
        WITH_QUANTITIES(correlations_may_have_decimal_commas),
        WITH_QUANTITIES(the_factor_gives_the_matrix_again),
        WITH_QUANTITIES(what_was_read_is_kept_as_a_table_that_reads_the_same),
        WITH_QUANTITIES(faults_are_named_with_their_place),
        WITH_QUANTITIES(missing_values_are_refused_and_say_what_to_do),
        WITH_QUANTITIES(correlations_that_cannot_hold_together_are_refused),
        WITH_QUANTITIES(several_faults_are_all_named),
    };
    return cmocka_run_group_tests_name("correlations", tests, NULL, NULL);
}
