#include "vrosim/file/digest.h"

#include "digests.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct fixture {
    scratch files;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->files);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    static const char *const names[] = {"abc", "empty", "long"};
    fixture *self = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        scratch_remove(&self->files, names[i]);
    scratch_close(&self->files);
    vro_errors_free(&self->errors);
    test_free(self);
    return 0;
}

static void a_digest_is_that_of_the_standard(void **state) {
    fixture *self = *state;
    char digest[VRO_DIGEST_TEXT];
    const char *abc = scratch_write(&self->files, "abc", "abc", 3);
    assert_int_equal(vro_digest_file(abc, digest, &self->errors), VRO_OK);
    assert_string_equal(digest, DIGEST_OF_ABC);
    const char *empty = scratch_write(&self->files, "empty", "", 0);
    assert_int_equal(vro_digest_file(empty, digest, &self->errors), VRO_OK);
    assert_string_equal(digest, DIGEST_OF_NOTHING);
}

// A million letters a: longer than any buffer.
static void a_digest_is_of_the_whole_file(void **state) {
    fixture *self = *state;
    char digest[VRO_DIGEST_TEXT];
    char *letters = test_malloc(1000000);
    memset(letters, 'a', 1000000);
    const char *path = scratch_write(&self->files, "long", letters, 1000000);
    assert_int_equal(vro_digest_file(path, digest, &self->errors), VRO_OK);
    assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    test_free(letters);
}

static void a_file_that_cannot_be_read_has_no_digest(void **state) {
    fixture *self = *state;
    char digest[VRO_DIGEST_TEXT];
    assert_int_equal(vro_digest_file("/nonexistent", digest, &self->errors), VRO_BAD_OUTPUT);
    assert_int_equal(vro_digest_file(self->files.folder, digest, &self->errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(self->errors.faults[1].text, "Is a directory"));
}

static void bytes_have_the_digest_of_a_file_that_holds_them(void **state) {
    (void)state;
    unsigned char digest[VRO_DIGEST_BYTES];
    char text[VRO_DIGEST_TEXT];
    vro_digest_bytes("abc", 3, digest);
    for (size_t i = 0; i < VRO_DIGEST_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(text, DIGEST_OF_ABC);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_digest(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_digest_is_that_of_the_standard),
        TEST(a_digest_is_of_the_whole_file),
        TEST(a_file_that_cannot_be_read_has_no_digest),
        cmocka_unit_test(bytes_have_the_digest_of_a_file_that_holds_them),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
