// A host in C, and in C++: simulates 100,000 children of the default scenario and writes two tables
// into the current folder.
#include <vrosim.h>

#include <locale.h>
#include <stdio.h>

static int write_table(const vrosim_results *results, const char *file, vrosim_errors *errors) {
    char *text;
    if (vrosim_results_table(&text, results, file, errors) != VROSIM_OK)
        return 1;
    FILE *stream = fopen(file, "w");
    int failed = !stream || fputs(text, stream) < 0;
    failed = !stream || fclose(stream) != 0 || failed;
    vrosim_text_free(text);
    return failed;
}

int main(void) {
    setlocale(LC_ALL, ""); // as many hosts do; the tables keep their decimal points
    vrosim_errors *errors = vrosim_errors_new();
    vrosim_scenario *scenario = NULL;
    vrosim_results *results = NULL;
    vrosim_options options = vrosim_options_default();
    options.children = 100000;
    int failed = vrosim_scenario_from_files(&scenario, NULL, 0, NULL, errors) != VROSIM_OK ||
                 vrosim_simulate(&results, scenario, &options, errors) != VROSIM_OK ||
                 write_table(results, "summary.csv", errors) ||
                 write_table(results, "revision.csv", errors);
    for (size_t i = 0; i < vrosim_errors_count(errors); i++)
        fprintf(stderr, "%s\n", vrosim_errors_get(errors, i).text);
    vrosim_results_free(results);
    vrosim_scenario_free(scenario);
    vrosim_errors_free(errors);
    return failed;
}
