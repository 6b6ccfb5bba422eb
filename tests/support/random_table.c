#include "random_table.h"

#include "vrosim/core/distribution.h"
#include "vrosim/core/pcg.h"
#include "vrosim/input/dictionary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct range {
    vro_parameter_id id;
    double low;
    double high;
} range;

// Of the parameters whose bounds are wider than what makes children differ. (Correlations of
// migration may not be 1 together.)
static const range RANGES[] = {
    {VRO_POPULATION_AGE, 0, 18},
    {VRO_GROWTH_MATURITY_AGE_FEMALE, 0, 20},
    {VRO_GROWTH_MATURITY_AGE_MALE, 0, 20},
    {VRO_ANATOMY_NSA, 100, 180},
    {VRO_ANATOMY_ANTEVERSION, -20, 90},
    {VRO_ANATOMY_ACETABULAR_INDEX, 0, 60},
    {VRO_ANATOMY_NECK_LENGTH, 0, 60},
    {VRO_ANATOMY_NECK_GROWTH, 0, 4},
    {VRO_ANATOMY_FEMUR_WIDTH, 0, 40},
    {VRO_ANATOMY_FEMUR_WIDTH_GROWTH, 0, 2},
    {VRO_ANATOMY_NATURAL_LLD, -20, 20},
    {VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION, 0, 0.7},
    {VRO_ANATOMY_MIGRATION_NECK_CORRELATION, 0, 0.7},
    {VRO_ANATOMY_SOCKET_SHAPE, -30, 30},
    {VRO_ANATOMY_OSTEOTOMY_LEVEL, 0, 60},
    {VRO_PLAN_SPICA_WEEKS, 0, 30},
    {VRO_PLAN_TARGET_NSA, 90, 180},
    {VRO_PLAN_TARGET_ANTEVERSION, -20, 60},
    {VRO_PLAN_SHORTENING, 0, 30},
    {VRO_PLAN_MEDIALISATION, -20, 20},
    {VRO_RESCUE_WAIT, 0, 150},
    {VRO_SURGERY_NSA_ERROR, -30, 30},
    {VRO_SURGERY_ANTEVERSION_ERROR, -30, 30},
    {VRO_SURGERY_WEDGE_SHARE, 0, 1},
    {VRO_SURGERY_PELVIC_CORRECTION, -10, 40},
    {VRO_SURGERY_REDUCTION_SOFT_TISSUE, -0.5, 1.5},
    {VRO_SURGERY_REDUCTION_OSTEOTOMY, -0.5, 1.5},
    {VRO_SURGERY_REDUCTION_PELVIC, -0.5, 1.5},
    {VRO_HEALING_TIME, 0, 30},
    {VRO_HEALING_DELAY, 0, 40},
    {VRO_HEALING_AGE_LOG_RATIO, -0.1, 0.1},
    {VRO_HEALING_FRAGILITY_LOG_RATIO, -0.3, 0.3},
    {VRO_LOSS_HAZARD, 0, 0.1},
    {VRO_LOSS_FRAGILITY_LOG_HR, -1, 1},
    {VRO_LOSS_AGE_LOG_HR, -0.3, 0.3},
    {VRO_LOSS_NO_SPICA_HR, 0, 4},
    {VRO_LOSS_IMPLANT_HR, 0, 4},
    {VRO_LOSS_ANGLE, 0, 40},
    {VRO_LOSS_ROTATION, -30, 30},
    {VRO_LOSS_TOLERANCE, -10, 40},
    {VRO_COMPLICATION_AVN_SHORTENING, 0, 5},
    {VRO_COMPLICATION_AVN_SHAPE, -10, 20},
    {VRO_COMPLICATION_TIME, 0, 60},
    {VRO_IMPLANT_REMOVAL_TIME, 0, 60},
    {VRO_MIGRATION_RATE, 0, 40},
    {VRO_MIGRATION_RESTORING, 0, 10},
    {VRO_MIGRATION_TONE_SD, 0, 1.5},
    {VRO_MIGRATION_AGE_LOG_RATIO, 0, 0.5},
    {VRO_MIGRATION_PULL_ANGLE, -20, 30},
    {VRO_MIGRATION_PULL_PER_VARUS, -0.5, 1},
    {VRO_MIGRATION_ANTEVERSION_COVER, -0.5, 1},
    {VRO_MIGRATION_RELEASE_HALF_TIME, 0.1, 20},
    {VRO_REMODEL_HALF_TIME, 0.1, 20},
    {VRO_REMODEL_NSA_SHARE_PER_YEAR, -0.2, 0.3},
    {VRO_REMODEL_ANTEVERSION_SHARE_PER_YEAR, -0.2, 0.3},
    {VRO_REMODEL_SOCKET_SHARE_PER_YEAR, 0, 0.2},
    {VRO_REMODEL_SOCKET_TARGET, -10, 60},
    {VRO_REMODEL_SOCKET_EROSION, 0, 40},
    {VRO_MORTALITY_OPERATION, 0, 0.3},
    {VRO_MORTALITY_RATE, 0, 0.1},
    {VRO_OTHER_REOPERATION, 0, 0.2},
    {VRO_LENGTH_OVERGROWTH, -10, 20},
    {VRO_LENGTH_MIGRATION, 0, 1},
    {VRO_LENGTH_EQUALISATION_THRESHOLD, 0, 40},
    {VRO_LENGTH_EQUALISATION_RESIDUAL, -10, 20},
    {VRO_FOLLOWUP_HORIZON, 0.1, 30},
    {VRO_FOLLOWUP_VISIT_INTERVAL, 0.05, 5},
    {VRO_ECONOMICS_DISCOUNT_COSTS, 0, 0.2},
    {VRO_ECONOMICS_DISCOUNT_HEALTH, 0, 0.2},
    {VRO_UTILITY_DISPLACED, 0, 0.1},
    {VRO_UTILITY_SEVERELY_DISPLACED, 0, 0.3},
    {VRO_UTILITY_HEALING, 0, 0.5},
    {VRO_UTILITY_SPICA, 0, 0.5},
};

static range range_of(vro_parameter_id id) {
    const vro_parameter *row = vro_dictionary_row(id);
    for (size_t i = 0; i < sizeof RANGES / sizeof RANGES[0]; i++)
        if (RANGES[i].id == id)
            return RANGES[i];
    const bool is_cost = (int)id >= VRO_FIRST_COST && (int)id < VRO_FIRST_UTILITY;
    return (range){id, row->lower, is_cost ? 20 : row->upper};
}

typedef struct source {
    uint64_t seed;
    uint64_t next;
} source;

// Uniform in 0..1.
static double draw(source *from) {
    uint32_t output;
    vro_pcg_outputs(from->seed, 1, from->next++, 1, &output);
    return (output + 0.5) / 4294967296.0;
}

// A number of the range: one in four times an end of it, one in eight times its middle.
static double draw_number(source *from, range within) {
    const double places[] = {0, 1, 0.5};
    const size_t place = (size_t)(draw(from) * 8);
    const double u = draw(from);
    const double share = place < 3 ? places[place] : u;
    return within.low + share * (within.high - within.low);
}

// The kinds that a row may have; those without an upper end only where the row is not bounded.
static vro_distribution_kind draw_kind(source *from, range within) {
    const vro_parameter *row = vro_dictionary_row(within.id);
    const vro_distribution_kind kind =
        (vro_distribution_kind)(draw(from) * (double)VRO_DISTRIBUTION_KINDS);
    const bool is_open = kind == VRO_DISTRIBUTION_LOGNORMAL || kind == VRO_DISTRIBUTION_GAMMA;
    if (row->distributions != VRO_ANY_DISTRIBUTION)
        return VRO_DISTRIBUTION_FIXED;
    return is_open && row->support == VRO_WITHIN_BOUNDS ? VRO_DISTRIBUTION_UNIFORM : kind;
}

// "distribution,value,sd,min,max" with its mean or mode within the range, and of its width.
static int write_distribution(source *from, range within, char *text, size_t size) {
    const double width = within.high - within.low;
    const double sd = (0.02 + 0.2 * draw(from)) * width;
    const double inside = within.low + (0.3 + 0.4 * draw(from)) * width;
    const vro_distribution_kind kind = draw_kind(from, within);
    const char *name = vro_distribution_name(kind);
    switch (kind) {
    case VRO_DISTRIBUTION_FIXED:
        return snprintf(text, size, "%s,%.6g,,,", name, draw_number(from, within));
    case VRO_DISTRIBUTION_LOGNORMAL:
    case VRO_DISTRIBUTION_GAMMA:
        return snprintf(text, size, "%s,%.6g,%.6g,,", name, within.low < 0 ? sd : inside, sd);
    case VRO_DISTRIBUTION_UNIFORM:
        return snprintf(text, size, "%s,,,%.6g,%.6g", name, within.low, inside);
    case VRO_DISTRIBUTION_PERT:
    case VRO_DISTRIBUTION_TRIANGULAR:
        return snprintf(text, size, "%s,%.6g,,%.6g,%.6g", name, inside, within.low, within.high);
    default:
        return snprintf(text, size, "%s,%.6g,%.6g,%.6g,%.6g", name, inside, sd, within.low,
                        within.high);
    }
}

// Where a table is being written.
typedef struct writing {
    source from;
    char *text;
    size_t length;
} writing;

// place: "strategy,gmfcs", each empty for all.
static void write_row(writing *at, vro_parameter_id id, const char *place) {
    const vro_parameter *row = vro_dictionary_row(id);
    char distribution[128];
    write_distribution(&at->from, range_of(id), distribution, sizeof distribution);
    at->length +=
        (size_t)snprintf(at->text + at->length, RANDOM_TABLE_SIZE - at->length,
                         "%s,%s,%s,,%s,random\n", place, row->name, distribution, row->unit);
    assert_true(at->length < RANDOM_TABLE_SIZE);
}

// One row for all children, and at times others for a level and for a strategy.
static void write_rows(writing *at, vro_parameter_id id) {
    static const char *const levels[] = {",1", ",2", ",3", ",4", ",5"};
    static const char *const strategies[] = {"soft_tissue,", "vro,", "vro_soft_tissue,",
                                             "vro_pelvic,"};
    write_row(at, id, ",");
    if (draw(&at->from) < 0.25)
        write_row(at, id, levels[(size_t)(draw(&at->from) * 5)]);
    if (vro_dictionary_row(id)->scope == VRO_BY_STRATEGY && draw(&at->from) < 0.25)
        write_row(at, id, strategies[(size_t)(draw(&at->from) * 4)]);
}

size_t random_table(uint64_t seed, char *text) {
    writing at = {{seed, 0}, text, 0};
    at.length = (size_t)snprintf(text, RANDOM_TABLE_SIZE, "%s\n",
                                 "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,"
                                 "unit,source");
    for (int id = VRO_POPULATION_FEMALE; id < VRO_PARAMETERS; id++) {
        const bool is_text =
            vro_dictionary_row((vro_parameter_id)id)->distributions == VRO_ONLY_TEXT;
        if (!is_text && draw(&at.from) < 0.5)
            write_rows(&at, (vro_parameter_id)id);
    }
    return at.length;
}
