// What analyses have in common, on a scenario of which nothing is simulated.
#include "vrosim/verb/analysis.h"

#include "small_model.h"

#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct bench {
    small_model small;
    vro_options options;
    vro_analysis analysis; // two runs of ten children, in a folder that is not kept
} bench;

static int open_bench(void **state) {
    static bench self;
    self = (bench){.options = {.threads = 3, .quiet = true}};
    small_model_open(&self.small, NULL, SMALL_QUIET);
    self.analysis = (vro_analysis){.options = &self.options, .ranks = {.count = 1}};
    const vro_workload workload = {
        .scenario = &self.small.scenario, .patients = 10, .runs = 2, .word = "runs", .pieces = 2};
    assert_int_equal(vro_analysis_open(&self.analysis, &workload, &self.small.errors), VRO_OK);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_analysis_close(&self->analysis);
    small_model_close(&self->small);
    return 0;
}

static void all_of_the_program_keeps_to_the_threads_there_is_work_for(void **state) {
    const bench *self = *state;
    assert_int_equal(self->analysis.threads, 2);
    assert_int_equal(omp_get_max_threads(), 2);
}

static void only_a_signal_is_spoken_of(void **state) {
    bench *self = *state;
    vro_analysis_finish(&self->analysis, VRO_OK, &self->small.errors);
    vro_analysis_finish(&self->analysis, VRO_NO_MEMORY, &self->small.errors);
    assert_int_equal(self->small.errors.count, 0);
    self->analysis.progress.done = 10;
    vro_analysis_finish(&self->analysis, VRO_TERMINATED, &self->small.errors);
    assert_int_equal(self->small.errors.count, 1);
    assert_string_equal(self->small.errors.faults[0].text,
                        "stopped by a signal after 1 of 2 runs; nothing is kept");
}

static void a_folder_that_is_not_kept_goes_with_the_analysis(void **state) {
    bench *self = *state;
    char *folder = strdup(self->analysis.folder.temporary);
    assert_int_equal(access(folder, F_OK), 0);
    vro_analysis_close(&self->analysis);
    assert_int_not_equal(access(folder, F_OK), 0);
    free(folder);
}

static void the_numbers_are_those_asked_for(void **state) {
    (void)state;
    vro_options options = {.plan = {.patients = 7, .seed = 5, .stream = 3}};
    const vro_numbers usual = vro_analysis_numbers(&options, 100);
    options.given = 1u << VRO_OPTION_PATIENTS;
    const vro_numbers asked = vro_analysis_numbers(&options, 100);
    assert_int_equal(usual.patients, 100);
    assert_int_equal(asked.patients, 7);
    assert_int_equal(asked.seed, 5);
    assert_int_equal(asked.stream, 3);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_analysis(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(all_of_the_program_keeps_to_the_threads_there_is_work_for),
        WITH_BENCH(only_a_signal_is_spoken_of),
        WITH_BENCH(a_folder_that_is_not_kept_goes_with_the_analysis),
        cmocka_unit_test(the_numbers_are_those_asked_for),
    };
    return cmocka_run_group_tests_name("analysis", tests, NULL, NULL);
}
