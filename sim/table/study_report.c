#include "vrosim/table/study_report.h"

#include "vrosim/file/number_format.h"
#include "vrosim/study/sampling_benefit.h"

#include <math.h>
#include <stdbool.h>

enum {
    ROWS = 5,   // sizes shown
    DIGITS = 3, // significant digits of a number, but all before the point
    CELL_WIDTH = 20,
    CELL_MAX = 2 * VRO_NUMBER_FORMAT_MAX + 4
};

typedef struct study_report {
    FILE *stream;
    const vro_scenario *scenario;
    const vro_choice *choice; // of the first trade-off
    size_t threshold;         // number of its threshold
} study_report;

static void print_number(char text[VRO_NUMBER_FORMAT_MAX], double value) {
    const int before = value == 0 ? 0 : (int)floor(log10(fabs(value)));
    const int decimals = DIGITS - 1 - before;
    text[0] = '\0';
    if (isfinite(value))
        vro_number_format_print_decimals(text, value, decimals > 0 && value != 0 ? decimals : 0);
}

// A value with its error in brackets, where it has one.
static void print_expectation(const study_report *self, vro_expectation expectation) {
    char cell[CELL_MAX], value[VRO_NUMBER_FORMAT_MAX], se[VRO_NUMBER_FORMAT_MAX];
    print_number(value, expectation.value);
    print_number(se, expectation.se);
    snprintf(cell, sizeof cell, *se == '\0' ? "%s" : "%s (%s)", value, se);
    fprintf(self->stream, " %*s", CELL_WIDTH, cell);
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

static void print_heading(const study_report *self, const vro_proposed_study *study) {
    char name[VRO_SUBGROUP_NAME_MAX];
    vro_subgroups_name(&self->scenario->subgroups, study->subgroup, name);
    fprintf(self->stream,
            "\nA study of %zu outcome%s in %zu arm%s of n children (%s), at a threshold of %.6g.\n"
            "EVSI, per child: the value of its results before choosing (standard error).\n",
            study->outcome_count, plural(study->outcome_count), study->arms, plural(study->arms),
            name, self->choice->thresholds->values[self->threshold]);
    fprintf(self->stream, "  %7s %*s", "n", CELL_WIDTH, "EVSI");
    if (study->children_per_year > 0)
        fprintf(self->stream, " %*s", CELL_WIDTH, "for all children");
    if (study->has_cost)
        fprintf(self->stream, " %*s", CELL_WIDTH, "less its cost");
    putc('\n', self->stream);
}

static void print_size(const study_report *self, const vro_proposed_study *study, size_t size,
                       vro_expectation value, const vro_sampling_benefit *benefit) {
    fprintf(self->stream, "  %7zu", study->sizes[size]);
    print_expectation(self, value);
    if (study->children_per_year > 0)
        print_expectation(self, benefit->population_value);
    if (study->has_cost)
        print_expectation(self, benefit->net_benefit);
    putc('\n', self->stream);
}

// The best size, and the least and greatest one that are as good within their error.
static void print_best(const study_report *self, const vro_proposed_study *study,
                       const vro_sampling_benefit *benefits) {
    size_t best = study->size_count, least = study->size_count, greatest = 0;
    for (size_t i = 0; i < study->size_count; i++) {
        best = benefits[i].optimal ? i : best;
        least = benefits[i].near_optimal && i < least ? i : least;
        greatest = benefits[i].near_optimal ? i : greatest;
    }
    if (best == study->size_count)
        fputs("  no size is worth its cost\n", self->stream);
    else
        fprintf(self->stream, "  best n: %zu (as good within their errors: %zu to %zu)\n",
                study->sizes[best], study->sizes[least], study->sizes[greatest]);
}

// Sizes as far apart as they can be, with the first and the last.
static void print_study(const study_report *self, const vro_sample_information *information,
                        size_t number) {
    const vro_proposed_study *study = information->study;
    const vro_expectation *values =
        vro_sample_information_values(information, number, self->threshold);
    const size_t last = study->size_count - 1, rows = last + 1 < ROWS ? last + 1 : ROWS;
    vro_sampling_benefit benefits[VRO_STUDY_SIZES_MAX];
    vro_sampling_benefits_find(study, values, vro_sampling_benefit_children(study, self->scenario),
                               benefits);
    print_heading(self, study);
    for (size_t i = 0; i < rows; i++) {
        const size_t size = rows > 1 ? i * last / (rows - 1) : 0;
        print_size(self, study, size, values[size], &benefits[size]);
    }
    fprintf(self->stream, "  %7s", "endless");
    print_expectation(self, values[study->size_count]);
    putc('\n', self->stream);
    if (study->has_cost)
        print_best(self, study, benefits);
}

static void print_information(const study_report *self, const vro_sample_information *information) {
    const vro_proposed_study *study = information->study;
    if (information->lacks_samples) {
        fprintf(self->stream,
                "\nThe study needs more samples for a regression on its %zu means; --samples %zu\n"
                "would do.\n",
                study->arms * study->outcome_count,
                study->arms * study->outcome_count * VRO_SAMPLES_A_PARAMETER);
        return;
    }
    for (size_t i = 0; i < information->count; i++) {
        if (information->choices[i].choice->trade_off != self->choice->trade_off)
            continue;
        print_study(self, information, i);
        return;
    }
    if (study->size_count > 0)
        fputs("\nThe subgroup of the study has no children in some sample, so that it has no "
              "value.\n",
              self->stream);
}

// The division that brings most at the threshold, where it brings more than twice its error.
static void print_subgroups(const study_report *self, const vro_subgroup_decisions *subgroups) {
    const vro_subgroup_decision *best = NULL;
    for (size_t i = 0; i < subgroups->count; i++) {
        const vro_subgroup_decision *other = &subgroups->decisions[i];
        const vro_expectation value = other->values[self->threshold];
        if (other->overall == self->choice && value.value > 2 * value.se &&
            (!best || value.value > best->values[self->threshold].value))
            best = other;
    }
    if (!best)
        return;
    const vro_expectation value = best->values[self->threshold];
    fprintf(self->stream,
            "\nTreating by %s, each subgroup as is best there,\n"
            "brings %.*g (%.2g) a child at %.6g.\n"
            "Never choose by simulated child: that would only be chance.\n",
            best->division, DIGITS, value.value, value.se,
            self->choice->thresholds->values[self->threshold]);
}

void vro_study_report_print(FILE *stream, const vro_decisions *decisions,
                            const vro_sample_information *information,
                            const vro_subgroup_decisions *subgroups) {
    const vro_scenario *scenario = decisions->ensemble->uncertainty->scenario;
    const vro_choice *choice = &decisions->choices[0]; // of the first trade-off, of all children
    const study_report self = {stream, scenario, choice, vro_choice_peak(choice)};
    if (scenario->strategies == 1)
        return;
    print_subgroups(&self, subgroups);
    print_information(&self, information);
}
