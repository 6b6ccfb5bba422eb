// Small uncertainty analyses in memory.
#include "vrosim/study/trial_psa.h"

#include "near.h"

static const vro_trial trial = {
    .strategies = "vro", .random = {.seed = 1, .stream = 0}, .children = 100};

static void one_parameter_can_be_the_only_uncertain_one(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_trial_psa one, all;
    assert_int_equal(vro_trial_psa_make(&one, &trial, 3, "loss.hazard", &errors), VRO_OK);
    assert_int_equal(vro_trial_psa_make(&all, &trial, 3, NULL, &errors), VRO_OK);
    assert_int_equal(one.uncertainty.count, 1);
    assert_true(all.uncertainty.count > 100);
    vro_trial_psa_close(&one);
    vro_trial_psa_close(&all);
}

static void samples_have_a_digest_of_their_own(void **state) {
    (void)state;
    vro_errors errors = {0};
    char digests[3][VRO_DIGEST_TEXT];
    for (size_t i = 0; i < 3; i++) {
        vro_trial_psa psa;
        assert_int_equal(vro_trial_psa_make(&psa, &trial, i < 2 ? 3 : 4, NULL, &errors), VRO_OK);
        assert_int_equal(vro_trial_psa_digest(&psa, digests[i], &errors), VRO_OK);
        vro_trial_psa_close(&psa);
    }
    assert_string_equal(digests[0], digests[1]);
    assert_string_not_equal(digests[0], digests[2]);
}

int test_trial_psa(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_parameter_can_be_the_only_uncertain_one),
        cmocka_unit_test(samples_have_a_digest_of_their_own),
    };
    return cmocka_run_group_tests_name("trial_psa", tests, NULL, NULL);
}
