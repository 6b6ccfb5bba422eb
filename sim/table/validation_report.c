#include "vrosim/table/validation_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { WORDS_MAX = 96 };

// Shares are shown in percent.
static double shown(const vro_target *target, double value) {
    return vro_likelihood_is_share(target->likelihood) ? 100 * value : value;
}

// "failure_by_5y of gmfcs_5 after typical".
static void name_figure(const vro_target *target, char name[WORDS_MAX]) {
    const bool all = strcmp(target->subgroup, "all") == 0;
    const bool mean = strcmp(target->statistic, "mean") == 0;
    snprintf(name, WORDS_MAX, "%s%s%s%s%s, %s", target->outcome, mean ? "" : " ",
             mean ? "" : target->statistic, all ? "" : " of ", all ? "" : target->subgroup,
             target->strategy);
}

static void print_limits(FILE *stream, const vro_target *target, vro_limits limits) {
    fprintf(stream, " (%.1f to %.1f)", shown(target, limits.lower), shown(target, limits.upper));
}

// + inside the published interval, - inside the predictive one alone, ! outside both.
static char mark_of(const vro_validated *row) {
    if (row->inside)
        return '+';
    return row->inside_predictive ? '-' : '!';
}

static void print_row(FILE *stream, const vro_validated *row) {
    char name[WORDS_MAX];
    name_figure(row->target, name);
    fprintf(stream, "    %c %-52s %6.1f", mark_of(row), name,
            shown(row->target, row->published.value));
    print_limits(stream, row->target, row->published.limits);
    fprintf(stream, "  %6.1f", shown(row->target, row->model.estimate.value));
    print_limits(stream, row->target, row->predicted);
    fprintf(stream, "\n");
}

// The figures of a role, study by study, in the order of the targets.
static void print_role(FILE *stream, const vro_validation *self, vro_target_role role,
                       const char *title) {
    const char *study = "";
    if (vro_validation_agreement(self, role).count == 0)
        return;
    fprintf(stream, "\n%s\n", title);
    for (size_t i = 0; i < self->count; i++) {
        const vro_validated *row = &self->rows[i];
        if (row->target->role != role)
            continue;
        if (strcmp(study, row->target->study) != 0)
            fprintf(stream, "  %s\n", row->target->study);
        study = row->target->study;
        print_row(stream, row);
    }
}

static void print_agreement(FILE *stream, const vro_validation *self, vro_target_role role,
                            const char *words) {
    const vro_agreement sum = vro_validation_agreement(self, role);
    if (sum.count == 0)
        return;
    fprintf(stream,
            "%zu of %zu %s figures lie inside the published intervals, %zu inside the model's",
            sum.inside, sum.count, words, sum.inside_predictive);
    if (sum.shares > 0)
        fprintf(stream, "\n  (which are %.0f percentage points wide in the mean of shares)",
                100 * sum.mean_width);
    fprintf(stream, ".\n");
}

void vro_validation_report_print(FILE *stream, const vro_validation_view *view, uint64_t children,
                                 double seconds) {
    const vro_validation *self = view->validation;
    fprintf(stream,
            "Scenario %s\n%" PRIu64 " children in each study%s; shares in percent\n"
            "First the published figure (95 %% interval), then the model's (95 %% of studies of\n"
            "this size would lie there, if the model were right).\n"
            "  + the model is inside the published interval\n"
            "  - it is not, but the published figure is inside the model's interval\n"
            "  ! neither\n",
            view->scenario->name, children, self->samples > 1 ? " and sample" : "");
    print_role(stream, self, VRO_TARGET_FIT, "Figures that the model may be fitted to");
    print_role(stream, self, VRO_TARGET_HOLDOUT, "Figures held out");
    fprintf(stream, "\n");
    print_agreement(stream, self, VRO_TARGET_FIT, "fitted");
    print_agreement(stream, self, VRO_TARGET_HOLDOUT, "held-out");
    fprintf(stream,
            "Between studies the logit of a share varies with a standard deviation of %.2f\n(%s). ",
            self->between_study,
            self->estimates_between ? "estimated from the fitted figures" : "given");
    if (self->samples > 1)
        fprintf(stream, "Parameter uncertainty is in these intervals: %zu samples.", self->samples);
    else
        fprintf(stream, "Parameter uncertainty is not in these intervals.");
    fprintf(stream, "\n\n%.2f s\n", seconds);
}
