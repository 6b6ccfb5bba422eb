// Proposed studies as people write them.
#include "vrosim/study/proposed_study.h"

#include "faults.h"
#include "small_scenario.h"
#include "uncertain.h"

typedef struct bench {
    vro_scenario scenario;
    vro_proposed_study study;
    vro_errors errors;
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){0};
    small_scenario_open(&self.scenario, "soft_tissue,vro,observation");
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_errors_free(&self->errors);
    vro_scenario_free(&self->scenario);
    return 0;
}

static void read_text(bench *self, const char *text) {
    if (vro_proposed_study_read(&self->study, text, &self->scenario, &self->errors) != VRO_OK) {
        vro_errors_print(&self->errors, stdout);
        fail_msg("%s is refused", text);
    }
}

// The scenario has costs and utilities.
static void give_costs(bench *self) {
    uncertain_cell(&self->scenario, 0, 0, VRO_COST_ADMISSION)->given = true;
    uncertain_cell(&self->scenario, 0, 0, VRO_UTILITY_DISPLACED)->given = true;
}

static void all_that_can_be_said_is_read(void **state) {
    bench *self = *state;
    give_costs(self);
    read_text(self, "n=50:200,strategies=observation+vro,outcomes=revision_by_2y+lld_abs_mm,"
                    "subgroup=gmfcs_3,cost=300+1.5,children=600,years=10,delay=2.5");
    const vro_proposed_study *study = &self->study;
    assert_int_equal(study->arms, 2);
    assert_int_equal(study->strategies[0], 2);
    assert_int_equal(study->strategies[1], 1);
    assert_int_equal(study->outcome_count, 2);
    assert_int_equal(study->outcomes[0], VRO_REVISION_BY + 1);
    assert_int_equal(study->outcomes[1], VRO_LLD_ABS_MM);
    assert_int_equal(study->subgroup, 3);
    assert_true(study->has_cost);
    assert_near(study->fixed_cost, 300, 0);
    assert_near(study->child_cost, 1.5, 0);
    assert_near(study->children_per_year, 600, 0);
    assert_near(study->years, 10, 0);
    assert_near(study->delay, 2.5, 0);
    assert_int_equal(vro_proposed_study_children(study, 0), 100);
}

static void without_a_text_there_is_no_study(void **state) {
    bench *self = *state;
    read_text(self, NULL);
    assert_int_equal(self->study.size_count, 0);
}

static void without_strategies_every_strategy_is_an_arm(void **state) {
    bench *self = *state;
    read_text(self, "outcomes=death,n=20");
    assert_int_equal(self->study.arms, 3);
    assert_int_equal(self->study.strategies[2], 2);
    assert_false(self->study.has_cost);
}

static void assert_sizes(bench *self, const char *text, const size_t *sizes, size_t count) {
    read_text(self, text);
    assert_int_equal(self->study.size_count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(self->study.sizes[i], sizes[i]);
}

static void sizes_are_numbers_and_ranges_that_end_at_their_end(void **state) {
    bench *self = *state;
    assert_sizes(self, "n=200,outcomes=death", (size_t[]){200}, 1);
    assert_sizes(self, "n=50:800,outcomes=death",
                 (size_t[]){50, 75, 100, 150, 200, 300, 400, 600, 800}, 9);
    assert_sizes(self, "n=50:90,outcomes=death", (size_t[]){50, 75, 90}, 3);
    assert_sizes(self, "n=3:13,outcomes=death", (size_t[]){3, 5, 6, 9, 12, 13}, 6);
    assert_sizes(self, "n=50:120:30,outcomes=death", (size_t[]){50, 80, 110, 120}, 4);
    assert_sizes(self, "n=20+50:100+1k,outcomes=death", (size_t[]){20, 50, 75, 100, 1000}, 5);
}

static void assert_refused(bench *self, const char *text, const char *piece) {
    assert_int_equal(vro_proposed_study_read(&self->study, text, &self->scenario, &self->errors),
                     VRO_BAD_USAGE);
    assert_fault(&self->errors, "", piece);
    vro_errors_free(&self->errors);
}

static void each_fault_is_told_in_a_sentence(void **state) {
    static const char *const faults[][2] = {
        {"n=50", "'outcomes' is missing"},
        {"outcomes=death", "'n' is missing"},
        {"n=50,outcomes=deaths", "deaths"},
        {"n=50,outcomes=death+death", "'death' is named twice"},
        {"n=50,outcomes=death,strategies=vor", "strategy 'vor' is none of this analysis"},
        {"n=50,outcomes=death,strategies=vor", "'vro'"},
        {"n=50,outcomes=death,strategies=vro+vro", "'vro' is named twice"},
        {"n=50,n=60,outcomes=death", "'n' is given twice"},
        {"n=1,outcomes=death", "'1' is out of range"},
        {"n=200000,outcomes=death", "'200000' is out of range"},
        {"n=60+50,outcomes=death", "'50' does not ascend"},
        {"n=60:50,outcomes=death", "'60' is no range LOW:HIGH"},
        {"n=2:10000:1,outcomes=death", "more than 100 sizes"},
        {"n=many,outcomes=death", "'many' is no number of children"},
        {"n=2:3:0,outcomes=death", "is no range"},
        {"n=,outcomes=death", "'n' has no value; write n=50:800"},
        {"n=50,outcomes=death,subgroup=gmfcs_6", "'gmfcs_6' is no subgroup"},
        {"n=50,outcomes=death,horizon=10", "'horizon' is unknown; the nearest is 'years'"},
        {"n=50,outcomes=death,arms=vro", "'arms' is unknown; the nearest is 'strategies'"},
        {"n=50,outcomes=death,cost=3", "'cost' needs costs and utilities"},
        {"n=50,outcomes=death,children=3", "'children' needs costs and utilities"},
        {"n=50,outcomes=cost", "cost"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        assert_refused(*state, faults[i][0], faults[i][1]);
}

static void money_children_and_time_belong_together(void **state) {
    bench *self = *state;
    give_costs(self);
    assert_refused(self, "n=50,outcomes=death,cost=3", "'children' is missing");
    assert_refused(self, "n=50,outcomes=death,children=3", "'years' is missing");
    assert_refused(self, "n=50,outcomes=death,delay=3", "'children' is missing");
    assert_refused(self, "n=50,outcomes=death,years=3", "'children' is missing");
    assert_refused(self, "n=50,outcomes=death,children=0,years=3", "'children' is 0");
    assert_refused(self, "n=50,outcomes=death,children=9,years=3,delay=3", "'years' must be more");
    assert_refused(self, "n=50,outcomes=death,children=9,years=-3", "'-3' is below 0");
    assert_refused(self, "n=50,outcomes=death,children=x,years=3", "'x'");
    read_text(self, "n=50,outcomes=death,children=9,years=3");
    assert_false(self->study.has_cost);
}

static void all_faults_are_told_at_once(void **state) {
    bench *self = *state;
    assert_int_equal(vro_proposed_study_read(&self->study, "n=x,strategies=a+b,outcomes=c,d=e",
                                             &self->scenario, &self->errors),
                     VRO_BAD_USAGE);
    assert_int_equal(self->errors.count, 5);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_proposed_study(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(all_that_can_be_said_is_read),
        WITH_BENCH(without_a_text_there_is_no_study),
        WITH_BENCH(without_strategies_every_strategy_is_an_arm),
        WITH_BENCH(sizes_are_numbers_and_ranges_that_end_at_their_end),
        WITH_BENCH(each_fault_is_told_in_a_sentence),
        WITH_BENCH(money_children_and_time_belong_together),
        WITH_BENCH(all_faults_are_told_at_once),
    };
    return cmocka_run_group_tests_name("proposed_study", tests, NULL, NULL);
}
