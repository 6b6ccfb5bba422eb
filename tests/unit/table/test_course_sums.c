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
    } outcomes[] = {{VRO_OPERATIONS, {0, 2}},   {VRO_WEEKS_NOT_STANDING, {0, 16.75}},
                    {VRO_SPICA_WEEKS, {0, 6}},  {VRO_LLD_MM, {-3.5, 26.25}},
                    {VRO_WIDTH_MM, {0, 37.25}}, {VRO_NSA_DEG, {165, 124}},
                    {VRO_MIGRATION_PCT, {48, 7}}, {VRO_COST, {12.5, 1200.25}},
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
    small_model_open(&self.small, "observation,vro",
                     "cost.care,fixed,5\nutility.baseline,fixed,0.5\neconomics.currency,text,EUR\n"
                     "economics.price_year,text,2024\n");
    self.results = aligned_alloc(_Alignof(vro_results), 2 * sizeof *self.results);
    assert_non_null(self.results);
    fill(&self);
    *state = &self;
    return 0;
}

static int close_sums(void **state) {
    fixture *self = *state;
    free(self->results);
    small_model_close(&self->small);
    return 0;
}

// Sentences on a course, or the table of both.
enum { TABLE = 2 };

static void assert_told(const fixture *self, vro_language language, size_t strategy,
                        const char *expected) {
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
    assert_string_equal(text, expected);
    free(text);
}

static void a_course_is_summed_up_in_english(void **state) {
    assert_told(*state, VRO_ENGLISH, 0,
                "  No operation. At the end the index leg is 3.5 mm longer.\n"
                "  To the end, discounted: costs of 12.5 thousand (EUR, prices of 2024). 4.50 "
                "quality-adjusted life\n  years.\n");
    assert_told(*state, VRO_ENGLISH, 1,
                "  In all 2 operations, 16.8 weeks without standing, 6.0 weeks in a cast. At the end "
                "the index leg is\n  26.2 mm shorter.\n"
                "  To the end, discounted: costs of 1200.2 thousand (EUR, prices of 2024). 5.25 "
                "quality-adjusted life\n  years.\n");
}

static void a_course_is_summed_up_in_german(void **state) {
    assert_told(*state, VRO_GERMAN, 0,
                "  Keine Operation. Am Ende ist das Indexbein 3,5 mm länger.\n"
                "  Bis zum Ende, diskontiert: Kosten von 12,5 Tausend (EUR, Preise von 2024). 4,50\n"
                "  qualitätsadjustierte Lebensjahre.\n");
    assert_told(*state, VRO_GERMAN, 1,
                "  Insgesamt 2 Operationen, 16,8 Wochen ohne Stehen, 6,0 Wochen im Gips. Am Ende ist "
                "das Indexbein\n  26,2 mm kürzer.\n"
                "  Bis zum Ende, diskontiert: Kosten von 1.200,2 Tausend (EUR, Preise von 2024). "
                "5,25\n  qualitätsadjustierte Lebensjahre.\n");
}

static void one_operation_is_one(void **state) {
    fixture *self = *state;
    set(&self->results[0], VRO_OPERATIONS, 1);
    self->results[0].outcome[VRO_COST][0] = self->results[0].outcome[VRO_QALY][0] = VRO_NO_VALUE;
    assert_told(self, VRO_GERMAN, 0,
                "  Insgesamt 1 Operation, 0,0 Wochen ohne Stehen, 0,0 Wochen im Gips. Am Ende ist "
                "das Indexbein 3,5\n  mm länger.\n  Bis zum Ende, diskontiert:\n");
    fill(self);
}

static void courses_stand_side_by_side(void **state) {
    assert_told(
        *state, VRO_ENGLISH, TABLE,
        "\nSide by side: operations and weeks of both hips; the index hip at the end (legs +: it is "
        "shorter)\n"
        "                                                     weeks not    weeks   legs,  width,   "
        "angle, migration,\n"
        "  strategy           later surgery        operations  standing  in cast      mm      mm  "
        "degrees          %\n"
        "  observation        none                          0       0.0      0.0    -3.5     0.0     "
        " 165         48\n"
        "  vro                0.25 y, loss                  2      16.8      6.0    26.3    37.3     "
        " 124          7\n");
    assert_told(*state, VRO_GERMAN, TABLE,
                "\nNebeneinander: Operationen und Wochen beider Hüften; Indexhüfte am Ende (Beine +: "
                "Indexbein kürzer)\n"
                "                                               Opera- Wochen ohne  Wochen Beine, "
                "Breite, Winkel, Migration,\n"
                "  Strategie          spätere Operation         tionen      Stehen im Gips     mm  "
                "    mm    Grad          %\n"
                "  observation        keine                          0         0,0     0,0   −3,5  "
                "   0,0     165         48\n"
                "  vro                0,25 J., Stellungsverlust      2        16,8     6,0   26,3  "
                "  37,3     124          7\n");
}

// The English ones are those of courses.csv.
static void every_cause_has_a_name(void **state) {
    static const char *const german[VRO_CAUSES] = {"Stellungsverlust", "Komplikation", "Migration",
                                                   "anderer Grund"};
    fixture *self = *state;
    for (int cause = 0; cause < VRO_CAUSES; cause++)
        for (int language = 0; language < VRO_LANGUAGES; language++) {
            const vro_course_sums sums = {&self->small.scenario, 1, 2, &self->results[1],
                                          (vro_language)language};
            char *text = NULL;
            size_t size = 0;
            FILE *stream = open_memstream(&text, &size);
            assert_non_null(stream);
            self->results[1].cause[0] = cause;
            vro_course_sums_print_table(&sums, stream);
            assert_int_equal(fclose(stream), 0);
            const char *name =
                language == VRO_ENGLISH ? vro_cause_name((vro_cause)cause) : german[cause];
            assert_non_null(strstr(text, name));
            assert_non_null(
                strstr(text, language == VRO_ENGLISH ? "first revision" : "erste Revision"));
            free(text);
        }
    fill(self);
}

int test_course_sums(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_course_is_summed_up_in_english),
        cmocka_unit_test(a_course_is_summed_up_in_german),
        cmocka_unit_test(one_operation_is_one),
        cmocka_unit_test(courses_stand_side_by_side),
        cmocka_unit_test(every_cause_has_a_name),
    };
    return cmocka_run_group_tests_name("course_sums", tests, open_sums, close_sums);
}
