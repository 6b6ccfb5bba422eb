#include "vrosim/study/measures.h"

#include "vrosim/core/text.h"
#include "vrosim/model/economics.h"
#include "vrosim/outcome/contrast.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char ALL[] = "all";

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of measures");
}

static void add_outcome(vro_measures *self, vro_outcome_id id) {
    self->outcomes[self->outcome_count++] = id;
}

static void add_where_there(vro_measures *self, vro_outcome_id id) {
    if (!vro_economics_missing(self->scenario, id))
        add_outcome(self, id);
}

static bool is_chosen(const vro_measures *self, vro_outcome_id id) {
    for (size_t i = 0; i < self->outcome_count; i++)
        if (self->outcomes[i] == id)
            return true;
    return false;
}

// scenario NULL: any outcome may be there.
static vro_status choose_outcome(vro_measures *self, const char *name, vro_errors *errors) {
    vro_outcome_id id;
    if (!vro_outcome_find(name, &id))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "outcome '%s' is unknown; the nearest is '%s'",
                              vro_text_excerpt(name).text, vro_outcome_nearest(name));
    if (is_chosen(self, id))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' is named twice; remove one", name);
    const char *missing = self->scenario ? vro_economics_missing(self->scenario, id) : NULL;
    if (missing)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "this scenario has no '%s'; a table must give %s", name, missing);
    add_outcome(self, id);
    return VRO_OK;
}

static vro_status choose_named(vro_measures *self, const char *list, vro_errors *errors) {
    vro_status status = VRO_OK;
    char *names = strdup(list), *rest = names;
    if (!names)
        return no_memory(errors);
    for (char *name; (name = strsep(&rest, ","));)
        if (choose_outcome(self, name, errors) != VRO_OK)
            status = VRO_BAD_USAGE;
    free(names);
    return status;
}

static void choose_all(vro_measures *self) {
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
        add_where_there(self, id);
}

static void choose_usual(vro_measures *self) {
    static const vro_outcome_id usual[] = {VRO_REVISIONS, VRO_LLD_ABS_MM, VRO_COST, VRO_QALY};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        add_where_there(self, usual[i]);
}

static vro_status choose_outcomes(vro_measures *self, const char *list, vro_errors *errors) {
    if (!list) {
        choose_usual(self);
        return VRO_OK;
    }
    if (strcmp(list, ALL) == 0) {
        choose_all(self);
        return VRO_OK;
    }
    return choose_named(self, list, errors);
}

vro_status vro_measures_check(const char *outcomes, vro_errors *errors) {
    vro_measures self = {0};
    return !outcomes || strcmp(outcomes, ALL) == 0 ? VRO_OK : choose_named(&self, outcomes, errors);
}

static vro_status find_strategy(const vro_scenario *scenario, const char *name, size_t *strategy,
                                vro_errors *errors) {
    *strategy = vro_scenario_find(scenario, name);
    if (*strategy < scenario->strategies)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "strategy '%s' is unknown; the nearest is '%s'",
                          vro_text_excerpt(name).text,
                          vro_text_nearest(name, (const char *const *)scenario->strategy_names,
                                           scenario->strategies));
}

vro_status vro_measures_read_pair(const vro_scenario *scenario, const char *text, size_t pair[2],
                                  vro_errors *errors) {
    char *names = strdup(text), *rest = names;
    if (!names)
        return no_memory(errors);
    const char *first = strsep(&rest, ",");
    const char *second = rest;
    vro_status status;
    if (!second || strchr(second, ',')) {
        status =
            vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' are not two strategies; write A,B",
                           vro_text_excerpt(text).text);
    } else {
        status = find_strategy(scenario, first, &pair[0], errors);
        const vro_status other = find_strategy(scenario, second, &pair[1], errors);
        status = vro_status_worse(status, other);
        if (status == VRO_OK && pair[0] == pair[1])
            status = vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                    "'%s' is compared with itself; name another", first);
    }
    free(names);
    return status;
}

// The strategy that one is compared with; VRO_NO_REFERENCE where it is with none. pair NULL: with
// the first.
static size_t reference_of(size_t strategy, const size_t *pair) {
    if (!pair)
        return strategy > 0 ? 0 : VRO_NO_REFERENCE;
    return strategy == pair[0] ? pair[1] : VRO_NO_REFERENCE;
}

// Room must be left for two rows a strategy.
static void append_rows(vro_measures *self, size_t subgroup, size_t column, const size_t *pair) {
    for (size_t strategy = 0; strategy < self->scenario->strategies; strategy++) {
        vro_measure row = {.strategy = strategy,
                           .reference = VRO_NO_REFERENCE,
                           .column = column,
                           .outcome = self->outcomes[column],
                           .subgroup = subgroup};
        self->rows[self->count++] = row;
        row.reference = reference_of(strategy, pair);
        if (row.reference != VRO_NO_REFERENCE)
            self->rows[self->count++] = row;
    }
}

static vro_status list_rows(vro_measures *self, const size_t *pair, vro_errors *errors) {
    const size_t subgroups = vro_subgroups_count(&self->scenario->subgroups);
    const size_t most = 2 * self->scenario->strategies * self->outcome_count * subgroups;
    self->rows = calloc(most, sizeof *self->rows);
    if (!self->rows)
        return no_memory(errors);
    for (size_t subgroup = 0; subgroup < subgroups; subgroup++)
        for (size_t column = 0; column < self->outcome_count; column++)
            append_rows(self, subgroup, column, pair);
    return VRO_OK;
}

vro_status vro_measures_init(vro_measures *self, const vro_scenario *scenario, const char *outcomes,
                             const size_t pair[2], vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_measures){.scenario = scenario};
    TRY(choose_outcomes(self, outcomes, errors));
    TRY(list_rows(self, pair, errors));
out:
    return status;
}

vro_estimate vro_measure_estimate(const vro_measure *self, const vro_moments *moments) {
    if (self->reference == VRO_NO_REFERENCE && vro_outcome_row(self->outcome)->kind == VRO_SHARE)
        return vro_estimate_share((uint64_t)moments->sum, moments->count);
    return vro_estimate_mean(moments, vro_estimate_scale(self->outcome));
}

static const char *statistic_of(const vro_measure *self) {
    if (self->reference == VRO_NO_REFERENCE)
        return "mean";
    return vro_comparison_name(vro_outcome_row(self->outcome)->kind == VRO_SHARE
                                   ? VRO_RISK_DIFFERENCE
                                   : VRO_MEAN_DIFFERENCE);
}

void vro_measure_write(const vro_measure *self, const vro_measures *measures,
                       vro_csv_writer *writer) {
    const vro_scenario *scenario = measures->scenario;
    char subgroup[VRO_SUBGROUP_NAME_MAX];
    vro_subgroups_name(&scenario->subgroups, self->subgroup, subgroup);
    vro_csv_writer_text(writer, scenario->name);
    vro_csv_writer_text(writer, scenario->strategy_names[self->strategy]);
    vro_csv_writer_text(writer, self->reference == VRO_NO_REFERENCE
                                    ? ""
                                    : scenario->strategy_names[self->reference]);
    vro_csv_writer_text(writer, subgroup);
    vro_csv_writer_text(writer, vro_outcome_row(self->outcome)->name);
    vro_csv_writer_text(writer, statistic_of(self));
}

void vro_measures_free(vro_measures *self) {
    free(self->rows);
    *self = (vro_measures){0};
}
