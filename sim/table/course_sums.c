#include "vrosim/table/course_sums.h"

#include "vrosim/core/text.h"
#include "vrosim/core/wrapped_text.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/story_texts.h"

#include <math.h>
#include <string.h>

static double quantity(const vro_results *results, vro_outcome_id id) {
    const bool in_steps = vro_outcome_row(id)->kind == VRO_QUANTITY;
    return results->outcome[id][0] / (in_steps ? (double)vro_outcome_steps(id) : 1.0);
}

static vro_report_number number_of(const vro_course_sums *self, double value, int decimals) {
    return vro_story_number(self->language, value, decimals);
}

// Adds a sentence to a paragraph.
static void add_sentence(vro_story_paragraph *to, vro_story_text_id id,
                         const vro_story_values values) {
    vro_story_say_item(to, " ", id, values);
}

static void print_paragraph(FILE *stream, const vro_story_paragraph *paragraph) {
    vro_wrapped_text_print(stream, "  ", paragraph->words.text, VRO_STORY_WIDTH);
}

static void print_operations(const vro_course_sums *self, FILE *stream,
                             const vro_results *results) {
    const double operations = quantity(results, VRO_OPERATIONS);
    const double lld = quantity(results, VRO_LLD_MM);
    vro_story_paragraph sum = {.language = self->language};
    if (operations == 0)
        add_sentence(&sum, VRO_STORY_NO_OPERATION, NULL);
    else
        add_sentence(
            &sum, operations == 1 ? VRO_STORY_ONE_OPERATION : VRO_STORY_OPERATIONS,
            (vro_story_values){number_of(self, operations, 0).text,
                               number_of(self, quantity(results, VRO_WEEKS_NOT_STANDING), 1).text,
                               number_of(self, quantity(results, VRO_SPICA_WEEKS), 1).text});
    add_sentence(&sum, lld < 0 ? VRO_STORY_LONGER : VRO_STORY_SHORTER,
                 (vro_story_values){number_of(self, fabs(lld), 1).text});
    print_paragraph(stream, &sum);
}

// "costs of 41.7 thousand (USD, prices of 2016).", as far as the scenario says it.
static void add_cost(const vro_course_sums *self, const vro_results *results,
                     vro_story_paragraph *to) {
    static const vro_story_text_id texts[2][2] = {
        {VRO_STORY_COST, VRO_STORY_COST_YEAR},
        {VRO_STORY_COST_CURRENCY, VRO_STORY_COST_CURRENCY_YEAR}};
    const char *currency = vro_scenario_cell(self->scenario, 0, 0, VRO_ECONOMICS_CURRENCY)->text;
    const char *year = vro_scenario_cell(self->scenario, 0, 0, VRO_ECONOMICS_PRICE_YEAR)->text;
    add_sentence(
        to, texts[*currency != '\0'][*year != '\0'],
        (vro_story_values){number_of(self, quantity(results, VRO_COST), 1).text, currency, year});
}

static void print_value(const vro_course_sums *self, FILE *stream, const vro_results *results) {
    vro_story_paragraph value = {.language = self->language};
    add_sentence(&value, VRO_STORY_DISCOUNTED, NULL);
    if (results->outcome[VRO_COST][0] != VRO_NO_VALUE)
        add_cost(self, results, &value);
    if (results->outcome[VRO_QALY][0] != VRO_NO_VALUE)
        add_sentence(&value, VRO_STORY_QALYS,
                     (vro_story_values){number_of(self, quantity(results, VRO_QALY), 2).text});
    print_paragraph(stream, &value);
}

void vro_course_sums_print(const vro_course_sums *self, FILE *stream, size_t strategy) {
    const vro_results *results = &self->results[strategy - self->first];
    print_operations(self, stream, results);
    if (vro_outcome_set_has(results->outcomes, VRO_COST))
        print_value(self, stream, results);
}

enum { STRATEGY, REVISION, NUMBERS };

// A column after the first two: its head, and what it shows of the results.
typedef struct number_column {
    vro_story_text_id head;
    vro_outcome_id outcome;
    int decimals;
} number_column;

static const number_column numbers[] = {
    {VRO_STORY_OPERATIONS_HEAD, VRO_OPERATIONS, 0},
    {VRO_STORY_NOT_STANDING_HEAD, VRO_WEEKS_NOT_STANDING, 1},
    {VRO_STORY_CAST_HEAD, VRO_SPICA_WEEKS, 1},
    {VRO_STORY_LEGS_HEAD, VRO_LLD_MM, 1},
    {VRO_STORY_WIDTH_HEAD, VRO_WIDTH_MM, 1},
    {VRO_STORY_ANGLE_HEAD, VRO_NSA_DEG, 0},
    {VRO_STORY_MIGRATION_HEAD, VRO_MIGRATION_PCT, 0},
};

enum { COLUMNS = NUMBERS + sizeof numbers / sizeof *numbers };

// In characters; below 0: to the left of the blanks.
static const int widths[VRO_LANGUAGES][COLUMNS] = {{-18, -20, 10, 9, 8, 7, 7, 8, 10},
                                                   {-18, -25, 6, 11, 7, 6, 7, 7, 10}};

static void print_cell(const vro_course_sums *self, FILE *stream, size_t column, const char *text) {
    fprintf(stream, "%s%*s", column == 0 ? "  " : " ",
            vro_text_field(text, widths[self->language][column]), text);
}

static const char *head_of(const vro_course_sums *self, size_t column) {
    const vro_language language = self->language;
    if (column == STRATEGY)
        return vro_story_text(language, VRO_STORY_STRATEGY_HEAD);
    if (column == REVISION)
        return vro_revision_words(self->scenario, self->first, self->end,
                                  vro_story_text(language, VRO_STORY_REVISION_HEAD),
                                  vro_story_text(language, VRO_STORY_SURGERY_HEAD));
    return vro_story_text(language, numbers[column - NUMBERS].head);
}

// The words of a head before its bar in one line, the others below.
static void print_head(const vro_course_sums *self, FILE *stream) {
    for (size_t column = 0; column < COLUMNS; column++) {
        const char *head = head_of(self, column);
        char upper[32];
        snprintf(upper, sizeof upper, "%.*s", (int)strcspn(head, "|"), head);
        print_cell(self, stream, column, upper);
    }
    putc('\n', stream);
    for (size_t column = 0; column < COLUMNS; column++)
        print_cell(self, stream, column, strchr(head_of(self, column), '|') + 1);
    putc('\n', stream);
}

static void print_revision(const vro_course_sums *self, FILE *stream, const vro_results *results) {
    static const vro_story_text_id causes[VRO_CAUSES] = {
        [VRO_CAUSE_LOSS] = VRO_STORY_LOSS,
        [VRO_CAUSE_COMPLICATION] = VRO_STORY_COMPLICATION,
        [VRO_CAUSE_MIGRATION] = VRO_STORY_CAUSE_MIGRATION,
        [VRO_CAUSE_OTHER] = VRO_STORY_OTHER_CAUSE};
    vro_story_paragraph revision = {.language = self->language};
    if (results->cause[0] == VRO_CAUSE_NONE)
        vro_story_say(&revision, VRO_STORY_NO_REVISION, NULL);
    else
        vro_story_say(
            &revision, VRO_STORY_REVISION,
            (vro_story_values){number_of(self, results->revision_time[0], 2).text,
                               vro_story_text(self->language, causes[results->cause[0]])});
    print_cell(self, stream, REVISION, revision.words.text);
}

static void print_row(const vro_course_sums *self, FILE *stream, size_t strategy) {
    const vro_results *results = &self->results[strategy - self->first];
    print_cell(self, stream, STRATEGY, self->scenario->strategy_names[strategy]);
    print_revision(self, stream, results);
    for (size_t i = 0; i < COLUMNS - NUMBERS; i++) {
        const int decimals = numbers[i].decimals;
        double value = quantity(results, numbers[i].outcome);
        if (decimals > 0)
            value = vro_story_rounded(value, decimals); // never -0.0
        print_cell(self, stream, NUMBERS + i, number_of(self, value, decimals).text);
    }
    putc('\n', stream);
}

void vro_course_sums_print_table(const vro_course_sums *self, FILE *stream) {
    putc('\n', stream);
    vro_story_print(stream, self->language, VRO_STORY_SIDE_BY_SIDE, NULL);
    putc('\n', stream);
    print_head(self, stream);
    for (size_t strategy = self->first; strategy < self->end; strategy++)
        print_row(self, stream, strategy);
}
