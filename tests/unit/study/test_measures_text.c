// The texts that say what a sensitivity analysis measures.
#include "vrosim/study/measures_text.h"

#include "near.h"
#include "usual_landmarks.h"

#include <string.h>

typedef struct bench {
    vro_scenario scenario;
    vro_outcome_list outcomes;
    vro_strategy_pair pair;
    vro_errors errors;
} bench;

static void open_bench(bench *self, const char *table, const char *strategies) {
    *self = (bench){0};
    assert_int_equal(vro_scenario_load(&self->scenario,
                                       &(vro_scenario_source){.paths = &table,
                                                              .path_count = table ? 1 : 0,
                                                              .strategies = strategies},
                                       &self->errors),
                     VRO_OK);
}

static void close_bench(bench *self) {
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
}

static vro_status read_both(bench *self, const char *outcomes, const char *between) {
    const vro_status status =
        vro_outcome_list_read(&self->outcomes, &self->scenario, outcomes, &self->errors);
    return vro_status_worse(status, between ? vro_strategy_pair_read(&self->pair, &self->scenario,
                                                                     between, &self->errors)
                                            : VRO_OK);
}

static void the_usual_outcomes_are_those_that_there_are(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, NULL);
    assert_int_equal(read_both(&self, NULL, NULL), VRO_OK);
    assert_int_equal(self.outcomes.count, 2);
    assert_int_equal(self.outcomes.ids[0], VRO_REVISIONS);
    assert_int_equal(self.outcomes.ids[1], VRO_LLD_ABS_MM);
    close_bench(&self);
    open_bench(&self, "configs/economics.csv", NULL);
    assert_int_equal(read_both(&self, NULL, NULL), VRO_OK);
    assert_int_equal(self.outcomes.count, 4);
    assert_int_equal(self.outcomes.ids[2], VRO_COST);
    assert_int_equal(self.outcomes.ids[3], VRO_QALY);
    close_bench(&self);
}

static void all_means_all_that_there_are(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, NULL);
    assert_int_equal(read_both(&self, "all", NULL), VRO_OK);
    assert_int_equal(self.outcomes.count, usual_outcomes(false)->count);
    close_bench(&self);
    open_bench(&self, "configs/economics.csv", NULL);
    assert_int_equal(read_both(&self, "all", NULL), VRO_OK);
    assert_int_equal(self.outcomes.count, usual_outcomes(true)->count);
    close_bench(&self);
}

static void a_pair_is_a_strategy_and_its_reference(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, "soft_tissue,vro,observation");
    assert_int_equal(read_both(&self, NULL, "vro,observation"), VRO_OK);
    assert_int_equal(self.pair.strategy, 1);
    assert_int_equal(self.pair.reference, 2);
    close_bench(&self);
}

static void what_a_decision_needs_is_named_beside_outcomes(void **state) {
    (void)state;
    static const vro_measured expected[] = {
        {VRO_MEASURED_ICER, VRO_QALY, 0},
        {VRO_MEASURED_NET_BENEFIT, VRO_QALY, 20},
        {VRO_MEASURED_NET_BENEFIT, VRO_QALY, 62.5},
        {VRO_MEASURED_NUMBER_NEEDED_TO_TREAT, VRO_FAILED, 0},
        {VRO_MEASURED_OUTCOME, VRO_FAILED, 0},
    };
    bench self;
    open_bench(&self, "configs/economics.csv", NULL);
    assert_int_equal(
        read_both(&self, "icer,net_benefit:20,net_benefit:62.5,nnt:failed,failed", NULL), VRO_OK);
    assert_int_equal(self.outcomes.measured_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(self.outcomes.measured[i].kind, expected[i].kind);
        assert_int_equal(self.outcomes.measured[i].outcome, expected[i].outcome);
        assert_near(self.outcomes.measured[i].threshold, expected[i].threshold, 0);
    }
    // the outcomes that these take, each once
    assert_int_equal(self.outcomes.count, 3);
    close_bench(&self);
}

static void assert_refused(const char *outcomes, const char *between, const char *sentence) {
    bench self;
    open_bench(&self, NULL, NULL);
    assert_int_equal(read_both(&self, outcomes, between), VRO_BAD_USAGE);
    assert_int_equal(self.errors.count, 1);
    if (!strstr(self.errors.faults[0].text, sentence))
        fail_msg("\"%s\" lacks \"%s\"", self.errors.faults[0].text, sentence);
    close_bench(&self);
}

static void faults_of_names_are_named(void **state) {
    (void)state;
    assert_refused("revision", NULL, "the nearest is 'revisions'");
    assert_refused("revisions,", NULL, "outcome '' is unknown");
    assert_refused("failed,failed", NULL, "named twice");
    assert_refused("cost", NULL, "a table must give a cost");
    assert_refused("qaly", NULL, "a table must give a utility");
    assert_refused("icer", NULL, "needs costs and utilities");
    assert_refused("net_benefit:50", NULL, "needs costs and utilities");
    assert_refused("net_benefit", NULL, "such as net_benefit:50");
    assert_refused("net_benefit:much", NULL, "'much' is not a number");
    assert_refused("net_benefit:-1", NULL, "out of range");
    assert_refused("icer:5", NULL, "write icer");
    assert_refused("nnt", NULL, "such as nnt:failed");
    assert_refused("nnt:revisions", NULL, "'revisions' is not a share of children");
    assert_refused("nnt:faild", NULL, "the nearest is 'failed'");
    assert_refused("nnt:failed,failed,nnt:failed", NULL, "'nnt:failed' is named twice");
    assert_refused(NULL, "vro,obervation", "the nearest is 'observation'");
    assert_refused(NULL, "vro", "does not name two strategies");
    assert_refused(NULL, "vro,observation,vro_pelvic", "does not name two strategies");
    assert_refused(NULL, "vro,vro", "compared with itself");
}

static void all_faults_are_named_at_once(void **state) {
    (void)state;
    bench self;
    open_bench(&self, NULL, NULL);
    assert_int_equal(read_both(&self, "a,revisions,b", "c,d"), VRO_BAD_USAGE);
    assert_int_equal(self.errors.count, 4);
    close_bench(&self);
}

static void without_a_scenario_names_are_checked(void **state) {
    (void)state;
    vro_outcome_list list;
    vro_errors errors = {0};
    assert_int_equal(vro_outcome_list_read(&list, NULL, NULL, &errors), VRO_OK);
    assert_int_equal(vro_outcome_list_read(&list, NULL, "all", &errors), VRO_OK);
    assert_int_equal(vro_outcome_list_read(&list, NULL, "cost,qaly", &errors), VRO_OK);
    assert_int_equal(vro_outcome_list_read(&list, NULL, "costs", &errors), VRO_BAD_USAGE);
    assert_int_equal(vro_outcome_list_read(&list, NULL, "icer,nnt:revision_by_5y", &errors),
                     VRO_OK);
    assert_int_equal(vro_outcome_list_read(&list, NULL, "net_benefit", &errors), VRO_BAD_USAGE);
    vro_errors_free(&errors);
}

int test_measures_text(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_outcomes_are_those_that_there_are),
        cmocka_unit_test(all_means_all_that_there_are),
        cmocka_unit_test(what_a_decision_needs_is_named_beside_outcomes),
        cmocka_unit_test(a_pair_is_a_strategy_and_its_reference),
        cmocka_unit_test(faults_of_names_are_named),
        cmocka_unit_test(all_faults_are_named_at_once),
        cmocka_unit_test(without_a_scenario_names_are_checked),
    };
    return cmocka_run_group_tests_name("measures_text", tests, NULL, NULL);
}
