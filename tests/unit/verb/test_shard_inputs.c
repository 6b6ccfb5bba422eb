// Files of shards: what they are is known at the start, each is given once, and pipes are read
// once.
#define _GNU_SOURCE 1

#include "vrosim/verb/shard_inputs.h"

#include "vrosim/simulate/checkpoint_file.h"
#include "vrosim/study/ensemble_file.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

#include <unistd.h>

// The path of a pipe that holds a text and has no more to come.
static void pipe_bytes(const char *text, size_t size, int *end, char path[40]) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, size), size);
    close(ends[1]);
    *end = ends[0];
    snprintf(path, 40, "/proc/self/fd/%d", ends[0]);
}

static void assert_given(vro_shard_inputs *inputs, size_t number, const char *text) {
    vro_errors errors = {0};
    vro_checksummed_bytes bytes;
    assert_int_equal(vro_shard_inputs_take(inputs, number, &bytes, &errors), VRO_OK);
    assert_int_equal(bytes.size, strlen(text));
    assert_memory_equal(bytes.at, text, bytes.size);
    vro_checksummed_bytes_free(&bytes);
}

static void files_and_pipes_are_known_by_how_they_begin(void **state) {
    (void)state;
    scratch folder;
    vro_shard_inputs inputs;
    vro_errors errors = {0};
    const char *tally = vro_checkpoint_file_kind()->line;
    const char *ensemble = vro_ensemble_file_kind()->line;
    char file[400], piped[40], odd[40];
    int ends[2];
    scratch_open(&folder);
    snprintf(file, sizeof file, "%s", scratch_write(&folder, "tally", tally, strlen(tally)));
    pipe_bytes(ensemble, strlen(ensemble), &ends[0], piped);
    pipe_bytes("?", 1, &ends[1], odd);
    const char *const paths[] = {file, piped, odd};
    assert_int_equal(vro_shard_inputs_open(&inputs, paths, 3, &errors), VRO_OK);
    assert_ptr_equal(inputs.files[0].kind, vro_checkpoint_file_kind());
    assert_ptr_equal(inputs.files[1].kind, vro_ensemble_file_kind());
    assert_null(inputs.files[2].kind);
    assert_given(&inputs, 0, tally);
    assert_given(&inputs, 1, ensemble);
    assert_given(&inputs, 2, "?");
    vro_shard_inputs_free(&inputs);
    close(ends[0]);
    close(ends[1]);
    remove_tree(folder.folder);
}

static void what_is_not_there_is_told_when_it_is_taken(void **state) {
    (void)state;
    const char *const paths[] = {"/nonexistent", "/"};
    vro_shard_inputs inputs;
    vro_checksummed_bytes bytes;
    vro_errors errors = {0};
    assert_int_equal(vro_shard_inputs_open(&inputs, paths, 2, &errors), VRO_OK);
    assert_int_equal(errors.count, 0);
    for (size_t i = 0; i < 2; i++) {
        assert_null(inputs.files[i].kind);
        assert_int_equal(vro_shard_inputs_take(&inputs, i, &bytes, &errors), VRO_BAD_INPUT);
        vro_checksummed_bytes_free(&bytes);
    }
    assert_int_equal(errors.count, 2);
    assert_fault(&errors, "/nonexistent: ", "No such file");
    assert_fault(&errors, "/: ", "Is a directory");
    vro_errors_free(&errors);
    vro_shard_inputs_free(&inputs);
}

// A header of two bytes that is no object: told once, when it is read.
static void a_fault_of_a_pipe_is_told_once(void **state) {
    (void)state;
    static const char header[] = "\2\0\0\0\0\0\0\0[]";
    const char *line = vro_ensemble_file_kind()->line;
    char path[40];
    int end;
    vro_byte_buffer bytes = {0};
    vro_shard_inputs inputs;
    vro_checksummed_bytes read;
    vro_errors errors = {0};
    vro_byte_buffer_append(&bytes, line, strlen(line));
    vro_byte_buffer_append(&bytes, header, sizeof header - 1);
    pipe_bytes((const char *)bytes.at, bytes.size, &end, path);
    vro_byte_buffer_free(&bytes);
    assert_int_equal(vro_shard_inputs_open(&inputs, &(const char *){path}, 1, &errors), VRO_OK);
    assert_int_equal(errors.count, 1);
    assert_int_equal(vro_shard_inputs_take(&inputs, 0, &read, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    vro_checksummed_bytes_free(&read);
    vro_errors_free(&errors);
    vro_shard_inputs_free(&inputs);
    close(end);
}

int test_shard_inputs(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_and_pipes_are_known_by_how_they_begin),
        cmocka_unit_test(what_is_not_there_is_told_when_it_is_taken),
        cmocka_unit_test(a_fault_of_a_pipe_is_told_once),
    };
    return cmocka_run_group_tests_name("shard_inputs", tests, NULL, NULL);
}
