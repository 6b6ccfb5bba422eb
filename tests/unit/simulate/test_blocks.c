// Threads: the same sums and the same courses for any number of them.
#define _GNU_SOURCE 1

#include "vrosim/simulate/blocks.h"
#include "vrosim/table/course_file.h"

#include "near.h"
#include "small_model.h"
#include "writing.h"

#include <inttypes.h>
#include <math.h>

// More children than two blocks, the last block not full.
enum { CHILDREN = 2 * VRO_BLOCK + 321, RECORDED = VRO_BLOCK + 5 };

static const int THREADS[] = {1, 2, 3, 8};

static int open_model(void **state) {
    static small_model small;
    small_model_open(&small, "vro,observation", "mortality.operation,fixed,0.1\n");
    assert_int_equal(
        vro_subgroups_read(&small.model.subgroups, "age,bilateral,migration", &small.errors),
        VRO_OK);
    *state = &small;
    return 0;
}

static int close_model(void **state) {
    small_model_close(*state);
    return 0;
}

static const vro_random_source RANDOM = {.seed = SMALL_SEED, .stream = SMALL_STREAM};
static const vro_run_size SIZE = {.patients = CHILDREN};

static vro_tally new_tally(small_model *small) {
    vro_tally tally;
    assert_int_equal(vro_tally_init(&tally, small->model.strategies, small->model.outcomes,
                                    small->model.horizon, &small->model.subgroups, &small->errors),
                     VRO_OK);
    return tally;
}

// Performs a task on a pool of its own, and adds the sums to tally; returns the blocks done.
static uint64_t perform(small_model *small, vro_run_size size, vro_pool *pool,
                        const vro_block_task *task, vro_tally *tally) {
    vro_blocks blocks;
    uint64_t done = UINT64_MAX;
    assert_int_equal(vro_blocks_init(&blocks, pool, &small->model, RANDOM, size, &small->errors),
                     VRO_OK);
    const vro_status status = vro_blocks_run(&blocks, task, &done, &small->errors);
    assert_int_equal(status, vro_pool_interrupted(pool));
    assert_int_equal(vro_blocks_gather(&blocks, tally, &small->errors), VRO_OK);
    vro_blocks_free(&blocks);
    return done;
}

static uint64_t perform_on(small_model *small, vro_run_size size, int threads,
                           const vro_block_task *task, vro_tally *tally) {
    vro_pool pool;
    vro_pool_init(&pool, threads, NULL);
    return perform(small, size, &pool, task, tally);
}

static uint64_t blocks_of(vro_run_size size) {
    return (size.patients - 1) / VRO_BLOCK + 1;
}

// The three blocks of CHILDREN, and the task that they are.
static vro_interval three = {0, 3};
static const vro_interval_set three_blocks = {.intervals = &three, .count = 1};
static const vro_block_task every_block = {.blocks = &three_blocks};

// All blocks of a study.
static vro_tally run_all(small_model *small, vro_run_size size, int count) {
    vro_interval all = {0, blocks_of(size)};
    const vro_interval_set blocks = {.intervals = &all, .count = 1};
    const vro_block_task task = {.blocks = &blocks};
    vro_tally tally = new_tally(small);
    assert_true(perform_on(small, size, count, &task, &tally) == all.end);
    return tally;
}

static vro_tally run(small_model *small, int count) {
    return run_all(small, SIZE, count);
}

static void assert_same_tally(const vro_tally *a, const vro_tally *b) {
    const size_t strata = a->strategies * a->strata, months = a->months + 1;
    const size_t cells = strata * (a->first_cell[VRO_OUTCOMES] + 1);
    assert_memory_equal(a->children, b->children, sizeof a->children);
    assert_memory_equal(a->sums.moments, b->sums.moments,
                        strata * VRO_OUTCOMES * sizeof *a->sums.moments);
    assert_memory_equal(a->sums.pairs, b->sums.pairs,
                        strata * VRO_OUTCOMES * sizeof *a->sums.pairs);
    assert_false(a->has_settled || b->has_settled);
    assert_memory_equal(a->recent, b->recent, cells * sizeof *a->recent);
    assert_memory_equal(a->events, b->events, strata * VRO_CAUSES * months * sizeof *a->events);
    assert_memory_equal(a->deaths, b->deaths, strata * (months + VRO_LEVELS) * sizeof *a->deaths);
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

static void the_sums_are_those_of_the_blocks(void **state) {
    small_model *small = *state;
    vro_tally tally = run(small, 2), blocks = new_tally(small), merged = new_tally(small);
    const vro_sink sink = vro_tally_sink(&blocks);
    for (uint64_t first = 0; first < CHILDREN; first += VRO_BLOCK)
        vro_block_run(small->block, first,
                      CHILDREN - first < VRO_BLOCK ? CHILDREN - first : VRO_BLOCK, &sink);
    vro_tally_merge(&merged, &blocks);
    assert_same_tally(&merged, &tally);
    vro_tally_free(&merged);
    vro_tally_free(&blocks);
    vro_tally_free(&tally);
}

static void blocks_may_come_in_parts_and_in_any_order(void **state) {
    small_model *small = *state;
    vro_tally whole = run(small, 1), tally = new_tally(small);
    vro_interval last = {1, 3}, first = {0, 1};
    const vro_interval_set parts[] = {{.intervals = &last, .count = 1},
                                      {.intervals = &first, .count = 1}};
    vro_blocks threads;
    vro_pool pool;
    vro_pool_init(&pool, 2, NULL);
    assert_int_equal(vro_blocks_init(&threads, &pool, &small->model, RANDOM, SIZE, &small->errors),
                     VRO_OK);
    for (size_t i = 0; i < 2; i++) {
        const vro_block_task task = {.blocks = &parts[i]};
        uint64_t done = 0;
        assert_int_equal(vro_blocks_run(&threads, &task, &done, &small->errors), VRO_OK);
        assert_int_equal(vro_blocks_gather(&threads, &tally, &small->errors), VRO_OK);
    }
    assert_same_tally(&tally, &whole);
    vro_blocks_free(&threads);
    vro_tally_free(&tally);
    vro_tally_free(&whole);
}

static void sums_are_gathered_once(void **state) {
    small_model *small = *state;
    vro_tally tally = new_tally(small), nothing = new_tally(small), more = new_tally(small);
    vro_blocks threads;
    vro_pool pool;
    uint64_t done = 0;
    vro_pool_init(&pool, 2, NULL);
    assert_int_equal(vro_blocks_init(&threads, &pool, &small->model, RANDOM, SIZE, &small->errors),
                     VRO_OK);
    assert_int_equal(vro_blocks_run(&threads, &every_block, &done, &small->errors), VRO_OK);
    assert_int_equal(vro_blocks_gather(&threads, &tally, &small->errors), VRO_OK);
    assert_int_equal(vro_blocks_gather(&threads, &more, &small->errors), VRO_OK);
    assert_true(vro_tally_children(&tally, 0) == CHILDREN);
    assert_same_tally(&more, &nothing);
    vro_blocks_free(&threads);
    vro_tally_free(&more);
    vro_tally_free(&nothing);
    vro_tally_free(&tally);
}

static bool at_once(void *context) {
    (void)context;
    return true;
}

// What is left undone by a task that is late, or that the host ends, is the end of the list.
static void a_task_that_is_late_does_one_block(void **state) {
    small_model *small = *state;
    vro_interval one = {0, 1};
    const vro_interval_set alone = {.intervals = &one, .count = 1};
    const vro_block_task late = {.blocks = &three_blocks, .is_late = at_once};
    const vro_block_task first = {.blocks = &alone};
    for (size_t k = 0; k < 4; k++) {
        vro_tally tally = new_tally(small), expected = new_tally(small);
        assert_true(perform_on(small, SIZE, THREADS[k], &late, &tally) == 1);
        assert_true(perform_on(small, SIZE, 1, &first, &expected) == 1);
        assert_same_tally(&tally, &expected);
        vro_tally_free(&expected);
        vro_tally_free(&tally);
    }
}

static vro_status interrupted(void *host) {
    (void)host;
    return VRO_TERMINATED;
}

static void a_host_that_wants_to_stop_lets_no_block_begin(void **state) {
    small_model *small = *state;
    vro_tally tally = new_tally(small);
    vro_pool pool;
    vro_pool_init(&pool, 3, &(vro_callbacks){.interrupted = interrupted});
    assert_true(perform(small, SIZE, &pool, &every_block, &tally) == 0);
    assert_true(vro_tally_children(&tally, 0) == 0);
    vro_tally_free(&tally);
}

static void the_pool_counts_every_child_once(void **state) {
    small_model *small = *state;
    vro_tally tally = new_tally(small);
    vro_pool pool;
    vro_pool_init(&pool, 3, NULL);
    assert_true(perform(small, SIZE, &pool, &every_block, &tally) == 3);
    assert_true(pool.done == CHILDREN);
    vro_tally_free(&tally);
}

// The courses.csv of the blocks of a study, to be freed; sums of those that are not in summed go to
// tally.
static char *courses_of(small_model *small, vro_run_size size, int count,
                        const vro_interval_set *summed, vro_tally *tally) {
    scratch folder;
    vro_new_folder files;
    vro_course_rows courses = {0};
    vro_interval all = {0, blocks_of(size)};
    const vro_interval_set blocks = {.intervals = &all, .count = 1};
    const vro_block_task task = {.blocks = &blocks, .summed = summed, .courses = &courses};
    writing_open(&files, &folder);
    assert_int_equal(vro_course_file_open(&courses, &files, &small->scenario, small->model.outcomes,
                                          &small->errors),
                     VRO_OK);
    assert_true(perform_on(small, size, count, &task, tally) == all.end);
    assert_int_equal(vro_course_file_close(&courses, &small->errors), VRO_OK);
    char *text = read_text(folder.folder, "courses.csv");
    writing_close(&files);
    return text;
}

// Rows of patients 0 .. children - 1, under each strategy in turn.
static void assert_in_order(const small_model *small, const char *text, uint64_t children) {
    const char *line = strchr(text, '\n') + 1;
    for (uint64_t patient = 0; patient < children; patient++)
        for (size_t s = 0; s < small->scenario.strategies; s++) {
            char start[300];
            snprintf(start, sizeof start, "%" PRIu64 ",,%s,", patient,
                     small->scenario.strategy_names[s]);
            if (strncmp(line, start, strlen(start)) != 0)
                fail_msg("no row of %s here: %.60s", start, line);
            line = strchr(line, '\n') + 1;
        }
    assert_string_equal(line, "");
}

static vro_run_size recording(uint64_t courses) {
    vro_run_size size = SIZE;
    size.courses = courses;
    return size;
}

static void courses_come_in_order_of_patient_and_strategy(void **state) {
    small_model *small = *state;
    const vro_run_size size = recording(RECORDED);
    vro_tally without = run(small, 1);
    char *first = NULL;
    for (size_t k = 0; k < 4; k++) {
        vro_tally tally = new_tally(small);
        char *text = courses_of(small, size, THREADS[k], NULL, &tally);
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

static void blocks_that_are_summed_already_give_courses_only(void **state) {
    small_model *small = *state;
    const vro_run_size size = recording(RECORDED);
    vro_interval first = {0, 1}, rest = {1, 3};
    const vro_interval_set summed = {.intervals = &first, .count = 1},
                           others = {.intervals = &rest, .count = 1};
    const vro_block_task task = {.blocks = &others};
    vro_tally tally = new_tally(small), expected = new_tally(small);
    char *text = courses_of(small, size, 2, &summed, &tally);
    assert_in_order(small, text, RECORDED);
    assert_true(perform_on(small, SIZE, 1, &task, &expected) == 2);
    assert_same_tally(&tally, &expected);
    free(text);
    vro_tally_free(&expected);
    vro_tally_free(&tally);
}

static void rows_are_those_of_the_records(void **state) {
    small_model *small = *state;
    const vro_run_size size = recording(3);
    const vro_course_rows names = {.scenario = &small->scenario, .outcomes = small->model.outcomes};
    vro_tally tally = new_tally(small);
    char *text = courses_of(small, size, 2, NULL, &tally);
    vro_record *records = small_model_records(small, 0, 3);
    const char *line = strchr(text, '\n') + 1;
    for (size_t i = 0; i < 3 * small->scenario.strategies; i++) {
        char row[VRO_COURSE_ROW_MAX];
        const size_t length = vro_course_rows_format(&names, &records[i], row);
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
    const vro_run_size size = {.patients = all, .courses = all};
    vro_tally tally = new_tally(small);
    char *text = courses_of(small, size, 3, NULL, &tally);
    assert_in_order(small, text, all);
    free(text);
    vro_tally_free(&tally);
}

static void more_courses_than_children_are_all_of_them(void **state) {
    small_model *small = *state;
    const vro_run_size size = {.patients = 10, .courses = 2 * VRO_BLOCK};
    vro_tally tally = new_tally(small);
    char *text = courses_of(small, size, 2, NULL, &tally);
    assert_true(vro_tally_children(&tally, 0) == 10);
    assert_in_order(small, text, 10);
    free(text);
    vro_tally_free(&tally);
}

static void a_single_child_can_be_run(void **state) {
    small_model *small = *state;
    const vro_run_size size = {.patients = 1};
    vro_tally tally = run_all(small, size, 8);
    assert_true(vro_tally_children(&tally, 0) == 1);
    vro_tally_free(&tally);
}

static void a_full_disk_is_reported(void **state) {
    small_model *small = *state;
    vro_errors errors = {0};
    vro_course_rows courses = {0};
    vro_blocks threads;
    vro_pool pool;
    const vro_block_task task = {.blocks = &three_blocks, .courses = &courses};
    const vro_run_size size = recording(RECORDED);
    uint64_t done = 0;
    scratch folder;
    vro_new_folder files;
    writing_open(&files, &folder);
    assert_int_equal(
        vro_course_file_open(&courses, &files, &small->scenario, small->model.outcomes, &errors),
        VRO_OK);
    writing_fill_disk(courses.file);
    vro_pool_init(&pool, 2, NULL);
    assert_int_equal(vro_blocks_init(&threads, &pool, &small->model, RANDOM, size, &errors),
                     VRO_OK);
    assert_int_equal(vro_blocks_run(&threads, &task, &done, &errors), VRO_BAD_OUTPUT);
    assert_true(errors.count > 0);
    assert_non_null(strstr(errors.faults[0].text, "/courses.csv: "));
    assert_int_not_equal(vro_course_file_close(&courses, &errors), VRO_OK);
    writing_close(&files);
    vro_blocks_free(&threads);
    vro_errors_free(&errors);
}

int test_blocks(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_sums),
        cmocka_unit_test(the_sums_are_those_of_the_blocks),
        cmocka_unit_test(blocks_may_come_in_parts_and_in_any_order),
        cmocka_unit_test(sums_are_gathered_once),
        cmocka_unit_test(a_task_that_is_late_does_one_block),
        cmocka_unit_test(a_host_that_wants_to_stop_lets_no_block_begin),
        cmocka_unit_test(the_pool_counts_every_child_once),
        cmocka_unit_test(courses_come_in_order_of_patient_and_strategy),
        cmocka_unit_test(blocks_that_are_summed_already_give_courses_only),
        cmocka_unit_test(rows_are_those_of_the_records),
        cmocka_unit_test(courses_of_all_children_end_with_the_last),
        cmocka_unit_test(more_courses_than_children_are_all_of_them),
        cmocka_unit_test(a_single_child_can_be_run),
        cmocka_unit_test(a_full_disk_is_reported),
    };
    return cmocka_run_group_tests_name("blocks", tests, open_model, close_model);
}
