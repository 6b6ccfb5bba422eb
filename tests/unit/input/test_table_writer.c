// parameters.csv reads back as the scenario that was run.
#define _GNU_SOURCE 1

#include "vrosim/input/table_writer.h"

#include "vrosim/file/csv_file.h"

#include "writing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEADER "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source"

typedef struct fixture {
    scratch scratch;
    vro_new_folder folder; // the same
    vro_errors errors;
    vro_scenario run;
    vro_scenario again;
    char *text; // of parameters.csv
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    writing_open(&self->folder, &self->scratch);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    writing_close(&self->folder);
    vro_scenario_free(&self->run);
    vro_scenario_free(&self->again);
    vro_errors_free(&self->errors);
    free(self->text);
    test_free(self);
    return 0;
}

// Loads the default with an overlay (without its header line), keeps the strategies of list, and
// writes the table.
static void write_selection(fixture *self, const char *overlay, const char *list,
                            const char *reference) {
    char text[4096];
    snprintf(text, sizeof text, "%s\n%s", HEADER, overlay);
    scratch_remove(&self->scratch, "parameters.csv");
    const char *path = scratch_write(&self->scratch, "overlay.csv", text, strlen(text));
    assert_int_equal(vro_scenario_load(&self->run,
                                       &(vro_scenario_source){.paths = &path,
                                                              .path_count = 1,
                                                              .strategies = list,
                                                              .reference = reference},
                                       &self->errors),
                     VRO_OK);
    vro_csv_file file;
    assert_int_equal(vro_csv_file_open(&file, &self->folder, "parameters.csv",
                                       VRO_PARAMETERS_COLUMNS, &self->errors),
                     VRO_OK);
    assert_int_equal(vro_table_writer_write(&file.writer, &self->run, &self->errors), VRO_OK);
    assert_int_equal(vro_csv_file_close(&file, &self->errors), VRO_OK);
    self->text = read_text(self->scratch.folder, "parameters.csv");
}

static void write_table(fixture *self, const char *overlay, const char *list) {
    write_selection(self, overlay, list, NULL);
}

static void forget(fixture *self) {
    vro_scenario_free(&self->run);
    free(self->text);
    self->text = NULL;
}

static void assert_same_number(double a, double b) {
    assert_true(a == b || (isnan(a) && isnan(b)));
}

static void assert_same_cells(const vro_scenario *a, size_t in_a, const vro_scenario *b,
                              size_t in_b) {
    for (vro_parameter_id id = 0; id < VRO_PARAMETERS; id++) {
        for (size_t level = 0; level < VRO_LEVELS; level++) {
            const vro_cell *x = vro_scenario_cell(a, in_a, level, id);
            const vro_cell *y = vro_scenario_cell(b, in_b, level, id);
            if (!vro_distribution_equal(&x->distribution, &y->distribution))
                fail_msg("%s differs at level %zu", vro_dictionary_row(id)->name, level + 1);
            assert_same_number(x->se, y->se);
            assert_string_equal(x->source, y->source);
            assert_string_equal(x->text, y->text);
        }
    }
}

// The strategies of the table come in the same order, and with the same cells, when it is read.
static void assert_reads_back(fixture *self) {
    char path[512];
    snprintf(path, sizeof path, "%s/parameters.csv", self->scratch.folder);
    const char *paths[] = {path};
    const vro_status status = vro_scenario_load(
        &self->again, &(vro_scenario_source){.paths = paths, .path_count = 1}, &self->errors);
    vro_errors_print(&self->errors, stdout);
    assert_int_equal(status, VRO_OK);
    size_t found = 0;
    for (size_t s = 0; s < self->again.strategies && found < self->run.strategies; s++)
        if (strcmp(self->again.strategy_names[s], self->run.strategy_names[found]) == 0)
            assert_same_cells(&self->run, found++, &self->again, s);
    assert_int_equal(found, self->run.strategies);
}

// The table alone, without the default, is the same strategies and the same table.
static void assert_stands_alone(fixture *self) {
    vro_scenario alone;
    const vro_status status = vro_scenario_load(
        &alone,
        &(vro_scenario_source){
            .without_default = true,
            .texts = &(vro_scenario_text){"parameters", self->text, strlen(self->text)},
            .text_count = 1,
            .name = self->run.name},
        &self->errors);
    vro_errors_print(&self->errors, stdout);
    assert_int_equal(status, VRO_OK);
    assert_string_equal(alone.name, self->run.name);
    assert_int_equal(alone.strategies, self->run.strategies);
    for (size_t s = 0; s < alone.strategies; s++) {
        assert_string_equal(alone.strategy_names[s], self->run.strategy_names[s]);
        assert_same_cells(&self->run, s, &alone, s);
    }
    char *text = vro_table_writer_text(&alone, &self->errors);
    assert_string_equal(text, self->text);
    free(text);
    vro_scenario_free(&alone);
}

static void the_default_reads_back(void **state) {
    fixture *self = *state;
    write_table(self, "", NULL);
    assert_reads_back(self);
    assert_stands_alone(self);
    assert_int_equal(self->again.strategies, self->run.strategies);
}

static void a_table_is_compact(void **state) {
    fixture *self = *state;
    write_table(self, "", NULL);
    assert_true(has_line(
        self->text, ",,population.female,fixed,0.4,,,,,probability,"
                    "\"male 0.56-0.62 in CP cohorts; 196 of 316 male (VDRO AVN series, 2025)\","));
    assert_int_equal(count_lines(self->text, ",,healing.time,pert,10,,8,12,0.4,weeks,"), 1);
    assert_int_equal(count_lines(self->text, ",5,anatomy.nsa,normal,162,9,110,180,2,degrees,"), 1);
    assert_int_equal(count_lines(self->text, "vro,,plan.soft_tissue,fixed,0,"), 1);
    assert_true(count_lines(self->text, "") < 180);
}

static void a_row_for_all_gives_way_where_the_default_names_strategies(void **state) {
    fixture *self = *state;
    write_table(self, "vro,,plan.soft_tissue,fixed,1,,,,,probability,definition of the strategy\n",
                "vro,vro_soft_tissue");
    assert_reads_back(self);
    assert_stands_alone(self);
}

static void a_strategy_that_differs_in_nothing_keeps_its_name(void **state) {
    fixture *self = *state;
    write_table(self,
                "twin,,strategy.like,text,default,,,,,,\n"
                "twin,,plan.osteotomy,fixed,1,,,,,probability,definition of the strategy\n"
                "twin,,plan.soft_tissue,fixed,0,,,,,probability,definition of the strategy\n"
                "twin,,plan.pelvic,fixed,0,,,,,probability,definition of the strategy\n",
                "vro,twin");
    assert_reads_back(self);
    assert_stands_alone(self);
    assert_true(count_lines(self->text, "twin,") > 0);
}

// The table names the reference first, and b, that is like a, before a; it declares a before b.
static void strategies_that_are_like_others_read_back(void **state) {
    fixture *self = *state;
    static const char *const lists[] = {NULL, "b", "b,observation", "a,b"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        write_selection(self,
                        "a,,strategy.like,text,vro_pelvic,,,,,,\nb,,strategy.like,text,a,,,,,,\n"
                        "b,,strategy.label,text,\"B, \"\"the\"\" second\",,,,,,why\n"
                        "a,2,loss.hazard,fixed,0.5,,,,,per week,\n"
                        "vro,,strategy.like,text,soft_tissue,,,,,,\n",
                        lists[i], "b");
        assert_string_equal(self->run.strategy_names[0], "b");
        assert_stands_alone(self);
        assert_int_equal(count_lines(self->text, "b,,strategy.label,"), 1);
        forget(self);
    }
}

static void levels_distributions_errors_and_awkward_numbers_read_back(void **state) {
    fixture *self = *state;
    write_table(self,
                ",,complication.infection,fixed,0.30000000000000004,,,,1e-12,probability,\"a "
                "\"\"b\"\", c\"\n"
                ",3,healing.time,lognormal,10.1,2.3333333333333335,,,,weeks, x\n"
                "late,,strategy.like,text,vro,,,,,,\n"
                "late,,strategy.label,text,\"late, and \"\"slow\"\"\",,,,,,a source\n"
                "late,4,loss.hazard,fixed,1e-7,,,,,per week,\n"
                ",2,surgery.nsa_error,uniform,,,-3,4.5,,degrees,two\n",
                NULL);
    assert_reads_back(self);
    assert_stands_alone(self);
    assert_int_equal(self->again.strategies, self->run.strategies);
}

static void the_text_is_the_file(void **state) {
    fixture *self = *state;
    write_table(self, "vro,2,healing.time,pert,9,,7,12,,weeks,\"a, \"\"b\"\"\"\n", NULL);
    char *text = vro_table_writer_text(&self->run, &self->errors);
    assert_string_equal(text, self->text);
    free(text);
}

// Every distribution and every parameter, then each strategy alone, then two.
static void a_table_stands_alone_whatever_was_left_out(void **state) {
    static const char *const lists[] = {NULL, "soft_tissue", "vro", "observation",
                                        "vro_pelvic,observation"};
    static const char *const stress[] = {"tests/data/stress.csv", "tests/data/economics.csv"};
    fixture *self = *state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        assert_int_equal(
            vro_scenario_load(
                &self->run,
                &(vro_scenario_source){.paths = stress, .path_count = 2, .strategies = lists[i]},
                &self->errors),
            VRO_OK);
        self->text = vro_table_writer_text(&self->run, &self->errors);
        assert_non_null(self->text);
        assert_stands_alone(self);
        free(self->text);
        self->text = NULL;
        vro_scenario_free(&self->run);
    }
}

static void economic_parameters_are_written_where_they_are_given(void **state) {
    fixture *self = *state;
    write_table(self, "", NULL);
    assert_int_equal(count_lines(self->text, ",,economics.") + count_lines(self->text, ",,cost.") +
                         count_lines(self->text, ",,utility."),
                     0);
    free(self->text);
    vro_scenario_free(&self->run);
    write_table(self, "vro,5,cost.spica,fixed,3,,,,,thousands,ours\n", NULL);
    assert_true(has_line(self->text, "vro,5,cost.spica,fixed,3,,,,,thousands,ours,"));
    assert_true(has_line(self->text, "vro,4,cost.spica,fixed,0,,,,,thousands,,"));
    assert_true(has_line(self->text, "vro_pelvic,,cost.spica,fixed,0,,,,,thousands,,"));
    assert_true(!strstr(self->text, "cost.removal"));
    assert_reads_back(self);
    assert_stands_alone(self);
}

static void texts_have_a_column_of_their_own_and_value_holds_numbers(void **state) {
    fixture *self = *state;
    write_table(self,
                ",,economics.perspective,text,\"payer, \"\"all\"\" care\",,,,,,ours\n"
                ",,economics.price_year,text,2016,,,,,,\n",
                NULL);
    assert_true(has_line(self->text, ",,economics.perspective,text,,,,,,,ours,"
                                     "\"payer, \"\"all\"\" care\""));
    assert_true(has_line(self->text, ",,economics.price_year,text,,,,,,,,2016"));
    assert_true(!strstr(self->text, "economics.currency"));
    assert_reads_back(self);
    assert_stands_alone(self);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_table_writer(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_default_reads_back),
        TEST(a_table_is_compact),
        TEST(a_row_for_all_gives_way_where_the_default_names_strategies),
        TEST(a_strategy_that_differs_in_nothing_keeps_its_name),
        TEST(strategies_that_are_like_others_read_back),
        TEST(levels_distributions_errors_and_awkward_numbers_read_back),
        TEST(the_text_is_the_file),
        TEST(economic_parameters_are_written_where_they_are_given),
        TEST(texts_have_a_column_of_their_own_and_value_holds_numbers),
        TEST(a_table_stands_alone_whatever_was_left_out),
    };
    return cmocka_run_group_tests_name("table_writer", tests, NULL, NULL);
}
