// What courses come to, of results that are made by hand, in both languages.
#define _GNU_SOURCE 1

#include "vrosim/table/course_sums.h"

#include "small_model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    small_model small; // of two strategies, with costs
    vro_results *results;
} fixture;

static void set(vro_results *results, vro_outcome_id id, double value) {
    const bool in_steps = vro_outcome_row(id)->kind == VRO_QUANTITY;
    results->outcome[id][0] = (int32_t)(value * (in_steps ? vro_outcome_steps(id) : 1));
}

// Under the first strategy nothing happens, under the second there are two operations.
static void fill(fixture *self) {
    static const struct {
        vro_outcome_id id;
        double values[2];
    } outcomes[] = {{VRO_OPERATIONS, {0, 2}},     {VRO_WEEKS_NOT_STANDING, {0, 16.5}},
                    {VRO_SPICA_WEEKS, {0, 6}},    {VRO_LLD_MM, {-3.5, 26.5}},
                    {VRO_WIDTH_MM, {0, 37.5}},    {VRO_NSA_DEG, {165, 124}},
                    {VRO_MIGRATION_PCT, {48, 7}}, {VRO_COST, {12.5, 1200.5}},
                    {VRO_QALY, {4.5, 5.25}}};
    for (size_t strategy = 0; strategy < 2; strategy++) {
        vro_results *results = &self->results[strategy];
        results->outcomes = self->small.model.outcomes;
        results->cause[0] = strategy == 0 ? VRO_CAUSE_NONE : VRO_CAUSE_LOSS;
        results->revision_time[0] = strategy == 0 ? INFINITY : 0.25f;
        for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
            set(results, outcomes[i].id, outcomes[i].values[strategy]);
    }
}

static int open_sums(void **state) {
    static fixture self;
    small_model_open(&self.small, "vro,observation",
                     "cost.care,fixed,5\nutility.baseline,fixed,0.5\neconomics.currency,text,EUR\n"
                     "economics.price_year,text,2024\n");
    self.results = aligned_alloc(_Alignof(vro_results), 2 * sizeof *self.results);
    assert_non_null(self.results);
    *state = &self;
    return 0;
}

static int fill_again(void **state) {
    fill(*state);
    return 0;
}

static int close_sums(void **state) {
    fixture *self = *state;
    free(self->results);
    small_model_close(&self->small);
    return 0;
}

// Sentences on a course, or the table of both; to be freed.
enum { TABLE = 2 };

static char *told(const fixture *self, vro_language language, size_t strategy) {
    const vro_course_sums sums = {&self->small.scenario, 0, 2, self->results, language};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    if (strategy == TABLE)
        vro_course_sums_print_table(&sums, stream);
    else
        vro_course_sums_print(&sums, stream, strategy);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void assert_told(const fixture *self, vro_language language, size_t strategy,
                        const char *expected) {
    char *text = told(self, language, strategy);
    assert_string_equal(text, expected);
    free(text);
}

static void a_course_is_summed_up_in_english(void **state) {
    assert_told(*state, VRO_ENGLISH, 0,
                "  No operation. At the end the index leg is 3.5 mm longer.\n"
                "  To the end, discounted: costs of 12.5 thousand (EUR, prices of 2024). 4.50 "
                "quality-adjusted life\n  years.\n");
    assert_told(
        *state, VRO_ENGLISH, 1,
        "  In all 2 operations, 16.5 weeks without standing, 6.0 weeks in a cast. At the end "
        "the index leg is\n  26.5 mm shorter.\n"
        "  To the end, discounted: costs of 1200.5 thousand (EUR, prices of 2024). 5.25 "
        "quality-adjusted life\n  years.\n");
}

static void a_course_is_summed_up_in_german(void **state) {
    assert_told(
        *state, VRO_GERMAN, 0,
        "  Keine Operation. Am Ende ist das Indexbein 3,5\u00A0mm länger.\n"
        "  Bis zum Ende, diskontiert: Kosten von 12,5 Tausend (EUR, Preise von 2024). 4,50\n"
        "  qualitätsadjustierte Lebensjahre.\n");
    assert_told(
        *state, VRO_GERMAN, 1,
        "  Insgesamt 2 Operationen, 16,5 Wochen ohne Stehen, 6,0 Wochen im Gips. Am Ende ist "
        "das Indexbein\n  26,5\u00A0mm kürzer.\n"
        "  Bis zum Ende, diskontiert: Kosten von 1.200,5 Tausend (EUR, Preise von 2024). "
        "5,25\n  qualitätsadjustierte Lebensjahre.\n");
}

static void one_operation_is_one(void **state) {
    fixture *self = *state;
    set(&self->results[0], VRO_OPERATIONS, 1);
    self->results[0].outcome[VRO_COST][0] = self->results[0].outcome[VRO_QALY][0] = VRO_NO_VALUE;
    assert_told(self, VRO_GERMAN, 0,
                "  Insgesamt 1 Operation, 0,0 Wochen ohne Stehen, 0,0 Wochen im Gips. Am Ende ist "
                "das Indexbein\n  3,5\u00A0mm länger.\n  Bis zum Ende, diskontiert:\n");
}

static void courses_stand_side_by_side(void **state) {
    assert_told(
        *state, VRO_ENGLISH, TABLE,
        "\nSide by side: operations and weeks of both hips; the index hip at the end (legs +: it "
        "is "
        "shorter)\n"
        "                                                     weeks not    weeks   legs,  width,   "
        "angle, migration,\n"
        "  strategy           later surgery        operations  standing  in cast      mm      mm  "
        "degrees          %\n"
        "  vro                none                          0       0.0      0.0    -3.5     0.0   "
        "  "
        " 165         48\n"
        "  observation        0.25 y, loss                  2      16.5      6.0    26.5    37.5   "
        "  "
        " 124          7\n");
    assert_told(
        *state, VRO_GERMAN, TABLE,
        "\nNebeneinander: Operationen und Wochen beider Hüften; Indexhüfte am Ende (Beine +: "
        "Indexbein kürzer)\n"
        "                                               Opera- Wochen ohne  Wochen Beine, "
        "Breite, Winkel, Migration,\n"
        "  Strategie          spätere Operation         tionen      Stehen im Gips     mm  "
        "    mm    Grad          %\n"
        "  vro                keine                          0         0,0     0,0   −3,5  "
        "   0,0     165         48\n"
        "  observation        0,25 J., Stellungsverlust      2        16,5     6,0   26,5  "
        "  37,5     124          7\n");
}

static void assert_cause(const fixture *self, vro_language language, const char *words) {
    char *text = told(self, language, TABLE);
    if (!strstr(text, words))
        fail_msg("no '%s' in\n%s", words, text);
    free(text);
}

// The English ones are those of courses.csv.
static void every_cause_has_a_name(void **state) {
    static const char *const german[VRO_CAUSES] = {"0,25 J., Stellungsverlust",
                                                   "0,25 J., Komplikation", "0,25 J., Migration",
                                                   "0,25 J., anderer Grund"};
    fixture *self = *state;
    for (int cause = 0; cause < VRO_CAUSES; cause++) {
        char english[40];
        snprintf(english, sizeof english, "0.25 y, %s", vro_cause_name((vro_cause)cause));
        self->results[1].cause[0] = cause;
        assert_cause(self, VRO_ENGLISH, english);
        assert_cause(self, VRO_GERMAN, german[cause]);
    }
}

int test_course_sums(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_course_is_summed_up_in_english, fill_again),
        cmocka_unit_test_setup(a_course_is_summed_up_in_german, fill_again),
        cmocka_unit_test_setup(one_operation_is_one, fill_again),
        cmocka_unit_test_setup(courses_stand_side_by_side, fill_again),
        cmocka_unit_test_setup(every_cause_has_a_name, fill_again),
    };
    return cmocka_run_group_tests_name("course_sums", tests, open_sums, close_sums);
}
