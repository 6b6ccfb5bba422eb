#include "vrosim/file/byte_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 3 * VRO_BYTE_SOURCE_BLOCK };

// A source of text[size], at its first byte.
static vro_byte_source *source_of(char *text, size_t size) {
    vro_byte_source *self = malloc(sizeof *self);
    assert_non_null(self);
    FILE *stream = fmemopen(text, size, "r");
    assert_non_null(stream);
    vro_byte_source_begin(self, stream);
    return self;
}

static void source_free(vro_byte_source *self) {
    fclose(self->stream);
    free(self);
}

static char *long_text(void) {
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = (char)(i % 251);
    return text;
}

static void bytes_come_as_the_stream_has_them(void **state) {
    (void)state;
    char *text = long_text();
    vro_byte_source *source = source_of(text, SIZE);
    for (size_t i = 0; i < SIZE; i++)
        assert_int_equal(vro_byte_source_next(source), (unsigned char)text[i]);
    assert_int_equal(vro_byte_source_next(source), EOF);
    assert_int_equal(vro_byte_source_next(source), EOF);
    source_free(source);
    free(text);
}

static void bytes_ahead_stay_the_next_ones(void **state) {
    (void)state;
    char *text = long_text();
    vro_byte_source *source = source_of(text, SIZE);
    for (size_t at = 0; at < SIZE; at += 1000) {
        const size_t wanted = SIZE - at < 5000 ? SIZE - at : 5000;
        assert_true(vro_byte_source_ahead(source, 5000) >= wanted);
        assert_memory_equal(source->bytes + source->next, text + at, wanted);
        for (size_t i = 0; i < 1000 && at + i < SIZE; i++)
            assert_int_equal(vro_byte_source_next(source), (unsigned char)text[at + i]);
    }
    assert_int_equal(vro_byte_source_ahead(source, 1), 0);
    source_free(source);
    free(text);
}

static void a_line_ends_before_its_line_end(void **state) {
    (void)state;
    char text[] = "one\n\nthree";
    size_t size = 9;
    vro_byte_source *source = source_of(text, strlen(text));
    assert_memory_equal(vro_byte_source_line(source, &size), "one", 3);
    assert_int_equal(size, 3);
    source->next += size + 1;
    assert_non_null(vro_byte_source_line(source, &size));
    assert_int_equal(size, 0);
    source->next += size + 1;
    assert_null(vro_byte_source_line(source, &size));
    assert_int_equal(vro_byte_source_next(source), 't');
    source_free(source);
}

// Of a block less one byte it is found wherever it begins; a longer one is not.
static void a_line_is_at_most_a_block(void **state) {
    (void)state;
    char *text = malloc(SIZE);
    size_t size;
    assert_non_null(text);
    memset(text, 'a', SIZE);
    text[99] = text[99 + VRO_BYTE_SOURCE_BLOCK] = '\n';
    vro_byte_source *source = source_of(text, SIZE);
    assert_non_null(vro_byte_source_line(source, &size));
    source->next += 100;
    assert_non_null(vro_byte_source_line(source, &size));
    assert_int_equal(size, VRO_BYTE_SOURCE_BLOCK - 1);
    source->next += size + 1;
    assert_null(vro_byte_source_line(source, &size));
    assert_int_equal(vro_byte_source_next(source), 'a');
    source_free(source);
    free(text);
}

int test_byte_source(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_as_the_stream_has_them),
        cmocka_unit_test(bytes_ahead_stay_the_next_ones),
        cmocka_unit_test(a_line_ends_before_its_line_end),
        cmocka_unit_test(a_line_is_at_most_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
