// Published figures, their intervals and their errors on the scale of the likelihood.
#include "vrosim/study/published_figure.h"

#include "near.h"

#include <math.h>

static vro_target counts(double value, double events, double n) {
    return (vro_target){.value = value,
                        .se = NAN,
                        .lower = NAN,
                        .upper = NAN,
                        .events = events,
                        .n = n,
                        .likelihood = VRO_LIKELIHOOD_BINOMIAL};
}

// Wilson's interval of 10 of 100 is 0.0552 to 0.1744 (Newcombe 1998, Stat Med 17:857).
static void counts_have_wilsons_interval(void **state) {
    (void)state;
    const vro_target target = counts(0.1, 10, 100), share = counts(0.1, NAN, 100);
    const vro_published_figure figure = vro_published_figure_of(&target);
    assert_near(figure.limits.lower, 0.0552, 5e-5);
    assert_near(figure.limits.upper, 0.1744, 5e-5);
    assert_near(figure.scaled, log(10.5 / 90.5), 1e-12);
    assert_near(figure.scaled_error, sqrt(1 / 10.5 + 1 / 90.5), 1e-12);
    assert_near(vro_published_figure_of(&share).limits.upper, figure.limits.upper, 1e-12);
}

// 0.08 / (0.2 * 0.8) on the logit, with half an event more on either side: 0.2 is 20.5 / 101.
static void a_standard_error_of_a_share_goes_before_that_of_its_counts(void **state) {
    (void)state;
    vro_target target = counts(0.2, 20, 100);
    target.se = 0.08;
    const double share = 20.5 / 101;
    assert_near(vro_published_figure_of(&target).scaled_error, 0.08 / (share * (1 - share)), 1e-12);
}

static void no_event_has_an_error(void **state) {
    (void)state;
    const vro_target target = counts(0, 0, 9);
    const vro_published_figure figure = vro_published_figure_of(&target);
    assert_near(figure.limits.lower, 0, 0);
    assert_true(figure.limits.upper > 0.29 && figure.limits.upper < 0.31);
    assert_true(figure.error > 0);
    assert_near(figure.scaled, log(0.5 / 9.5), 1e-12);
}

static void limits_that_are_given_are_kept_and_give_the_error_on_the_logit(void **state) {
    (void)state;
    vro_target target = counts(0.25, NAN, NAN);
    target.likelihood = VRO_LIKELIHOOD_LOGIT_NORMAL;
    target.lower = 0.16;
    target.upper = 0.34;
    const vro_published_figure figure = vro_published_figure_of(&target);
    assert_near(figure.limits.lower, 0.16, 0);
    assert_near(figure.scaled_error, (log(0.34 / 0.66) - log(0.16 / 0.84)) / (2 * VRO_NORMAL_975),
                1e-12);
}

static void a_standard_error_gives_the_limits(void **state) {
    (void)state;
    vro_target target = counts(130, NAN, NAN);
    target.likelihood = VRO_LIKELIHOOD_NORMAL;
    target.se = 2;
    const vro_published_figure figure = vro_published_figure_of(&target);
    assert_near(figure.limits.upper, 130 + 2 * VRO_NORMAL_975, 1e-12);
    assert_near(figure.scaled, 130, 0);
    target.likelihood = VRO_LIKELIHOOD_LOG_NORMAL;
    assert_near(vro_published_figure_of(&target).scaled_error, 2.0 / 130, 1e-12);
}

static void the_scale_leads_back(void **state) {
    (void)state;
    for (vro_likelihood likelihood = 0; likelihood < VRO_LIKELIHOODS; likelihood++)
        assert_near(
            vro_published_unscale(likelihood, vro_published_scale(likelihood, 0.3, INFINITY)), 0.3,
            1e-15);
}

int test_published_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_wilsons_interval),
        cmocka_unit_test(a_standard_error_of_a_share_goes_before_that_of_its_counts),
        cmocka_unit_test(no_event_has_an_error),
        cmocka_unit_test(limits_that_are_given_are_kept_and_give_the_error_on_the_logit),
        cmocka_unit_test(a_standard_error_gives_the_limits),
        cmocka_unit_test(the_scale_leads_back),
    };
    return cmocka_run_group_tests_name("published_figure", tests, NULL, NULL);
}
