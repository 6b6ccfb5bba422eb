#include "vrosim/table/strategy_list.h"

#include <string.h>

bool vro_strategy_list_has_label(const vro_scenario *scenario, size_t strategy) {
    return strcmp(vro_scenario_label(scenario, strategy), scenario->strategy_names[strategy]) != 0;
}

void vro_strategy_list_write(const vro_scenario *scenario, vro_csv_writer *writer) {
    for (size_t i = 0; i < scenario->strategies; i++) {
        vro_csv_writer_text(writer, scenario->name);
        vro_csv_writer_text(writer, scenario->strategy_names[i]);
        vro_csv_writer_count(writer, i + 1);
        vro_csv_writer_text(writer, vro_scenario_label(scenario, i));
        vro_csv_writer_text(writer, vro_scenario_like(scenario, i));
        vro_csv_writer_count(writer, i == 0);
        vro_csv_writer_end(writer);
    }
}

void vro_strategy_list_print(FILE *stream, const vro_scenario *scenario) {
    for (size_t i = 0; i < scenario->strategies; i++) {
        const char *like = vro_scenario_like(scenario, i);
        fprintf(stream, "  %s", scenario->strategy_names[i]);
        if (*like != '\0')
            fprintf(stream, ", like %s", like);
        if (vro_strategy_list_has_label(scenario, i))
            fprintf(stream, ": %s", vro_scenario_label(scenario, i));
        fputs(i == 0 && scenario->strategies > 1 ? " (the reference)\n" : "\n", stream);
    }
}

void vro_strategy_list_print_labels(FILE *stream, const vro_scenario *scenario) {
    for (size_t i = 0; i < scenario->strategies; i++)
        if (vro_strategy_list_has_label(scenario, i))
            fprintf(stream, "%s: %s\n", scenario->strategy_names[i],
                    vro_scenario_label(scenario, i));
}
