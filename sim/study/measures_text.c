#include "vrosim/study/measures_text.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/model/outcome_set.h"
#include "vrosim/outcome/trade_off.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of measures");
}

static void append_where_given(vro_outcome_list *self, const vro_outcome_set *outcomes,
                               vro_outcome_id id) {
    if (vro_outcome_set_gives(outcomes, id))
        vro_outcome_list_append(self, &(vro_measured){.outcome = id});
}

static bool is_listed(const vro_outcome_list *self, const vro_measured *measured) {
    for (size_t i = 0; i < self->measured_count; i++)
        if (self->measured[i].kind == measured->kind &&
            self->measured[i].outcome == measured->outcome &&
            self->measured[i].threshold == measured->threshold)
            return true;
    return false;
}

static vro_status fault(vro_errors *errors, const char *name, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "'%s' %s", vro_text_excerpt(name).text,
                          sentence);
}

// argument: what follows the colon; NULL: there is none.
static vro_status read_net_benefit(vro_measured *measured, const vro_outcome_set *outcomes,
                                   const char *name, const char *argument, vro_errors *errors) {
    (void)outcomes;
    *measured = (vro_measured){.kind = VRO_MEASURED_NET_BENEFIT, .outcome = VRO_MEASURED_EFFECT};
    if (!argument)
        return fault(errors, name,
                     "needs what is paid for a QALY, in thousands, such as "
                     "net_benefit:50");
    const char *advice = vro_decimal_read(argument, &measured->threshold);
    if (advice)
        return fault(errors, argument, advice);
    if (measured->threshold < 0 || measured->threshold > VRO_TRADE_OFF_THRESHOLD_MAX)
        return fault(errors, name, "is out of range; 0 to 1e9 thousand may be paid for a QALY");
    return VRO_OK;
}

static vro_status read_icer(vro_measured *measured, const vro_outcome_set *outcomes,
                            const char *name, const char *argument, vro_errors *errors) {
    (void)outcomes;
    *measured = (vro_measured){.kind = VRO_MEASURED_ICER, .outcome = VRO_MEASURED_EFFECT};
    return argument ? fault(errors, name, "has something after the name; write icer") : VRO_OK;
}

static vro_status read_number_needed_to_treat(vro_measured *measured,
                                              const vro_outcome_set *outcomes, const char *name,
                                              const char *argument, vro_errors *errors) {
    vro_status status = VRO_OK;
    *measured = (vro_measured){.kind = VRO_MEASURED_NUMBER_NEEDED_TO_TREAT};
    if (!argument)
        return fault(errors, name,
                     "needs an outcome that is a share of children, such as "
                     "nnt:failed");
    TRY(vro_outcome_set_find(outcomes, argument, &measured->outcome, errors));
    if (vro_outcome_row(measured->outcome)->kind != VRO_SHARE)
        return fault(errors, argument,
                     "is not a share of children, and a number needed to treat "
                     "is of one, such as nnt:failed");
out:
    return status;
}

// What is measured beside outcomes, by the word before the colon.
static const struct {
    const char *word;
    vro_status (*read)(vro_measured *measured, const vro_outcome_set *outcomes, const char *name,
                       const char *argument, vro_errors *errors);
} readers[] = {
    {"net_benefit", read_net_benefit}, {"icer", read_icer}, {"nnt", read_number_needed_to_treat}};

enum { READERS = sizeof readers / sizeof *readers };

static vro_status read_name(vro_measured *measured, const vro_outcome_set *outcomes,
                            const char *name, vro_errors *errors) {
    const char *colon = strchr(name, ':');
    const size_t length = colon ? (size_t)(colon - name) : strlen(name);
    for (size_t i = 0; i < READERS; i++)
        if (strncmp(name, readers[i].word, length) == 0 && readers[i].word[length] == '\0')
            return readers[i].read(measured, outcomes, name, colon ? colon + 1 : NULL, errors);
    *measured = (vro_measured){.kind = VRO_MEASURED_OUTCOME};
    return vro_outcome_set_find(outcomes, name, &measured->outcome, errors);
}

static vro_status check_cost(const vro_outcome_set *outcomes, const vro_measured *measured,
                             const char *name, vro_errors *errors) {
    if (!outcomes || !vro_measured_has_cost(measured->kind) ||
        (vro_outcome_set_gives(outcomes, VRO_MEASURED_EFFECT) &&
         vro_outcome_set_gives(outcomes, VRO_MEASURED_COST)))
        return VRO_OK;
    return fault(errors, name, "needs costs and utilities, which no table gives here");
}

static vro_status append_named(vro_outcome_list *self, const vro_outcome_set *outcomes,
                               const char *name, vro_errors *errors) {
    vro_measured measured;
    vro_status status = VRO_OK;
    TRY(read_name(&measured, outcomes, name, errors));
    TRY(check_cost(outcomes, &measured, name, errors));
    if (!outcomes && vro_outcome_is_by_landmark(measured.outcome))
        return VRO_OK; // which landmark it is for is not known yet
    if (is_listed(self, &measured))
        return fault(errors, name, "is named twice; remove one");
    if (self->measured_count == VRO_MEASURED_MAX)
        return fault(errors, name, "is one outcome too many; name fewer");
    vro_outcome_list_append(self, &measured);
out:
    return status;
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
    *self = (vro_outcome_list){0};
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
    const vro_name_list among = {.names = (const char *const *)scenario->strategy_names,
                                 .count = scenario->strategies};
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "strategy '%s' is unknown%s",
                          vro_text_excerpt(name).text, vro_suggest(name, &among).text);
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
