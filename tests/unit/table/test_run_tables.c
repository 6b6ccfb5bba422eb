// The result tables of a study of eight children, row by row.
#define _GNU_SOURCE 1

#include "vrosim/table/run_tables.h"

#include "vrosim/table/table_files.h"

#include "small_study.h"
#include "usual_landmarks.h"
#include "writing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct fixture {
    small_study small;
    scratch scratch;
    vro_new_folder folder; // the same
} fixture;

// Four children of level I. Under soft_tissue (A) and vro (B):
//   child   revised at, cause      died     |legs|, mm     healing
//     0     A 0.5 years migration           A 10  B 5      B 10 weeks
//     1     A 2 years migration             A 10  B 10     B 10 weeks
//     2                            A B at 1 A 10  B 15.5   B 10.3 weeks
//     3     B 0 years loss                  A 10  B 20     B 12.25 weeks
static void fill_first_level(small_study *small) {
    static const double legs[] = {5, 10, 15.5, 20};
    static const double weeks[] = {10, 10, 10.3, 12.25};
    small_study_begin(small, 4);
    vro_results *a = small->results[0];
    vro_results *b = small->results[1];
    for (size_t i = 0; i < 4; i++) {
        a->outcome[VRO_LLD_MM][i] = a->outcome[VRO_LLD_ABS_MM][i] = 10 * 1024;
        b->outcome[VRO_LLD_MM][i] = b->outcome[VRO_LLD_ABS_MM][i] = (int32_t)(legs[i] * 1024);
        b->outcome[VRO_HEALING_WEEKS][i] = (int32_t)(weeks[i] * 1024);
    }
    a->outcome[VRO_REVISION_BY_5Y][0] = a->outcome[VRO_REVISION_BY_5Y][1] = 1;
    b->outcome[VRO_REVISION_BY_5Y][3] = 1;
    a->cause[0] = a->cause[1] = VRO_CAUSE_MIGRATION;
    a->revision_time[0] = 0.5f;
    a->revision_time[1] = 2;
    b->cause[3] = VRO_CAUSE_LOSS;
    b->revision_time[3] = 0;
    a->death_time[2] = b->death_time[2] = 1;
    small_study_add(small, 0);
}

static int open_study(void **state) {
    fixture *self = test_malloc(sizeof *self);
    small_study_open(&self->small, "soft_tissue,vro");
    small_study_model(&self->small);
    writing_open(&self->folder, &self->scratch);
    fill_first_level(&self->small);
    small_study_begin(&self->small, 4); // of level V, nothing happens to them
    small_study_add(&self->small, 4);
    assert_int_equal(vro_run_tables_write(&self->small.view, &self->folder, 2, &self->small.errors),
                     VRO_OK);
    *state = self;
    return 0;
}

static int close_study(void **state) {
    fixture *self = *state;
    writing_close(&self->folder);
    small_study_close(&self->small);
    test_free(self);
    return 0;
}

static void assert_rows(const fixture *self, const char *file, const char *const *rows) {
    char *text = read_text(self->scratch.folder, file);
    for (size_t i = 0; rows[i]; i++)
        if (!has_line(text, rows[i]))
            fail_msg("%s has no line %s", file, rows[i]);
    free(text);
}

static char *streamed(const fixture *self, const char *name) {
    char *text = NULL;
    size_t size = 0;
    vro_errors errors = {0};
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    assert_int_equal(vro_run_table_write(&self->small.view, name, stream, &errors), VRO_OK);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void a_summary_has_every_statistic_of_every_outcome(void **state) {
    static const char *const rows[] = {
        "scenario,strategy,subgroup,outcome,statistic,value,se,lower,upper,n,se_kind",
        // 2 of 8, Wilson; 2 of 4
        "baseline,soft_tissue,all,revision_by_5y,mean,0.250,0.153,0.071,0.591,8,children",
        "baseline,soft_tissue,gmfcs_1,revision_by_5y,mean,0.500,0.250,0.150,0.850,4,children",
        "baseline,soft_tissue,gmfcs_5,revision_by_5y,mean,0,0.125,0,0.490,4,children",
        // equal values: nothing says how far another one would be
        "baseline,soft_tissue,gmfcs_1,lld_mm,mean,10,,,,4,",
        "baseline,soft_tissue,gmfcs_1,lld_mm,sd,0,,,,4,",
        "baseline,soft_tissue,gmfcs_1,lld_mm,p05,10,,,,4,",
        // 5, 10, 15.5, 20: mean 12.625, Student 3.182 * 3.26; sd 6.5240, chi-square 0.2158
        "baseline,vro,gmfcs_1,lld_mm,mean,12.62,3.26,2.24,23.01,4,children",
        "baseline,vro,gmfcs_1,lld_mm,sd,6.52,2.66,1.75,24.33,4,children",
        "baseline,vro,gmfcs_1,lld_mm,p50,12.75,,,,4,",
        "baseline,vro,all,healing_weeks,p50,10.1523,,,,4,", NULL};
    assert_rows(*state, "summary.csv", rows);
}

static void a_summary_leaves_out_who_and_what_there_is_not(void **state) {
    const fixture *self = *state;
    char *text = read_text(self->scratch.folder, "summary.csv");
    assert_int_equal(count_lines(text, "baseline,vro,gmfcs_2,"), 0);
    assert_int_equal(count_lines(text, "baseline,soft_tissue,all,healing_weeks,"), 0);
    assert_int_equal(count_lines(text, "baseline,vro,gmfcs_5,healing_weeks,"), 0);
    assert_int_equal(count_lines(text, "baseline,vro,all,healing_weeks,"), 7);
    assert_int_equal(count_lines(text, "baseline,vro,all,"), 28 + 8 + VRO_RARE_EVENTS + 13 * 7);
    free(text);
}

static void contrasts_are_of_the_same_children(void **state) {
    static const char *const rows[] = {
        "scenario,strategy,reference,subgroup,outcome,statistic,value,se,se_unpaired,lower,upper,n,"
        "se_kind",
        // differences -1, -1, 0, 1: mean -1/4, sum of squares about it 2.75
        "baseline,vro,soft_tissue,gmfcs_1,revision_by_5y,risk_difference,"
        "-0.250,0.479,0.382,-1.000,1.000,4,children",
        "baseline,vro,soft_tissue,gmfcs_1,revision_by_5y,number_needed_to_treat,4,,,,,4,",
        "baseline,vro,soft_tissue,gmfcs_1,revision_by_5y,share_better,0.500,0.250,,0.150,0.850,4,"
        "children",
        "baseline,vro,soft_tissue,gmfcs_1,lld_abs_mm,mean_difference,"
        "2.62,3.26,,-7.76,13.01,4,children",
        "baseline,vro,soft_tissue,gmfcs_5,revision_by_5y,risk_difference,0,0.471,0.177,-0.922,0."
        "922,4,children",
        "baseline,vro,soft_tissue,gmfcs_5,revision_by_5y,relative_risk,,,,,,4,",
        "baseline,vro,soft_tissue,gmfcs_5,nsa_deg,mean_ratio,1,,,,,4,", NULL};
    assert_rows(*state, "contrasts.csv", rows);
}

static void the_reference_is_not_compared_with_itself(void **state) {
    const fixture *self = *state;
    char *text = read_text(self->scratch.folder, "contrasts.csv");
    assert_int_equal(count_lines(text, "baseline,soft_tissue,"), 0);
    assert_int_equal(count_lines(text, "baseline,vro,soft_tissue,all,healing_weeks"), 0);
    // 28 shares with 4, 8 numbers with 3; weeks_not_standing and spica_weeks 3, lld_mm 1,
    // lld_abs_mm 3, shortening and width 2, tracking 1, nsa 2, anteversion 1, acetabular_index 2,
    // migration 3, migration_change 2
    assert_int_equal(count_lines(text, "baseline,vro,soft_tissue,all,"), 28 * 4 + 8 * 3 + 25);
    free(text);
}

static void revision_is_counted_by_month_of_all_children(void **state) {
    static const char *const rows[] = {
        "scenario,strategy,subgroup,cause,time_years,at_risk,events,incidence,se,one_minus_km,"
        "one_minus_km_se,se_kind",
        "baseline,soft_tissue,gmfcs_1,migration,0,4,0,0,0.125,,,children",
        "baseline,soft_tissue,gmfcs_1,migration,0.416667,4,0,0,0.125,,,children",
        "baseline,soft_tissue,gmfcs_1,migration,0.5,4,1,0.250,0.217,,,children",
        "baseline,soft_tissue,gmfcs_1,migration,0.583333,3,0,0.250,0.217,,,children",
        "baseline,soft_tissue,gmfcs_1,migration,1,3,0,0.250,0.217,,,children",
        "baseline,soft_tissue,gmfcs_1,migration,1.083333,2,0,0.250,0.217,,,children", // one died
        "baseline,soft_tissue,gmfcs_1,other,10,1,0,0,0.125,,,children",
        "baseline,vro,gmfcs_1,loss,0,4,1,0.250,0.217,,,children", // at time 0 exactly
        "baseline,vro,all,any,10,6,0,0.125,0.117,0.125,0.117,children",
        NULL};
    const fixture *self = *state;
    assert_rows(self, "revision.csv", rows);
    char *text = read_text(self->scratch.folder, "revision.csv");
    assert_int_equal(count_lines(text, "baseline,vro,gmfcs_1,loss,"), 121);
    assert_int_equal(count_lines(text, "baseline,"), 2 * 3 * 6 * 121);
    free(text);
}

static void death_before_a_revision_competes_with_it(void **state) {
    static const char *const rows[] = {
        "baseline,soft_tissue,gmfcs_1,death,0.916667,3,0,0,0.125,,,children",
        "baseline,soft_tissue,gmfcs_1,death,1,3,1,0.250,0.217,,,children",
        "baseline,soft_tissue,gmfcs_1,death,10,1,0,0.250,0.217,,,children",
        "baseline,soft_tissue,all,death,1,7,1,0.125,0.117,,,children", NULL};
    assert_rows(*state, "revision.csv", rows);
}

// Of 4, 1 is revised; of 3, 1 dies; of 2, 1 is revised: S = 3/4 * 1/2, 1 - S = 0.625, where 2 of 4
// are revised. Greenwood: S sqrt(1/(4*3) + 1/(2*1)) = 0.286. Of all 8: 1 - 7/8 * 5/6 = 0.271, error
// 35/48 sqrt(1/(8*7) + 1/(6*5)) = 0.165.
static void the_complement_of_kaplan_and_meier_takes_the_dead_as_censored(void **state) {
    static const char *const rows[] = {
        "baseline,soft_tissue,gmfcs_1,any,0,4,0,0,0.125,0,0.125,children",
        "baseline,soft_tissue,gmfcs_1,any,0.5,4,1,0.250,0.217,0.250,0.217,children",
        "baseline,soft_tissue,gmfcs_1,any,1.083333,2,0,0.250,0.217,0.250,0.217,children",
        "baseline,soft_tissue,gmfcs_1,any,2,2,1,0.500,0.250,0.625,0.286,children",
        "baseline,soft_tissue,gmfcs_1,any,10,1,0,0.500,0.250,0.625,0.286,children",
        "baseline,soft_tissue,all,any,2,6,1,0.250,0.153,0.271,0.165,children",
        NULL};
    assert_rows(*state, "revision.csv", rows);
}

// 5 to 20 mm under vro, 10 under soft_tissue, 0 at level V.
static void legs_are_counted_in_millimetres_from_the_first_to_the_last_of_all(void **state) {
    static const char *const rows[] = {
        "scenario,strategy,subgroup,from,to,count,share,cumulative",
        "baseline,soft_tissue,gmfcs_1,0,1,0,0,0",
        "baseline,soft_tissue,gmfcs_1,10,11,4,1.000,1.000", // a value on an edge belongs above it
        "baseline,vro,gmfcs_1,5,6,1,0.250,0.250",
        "baseline,vro,gmfcs_1,6,7,0,0,0.250",
        "baseline,vro,gmfcs_1,15,16,1,0.250,0.750",
        "baseline,vro,gmfcs_1,20,21,1,0.250,1.000",
        NULL};
    const fixture *self = *state;
    assert_rows(self, "lld.csv", rows);
    char *text = read_text(self->scratch.folder, "lld.csv");
    assert_int_equal(count_lines(text, "baseline,soft_tissue,gmfcs_1,"), 21);
    assert_int_equal(count_lines(text, "baseline,vro,gmfcs_1,"), 21);
    assert_int_equal(count_lines(text, "baseline,vro,gmfcs_5,"), 21);
    assert_int_equal(count_lines(text, "baseline,"), 6 * 21);
    free(text);
}

// Legs that differ by more than is counted: 300 mm under soft_tissue, 5 to 20 under vro.
static void a_bin_without_a_limit_has_none_under_any_strategy(void **state) {
    fixture *self = *state;
    static const char *const rows[] = {"baseline,soft_tissue,all,255,,4,0.333,1.0000",
                                       "baseline,vro,all,255,,0,0,1.0000",
                                       "baseline,vro,gmfcs_5,255,,0,0,1.0000", NULL};
    small_study_begin(&self->small, 4);
    for (size_t i = 0; i < 4; i++)
        self->small.results[0]->outcome[VRO_LLD_MM][i] = 300 * 1024;
    small_study_add(&self->small, 4);
    char *text = streamed(self, "lld.csv");
    for (size_t i = 0; rows[i]; i++)
        if (!has_line(text, rows[i]))
            fail_msg("lld.csv has no line %s", rows[i]);
    free(text);
}

static void healing_is_counted_in_quarter_weeks_of_those_who_heal(void **state) {
    static const char *const rows[] = {"scenario,strategy,subgroup,from,to,count,share,cumulative",
                                       "baseline,vro,all,10,10.25,2,0.500,0.500",
                                       "baseline,vro,all,10.25,10.5,1,0.250,0.750",
                                       "baseline,vro,all,12.25,12.5,1,0.250,1.000", NULL};
    const fixture *self = *state;
    assert_rows(self, "healing.csv", rows);
    char *text = read_text(self->scratch.folder, "healing.csv");
    assert_int_equal(count_lines(text, "baseline,soft_tissue,"), 0);
    assert_int_equal(count_lines(text, "baseline,vro,gmfcs_5,"), 0);
    free(text);
}

static void an_undefined_number_is_never_spelt_out(void **state) {
    static const char *const files[] = {"summary.csv",    "contrasts.csv",  "revision.csv",
                                        "lld.csv",        "healing.csv",    "cohort.csv",
                                        "parameters.csv", "increments.csv", "net_benefit.csv"};
    static const char *const spellings[] = {",nan,", ",-nan,", ",inf,", ",-inf,", ",-0,"};
    const fixture *self = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = read_text(self->scratch.folder, files[i]);
        for (size_t j = 0; j < sizeof spellings / sizeof *spellings; j++)
            assert_null(strstr(text, spellings[j]));
        free(text);
    }
}

static void a_folder_that_takes_no_files_is_reported_for_each_table(void **state) {
    fixture *self = *state;
    vro_errors errors = {0};
    vro_new_folder gone;
    writing_vanish(&gone);
    assert_int_equal(vro_run_tables_write(&self->small.view, &gone, 2, &errors), VRO_BAD_OUTPUT);
    vro_new_folder_free(&gone);
    assert_int_equal(errors.count, VRO_RUN_TABLES);
    assert_non_null(strstr(errors.faults[0].text, "/summary.csv"));
    assert_non_null(strstr(errors.faults[0].text, "No such file or directory"));
    vro_errors_free(&errors);
}

// Whoever put it there.
static void a_file_that_is_there_already_is_not_written_to(void **state) {
    fixture *self = *state;
    vro_errors errors = {0};
    assert_int_equal(vro_run_tables_write(&self->small.view, &self->folder, 2, &errors),
                     VRO_BAD_OUTPUT);
    assert_int_equal(errors.count, VRO_RUN_TABLES);
    assert_non_null(strstr(errors.faults[0].text, "/summary.csv: cannot be written: File exists"));
    vro_errors_free(&errors);
}

static void a_table_is_the_same_in_a_folder_and_on_a_stream(void **state) {
    const fixture *self = *state;
    for (size_t i = 0; i < VRO_RUN_TABLES; i++) {
        char *file = read_text(self->scratch.folder, vro_run_tables[i].file);
        char *text = streamed(self, vro_run_tables[i].file);
        assert_string_equal(text, file);
        free(file);
        free(text);
    }
}

static void a_table_that_there_is_not_is_refused_with_the_nearest(void **state) {
    const fixture *self = *state;
    vro_errors errors = {0};
    assert_int_equal(vro_run_table_write(&self->small.view, "sumary.csv", stdout, &errors),
                     VRO_BAD_USAGE);
    assert_string_equal(errors.faults[0].text,
                        "table 'sumary.csv' is unknown; the nearest is 'summary.csv'");
    vro_errors_free(&errors);
}

// Each row has as many cells as the table has columns; no cell of these tables has a comma.
static void rows_have_the_columns_of_the_dictionary(void **state) {
    const fixture *self = *state;
    for (size_t i = 0; i < VRO_RUN_TABLES; i++) {
        size_t commas = 0, of_header = 0, lines = 0;
        char *text = streamed(self, vro_run_tables[i].file);
        assert_true(text[0] != '\n');
        for (const char *byte = text;
             *byte && strcmp(vro_run_tables[i].file, "parameters.csv") != 0; byte++) {
            commas += *byte == ',';
            if (*byte != '\n')
                continue;
            of_header = lines++ == 0 ? commas : of_header;
            assert_int_equal(commas, of_header);
            commas = 0;
        }
        free(text);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_study, close_study)

int test_run_tables(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_summary_has_every_statistic_of_every_outcome),
        TEST(a_summary_leaves_out_who_and_what_there_is_not),
        TEST(contrasts_are_of_the_same_children),
        TEST(the_reference_is_not_compared_with_itself),
        TEST(revision_is_counted_by_month_of_all_children),
        TEST(death_before_a_revision_competes_with_it),
        TEST(the_complement_of_kaplan_and_meier_takes_the_dead_as_censored),
        TEST(legs_are_counted_in_millimetres_from_the_first_to_the_last_of_all),
        TEST(a_bin_without_a_limit_has_none_under_any_strategy),
        TEST(healing_is_counted_in_quarter_weeks_of_those_who_heal),
        TEST(an_undefined_number_is_never_spelt_out),
        TEST(a_folder_that_takes_no_files_is_reported_for_each_table),
        TEST(a_file_that_is_there_already_is_not_written_to),
        TEST(a_table_is_the_same_in_a_folder_and_on_a_stream),
        TEST(a_table_that_there_is_not_is_refused_with_the_nearest),
        TEST(rows_have_the_columns_of_the_dictionary),
    };
    return cmocka_run_group_tests_name("run_tables", tests, NULL, NULL);
}
