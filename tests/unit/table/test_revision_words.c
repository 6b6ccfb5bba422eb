// What reports and stories call a revision where hips may not have been operated before.
#define _GNU_SOURCE 1

#include "vrosim/table/revision_words.h"

#include "small_scenario.h"

#include <stdlib.h>
#include <string.h>

// The default with rows for two strategies of a test's own.
static void open(vro_scenario *self, const char *rows) {
    char text[1000];
    vro_errors errors = {0};
    const int size =
        snprintf(text, sizeof text, "strategy,gmfcs,parameter,distribution,value,unit\n%s", rows);
    const vro_scenario_text table = {.name = "words.csv", .text = text, .size = (size_t)size};
    const vro_scenario_source source = {.texts = &table, .text_count = 1};
    assert_int_equal(vro_scenario_load(self, &source, &errors), VRO_OK);
}

static bool begins(const char *rows, const char *strategy) {
    vro_scenario scenario;
    open(&scenario, rows);
    const bool answer = vro_begins_with_surgery(&scenario, vro_scenario_find(&scenario, strategy));
    vro_scenario_free(&scenario);
    return answer;
}

static void observation_alone_of_the_default_begins_without_surgery(void **state) {
    (void)state;
    vro_scenario scenario;
    small_scenario_open(&scenario, NULL);
    for (size_t s = 0; s < scenario.strategies; s++)
        assert_int_equal(vro_begins_with_surgery(&scenario, s),
                         strcmp(scenario.strategy_names[s], "observation") != 0);
    vro_scenario_free(&scenario);
}

static void one_procedure_must_be_certain(void **state) {
    (void)state;
    assert_false(begins("vro,,plan.osteotomy,fixed,0.999,probability\n", "vro"));
    assert_true(begins("vro,,plan.osteotomy,fixed,0.5,probability\n"
                       "vro,,plan.pelvic,fixed,1,probability\n",
                       "vro"));
    assert_true(begins("observation,,plan.soft_tissue,fixed,1,probability\n", "observation"));
}

static void every_level_that_children_have_counts(void **state) {
    (void)state;
    assert_false(begins("vro,3,plan.osteotomy,fixed,0,probability\n", "vro"));
    assert_true(begins("vro,3,plan.osteotomy,fixed,0,probability\n"
                       ",3,population.gmfcs,fixed,0,share\n",
                       "vro"));
}

static void words_are_true_of_all_strategies_told(void **state) {
    (void)state;
    vro_scenario scenario;
    small_scenario_open(&scenario, "soft_tissue,vro,observation");
    assert_string_equal(vro_revision_words(&scenario, 0, 2, "revision", "surgery"), "revision");
    assert_string_equal(vro_revision_words(&scenario, 0, 3, "revision", "surgery"), "surgery");
    assert_string_equal(vro_revision_words(&scenario, 2, 3, "revision", "surgery"), "surgery");
    vro_scenario_free(&scenario);
}

static size_t length_of_note(const char *strategies) {
    vro_scenario scenario;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    small_scenario_open(&scenario, strategies);
    vro_revision_words_note(stream, &scenario);
    assert_int_equal(fclose(stream), 0);
    free(text);
    vro_scenario_free(&scenario);
    return size;
}

static void names_are_explained_only_where_they_mislead(void **state) {
    (void)state;
    assert_int_equal(length_of_note("soft_tissue,vro"), 0);
    assert_in_range(length_of_note("vro,observation"), 40, 81); // a line of a terminal
}

int test_revision_words(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(observation_alone_of_the_default_begins_without_surgery),
        cmocka_unit_test(one_procedure_must_be_certain),
        cmocka_unit_test(every_level_that_children_have_counts),
        cmocka_unit_test(words_are_true_of_all_strategies_told),
        cmocka_unit_test(names_are_explained_only_where_they_mislead),
    };
    return cmocka_run_group_tests_name("revision_words", tests, NULL, NULL);
}
