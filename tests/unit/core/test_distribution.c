// Distributions against the rules that the scenario table sets for them.
#include "vrosim/core/distribution.h"

#include "distributions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void supports_are_those_of_the_table_or_of_the_kind(void **state) {
    (void)state;
    static const struct {
        vro_distribution distribution;
        double lower, upper;
    } cases[] = {
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, NAN}, -INFINITY, INFINITY},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, -2, NAN}, -2, INFINITY},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, 3}, -INFINITY, 3},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, -2, 3}, -2, 3},
        {{VRO_DISTRIBUTION_LOGNORMAL, 2, 1, NAN, NAN}, 0, INFINITY},
        {{VRO_DISTRIBUTION_GAMMA, 2, 1, NAN, NAN}, 0, INFINITY},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, NAN, NAN}, 0, 1},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, -1, NAN}, -1, 1},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, NAN, 2}, 0, 2},
        {{VRO_DISTRIBUTION_PERT, 2, NAN, 1, 4}, 1, 4},
        {{VRO_DISTRIBUTION_TRIANGULAR, 2, NAN, 1, 4}, 1, 4},
        {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 1, 4}, 1, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(vro_distribution_lower(&cases[i].distribution) == cases[i].lower);
        assert_true(vro_distribution_upper(&cases[i].distribution) == cases[i].upper);
    }
}

static void the_name_of_a_distribution_finds_its_kind(void **state) {
    (void)state;
    static const char *const names[VRO_DISTRIBUTION_KINDS] = {
        "fixed", "normal", "lognormal", "gamma", "beta", "pert", "triangular", "uniform"};
    static const char *const unknown[] = {"",        "Normal",     "norma",
                                          "normal ", "log-normal", "weibull"};
    vro_distribution_kind kind = VRO_DISTRIBUTION_KINDS;
    for (int k = 0; k < VRO_DISTRIBUTION_KINDS; k++) {
        assert_string_equal(vro_distribution_name((vro_distribution_kind)k), names[k]);
        assert_true(vro_distribution_find(names[k], &kind));
        assert_int_equal(kind, k);
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(vro_distribution_find(unknown[i], &kind));
}

static void distributions_are_equal_when_all_their_numbers_are(void **state) {
    (void)state;
    for (size_t i = 0; i < ORDINARY; i++)
        for (size_t j = 0; j < ORDINARY; j++)
            assert_int_equal(
                vro_distribution_equal(example_distribution(i), example_distribution(j)), i == j);
    const vro_distribution distribution = {VRO_DISTRIBUTION_NORMAL, 1, 2, NAN, 4};
    const vro_distribution same = {VRO_DISTRIBUTION_NORMAL, 1, 2, -NAN, 4};
    assert_true(vro_distribution_equal(&distribution, &same));
    static const vro_distribution others[] = {
        {VRO_DISTRIBUTION_BETA, 1, 2, NAN, 4},     {VRO_DISTRIBUTION_NORMAL, 1.5, 2, NAN, 4},
        {VRO_DISTRIBUTION_NORMAL, NAN, 2, NAN, 4}, {VRO_DISTRIBUTION_NORMAL, 1, 2.5, NAN, 4},
        {VRO_DISTRIBUTION_NORMAL, 1, 2, 0, 4},     {VRO_DISTRIBUTION_NORMAL, 1, 2, NAN, NAN},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(vro_distribution_equal(&distribution, &others[i]));
        assert_false(vro_distribution_equal(&others[i], &distribution));
    }
}

static void valid_distributions_have_no_fault(void **state) {
    (void)state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    for (size_t i = 0; i < ORDINARY + EXTREME; i++)
        assert_int_equal(vro_distribution_check(example_distribution(i), faults), 0);
}

static double *number_of(vro_distribution *distribution, int column) {
    double *const numbers[VRO_DISTRIBUTION_COLUMNS] = {&distribution->value, &distribution->sd,
                                                       &distribution->min, &distribution->max};
    return numbers[column];
}

static void assert_only_fault(const vro_distribution *distribution, int column, const char *piece) {
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS] = {{VRO_DISTRIBUTION_COLUMNS, ""}};
    const size_t count = vro_distribution_check(distribution, faults);
    if (count != 1 || (int)faults[0].column != column || !strstr(faults[0].message, piece))
        fail_msg("%s has %zu faults, first in column %d: %s",
                 describe_distribution(distribution).text, count, (int)faults[0].column,
                 faults[0].message);
}

// What each kind makes of value, sd, min and max: R required, O optional, N to be left empty.
static const struct {
    vro_distribution_kind kind;
    const char *needs;
    vro_distribution valid;
} RULES[] = {
    {VRO_DISTRIBUTION_FIXED, "RNNN", {VRO_DISTRIBUTION_FIXED, 2, NAN, NAN, NAN}},
    {VRO_DISTRIBUTION_NORMAL, "RROO", {VRO_DISTRIBUTION_NORMAL, 2, 1, 0, 4}},
    {VRO_DISTRIBUTION_LOGNORMAL, "RRNN", {VRO_DISTRIBUTION_LOGNORMAL, 2, 1, NAN, NAN}},
    {VRO_DISTRIBUTION_GAMMA, "RRNN", {VRO_DISTRIBUTION_GAMMA, 2, 1, NAN, NAN}},
    {VRO_DISTRIBUTION_BETA, "RROO", {VRO_DISTRIBUTION_BETA, 0.5, 0.1, 0, 1}},
    {VRO_DISTRIBUTION_PERT, "RNRR", {VRO_DISTRIBUTION_PERT, 2, NAN, 1, 4}},
    {VRO_DISTRIBUTION_TRIANGULAR, "RNRR", {VRO_DISTRIBUTION_TRIANGULAR, 2, NAN, 1, 4}},
    {VRO_DISTRIBUTION_UNIFORM, "NNRR", {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 1, 4}},
};
enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

static void a_missing_or_surplus_number_is_a_fault_of_its_column(void **state) {
    (void)state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    assert_int_equal(RULE_COUNT, VRO_DISTRIBUTION_KINDS);
    for (size_t i = 0; i < RULE_COUNT; i++)
        for (int column = 0; column < VRO_DISTRIBUTION_COLUMNS; column++) {
            vro_distribution distribution = RULES[i].valid;
            const bool needless = RULES[i].needs[column] == 'N';
            *number_of(&distribution, column) = needless ? 3 : NAN;
            if (RULES[i].needs[column] == 'O')
                assert_int_equal(vro_distribution_check(&distribution, faults), 0);
            else
                assert_only_fault(&distribution, column, needless ? "takes no" : "needs a");
        }
}

// A distribution without any number lacks all that it needs, one with all has what it must not
// have.
static void all_missing_and_surplus_numbers_are_named_at_once(void **state) {
    (void)state;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const vro_distribution none = {RULES[i].kind, NAN, NAN, NAN, NAN},
                               all = {RULES[i].kind, 2, 1, 1, 4};
        for (int given = 0; given < 2; given++) {
            vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
            const size_t count = vro_distribution_check(given ? &all : &none, faults);
            size_t expected = 0;
            for (int column = 0; column < VRO_DISTRIBUTION_COLUMNS; column++)
                if (RULES[i].needs[column] == (given ? 'N' : 'R')) {
                    assert_true(expected < count);
                    assert_int_equal(faults[expected++].column, column);
                }
            if (!given || expected > 0)
                assert_int_equal(count, expected);
        }
    }
}

static void a_wrong_window_does_not_hide_a_wrong_sd(void **state) {
    (void)state;
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    const vro_distribution distribution = {VRO_DISTRIBUTION_NORMAL, 10, -1, 20, 5};
    assert_int_equal(vro_distribution_check(&distribution, faults), 2);
    assert_int_equal(faults[0].column, VRO_DISTRIBUTION_COLUMN_MIN);
    assert_int_equal(faults[1].column, VRO_DISTRIBUTION_COLUMN_SD);
}

static void numbers_that_do_not_fit_are_faults_of_their_column(void **state) {
    (void)state;
    static const struct {
        vro_distribution distribution;
        vro_distribution_column column;
        const char *piece;
    } cases[] = {
        {{VRO_DISTRIBUTION_NORMAL, 1, 0, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_NORMAL, 1, -1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_LOGNORMAL, 1, 0, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "write fixed"},
        {{VRO_DISTRIBUTION_GAMMA, 1, -0.5, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "above 0"},
        {{VRO_DISTRIBUTION_LOGNORMAL, 0, 1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "above 0"},
        {{VRO_DISTRIBUTION_GAMMA, -1, 1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "above 0"},
        {{VRO_DISTRIBUTION_NORMAL, 1, 1, 2, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_NORMAL, 1, 1, 3, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 2, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 3, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_PERT, 2, NAN, 2, 2}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_TRIANGULAR, 2, NAN, 4, 1}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, 1, NAN}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.1, NAN, 0}, VRO_DISTRIBUTION_COLUMN_MIN, "below max"},
        {{VRO_DISTRIBUTION_PERT, 0.999, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_PERT, 4.001, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_TRIANGULAR, 0, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_TRIANGULAR, 5, NAN, 1, 4}, VRO_DISTRIBUTION_COLUMN_VALUE, "mode"},
        {{VRO_DISTRIBUTION_BETA, 0, 0.1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "between"},
        {{VRO_DISTRIBUTION_BETA, 1, 0.1, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_VALUE, "between"},
        {{VRO_DISTRIBUTION_BETA, 101, 1, 10, 100}, VRO_DISTRIBUTION_COLUMN_VALUE, "between"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.5, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "sd^2"},
        {{VRO_DISTRIBUTION_BETA, 0.1, 0.31, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "sd^2"},
        {{VRO_DISTRIBUTION_BETA, 50, 45, 10, 100}, VRO_DISTRIBUTION_COLUMN_SD, "sd^2"},
        {{VRO_DISTRIBUTION_BETA, 0.5, 0.0003, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "thousandth"},
        {{VRO_DISTRIBUTION_LOGNORMAL, 1, 1e200, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "thousand"},
        {{VRO_DISTRIBUTION_GAMMA, 1, 1e-160, NAN, NAN}, VRO_DISTRIBUTION_COLUMN_SD, "thousandth"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, 7.1, NAN}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, -7.1}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1, 50, 60}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
        {{VRO_DISTRIBUTION_NORMAL, 0, 1e14, 0, 1}, VRO_DISTRIBUTION_COLUMN_MIN, "no mass"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_only_fault(&cases[i].distribution, (int)cases[i].column, cases[i].piece);
}

static void a_uniform_distribution_keeps_its_width_where_it_moves(void **state) {
    (void)state;
    const vro_distribution uniform = {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 1, 4};
    const vro_distribution normal = {VRO_DISTRIBUTION_NORMAL, 3, 1, 2, 8};
    assert_true(vro_distribution_location(&uniform) == 2.5);
    assert_true(vro_distribution_location(&normal) == 3);
    const vro_distribution moved = vro_distribution_moved(&uniform, 10);
    assert_true(vro_distribution_equal(
        &moved, &(vro_distribution){VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 8.5, 11.5}));
    const vro_distribution truncated = vro_distribution_moved(&normal, 4);
    assert_true(vro_distribution_equal(&truncated,
                                       &(vro_distribution){VRO_DISTRIBUTION_NORMAL, 4, 1, 2, 8}));
}

int test_distribution(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(supports_are_those_of_the_table_or_of_the_kind),
        cmocka_unit_test(the_name_of_a_distribution_finds_its_kind),
        cmocka_unit_test(distributions_are_equal_when_all_their_numbers_are),
        cmocka_unit_test(valid_distributions_have_no_fault),
        cmocka_unit_test(a_missing_or_surplus_number_is_a_fault_of_its_column),
        cmocka_unit_test(all_missing_and_surplus_numbers_are_named_at_once),
        cmocka_unit_test(a_wrong_window_does_not_hide_a_wrong_sd),
        cmocka_unit_test(numbers_that_do_not_fit_are_faults_of_their_column),
        cmocka_unit_test(a_uniform_distribution_keeps_its_width_where_it_moves),
    };
    return cmocka_run_group_tests_name("distribution", tests, NULL, NULL);
}
