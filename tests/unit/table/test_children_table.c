// children.csv of a run in memory, against the courses of whole blocks and the story of a child.
#define _GNU_SOURCE 1

#include "vrosim/table/children_table.h"

#include "vrosim/outcome/course_rows.h"
#include "vrosim/simulate/simulation.h"
#include "vrosim/table/run_tables.h"
#include "vrosim/table/story.h"

#include "reading.h"
#include "small_model.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int open_courses(void **state) {
    *state = small_courses_open("soft_tissue,vro,observation",
                                "mortality.rate,fixed,0.05\ncomplication.infection,fixed,0.2\n");
    return 0;
}

static int close_courses(void **state) {
    small_courses_close(*state);
    return 0;
}

// children.csv of so many children, to be freed.
static char *table_of(const small_courses *self, uint64_t children, int threads) {
    const vro_model *model = &self->small.model;
    vro_errors errors = {0};
    vro_tally tally;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    const vro_simulation simulation = {.model = model,
                                       .random = {.seed = SMALL_SEED, .stream = SMALL_STREAM},
                                       .children = children,
                                       .threads = threads};
    assert_non_null(stream);
    assert_int_equal(vro_tally_init(&tally, model->strategies, model->outcomes, model->horizon,
                                    &model->subgroups, &errors),
                     VRO_OK);
    assert_int_equal(vro_simulation_run(&simulation, &tally, &errors), VRO_OK);
    const vro_results_view view = {.scenario = &self->small.scenario,
                                   .tally = &tally,
                                   .model = model,
                                   .random = simulation.random};
    assert_int_equal(vro_run_table_write(&view, "children.csv", stream, &errors), VRO_OK);
    assert_int_equal(fclose(stream), 0);
    vro_tally_free(&tally);
    return text;
}

// What courses.csv holds of the first children, to be freed.
static char *courses_of(const small_courses *self, size_t children) {
    const vro_scenario *scenario = &self->small.scenario;
    char *text = NULL, row[VRO_COURSE_ROW_MAX];
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    vro_course_rows rows;
    assert_non_null(file);
    vro_course_rows_start(&rows, file, "memory", scenario, self->small.model.outcomes, false);
    for (size_t i = 0; i < children * scenario->strategies; i++)
        fwrite(row, 1, vro_course_rows_format(&rows, &self->records[i], row), file);
    assert_int_equal(fclose(file), 0);
    return text;
}

static void assert_same(char *one, char *other) {
    assert_string_equal(one, other);
    free(one);
    free(other);
}

static void the_first_hundred_children_are_those_of_courses(void **state) {
    const small_courses *self = *state;
    assert_same(table_of(self, SMALL_COURSES, 1), courses_of(self, VRO_CHILDREN_TABLE_MAX));
}

static void a_run_of_fewer_children_has_all_of_them(void **state) {
    const small_courses *self = *state;
    assert_same(table_of(self, 1, 1), courses_of(self, 1));
    assert_same(table_of(self, VRO_CHILDREN_TABLE_MAX - 1, 1),
                courses_of(self, VRO_CHILDREN_TABLE_MAX - 1));
}

static void more_blocks_and_threads_give_the_same_children(void **state) {
    const small_courses *self = *state;
    assert_same(table_of(self, 3 * VRO_BLOCK + 5, 3), courses_of(self, VRO_CHILDREN_TABLE_MAX));
}

// A row "N,,vro,..." of the table and the last line "  vro ..." of the story.
static void assert_told(const char *table, const char *story, uint64_t child) {
    char start[32], number[32];
    snprintf(start, sizeof start, "\n%" PRIu64 ",,vro,", child);
    const char *row = strstr(table, start);
    const char *told = strstr(strcasestr(story, "\nSide by side"), "\n  vro ");
    assert_non_null(row);
    assert_non_null(told);
    const double age = strtod(strchr(row + strlen(start), ',') + 1, NULL);
    snprintf(number, sizeof number, " %.1f years old", age);
    assert_non_null(strstr(story, number));
    for (int i = 0; i < 19; i++) // to revision_cause
        row = strchr(row, ',') + 1;
    const size_t cause = strcspn(row, ",");
    told += strlen("\n  vro ");
    told += strspn(told, " ");
    if (cause == 0)
        assert_memory_equal(told, "none", 4);
    else
        assert_memory_equal(strchr(told, ',') + 2, row, cause);
}

static void the_story_of_a_child_tells_its_row(void **state) {
    const vro_story_options options = {
        .strategy = VRO_STORY_ALL_STRATEGIES,
        .random = {.seed = SMALL_SEED, .stream = SMALL_STREAM},
    };
    const small_courses *self = *state;
    char *table = table_of(self, VRO_CHILDREN_TABLE_MAX, 1);
    vro_errors errors = {0};
    for (uint64_t child = 0; child < VRO_CHILDREN_TABLE_MAX; child += 7) {
        char *story = NULL;
        size_t size = 0;
        FILE *stream = open_memstream(&story, &size);
        assert_non_null(stream);
        assert_int_equal(vro_story_write(stream, &self->small.scenario, &options, child, &errors),
                         VRO_OK);
        assert_int_equal(fclose(stream), 0);
        assert_told(table, story, child);
        free(story);
    }
    free(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_courses, close_courses)

int test_children_table(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_hundred_children_are_those_of_courses),
        TEST(a_run_of_fewer_children_has_all_of_them),
        TEST(more_blocks_and_threads_give_the_same_children),
        TEST(the_story_of_a_child_tells_its_row),
    };
    return cmocka_run_group_tests_name("children_table", tests, NULL, NULL);
}
