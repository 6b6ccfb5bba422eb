// CSV tables on a stream and in a file.
#include "vrosim/file/csv_writer.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/csv_file.h"

#include "faults.h"
#include "scratch.h"

#include <math.h>
#include <stdlib.h>

// The table as text, to be freed.
static char *table_of(void (*write)(vro_csv_writer *writer), const char *header) {
    vro_byte_buffer buffer = {0};
    vro_csv_writer writer;
    FILE *stream = vro_byte_buffer_stream(&buffer);
    vro_csv_writer_begin(&writer, stream, header);
    write(&writer);
    fclose(stream);
    return vro_byte_buffer_release_text(&buffer);
}

static void write_every_kind(vro_csv_writer *writer) {
    vro_csv_writer_text(writer, "a");
    vro_csv_writer_count(writer, UINT64_MAX);
    vro_csv_writer_number(writer, 1.23456, 0.01);
    vro_csv_writer_exact(writer, 1.23456);
    vro_csv_writer_exact(writer, NAN);
    vro_csv_writer_end(writer);
    vro_csv_writer_text(writer, "");
    vro_csv_writer_text(writer, "b");
    vro_csv_writer_end(writer);
}

static void commas_stand_between_the_cells_of_a_row(void **state) {
    (void)state;
    char *text = table_of(write_every_kind, "name,count");
    assert_string_equal(text, "name,count\na,18446744073709551615,1.2346,1.23456,\n,b\n");
    free(text);
}

static void write_texts_to_quote(vro_csv_writer *writer) {
    static const char *const texts[] = {"a,b", "a\"b", " a", "a ", "a\nb", "a b"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        vro_csv_writer_text(writer, texts[i]);
    vro_csv_writer_end(writer);
}

static void texts_are_quoted_only_where_a_reader_would_change_them(void **state) {
    (void)state;
    char *text = table_of(write_texts_to_quote, NULL);
    assert_string_equal(text, "\"a,b\",\"a\"\"b\",\" a\",\"a \",\"a\nb\",a b\n");
    free(text);
}

static void write_with_commas(vro_csv_writer *writer) {
    writer->decimal_commas = true;
    write_every_kind(writer);
    vro_csv_writer_text(writer, "a,b 1.5");
    vro_csv_writer_text(writer, "a;b");
    vro_csv_writer_end(writer);
}

// Texts, such as the name of a strategy, keep their points.
static void numbers_may_have_decimal_commas_between_semicolons(void **state) {
    (void)state;
    char *text = table_of(write_with_commas, NULL);
    assert_string_equal(text, "a;18446744073709551615;1,2346;1,23456;\n;b\na,b 1.5;\"a;b\"\n");
    free(text);
}

static void a_table_of_commas_begins_with_a_mark_and_semicolons(void **state) {
    vro_byte_buffer buffer = {0};
    FILE *stream = vro_byte_buffer_stream(&buffer);
    vro_csv_writer writer;
    (void)state;
    assert_non_null(stream);
    vro_csv_writer_begin_commas(&writer, stream, "name,count");
    vro_csv_writer_numeral(&writer, "0.5");
    vro_csv_writer_numeral(&writer, "from 0.5 to 2");
    vro_csv_writer_numeral(&writer, "");
    vro_csv_writer_end(&writer);
    fclose(stream);
    char *text = vro_byte_buffer_release_text(&buffer);
    assert_string_equal(text, "\xEF\xBB\xBFname;count\n0,5;from 0.5 to 2;\n");
    free(text);
}

int test_csv_writer(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_between_the_cells_of_a_row),
        cmocka_unit_test(texts_are_quoted_only_where_a_reader_would_change_them),
        cmocka_unit_test(numbers_may_have_decimal_commas_between_semicolons),
        cmocka_unit_test(a_table_of_commas_begins_with_a_mark_and_semicolons),
    };
    return cmocka_run_group_tests_name("csv_writer", tests, NULL, NULL);
}
