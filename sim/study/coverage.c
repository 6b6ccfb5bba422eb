#define _GNU_SOURCE 1 // strcasestr

#include "vrosim/study/coverage.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool begins(const char *text, const char *beginning) {
    return strncasecmp(text, beginning, strlen(beginning)) == 0;
}

// What is asked: which operations, for how long, by what measure, whose costs.
bool vro_coverage_is_question(const char *parameter, const char *source) {
    static const char *const groups[] = {"plan.", "followup.", "strategy.", "economics."};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (begins(parameter, groups[i]))
            return true;
    return begins(source, "definition");
}

bool vro_coverage_is_assumption(const char *source) {
    static const char *const words[] = {"assum", "opinion", "guess"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasestr(source, words[i]))
            return true;
    return !strpbrk(source, "0123456789") && !strcasestr(source, "study") &&
           !strcasestr(source, "studies");
}

// The uncertain parameter that is sampled for a row; count: none is.
static size_t find_parameter(const vro_uncertainty *uncertainty, const vro_scenario_row *row) {
    const size_t strategy = uncertainty->sharing[row->strategy * VRO_PARAMETERS + row->id];
    const size_t level = row->level == VRO_ALL_LEVELS ? 0 : row->level;
    size_t i = 0;
    for (; i < uncertainty->count; i++) {
        const vro_uncertain_parameter *parameter = &uncertainty->parameters[i];
        if (parameter->id == row->id && parameter->strategy == strategy && parameter->se > 0 &&
            (parameter->level == VRO_ALL_LEVELS || parameter->level == level))
            break;
    }
    return i;
}

static vro_coverage_kind kind_of(const vro_uncertainty *uncertainty, const vro_covered_row *row) {
    const char *source = vro_scenario_rows_cell(uncertainty->scenario, &row->row)->source;
    if (row->parameter < uncertainty->count)
        return VRO_COVERED_UNCERTAIN;
    if (vro_coverage_is_question(vro_dictionary_row(row->row.id)->name, source))
        return VRO_COVERED_QUESTION;
    return vro_coverage_is_assumption(source) ? VRO_COVERED_ASSUMPTION : VRO_COVERED_SOURCE;
}

static void classify(vro_coverage *self, const vro_scenario_rows *rows) {
    const vro_uncertainty *uncertainty = self->ensemble->uncertainty;
    for (size_t i = 0; i < self->count; i++) {
        vro_covered_row *covered = &self->rows[i];
        covered->row = rows->items[i];
        covered->parameter = find_parameter(uncertainty, &covered->row);
        covered->kind = kind_of(uncertainty, covered);
        self->counts[covered->kind]++;
    }
    for (size_t i = 0; i < uncertainty->count; i++)
        self->drawn[i] = vro_drawn_parameter_of(self->ensemble, i);
}

vro_status vro_coverage_init(vro_coverage *self, const vro_ensemble *ensemble, vro_errors *errors) {
    const vro_uncertainty *uncertainty = ensemble->uncertainty;
    vro_scenario_rows rows;
    vro_status status = VRO_OK;
    *self = (vro_coverage){.ensemble = ensemble};
    TRY(vro_scenario_rows_init(&rows, uncertainty->scenario, errors));
    TRY(vro_drawn_correlations_init(&self->correlations, ensemble, errors));
    self->count = rows.count;
    self->rows = calloc(rows.count + 1, sizeof *self->rows);
    self->drawn = calloc(uncertainty->count + 1, sizeof *self->drawn);
    if (self->rows && self->drawn)
        classify(self, &rows);
    else
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                "not enough memory for the coverage of the analysis");
out:
    vro_scenario_rows_free(&rows);
    if (status != VRO_OK)
        vro_coverage_free(self);
    return status;
}

const char *vro_coverage_kind_name(vro_coverage_kind kind) {
    static const char *const names[VRO_COVERED_KINDS] = {"uncertain", "question", "assumption",
                                                         "source"};
    return names[kind];
}

void vro_coverage_free(vro_coverage *self) {
    free(self->rows);
    free(self->drawn);
    vro_drawn_correlations_free(&self->correlations);
    *self = (vro_coverage){0};
}
