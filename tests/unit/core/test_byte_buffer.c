// Bytes that grow, by themselves and through a stream.
#include "vrosim/core/byte_buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void appended_bytes_follow_each_other(void **state) {
    (void)state;
    vro_byte_buffer self = {0};
    vro_byte_buffer_append(&self, "ab", 2);
    vro_byte_buffer_append(&self, NULL, 0);
    vro_byte_buffer_append(&self, "\0c", 2);
    assert_int_equal(self.size, 4);
    assert_memory_equal(self.at, "ab\0c", 4);
    assert_false(self.failed);
    vro_byte_buffer_free(&self);
    vro_byte_buffer_free(&self);
}

static void a_long_text_goes_through_a_stream(void **state) {
    (void)state;
    enum { LINES = 20000 };
    vro_byte_buffer self = {0};
    FILE *stream = vro_byte_buffer_stream(&self);
    for (int i = 0; i < LINES; i++)
        fprintf(stream, "%09d\n", i);
    assert_int_equal(fclose(stream), 0);
    assert_int_equal(self.size, 10 * LINES);
    char *text = vro_byte_buffer_release_text(&self);
    assert_int_equal(strlen(text), 10 * LINES);
    for (int i = 0; i < LINES; i++)
        assert_int_equal(atoi(text + 10 * i), i);
    assert_null(self.at);
    free(text);
}

static void no_bytes_are_an_empty_text(void **state) {
    (void)state;
    vro_byte_buffer self = {0};
    char *text = vro_byte_buffer_release_text(&self);
    assert_string_equal(text, "");
    free(text);
}

static void a_number_is_its_bytes_lowest_first(void **state) {
    (void)state;
    unsigned char bytes[8];
    vro_byte_buffer_put_number(bytes, UINT64_C(0xF1E2D3C4B5A69788), sizeof bytes);
    assert_memory_equal(bytes, "\x88\x97\xA6\xB5\xC4\xD3\xE2\xF1", sizeof bytes);
    assert_true(vro_byte_buffer_take_number(bytes, sizeof bytes) == UINT64_C(0xF1E2D3C4B5A69788));
    assert_true(vro_byte_buffer_take_number(bytes, 4) == UINT64_C(0xB5A69788));
}

// More than any machine has.
static void short_memory_is_remembered(void **state) {
    (void)state;
    vro_byte_buffer self = {0};
    vro_byte_buffer_append(&self, "ab", 2);
    assert_false(vro_byte_buffer_reserve(&self, SIZE_MAX / 2));
    assert_true(self.failed);
    vro_byte_buffer_append(&self, "c", 1);
    assert_int_equal(self.size, 2);
    assert_false(vro_byte_buffer_reserve(&self, 1));
    FILE *stream = vro_byte_buffer_stream(&self);
    fputs("more", stream);
    assert_int_not_equal(fclose(stream), 0);
    assert_null(vro_byte_buffer_release_text(&self));
    assert_false(vro_byte_buffer_reserve(&self, SIZE_MAX));
    vro_byte_buffer_free(&self);
}

int test_byte_buffer(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appended_bytes_follow_each_other),
        cmocka_unit_test(a_long_text_goes_through_a_stream),
        cmocka_unit_test(no_bytes_are_an_empty_text),
        cmocka_unit_test(a_number_is_its_bytes_lowest_first),
        cmocka_unit_test(short_memory_is_remembered),
    };
    return cmocka_run_group_tests_name("byte_buffer", tests, NULL, NULL);
}
