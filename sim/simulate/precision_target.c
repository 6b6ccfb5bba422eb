#include "vrosim/simulate/precision_target.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"
#include "vrosim/model/block.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/estimate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char DIFFERENCE[] = "difference:";

// Cuts off the word before the character `end`, or the whole text, in place; *text is then the
// rest, NULL where there is none.
static char *cut(char **text, char end) {
    char *word = *text, *place = strchr(word, end);
    *text = place ? place + 1 : NULL;
    if (place)
        *place = '\0';
    return word;
}

static vro_status read_error(char *text, vro_precision_goal *goal, vro_errors *errors) {
    const size_t length = strlen(text);
    double number;
    goal->relative = length > 0 && text[length - 1] == '%';
    if (goal->relative)
        text[length - 1] = '\0';
    if (vro_decimal_read(text, &number) || !(number > 0)) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is not a standard error; write a number above 0 "
                              "such as 0.001, or a percentage such as 5%%",
                              vro_text_excerpt(text).text);
    }
    goal->se = goal->relative ? number / 100 : number;
    return VRO_OK;
}

// text is cut into words in place.
static vro_status read_goal(vro_precision_goal *goal, const vro_outcome_set *outcomes, char *text,
                            vro_errors *errors) {
    char *rest = text;
    char *name = cut(&rest, '=');
    goal->difference = strncmp(name, DIFFERENCE, strlen(DIFFERENCE)) == 0;
    if (!rest) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is not a target; write OUTCOME=SE, as in "
                              "revision_by_5y=0.001 or difference:lld_mm=5%%",
                              vro_text_excerpt(text).text);
    }
    const vro_status named = vro_outcome_set_find(
        outcomes, goal->difference ? name + strlen(DIFFERENCE) : name, &goal->outcome, errors);
    const vro_status sized = read_error(rest, goal, errors);
    return named == VRO_OK ? sized : named;
}

static vro_status read_goals(vro_precision_target *self, const vro_outcome_set *outcomes,
                             char *text, vro_errors *errors) {
    vro_status status = VRO_OK;
    while (text) {
        vro_precision_goal goal;
        if (read_goal(&goal, outcomes, cut(&text, ','), errors) != VRO_OK) {
            status = VRO_BAD_USAGE;
        } else if (self->count < VRO_PRECISION_GOALS_MAX) {
            self->goals[self->count++] = goal;
        } else {
            return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "at most %d targets are allowed",
                                  VRO_PRECISION_GOALS_MAX);
        }
    }
    return status;
}

vro_status vro_precision_target_read(vro_precision_target *self, const vro_outcome_set *outcomes,
                                     const char *text, vro_errors *errors) {
    char *words = strdup(text);
    *self = (vro_precision_target){.text = text};
    if (!words)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a target");
    const vro_status status = read_goals(self, outcomes, words, errors);
    self->count = status == VRO_OK ? self->count : 0;
    free(words);
    return status;
}

static vro_estimate estimate(const vro_precision_goal *goal, const vro_results_view *results,
                             size_t strategy) {
    if (goal->difference) {
        const vro_contrast contrast = vro_contrast_load(results->tally, strategy, 0, goal->outcome);
        const bool share = vro_outcome_row(goal->outcome)->kind == VRO_SHARE;
        return vro_contrast_estimate(&contrast, share ? VRO_RISK_DIFFERENCE : VRO_MEAN_DIFFERENCE)
            .paired;
    }
    const vro_moments moments = vro_sums_moments(&results->tally->sums, strategy, 0, goal->outcome);
    return vro_replicate_error_apply(
        vro_replicate_error_of_mean(results->tally, strategy, 0, goal->outcome),
        vro_estimate_outcome(goal->outcome, &moments));
}

// The ratio of the standard error of an estimate to that of its goal. Two or more children with the
// same quantity leave nothing to measure: the goal is reached.
static double excess(const vro_precision_goal *goal, vro_estimate now) {
    const bool same = vro_outcome_row(goal->outcome)->kind == VRO_QUANTITY && now.n > 1;
    if (isnan(now.se))
        return same ? 0 : INFINITY;
    const double wanted = goal->relative ? goal->se * fabs(now.value) : goal->se;
    return wanted == 0 ? INFINITY : now.se / wanted;
}

// The greatest excess of the strategies that have an estimate; infinite where none has.
static double greatest_excess(const vro_precision_goal *goal, const vro_results_view *results) {
    double greatest = 0;
    bool known = false;
    for (size_t s = goal->difference ? 1 : 0; s < results->scenario->strategies; s++) {
        const vro_estimate now = estimate(goal, results, s);
        if (now.n > 0) {
            greatest = fmax(greatest, excess(goal, now));
            known = true;
        }
    }
    return known ? greatest : INFINITY;
}

bool vro_precision_target_compares(const vro_precision_target *self) {
    bool compares = false;
    for (size_t i = 0; i < self->count; i++)
        compares = compares || self->goals[i].difference;
    return compares;
}

double vro_precision_target_children(const vro_precision_target *self,
                                     const vro_results_view *results) {
    const double children = (double)vro_tally_children(results->tally, 0);
    double greatest = 0;
    for (size_t i = 0; i < self->count; i++)
        greatest = fmax(greatest, greatest_excess(&self->goals[i], results));
    return fmin(children * greatest * greatest, VRO_PRECISION_TARGET_NEVER);
}

uint64_t vro_precision_target_next_look(uint64_t children) {
    uint64_t look = VRO_BLOCK, step = VRO_BLOCK;
    while (look <= children) {
        look += step;
        // 1, 2, 3, 4, 6, 8, 12: after each power of two the step doubles at the next.
        step = look / step == 4 ? 2 * step : step;
    }
    return look;
}
