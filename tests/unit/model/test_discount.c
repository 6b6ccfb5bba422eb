// Continuous discounting against its closed form in double precision.
#include "vrosim/model/discount.h"

#include "near.h"

static const double RATES[] = {1e-7, 0.001, 0.03, 0.05, 1};
static const double TIMES[] = {0, 0.001, 0.5, 7, 60};
enum { RATE_COUNT = sizeof RATES / sizeof *RATES, TIME_COUNT = sizeof TIMES / sizeof *TIMES };

static void an_amount_is_worth_less_the_later_it_comes(void **state) {
    (void)state;
    for (size_t r = 0; r < RATE_COUNT; r++)
        for (size_t t = 0; t < TIME_COUNT; t++)
            assert_near(vro_present(8, (float)TIMES[t], vro_discount_of((float)RATES[r])),
                        8 * exp(-RATES[r] * TIMES[t]), 2e-6);
}

static void years_are_worth_the_integral_of_their_discount(void **state) {
    (void)state;
    for (size_t r = 0; r < RATE_COUNT; r++)
        for (size_t t = 0; t < TIME_COUNT; t++)
            assert_near(vro_present_years((float)TIMES[t], vro_discount_of((float)RATES[r])),
                        -expm1(-RATES[r] * TIMES[t]) / RATES[r], 1e-6 * TIMES[t]);
}

static void at_a_rate_of_0_nothing_is_discounted(void **state) {
    (void)state;
    for (size_t t = 0; t < TIME_COUNT; t++) {
        assert_near(vro_present(8, (float)TIMES[t], vro_discount_of(0)), 8, 0);
        assert_near(vro_present_years((float)TIMES[t], vro_discount_of(0)), (float)TIMES[t], 0);
    }
}

int test_discount(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_is_worth_less_the_later_it_comes),
        cmocka_unit_test(years_are_worth_the_integral_of_their_discount),
        cmocka_unit_test(at_a_rate_of_0_nothing_is_discounted),
    };
    return cmocka_run_group_tests_name("discount", tests, NULL, NULL);
}
