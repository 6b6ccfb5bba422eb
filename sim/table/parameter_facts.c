#include "vrosim/table/parameter_facts.h"

#include "vrosim/core/string_set.h"
#include "vrosim/input/landmarks.h"
#include "vrosim/study/coverage.h"
#include "vrosim/table/methods_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum column {
    STRATEGY,
    LEVEL,
    PARAMETER,
    DISTRIBUTION,
    VALUE,
    SD,
    MIN,
    MAX,
    SE,
    SOURCE,
    TEXT,
    COLUMNS
} column;

static const char *const names[COLUMNS] = {"strategy", "gmfcs",  "parameter", "distribution",
                                           "value",    "sd",     "min",       "max",
                                           "se",       "source", "text"};

typedef struct parameter_reader {
    vro_named_texts *facts;
    const vro_result_table *table;
    size_t columns[COLUMNS];
    vro_language language;
} parameter_reader;

static const char *text_of(const parameter_reader *self, size_t row, column at) {
    return vro_result_table_text(self->table, row, self->columns[at]);
}

static double number_of(const parameter_reader *self, size_t row, column at) {
    return vro_result_table_number(self->table, row, self->columns[at]);
}

static vro_report_number digits_of(const parameter_reader *self, size_t row, column at) {
    return vro_methods_words_number(self->language, number_of(self, row, at));
}

static const char *word(const parameter_reader *self, vro_methods_word id) {
    return vro_methods_word_text(self->language, id);
}

// The first row of a parameter for a strategy, or for all; table->rows: none.
static size_t find_row(const parameter_reader *self, const char *parameter, const char *strategy) {
    const vro_result_condition own[] = {{"parameter", parameter}, {"strategy", strategy}},
                               shared[] = {{"parameter", parameter}, {"strategy", ""}};
    const size_t row = vro_result_table_find(self->table, 0, own, 2);
    return row < self->table->rows ? row : vro_result_table_find(self->table, 0, shared, 2);
}

// Sets a fact to a text of the table, which older tables have in the column of numbers.
static void set_text(const parameter_reader *self, const char *fact, const char *parameter) {
    const size_t row = find_row(self, parameter, "");
    if (row == self->table->rows)
        return;
    const char *text = text_of(self, row, TEXT);
    text = *text ? text : text_of(self, row, VALUE);
    if (*text)
        vro_named_texts_set(self->facts, fact, "%s", text);
}

// Sets a fact to the share of what comes a year later that is lost, from the rate of the table.
static void set_discount(const parameter_reader *self, const char *fact, const char *parameter) {
    const size_t row = find_row(self, parameter, "");
    if (row < self->table->rows)
        vro_named_texts_set(
            self->facts, fact, "%s",
            vro_methods_words_number(self->language, 100 * expm1(number_of(self, row, VALUE)))
                .text);
}

// Sets a fact to "10", or to "5 to 10" where the value differs by level or strategy.
static void set_range(const parameter_reader *self, const char *fact, const char *parameter) {
    double least = INFINITY, most = -INFINITY;
    for (size_t row = 0; row < self->table->rows; row++)
        if (vro_result_table_is(self->table, row, self->columns[PARAMETER], parameter)) {
            least = fmin(least, number_of(self, row, VALUE));
            most = fmax(most, number_of(self, row, VALUE));
        }
    if (least > most)
        return;
    const vro_report_number from = vro_methods_words_number(self->language, least),
                            to = vro_methods_words_number(self->language, most);
    vro_named_texts_set(self->facts, fact, "%s%s%s", from.text,
                        least < most ? word(self, VRO_WORD_TO) : "", least < most ? to.text : "");
}

// Sets a fact to "6 years", or to "6 years (SD 2; normal, from 2 to 12)".
static void set_distribution(const parameter_reader *self, const char *fact, const char *parameter,
                             const char *unit) {
    const size_t row = find_row(self, parameter, "");
    vro_paragraph words = {0};
    if (row == self->table->rows)
        return;
    vro_paragraph_add(&words, "%s", digits_of(self, row, VALUE).text);
    if (words.length > 0)
        vro_paragraph_add(&words, "%s", unit);
    if (strcmp(text_of(self, row, DISTRIBUTION), "fixed") != 0) {
        const bool spread = *text_of(self, row, SD), ends = *text_of(self, row, MIN);
        vro_paragraph_add(&words, "%s(", words.length > 0 ? " " : "");
        if (spread)
            vro_paragraph_add(&words, "SD %s; ", digits_of(self, row, SD).text);
        vro_paragraph_add(&words, "%s", text_of(self, row, DISTRIBUTION));
        if (ends && *text_of(self, row, MAX))
            vro_paragraph_add(&words, ", %s%s%s%s", word(self, VRO_WORD_FROM),
                              digits_of(self, row, MIN).text, word(self, VRO_WORD_TO),
                              digits_of(self, row, MAX).text);
        vro_paragraph_add(&words, ")");
    }
    vro_named_texts_set(self->facts, fact, "%s", words.text);
}

// "2 % at level I, 12 % at level II and 86 % at level V": weights of levels as shares.
static void set_case_mix(const parameter_reader *self) {
    static const char *const roman[] = {"I", "II", "III", "IV", "V"};
    vro_paragraph pieces[VRO_LEVELS] = {0}, words = {0};
    const char *items[VRO_LEVELS];
    double weights[VRO_LEVELS] = {0}, sum = 0;
    size_t count = 0;
    for (size_t row = 0; row < self->table->rows; row++) {
        const double level = number_of(self, row, LEVEL);
        if (level >= 1 && level <= VRO_LEVELS &&
            vro_result_table_is(self->table, row, self->columns[PARAMETER], "population.gmfcs"))
            weights[(size_t)level - 1] = number_of(self, row, VALUE);
    }
    for (size_t i = 0; i < VRO_LEVELS; i++)
        sum += weights[i];
    for (size_t i = 0; i < VRO_LEVELS; i++)
        if (weights[i] > 0) {
            vro_paragraph_add(&pieces[count], "%s %%%s%s",
                              vro_methods_words_number(self->language, 100 * weights[i] / sum).text,
                              word(self, VRO_WORD_AT_LEVEL), roman[i]);
            items[count] = pieces[count].text;
            count++;
        }
    vro_methods_words_list(&words, self->language, items, count);
    if (count > 0)
        vro_named_texts_set(self->facts, "case_mix", "%s", words.text);
}

// The probability that a strategy has a procedure, at the first level that has a row; 0 without.
static double probability(const parameter_reader *self, const char *parameter,
                          const char *strategy) {
    const size_t row = find_row(self, parameter, strategy);
    const double value = row < self->table->rows ? number_of(self, row, VALUE) : 0;
    return value > 0 ? value : 0;
}

// "soft-tissue release and osteotomy of the femur of one hip or both".
static void add_procedures(const parameter_reader *self, const char *strategy,
                           vro_paragraph *words) {
    static const struct {
        const char *parameter;
        vro_methods_word word;
    } procedures[] = {{"plan.soft_tissue", VRO_WORD_RELEASE},
                      {"plan.osteotomy", VRO_WORD_OSTEOTOMY},
                      {"plan.pelvic", VRO_WORD_PELVIC}};
    vro_paragraph pieces[3] = {0};
    const char *items[3];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        const double share = probability(self, procedures[i].parameter, strategy);
        if (share == 0)
            continue;
        vro_paragraph_add(&pieces[count], "%s", word(self, procedures[i].word));
        if (share < 1)
            vro_paragraph_add(&pieces[count], "%s%s %%", word(self, VRO_WORD_IN_SHARE),
                              vro_methods_words_number(self->language, 100 * share).text);
        items[count] = pieces[count].text;
        count++;
    }
    if (count == 0) {
        vro_paragraph_add(words, "%s", word(self, VRO_WORD_NO_OPERATION));
        return;
    }
    const double both = probability(self, "plan.bilateral", strategy);
    vro_methods_words_list(words, self->language, items, count);
    vro_paragraph_add(words, " %s",
                      word(self, both == 0   ? VRO_WORD_ONE_HIP
                                 : both == 1 ? VRO_WORD_BOTH_HIPS
                                             : VRO_WORD_ONE_HIP_OR_BOTH));
}

// "soft_tissue: soft-tissue release of both hips; ..." of all strategies.
static void set_strategies(const parameter_reader *self, const char *const *strategies,
                           size_t count) {
    vro_byte_buffer all = {0};
    for (size_t i = 0; i < count; i++) {
        const size_t row = find_row(self, "strategy.label", strategies[i]);
        const char *label = row < self->table->rows ? text_of(self, row, TEXT) : "";
        vro_paragraph words = {0};
        vro_paragraph_add(&words, "%s%s", i > 0 ? "; " : "", strategies[i]);
        if (*label)
            vro_paragraph_add(&words, " (%s)", label);
        vro_paragraph_add(&words, ": ");
        add_procedures(self, strategies[i], &words);
        vro_byte_buffer_append(&all, words.text, words.length);
    }
    char *text = vro_byte_buffer_release_text(&all);
    if (text && count > 0)
        vro_named_texts_set(self->facts, "strategy_words", "%s", text);
    self->facts->failed |= !text;
    free(text);
}

static void set_count(const parameter_reader *self, const char *fact, size_t count) {
    vro_named_texts_set(self->facts, fact, "%s",
                        vro_report_decimals(self->language, (double)count, 0).text);
}

// Sets the fact to "1, 2 and 5", the years that outcomes are counted by.
static void set_landmarks(const parameter_reader *self) {
    const size_t row = find_row(self, "followup.landmarks", "");
    const char *text = row < self->table->rows ? text_of(self, row, TEXT) : "";
    char numbers[VRO_LANDMARKS_MAX][VRO_LANDMARK_TEXT_MAX];
    const char *items[VRO_LANDMARKS_MAX];
    vro_landmarks landmarks;
    vro_paragraph words = {0};
    if (vro_landmarks_read(&landmarks, *text ? text : VRO_LANDMARKS_USUAL))
        return;
    for (size_t i = 0; i < landmarks.count; i++) {
        vro_landmark_print(numbers[i], landmarks.years[i]);
        items[i] = numbers[i];
    }
    vro_methods_words_list(&words, self->language, items, landmarks.count);
    vro_named_texts_set(self->facts, "landmarks", "%s", words.text);
}

// How many rows there are, and on what they rest.
static void set_sources(const parameter_reader *self) {
    size_t estimates = 0, uncertain = 0, assumed = 0, calibrated = 0, number;
    vro_string_set sources = {0};
    for (size_t row = 0; row < self->table->rows; row++) {
        const char *source = text_of(self, row, SOURCE);
        if (vro_coverage_is_question(text_of(self, row, PARAMETER), source))
            continue;
        const bool fitted = strstr(source, "calibrated");
        estimates++;
        uncertain += number_of(self, row, SE) > 0;
        calibrated += fitted;
        if (fitted)
            continue;
        if (vro_coverage_is_assumption(source))
            assumed++;
        else
            self->facts->failed |= vro_string_set_add(&sources, source, &number) != VRO_OK;
    }
    set_count(self, "rows", self->table->rows);
    set_count(self, "estimates", estimates);
    set_count(self, "uncertain", uncertain);
    set_count(self, "assumed", assumed);
    set_count(self, "calibrated", calibrated);
    set_count(self, "sources", sources.count);
    vro_string_set_free(&sources);
}

void vro_parameter_facts_set(vro_named_texts *facts, const vro_result_table *parameters,
                             const char *const *strategies, size_t count, vro_language language) {
    parameter_reader self = {.facts = facts, .table = parameters, .language = language};
    for (int i = 0; i < COLUMNS; i++)
        self.columns[i] = vro_result_table_column(parameters, names[i]);
    set_case_mix(&self);
    set_range(&self, "horizon", "followup.horizon");
    set_range(&self, "migration", "anatomy.migration");
    set_range(&self, "visit_interval", "followup.visit_interval");
    set_distribution(&self, "age", "population.age", word(&self, VRO_WORD_YEARS));
    set_discount(&self, "discount_costs", "economics.discount_costs");
    set_discount(&self, "discount_health", "economics.discount_health");
    set_landmarks(&self);
    set_text(&self, "perspective", "economics.perspective");
    set_text(&self, "currency", "economics.currency");
    set_text(&self, "price_year", "economics.price_year");
    set_strategies(&self, strategies, count);
    set_sources(&self);
}
