#include "vrosim/table/calibration_report.h"

#include "vrosim/study/published_figure.h"

static void print_parameters(FILE *stream, const vro_calibration *self) {
    fprintf(stream,
            "\nParameter: mean (sd) before and after, and the sd that is left of that before\n");
    for (size_t k = 0; k < self->problem->parameter_count; k++) {
        const vro_fitted_parameter found = vro_calibration_parameter(self, k);
        char before[40], after[40];
        snprintf(before, sizeof before, "%.4g (%.2g)", found.prior_mean, found.prior_sd);
        snprintf(after, sizeof after, "%.4g (%.2g)", found.mean, found.sd);
        fprintf(stream, "  %-36s %16s %18s %6.2f%s\n",
                vro_calibration_problem_name(self->problem, k), before, after, found.shrinkage,
                found.shrinkage > 0.95 ? "  nothing learnt" : "");
    }
}

static size_t count_inside(const vro_calibration *self) {
    size_t inside = 0;
    for (size_t i = 0; i < self->problem->figure_count; i++) {
        double sd;
        const double mean = vro_calibration_figure_mean(self, i, &sd);
        const vro_limits limits =
            vro_published_figure_of(vro_calibration_problem_target(self->problem, i)).limits;
        inside += mean >= limits.lower && mean <= limits.upper;
    }
    return inside;
}

void vro_calibration_report_print(FILE *stream, const vro_calibration *calibration,
                                  double seconds) {
    const vro_calibration *self = calibration;
    print_parameters(stream, self);
    fprintf(stream, "\n%zu of %zu figures lie inside the published intervals.\n",
            count_inside(self), self->problem->figure_count);
    fprintf(stream, "%zu samples are worth %.0f independent ones; Pareto k is %.2f.\n", self->done,
            self->effective_size, self->shape);
    fprintf(stream, "%zu most likely point%s.\n", self->search.count,
            self->search.count == 1 ? "" : "s");
    fprintf(stream,
            "With %d times as many children, and others, the %zu rows are worth %.0f, and no mean\n"
            "moves by more than %.2f of its standard deviation.\n%s",
            VRO_CONFIRMING_CHILDREN, self->rows, self->confirmed_rows, self->confirmed_shift,
            vro_calibration_is_trustworthy(self) ? "" : "THE POSTERIOR IS NOT TRUSTWORTHY.\n");
    fprintf(stream, "\n%zu points in %.1f s\n", self->search.evaluations + self->done, seconds);
}
