#include "vrosim/table/check_report.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/table/check_warnings.h"
#include "vrosim/table/table_changes.h"

#include <stdlib.h>

static const char *const LEVELS[VRO_LEVELS] = {"I", "II", "III", "IV", "V"};

// The shares of the levels that the weights give, where a list does not give every child its level.
static void print_case_mix(const vro_scenario *scenario, FILE *stream) {
    const vro_child_list *list = &scenario->children;
    double sum = 0;
    if (list->count > 0 && vro_child_list_given(list, VRO_CHILD_GMFCS) == list->count)
        return;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        sum += vro_scenario_value(scenario, 0, level, VRO_POPULATION_GMFCS);
    fputs("\nCase mix (GMFCS):", stream);
    for (size_t level = 0; level < VRO_LEVELS; level++)
        fprintf(stream, "%s %s %.3g %%", level == 0 ? "" : ",", LEVELS[level],
                100 * vro_scenario_value(scenario, 0, level, VRO_POPULATION_GMFCS) / sum);
    fputc('\n', stream);
}

// The changes of table `number` of the layers, from the state before it to the one after.
static vro_status print_table(const vro_check_report *self, size_t number, vro_layer_state *before,
                              const vro_layer_state *end, FILE *stream, vro_errors *errors) {
    vro_layer_state after = {0};
    vro_status status = VRO_OK;
    TRY(vro_layer_state_init(&after, self->layers, number + 1, errors));
    const vro_table_changes changes = {self->layers, before, &after, end, number};
    fprintf(stream, "\n%s\n", self->names[number - 1]);
    TRY(vro_table_changes_print(&changes, stream, errors));
    vro_layer_state_free(before);
    *before = after;
    return VRO_OK;
out:
    vro_layer_state_free(&after);
    return status;
}

vro_status vro_check_report_print(const vro_check_report *self, FILE *stream, vro_errors *errors) {
    vro_layer_state before = {0}, end = {0};
    vro_status status = VRO_OK;
    TRY(vro_layer_state_init(&before, self->layers, 1, errors));
    TRY(vro_layer_state_init(&end, self->layers, self->count + 1, errors));
    print_case_mix(self->scenario, stream);
    for (size_t number = 1; number <= self->count; number++)
        TRY(print_table(self, number, &before, &end, stream, errors));
    TRY(vro_check_warnings_print(&end, stream, errors));
out:
    vro_layer_state_free(&before);
    vro_layer_state_free(&end);
    return status;
}
