// Pieces of HTML.
#define _GNU_SOURCE 1

#include "vrosim/table/html.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

static void texts_are_escaped(void **state) {
    (void)state;
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    vro_html_element(to, "p", "a < b & \"c\" > d");
    fclose(to);
    assert_string_equal(text, "<p>a &lt; b &amp; &quot;c&quot; &gt; d</p>\n");
    free(text);
}

static void numbers_stand_at_the_right_and_the_first_cell_heads_its_row(void **state) {
    (void)state;
    static const char *const cells[] = {"name", "value", "vro",
                                        ("\xE2\x88\x92"
                                         "1.5")};
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    vro_html_table_write(to, &(vro_html_table){"t", cells, 4, 2});
    fclose(to);
    assert_string_equal(
        text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"t\"><table>\n"
              "<thead><tr><th scope=\"col\" dir=\"auto\">name</th>"
              "<th scope=\"col\" dir=\"auto\">value</th></tr></thead>\n<tbody>\n"
              "<tr><th scope=\"row\" dir=\"auto\">vro</th><td class=\"n\">\xE2\x88\x92"
              "1.5</td></tr>\n</tbody>\n</table></div>\n");
    free(text);
}

static void a_sentence_that_begins_with_a_number_is_no_number(void **state) {
    (void)state;
    static const char *const cells[] = {"source", "1", "12 of 334 operations, and 2 of 350 later"};
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    vro_html_table_write(to, &(vro_html_table){"t", cells, 3, 1});
    fclose(to);
    assert_non_null(strstr(text, "<th scope=\"row\" class=\"n\">1</th>"));
    assert_non_null(strstr(text, "<th scope=\"row\" dir=\"auto\">12 of 334"));
    free(text);
}

// How often a piece stands in a table of one row and so many columns.
static size_t count_piece(size_t columns, const char *piece) {
    const char *cells[2 * 3 * VRO_HTML_COLUMNS];
    char *text;
    size_t size, count = 0;
    FILE *to = open_memstream(&text, &size);
    for (size_t i = 0; i < 2 * columns; i++)
        cells[i] = i % columns == 0 ? "first" : "other";
    vro_html_table_write(to, &(vro_html_table){"t", cells, 2 * columns, columns});
    fclose(to);
    for (const char *at = text; (at = strstr(at, piece)); at++)
        count++;
    free(text);
    return count;
}

static void a_wide_table_is_written_in_parts_with_the_first_column(void **state) {
    (void)state;
    assert_int_equal(count_piece(VRO_HTML_COLUMNS, "<table>"), 1);
    assert_int_equal(count_piece(VRO_HTML_COLUMNS + 1, "<table class=\"part\">"), 2);
    assert_int_equal(count_piece(2 * VRO_HTML_COLUMNS, ">first<"), 2 * 3);
    assert_int_equal(count_piece(2 * VRO_HTML_COLUMNS, ">other<"), 2 * (2 * VRO_HTML_COLUMNS - 1));
    assert_int_equal(count_piece(2 * VRO_HTML_COLUMNS, "<div"), 1);
}

int test_html(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(numbers_stand_at_the_right_and_the_first_cell_heads_its_row),
        cmocka_unit_test(a_sentence_that_begins_with_a_number_is_no_number),
        cmocka_unit_test(a_wide_table_is_written_in_parts_with_the_first_column),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
