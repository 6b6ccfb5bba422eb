#include "vrosim/study/uncertainty.h"

#include "vrosim/core/memory.h"
#include "vrosim/core/text.h"
#include "vrosim/input/row.h"
#include "vrosim/input/synonyms.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BISECTIONS = 100 };

static bool same_cells(const vro_scenario *scenario, size_t a, size_t b, vro_parameter_id id) {
    for (size_t level = 0; level < VRO_LEVELS; level++)
        if (!vro_cell_equal(vro_scenario_cell(scenario, a, level, id),
                            vro_scenario_cell(scenario, b, level, id)))
            return false;
    return true;
}

// The first strategy whose cells of a parameter equal those of this one.
static size_t first_sharing(const vro_scenario *scenario, size_t strategy, vro_parameter_id id) {
    size_t first = 0;
    while (!same_cells(scenario, first, strategy, id))
        first++;
    return first;
}

static bool is_uncertain(const vro_cell *cell) {
    return cell->se > 0;
}

static bool is_listed(const vro_uncertainty *self, const vro_cell *cell) {
    return is_uncertain(cell) || (self->listed == VRO_ALL_ESTIMATES && cell->given);
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                          "not enough memory for the uncertain parameters");
}

// "parameter", ".strategy" unless all share it, ".gmfcs_N" unless all levels do. NULL: no memory.
static char *name_of(const vro_uncertainty *self, const vro_uncertain_parameter *parameter) {
    const size_t strategies = self->scenario->strategies;
    bool shared = true;
    for (size_t i = 0; i < strategies; i++)
        shared = shared && self->sharing[i * VRO_PARAMETERS + parameter->id] == 0;
    char name[VRO_ESTIMATE_NAME_MAX];
    int length = snprintf(name, sizeof name, "%s%s%s", vro_dictionary_row(parameter->id)->name,
                          shared ? "" : ".",
                          shared ? "" : self->scenario->strategy_names[parameter->strategy]);
    if (parameter->level != VRO_ALL_LEVELS)
        snprintf(name + length, sizeof name - (size_t)length, ".gmfcs_%zu", parameter->level + 1);
    return strdup(name);
}

static bool is_allowed(const vro_distribution *distribution, const vro_parameter *row,
                       double location) {
    const vro_distribution moved = vro_distribution_moved(distribution, location);
    vro_distribution_fault faults[VRO_DISTRIBUTION_COLUMNS];
    return vro_distribution_check(&moved, faults) == 0 && !(moved.min < row->lower) &&
           !(moved.max > row->upper);
}

// The location nearest to a bound of the parameter that the distribution allows, by bisection.
static double find_limit(const vro_distribution *distribution, const vro_parameter *row,
                         double bound) {
    double inside = vro_distribution_location(distribution), outside = bound;
    if (is_allowed(distribution, row, bound))
        return bound;
    for (int i = 0; i < BISECTIONS; i++) {
        const double middle = 0.5 * (inside + outside);
        if (is_allowed(distribution, row, middle))
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

// Why no distribution of the family has this mean and standard deviation; NULL: one has.
static const char *fault_of(const vro_uncertain_parameter *parameter, const vro_parameter *row) {
    const double below = parameter->value - row->lower, above = row->upper - parameter->value;
    if (parameter->se == 0)
        return NULL;
    if (parameter->family == VRO_LOGNORMAL && !(parameter->value > 0))
        return "a lognormal distribution needs a value above 0";
    if (parameter->family == VRO_BETA && !(below > 0 && above > 0))
        return "a beta distribution needs a value strictly inside the bounds of the parameter";
    if (parameter->family == VRO_BETA && !(parameter->se * parameter->se < below * above))
        return "a beta distribution needs se^2 < (value - least)(greatest - value)";
    return NULL;
}

// Appends a parameter and gives it its name. VRO_BAD_INPUT where it is at fault, but is appended.
static vro_status append(vro_uncertainty *self, const vro_uncertain_parameter *parameter,
                         vro_errors *errors) {
    vro_uncertain_parameter *parameters =
        vro_memory_grow(self->parameters, self->count, &self->capacity, sizeof *parameters);
    if (!parameters)
        return no_memory(errors);
    self->parameters = parameters;
    vro_uncertain_parameter *added = &parameters[self->count];
    *added = *parameter;
    added->name = name_of(self, parameter);
    if (!added->name)
        return no_memory(errors);
    self->count++;
    const vro_parameter *row = vro_dictionary_row(added->id);
    const char *fault = fault_of(added, row);
    if (!fault)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                          "se %g of %s (value %g) does not fit: %s; change it, or leave se empty",
                          added->se, added->name, added->value, fault);
}

static vro_status append_cell(vro_uncertainty *self, vro_parameter_id id, size_t strategy,
                              size_t level, vro_errors *errors) {
    const bool all = level == VRO_ALL_LEVELS;
    const vro_cell *cell = vro_scenario_cell(self->scenario, strategy, all ? 0 : level, id);
    const vro_parameter *row = vro_dictionary_row(id);
    if (!is_listed(self, cell))
        return VRO_OK;
    const vro_distribution *distribution = &cell->distribution;
    const vro_uncertain_parameter parameter = {.id = id,
                                               .strategy = strategy,
                                               .level = level,
                                               .family = row->family,
                                               .value = vro_distribution_location(distribution),
                                               .se = is_uncertain(cell) ? cell->se : 0,
                                               .lower = find_limit(distribution, row, row->lower),
                                               .upper = find_limit(distribution, row, row->upper)};
    return append(self, &parameter, errors);
}

static vro_status append_levels(vro_uncertainty *self, vro_parameter_id id, size_t strategy,
                                vro_errors *errors) {
    vro_status status = VRO_OK;
    if (vro_scenario_levels_agree(self->scenario, strategy, id))
        return append_cell(self, id, strategy, VRO_ALL_LEVELS, errors);
    for (size_t level = 0; level < VRO_LEVELS && status != VRO_NO_MEMORY; level++) {
        const vro_status added = append_cell(self, id, strategy, level, errors);
        status = added == VRO_OK ? status : added;
    }
    return status;
}

static double sum_weights(const vro_scenario *scenario) {
    double total = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        total += vro_scenario_value(scenario, 0, level, VRO_POPULATION_GMFCS);
    return total;
}

// The case mix follows one Dirichlet distribution of mean p and effective sample size n, as if n
// children had been counted: var(share_i) = p_i (1 - p_i) / (n + 1). The sum of these variances,
// over the levels with a standard error, is that of the squared standard errors:
//   n = sum of p_i (1 - p_i) / sum of se_i^2 - 1
// 0: no level has a standard error; -1: they are too large.
static double find_mix_size(const vro_scenario *scenario) {
    const double total = sum_weights(scenario);
    double binomial = 0, squares = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const vro_cell *cell = vro_scenario_cell(scenario, 0, level, VRO_POPULATION_GMFCS);
        const double share = cell->distribution.value / total;
        if (is_uncertain(cell)) {
            binomial += share * (1 - share);
            squares += cell->se / total * (cell->se / total);
        }
    }
    const double size = squares == 0 ? 0 : binomial / squares - 1;
    return squares == 0 || size > 0 ? size : -1;
}

static vro_status append_shares(vro_uncertainty *self, vro_errors *errors) {
    const double total = sum_weights(self->scenario);
    vro_status status = VRO_OK;
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const double share =
            vro_scenario_value(self->scenario, 0, level, VRO_POPULATION_GMFCS) / total;
        const vro_uncertain_parameter parameter = {
            .id = VRO_POPULATION_GMFCS,
            .level = level,
            .family = VRO_DIRICHLET,
            .value = share,
            .se = self->mix_size == 0 ? 0 : sqrt(share * (1 - share) / (self->mix_size + 1)),
            .upper = 1};
        TRY(append(self, &parameter, errors));
    }
out:
    return status;
}

static vro_status append_case_mix(vro_uncertainty *self, vro_errors *errors) {
    self->mix_size = find_mix_size(self->scenario);
    if (self->mix_size == 0 && self->listed != VRO_ALL_ESTIMATES)
        return VRO_OK;
    if (self->mix_size < 0)
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "se of population.gmfcs does not fit: the standard errors are larger "
                              "than those of shares counted in one child");
    return append_shares(self, errors);
}

static vro_status append_parameter(vro_uncertainty *self, vro_parameter_id id, vro_errors *errors) {
    vro_status status = VRO_OK;
    if (vro_dictionary_row(id)->family == VRO_CERTAIN)
        return VRO_OK;
    if (vro_dictionary_row(id)->family == VRO_DIRICHLET)
        return append_case_mix(self, errors);
    for (size_t i = 0; i < self->scenario->strategies && status != VRO_NO_MEMORY; i++) {
        if (self->sharing[i * VRO_PARAMETERS + id] != i)
            continue;
        const vro_status added = append_levels(self, id, i, errors);
        status = added == VRO_OK ? status : added;
    }
    return status;
}

static bool find_sharing(vro_uncertainty *self) {
    const size_t strategies = self->scenario->strategies;
    self->sharing = calloc(strategies * VRO_PARAMETERS, sizeof *self->sharing);
    if (!self->sharing)
        return false;
    for (size_t i = 0; i < strategies; i++)
        for (size_t id = 0; id < VRO_PARAMETERS; id++)
            self->sharing[i * VRO_PARAMETERS + id] =
                first_sharing(self->scenario, i, (vro_parameter_id)id);
    return true;
}

vro_status vro_uncertainty_init(vro_uncertainty *self, const vro_scenario *scenario,
                                vro_listed_estimates listed, vro_errors *errors) {
    *self = (vro_uncertainty){.scenario = scenario, .listed = listed};
    vro_status status = find_sharing(self) ? VRO_OK : no_memory(errors);
    for (size_t id = 0; id < VRO_PARAMETERS && status != VRO_NO_MEMORY; id++) {
        const vro_status added = append_parameter(self, (vro_parameter_id)id, errors);
        status = added == VRO_OK ? status : added;
    }
    if (status != VRO_OK)
        vro_uncertainty_free(self);
    return status;
}

size_t vro_uncertainty_find(const vro_uncertainty *self, const char *name) {
    size_t number = 0;
    while (number < self->count && strcmp(self->parameters[number].name, name) != 0)
        number++;
    return number;
}

vro_suggestion vro_uncertainty_suggest(const vro_uncertainty *self, const char *word) {
    const char **texts = calloc(2 * self->count + 1, sizeof *texts);
    vro_suggestion suggestion = {""};
    if (!texts)
        return suggestion;
    for (size_t i = 0; i < self->count; i++) {
        texts[i] = self->parameters[i].name;
        texts[self->count + i] = vro_dictionary_row(self->parameters[i].id)->meaning;
    }
    const vro_name_list among = vro_synonyms_list(texts, texts + self->count, self->count);
    suggestion = vro_suggest(word, &among);
    free(texts);
    return suggestion;
}

void vro_uncertainty_set(const vro_uncertainty *self, size_t number, double value,
                         vro_cell *cells) {
    const vro_uncertain_parameter *parameter = &self->parameters[number];
    const bool all = parameter->level == VRO_ALL_LEVELS;
    const size_t first = all ? 0 : parameter->level;
    const size_t last = all ? VRO_LEVELS - 1 : parameter->level;
    for (size_t s = parameter->strategy; s < self->scenario->strategies; s++) {
        if (self->sharing[s * VRO_PARAMETERS + parameter->id] != parameter->strategy)
            continue;
        for (size_t level = first; level <= last; level++) {
            const size_t place = (s * VRO_LEVELS + level) * VRO_PARAMETERS + parameter->id;
            const vro_distribution *estimate = &self->scenario->cells[place].distribution;
            cells[place].distribution = vro_distribution_moved(estimate, value);
        }
    }
}

void vro_uncertainty_free(vro_uncertainty *self) {
    for (size_t i = 0; i < self->count; i++)
        free(self->parameters[i].name);
    free(self->parameters);
    free(self->sharing);
    free(self->factor);
    free(self->correlations);
    free(self->draws);
    free(self->draw_table);
    *self = (vro_uncertainty){0};
}
