// courses.csv, byte by byte.
#define _GNU_SOURCE 1

#include "vrosim/outcome/course_rows.h"

#include "usual_landmarks.h"

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"soft_tissue", "vro"};
static const vro_scenario scenario = {.strategies = 2, .strategy_names = (char **)names};

static vro_record plain_record(void) {
    return (vro_record){.patient = 7,
                        .strategy = 1,
                        .level = 3,
                        .female = true,
                        .osteotomy = true,
                        .spica = true,
                        .age = 8.25f,
                        .nsa_before = 157.0625f,
                        .anteversion_before = -3.5f,
                        .acetabular_index_before = 28,
                        .migration_before = 50.0004f,
                        .nsa_after = 115.9996f,
                        .anteversion_after = -0.0004f,
                        .migration_after = 0,
                        .revision_time = 2.50004f,
                        .cause = VRO_CAUSE_MIGRATION,
                        .death_time = INFINITY};
}

static void assert_row(const vro_record *record, const char *expected) {
    const vro_course_rows courses = {.scenario = &scenario, .outcomes = usual_outcomes(false)};
    char buffer[VRO_COURSE_ROW_MAX + 1];
    const size_t length = vro_course_rows_format(&courses, record, buffer);
    buffer[length] = '\0';
    assert_string_equal(buffer, expected);
}

static void a_course_is_one_row(void **state) {
    (void)state;
    vro_record record = plain_record();
    record.outcome[VRO_REVISION_BY_5Y] = 1;
    record.outcome[VRO_OPERATIONS] = 12;
    record.outcome[VRO_HEALING_WEEKS] = 10 * 1024 + 512;
    record.outcome[VRO_LLD_MM] = -(3 * 1024 + 1);
    assert_row(&record,
               "7,,vro,4,8.250,1,0,1,0,0,1,157.063,-3.500,28.000,50.000,116.000,0.000,0.000,"
               "2.5000,migration,,"
               "0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,12,0,0,0,0,"
               "10.500,0.000,0.000,-3.001,0.000,0.000,0.000,0.000,0.000,0.000,0.000,0.000,"
               "0.000\n");
}

static void what_a_child_does_not_have_is_empty(void **state) {
    (void)state;
    vro_record record = plain_record();
    record.strategy = 0;
    record.revision_time = INFINITY;
    record.cause = VRO_CAUSE_NONE;
    record.death_time = 0.1f;
    record.outcome[VRO_HEALING_WEEKS] = VRO_NO_VALUE;
    assert_row(&record, "7,,soft_tissue,4,8.250,1,0,1,0,0,1,157.063,-3.500,28.000,50.000,116.000,"
                        "0.000,0.000,,,0.1000,"
                        "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"
                        ",0.000,0.000,0.000,0.000,0.000,0.000,0.000,0.000,0.000,0.000,0.000,"
                        "0.000\n");
}

// The thousandths of a quantity, as the row shows them, against the nearest of exact arithmetic:
// for every step of a unit either side of 0, and at the far ends.
static void every_step_is_rounded_to_the_nearest_thousandth(void **state) {
    (void)state;
    const vro_course_rows courses = {.scenario = &scenario, .outcomes = usual_outcomes(false)};
    char buffer[VRO_COURSE_ROW_MAX + 1];
    for (int32_t step = -1100; step <= 1100; step++) {
        vro_record record = plain_record();
        record.outcome[VRO_MIGRATION_CHANGE_PCT] = step;
        buffer[vro_course_rows_format(&courses, &record, buffer)] = '\0';
        const double shown = strtod(strrchr(buffer, ',') + 1, NULL);
        assert_true(fabs(shown - step / 1024.0) <= 0.0005 + 1e-12);
        assert_null(strstr(buffer, "-0.000"));
    }
}

#define QUOTES "\"\"\"\"\"\"\"\"\"\""

static void the_longest_row_fits(void **state) {
    (void)state;
    char name[201];
    memset(name, 'x', 200);
    name[200] = '\0';
    char id[] = QUOTES QUOTES QUOTES QUOTES QUOTES QUOTES;
    char *long_names[] = {name}, *ids[] = {id};
    assert_int_equal(strlen(id), VRO_CHILD_ID_MAX);
    const vro_scenario longest = {
        .strategies = 1, .strategy_names = long_names, .children = {.count = 1, .ids = ids}};
    const vro_course_rows courses = {.scenario = &longest, .outcomes = usual_outcomes(true)};
    const float far = -1e15f;
    vro_record record = {.patient = UINT64_MAX,
                         .level = 4,
                         .age = far,
                         .nsa_before = far,
                         .anteversion_before = far,
                         .acetabular_index_before = far,
                         .migration_before = far,
                         .nsa_after = far,
                         .anteversion_after = far,
                         .migration_after = far,
                         .revision_time = far,
                         .death_time = far,
                         .cause = VRO_CAUSE_COMPLICATION};
    for (int outcome = 0; outcome < VRO_OUTCOMES; outcome++)
        record.outcome[outcome] = INT32_MAX;
    char buffer[VRO_COURSE_ROW_MAX];
    assert_true(vro_course_rows_format(&courses, &record, buffer) < VRO_COURSE_ROW_MAX);
}

static const char header[] =
    "patient,id,strategy,gmfcs,age_years,female,bilateral,osteotomy,soft_tissue,pelvic,spica,"
    "nsa_before_deg,anteversion_before_deg,acetabular_index_before_deg,migration_before_pct,"
    "nsa_after_deg,anteversion_after_deg,migration_after_pct,revision_time_years,revision_cause,"
    "death_time_years,revision_by_1y,revision_by_2y,";

// A table of rows[length], header line and all, to be freed.
static char *table_of(const vro_outcome_set *outcomes, const char *rows, size_t length) {
    char *text = NULL;
    size_t size = 0;
    vro_errors errors = {0};
    vro_course_rows courses;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    vro_course_rows_start(&courses, stream, "courses.csv", &scenario, outcomes, false);
    assert_int_equal(vro_course_rows_write(&courses, rows, length, &errors), VRO_OK);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void a_table_has_a_header_and_the_rows_as_they_came(void **state) {
    (void)state;
    char *text = table_of(usual_outcomes(false), "a\nb\n", 4);
    assert_ptr_equal(strstr(text, header), text);
    assert_string_equal(strrchr(text, ',') + 1, "migration_change_pct\na\nb\n");
    free(text);
}

static void an_id_is_that_of_the_row_of_the_list_quoted_where_need_be(void **state) {
    (void)state;
    char *ids[] = {NULL, "Doe, J.", "a;b", "1.5"};
    vro_scenario listed = scenario;
    listed.children = (vro_child_list){.count = 4, .ids = ids};
    for (uint64_t patient = 4; patient < 8; patient++) {
        static const char *const rows[][2] = {{"4,,vro,4,8.250,", "4;;vro;4;8,250;"},
                                              {"5,\"Doe, J.\",vro,", "5;Doe, J.;vro;"},
                                              {"6,a;b,vro,", "6;\"a;b\";vro;"},
                                              {"7,1.5,vro,", "7;1.5;vro;"}};
        vro_record record = plain_record();
        record.patient = patient;
        for (int commas = 0; commas < 2; commas++) {
            char row[VRO_COURSE_ROW_MAX];
            const vro_course_rows courses = {
                .scenario = &listed, .outcomes = usual_outcomes(false), .decimal_commas = commas};
            vro_course_rows_format(&courses, &record, row);
            assert_memory_equal(row, rows[patient - 4][commas], strlen(rows[patient - 4][commas]));
        }
    }
}

// As many columns in the header as in a row.
static void header_and_rows_have_the_same_width(void **state) {
    (void)state;
    const vro_course_rows courses = {.scenario = &scenario, .outcomes = usual_outcomes(false)};
    char row[VRO_COURSE_ROW_MAX];
    const vro_record record = plain_record();
    const size_t length = vro_course_rows_format(&courses, &record, row);
    char *text = table_of(usual_outcomes(false), "", 0);
    size_t commas = 0;
    for (const char *byte = text; *byte; byte++)
        commas += *byte == ',';
    for (size_t i = 0; i < length; i++)
        commas -= row[i] == ',';
    assert_int_equal(commas, 0);
    free(text);
}

static void a_scenario_with_costs_has_two_columns_more(void **state) {
    (void)state;
    const vro_course_rows courses = {.scenario = &scenario, .outcomes = usual_outcomes(true)};
    char row[VRO_COURSE_ROW_MAX];
    vro_record record = plain_record();
    record.outcome[VRO_COST] = 12 * VRO_STEPS_PER_COST + VRO_STEPS_PER_COST / 2;
    record.outcome[VRO_QALY] = -VRO_STEPS_PER_QALY / 4;
    row[vro_course_rows_format(&courses, &record, row)] = '\0';
    char *text = table_of(usual_outcomes(true), "", 0);
    assert_non_null(strstr(text, ",migration_change_pct,cost,qaly\n"));
    assert_non_null(strstr(row, ",12.500,-0.250\n"));
    free(text);
}

// Into a stream without a buffer.
static void a_full_disk_is_reported(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_course_rows courses;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    vro_course_rows_start(&courses, full, "courses.csv", &scenario, usual_outcomes(false), false);
    assert_int_equal(vro_course_rows_write(&courses, "a\n", 2, &errors), VRO_BAD_OUTPUT);
    assert_non_null(strstr(errors.faults[0].text, "courses.csv"));
    assert_non_null(strstr(errors.faults[0].text, "No space left on device"));
    fclose(full);
    vro_errors_free(&errors);
}

int test_course_rows(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_course_is_one_row),
        cmocka_unit_test(what_a_child_does_not_have_is_empty),
        cmocka_unit_test(every_step_is_rounded_to_the_nearest_thousandth),
        cmocka_unit_test(the_longest_row_fits),
        cmocka_unit_test(a_table_has_a_header_and_the_rows_as_they_came),
        cmocka_unit_test(an_id_is_that_of_the_row_of_the_list_quoted_where_need_be),
        cmocka_unit_test(header_and_rows_have_the_same_width),
        cmocka_unit_test(a_scenario_with_costs_has_two_columns_more),
        cmocka_unit_test(a_full_disk_is_reported),
    };
    return cmocka_run_group_tests_name("course_rows", tests, NULL, NULL);
}
