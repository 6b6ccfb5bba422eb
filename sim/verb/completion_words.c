#include "vrosim/verb/completion_words.h"

#include "vrosim/input/builtin.h"
#include "vrosim/input/child_attribute.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/input/strategy_name.h"
#include "vrosim/input/stratifier.h"
#include "vrosim/model/outcome.h"
#include "vrosim/table/figure.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static vro_completion_word word_of(const char *name, const char *after) {
    vro_completion_word word;
    snprintf(word.text, sizeof word.text, "%s%s", name, after);
    return word;
}

static const vro_completion_word none = {""};

static vro_completion_word language(size_t index) {
    return index < VRO_LANGUAGES ? word_of(vro_language_code((vro_language)index), "") : none;
}

static vro_completion_word decimal_mark(size_t index) {
    static const char *const marks[] = {"point", "comma"};
    return index < sizeof marks / sizeof *marks ? word_of(marks[index], "") : none;
}

static vro_completion_word sampling(size_t index) {
    static const char *const ways[] = {"pcg", "sobol"};
    return index < sizeof ways / sizeof *ways ? word_of(ways[index], "") : none;
}

static vro_completion_word shell(size_t index) {
    static const char *const shells[] = {"bash", "zsh", "fish"};
    return index < sizeof shells / sizeof *shells ? word_of(shells[index], "") : none;
}

static vro_completion_word parameter(size_t index) {
    return index < VRO_PARAMETERS ? word_of(vro_dictionary_row((vro_parameter_id)index)->name, "")
                                  : none;
}

static vro_completion_word parameter_value(size_t index) {
    return index < VRO_PARAMETERS ? word_of(vro_dictionary_row((vro_parameter_id)index)->name, "=")
                                  : none;
}

static vro_completion_word attribute_value(size_t index) {
    return index < VRO_CHILD_ATTRIBUTES
               ? word_of(vro_child_attribute_name((vro_child_attribute)index), "=")
               : none;
}

static vro_completion_word stratifier(size_t index) {
    return index < VRO_STRATIFIERS ? word_of(vro_stratifier_name((vro_stratifier_id)index), "")
                                   : none;
}

static vro_completion_word strategy(size_t index) {
    return index < VRO_BUILTIN_STRATEGIES ? word_of(vro_strategy_builtin()[index], "") : none;
}

// Those by landmark, which come first in the table, have names of the scenario.
static vro_completion_word outcome(size_t index) {
    size_t first = 0;
    while (vro_outcome_is_by_landmark((vro_outcome_id)first))
        first++;
    return first + index < VRO_OUTCOMES
               ? word_of(vro_outcome_row((vro_outcome_id)(first + index))->name, "")
               : none;
}

static vro_completion_word figure(size_t index) {
    size_t count;
    const vro_figure *figures = vro_figures(&count);
    return index < count ? word_of(figures[index].name, "") : none;
}

// The built-in checklists but for the list of them, without ".csv".
static vro_completion_word form(size_t index) {
    for (size_t i = 0; i < vro_builtin_checklists_count; i++) {
        vro_completion_word word = word_of(vro_builtin_checklists[i].name, "");
        word.text[strcspn(word.text, ".")] = '\0';
        if (strcmp(word.text, "forms") != 0 && index-- == 0)
            return word;
    }
    return none;
}

// The first row that fits holds.
static const vro_completion table[] = {
    {"range", NULL, VRO_COMPLETE_WORDS, parameter_value},
    {"threshold", NULL, VRO_COMPLETE_WORDS, parameter_value},
    {"grid", NULL, VRO_COMPLETE_WORDS, parameter_value},
    {"parameters", NULL, VRO_COMPLETE_WORDS, parameter},
    {"groups", NULL, VRO_COMPLETE_WORDS, parameter},
    {"child", NULL, VRO_COMPLETE_WORDS, attribute_value},
    {"subgroups", NULL, VRO_COMPLETE_WORDS, stratifier},
    {"strategies", NULL, VRO_COMPLETE_WORDS, strategy},
    {"strategy", NULL, VRO_COMPLETE_WORDS, strategy},
    {"reference", NULL, VRO_COMPLETE_WORDS, strategy},
    {"between", NULL, VRO_COMPLETE_WORDS, strategy},
    {"outcome", NULL, VRO_COMPLETE_WORDS, outcome},
    {"figures", NULL, VRO_COMPLETE_WORDS, figure},
    {NULL, "OUTCOME", VRO_COMPLETE_WORDS, outcome},
    {NULL, "PARAMETER=VALUE", VRO_COMPLETE_WORDS, parameter_value},
    {NULL, "WAY", VRO_COMPLETE_WORDS, sampling},
    {NULL, "CODE", VRO_COMPLETE_WORDS, language},
    {NULL, "MARK", VRO_COMPLETE_WORDS, decimal_mark},
    {NULL, "FORM", VRO_COMPLETE_WORDS, form},
    {NULL, "SHELL", VRO_COMPLETE_WORDS, shell},
    {NULL, "DIR", VRO_COMPLETE_FOLDERS, NULL},
    {NULL, "DIR2", VRO_COMPLETE_FOLDERS, NULL},
    {NULL, "FILE", VRO_COMPLETE_FILES, NULL},
    {NULL, "TABLE", VRO_COMPLETE_FILES, NULL},
    {NULL, "TARGETS", VRO_COMPLETE_FILES, NULL},
    {NULL, "TALLY", VRO_COMPLETE_FILES, NULL},
    {NULL, "MANIFEST", VRO_COMPLETE_FILES, NULL},
    {NULL, NULL, VRO_COMPLETE_NOTHING, NULL},
};

static bool fits(const char *wanted, const char *given) {
    return !wanted || strcmp(wanted, given) == 0;
}

const vro_completion *vro_completion_of(const char *option, const char *argument) {
    const vro_completion *row = table;
    while (!fits(row->option, option) || !fits(row->argument, argument))
        row++;
    return row;
}
