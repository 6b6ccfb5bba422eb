// Small runs in memory.
#include "vrosim/study/trial_run.h"

#include "vrosim/outcome/named_estimate.h"

#include "near.h"

#include <string.h>

static void digest_of(const vro_trial *trial, uint64_t shards, char digest[VRO_DIGEST_TEXT]) {
    vro_errors errors = {0};
    vro_trial_run run;
    assert_int_equal(vro_trial_run_open(&run, trial, &errors), VRO_OK);
    assert_int_equal(vro_trial_run_simulate(&run, trial, 2, shards, &errors), VRO_OK);
    assert_int_equal(vro_tally_children(&run.tally, 0), trial->children);
    assert_int_equal(vro_trial_run_digest(&run, digest, &errors), VRO_OK);
    vro_trial_run_close(&run);
}

static void shards_change_nothing_and_seeds_do(void **state) {
    (void)state;
    vro_trial trial = {.strategies = "vro", .random = {.seed = 1, .stream = 0}, .children = 20000};
    char whole[VRO_DIGEST_TEXT], shards[VRO_DIGEST_TEXT], other[VRO_DIGEST_TEXT];
    digest_of(&trial, 1, whole);
    digest_of(&trial, 5, shards); // two of them are empty
    trial.random.seed = 2;
    digest_of(&trial, 1, other);
    assert_int_equal(strlen(whole), 64);
    assert_string_equal(whole, shards);
    assert_string_not_equal(whole, other);
}

static void settings_are_taken_line_by_line(void **state) {
    (void)state;
    const vro_trial trial = {.settings = "mortality.rate=0\nmortality.operation=1\n",
                             .strategies = "vro",
                             .children = 100};
    const vro_estimate_name name = {"vro", NULL, "death", "mean"};
    vro_errors errors = {0};
    vro_trial_run run;
    vro_compared death;
    assert_int_equal(vro_trial_run_make(&run, &trial, &errors), VRO_OK);
    const vro_results_view view = vro_trial_run_view(&run);
    assert_int_equal(vro_named_estimate(&view, &name, &death, &errors), VRO_OK);
    assert_near(death.paired.value, 1, 0);
    vro_trial_run_close(&run);
}

static void a_setting_that_is_wrong_is_a_fault(void **state) {
    (void)state;
    const vro_trial trial = {.settings = "mortality.raet=0\n", .children = 1};
    vro_errors errors = {0};
    vro_trial_run run;
    assert_int_equal(vro_trial_run_make(&run, &trial, &errors), VRO_BAD_INPUT);
    vro_trial_run_close(&run);
    vro_errors_free(&errors);
}

int test_trial_run(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(shards_change_nothing_and_seeds_do),
        cmocka_unit_test(settings_are_taken_line_by_line),
        cmocka_unit_test(a_setting_that_is_wrong_is_a_fault),
    };
    return cmocka_run_group_tests_name("trial_run", tests, NULL, NULL);
}
