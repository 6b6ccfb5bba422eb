#include "vrosim/table/subgroup_report.h"

#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/outcome/replicate_error.h"
#include "vrosim/table/estimate_text.h"
#include "vrosim/table/landmark_columns.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/strategy_columns.h"

#include <math.h>
#include <string.h>

enum { HUNDRED = 100, LABEL_MIN = 19 };

typedef struct report {
    FILE *stream;
    const vro_results_view *view;
    vro_outcome_id outcome;
    vro_strategy_columns columns;
} report;

static vro_estimate mean_of(const report *self, size_t strategy, size_t subgroup) {
    return vro_outcome_statistics_mean(self->view->tally, strategy, subgroup, self->outcome);
}

static size_t find_least(const report *self, size_t subgroup) {
    size_t least = 0;
    for (size_t s = 1; s < self->view->scenario->strategies; s++)
        if (mean_of(self, s, subgroup).value < mean_of(self, least, subgroup).value)
            least = s;
    return least;
}

// Of the difference of the means of two strategies: from replicates where there are enough.
// Otherwise paired in the same children where one is the reference, else as of independent means,
// which errs on the side of chance.
static double error_between(const report *self, size_t a, size_t b, size_t subgroup) {
    const vro_tally *tally = self->view->tally;
    const vro_replicate_error between =
        vro_replicate_error_between(tally, a, b, subgroup, self->outcome);
    if (between.se > 0)
        return between.se;
    if (a == 0 || b == 0)
        return vro_sums_difference(&tally->sums, a + b, subgroup, self->outcome).se;
    return hypot(mean_of(self, a, subgroup).se, mean_of(self, b, subgroup).se);
}

static bool may_be_equal(const report *self, size_t a, size_t b, size_t subgroup) {
    const double difference = mean_of(self, a, subgroup).value - mean_of(self, b, subgroup).value;
    return a == b || fabs(difference) <= VRO_NORMAL_975 * error_between(self, a, b, subgroup);
}

static void print_row(const report *self, size_t subgroup, const char *name) {
    const size_t least = find_least(self, subgroup);
    fprintf(self->stream, "  %-*s", self->columns.label - 2, name);
    for (size_t s = self->columns.first; s < self->columns.end; s++) {
        vro_estimate estimate = mean_of(self, s, subgroup);
        char text[VRO_ESTIMATE_TEXT_MAX];
        estimate.value *= HUNDRED;
        estimate.se *= HUNDRED;
        vro_estimate_print(text, &estimate, VRO_WITH_ERROR, vro_estimate_decimals(estimate.se));
        fprintf(self->stream, "%*s", self->columns.width - 1, text);
        if (may_be_equal(self, s, least, subgroup))
            putc('+', self->stream);
        else if (s + 1 < self->columns.end)
            putc(' ', self->stream);
    }
    putc('\n', self->stream);
}

static void print_title(const report *self) {
    const vro_scenario *scenario = self->view->scenario;
    const vro_outcome_set *outcomes = &self->view->tally->outcomes;
    char landmark[VRO_LANDMARK_HEADING_MAX];
    vro_landmark_heading(landmark, outcomes, vro_landmark_column(outcomes));
    fprintf(self->stream,
            "\n%s %s in subgroups, %% of children\n"
            "(+: the best strategy, and those that may be as good but for chance)\n",
            vro_revision_words(scenario, 0, scenario->strategies, "Revision of the index hip",
                               "Later surgery of the index hip"),
            landmark);
}

static int label_width(const vro_results_view *view) {
    int width = LABEL_MIN;
    vro_results_row row = vro_results_row_first(view, 0);
    for (; vro_results_row_exists(&row) && row.strategy == 0; vro_results_row_next(&row))
        if ((int)strlen(row.name) > width)
            width = (int)strlen(row.name);
    return width + 3;
}

void vro_subgroup_report_print(FILE *stream, const vro_results_view *view) {
    report self = {
        .stream = stream,
        .view = view,
        .outcome = (vro_outcome_id)(VRO_REVISION_BY + vro_landmark_column(&view->tally->outcomes)),
        .columns = vro_strategy_columns_make(view->scenario, label_width(view))};
    if (view->scenario->subgroups.divisions == 0)
        return;
    print_title(&self);
    while (vro_strategy_columns_next(&self.columns)) {
        vro_strategy_columns_head(&self.columns, stream);
        for (vro_results_row row = vro_results_row_first(view, 0); row.strategy == 0;
             vro_results_row_next(&row))
            if (row.subgroup > 0)
                print_row(&self, row.subgroup, row.name);
    }
}
