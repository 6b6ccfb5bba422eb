#include "vrosim/input/strategy_name.h"

#include "faults.h"
#include "vrosim/input/scenario.h"

#include <stdio.h>

static void the_built_in_names_are_those_of_the_default(void **state) {
    (void)state;
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(vro_scenario_load(&scenario, NULL, &errors), VRO_OK);
    assert_int_equal(scenario.strategies, VRO_BUILTIN_STRATEGIES);
    for (size_t i = 0; i < VRO_BUILTIN_STRATEGIES; i++) {
        assert_string_equal(scenario.strategy_names[i], vro_strategy_builtin()[i]);
        assert_true(vro_strategy_is_builtin(scenario.strategy_names[i]));
        assert_null(vro_strategy_name_fault(scenario.strategy_names[i]));
    }
    assert_false(vro_strategy_is_builtin("VRO"));
    assert_false(vro_strategy_is_builtin(""));
    vro_scenario_free(&scenario);
}

static void a_name_is_letters_digits_and_three_signs(void **state) {
    (void)state;
    static const char *const good[] = {"a",     "Late-2.b", "20deg_varus", "vro.2",
                                       "first", "e5",       "q1",          "x-1e5"};
    static const char *const bad[] = {"a b", "a,b", "a/b", "n/a", "#NA", "\xc3\xbc", "a\"b"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(vro_strategy_name_fault(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(strstr(vro_strategy_name_fault(bad[i]), "is not a strategy name"));
}

static void a_name_has_at_most_64_letters(void **state) {
    (void)state;
    char name[] = "a123456789012345678901234567890123456789012345678901234567890123x";
    assert_non_null(strstr(vro_strategy_name_fault(name), "at most 64"));
    name[64] = '\0';
    assert_null(vro_strategy_name_fault(name));
}

static void what_other_programs_read_as_something_else_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *piece;
        const char *names[16];
    } cases[] = {
        {"missing value",
         {"NA", "na", "NaN", "NAN", "NULL", "null", "None", "NONE", "nil", "missing", "n.a."}},
        {"true or false",
         {"TRUE", "true", "True", "FALSE", "T", "F", "t", "f", "yes", "No", "Y", "n", "on", "OFF"}},
        {"is a number", {"Inf", "INFINITY", "1e5", "1E-3", "0x1F", "1d5", ".5e3", "1.5e10"}},
        {"no letter", {"7", "1.5", "2024-01-01", "1.2.2024", "1-2", "12_5", "_", "."}},
        {"date or time",
         {"jan1", "MARCH1", "sept2", "1-Jan", "1.jan", "jan-2024", "12-apr-2024", "dec.24", "5pm",
          "1.30am"}},
        {"formula", {"=x", "+x", "-x", "@x", "-1", "-inf", "=1+1"}},
        {"for all strategies", {"default", "Default"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t j = 0; j < 16 && cases[i].names[j]; j++) {
            const char *fault = vro_strategy_name_fault(cases[i].names[j]);
            if (!fault || !strstr(fault, cases[i].piece))
                fail_msg("%s: %s", cases[i].names[j], fault ? fault : "no fault");
        }
}

// Of which a part would be refused.
static void what_only_looks_like_it_is_a_name(void **state) {
    (void)state;
    static const char *const names[] = {
        "nap",  "nand",  "true_varus", "t2",    "off-label", "info",     "1e5x", "jan", "may",
        "june", "jan_1", "janet1",     "mar-a", "a-1-b",     "default2", "0xG",  "1d",  "am"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vro_strategy_name_fault(names[i]))
            fail_msg("%s: %s", names[i], vro_strategy_name_fault(names[i]));
}

int test_strategy_name(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_names_are_those_of_the_default),
        cmocka_unit_test(a_name_is_letters_digits_and_three_signs),
        cmocka_unit_test(a_name_has_at_most_64_letters),
        cmocka_unit_test(what_other_programs_read_as_something_else_is_refused),
        cmocka_unit_test(what_only_looks_like_it_is_a_name),
    };
    return cmocka_run_group_tests_name("strategy_name", tests, NULL, NULL);
}
