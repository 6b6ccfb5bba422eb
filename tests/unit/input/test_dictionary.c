#include "vrosim/input/dictionary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_parameter_is_found_by_its_name(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        vro_parameter_id id = VRO_PARAMETERS;
        assert_true(vro_dictionary_find(vro_dictionary_row((vro_parameter_id)i)->name, &id));
        assert_int_equal(id, i);
    }
}

static void every_parameter_has_a_name_of_its_own(void **state) {
    (void)state;
    for (size_t a = 0; a < VRO_PARAMETERS; a++)
        for (size_t b = 0; b < a; b++)
            assert_string_not_equal(vro_dictionary_row((vro_parameter_id)a)->name,
                                    vro_dictionary_row((vro_parameter_id)b)->name);
}

static bool begins_with(size_t parameter, const char *start) {
    return strncmp(vro_dictionary_row((vro_parameter_id)parameter)->name, start, strlen(start)) ==
           0;
}

static void optional_parameters_end_with_economics_then_costs_then_utilities(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        const bool cost = i >= VRO_FIRST_COST && i < VRO_FIRST_UTILITY;
        const bool utility = i >= VRO_FIRST_UTILITY && i < VRO_END_OF_UTILITIES;
        const bool economics = i >= VRO_ECONOMICS_PERSPECTIVE && i < VRO_FIRST_COST;
        const bool text = i >= VRO_FIRST_OPTIONAL && i < VRO_ECONOMICS_PERSPECTIVE;
        assert_int_equal(begins_with(i, "followup.landmarks") || begins_with(i, "strategy."), text);
        assert_int_equal(begins_with(i, "economics."), economics);
        assert_int_equal(begins_with(i, "cost."), cost);
        assert_int_equal(begins_with(i, "utility."), utility);
    }
}

static void every_row_is_complete(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)i);
        assert_non_null(strchr(row->name, '.'));
        assert_int_equal(strlen(row->unit) == 0, row->distributions == VRO_ONLY_TEXT);
        if (row->distributions == VRO_ONLY_TEXT)
            assert_int_equal(row->family, VRO_CERTAIN);
        assert_int_equal(vro_dictionary_is_text(row->name), row->distributions == VRO_ONLY_TEXT);
        assert_true(strlen(row->meaning) > 0);
        assert_true(row->lower < row->upper);
        assert_true(row->lower <= row->usual_lower && row->usual_lower < row->usual_upper &&
                    row->usual_upper <= row->upper);
    }
}

// design: rows that describe the child or the follow-up are shared
static void what_describes_the_child_is_shared(void **state) {
    (void)state;
    static const char *const shared[] = {"population.",     "anatomy.",       "growth.",
                                         "followup.",       "mortality.rate", "economics.",
                                         "utility.baseline"};
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)i);
        bool expected = false;
        for (size_t j = 0; j < sizeof shared / sizeof *shared; j++)
            expected = expected || strncmp(row->name, shared[j], strlen(shared[j])) == 0;
        const bool own = strncmp(row->name, "strategy.", strlen("strategy.")) == 0;
        assert_int_equal(row->scope, expected ? VRO_SHARED
                                     : own    ? VRO_OF_STRATEGY
                                              : VRO_BY_STRATEGY);
    }
}

static void what_is_not_negative_begins_at_0(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)i);
        if (row->support != VRO_ANYWHERE)
            assert_true(row->lower == 0);
        if (row->support == VRO_WITHIN_BOUNDS)
            assert_true(row->upper == 1 || row->upper == 100);
    }
}

// Lognormal where 0 (or a little more) is the least, beta only between 0 and 1 or 100, Dirichlet
// for the case mix alone.
static void the_family_of_the_uncertainty_fits_the_range(void **state) {
    (void)state;
    for (size_t i = 0; i < VRO_PARAMETERS; i++) {
        const vro_parameter *row = vro_dictionary_row((vro_parameter_id)i);
        assert_int_equal(row->family == VRO_DIRICHLET, i == VRO_POPULATION_GMFCS);
        if (row->family == VRO_LOGNORMAL)
            assert_true(row->lower >= 0 && row->lower <= 0.1);
        if (row->family == VRO_BETA)
            assert_true(row->lower == 0 && (row->upper == 1 || row->upper == 100));
        if (row->family == VRO_NORMAL)
            assert_true(row->lower < 0 || row->lower > 0.1);
        if (row->lower == 0 && row->upper == 1)
            assert_true(row->family == VRO_BETA || row->family == VRO_CERTAIN);
        assert_true(strlen(vro_family_name(row->family)) > 0);
    }
}

static void an_unknown_name_has_a_nearest_one(void **state) {
    (void)state;
    vro_parameter_id id;
    static const char *const pairs[][2] = {
        {"plan.target_nssa", "plan.target_nsa"},
        {"Plan.Spica", "plan.spica"},
        {"healing_time", "healing.time"},
        {"loss.hazzard", "loss.hazard"},
        {"complications.infection", "complication.infection"},
        {"infection", "complication.infection"},
        {"age", "population.age"},
        {"horizon", "followup.horizon"},
        {"time_horizon", "followup.horizon"},
        {"sex", "population.female"},
        {"girls", "population.female"},
        {"cast", "plan.spica"},
        {"VDRO", "plan.osteotomy"},
        {"death", "mortality.operation"},
        {"spasticity", "migration.rate"},
        {"age_at_surgery", "population.age"},
        {"case mix", "population.gmfcs"},
        {"discount_rate", "economics.discount_costs"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_false(vro_dictionary_find(pairs[i][0], &id));
        assert_string_equal(vro_dictionary_nearest(pairs[i][0], VRO_NEAR_BY_MEANING), pairs[i][1]);
    }
    assert_false(vro_dictionary_find("", &id));
    assert_false(vro_dictionary_is_text("economics"));
}

static void a_word_that_is_like_none_gets_silence(void **state) {
    (void)state;
    static const char *const words[] = {"", "x", "foo", "bar", "xyzzy", "windows"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_null(vro_dictionary_nearest(words[i], VRO_NEAR_BY_MEANING));
        assert_string_equal(vro_dictionary_suggest(words[i]).text, "");
    }
}

int test_dictionary(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_parameter_is_found_by_its_name),
        cmocka_unit_test(every_parameter_has_a_name_of_its_own),
        cmocka_unit_test(optional_parameters_end_with_economics_then_costs_then_utilities),
        cmocka_unit_test(every_row_is_complete),
        cmocka_unit_test(what_describes_the_child_is_shared),
        cmocka_unit_test(what_is_not_negative_begins_at_0),
        cmocka_unit_test(the_family_of_the_uncertainty_fits_the_range),
        cmocka_unit_test(an_unknown_name_has_a_nearest_one),
        cmocka_unit_test(a_word_that_is_like_none_gets_silence),
    };
    return cmocka_run_group_tests_name("dictionary", tests, NULL, NULL);
}
