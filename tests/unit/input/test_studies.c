// Tables of studies.
#include "vrosim/input/studies.h"

#include "faults.h"

static vro_status read_studies(vro_studies *self, const char *text, vro_errors *errors) {
    vro_csv_reader *csv;
    *self = (vro_studies){0};
    assert_int_equal(vro_csv_reader_open_text(&csv, "studies", text, strlen(text)), VRO_OK);
    const vro_status status = vro_studies_read(self, csv, errors);
    vro_csv_reader_free(csv);
    return status;
}

static void studies_share_their_tables(void **state) {
    (void)state;
    vro_studies studies;
    vro_errors errors = {0};
    assert_int_equal(read_studies(&studies,
                                  "study,tables,note\na,x.csv  b/y.csv,320 children\nb,b/y.csv,\n",
                                  &errors),
                     VRO_OK);
    assert_int_equal(studies.count, 2);
    assert_int_equal(studies.paths.count, 2);
    assert_int_equal(studies.rows[0].table_count, 2);
    assert_int_equal(studies.rows[0].tables[1], studies.rows[1].tables[0]);
    assert_string_equal(studies.paths.texts[studies.rows[1].tables[0]], "b/y.csv");
    assert_string_equal(studies.rows[0].note, "320 children");
    assert_int_equal(vro_studies_find(&studies, "b"), 1);
    assert_int_equal(vro_studies_find(&studies, "c"), 2);
    vro_studies_free(&studies);
}

static void a_study_may_be_part_of_another(void **state) {
    (void)state;
    vro_studies studies;
    vro_errors errors = {0};
    assert_int_equal(read_studies(&studies, "study,tables,part_of\na,x,b\nb,x,\nc,x,NA\n", &errors),
                     VRO_OK);
    assert_int_equal(studies.rows[0].whole, 1);
    assert_int_equal(studies.rows[1].whole, VRO_NO_STUDY);
    assert_int_equal(studies.rows[2].whole, VRO_NO_STUDY);
    vro_errors_free(&errors);
    vro_studies_free(&studies);
}

static void a_note_that_is_missing_to_r_is_empty(void **state) {
    (void)state;
    vro_studies studies;
    vro_errors errors = {0};
    assert_int_equal(read_studies(&studies, "study,tables,note\na,x.csv,NA\nb,x.csv,NA\n", &errors),
                     VRO_OK);
    assert_string_equal(studies.rows[1].note, "");
    assert_int_equal(errors.notice_count, 1);
    assert_string_equal(errors.notices[0], "studies: 2 fields are NA; read as empty");
    vro_errors_free(&errors);
    vro_studies_free(&studies);
}

static void a_fault_says_what_would_be_right(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"study,tables\na,x\na,y\n", ":3:1: ", "study 'a' is there already"},
        {"study,tables\n-a,x\n", ":2:1: ", "study '-a' is a formula to a spreadsheet"},
        {"study,tables,note\na,x,=1\n", ":2:5: ", "note '=1' is a formula to a spreadsheet"},
        {"study,tables\n,x\n", ":2:1: ", "study is empty"},
        {"study,tables\nNA,x\n", ":2:1: ", "study 'NA' is a missing value to R"},
        {"study,tables\na,NA\n", ":2:3: ", "tables 'NA' is a missing value to R"},
        {"study,tables\na,\n", ":2:3: ", "tables is empty"},
        {"study,tables\na,1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n",
         ":2:3: ", "names more than 16 tables"},
        {"study,tables,part_of\nshore-2015,x,\nmild,x,shore-205\n",
         ":3:8: ", "part_of 'shore-205' is no study; the nearest is 'shore-2015'"},
        {"study,tables,part_of\na,x,a\n", ":2:5: ", "part_of 'a' is the study itself"},
        {"study,tables,part_of\na,x,\nb,x,a\nc,x,b\n",
         ":4:5: ", "part_of 'b' is a part itself; name the whole study 'a'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_studies studies;
        vro_errors errors = {0};
        assert_int_equal(read_studies(&studies, cases[i].text, &errors), VRO_BAD_INPUT);
        assert_int_equal(errors.count, 1);
        assert_fault(&errors, cases[i].place, cases[i].piece);
        vro_studies_free(&studies);
        vro_errors_free(&errors);
    }
}

int test_studies(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(studies_share_their_tables),
        cmocka_unit_test(a_study_may_be_part_of_another),
        cmocka_unit_test(a_note_that_is_missing_to_r_is_empty),
        cmocka_unit_test(a_fault_says_what_would_be_right),
    };
    return cmocka_run_group_tests_name("studies", tests, NULL, NULL);
}
