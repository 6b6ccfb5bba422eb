#include "vrosim/outcome/named_estimate.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/outcome/outcome_statistics.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { STATISTICS = (int)VRO_STATISTICS + (int)VRO_COMPARISONS };

// Where a number stands.
typedef struct place {
    size_t strategy;
    size_t subgroup;
    vro_outcome_id outcome;
    size_t statistic; // those of summary.csv first, then those of contrasts.csv
} place;

// Names to look among.
typedef struct names {
    const char *noun;
    const char *const *names; // [count]
    size_t count;
} names;

static vro_status find(const names *among, const char *name, size_t *found, vro_errors *errors) {
    for (size_t i = 0; i < among->count; i++)
        if (strcmp(among->names[i], name) == 0) {
            *found = i;
            return VRO_OK;
        }
    return vro_errors_add(
        errors, VRO_BAD_USAGE, NULL, "%s '%s' is unknown%s", among->noun,
        vro_text_excerpt(name).text,
        vro_suggest(name, &(vro_name_list){.names = among->names, .count = among->count}).text);
}

static vro_status find_subgroup(const vro_subgroups *subgroups, const char *name, size_t *found,
                                vro_errors *errors) {
    char texts[VRO_STRATA_MAX + 1][VRO_SUBGROUP_NAME_MAX];
    const char *pointers[VRO_STRATA_MAX + 1];
    const size_t count = vro_subgroups_count(subgroups);
    for (size_t i = 0; i < count; i++) {
        vro_subgroups_name(subgroups, i, texts[i]);
        pointers[i] = texts[i];
    }
    return find(&(names){"subgroup", pointers, count}, name ? name : pointers[0], found, errors);
}

static vro_status find_statistic(const char *name, size_t *found, vro_errors *errors) {
    const char *pointers[STATISTICS];
    for (vro_statistic i = 0; i < VRO_STATISTICS; i++)
        pointers[i] = vro_statistic_name(i);
    for (vro_comparison i = 0; i < VRO_COMPARISONS; i++)
        pointers[(size_t)VRO_STATISTICS + i] = vro_comparison_name(i);
    return find(&(names){"statistic", pointers, STATISTICS}, name, found, errors);
}

// All names that are unknown are told.
static vro_status find_place(const vro_results_view *view, const vro_estimate_name *name,
                             place *found, vro_errors *errors) {
    const vro_scenario *scenario = view->scenario;
    const vro_status statuses[] = {
        vro_scenario_find_strategy(scenario, name->strategy, &found->strategy, errors),
        find_subgroup(&scenario->subgroups, name->subgroup, &found->subgroup, errors),
        vro_outcome_set_find(&view->tally->outcomes, name->outcome, &found->outcome, errors),
        find_statistic(name->statistic, &found->statistic, errors)};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i] != VRO_OK)
            return statuses[i];
    return VRO_OK;
}

static vro_status estimate_at(const vro_tally *tally, const place *at, vro_compared *estimate,
                              vro_errors *errors) {
    const vro_statistic statistic = (vro_statistic)at->statistic;
    vro_outcome_statistics statistics = {0};
    vro_status status = VRO_OK;
    TRY(vro_outcome_statistics_init(&statistics, errors));
    vro_outcome_statistics_load(&statistics, tally, at->strategy, at->subgroup, at->outcome);
    if (statistics.moments.count > 0)
        estimate->paired = vro_outcome_statistics_estimate(&statistics, statistic);
out:
    vro_outcome_statistics_free(&statistics);
    return status;
}

static bool has_statistic(const place *at) {
    if (at->statistic >= VRO_STATISTICS)
        return vro_contrast_has(at->outcome, (vro_comparison)(at->statistic - VRO_STATISTICS));
    return vro_outcome_statistics_has(at->outcome, (vro_statistic)at->statistic);
}

vro_status vro_named_estimate(const vro_results_view *view, const vro_estimate_name *name,
                              vro_compared *estimate, vro_errors *errors) {
    place at = {0};
    const vro_status status = find_place(view, name, &at, errors);
    if (status != VRO_OK)
        return status;
    if (!has_statistic(&at))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "outcome '%s' has no '%s'",
                              name->outcome, name->statistic);
    *estimate = (vro_compared){vro_estimate_unknown(0), NAN};
    if (at.statistic < VRO_STATISTICS)
        return estimate_at(view->tally, &at, estimate, errors);
    if (at.strategy == 0)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "strategy '%s' is the reference itself",
                              name->strategy);
    const vro_contrast contrast =
        vro_contrast_load(view->tally, at.strategy, at.subgroup, at.outcome);
    if (contrast.pair.count > 0)
        *estimate =
            vro_contrast_estimate(&contrast, (vro_comparison)(at.statistic - VRO_STATISTICS));
    return VRO_OK;
}
