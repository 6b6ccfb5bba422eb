#include "vrosim/verb/explain.h"

#include "vrosim/outcome/child_search.h"
#include "vrosim/table/story.h"
#include "vrosim/verb/option.h"
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

static void print(const telling *self, vro_story_text_id id, const vro_story_values values) {
    vro_story_print(self->output, self->options->language, id, values);
}

static void tell_where_it_fits(const telling *self, const vro_record *courses) {
    char child[32];
    bool first = true;
    snprintf(child, sizeof child, "%" PRIu64, courses->patient);
    for (size_t strategy = 0; strategy < self->scenario.strategies; strategy++) {
        const char *name = self->scenario.strategy_names[strategy];
        if (!vro_condition_list_holds(&self->conditions, &courses[strategy]))
            continue;
        if (first)
            print(self, VRO_STORY_FITS, (vro_story_values){child, self->options->where, name});
        else
            print(self, VRO_STORY_FITS_TOO, (vro_story_values){name});
        first = false;
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
    char children[32];
    snprintf(children, sizeof children, "%" PRIu64, options->size.patients);
    if (self->told == 0) {
        print(self, VRO_STORY_NONE_FITS,
              (vro_story_values){children, options->where, "--patients"});
        putc('\n', self->output);
    } else if (self->told < options->number) {
        fputs("\n\n", self->output);
        print(self, VRO_STORY_NO_OTHER_FITS, (vro_story_values){children, "--patients"});
        putc('\n', self->output);
    }
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

// A child of Sobol points is another one in smaller runs.
static void note_size(const vro_options *options, vro_errors *errors) {
    if (options->random.replicate > 0 && vro_option_is_given(options, VRO_OPTION_PATIENT) &&
        !vro_option_is_given(options, VRO_OPTION_PATIENTS))
        vro_errors_note(errors, NULL,
                        "child %" PRIu64
                        " is that of runs of %d children or more; for a smaller run "
                        "give its --patients too",
                        options->patient, (int)VRO_REPLICATE_CHILDREN);
}

vro_status vro_explain_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const vro_story_options told = {
        .strategy = VRO_STORY_ALL_STRATEGIES,
        .random = vro_slot_draws_source(options->random, options->size.patients),
        .language = options->language};
    telling self = {.output = output};
    vro_status status = VRO_OK;
    TRY(load(&self, options, errors));
    TRY(vro_story_open(&self.story, &self.scenario, &told, errors));
    if (options->where)
        TRY(search(&self, errors));
    else
        vro_story_tell(&self.story, output, options->patient);
    note_size(options, errors);
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
