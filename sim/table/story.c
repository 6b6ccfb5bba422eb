#include "vrosim/table/story.h"

#include "vrosim/core/paragraph.h"
#include "vrosim/core/wrapped_text.h"
#include "vrosim/model/block.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/strategy_list.h"
#include "vrosim/table/timeline.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static const char *const LEVELS[VRO_LEVELS] = {"I", "II", "III", "IV", "V"};

// To the nearest of so many parts of 1, which is never -0.
static double rounded(double x, double parts) {
    return round(x * parts) / parts + 0.0;
}

// A row of the table of both hips.
static void tell_both(const vro_story *at, const char *name,
                      const float hips[VRO_HIPS][VRO_CHUNK]) {
    fprintf(at->stream, "  %-35s %9.0f %10.0f\n", name, rounded(hips[0][0], 1),
            rounded(hips[1][0], 1));
}

static void tell_hips(const vro_story *at) {
    const vro_children *child = &at->block->children;
    fprintf(at->stream, "  %-35s %9s %10s\n", "", "index hip", "other hip");
    tell_both(at, "neck-shaft angle, degrees", child->nsa);
    tell_both(at, "anteversion, degrees", child->anteversion);
    tell_both(at, "acetabular index, degrees", child->acetabular_index);
    tell_both(at, "roof steeper by its shape, degrees", child->shape);
    tell_both(at, "migration, %", child->migration);
}

static void tell_traits(const vro_story *at) {
    const vro_children *child = &at->block->children;
    const float *number = at->model.parameters[child->level].number;
    const float interval = number[VRO_FOLLOWUP_VISIT_INTERVAL];
    vro_paragraph traits = {0};
    vro_paragraph_add(&traits,
                      "Bone fragility %+.1f and spasticity %+.1f standard deviations from the "
                      "average. By nature the index leg is %.1f mm %s. Visits %.2f years after an "
                      "operation, then every %.2f years.",
                      rounded(child->fragility[0], 10), rounded(child->tone_score[0], 10),
                      fabsf(child->natural_lld[0]),
                      child->natural_lld[0] < 0 ? "longer" : "shorter",
                      (0.5f + child->visit_phase[0]) * interval, interval);
    if (child->natural_death[0] <= number[VRO_FOLLOWUP_HORIZON])
        vro_paragraph_add(&traits, " Another illness would end this life at %.2f years.",
                          child->natural_death[0]);
    vro_wrapped_text_print(at->stream, "  ", traits.text, VRO_STORY_WIDTH);
}

static void tell_child(const vro_story *at) {
    const vro_children *child = &at->block->children;
    const char *id = vro_child_list_id(&at->model.children, child->patient[0]);
    fprintf(at->stream,
            "Child %" PRIu64 "%s%s%s: GMFCS %s, %s, %.1f years old at the index operation, fully "
            "grown at %.1f.\n",
            child->patient[0], *id ? " (" : "", id, *id ? ")" : "", LEVELS[child->level],
            child->female[0] ? "girl" : "boy", child->age[0], child->maturity[0]);
    tell_hips(at);
    tell_traits(at);
}

static double quantity(const vro_results *results, vro_outcome_id id) {
    return results->outcome[id][0] / (double)vro_outcome_steps(id);
}

static double tenths(const vro_results *results, vro_outcome_id id) {
    return rounded(quantity(results, id), 10);
}

// "costs of 41.7 thousand (USD, prices of 2016)", as far as the scenario says it.
static void add_cost(const vro_story *at, const vro_results *results, vro_paragraph *to) {
    const char *currency = vro_scenario_cell(at->scenario, 0, 0, VRO_ECONOMICS_CURRENCY)->text;
    const char *year = vro_scenario_cell(at->scenario, 0, 0, VRO_ECONOMICS_PRICE_YEAR)->text;
    vro_paragraph_add(to, " costs of %.1f thousand", quantity(results, VRO_COST));
    if (*currency || *year)
        vro_paragraph_add(to, " (%s%s%s%s)", currency, *currency && *year ? ", " : "",
                          *year ? "prices of " : "", year);
    vro_paragraph_add(to, ".");
}

// In a scenario that has them.
static void tell_value(const vro_story *at, const vro_results *results) {
    vro_paragraph value = {0};
    if (!vro_outcome_set_has(results->outcomes, VRO_COST))
        return;
    vro_paragraph_add(&value, "To the end, discounted:");
    if (results->outcome[VRO_COST][0] != VRO_NO_VALUE)
        add_cost(at, results, &value);
    if (results->outcome[VRO_QALY][0] != VRO_NO_VALUE)
        vro_paragraph_add(&value, " %.2f quality-adjusted life years.",
                          quantity(results, VRO_QALY));
    vro_wrapped_text_print(at->stream, "  ", value.text, VRO_STORY_WIDTH);
}

static void tell_sum(const vro_story *at, const vro_results *results) {
    const int operations = results->outcome[VRO_OPERATIONS][0];
    const double lld = quantity(results, VRO_LLD_MM);
    vro_paragraph sum = {0};
    if (operations == 0)
        vro_paragraph_add(&sum, "No operation");
    else
        vro_paragraph_add(
            &sum, "In all %d operation%s, %.1f weeks without standing, %.1f weeks in a cast",
            operations, operations == 1 ? "" : "s", quantity(results, VRO_WEEKS_NOT_STANDING),
            quantity(results, VRO_SPICA_WEEKS));
    vro_paragraph_add(&sum, ". At the end the index leg is %.1f mm %s.", fabs(lld),
                      lld < 0 ? "longer" : "shorter");
    vro_wrapped_text_print(at->stream, "  ", sum.text, VRO_STORY_WIDTH);
}

static const vro_results *results_of(const vro_story *at, size_t strategy) {
    return &at->results[strategy - at->first];
}

static void tell_strategy(vro_story *at, size_t strategy) {
    const vro_children *children = &at->block->children;
    const vro_model_parameters *parameters =
        &at->model.parameters[strategy * VRO_LEVELS + children->level];
    const vro_results *results = results_of(at, strategy);
    vro_course_run(&at->block->course, parameters, &at->results[strategy - at->first]);
    fputs("\nUnder ", at->stream);
    vro_strategy_list_print_one(at->stream, at->scenario, strategy);
    putc('\n', at->stream);
    vro_timeline_print(&(vro_timeline){children, parameters, &at->log, results}, at->stream);
    tell_sum(at, results);
    tell_value(at, results);
}

static void tell_row(const vro_story *at, size_t strategy) {
    const vro_results *results = results_of(at, strategy);
    char revision[32] = "none";
    if (results->cause[0] != VRO_CAUSE_NONE)
        snprintf(revision, sizeof revision, "%.2f y, %s", results->revision_time[0],
                 vro_cause_name((vro_cause)results->cause[0]));
    fprintf(at->stream, "  %-18s %-20s %10d %9.1f %8.1f %7.1f %7.1f %8.0f %10.0f\n",
            at->scenario->strategy_names[strategy], revision,
            (int)results->outcome[VRO_OPERATIONS][0], tenths(results, VRO_WEEKS_NOT_STANDING),
            tenths(results, VRO_SPICA_WEEKS), tenths(results, VRO_LLD_MM),
            tenths(results, VRO_WIDTH_MM), quantity(results, VRO_NSA_DEG),
            quantity(results, VRO_MIGRATION_PCT));
}

static void tell_side_by_side(const vro_story *at) {
    static const char layout[] = "  %-18s %-20s %10s %9s %8s %7s %7s %8s %10s\n";
    const char *revision =
        vro_revision_words(at->scenario, at->first, at->end, "first revision", "later surgery");
    fprintf(at->stream, "\nSide by side: operations and weeks of both hips; the index hip at the "
                        "end (legs +: it is "
                        "shorter)\n");
    fprintf(at->stream, layout, "", "", "", "weeks not", "weeks", "legs,", "width,", "angle,",
            "migration,");
    fprintf(at->stream, layout, "strategy", revision, "operations", "standing", "in cast", "mm",
            "mm", "degrees", "%");
    for (size_t strategy = at->first; strategy < at->end; strategy++)
        tell_row(at, strategy);
}

vro_status vro_story_open(vro_story *self, const vro_scenario *scenario, size_t strategy,
                          vro_random_source source, vro_errors *errors) {
    const bool all = strategy == VRO_STORY_ALL_STRATEGIES;
    vro_status status = VRO_OK;
    *self = (vro_story){.scenario = scenario,
                        .first = all ? 0 : strategy,
                        .end = all ? scenario->strategies : strategy + 1};
    TRY(vro_model_init(&self->model, scenario, errors));
    self->block = vro_block_new(&self->model, source);
    self->results =
        aligned_alloc(_Alignof(vro_results), (self->end - self->first) * sizeof *self->results);
    if (!self->block || !self->results)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to explain a course");
    self->block->course.log = &self->log;
out:
    return status;
}

void vro_story_tell(vro_story *self, FILE *stream, uint64_t patient) {
    self->stream = stream;
    vro_block_load_child(self->block, patient);
    tell_child(self);
    for (size_t strategy = self->first; strategy < self->end; strategy++)
        tell_strategy(self, strategy);
    tell_side_by_side(self);
}

void vro_story_close(vro_story *self) {
    free(self->results);
    free(self->block);
    vro_model_free(&self->model);
    *self = (vro_story){0};
}

vro_status vro_story_write(FILE *stream, const vro_scenario *scenario, size_t strategy,
                           vro_random_source source, uint64_t patient, vro_errors *errors) {
    vro_story self;
    const vro_status status = vro_story_open(&self, scenario, strategy, source, errors);
    if (status == VRO_OK)
        vro_story_tell(&self, stream, patient);
    vro_story_close(&self);
    return status;
}
