// Numbers packed and unpacked again.
#include "vrosim/file/varint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const uint64_t NUMBERS[] = {0,     0,     1,          0,          127,        128, 0, 0, 0,
                                   16383, 16384, 1ULL << 32, UINT64_MAX, 1ULL << 63, 0,   5, 0};
enum { COUNT = sizeof NUMBERS / sizeof *NUMBERS };

static vro_varint_writer pack(const uint64_t *numbers, size_t count) {
    vro_varint_writer writer = {0};
    for (size_t i = 0; i < count; i++)
        vro_varint_writer_put(&writer, numbers[i]);
    vro_varint_writer_flush(&writer);
    assert_false(writer.buffer.failed);
    return writer;
}

static vro_varint_reader reader_of(const void *bytes, size_t size) {
    return (vro_varint_reader){.at = bytes, .end = (const unsigned char *)bytes + size};
}

static void assert_bytes(const uint64_t *numbers, size_t count, const char *bytes, size_t size) {
    vro_varint_writer writer = pack(numbers, count);
    assert_int_equal(writer.buffer.size, size);
    assert_memory_equal(writer.buffer.at, bytes, size);
    vro_varint_writer_free(&writer);
}

static void the_bytes_are_those_of_the_description(void **state) {
    (void)state;
    assert_bytes((uint64_t[]){1}, 1, "\x01", 1);
    assert_bytes((uint64_t[]){127, 128, 300}, 3, "\x7f\x80\x01\xac\x02", 5);
    assert_bytes((uint64_t[]){0, 0, 0, 2}, 4, "\x00\x03\x02", 3);
    assert_bytes((uint64_t[]){UINT64_MAX}, 1, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10);
}

static void numbers_come_back(void **state) {
    (void)state;
    vro_varint_writer writer = pack(NUMBERS, COUNT);
    vro_varint_reader reader = reader_of(writer.buffer.at, writer.buffer.size);
    for (size_t i = 0; i < COUNT; i++) {
        assert_false(vro_varint_reader_is_done(&reader));
        assert_true(vro_varint_reader_next(&reader) == NUMBERS[i]);
    }
    assert_true(vro_varint_reader_is_done(&reader));
    assert_true(vro_varint_reader_next(&reader) == 0);
    assert_true(reader.failed);
    assert_false(vro_varint_reader_is_done(&reader));
    vro_varint_writer_free(&writer);
    vro_varint_writer_free(&writer);
}

static void a_long_run_of_zeros_takes_a_few_bytes(void **state) {
    (void)state;
    enum { ZEROS = 1000000 };
    vro_varint_writer writer = {0};
    for (int i = 0; i < ZEROS; i++)
        vro_varint_writer_put(&writer, 0);
    vro_varint_writer_flush(&writer);
    assert_int_equal(writer.buffer.size, 4);
    vro_varint_reader reader = reader_of(writer.buffer.at, writer.buffer.size);
    for (int i = 0; i < ZEROS; i++)
        assert_true(vro_varint_reader_next(&reader) == 0);
    assert_true(vro_varint_reader_is_done(&reader));
    vro_varint_writer_free(&writer);
}

static void zeros_of_a_run_are_skipped_together(void **state) {
    (void)state;
    vro_varint_reader reader = reader_of("\x00\x09\x05", 3);
    assert_int_equal(vro_varint_reader_skip(&reader, 100), 0); // the run has not begun
    assert_true(vro_varint_reader_next(&reader) == 0);
    assert_int_equal(vro_varint_reader_skip(&reader, 3), 3);
    assert_int_equal(vro_varint_reader_skip(&reader, 100), 5);
    assert_true(vro_varint_reader_next(&reader) == 5);
    assert_true(vro_varint_reader_is_done(&reader));
}

static void bytes_stand_where_they_were_put(void **state) {
    (void)state;
    vro_varint_writer writer = {0};
    vro_varint_writer_put(&writer, 0);
    vro_varint_writer_put_bytes(&writer, "ab", 2);
    vro_varint_writer_put(&writer, 0);
    vro_varint_writer_put(&writer, 9);
    assert_int_equal(writer.buffer.size, 7);
    assert_memory_equal(writer.buffer.at,
                        "\x00\x01"
                        "ab\x00\x01\x09",
                        7);
    vro_varint_writer_free(&writer);
}

static void many_numbers_find_room(void **state) {
    (void)state;
    enum { MANY = 20000 };
    vro_varint_writer writer = {0};
    for (uint64_t i = 0; i < MANY; i++)
        vro_varint_writer_put(&writer, i * i * i * i);
    vro_varint_writer_flush(&writer);
    vro_varint_reader reader = reader_of(writer.buffer.at, writer.buffer.size);
    for (uint64_t i = 0; i < MANY; i++)
        assert_true(vro_varint_reader_next(&reader) == i * i * i * i);
    assert_true(vro_varint_reader_is_done(&reader));
    vro_varint_writer_free(&writer);
}

// One row a fault: bytes, and how many numbers can be taken before it shows.
static const struct bad_bytes {
    const char *bytes;
    size_t size;
    size_t good;
} BAD[] = {
    {"", 0, 0},
    {"\x01\x80", 2, 1},                                      // ends inside a number
    {"\x00", 1, 0},                                          // ends before the length of a run
    {"\x00\x00", 2, 0},                                      // a run of no zeros
    {"\x00\x02\x00\x01\x05", 5, 0},                          // a run after a run
    {"\x81\x00", 2, 0},                                      // a number longer than need be
    {"\x00\x81\x00", 3, 0},                                  // the same of a run
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10, 0},     // beyond 64 bits
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11, 0}, // longer than any number
};

static void bytes_that_no_writer_makes_fail(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        vro_varint_reader reader = reader_of(BAD[i].bytes, BAD[i].size);
        for (size_t j = 0; j < BAD[i].good; j++)
            assert_true(vro_varint_reader_next(&reader) > 0);
        assert_false(reader.failed);
        for (int j = 0; j < 5; j++)
            assert_true(vro_varint_reader_next(&reader) == 0);
        assert_true(reader.failed);
        assert_false(vro_varint_reader_is_done(&reader));
    }
}

int test_varint(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bytes_are_those_of_the_description),
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(a_long_run_of_zeros_takes_a_few_bytes),
        cmocka_unit_test(zeros_of_a_run_are_skipped_together),
        cmocka_unit_test(bytes_stand_where_they_were_put),
        cmocka_unit_test(many_numbers_find_room),
        cmocka_unit_test(bytes_that_no_writer_makes_fail),
    };
    return cmocka_run_group_tests_name("varint", tests, NULL, NULL);
}
