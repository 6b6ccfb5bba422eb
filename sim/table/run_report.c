#include "vrosim/table/run_report.h"

#include "vrosim/core/whole_number.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/table/child_words.h"
#include "vrosim/table/estimate_text.h"
#include "vrosim/table/landmark_columns.h"
#include "vrosim/table/outcome_report.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/table/subgroup_report.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum {
    COLUMNS_MAX = 5,
    SHOWN_MAX = (int)COLUMNS_MAX + (int)VRO_LANDMARKS_MAX,
    LINE_WIDTH = 60, // of columns side by side; more follow below
    LABEL_MAX = 18,  // width of the column of strategies; longer names get a line of their own
    MONTHS_A_YEAR = 12,
    PERCENT = 100
};

typedef struct report_column {
    const char *heading;
    vro_outcome_id outcome;
    vro_comparison statistic;
    vro_estimate_form form;
    int width;
} report_column;

// A column as it is printed, of one landmark.
typedef struct shown_column {
    char heading[VRO_LANDMARK_HEADING_MAX];
    report_column of;
    int decimals;
} shown_column;

// A table with one row for each strategy but the reference, with which it is compared.
typedef struct report_section {
    const char *title;
    const char *surgery; // title where a strategy may begin without surgery; NULL: the same
    vro_landmark_choice landmarks;      // for which there is the first column, with their headings
    report_column columns[COLUMNS_MAX]; // up to one without a heading
} report_section;

static const report_section sections[] = {
    {"Difference in the same children (revision by a time and displaced hips:\n"
     "percentage points; LLD: leg-length discrepancy either way)",
     "Difference in the same children (later surgery of the index hip by a time and\n"
     "displaced hips: percentage points; LLD: leg-length discrepancy either way)",
     VRO_TWO_LANDMARKS,
     {{"", VRO_REVISION_BY, VRO_RISK_DIFFERENCE, VRO_WITH_ERROR, 15},
      {"displaced", VRO_DISPLACED, VRO_RISK_DIFFERENCE, VRO_WITH_ERROR, 15},
      {"LLD, mm", VRO_LLD_ABS_MM, VRO_MEAN_DIFFERENCE, VRO_WITH_ERROR, 14}}},
    {"Children to treat to spare one a revision (harm: to cause one), with the 95 %\n"
     "Monte Carlo interval",
     "Children to treat to spare one of them later surgery of the index hip (harm: to\n"
     "cause it), with the 95 % Monte Carlo interval",
     VRO_TWO_LANDMARKS,
     {{"", VRO_REVISION_BY, VRO_NUMBER_NEEDED_TO_TREAT, VRO_WITH_INTERVAL, 29}}},
    {"Difference in cost and quality-adjusted life years in the same children",
     NULL,
     VRO_NO_LANDMARK,
     {{"cost", VRO_COST, VRO_MEAN_DIFFERENCE, VRO_WITH_ERROR, 18},
      {"QALYs", VRO_QALY, VRO_MEAN_DIFFERENCE, VRO_WITH_ERROR, 18}}},
};

typedef struct report {
    FILE *stream;
    const vro_results_view *view;
    int label; // width of the column of strategies
} report;

// The estimate as it is printed: differences of shares in percent.
static vro_estimate shown(const report *self, const report_column *column, size_t strategy) {
    const vro_contrast contrast =
        vro_contrast_load(self->view->tally, strategy, 0, column->outcome);
    vro_estimate estimate = vro_contrast_estimate(&contrast, column->statistic).paired;
    if (column->form == VRO_WITH_ERROR && vro_outcome_row(column->outcome)->kind == VRO_SHARE) {
        estimate.value *= PERCENT;
        estimate.se *= PERCENT;
    }
    return estimate;
}

// The decimals of a column, those of its largest error.
static int column_decimals(const report *self, const report_column *column) {
    double largest = 0;
    for (size_t s = 1; s < self->view->scenario->strategies; s++)
        largest = fmax(largest, shown(self, column, s).se);
    return vro_estimate_decimals(largest);
}

static void print_row(const report *self, size_t strategy, const shown_column *columns,
                      size_t count) {
    const char *name = self->view->scenario->strategy_names[strategy];
    fprintf(self->stream, "  %-*s", self->label, name);
    if (strlen(name) > (size_t)self->label)
        fprintf(self->stream, "\n  %*s", self->label, "");
    for (size_t i = 0; i < count; i++) {
        const vro_estimate estimate = shown(self, &columns[i].of, strategy);
        char text[VRO_ESTIMATE_TEXT_MAX];
        vro_estimate_print(text, &estimate, columns[i].of.form, columns[i].decimals);
        fprintf(self->stream, "%*s", columns[i].of.width, text);
    }
    putc('\n', self->stream);
}

// Side by side.
static void print_columns(const report *self, shown_column *columns, size_t count) {
    fprintf(self->stream, "\n  %*s", self->label, "");
    for (size_t i = 0; i < count; i++) {
        columns[i].decimals = column_decimals(self, &columns[i].of);
        fprintf(self->stream, "%*s", columns[i].of.width, columns[i].heading);
    }
    putc('\n', self->stream);
    for (size_t s = 1; s < self->view->scenario->strategies; s++)
        print_row(self, s, columns, count);
}

// One for each landmark of the first column, then the others.
static size_t find_columns(const vro_outcome_set *outcomes, const report_section *section,
                           shown_column shown[SHOWN_MAX]) {
    size_t landmarks[VRO_LANDMARKS_MAX];
    size_t count = vro_landmark_columns(outcomes, section->landmarks, landmarks);
    for (size_t i = 0; i < count; i++) {
        shown[i] = (shown_column){.of = section->columns[0]};
        shown[i].of.outcome += landmarks[i];
        vro_landmark_heading(shown[i].heading, outcomes, landmarks[i]);
    }
    for (size_t i = count > 0; i < COLUMNS_MAX && section->columns[i].heading; i++) {
        shown[count] = (shown_column){.of = section->columns[i]};
        snprintf(shown[count++].heading, VRO_LANDMARK_HEADING_MAX, "%s",
                 section->columns[i].heading);
    }
    return count;
}

static const char *title_of(const report_section *section, const vro_scenario *scenario) {
    return section->surgery ? vro_revision_words(scenario, 0, scenario->strategies, section->title,
                                                 section->surgery)
                            : section->title;
}

static void print_section(const report *self, const report_section *section) {
    const vro_scenario *scenario = self->view->scenario;
    const vro_outcome_set *outcomes = &self->view->tally->outcomes;
    shown_column shown[SHOWN_MAX];
    if (scenario->strategies == 1 || !vro_outcome_set_has(outcomes, section->columns[0].outcome))
        return;
    fprintf(self->stream, "\n%s\nagainst %s", title_of(section, scenario),
            scenario->strategy_names[0]);
    const size_t count = find_columns(outcomes, section, shown);
    for (size_t first = 0, end = 0; first < count; first = end) {
        for (int width = 0; end < count && width + shown[end].of.width <= LINE_WIDTH; end++)
            width += shown[end].of.width;
        print_columns(self, shown + first, end - first);
    }
}

// 1234567 as 1,234,567.
static void print_head(const report *self) {
    const vro_tally *tally = self->view->tally;
    const vro_scenario *scenario = self->view->scenario;
    const double shortest = vro_scenario_common_horizon(scenario); // follow-up of a level, in years
    const double longest = vro_scenario_horizon(scenario);
    fprintf(self->stream, "Scenario %s\n", scenario->name);
    vro_whole_number_print(self->stream, vro_tally_children(tally, 0));
    fprintf(self->stream, " children, each under %zu strateg%s, followed for ",
            scenario->strategies, scenario->strategies == 1 ? "y" : "ies");
    if (shortest < longest)
        fprintf(self->stream, "%.4g to ", shortest);
    fprintf(self->stream, "%.4g years\n", longest);
    vro_child_words_print(self->stream, &scenario->children);
    fprintf(
        self->stream,
        "In brackets: the standard error of the simulation, which says nothing of how well the\n"
        "parameters are known.\n");
    vro_strategy_list_print_labels(self->stream, scenario);
}

typedef struct report_text {
    const char *heading;
    vro_parameter_id parameter;
} report_text;

// What the costs are, as far as the scenario says it.
static void print_economics(const report *self) {
    static const report_text lines[] = {{"Whose costs", VRO_ECONOMICS_PERSPECTIVE},
                                        {"Currency", VRO_ECONOMICS_CURRENCY},
                                        {"Prices of", VRO_ECONOMICS_PRICE_YEAR}};
    if (!vro_outcome_set_has(&self->view->tally->outcomes, VRO_COST))
        return;
    putc('\n', self->stream);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *text = vro_scenario_cell(self->view->scenario, 0, 0, lines[i].parameter)->text;
        fprintf(self->stream, "%s: %s\n", lines[i].heading, *text == '\0' ? "not stated" : text);
    }
}

void vro_run_report_print_speed(FILE *stream, const vro_results_view *view, double seconds) {
    const uint64_t courses = vro_tally_children(view->tally, 0) * view->scenario->strategies;
    const double rate = seconds > 0 ? (double)courses / seconds : 0;
    putc('\n', stream);
    vro_whole_number_print(stream, courses);
    fprintf(stream, " courses in %.2f s", seconds);
    if (rate >= 1e6)
        fprintf(stream, ", %.2f million a second", rate / 1e6);
    else if (rate > 0)
        fprintf(stream, ", %.0f a second", rate);
    putc('\n', stream);
}

static int label_width(const vro_scenario *scenario) {
    size_t width = 0;
    for (size_t i = 0; i < scenario->strategies; i++) {
        const size_t length = strlen(scenario->strategy_names[i]);
        if (length > width)
            width = length;
    }
    return width < LABEL_MAX ? (int)width : LABEL_MAX;
}

vro_status vro_run_report_print(FILE *stream, const vro_results_view *view, vro_errors *errors) {
    const report self = {.stream = stream, .view = view, .label = label_width(view->scenario)};
    vro_status status = VRO_OK;
    print_head(&self);
    TRY(vro_outcome_report_print(stream, view, errors));
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        print_section(&self, &sections[i]);
    print_economics(&self);
    vro_subgroup_report_print(stream, view);
out:
    return status;
}
