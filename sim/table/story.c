#include "vrosim/table/story.h"

#include "vrosim/model/block.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/table/child_portrait.h"
#include "vrosim/table/course_sums.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/table/timeline.h"

#include <stdlib.h>

static void tell_child(const vro_story *self) {
    const vro_children *child = &self->block->children;
    const vro_child_portrait portrait = {
        .child = child,
        .id = vro_child_list_id(&self->model.children, child->patient[0]),
        .parameters = &self->model.parameters[child->level],
        .language = self->language};
    vro_child_portrait_print(&portrait, self->stream);
}

static void tell_name(const vro_story *self, size_t strategy) {
    const bool labelled = vro_strategy_list_has_label(self->scenario, strategy);
    putc('\n', self->stream);
    vro_story_print(self->stream, self->language,
                    labelled ? VRO_STORY_UNDER_LABELLED : VRO_STORY_UNDER,
                    (vro_story_values){self->scenario->strategy_names[strategy],
                                       vro_scenario_label(self->scenario, strategy)});
    putc('\n', self->stream);
}

static void tell_course(vro_story *self, size_t strategy) {
    const vro_children *child = &self->block->children;
    const vro_model_parameters *parameters =
        &self->model.parameters[strategy * VRO_LEVELS + child->level];
    vro_results *results = &self->results[strategy - self->first];
    vro_course_run(&self->block->course, parameters, results);
    const vro_timeline timeline = {child, parameters, &self->log, results, self->language};
    vro_timeline_print(&timeline, self->stream);
}

vro_status vro_story_open(vro_story *self, const vro_scenario *scenario,
                          const vro_story_options *options, vro_errors *errors) {
    const bool all = options->strategy == VRO_STORY_ALL_STRATEGIES;
    vro_status status = VRO_OK;
    *self = (vro_story){.scenario = scenario,
                        .first = all ? 0 : options->strategy,
                        .end = all ? scenario->strategies : options->strategy + 1,
                        .language = options->language};
    TRY(vro_model_init(&self->model, scenario, errors));
    self->block = vro_block_new(&self->model, options->random);
    self->results =
        aligned_alloc(_Alignof(vro_results), (self->end - self->first) * sizeof *self->results);
    if (!self->block || !self->results)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to explain a course");
    self->block->course.log = &self->log;
out:
    return status;
}

void vro_story_tell(vro_story *self, FILE *stream, uint64_t patient) {
    const vro_course_sums sums = {self->scenario, self->first, self->end, self->results,
                                  self->language};
    self->stream = stream;
    vro_block_load_child(self->block, patient);
    tell_child(self);
    for (size_t strategy = self->first; strategy < self->end; strategy++) {
        tell_name(self, strategy);
        tell_course(self, strategy);
        vro_course_sums_print(&sums, stream, strategy);
    }
    vro_course_sums_print_table(&sums, stream);
}

void vro_story_close(vro_story *self) {
    free(self->results);
    free(self->block);
    vro_model_free(&self->model);
    *self = (vro_story){0};
}

vro_status vro_story_write(FILE *stream, const vro_scenario *scenario,
                           const vro_story_options *options, uint64_t patient, vro_errors *errors) {
    vro_story self;
    const vro_status status = vro_story_open(&self, scenario, options, errors);
    if (status == VRO_OK)
        vro_story_tell(&self, stream, patient);
    vro_story_close(&self);
    return status;
}
