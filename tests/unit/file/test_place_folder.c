// A folder that is put in its place: nothing that is there is lost.
#define _GNU_SOURCE 1

#include "vrosim/file/place_folder.h"

#include "writing.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

typedef struct fixture {
    scratch scratch;
    int folder; // descriptor of scratch
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    scratch_open(&self->scratch);
    self->folder = open(self->scratch.folder, O_RDONLY | O_DIRECTORY);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    close(self->folder);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static bool is_there(const fixture *self, const char *name) {
    return faccessat(self->folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static void a_folder_goes_where_nothing_is(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdirat(self->folder, "new", 0777), 0);
    assert_int_equal(vro_place_folder_new(self->folder, "new", "place"), 0);
    assert_true(is_there(self, "place"));
    assert_false(is_there(self, "new"));
}

static void whatever_is_there_is_not_replaced(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdirat(self->folder, "new", 0777), 0);
    assert_int_equal(mkdirat(self->folder, "empty", 0777), 0);
    assert_int_equal(symlinkat("nowhere", self->folder, "link"), 0);
    scratch_write(&self->scratch, "file", "precious", 8);
    static const char *const names[] = {"empty", "link", "file"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(vro_place_folder_new(self->folder, "new", names[i]), -1);
        assert_int_equal(errno, EEXIST);
        assert_true(is_there(self, names[i]));
    }
    assert_true(is_there(self, "new"));
}

static void two_names_are_exchanged_whatever_they_are(void **state) {
    fixture *self = *state;
    struct stat about;
    assert_int_equal(mkdirat(self->folder, "new", 0777), 0);
    scratch_write(&self->scratch, "file", "precious", 8);
    assert_int_equal(vro_place_folder_exchange(self->folder, "new", "file"), 0);
    assert_int_equal(fstatat(self->folder, "file", &about, 0), 0);
    assert_true(S_ISDIR(about.st_mode));
    char *text = read_text(self->scratch.folder, "new");
    assert_string_equal(text, "precious");
    free(text);
}

static void nothing_is_exchanged_with_what_is_not_there(void **state) {
    fixture *self = *state;
    assert_int_equal(mkdirat(self->folder, "new", 0777), 0);
    assert_int_equal(vro_place_folder_exchange(self->folder, "new", "missing"), -1);
    assert_int_equal(errno, ENOENT);
    assert_true(is_there(self, "new"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_place_folder(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_folder_goes_where_nothing_is),
        TEST(whatever_is_there_is_not_replaced),
        TEST(two_names_are_exchanged_whatever_they_are),
        TEST(nothing_is_exchanged_with_what_is_not_there),
    };
    return cmocka_run_group_tests_name("place_folder", tests, NULL, NULL);
}
