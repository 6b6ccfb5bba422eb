#include "vrosim/verb/explain.h"

#include "vrosim/outcome/child_search.h"
#include "vrosim/table/story.h"
#include "vrosim/verb/requests.h"

#include <inttypes.h>

// What the telling of found children needs.
typedef struct telling {
    const vro_options *options;
    FILE *output;
    vro_scenario scenario;
    vro_condition_list conditions;
    vro_story story;
    uint64_t told; // children
} telling;

static void tell_where_it_fits(const telling *self, const vro_record *courses) {
    const char *separator = "' under ";
    fprintf(self->output, "Child %" PRIu64 " fits '%s", courses->patient, self->options->where);
    for (size_t strategy = 0; strategy < self->scenario.strategies; strategy++)
        if (vro_condition_list_holds(&self->conditions, &courses[strategy])) {
            fprintf(self->output, "%s%s", separator, self->scenario.strategy_names[strategy]);
            separator = ", ";
        }
    fputs(".\n\n", self->output);
}

static vro_status tell_found(void *context, const vro_record *courses, bool *enough,
                             vro_errors *errors) {
    telling *self = context;
    (void)errors;
    if (self->told > 0)
        fputs("\n\n", self->output);
    tell_where_it_fits(self, courses);
    vro_story_tell(&self->story, self->output, courses->patient);
    *enough = ++self->told == self->options->number;
    return VRO_OK;
}

static void tell_shortage(const telling *self) {
    const vro_options *options = self->options;
    if (self->told == 0)
        fprintf(self->output,
                "None of the first %" PRIu64 " children fits '%s'. Search more of them with "
                "--patients, or ask for less.\n",
                options->size.patients, options->where);
    else if (self->told < options->number)
        fprintf(self->output,
                "\n\nNo other of the first %" PRIu64 " children fits. Search more of them with "
                "--patients.\n",
                options->size.patients);
}

static vro_status search(telling *self, vro_errors *errors) {
    const vro_child_search search = {
        .model = &self->story.model,
        .random = vro_slot_draws_source(self->options->random, self->options->size.patients),
        .conditions = &self->conditions,
        .children = self->options->size.patients,
        .self = self,
        .found = tell_found};
    const vro_status status = vro_child_search_run(&search, errors);
    if (status == VRO_OK)
        tell_shortage(self);
    return status;
}

static vro_status read_conditions(telling *self, vro_errors *errors) {
    const char *where = self->options->where;
    vro_errors_context(errors, "--where");
    const vro_status status =
        where ? vro_condition_list_read(&self->conditions, &self->scenario, where, errors) : VRO_OK;
    vro_errors_context(errors, NULL);
    return status;
}

static vro_status load(telling *self, const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_status status = VRO_OK;
    self->options = options;
    TRY(vro_load_scenario(&self->scenario, &request, errors));
    TRY(read_conditions(self, errors));
out:
    return status;
}

static void release(telling *self) {
    vro_story_close(&self->story);
    vro_condition_list_free(&self->conditions);
    vro_scenario_free(&self->scenario);
}

vro_status vro_explain_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    telling self = {.output = output};
    vro_status status = VRO_OK;
    TRY(load(&self, options, errors));
    TRY(vro_story_open(&self.story, &self.scenario, VRO_STORY_ALL_STRATEGIES,
                       vro_slot_draws_source(options->random, options->size.patients), errors));
    if (options->where)
        TRY(search(&self, errors));
    else
        vro_story_tell(&self.story, output, options->patient);
out:
    release(&self);
    return status;
}

void vro_explain_inspect(const vro_options *options, vro_errors *errors) {
    telling self = {0};
    const vro_status status = load(&self, options, errors); // its faults stand in errors
    (void)status;
    release(&self);
}
