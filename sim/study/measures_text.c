#include "vrosim/study/measures_text.h"

#include "vrosim/core/text.h"
#include "vrosim/model/outcome_set.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of measures");
}

static void append(vro_outcome_list *self, vro_outcome_id id) {
    self->ids[self->count++] = id;
}

static void append_where_given(vro_outcome_list *self, const vro_outcome_set *outcomes,
                               vro_outcome_id id) {
    if (vro_outcome_set_gives(outcomes, id))
        append(self, id);
}

static bool is_listed(const vro_outcome_list *self, vro_outcome_id id) {
    for (size_t i = 0; i < self->count; i++)
        if (self->ids[i] == id)
            return true;
    return false;
}

static vro_status append_named(vro_outcome_list *self, const vro_outcome_set *outcomes,
                               const char *name, vro_errors *errors) {
    vro_outcome_id id;
    const vro_status status = vro_outcome_set_find(outcomes, name, &id, errors);
    if (status != VRO_OK || (!outcomes && vro_outcome_is_by_landmark(id)))
        return status; // which landmark it is for is not known yet
    if (is_listed(self, id))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' is named twice; remove one", name);
    append(self, id);
    return VRO_OK;
}

static vro_status read_names(vro_outcome_list *self, const vro_outcome_set *outcomes,
                             const char *text, vro_errors *errors) {
    vro_status status = VRO_OK;
    char *names = strdup(text), *rest = names;
    if (!names)
        return no_memory(errors);
    for (char *name; (name = strsep(&rest, ","));)
        if (append_named(self, outcomes, name, errors) != VRO_OK)
            status = VRO_BAD_USAGE;
    free(names);
    return status;
}

vro_status vro_outcome_list_read(vro_outcome_list *self, const vro_scenario *scenario,
                                 const char *text, vro_errors *errors) {
    static const vro_outcome_id usual[] = {VRO_REVISIONS, VRO_LLD_ABS_MM, VRO_COST, VRO_QALY};
    vro_outcome_set outcomes;
    self->count = 0;
    vro_outcome_set_init(&outcomes, scenario);
    if (text && strcmp(text, "all") != 0)
        return read_names(self, scenario ? &outcomes : NULL, text, errors);
    if (text)
        for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
            append_where_given(self, &outcomes, id);
    else
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
            append_where_given(self, &outcomes, usual[i]);
    return VRO_OK;
}

static vro_status find_strategy(const vro_scenario *scenario, const char *name, size_t *strategy,
                                vro_errors *errors) {
    *strategy = vro_scenario_find(scenario, name);
    if (*strategy < scenario->strategies)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "strategy '%s' is unknown%s",
                          vro_text_excerpt(name).text,
                          vro_text_suggest_few(name, (const char *const *)scenario->strategy_names,
                                               scenario->strategies)
                              .text);
}

static vro_status find_both(vro_strategy_pair *self, const vro_scenario *scenario,
                            const char *strategy, const char *reference, vro_errors *errors) {
    vro_status status = find_strategy(scenario, strategy, &self->strategy, errors);
    status = vro_status_worse(status, find_strategy(scenario, reference, &self->reference, errors));
    if (status == VRO_OK && self->strategy == self->reference)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is compared with itself; name another", strategy);
    return status;
}

vro_status vro_strategy_pair_read(vro_strategy_pair *self, const vro_scenario *scenario,
                                  const char *text, vro_errors *errors) {
    vro_status status = VRO_OK;
    char *strategy = strdup(text);
    if (!strategy)
        return no_memory(errors);
    char *comma = strchr(strategy, ',');
    if (!comma || strchr(comma + 1, ',')) {
        status = vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                "'%s' does not name two strategies; write A,B",
                                vro_text_excerpt(text).text);
    } else {
        *comma = '\0';
        status = find_both(self, scenario, strategy, comma + 1, errors);
    }
    free(strategy);
    return status;
}
