#include "vrosim/study/proposed_study.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/core/whole_number.h"
#include "vrosim/outcome/trade_off.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct study_reader {
    vro_proposed_study *study;
    const vro_scenario *scenario;
    vro_errors *errors;
} study_reader;

// What a text may say: a word, the form of what follows "=", whether it is money or needs money,
// and what it means, in the words that people may look for in its place.
typedef struct study_word {
    const char *name;
    const char *form;
    vro_status (*read)(study_reader *self, char *value);
    bool needs_costs;
    const char *meaning;
} study_word;

static vro_status fault(const study_reader *self, const char *word, const char *sentence) {
    return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' %s", vro_text_excerpt(word).text,
                          sentence);
}

// Cuts the word before `end`, or the rest of the text, off in place. *text is then what follows, or
// NULL.
static char *cut(char **text, char end) {
    char *word = *text, *place = strchr(word, end);
    *text = place ? place + 1 : NULL;
    if (place)
        *place = '\0';
    return word;
}

static vro_status append_size(study_reader *self, const char *word, uint64_t size) {
    vro_proposed_study *study = self->study;
    if (size < 2 || size > VRO_STUDY_CHILDREN_MAX)
        return fault(self, word, "is out of range; an arm has 2 to 100000 children");
    if (study->size_count > 0 && size <= study->sizes[study->size_count - 1])
        return fault(self, word, "does not ascend; write sizes from the smallest on");
    if (study->size_count == VRO_STUDY_SIZES_MAX)
        return fault(self, word, "makes more than 100 sizes; take a larger step");
    study->sizes[study->size_count++] = (size_t)size;
    return VRO_OK;
}

// The size after one of a range without a step: n, 3 n / 2, 2 n, 3 n, 4 n, 6 n, 8 n ...
static uint64_t next_size(uint64_t first, uint64_t size) {
    while (first * 2 <= size)
        first *= 2;
    return size == first ? first + (first + 1) / 2 : 2 * first;
}

static vro_status append_range(study_reader *self, const char *word, const uint64_t bounds[2],
                               uint64_t step) {
    vro_status status = VRO_OK;
    uint64_t size = bounds[0];
    if (bounds[0] >= bounds[1] || bounds[1] > VRO_STUDY_CHILDREN_MAX)
        return fault(self, word, "is no range LOW:HIGH of at most 100000 children");
    while (size < bounds[1]) {
        TRY(append_size(self, word, size));
        size = step > 0 ? size + step : next_size(bounds[0], size);
    }
    status = append_size(self, word, bounds[1]);
out:
    return status;
}

// A size, or LOW:HIGH, or LOW:HIGH:STEP; HIGH is always the last.
static vro_status read_range(study_reader *self, char *word) {
    enum { MOST = 3 };
    char *rest = word;
    uint64_t numbers[MOST];
    size_t count = 0;
    for (; rest && count < MOST; count++)
        if (vro_whole_number_read(cut(&rest, ':'), &numbers[count]) != VRO_WHOLE_NUMBER_FINE)
            return fault(self, word,
                         "is no number of children; write n=200, n=50:800 or n=50:800:50");
    if (rest || (count == MOST && numbers[2] == 0))
        return fault(self, word, "is no range; write LOW:HIGH or LOW:HIGH:STEP");
    return count == 1 ? append_size(self, word, numbers[0])
                      : append_range(self, word, numbers, count == MOST ? numbers[2] : 0);
}

static vro_status read_sizes(study_reader *self, char *value) {
    vro_status status = VRO_OK;
    while (value && status == VRO_OK)
        status = read_range(self, cut(&value, '+'));
    return status;
}

static vro_status read_strategy(study_reader *self, const char *name) {
    vro_proposed_study *study = self->study;
    const vro_scenario *scenario = self->scenario;
    const size_t strategy = vro_scenario_find(scenario, name);
    const vro_name_list among = {.names = (const char *const *)scenario->strategy_names,
                                 .count = scenario->strategies};
    if (strategy == scenario->strategies)
        return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                              "strategy '%s' is none of this analysis%s",
                              vro_text_excerpt(name).text, vro_suggest(name, &among).text);
    for (size_t i = 0; i < study->arms; i++)
        if (study->strategies[i] == strategy)
            return fault(self, name, "is named twice; remove one");
    if (study->arms == VRO_STUDY_ARMS_MAX)
        return fault(self, name, "is one arm too many; name at most 32");
    study->strategies[study->arms++] = strategy;
    return VRO_OK;
}

static vro_status read_outcome(study_reader *self, const char *name) {
    vro_proposed_study *study = self->study;
    vro_outcome_set outcomes;
    vro_outcome_id id = 0;
    vro_status status = VRO_OK;
    vro_outcome_set_init(&outcomes, self->scenario);
    TRY(vro_outcome_set_find(&outcomes, name, &id, self->errors));
    for (size_t i = 0; i < study->outcome_count; i++)
        if (study->outcomes[i] == id)
            return fault(self, name, "is named twice; remove one");
    if (study->outcome_count == VRO_STUDY_OUTCOMES_MAX)
        return fault(self, name, "is one outcome too many; name at most 16");
    study->outcomes[study->outcome_count++] = id;
out:
    return status;
}

// Every name of a list with + between.
static vro_status read_names(study_reader *self, char *value,
                             vro_status (*read)(study_reader *self, const char *name)) {
    vro_status status = VRO_OK;
    while (value)
        status = vro_status_worse(status, read(self, cut(&value, '+')));
    return status;
}

static vro_status read_strategies(study_reader *self, char *value) {
    return read_names(self, value, read_strategy);
}

static vro_status read_outcomes(study_reader *self, char *value) {
    return read_names(self, value, read_outcome);
}

static vro_status read_subgroup(study_reader *self, char *value) {
    const vro_subgroups *subgroups = &self->scenario->subgroups;
    for (size_t i = 0; i < vro_subgroups_count(subgroups); i++) {
        char name[VRO_SUBGROUP_NAME_MAX];
        vro_subgroups_name(subgroups, i, name);
        if (strcmp(name, value) == 0) {
            self->study->subgroup = i;
            return VRO_OK;
        }
    }
    return fault(self, value,
                 "is no subgroup; there are all, gmfcs_1 to gmfcs_5 and those that --subgroups "
                 "makes");
}

// A number of at least 0.
static vro_status read_amount(const study_reader *self, const char *text, double *amount) {
    const char *advice = vro_decimal_read(text, amount);
    if (advice)
        return fault(self, text, advice);
    return *amount >= 0 ? VRO_OK : fault(self, text, "is below 0");
}

static vro_status read_cost(study_reader *self, char *value) {
    vro_proposed_study *study = self->study;
    const char *fixed = cut(&value, '+');
    study->has_cost = true;
    const vro_status status = read_amount(self, fixed, &study->fixed_cost);
    return value ? vro_status_worse(status, read_amount(self, value, &study->child_cost)) : status;
}

static vro_status read_children(study_reader *self, char *value) {
    return read_amount(self, value, &self->study->children_per_year);
}

static vro_status read_years(study_reader *self, char *value) {
    return read_amount(self, value, &self->study->years);
}

static vro_status read_delay(study_reader *self, char *value) {
    return read_amount(self, value, &self->study->delay);
}

enum { N, STRATEGIES, OUTCOMES, SUBGROUP, COST, CHILDREN, YEARS, DELAY, WORDS };

static const study_word words[WORDS] = {
    [N] = {"n", "50:800", read_sizes, false, "sample size"},
    [STRATEGIES] = {"strategies", "A+B", read_strategies, false, "arms, treatments, interventions"},
    [OUTCOMES] = {"outcomes", "A+B", read_outcomes, false, "endpoints, measurements, data"},
    [SUBGROUP] = {"subgroup", "NAME", read_subgroup, false, "population, inclusion criteria"},
    [COST] = {"cost", "FIXED+PER_CHILD", read_cost, true, "budget, price of the research"},
    [CHILDREN] = {"children", "PER_YEAR", read_children, true,
                  "incidence, patients affected or treated each year"},
    [YEARS] = {"years", "YEARS", read_years, true, "time horizon, lifetime of the decision"},
    [DELAY] = {"delay", "YEARS", read_delay, true,
               "duration of the trial, follow-up, until it reports"},
};

static vro_status refuse_word(const study_reader *self, const char *name) {
    const char *names[WORDS], *meanings[WORDS];
    for (size_t i = 0; i < WORDS; i++) {
        names[i] = words[i].name;
        meanings[i] = words[i].meaning;
    }
    const vro_name_list among = {.names = names, .count = WORDS, .meanings = meanings};
    return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' is unknown%s",
                          vro_text_excerpt(name).text, vro_suggest(name, &among).text);
}

// An entry NAME=VALUE. given: [WORDS], those so far.
static vro_status read_entry(study_reader *self, char *entry, bool *given) {
    char *value = entry, *name = cut(&value, '=');
    size_t i = 0;
    while (i < WORDS && strcmp(words[i].name, name) != 0)
        i++;
    if (i == WORDS)
        return refuse_word(self, name);
    if (!value || *value == '\0')
        return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "'%s' has no value; write %s=%s",
                              name, name, words[i].form);
    if (given[i])
        return fault(self, name, "is given twice; remove one");
    given[i] = true;
    if (words[i].needs_costs && !vro_trade_off_is_in(VRO_COST_PER_QALY, self->scenario))
        return fault(self, name, "needs costs and utilities, which no table gives here");
    return words[i].read(self, value);
}

// What a text must say, and what belongs together.
static vro_status check(const study_reader *self, const bool *given) {
    const vro_proposed_study *study = self->study;
    if (!given[N] || !given[OUTCOMES])
        return fault(self, given[N] ? words[OUTCOMES].name : words[N].name,
                     "is missing; write at least n=50:800,outcomes=revision_by_2y");
    if (given[CHILDREN] != given[YEARS] ||
        ((given[COST] || given[DELAY]) && !(given[CHILDREN] && given[YEARS])))
        return fault(self, given[CHILDREN] ? words[YEARS].name : words[CHILDREN].name,
                     "is missing: how many children a year, and for how many years, the decision "
                     "is for");
    if (given[CHILDREN] && !(study->children_per_year > 0))
        return fault(self, "children", "is 0; the decision must be for some children");
    if (given[YEARS] && !(study->years > study->delay))
        return fault(self, "years", "must be more than 0, and more than delay");
    return VRO_OK;
}

static vro_status take_all_strategies(study_reader *self) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->scenario->strategies && status == VRO_OK; i++)
        status = read_strategy(self, self->scenario->strategy_names[i]);
    return status;
}

static vro_status read_entries(study_reader *self, char *text) {
    bool given[WORDS] = {false};
    vro_status status = VRO_OK;
    while (text)
        status = vro_status_worse(status, read_entry(self, cut(&text, ','), given));
    if (!given[STRATEGIES])
        status = vro_status_worse(status, take_all_strategies(self));
    return status == VRO_OK ? check(self, given) : status;
}

vro_status vro_proposed_study_read(vro_proposed_study *self, const char *text,
                                   const vro_scenario *scenario, vro_errors *errors) {
    study_reader reader = {self, scenario, errors};
    *self = (vro_proposed_study){0};
    if (!text)
        return VRO_OK;
    char *copy = strdup(text);
    if (!copy)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a study");
    const vro_status status = read_entries(&reader, copy);
    free(copy);
    return status;
}

size_t vro_proposed_study_children(const vro_proposed_study *self, size_t size) {
    return self->arms * self->sizes[size];
}
