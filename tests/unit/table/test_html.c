// Pieces of HTML.
#define _GNU_SOURCE 1

#include "vrosim/table/html.h"

#include "near.h"

#include <stdlib.h>

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
                                        "\xE2\x88\x92"
                                        "1.5"};
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

int test_html(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(numbers_stand_at_the_right_and_the_first_cell_heads_its_row),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
