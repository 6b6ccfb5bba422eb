// What all sessions have in common, with a study of which nothing is simulated.
#include "vrosim/verb/session.h"

#include "small_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct bench {
    small_model small;
    vro_workload workload; // two runs of ten children
    vro_session session;   // in a folder that is not kept
    vro_status outcome;    // of the simulation
    uint64_t done;         // children of it
    char steps[16];        // first letters of those taken
} bench;

static void note(bench *self, const char *letter) {
    strcat(self->steps, letter);
}

static vro_status reserve(void *study, vro_session *session, vro_errors *errors) {
    (void)errors;
    assert_null(session->folder.files.path);
    assert_int_equal(session->pool.threads, 2);
    note(study, "r");
    return VRO_OK;
}

static vro_status open_files(void *study, vro_session *session, vro_errors *errors) {
    (void)errors;
    assert_int_equal(access(session->folder.files.path, F_OK), 0);
    note(study, "o");
    return VRO_OK;
}

static vro_status simulate(void *study, vro_session *session, vro_errors *errors) {
    bench *self = study;
    note(self, "s");
    session->pool.done = self->done;
    return vro_session_simulated(session, self->outcome, errors);
}

static vro_status write_shard(void *study, vro_session *session, vro_errors *errors) {
    (void)errors;
    assert_null(session->folder.files.path);
    note(study, "w");
    return VRO_OK;
}

static int open_bench(void **state) {
    static const vro_session_steps steps = {
        .reserve = reserve, .open = open_files, .simulate = simulate, .write_shard = write_shard};
    static bench self;
    self = (bench){.done = 10, .outcome = VRO_NO_MEMORY};
    small_model_open(&self.small, NULL, SMALL_QUIET);
    self.workload = (vro_workload){.scenario = &self.small.scenario,
                                   .unit = "runs",
                                   .units = 2,
                                   .unit_children = 10,
                                   .pieces = 2};
    vro_session_begin(&self.session, &(vro_session_options){.threads = 3, .quiet = true}, &steps,
                      &self);
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_session_close(&self->session, VRO_OK, &self->small.errors);
    small_model_close(&self->small);
    return 0;
}

static vro_status perform(bench *self) {
    return vro_session_perform(&self->session, &self->workload, &self->small.errors);
}

static void assert_fault(const bench *self, const char *sentence) {
    assert_int_equal(self->small.errors.count, 1);
    assert_string_equal(self->small.errors.faults[0].text, sentence);
}

static void the_folder_is_made_after_memory_and_threads(void **state) {
    bench *self = *state;
    assert_int_equal(perform(self), VRO_NO_MEMORY);
    assert_string_equal(self->steps, "ros");
    assert_int_equal(self->small.errors.count, 0);
}

static void a_shard_has_no_folder(void **state) {
    bench *self = *state;
    self->outcome = VRO_OK;
    self->workload.shard = true;
    self->session.steps = &(vro_session_steps){.simulate = simulate, .write_shard = write_shard};
    assert_int_equal(perform(self), VRO_OK);
    assert_string_equal(self->steps, "sw");
}

static void a_signal_tells_how_many_units_are_done(void **state) {
    bench *self = *state;
    self->outcome = VRO_TERMINATED;
    assert_int_equal(perform(self), VRO_TERMINATED);
    assert_fault(self, "stopped by a signal after 1 of 2 runs; nothing is kept");
}

static void a_guessed_number_of_units_is_called_so(void **state) {
    bench *self = *state;
    self->outcome = VRO_INTERRUPTED;
    self->workload.estimated = true;
    self->workload.advice = ", as was to be expected";
    self->done = 30;
    assert_int_equal(perform(self), VRO_INTERRUPTED);
    assert_fault(self, "stopped by a signal after 3 of about 2 runs; nothing is kept, as was to be "
                       "expected");
}

static void a_signal_after_the_last_unit_names_the_step_that_lacks(void **state) {
    bench *self = *state;
    self->outcome = VRO_INTERRUPTED;
    self->workload.last_step = "the files were written";
    self->done = 20;
    assert_int_equal(perform(self), VRO_INTERRUPTED);
    assert_fault(self, "stopped by a signal before the files were written; nothing is left");
}

static void a_checkpoint_is_continued_after_a_signal_and_after_a_fault(void **state) {
    bench *self = *state;
    self->workload.checkpoint_path = "a.tally";
    self->workload.resume_command = "resume a.tally";
    assert_int_equal(perform(self), VRO_NO_MEMORY);
    assert_fault(self, "a.tally holds the last checkpoint; continue with: resume a.tally");
    vro_errors_free(&self->small.errors);
    assert_int_equal(vro_session_simulated(&self->session, VRO_INTERRUPTED, &self->small.errors),
                     VRO_INTERRUPTED);
    assert_fault(self,
                 "stopped by a signal after 1 of 2 runs, which are kept; continue with: resume "
                 "a.tally");
}

static void a_folder_that_is_not_kept_goes_with_the_session(void **state) {
    bench *self = *state;
    assert_int_equal(perform(self), VRO_NO_MEMORY);
    char *folder = strdup(self->session.folder.files.path);
    assert_int_equal(access(folder, F_OK), 0);
    vro_session_close(&self->session, VRO_OK, &self->small.errors);
    assert_int_not_equal(access(folder, F_OK), 0);
    free(folder);
}

static void the_rank_that_failed_is_named(void **state) {
    bench *self = *state;
    self->session.ranks = (vro_ranks){.rank = 1, .count = 3};
    vro_session_close(&self->session, VRO_TERMINATED, &self->small.errors);
    assert_int_equal(self->small.errors.count, 0);
    vro_session_close(&self->session, VRO_BAD_OUTPUT, &self->small.errors);
    assert_fault(self, "rank 1 of 3 ends the job");
    vro_errors_free(&self->small.errors);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)

int test_session(void) {
    static const struct CMUnitTest tests[] = {
        WITH_BENCH(the_folder_is_made_after_memory_and_threads),
        WITH_BENCH(a_shard_has_no_folder),
        WITH_BENCH(a_signal_tells_how_many_units_are_done),
        WITH_BENCH(a_guessed_number_of_units_is_called_so),
        WITH_BENCH(a_signal_after_the_last_unit_names_the_step_that_lacks),
        WITH_BENCH(a_checkpoint_is_continued_after_a_signal_and_after_a_fault),
        WITH_BENCH(a_folder_that_is_not_kept_goes_with_the_session),
        WITH_BENCH(the_rank_that_failed_is_named),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
