#include "vrosim/table/figure.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/table/acceptability_figure.h"
#include "vrosim/table/calibration_figure.h"
#include "vrosim/table/causes_figure.h"
#include "vrosim/table/children_figure.h"
#include "vrosim/table/contrasts_figure.h"
#include "vrosim/table/evppi_figure.h"
#include "vrosim/table/grid_figure.h"
#include "vrosim/table/incidence_figure.h"
#include "vrosim/table/leg_length_figure.h"
#include "vrosim/table/plane_figure.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/table/tornado_figure.h"

#include <string.h>

// In the order of the report; ends with a row without a name.
static const vro_figure table[] = {
    {.name = "incidence",
     .heading = VRO_TEXT_INCIDENCE_HEADING,
     .files = {"revision.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_incidence_figure_draw},
    {.name = "causes",
     .heading = VRO_TEXT_CAUSES_HEADING,
     .files = {"revision.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_causes_figure_draw},
    {.name = "contrasts",
     .heading = VRO_TEXT_CONTRASTS_HEADING,
     .files = {"contrasts.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_contrasts_figure_draw},
    {.name = "leg_length",
     .heading = VRO_TEXT_LEGS_HEADING,
     .files = {"lld.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_leg_length_figure_draw},
    {.name = "children",
     .heading = VRO_TEXT_ICONS_HEADING,
     .files = {"children.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_children_figure_draw},
    {.name = "uncertain_contrasts",
     .heading = VRO_TEXT_UNCERTAIN_HEADING,
     .files = {"psa_contrasts.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_uncertain_contrasts_figure_draw},
    {.name = "tornado",
     .heading = VRO_TEXT_TORNADO,
     .files = {"sensitivity_oneway.csv"},
     .also = {VRO_STRATEGIES_FILE, VRO_PARAMETERS_FILE},
     .draw = vro_tornado_figure_draw},
    {.name = "grid",
     .heading = VRO_TEXT_GRID,
     .files = {"sensitivity_grid.csv"},
     .also = {VRO_STRATEGIES_FILE, VRO_PARAMETERS_FILE},
     .draw = vro_grid_figure_draw},
    {.name = "plane",
     .heading = VRO_TEXT_PLANE,
     .files = {"decision_plane.csv", "decision_information.csv"},
     .also = {VRO_STRATEGIES_FILE, VRO_PARAMETERS_FILE},
     .draw = vro_plane_figure_draw},
    {.name = "acceptability",
     .heading = VRO_TEXT_ACCEPTABILITY,
     .files = {"decision_acceptability.csv", "decision_information.csv"},
     .also = {VRO_STRATEGIES_FILE, VRO_PARAMETERS_FILE},
     .draw = vro_acceptability_figure_draw},
    {.name = "evppi",
     .heading = VRO_TEXT_EVPPI,
     .files = {"decision_partial.csv", "decision_information.csv"},
     .also = {"decision_study.csv", VRO_PARAMETERS_FILE},
     .draw = vro_evppi_figure_draw},
    {.name = "calibration",
     .heading = VRO_TEXT_VALIDATION,
     .files = {"validation.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_calibration_figure_draw},
    {.name = "fit",
     .heading = VRO_TEXT_FIT,
     .files = {"calibration_fit.csv"},
     .also = {VRO_STRATEGIES_FILE},
     .draw = vro_calibration_figure_draw_fit},
    {0},
};

enum { FIGURES = sizeof table / sizeof *table - 1 };

const vro_figure *vro_figures(size_t *count) {
    *count = FIGURES;
    return table;
}

vro_status vro_figure_find(const vro_figure **self, const char *name, vro_errors *errors) {
    const char *names[FIGURES + 1];
    *self = NULL;
    for (const vro_figure *row = table; row->name; row++) {
        names[row - table] = row->name;
        if (strcmp(row->name, name) == 0)
            *self = row;
    }
    if (*self)
        return VRO_OK;
    return vro_errors_add(
        errors, VRO_BAD_USAGE, NULL, "figure '%s' is unknown%s", vro_text_excerpt(name).text,
        vro_suggest(name, &(vro_name_list){.names = names, .count = FIGURES}).text);
}

bool vro_figure_concerns(const vro_figure *self, const vro_result_tables *tables) {
    for (size_t i = 0; i < VRO_FIGURE_FILES_MAX && self->files[i]; i++)
        if (vro_result_tables_find(tables, self->files[i]))
            return true;
    return false;
}

// The first file that it cannot do without and that is not there; NULL: none.
static const char *missing_file(const vro_figure *self, const vro_result_tables *tables) {
    for (size_t i = 0; i < VRO_FIGURE_FILES_MAX && self->files[i]; i++)
        if (!vro_result_tables_find(tables, self->files[i]))
            return self->files[i];
    return NULL;
}

vro_status vro_figure_draw(const vro_figure *self, const vro_result_tables *tables,
                           const vro_figure_options *options, vro_drawing *drawing,
                           vro_errors *errors) {
    const char *missing = missing_file(self, tables);
    vro_status status = VRO_OK;
    if (missing)
        vro_drawing_leave_out(drawing, options->language, VRO_TEXT_NO_FILE, &missing, 1);
    else
        TRY(self->draw(tables, options, drawing, errors));
    TRY(vro_drawing_check(drawing, errors));
out:
    return status;
}
