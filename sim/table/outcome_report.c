#include "vrosim/table/outcome_report.h"

#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/table/estimate_text.h"
#include "vrosim/table/landmark_columns.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/strategy_columns.h"

#include <math.h>

enum { ROWS_MAX = 6, LABEL_WIDTH = 20, HUNDRED = 100 };

typedef struct report_row {
    const char *label;
    vro_outcome_id outcome;
    vro_statistic statistic;
    vro_estimate_form form;
} report_row;

// Rows under a title, up to one without a label.
typedef struct report_section {
    const char *title;
    const char *surgery; // title where a strategy may begin without surgery; NULL: the same
    bool by_landmark;    // the first row stands for all landmarks, with their labels
    bool in_hundred;     // numbers are those in 100 children
    report_row rows[ROWS_MAX];
} report_section;

static const report_section sections[] = {
    {"Revision of the index hip, % of children",
     "Later surgery of the index hip (revision or first operation), % of children",
     true,
     false,
     {{"", VRO_REVISION_BY, VRO_MEAN, VRO_WITH_ERROR}}},
    {"Cause of the first revision, % of children",
     "Cause of the first later surgery of the index hip, % of children",
     false,
     false,
     {{"lost position", VRO_FIRST_REVISION_LOSS, VRO_MEAN, VRO_WITH_ERROR},
      {"complication", VRO_FIRST_REVISION_COMPLICATION, VRO_MEAN, VRO_WITH_ERROR},
      {"migration", VRO_FIRST_REVISION_MIGRATION, VRO_MEAN, VRO_WITH_ERROR},
      {"other", VRO_FIRST_REVISION_OTHER, VRO_MEAN, VRO_WITH_ERROR}}},
    {"Complications of the index hip, number in 100 children",
     NULL,
     false,
     true,
     {{"infection", VRO_INFECTION, VRO_MEAN, VRO_WITH_ERROR},
      {"fracture", VRO_FRACTURE, VRO_MEAN, VRO_WITH_ERROR},
      {"avascular necrosis", VRO_AVN, VRO_MEAN, VRO_WITH_ERROR},
      {"pressure sore", VRO_PRESSURE_SORE, VRO_MEAN, VRO_WITH_ERROR},
      {"position lost", VRO_LOSS_OF_POSITION, VRO_MEAN, VRO_WITH_ERROR}}},
    {"The child, both hips",
     NULL,
     false,
     false,
     {{"died, %", VRO_DEATH, VRO_MEAN, VRO_WITH_ERROR},
      {"operations a child", VRO_OPERATIONS, VRO_MEAN, VRO_WITH_ERROR},
      {"weeks not standing", VRO_WEEKS_NOT_STANDING, VRO_MEAN, VRO_WITH_ERROR}}},
    {"Leg-length discrepancy at the end (+: index leg shorter)",
     NULL,
     false,
     false,
     {{"25 % below, mm", VRO_LLD_MM, VRO_P25, VRO_VALUE_ALONE},
      {"median, mm", VRO_LLD_MM, VRO_P50, VRO_VALUE_ALONE},
      {"75 % below, mm", VRO_LLD_MM, VRO_P75, VRO_VALUE_ALONE},
      {"% over 10 mm", VRO_LLD_OVER_10MM, VRO_MEAN, VRO_WITH_ERROR},
      {"% over 20 mm", VRO_LLD_OVER_20MM, VRO_MEAN, VRO_WITH_ERROR}}},
    {"Index hip at the end (displaced: migration > 30 %; failed: revised or > 50 %)",
     "Index hip at the end (displaced: migration > 30 %; failed: later surgery or migration > 50 "
     "%)",
     false,
     false,
     {{"migration, %", VRO_MIGRATION_PCT, VRO_MEAN, VRO_WITH_ERROR},
      {"% displaced", VRO_DISPLACED, VRO_MEAN, VRO_WITH_ERROR},
      {"% failed", VRO_FAILED, VRO_MEAN, VRO_WITH_ERROR},
      {"neck-shaft, deg", VRO_NSA_DEG, VRO_MEAN, VRO_WITH_ERROR}}},
    {"Cost in thousands and quality-adjusted life years, discounted",
     NULL,
     false,
     false,
     {{"cost", VRO_COST, VRO_MEAN, VRO_WITH_ERROR}, {"QALYs", VRO_QALY, VRO_MEAN, VRO_WITH_ERROR}}},
};

typedef struct report {
    FILE *stream;
    const vro_results_view *view;
    vro_outcome_statistics statistics; // scratch
    vro_strategy_columns columns;
} report;

// The estimate as it is printed: shares in percent.
static vro_estimate shown(report *self, const report_section *section, const report_row *row,
                          size_t strategy) {
    const bool share = vro_outcome_row(row->outcome)->kind == VRO_SHARE;
    vro_outcome_statistics_load(&self->statistics, self->view->tally, strategy, 0, row->outcome);
    vro_estimate estimate = vro_outcome_statistics_estimate(&self->statistics, row->statistic);
    if (share || section->in_hundred) {
        estimate.value *= HUNDRED;
        estimate.se *= HUNDRED;
    }
    return estimate;
}

// The decimals of a row are those of its largest error.
static void print_row(report *self, const report_section *section, const report_row *row,
                      const char *label) {
    double largest = 0;
    for (size_t s = 0; s < self->view->scenario->strategies; s++)
        largest = fmax(largest, shown(self, section, row, s).se);
    fprintf(self->stream, "  %-*s", self->columns.label - 2, label);
    for (size_t s = self->columns.first; s < self->columns.end; s++) {
        const vro_estimate estimate = shown(self, section, row, s);
        char text[VRO_ESTIMATE_TEXT_MAX];
        vro_estimate_print(text, &estimate, row->form, vro_estimate_decimals(largest));
        fprintf(self->stream, "%*s", self->columns.width, text);
    }
    putc('\n', self->stream);
}

static void print_landmarks(report *self, const report_section *section) {
    const vro_outcome_set *outcomes = &self->view->tally->outcomes;
    size_t landmarks[VRO_LANDMARKS_MAX];
    const size_t count = vro_landmark_columns(outcomes, VRO_EVERY_LANDMARK, landmarks);
    for (size_t i = 0; i < count; i++) {
        char heading[VRO_LANDMARK_HEADING_MAX];
        report_row row = section->rows[0];
        row.outcome += landmarks[i];
        vro_landmark_heading(heading, outcomes, landmarks[i]);
        print_row(self, section, &row, heading);
    }
}

static void print_section(report *self, const report_section *section) {
    const vro_scenario *scenario = self->view->scenario;
    if (!vro_outcome_set_has(&self->view->tally->outcomes, section->rows[0].outcome))
        return;
    fprintf(self->stream, "%s\n",
            section->surgery ? vro_revision_words(scenario, 0, scenario->strategies, section->title,
                                                  section->surgery)
                             : section->title);
    if (section->by_landmark)
        print_landmarks(self, section);
    for (size_t i = 0; i < ROWS_MAX && section->rows[i].label && !section->by_landmark; i++)
        print_row(self, section, &section->rows[i], section->rows[i].label);
}

vro_status vro_outcome_report_print(FILE *stream, const vro_results_view *view,
                                    vro_errors *errors) {
    report self = {.stream = stream,
                   .view = view,
                   .columns = vro_strategy_columns_make(view->scenario, LABEL_WIDTH)};
    const vro_status status = vro_outcome_statistics_init(&self.statistics, errors);
    if (status != VRO_OK)
        goto out;
    while (vro_strategy_columns_next(&self.columns)) {
        vro_strategy_columns_head(&self.columns, stream);
        for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
            print_section(&self, &sections[i]);
    }
out:
    vro_outcome_statistics_free(&self.statistics);
    return status;
}
