#include "vrosim/web/page.h"

#include <vrosim.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char HEADER[] = "strategy,parameter,distribution,value,unit\n";

static int open_page(void **state) {
    *state = vro_page_new();
    return *state ? 0 : -1;
}

static int close_page(void **state) {
    vro_page_free(*state);
    return 0;
}

static int load(vro_page *self, const char *rows) {
    char table[256] = "";
    if (*rows)
        strcat(strcpy(table, HEADER), rows);
    return vro_page_load(self, "mine.csv", table, "soft_tissue,vro", "");
}

static char *summary(vro_page *self, uint64_t children, uint64_t seed) {
    assert_int_equal(vro_page_simulate(self, children, seed, 0, ""), VROSIM_OK);
    const char *text = vro_page_table(self, "summary.csv");
    assert_non_null(text);
    return strdup(text);
}

static void results_are_those_of_the_last_question_however_it_was_reached(void **state) {
    vro_page *self = *state;
    assert_int_equal(load(self, ""), VROSIM_OK);
    char *at_once = summary(self, 10000, 7);
    free(summary(self, 8192, 7));
    char *in_steps = summary(self, 10000, 7);
    assert_string_equal(in_steps, at_once);
    free(summary(self, 8192, 8));
    char *another_seed_between = summary(self, 10000, 7);
    assert_string_equal(another_seed_between, at_once);
    free(at_once);
    free(in_steps);
    free(another_seed_between);
}

static void parts_of_other_objects_are_merged_to_the_same_results(void **state) {
    vro_page *self = *state, *other = vro_page_new();
    assert_int_equal(load(self, "") | load(other, ""), VROSIM_OK);
    char *at_once = summary(self, 20000, 7);
    free(summary(self, 8192, 7));
    assert_int_equal(vro_page_part(other, 8192, 16384, 7, 0, ""), VROSIM_OK);
    const unsigned char *bytes = vro_page_pack(other);
    assert_int_equal(vro_page_merge(self, bytes, vro_page_packed(other)), VROSIM_OK);
    assert_int_not_equal(vro_page_merge(self, bytes, vro_page_packed(other)), VROSIM_OK);
    char *merged = summary(self, 20000, 7); // the last children are added
    assert_string_equal(merged, at_once);
    assert_int_equal(load(other, ""), VROSIM_OK);
    assert_null(vro_page_pack(other));
    vro_page_free(other);
    free(at_once);
    free(merged);
}

static void a_part_is_never_extended_to_a_whole(void **state) {
    vro_page *self = *state;
    assert_int_equal(load(self, ""), VROSIM_OK);
    char *whole = summary(self, 20000, 1);
    assert_int_equal(vro_page_part(self, 8192, 16384, 1, 0, ""), VROSIM_OK);
    char *again = summary(self, 20000, 1);
    assert_string_equal(again, whole);
    free(whole);
    free(again);
}

static void the_version_is_that_of_the_library(void **state) {
    (void)state;
    assert_string_equal(vro_page_version(), vrosim_version());
}

static void a_summary_is_told_where_there_are_results(void **state) {
    vro_page *self = *state;
    assert_int_equal(load(self, ""), VROSIM_OK);
    assert_null(vro_page_summary(self));
    free(summary(self, 8192, 1));
    assert_non_null(strstr(vro_page_summary(self), "8,192 children, each under 2 strategies"));
}

static void a_loaded_table_changes_the_results_that_follow(void **state) {
    vro_page *self = *state;
    assert_int_equal(load(self, ""), VROSIM_OK);
    char *before = summary(self, 8192, 1);
    assert_int_equal(load(self, "vro,plan.spica,fixed,0,probability\n"), VROSIM_OK);
    char *after = summary(self, 10000, 1);
    assert_int_equal(load(self, ""), VROSIM_OK);
    char *again = summary(self, 8192, 1);
    assert_string_not_equal(after, before);
    assert_string_equal(again, before);
    free(before);
    free(after);
    free(again);
}

static void every_fault_of_a_table_is_a_line_with_its_place(void **state) {
    vro_page *self = *state;
    assert_int_equal(load(self, "vro,plan.spica,fixed,2,probability\nvro,none,fixed,1,mm\n"),
                     VROSIM_BAD_INPUT);
    const char *faults = vro_page_faults(self);
    assert_memory_equal(faults, "mine.csv:2:", 11);
    assert_non_null(strstr(faults, "\nmine.csv:3:"));
    assert_string_equal(strrchr(faults, '\n'), "\n");
    assert_int_equal(load(self, ""), VROSIM_OK);
    assert_string_equal(vro_page_faults(self), "");
}

static void without_results_or_for_an_unknown_file_there_is_no_table(void **state) {
    vro_page *self = *state;
    assert_null(vro_page_table(self, "summary.csv"));
    assert_string_not_equal(vro_page_faults(self), "");
    assert_int_equal(vro_page_simulate(self, 8192, 1, 0, ""), VROSIM_BAD_ARGUMENT);
    assert_int_equal(load(self, ""), VROSIM_OK);
    free(summary(self, 8192, 1));
    assert_null(vro_page_table(self, "sumary.csv"));
    assert_non_null(strstr(vro_page_faults(self), "summary.csv"));
}

static void children_can_be_given_and_their_stories_told(void **state) {
    vro_page *self = *state;
    assert_int_equal(vro_page_load(self, "mine", "", "vro", "gmfcs,age\n5,7\n"), VROSIM_OK);
    const char *story = vro_page_story(self, 0, 1, 0, "en");
    assert_non_null(story);
    assert_non_null(strstr(story, "Child 0: GMFCS V,"));
    story = vro_page_story(self, 0, 1, 0, "de");
    assert_non_null(story);
    assert_non_null(strstr(story, "Kind 0: GMFCS V,"));
    assert_int_equal(vro_page_load(self, "mine", "", "vro", "gmfcs,age\n9,7\n"), VROSIM_BAD_INPUT);
}

static void an_analysis_is_of_the_loaded_scenario(void **state) {
    vro_page *self = *state;
    assert_int_equal(vro_page_psa(self, 2, 100, 1, 0), VROSIM_BAD_ARGUMENT);
    assert_null(vro_page_uncertainty(self, "psa_summary.csv"));
    assert_int_equal(load(self, ""), VROSIM_OK);
    free(summary(self, 8192, 1));
    assert_int_equal(vro_page_psa(self, 2, 100, 1, 0), VROSIM_OK);
    assert_non_null(strstr(vro_page_uncertainty(self, "psa_summary.csv"), ",vro,all,death,"));
    assert_non_null(vro_page_table(self, "summary.csv"));
    assert_int_equal(load(self, ""), VROSIM_OK);
    assert_null(vro_page_uncertainty(self, "psa_summary.csv"));
}

static void icons_are_of_the_outcome_that_is_asked_for(void **state) {
    vro_page *self = *state;
    assert_int_equal(load(self, ""), VROSIM_OK);
    free(summary(self, 10, 7));
    assert_non_null(strstr(vro_page_figure(self, "children", "", 640, "en"), "Later surgery"));
    const char *svg = vro_page_figure(self, "children", "displaced", 640, "de");
    assert_non_null(strstr(svg, "Migration über 30 % am Ende"));
    assert_null(strstr(svg, "Operation nur"));
    assert_null(vro_page_figure(self, "children", "nonsense", 640, "en"));
    assert_non_null(strstr(vro_page_faults(self), "nonsense"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_page, close_page)

int test_page(void) {
    static const struct CMUnitTest tests[] = {
        TEST(results_are_those_of_the_last_question_however_it_was_reached),
        TEST(parts_of_other_objects_are_merged_to_the_same_results),
        TEST(a_part_is_never_extended_to_a_whole),
        TEST(the_version_is_that_of_the_library),
        TEST(a_summary_is_told_where_there_are_results),
        TEST(a_loaded_table_changes_the_results_that_follow),
        TEST(every_fault_of_a_table_is_a_line_with_its_place),
        TEST(without_results_or_for_an_unknown_file_there_is_no_table),
        TEST(children_can_be_given_and_their_stories_told),
        TEST(an_analysis_is_of_the_loaded_scenario),
        TEST(icons_are_of_the_outcome_that_is_asked_for),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
