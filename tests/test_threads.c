// Threads: the same sums and the same courses for any number of them.
#define _GNU_SOURCE 1

#include "vrosim/run/threads.h"

#include "near.h"
#include "reading.h"
#include "scratch.h"
#include "small_model.h"

#include <inttypes.h>

// More children than two blocks, the last block not full.
enum { CHILDREN = 2 * VRO_BLOCK + 321, RECORDED = VRO_BLOCK + 5 };

static const int THREADS[] = {1, 2, 3, 8};

static int open_model(void **state) {
    static small_model small;
    small_model_open(&small, "vro,observation", "mortality.operation,fixed,0.1\n");
    *state = &small;
    return 0;
}

static int close_model(void **state) {
    small_model_close(*state);
    return 0;
}

static vro_plan plan_of(int threads, uint64_t courses) {
    return (vro_plan){.patients = CHILDREN,
                      .seed = SMALL_SEED,
                      .stream = SMALL_STREAM,
                      .courses = courses,
                      .threads = threads};
}

static vro_tally new_tally(small_model *small) {
    vro_tally tally;
    assert_int_equal(
        vro_tally_init(&tally, small->model.strategies, small->model.horizon, &small->errors),
        VRO_OK);
    return tally;
}

static vro_tally run(small_model *small, int threads) {
    const vro_plan plan = plan_of(threads, 0);
    vro_tally tally = new_tally(small);
    assert_int_equal(vro_threads_run(&small->model, &plan, &tally, NULL, NULL, &small->errors),
                     VRO_OK);
    return tally;
}

static void assert_same_tally(const vro_tally *a, const vro_tally *b) {
    const size_t groups = a->strategies * VRO_LEVELS, months = a->months + 1;
    const size_t cells = groups * (a->first_cell[VRO_OUTCOMES] + 1);
    assert_memory_equal(a->children, b->children, sizeof a->children);
    assert_memory_equal(a->moments, b->moments, groups * VRO_OUTCOMES * sizeof *a->moments);
    assert_memory_equal(a->pairs, b->pairs, groups * VRO_OUTCOMES * sizeof *a->pairs);
    assert_memory_equal(a->recent, b->recent, cells * sizeof *a->recent);
    assert_memory_equal(a->settled, b->settled, cells * sizeof *a->settled);
    assert_memory_equal(a->events, b->events, groups * VRO_CAUSES * months * sizeof *a->events);
    assert_memory_equal(a->deaths, b->deaths, groups * months * sizeof *a->deaths);
}

static void any_number_of_threads_gives_the_same_sums(void **state) {
    vro_tally first = run(*state, THREADS[0]);
    assert_true(vro_tally_children(&first, 0) == CHILDREN);
    for (size_t k = 1; k < 4; k++) {
        vro_tally tally = run(*state, THREADS[k]);
        assert_same_tally(&tally, &first);
        vro_tally_free(&tally);
    }
    vro_tally_free(&first);
}

static void take(void *tally, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference) {
    vro_tally_add(tally, strategy, level, results, reference);
}

static void the_sums_are_those_of_the_blocks(void **state) {
    small_model *small = *state;
    vro_tally tally = run(small, 2), blocks = new_tally(small), merged = new_tally(small);
    const vro_sink sink = {&blocks, take, NULL, 0};
    for (uint64_t first = 0; first < CHILDREN; first += VRO_BLOCK)
        vro_block_run(small->block, first,
                      CHILDREN - first < VRO_BLOCK ? CHILDREN - first : VRO_BLOCK, &sink);
    vro_tally_merge(&merged, &blocks);
    assert_same_tally(&merged, &tally);
    vro_tally_free(&merged);
    vro_tally_free(&blocks);
    vro_tally_free(&tally);
}

static void sums_are_added_to_those_that_are_there(void **state) {
    small_model *small = *state;
    const vro_plan plan = plan_of(1, 0);
    vro_tally tally = run(small, 1);
    assert_int_equal(vro_threads_run(&small->model, &plan, &tally, NULL, NULL, &small->errors),
                     VRO_OK);
    assert_true(vro_tally_children(&tally, 0) == 2 * (uint64_t)CHILDREN);
    vro_tally_free(&tally);
}

// The courses.csv of a run, to be freed; its sums go to tally.
static char *courses_of(small_model *small, const vro_plan *plan, vro_tally *tally) {
    scratch folder;
    vro_courses courses = {0};
    scratch_open(&folder);
    scratch_write(&folder, "courses.csv", "", 0);
    assert_int_equal(vro_courses_open(&courses, folder.path,
                                      (const char *const *)small->scenario.strategy_names,
                                      &small->errors),
                     VRO_OK);
    assert_int_equal(vro_threads_run(&small->model, plan, tally, &courses, NULL, &small->errors),
                     VRO_OK);
    assert_int_equal(vro_courses_close(&courses, &small->errors), VRO_OK);
    char *text = read_text(folder.folder, "courses.csv");
    scratch_remove(&folder, "courses.csv");
    scratch_close(&folder);
    return text;
}

// Rows of patients 0 .. children - 1, under each strategy in turn.
static void assert_in_order(const small_model *small, const char *text, uint64_t children) {
    const char *line = strchr(text, '\n') + 1;
    for (uint64_t patient = 0; patient < children; patient++)
        for (size_t s = 0; s < small->scenario.strategies; s++) {
            char start[300];
            snprintf(start, sizeof start, "%" PRIu64 ",%s,", patient,
                     small->scenario.strategy_names[s]);
            if (strncmp(line, start, strlen(start)) != 0)
                fail_msg("no row of %s here: %.60s", start, line);
            line = strchr(line, '\n') + 1;
        }
    assert_string_equal(line, "");
}

static void courses_come_in_order_of_patient_and_strategy(void **state) {
    small_model *small = *state;
    vro_tally without = run(small, 1);
    char *first = NULL;
    for (size_t k = 0; k < 4; k += 3) { // one thread and eight
        const vro_plan plan = plan_of(THREADS[k], RECORDED);
        vro_tally tally = new_tally(small);
        char *text = courses_of(small, &plan, &tally);
        assert_same_tally(&tally, &without); // writing changes no sum
        vro_tally_free(&tally);
        if (k == 0) {
            assert_in_order(small, text, RECORDED);
            first = text;
        } else {
            assert_true(strcmp(text, first) == 0);
            free(text);
        }
    }
    free(first);
    vro_tally_free(&without);
}

static void rows_are_those_of_the_records(void **state) {
    small_model *small = *state;
    const vro_plan plan = plan_of(2, 3);
    const vro_courses names = {.strategy_names =
                                   (const char *const *)small->scenario.strategy_names};
    vro_tally tally = new_tally(small);
    char *text = courses_of(small, &plan, &tally);
    vro_record *records = small_model_records(small, 0, 3);
    const char *line = strchr(text, '\n') + 1;
    for (size_t i = 0; i < 3 * small->scenario.strategies; i++) {
        char row[VRO_COURSE_ROW_MAX];
        const size_t length = vro_courses_format(&names, &records[i], row);
        assert_memory_equal(line, row, length);
        line += length;
    }
    assert_string_equal(line, "");
    free(records);
    free(text);
    vro_tally_free(&tally);
}

static void courses_of_all_children_end_with_the_last(void **state) {
    small_model *small = *state;
    const uint64_t all = VRO_BLOCK + 7;
    const vro_plan plan = {.patients = all, .seed = 1, .courses = all, .threads = 3};
    vro_tally tally = new_tally(small);
    char *text = courses_of(small, &plan, &tally);
    assert_in_order(small, text, all);
    free(text);
    vro_tally_free(&tally);
}

static void more_courses_than_children_are_all_of_them(void **state) {
    small_model *small = *state;
    const vro_plan plan = {.patients = 10, .seed = 1, .courses = 2 * VRO_BLOCK, .threads = 2};
    vro_tally tally = new_tally(small);
    char *text = courses_of(small, &plan, &tally);
    assert_true(vro_tally_children(&tally, 0) == 10);
    assert_in_order(small, text, 10);
    free(text);
    vro_tally_free(&tally);
}

static void a_single_child_can_be_run(void **state) {
    small_model *small = *state;
    const vro_plan plan = {.patients = 1, .seed = SMALL_SEED, .threads = 8};
    vro_tally tally = new_tally(small);
    assert_int_equal(vro_threads_run(&small->model, &plan, &tally, NULL, NULL, &small->errors),
                     VRO_OK);
    assert_true(vro_tally_children(&tally, 0) == 1);
    vro_tally_free(&tally);
}

static void a_full_disk_is_reported(void **state) {
    small_model *small = *state;
    vro_errors errors = {0};
    vro_courses courses = {0};
    vro_tally tally = new_tally(small);
    const vro_plan plan = plan_of(2, RECORDED);
    assert_int_equal(vro_courses_open(&courses, "/dev/full",
                                      (const char *const *)small->scenario.strategy_names, &errors),
                     VRO_OK);
    assert_int_equal(vro_threads_run(&small->model, &plan, &tally, &courses, NULL, &errors),
                     VRO_BAD_OUTPUT);
    assert_true(errors.count > 0);
    assert_non_null(strstr(errors.faults[0].text, "/dev/full"));
    assert_int_not_equal(vro_courses_close(&courses, &errors), VRO_OK);
    vro_tally_free(&tally);
    vro_errors_free(&errors);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_sums),
        cmocka_unit_test(the_sums_are_those_of_the_blocks),
        cmocka_unit_test(sums_are_added_to_those_that_are_there),
        cmocka_unit_test(courses_come_in_order_of_patient_and_strategy),
        cmocka_unit_test(rows_are_those_of_the_records),
        cmocka_unit_test(courses_of_all_children_end_with_the_last),
        cmocka_unit_test(more_courses_than_children_are_all_of_them),
        cmocka_unit_test(a_single_child_can_be_run),
        cmocka_unit_test(a_full_disk_is_reported),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
