#include "vrosim/table/strategy_list.h"

#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    vro_scenario scenario;
    char *text;
    size_t size;
    FILE *stream;
} fixture;

static int open_fixture(void **state) {
    static const char table[] = "strategy,parameter,distribution,value,unit\n"
                                "turn,strategy.like,text,vro,\n"
                                "turn,strategy.label,text,\"turned, not tilted\",\n"
                                "vro,strategy.label,text,varus,\n"
                                "new,strategy.like,text,default,\n";
    fixture *self = test_calloc(1, sizeof *self);
    vro_errors errors = {0};
    const vro_scenario_text text = {"t", table, strlen(table)};
    const vro_scenario_source source = {
        .texts = &text, .text_count = 1, .strategies = "vro,turn,new", .reference = "turn"};
    assert_int_equal(vro_scenario_load(&self->scenario, &source, &errors), VRO_OK);
    self->stream = open_memstream(&self->text, &self->size);
    assert_non_null(self->stream);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    fclose(self->stream);
    free(self->text);
    vro_scenario_free(&self->scenario);
    test_free(self);
    return 0;
}

static const char *printed(fixture *self) {
    fflush(self->stream);
    return self->text;
}

static void the_file_has_one_row_a_strategy_and_the_reference_first(void **state) {
    fixture *self = *state;
    vro_csv_writer writer = {.stream = self->stream};
    vro_strategy_list_write(&self->scenario, &writer);
    assert_string_equal(printed(self), "baseline+t,turn,1,\"turned, not tilted\",vro,1\n"
                                       "baseline+t,vro,2,varus,,0\n"
                                       "baseline+t,new,3,new,default,0\n");
}

static void the_list_says_what_each_strategy_is(void **state) {
    fixture *self = *state;
    vro_strategy_list_print(self->stream, &self->scenario);
    assert_string_equal(printed(self), "  turn, like vro: turned, not tilted (the reference)\n"
                                       "  vro: varus\n"
                                       "  new, like default\n");
}

static void a_strategy_alone_is_no_reference(void **state) {
    fixture *self = *state;
    const vro_scenario alone = {.strategies = 1,
                                .strategy_names = self->scenario.strategy_names,
                                .cells = self->scenario.cells};
    vro_strategy_list_print(self->stream, &alone);
    assert_string_equal(printed(self), "  turn, like vro: turned, not tilted\n");
}

static void a_report_names_those_that_have_a_label(void **state) {
    fixture *self = *state;
    vro_strategy_list_print_labels(self->stream, &self->scenario);
    assert_string_equal(printed(self), "turn: turned, not tilted\nvro: varus\n");
    assert_true(vro_strategy_list_has_label(&self->scenario, 1));
    assert_false(vro_strategy_list_has_label(&self->scenario, 2));
}

int test_strategy_list(void) {
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
        TEST(the_file_has_one_row_a_strategy_and_the_reference_first),
        TEST(the_list_says_what_each_strategy_is),
        TEST(a_strategy_alone_is_no_reference),
        TEST(a_report_names_those_that_have_a_label),
#undef TEST
    };
    return cmocka_run_group_tests_name("strategy_list", tests, NULL, NULL);
}
