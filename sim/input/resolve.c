#include "vrosim/input/resolve.h"

#include <math.h>
#include <stdlib.h>

static void apply(const vro_layer_row *added, vro_filling_rows rows) {
    size_t level = added->row.level;
    size_t first = level == VRO_ALL_LEVELS ? 0 : level;
    size_t last = level == VRO_ALL_LEVELS ? VRO_LEVELS - 1 : level;
    for (size_t i = first; i <= last; i++)
        rows[i][added->row.parameter] = added;
}

static const char *text_of(const vro_layers *layers, size_t number) {
    return number == VRO_STRING_SET_NONE ? "" : layers->texts.texts[number];
}

// Without a winner: the empty cell of an optional parameter that no row gives.
static vro_cell make_cell(const vro_layers *layers, const vro_layer_row *winner) {
    if (!winner)
        return (vro_cell){.distribution = {VRO_DISTRIBUTION_FIXED, 0, NAN, NAN, NAN},
                          .se = NAN,
                          .text = "",
                          .source = ""};
    return (vro_cell){.distribution = winner->row.distribution,
                      .se = winner->row.se,
                      .text = text_of(layers, winner->text),
                      .source = text_of(layers, winner->source),
                      .given = true};
}

static double value_of(const vro_layer_row *winner) {
    return winner ? winner->row.distribution.value : 0;
}

static vro_status check_filled(vro_filling_rows rows, const char *strategy, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        for (size_t id = 0; id < VRO_FIRST_OPTIONAL; id++)
            if (!rows[level][id])
                status = vro_errors_add(
                    errors, VRO_BAD_INPUT, NULL, "no row gives '%s' for strategy '%s' at level %zu",
                    vro_dictionary_row((vro_parameter_id)id)->name, strategy, level + 1);
    return status;
}

// The later of two rows, which is the one to change.
static const vro_layer_row *later(const vro_layer_row *a, const vro_layer_row *b) {
    return a > b ? a : b;
}

static vro_status check_weights(vro_filling_rows rows, vro_errors *errors) {
    double sum = 0;
    const vro_layer_row *last = rows[0][VRO_POPULATION_GMFCS];
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        sum += value_of(rows[level][VRO_POPULATION_GMFCS]);
        last = later(last, rows[level][VRO_POPULATION_GMFCS]);
    }
    if (sum <= 0)
        return vro_errors_add(errors, VRO_BAD_INPUT, &last->row.place,
                              "population.gmfcs is 0 at every level; give at least one level a "
                              "weight above 0");
    return VRO_OK;
}

// model.md 3.2: the share of migration that socket and neck leave free is
// 1 - r_s^2 - r_n^2. The margin allows for rounding (0.6 and 0.8 are fine).
static bool correlates(double r_s, double r_n) {
    return !(r_s * r_s + r_n * r_n > 1 + 1e-12); // also where one is not known
}

bool vro_resolve_correlates(const vro_cell *cells) {
    return correlates(cells[VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION].distribution.value,
                      cells[VRO_ANATOMY_MIGRATION_NECK_CORRELATION].distribution.value);
}

static vro_status check_correlations(vro_filling_rows rows, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const vro_layer_row *socket = rows[level][VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION];
        const vro_layer_row *neck = rows[level][VRO_ANATOMY_MIGRATION_NECK_CORRELATION];
        if (level > 0 && socket == rows[level - 1][VRO_ANATOMY_MIGRATION_SOCKET_CORRELATION] &&
            neck == rows[level - 1][VRO_ANATOMY_MIGRATION_NECK_CORRELATION])
            continue; // the pair was checked at the level before
        double r_s = value_of(socket), r_n = value_of(neck);
        if (!correlates(r_s, r_n))
            status = vro_errors_add(
                errors, VRO_BAD_INPUT, &later(socket, neck)->row.place,
                "anatomy.migration_socket_correlation %g and anatomy.migration_neck_correlation "
                "%g (at level %zu) contradict each other; their squares may add up to at most 1",
                r_s, r_n, level + 1);
    }
    return status;
}

double vro_resolve_most_thousands(const vro_cell *cells) {
    double most =
        cells[VRO_COST_CARE].distribution.value * cells[VRO_FOLLOWUP_HORIZON].distribution.value;
    for (size_t id = VRO_FIRST_COST; id < VRO_COST_CARE; id++)
        most += 8 * cells[id].distribution.value;
    return most;
}

static vro_status check_costs(const vro_cell *cells, const char *strategy, vro_errors *errors) {
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const double most = vro_resolve_most_thousands(cells + level * VRO_PARAMETERS);
        if (most > VRO_THOUSANDS_MAX)
            return vro_errors_add(
                errors, VRO_BAD_INPUT, NULL,
                "a course under strategy '%s' at level %zu could cost up to %.0f thousands, and at "
                "most %d can be kept; give costs in a larger unit of money",
                strategy, level + 1, most, VRO_THOUSANDS_MAX);
    }
    return VRO_OK;
}

// A strategy's own rows, and others where it has none.
static void inherit(vro_filling_rows own, vro_filling_rows others) {
    for (size_t level = 0; level < VRO_LEVELS; level++)
        for (size_t id = 0; id < VRO_PARAMETERS; id++)
            if (!own[level][id] &&
                vro_dictionary_row((vro_parameter_id)id)->scope != VRO_OF_STRATEGY)
                own[level][id] = others[level][id];
}

void vro_resolve_rows(const vro_layers *layers, const vro_declarations *declarations,
                      vro_filling_rows *rows) {
    const size_t all = declarations->count;
    for (size_t i = 0; i < layers->count; i++) {
        const vro_layer_row *added = &layers->rows[i];
        apply(added, rows[added->strategy == VRO_ALL_STRATEGIES ? all : added->strategy]);
    }
    for (size_t i = 0; i < declarations->count; i++) {
        const size_t strategy = declarations->order[i], like = declarations->like[strategy];
        inherit(rows[strategy], rows[like == VRO_ALL_STRATEGIES ? all : like]);
    }
}

bool vro_resolve_fills(const vro_layer_row *row, const vro_filling_rows *rows, size_t strategies) {
    for (size_t i = 0; i < strategies; i++)
        for (size_t level = 0; level < VRO_LEVELS; level++)
            if (rows[i][level][row->row.parameter] == row)
                return true;
    return false;
}

// Whether a later row is for the same parameter of the same strategy, or of all too.
static bool is_set_again(const vro_layers *layers, size_t number) {
    const vro_layer_row *row = &layers->rows[number];
    for (size_t i = number + 1; i < layers->count; i++)
        if (layers->rows[i].strategy == row->strategy &&
            layers->rows[i].row.parameter == row->row.parameter)
            return true;
    return false;
}

// A setting that changes nothing is a slip.
static vro_status check_settings(const vro_layers *layers, const vro_filling_rows *rows,
                                 size_t strategies, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < layers->count; i++) {
        const vro_layer_row *row = &layers->rows[i];
        const char *name = vro_dictionary_row(row->row.parameter)->name;
        if (!row->setting || vro_resolve_fills(row, rows, strategies))
            continue;
        status = vro_errors_add(errors, VRO_BAD_INPUT, &row->row.place,
                                is_set_again(layers, i)
                                    ? "%s is set again later, so this has no effect; remove it"
                                    : "%s has no effect for all strategies, as each has its own; "
                                      "name one, such as %s:%s",
                                name, layers->strategies.texts[0], name);
    }
    return status;
}

static vro_status fill_strategy(const vro_layers *layers, size_t strategy, vro_filling_rows rows,
                                vro_cell *cells, vro_errors *errors) {
    const char *name = layers->strategies.texts[strategy];
    const vro_status status = check_filled(rows, name, errors);
    if (status != VRO_OK)
        return status;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        for (size_t id = 0; id < VRO_PARAMETERS; id++)
            cells[level * VRO_PARAMETERS + id] = make_cell(layers, rows[level][id]);
    return check_costs(cells, name, errors);
}

vro_status vro_resolve(const vro_layers *layers, const vro_declarations *declarations,
                       vro_cell *cells, vro_errors *errors) {
    const size_t strategies = declarations->count;
    if (strategies == 0)
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL, "no row names a strategy");
    vro_filling_rows *rows =
        calloc(strategies + 1, sizeof *rows); // the last: rows for all strategies
    if (!rows)
        return VRO_NO_MEMORY;
    vro_resolve_rows(layers, declarations, rows);
    vro_status status = check_settings(layers, (const vro_filling_rows *)rows, strategies, errors);
    for (size_t i = 0; i < strategies; i++) {
        vro_cell *own = cells + i * VRO_LEVELS * VRO_PARAMETERS;
        if (fill_strategy(layers, i, rows[i], own, errors) != VRO_OK)
            status = VRO_BAD_INPUT;
    }
    TRY(status);
    // Of the parameters that all strategies share, the rows of one strategy.
    status = check_weights(rows[0], errors);
    const vro_status correlations = check_correlations(rows[0], errors);
    status = status != VRO_OK ? status : correlations;
out:
    free(rows);
    return status;
}
