// A page with a scenario built in.
#define _GNU_SOURCE 1

#include "vrosim/table/page_scenario.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

#define BEGIN "<p>begin</p><script type=\"application/json\" id=\"scenario\">"
#define END "</script><p>end</p>"

static const char page[] = BEGIN "null" END;

// The page with a scenario, to be freed; NULL where it is refused.
static char *write_page(const vro_page_scenario *scenario, const char *empty) {
    vro_byte_buffer bytes = {0};
    vro_errors errors = {0};
    const vro_status status =
        vro_page_scenario_write(scenario, empty, strlen(empty), &bytes, &errors);
    assert_int_equal(errors.count, status != VRO_OK);
    vro_errors_free(&errors);
    if (status != VRO_OK)
        vro_byte_buffer_free(&bytes);
    return status == VRO_OK ? vro_byte_buffer_release_text(&bytes) : NULL;
}

static void expect(const char *table, const char *json) {
    char *wanted = NULL,
         *written = write_page(&(vro_page_scenario){.name = "a.csv", .table = table}, page);
    assert_true(asprintf(&wanted, BEGIN "{\"name\": \"a.csv\", \"table\": %s}" END, json) > 0);
    assert_string_equal(written, wanted);
    free(wanted);
    free(written);
}

static void a_table_stands_in_its_place_and_the_rest_stays(void **state) {
    (void)state;
    expect("", "\"\"");
    expect("a,b\n1,M\xC3\xBCller\n", "\"a,b\\u000a1,M\xC3\xBCller\\u000a\"");
}

static void nothing_of_a_table_ends_the_element_or_the_text(void **state) {
    (void)state;
    expect("</script><!-- \"quoted\", \\n",
           "\"\\u003c/script>\\u003c!-- \\u0022quoted\\u0022, \\u005cn\"");
}

static void without_a_scenario_the_page_is_as_it_was(void **state) {
    (void)state;
    char *written = write_page(NULL, page);
    assert_string_equal(written, page);
    free(written);
}

static void a_page_without_a_place_is_refused(void **state) {
    (void)state;
    assert_null(write_page(NULL, "<p>begin</p>"));
    assert_null(write_page(NULL, BEGIN "{}" END));
}

int test_page_scenario(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_stands_in_its_place_and_the_rest_stays),
        cmocka_unit_test(nothing_of_a_table_ends_the_element_or_the_text),
        cmocka_unit_test(without_a_scenario_the_page_is_as_it_was),
        cmocka_unit_test(a_page_without_a_place_is_refused),
    };
    return cmocka_run_group_tests_name("page_scenario", tests, NULL, NULL);
}
