#include "vrosim/table/revision_words.h"

static bool operates(const vro_scenario *scenario, size_t strategy, size_t level) {
    static const vro_parameter_id procedures[] = {VRO_PLAN_OSTEOTOMY, VRO_PLAN_SOFT_TISSUE,
                                                  VRO_PLAN_PELVIC};
    for (size_t i = 0; i < sizeof procedures / sizeof *procedures; i++)
        if (vro_scenario_value(scenario, strategy, level, procedures[i]) == 1)
            return true;
    return false;
}

bool vro_begins_with_surgery(const vro_scenario *scenario, size_t strategy) {
    for (size_t level = 0; level < VRO_LEVELS; level++)
        if (vro_scenario_has_level(scenario, level) && !operates(scenario, strategy, level))
            return false;
    return true;
}

const char *vro_revision_words(const vro_scenario *scenario, size_t first, size_t end,
                               const char *revision, const char *surgery) {
    for (size_t strategy = first; strategy < end; strategy++)
        if (!vro_begins_with_surgery(scenario, strategy))
            return surgery;
    return revision;
}

void vro_revision_words_note(FILE *stream, const vro_scenario *scenario) {
    fputs(vro_revision_words(scenario, 0, scenario->strategies, "",
                             "Revision in a name is later surgery of the index hip, also its first "
                             "operation.\n"),
          stream);
}
