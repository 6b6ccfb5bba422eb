// The columns of courses.csv by name, against the file itself.
#define _GNU_SOURCE 1

#include "vrosim/outcome/course_column.h"

#include "vrosim/outcome/course_rows.h"

#include "faults.h"
#include "near.h"
#include "small_model.h"

#include <stdio.h>

// Something of everything: revisions of every cause, deaths, costs and life years.
static int open_courses(void **state) {
    *state = small_courses_open("soft_tissue,vro,observation",
                                "mortality.rate,fixed,0.05\nloss.hazard,fixed,0.02\n"
                                "complication.infection,fixed,0.2\ncost.care,fixed,5\n"
                                "utility.baseline,fixed,0.8\nutility.displaced,fixed,0.1\n");
    return 0;
}

static int close_courses(void **state) {
    small_courses_close(*state);
    return 0;
}

static size_t find(const vro_scenario *scenario, const char *name) {
    size_t column = SIZE_MAX;
    vro_errors errors = {0};
    if (vro_course_column_find(scenario, name, &column, &errors) != VRO_OK)
        fail_msg("no '%s'", name);
    return column;
}

static double read_value(const vro_scenario *scenario, const char *name, const char *text) {
    double value = NAN;
    vro_errors errors = {0};
    if (vro_course_column_read(find(scenario, name), scenario, text, &value, &errors) != VRO_OK)
        fail_msg("%s is not '%s'", name, text);
    return value;
}

// courses.csv of all records, to be freed.
static char *file_of(const small_courses *self) {
    const vro_scenario *scenario = &self->small.scenario;
    char *text = NULL, row[VRO_COURSE_ROW_MAX];
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    vro_course_rows rows;
    assert_non_null(file);
    vro_course_rows_start(&rows, file, "memory", scenario, self->small.model.outcomes, false);
    for (size_t i = 0; i < SMALL_COURSES * scenario->strategies; i++)
        fwrite(row, 1, vro_course_rows_format(&rows, &self->records[i], row), file);
    assert_int_equal(fclose(file), 0);
    return text;
}

static void the_columns_are_those_of_the_file_in_its_order(void **state) {
    const small_courses *self = *state;
    char *text = file_of(self), *rest = text;
    char *header = strsep(&rest, "\n");
    size_t place = 0, before = 0;
    for (char *name; (name = strsep(&header, ",")); place++) {
        if (strcmp(name, "id") == 0)
            continue;
        char printed[VRO_COURSE_COLUMN_MAX];
        const size_t column = find(&self->small.scenario, name);
        assert_true(place == 0 || column > before);
        before = column;
        vro_course_column_print(printed, &self->small.scenario, column);
        assert_string_equal(printed, name);
    }
    assert_in_range(place, 40, 200);
    free(text);
}

// Empty fields are NAN, except that no cause is "none".
static void assert_field(const vro_scenario *scenario, const vro_record *record, size_t column,
                         const char *field) {
    char name[VRO_COURSE_COLUMN_MAX];
    if (column == SIZE_MAX) // the id
        return;
    vro_course_column_print(name, scenario, column);
    const double value = vro_course_column_value(column, record);
    const char *written = strcmp(name, "revision_cause") == 0 && *field == '\0' ? "none" : field;
    if (*written == '\0')
        assert_true(isnan(value));
    else if (value != read_value(scenario, name, written))
        fail_msg("%s: %.17g, not %s", name, value, written);
}

static void a_value_is_that_of_the_file(void **state) {
    const small_courses *self = *state;
    const vro_scenario *scenario = &self->small.scenario;
    char *text = file_of(self), *rest = text;
    char *header = strsep(&rest, "\n");
    size_t columns[200], count = 0;
    for (char *name; (name = strsep(&header, ","));)
        columns[count++] = strcmp(name, "id") == 0 ? SIZE_MAX : find(scenario, name);
    for (size_t i = 0; i < SMALL_COURSES * scenario->strategies; i += 7) {
        char *row = strsep(&rest, "\n");
        for (size_t skipped = 0; skipped < 6; skipped++)
            strsep(&rest, "\n");
        size_t place = 0;
        for (char *field; (field = strsep(&row, ",")); place++)
            assert_field(scenario, &self->records[i], columns[place], field);
        assert_int_equal(place, count);
    }
    free(text);
}

static void a_name_may_lack_its_unit_and_some_have_another(void **state) {
    const small_courses *self = *state;
    static const char *const names[][2] = {{"age", "age_years"},
                                           {"AGE", "age_years"},
                                           {"level", "gmfcs"},
                                           {"sex", "female"},
                                           {"cause", "revision_cause"},
                                           {"revision_time", "revision_time_years"},
                                           {"migration_before", "migration_before_pct"},
                                           {"nsa", "nsa_deg"},
                                           {"lld", "lld_mm"},
                                           {"healing", "healing_weeks"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_int_equal(find(&self->small.scenario, names[i][0]),
                         find(&self->small.scenario, names[i][1]));
}

static void words_stand_for_numbers(void **state) {
    const vro_scenario *scenario = &((const small_courses *)*state)->small.scenario;
    assert_near(read_value(scenario, "gmfcs", "iv"), 4, 0);
    assert_near(read_value(scenario, "gmfcs", "4"), 4, 0);
    assert_near(read_value(scenario, "sex", "girl"), 1, 0);
    assert_near(read_value(scenario, "sex", "Male"), 0, 0);
    assert_near(read_value(scenario, "failed", "yes"), 1, 0);
    assert_near(read_value(scenario, "failed", "0"), 0, 0);
    assert_near(read_value(scenario, "strategy", "observation"), 2, 0);
    assert_near(read_value(scenario, "cause", "migration"), VRO_CAUSE_MIGRATION, 0);
    assert_near(read_value(scenario, "lld", "-1e1"), -10, 0);
}

static void only_causes_and_strategies_have_no_order(void **state) {
    const vro_scenario *scenario = &((const small_courses *)*state)->small.scenario;
    assert_false(vro_course_column_is_ordered(find(scenario, "cause")));
    assert_false(vro_course_column_is_ordered(find(scenario, "strategy")));
    assert_true(vro_course_column_is_ordered(find(scenario, "gmfcs")));
    assert_true(vro_course_column_is_ordered(find(scenario, "lld")));
}

static void assert_unknown(const vro_scenario *scenario, const char *name, const char *sentence) {
    size_t column;
    vro_errors errors = {0};
    assert_int_equal(vro_course_column_find(scenario, name, &column, &errors), VRO_BAD_USAGE);
    assert_fault(&errors, sentence, "");
    assert_int_equal(errors.count, 1);
    vro_errors_free(&errors);
}

static void an_unknown_name_is_told_with_the_nearest(void **state) {
    const vro_scenario *scenario = &((const small_courses *)*state)->small.scenario;
    assert_unknown(scenario, "infecton", "'infecton' is unknown; the nearest is 'infection'");
    assert_unknown(scenario, "lewel", "the nearest is 'level'");
    assert_unknown(scenario, "", "'' is unknown");
    assert_unknown(scenario, "age_", "is unknown; the nearest");
    assert_unknown(scenario, "id", "'id' cannot be searched for; write patient, the number");
}

static void an_outcome_that_the_scenario_lacks_is_told(void **state) {
    small_model plain;
    (void)state;
    small_model_open(&plain, "vro", "");
    assert_unknown(&plain.scenario, "cost",
                   "this scenario has no 'cost'; a table must give a cost");
    assert_unknown(&plain.scenario, "revision_by_7y", "a table must give 7");
    small_model_close(&plain);
}

static void a_value_that_cannot_be_is_told_with_what_would_be_right(void **state) {
    const vro_scenario *scenario = &((const small_courses *)*state)->small.scenario;
    static const char *const wrong[][3] = {
        {"gmfcs", "VI", "gmfcs: 'VI' is not one of its values; write I to V, or 1 to 5"},
        {"gmfcs", "6", "I to V"},
        {"sex", "man", "write male or female"},
        {"failed", "0.5", "write 0 or 1"},
        {"cause", "los", "revision_cause: 'los' is unknown; the nearest is 'loss'"},
        {"cause", "1", "revision_cause: '1' is unknown"},
        {"strategy", "VRO", "strategy: 'VRO' is unknown; the nearest is 'vro'"},
        {"age", "six", "age_years: 'six' is not a number; write one"},
        {"age", "", "age_years: '' is not a number"},
        {"infection", "nan", "infection: 'nan' is not a finite number"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        double value;
        vro_errors errors = {0};
        assert_int_equal(vro_course_column_read(find(scenario, wrong[i][0]), scenario, wrong[i][1],
                                                &value, &errors),
                         VRO_BAD_USAGE);
        assert_fault(&errors, wrong[i][2], "");
        assert_int_equal(errors.count, 1);
        vro_errors_free(&errors);
    }
}

int test_course_column(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_columns_are_those_of_the_file_in_its_order),
        cmocka_unit_test(a_value_is_that_of_the_file),
        cmocka_unit_test(a_name_may_lack_its_unit_and_some_have_another),
        cmocka_unit_test(words_stand_for_numbers),
        cmocka_unit_test(only_causes_and_strategies_have_no_order),
        cmocka_unit_test(an_unknown_name_is_told_with_the_nearest),
        cmocka_unit_test(an_outcome_that_the_scenario_lacks_is_told),
        cmocka_unit_test(a_value_that_cannot_be_is_told_with_what_would_be_right),
    };
    return cmocka_run_group_tests_name("course_column", tests, open_courses, close_courses);
}
