// Files with a line, a header, a body and a checksum: what is put in comes out, and each kind knows
// its own. What else is refused of them is in the tests of tally files and of ensemble files.
#define _GNU_SOURCE 1

#include "vrosim/file/checksummed_file.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

#include <sys/stat.h>

static const vro_checksummed_file LETTER = {
    .line = "a sealed letter, format 3\n", .article = "a", .noun = "letter"};
static const vro_checksummed_file ANSWER = {
    .line = "a sealed answer, format 3\n", .article = "an", .noun = "answer"};

static vro_byte_buffer seal_text(const char *header, const char *body) {
    vro_byte_buffer bytes = {0};
    vro_checksummed_file_begin(&LETTER, header, &bytes);
    vro_byte_buffer_append(&bytes, body, strlen(body));
    vro_checksummed_file_end(&bytes);
    assert_false(bytes.failed);
    return bytes;
}

static void header_and_body_come_back(void **state) {
    (void)state;
    static const char *const texts[][2] = {{"{}", "body"}, {"", ""}, {"{}", ""}, {"", "body"}};
    vro_errors errors = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vro_byte_buffer bytes = seal_text(texts[i][0], texts[i][1]);
        vro_checksummed_contents contents;
        assert_int_equal(
            vro_checksummed_file_open(&LETTER, bytes.at, bytes.size, "file", &contents, &errors),
            VRO_OK);
        assert_int_equal(contents.header_size, strlen(texts[i][0]));
        assert_memory_equal(contents.header, texts[i][0], contents.header_size);
        assert_int_equal(contents.body_size, strlen(texts[i][1]));
        assert_memory_equal(contents.body, texts[i][1], contents.body_size);
        vro_byte_buffer_free(&bytes);
    }
}

static void a_kind_is_told_by_its_line(void **state) {
    (void)state;
    scratch folder;
    char path[300];
    vro_errors errors = {0};
    vro_checksummed_contents contents;
    vro_byte_buffer bytes = seal_text("{}", "body");
    scratch_open(&folder);
    snprintf(path, sizeof path, "%s/letter", folder.folder);
    assert_int_equal(vro_checksummed_file_write(&LETTER, &bytes, path, &errors), VRO_OK);
    assert_true(vro_checksummed_file_is_on(&LETTER, path));
    assert_false(vro_checksummed_file_is_on(&ANSWER, path));
    assert_int_equal(vro_checksummed_file_check_path(&ANSWER, path, &errors), VRO_BAD_USAGE);
    assert_fault(&errors, path, "holds something other than an answer");
    assert_int_equal(
        vro_checksummed_file_open(&ANSWER, bytes.at, bytes.size, "file", &contents, &errors),
        VRO_BAD_INPUT);
    assert_fault(&errors, "file: ", "is not an answer");
    vro_errors_free(&errors);
    vro_byte_buffer_free(&bytes);
    remove_tree(folder.folder);
}

// Opening a pipe would wait for somebody who writes to it.
static void what_is_no_regular_file_is_of_no_kind(void **state) {
    (void)state;
    scratch folder;
    char path[300];
    scratch_open(&folder);
    snprintf(path, sizeof path, "%s/pipe", folder.folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(vro_checksummed_file_is_on(&LETTER, path));
    assert_false(vro_checksummed_file_is_on(&LETTER, folder.folder));
    assert_false(vro_checksummed_file_is_on(&LETTER, "/nonexistent"));
    assert_false(
        vro_checksummed_file_is_on(&LETTER, scratch_write(&folder, "short", LETTER.line, 5)));
    assert_false(vro_checksummed_file_is_on(&LETTER, scratch_write(&folder, "empty", "", 0)));
    assert_true(vro_checksummed_file_is_on(
        &LETTER, scratch_write(&folder, "other", "a sealed letter, format 9", 25)));
    remove_tree(folder.folder);
}

int test_checksummed_file(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_and_body_come_back),
        cmocka_unit_test(a_kind_is_told_by_its_line),
        cmocka_unit_test(what_is_no_regular_file_is_of_no_kind),
    };
    return cmocka_run_group_tests_name("checksummed_file", tests, NULL, NULL);
}
