// A host whose thread has 64 kB of stack and which gives the library no files: prints the summary
// of 20,000 children by subgroups, the decision tables, and the story of a child. Arguments: a
// number of threads and, if there is one, the text of a table.
#include <vrosim.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { STACK = 64 * 1024, TEXTS = 6 };

typedef struct work {
    int threads;
    const char *table; // NULL: none
    char *texts[TEXTS];
    vrosim_errors *errors;
    vrosim_status status;
} work;

static vrosim_status simulate(work *self, vrosim_scenario *scenario) {
    static const char *const files[] = {"summary.csv", "revision.csv", "net_benefit.csv",
                                        "children.csv", "parameters.csv"};
    vrosim_options options = vrosim_options_default();
    vrosim_results *results;
    options.children = 20000;
    options.threads = self->threads;
    options.subgroups = "age,bilateral,migration";
    vrosim_status status = vrosim_simulate(&results, scenario, &options, self->errors);
    for (int i = 0; i < TEXTS - 1 && status == VROSIM_OK; i++)
        status = vrosim_results_table(&self->texts[i], results, files[i], self->errors);
    const vrosim_story third = {.child = 3};
    if (status == VROSIM_OK)
        status =
            vrosim_scenario_story(&self->texts[TEXTS - 1], scenario, &third, NULL, self->errors);
    vrosim_results_free(results);
    return status;
}

static void *perform(void *given) {
    work *self = (work *)given;
    const char *name = "mine.csv";
    vrosim_scenario *scenario;
    self->status = vrosim_scenario_from_texts(&scenario, &name, &self->table, self->table ? 1 : 0,
                                              NULL, self->errors);
    if (self->status == VROSIM_OK)
        self->status = simulate(self, scenario);
    vrosim_scenario_free(scenario);
    return NULL;
}

int main(int argc, char **argv) {
    work self = {.threads = argc > 1 ? atoi(argv[1]) : 1, .table = argc > 2 ? argv[2] : NULL};
    pthread_attr_t small;
    pthread_t thread;
    self.errors = vrosim_errors_new();
    if (pthread_attr_init(&small) != 0 || pthread_attr_setstacksize(&small, STACK) != 0 ||
        pthread_create(&thread, &small, perform, &self) != 0 || pthread_join(thread, NULL) != 0)
        return 2;
    for (int i = 0; i < TEXTS; i++) {
        fputs(self.texts[i] ? self.texts[i] : "", stdout);
        vrosim_text_free(self.texts[i]);
    }
    for (size_t i = 0; i < vrosim_errors_count(self.errors); i++)
        fprintf(stderr, "%s\n", vrosim_errors_get(self.errors, i).text);
    vrosim_errors_free(self.errors);
    return self.status != VROSIM_OK;
}
