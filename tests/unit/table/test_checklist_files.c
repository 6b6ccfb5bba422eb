// A checklist as a table and as a page.
#include "vrosim/table/checklist_files.h"

#include "small_checklist.h"

static char *page_of(const small_checklist *self) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    vro_checklist_write_html(&self->checklist, &self->facts, stream);
    fclose(stream);
    return text;
}

static void the_table_has_a_row_for_each_item(void **state) {
    small_checklist self;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    (void)state;
    small_checklist_open(&self);
    vro_checklist_write_csv(&self.checklist, stream);
    fclose(stream);
    assert_ptr_equal(
        strstr(text, "item,section,recommendation,status,text,where,evidence_file,program\n"
                     "1,Methods,how many,filled,500 children.,summary.csv: n,summary.csv,filled "),
        text);
    assert_non_null(strstr(text, "\n4,Other,who paid,yours,,yours: who paid,,yours "));
    free(text);
    small_checklist_close(&self);
}

static void the_page_takes_texts_for_texts_and_nothing_from_elsewhere(void **state) {
    small_checklist self;
    (void)state;
    small_checklist_open(&self);
    assert_int_equal(vro_checklist_answer(&self.checklist.rows[3], "<script>alert(1)</script>",
                                          VRO_CHECKLIST_FILLED, "a\"b.csv", &self.errors),
                     VRO_OK);
    char *page = page_of(&self);
    assert_null(strstr(page, "<script"));
    assert_non_null(strstr(page, "&lt;script&gt;alert(1)"));
    assert_non_null(strstr(page, "what &lt;b&gt;"));
    assert_non_null(strstr(page, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert_non_null(strstr(page, "href=\"https://example.org/?a=1&amp;b=2\""));
    assert_null(strstr(page, " src="));
    assert_null(strstr(page, "url("));
    free(page);
    small_checklist_close(&self);
}

static void the_counts_tell_each_status(void **state) {
    small_checklist self;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    (void)state;
    small_checklist_open(&self);
    vro_checklist_print_counts(&self.checklist, stream);
    assert_int_equal(vro_checklist_answer(&self.checklist.rows[3], "Not applicable.",
                                          VRO_CHECKLIST_NOT_APPLICABLE, "a.csv", &self.errors),
                     VRO_OK);
    fputs("|", stream);
    vro_checklist_print_counts(&self.checklist, stream);
    fclose(stream);
    assert_string_equal(text, "Small & short: 1 filled, 2 drafted, 1 yours|"
                              "Small & short: 1 filled, 2 drafted, 0 yours, 1 not applicable");
    free(text);
    small_checklist_close(&self);
}

int test_checklist_files(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_a_row_for_each_item),
        cmocka_unit_test(the_page_takes_texts_for_texts_and_nothing_from_elsewhere),
        cmocka_unit_test(the_counts_tell_each_status),
    };
    return cmocka_run_group_tests_name("checklist_files", tests, NULL, NULL);
}
