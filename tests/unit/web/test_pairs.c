#include "vrosim/web/pairs.h"

#include "vrosim/web/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CHILDREN = 2000 };
static const double TINY = 1e-12;

static int open_page(void **state) {
    *state = vro_page_new();
    return *state ? 0 : -1;
}

static int close_page(void **state) {
    vro_page_free(*state);
    return 0;
}

static void simulate(vro_page *self, const char *table, const char *strategies) {
    assert_int_equal(vro_page_load(self, "mine.csv", table, strategies, ""), VROSIM_OK);
    assert_int_equal(vro_page_simulate(self, CHILDREN, 1, 0, ""), VROSIM_OK);
}

// The value of a row of a text.
static double value(const char *text, const char *name) {
    char row[64] = "\n";
    strcat(strcat(row, name), ",");
    const char *found = strstr(text, row);
    assert_non_null(found);
    return strtod(found + strlen(row), NULL);
}

static void better_worse_and_same_are_all_children(void **state) {
    vro_page *self = *state;
    simulate(self, "", "soft_tissue,vro");
    const char *text = vro_page_pairs(self, "vro", "revision_by_5y", "all");
    assert_non_null(text);
    const double better = value(text, "better"), worse = value(text, "worse");
    assert_true(better > 0 && worse > 0);
    assert_float_equal(better + worse + value(text, "same"), 1, TINY);
    assert_float_equal(value(text, "reference_with") - value(text, "strategy_with"), better - worse,
                       TINY);
    assert_float_equal(value(text, "reference_with") + value(text, "reference_without"), 1, TINY);
    assert_float_equal(value(text, "strategy_with") + value(text, "strategy_without"), 1, TINY);
}

static void who_is_worse_off_is_better_off_where_strategies_are_swapped(void **state) {
    vro_page *self = *state;
    simulate(self, "", "soft_tissue,vro");
    const char *text = vro_page_pairs(self, "vro", "displaced", "gmfcs_5");
    assert_non_null(text);
    const double better = value(text, "better"), worse = value(text, "worse");
    simulate(
        self,
        "strategy,parameter,distribution,value,unit\nrelease,strategy.like,text,soft_tissue,\n",
        "vro,release");
    text = vro_page_pairs(self, "release", "displaced", "gmfcs_5");
    assert_non_null(text);
    assert_float_equal(value(text, "better"), worse, TINY);
    assert_float_equal(value(text, "worse"), better, TINY);
}

static void pairing_saves_children_where_the_same_children_share_their_fate(void **state) {
    vro_page *self = *state;
    simulate(self, "", "soft_tissue,vro");
    const char *text = vro_page_pairs(self, "vro", "death", "all");
    assert_non_null(text);
    const double saved = value(text, "children_saved");
    assert_true(saved > 0.5 && saved < 1);
    assert_true(value(text, "unpaired_lower") < 0 && value(text, "unpaired_upper") > 0);
}

static void names_that_are_not_there_are_faults(void **state) {
    vro_page *self = *state;
    assert_null(vro_page_pairs(self, "vro", "displaced", "all"));
    simulate(self, "", "soft_tissue,vro");
    assert_null(vro_page_pairs(self, "vro", "displacd", "all"));
    assert_string_not_equal(vro_page_faults(self), "");
    assert_null(vro_page_pairs(self, "none", "displaced", "all"));
    assert_null(vro_page_pairs(self, "soft_tissue", "displaced", "all")); // the reference itself
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_pairs(void) {
    static const struct CMUnitTest tests[] = {
        TEST(better_worse_and_same_are_all_children),
        TEST(who_is_worse_off_is_better_off_where_strategies_are_swapped),
        TEST(pairing_saves_children_where_the_same_children_share_their_fate),
        TEST(names_that_are_not_there_are_faults),
    };
    return cmocka_run_group_tests_name("pairs", tests, NULL, NULL);
}
