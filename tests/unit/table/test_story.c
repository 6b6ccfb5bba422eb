// A course in words: it is the course of that child, strategy by strategy.
#define _GNU_SOURCE 1

#include "vrosim/table/story.h"

#include "vrosim/simulate/run_size.h"

#include "near.h"
#include "small_model.h"

#include <stdlib.h>
#include <string.h>

enum { CHILDREN = 24 };

typedef struct fixture {
    small_model small;
    vro_record *records;     // [CHILDREN][strategies]
    char *stories[CHILDREN]; // of the same children
} fixture;

// The story of a child, to be freed.
static char *story_in(fixture *self, vro_language language, size_t strategy, uint64_t patient) {
    const vro_story_options options = {.strategy = strategy,
                                       .random = {.seed = SMALL_SEED, .stream = SMALL_STREAM},
                                       .language = language};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    assert_int_equal(
        vro_story_write(stream, &self->small.scenario, &options, patient, &self->small.errors),
        VRO_OK);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static char *story_of(fixture *self, uint64_t patient) {
    return story_in(self, VRO_ENGLISH, VRO_STORY_ALL_STRATEGIES, patient);
}

static int open_stories(void **state) {
    static fixture self;
    small_model_open(&self.small, NULL,
                     "complication.infection,fixed,0.2\nmortality.operation,fixed,0.1\n"
                     "loss.hazard,fixed,0.02\nmortality.rate,fixed,0.05\n");
    self.records = small_model_records(&self.small, 0, CHILDREN);
    for (size_t i = 0; i < CHILDREN; i++)
        self.stories[i] = story_of(&self, i);
    *state = &self;
    return 0;
}

static int close_stories(void **state) {
    fixture *self = *state;
    for (size_t i = 0; i < CHILDREN; i++)
        free(self->stories[i]);
    free(self->records);
    small_model_close(&self->small);
    return 0;
}

// The part of the story from "Under <strategy>" on.
static const char *section_of(const char *story, const char *strategy) {
    char title[300];
    snprintf(title, sizeof title, "\nUnder %s\n", strategy);
    const char *section = strstr(story, title);
    if (!section)
        fail_msg("no section '%s' in\n%s", title, story);
    return section;
}

// The row of the table at the end that belongs to a strategy.
static const char *row_of(const char *story, const char *strategy) {
    char start[300];
    snprintf(start, sizeof start, "\n  %-18s ", strategy);
    const char *table = strstr(story, "\nSide by side");
    assert_non_null(table);
    const char *row = strstr(table, start);
    if (!row)
        fail_msg("no row '%s' in\n%s", start, table);
    return row + strlen(start);
}

static void every_strategy_is_told_and_stands_in_the_table(void **state) {
    const fixture *self = *state;
    for (size_t s = 0; s < self->small.scenario.strategies; s++) {
        assert_non_null(section_of(self->stories[5], self->small.scenario.strategy_names[s]));
        assert_non_null(row_of(self->stories[5], self->small.scenario.strategy_names[s]));
    }
}

static void the_child_is_introduced(void **state) {
    const fixture *self = *state;
    static const char *const levels[] = {"I", "II", "III", "IV", "V"};
    for (size_t i = 0; i < CHILDREN; i++) {
        const vro_record *record = &self->records[i * self->small.scenario.strategies];
        char line[300];
        snprintf(line, sizeof line, "Child %zu: GMFCS %s, %s, %.1f years old", i,
                 levels[record->level], record->female ? "girl" : "boy", record->age);
        assert_memory_equal(self->stories[i], line, strlen(line));
    }
}

// "2.50 y, migration" or "none", then the number of operations.
static void assert_row(const char *row, const vro_record *record) {
    char revision[64] = "none";
    if (record->cause != VRO_CAUSE_NONE)
        snprintf(revision, sizeof revision, "%.2f y, %s", record->revision_time,
                 vro_cause_name(record->cause));
    if (strncmp(row, revision, strlen(revision)) != 0)
        fail_msg("not '%s' but '%.60s'", revision, row);
    double numbers[7];
    const char *rest = row + strlen(revision);
    for (size_t i = 0; i < 7; i++) {
        char *end;
        numbers[i] = strtod(rest, &end);
        assert_true(end > rest);
        rest = end;
    }
    assert_near(numbers[0], record->outcome[VRO_OPERATIONS], 0);
    assert_near(numbers[1], record->outcome[VRO_WEEKS_NOT_STANDING] / 1024.0, 0.051);
    assert_near(numbers[2], record->outcome[VRO_SPICA_WEEKS] / 1024.0, 0.051);
    assert_near(numbers[3], record->outcome[VRO_LLD_MM] / 1024.0, 0.051);
    assert_near(numbers[4], record->outcome[VRO_WIDTH_MM] / 1024.0, 0.051);
    assert_near(numbers[5], record->outcome[VRO_NSA_DEG] / 1024.0, 0.501);
    assert_near(numbers[6], record->outcome[VRO_MIGRATION_PCT] / 1024.0, 0.501);
}

static void the_table_agrees_with_the_records(void **state) {
    const fixture *self = *state;
    const size_t strategies = self->small.scenario.strategies;
    size_t revised = 0;
    for (size_t i = 0; i < CHILDREN * strategies; i++) {
        const char *strategy = self->small.scenario.strategy_names[i % strategies];
        assert_row(row_of(self->stories[i / strategies], strategy), &self->records[i]);
        revised += self->records[i].cause != VRO_CAUSE_NONE;
    }
    assert_in_range(revised, 5, CHILDREN * strategies - 5);
}

static int32_t occurrences(const char *text, const char *end, const char *piece) {
    int32_t count = 0;
    for (text = strstr(text, piece); text && text < end; text = strstr(text + 1, piece))
        count++;
    return count;
}

// What a section tells of the index hip.
typedef struct telling {
    int32_t openings, later_operations, removals, visits;
    double first_time;      // of a later operation, years; INFINITY none
    char first_reason[24];  // where its text goes on after "Operated again "
    double failed, decided; // years; INFINITY never; the last visit at which surgery was decided
} telling;

static bool begins(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

static void take_line(telling *self, double time, const char *text) {
    static const char again[] = "Operated again ", first[] = "Operated for the first time ";
    const bool operated = begins(text, again) || begins(text, first);
    self->openings += begins(text, "Index operation: ") || begins(text, "Not operated");
    self->removals += begins(text, "The implant is removed");
    self->visits += begins(text, "Visit: ");
    if (operated && self->later_operations++ == 0) {
        self->first_time = time;
        snprintf(self->first_reason, sizeof self->first_reason, "%s",
                 text + strlen(begins(text, again) ? again : first));
    }
    if (begins(text, "Seen with migration over") || begins(text, "failure    Seen with migration"))
        self->failed = time;
}

// Lines begin with the time, where it is another, and the hip, where it is another.
static telling read_section(const char *section, const char *end) {
    telling told = {.first_time = INFINITY, .failed = INFINITY};
    double time = NAN;
    bool index = false;
    for (const char *line = section; line < end; line = strchr(line, '\n') + 1) {
        char start[23] = "";
        if (strcspn(line, "\n") <= 22)
            continue;
        memcpy(start, line, 22);
        (void)sscanf(start, "%lf", &time);
        if (strstr(start, "index") || strstr(start, "other"))
            index = strstr(start, "index");
        if (index)
            take_line(&told, time, line + 22);
    }
    return told;
}

// The section of a strategy.
static const char *end_of(const char *section) {
    const char *next = strstr(section + 1, "\nUnder ");
    return next ? next : strstr(section, "\nSide by side");
}

// failure_by_Xy: revised, or seen over the failure criterion, by X. Times near X are not told
// apart.
static void assert_failure(const telling *told, const vro_record *record,
                           const vro_landmarks *landmarks) {
    const double failed = fmin(told->failed, record->revision_time);
    for (size_t k = 0; k < landmarks->count; k++)
        if (fabs(failed - landmarks->years[k]) > 0.0051)
            assert_int_equal(failed < landmarks->years[k], record->outcome[VRO_FAILURE_BY + k]);
}

static void assert_told(const char *section, const vro_record *record,
                        const vro_landmarks *landmarks) {
    static const char *const reasons[VRO_CAUSES + 1] = {[VRO_CAUSE_LOSS] = "because the position",
                                                        [VRO_CAUSE_COMPLICATION] = "because of",
                                                        [VRO_CAUSE_MIGRATION] =
                                                            "because of migration",
                                                        [VRO_CAUSE_OTHER] = "for another reason",
                                                        [VRO_CAUSE_NONE] = ""};
    const telling told = read_section(section + 1, end_of(section));
    assert_int_equal(told.openings, 1);
    assert_int_equal(told.later_operations, record->outcome[VRO_REVISIONS]);
    assert_int_equal(told.removals, record->outcome[VRO_REMOVALS]);
    assert_true(begins(told.first_reason, reasons[record->cause]));
    assert_near(told.first_time, record->revision_time, 0.0051);
    assert_failure(&told, record, landmarks);
    assert_int_equal(occurrences(section, end_of(section), "The child dies"),
                     record->death_time < INFINITY);
}

static void revisions_and_deaths_are_told_where_they_happened(void **state) {
    const fixture *self = *state;
    const size_t strategies = self->small.scenario.strategies;
    size_t deaths = 0;
    for (size_t i = 0; i < CHILDREN * strategies; i++) {
        const char *strategy = self->small.scenario.strategy_names[i % strategies];
        assert_told(section_of(self->stories[i / strategies], strategy), &self->records[i],
                    &self->small.model.outcomes->landmarks);
        deaths += self->records[i].death_time < INFINITY;
    }
    assert_in_range(deaths, 5, CHILDREN * strategies - 5);
}

// A child under observation whose index hip is then operated.
static void a_first_operation_is_no_revision(void **state) {
    const fixture *self = *state;
    const size_t strategies = self->small.scenario.strategies;
    const size_t observation = vro_scenario_find(&self->small.scenario, "observation");
    size_t operated = 0;
    for (size_t i = 0; i < CHILDREN; i++) {
        const char *story = self->stories[i];
        assert_null(strstr(story, "first revision"));
        assert_non_null(strstr(story, "later surgery"));
        operated += self->records[i * strategies + observation].cause != VRO_CAUSE_NONE &&
                    strstr(section_of(story, "observation"), "Operated for the first time because");
    }
    assert_in_range(operated, 1, CHILDREN);
}

static void the_last_patient_of_the_longest_run_has_a_story(void **state) {
    fixture *self = *state;
    const uint64_t last = VRO_PATIENTS_MAX - 1;
    vro_record *records = small_model_records(&self->small, last, 1);
    char *story = story_of(self, last);
    static const char start[] = "Child 9999999999999999: ";
    assert_memory_equal(story, start, strlen(start));
    for (size_t s = 0; s < self->small.scenario.strategies; s++)
        assert_row(row_of(story, self->small.scenario.strategy_names[s]), &records[s]);
    free(story);
    free(records);
}

static void costs_and_life_years_are_told_where_there_are_any(void **state) {
    const fixture *plain = *state;
    fixture priced = {0};
    char sentence[200];
    small_model_open(&priced.small, "vro",
                     "cost.care,fixed,5\ncost.osteotomy,fixed,11\nutility.baseline,fixed,0.5\n");
    vro_record *record = small_model_records(&priced.small, 0, 1);
    char *story = story_of(&priced, 0);
    snprintf(
        sentence, sizeof sentence,
        "  To the end, discounted: costs of %.1f thousand. %.2f quality-adjusted life years.\n",
        record->outcome[VRO_COST] / (double)VRO_STEPS_PER_COST,
        record->outcome[VRO_QALY] / (double)VRO_STEPS_PER_QALY);
    assert_non_null(strstr(story, sentence));
    assert_null(strstr(plain->stories[0], "discounted"));
    free(story);
    free(record);
    small_model_close(&priced.small);
}

// The sentence about costs, to be freed.
static char *cost_with(const char *texts) {
    fixture priced = {0};
    char rows[200];
    snprintf(rows, sizeof rows, "cost.care,fixed,5\n%s", texts);
    small_model_open(&priced.small, "vro", rows);
    char *story = story_of(&priced, 0), *start = strstr(story, "thousand");
    assert_non_null(start);
    start[strcspn(start, ".")] = '\0';
    char *sentence = strdup(start);
    free(story);
    small_model_close(&priced.small);
    return sentence;
}

static void costs_name_their_currency_and_price_year_as_far_as_stated(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"", "thousand"},
        {"economics.currency,text,euro\n", "thousand (euro)"},
        {"economics.price_year,text,2024\n", "thousand (prices of 2024)"},
        {"economics.currency,text,euro\neconomics.price_year,text,2024\n",
         "thousand (euro, prices of 2024)"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *sentence = cost_with(cases[i][0]);
        assert_string_equal(sentence, cases[i][1]);
        free(sentence);
    }
}

static void a_story_is_the_same_every_time(void **state) {
    fixture *self = *state;
    char *again = story_of(self, 3);
    assert_string_equal(again, self->stories[3]);
    assert_string_not_equal(again, self->stories[4]);
    free(again);
}

// The text from start to the next blank line, in both stories.
static void assert_same_part(const char *one, const char *other, const char *start) {
    const char *a = strstr(one, start), *b = strstr(other, start);
    assert_non_null(a);
    assert_non_null(b);
    const char *end = strstr(a + 1, "\n\n");
    assert_non_null(end);
    assert_int_equal(strncmp(a, b, (size_t)(end - a)), 0);
}

static void one_strategy_is_told_as_it_is_among_all(void **state) {
    fixture *self = *state;
    const char *name = self->small.scenario.strategy_names[1];
    char *alone = story_in(self, VRO_ENGLISH, 1, 3), title[300];
    snprintf(title, sizeof title, "Under %s\n", name);
    assert_same_part(alone, self->stories[3], "Child 3: ");
    assert_same_part(alone, self->stories[3], title);
    const size_t length = strcspn(row_of(alone, name), "\n");
    assert_int_equal(strncmp(row_of(alone, name), row_of(self->stories[3], name), length + 1), 0);
    assert_int_equal(occurrences(alone, alone + strlen(alone), "\nUnder "), 1);
    assert_non_null(strstr(alone, "first revision")); // it begins with surgery
    free(alone);
}

static void no_number_is_unreadable(void **state) {
    const fixture *self = *state;
    for (size_t i = 0; i < CHILDREN; i++) {
        assert_null(strstr(self->stories[i], "nan"));
        assert_null(strstr(self->stories[i], "inf "));
        assert_null(strstr(self->stories[i], "-0.0"));
        assert_null(strstr(self->stories[i], "-0 "));
    }
}

static bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// The numbers of a text, each with a blank before it, with point and minus as in English.
static void copy_numbers(const char *text, char *numbers) {
    static const char minus[] = "\u2212";
    bool inside = false;
    for (; *text != '\0'; text++) {
        const bool german = begins(text, minus);
        const char *next = text + (german ? strlen(minus) : 1);
        const bool point = inside && (*text == '.' || *text == ',') && is_digit(*next);
        const bool below = (german || *text == '-') && is_digit(*next);
        if (!inside && (below || is_digit(*text)))
            *numbers++ = ' ';
        inside = point || below || is_digit(*text);
        if (inside)
            *numbers++ = point ? '.' : below ? '-' : *text;
        if (below)
            text = next - 1;
    }
    *numbers = '\0';
}

static void german_tells_the_numbers_of_english_in_the_same_order(void **state) {
    fixture *self = *state;
    for (size_t i = 0; i < CHILDREN; i++) {
        char *german = story_in(self, VRO_GERMAN, VRO_STORY_ALL_STRATEGIES, i);
        char *one = test_malloc(2 * strlen(self->stories[i]) + 1);
        char *other = test_malloc(2 * strlen(german) + 1);
        copy_numbers(self->stories[i], one);
        copy_numbers(german, other);
        assert_true(strlen(one) > 300);
        assert_string_equal(one, other);
        test_free(one);
        test_free(other);
        free(german);
    }
}

int test_story(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_strategy_is_told_and_stands_in_the_table),
        cmocka_unit_test(the_child_is_introduced),
        cmocka_unit_test(the_table_agrees_with_the_records),
        cmocka_unit_test(revisions_and_deaths_are_told_where_they_happened),
        cmocka_unit_test(a_first_operation_is_no_revision),
        cmocka_unit_test(the_last_patient_of_the_longest_run_has_a_story),
        cmocka_unit_test(costs_and_life_years_are_told_where_there_are_any),
        cmocka_unit_test(costs_name_their_currency_and_price_year_as_far_as_stated),
        cmocka_unit_test(a_story_is_the_same_every_time),
        cmocka_unit_test(one_strategy_is_told_as_it_is_among_all),
        cmocka_unit_test(no_number_is_unreadable),
        cmocka_unit_test(german_tells_the_numbers_of_english_in_the_same_order),
    };
    return cmocka_run_group_tests_name("story", tests, open_stories, close_stories);
}
