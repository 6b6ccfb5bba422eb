#include "vrosim/table/story.h"

#include "vrosim/model/block.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/strategy_list.h"

#include <math.h>
#include <stdlib.h>

static const char *const LEVELS[VRO_LEVELS] = {"I", "II", "III", "IV", "V"};
static const char *const HIPS[VRO_HIPS] = {"Index hip", "Other hip"};

static const char *const REASONS[VRO_CAUSES] = {"loss of position", "a complication", "migration",
                                                "another reason"};

// The state of a hip before an episode.
typedef struct before {
    float nsa;
    float anteversion;
    float acetabular_index;
    float migration;
    uint32_t history;
} before;

static void tell_child(const vro_story *at) {
    const vro_children *child = &at->block->children;
    fprintf(at->stream,
            "Child %llu: GMFCS %s, %s, %.1f years old at the index operation, mature at %.1f.\n",
            (unsigned long long)child->patient[0], LEVELS[child->level],
            child->female[0] ? "girl" : "boy", child->age[0], child->maturity[0]);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        fprintf(at->stream,
                "  %s: neck-shaft angle %.0f, anteversion %.0f, acetabular index %.0f degrees, "
                "migration %.0f %%.\n",
                HIPS[hip], child->nsa[hip][0], child->anteversion[hip][0],
                child->acetabular_index[hip][0], child->migration[hip][0]);
    fprintf(
        at->stream,
        "  Neck %.0f mm at age 8; bone fragility %+.1f and spasticity %+.1f standard deviations; "
        "legs differ by %.1f mm by nature.\n",
        child->neck_length[0], child->fragility[0], child->tone_score[0], child->natural_lld[0]);
    if (child->natural_death[0] <= at->horizon)
        fprintf(at->stream, "  Other illness would end this life at %.1f years.\n",
                child->natural_death[0]);
}

static void tell_procedures(const vro_story *at, const vro_event *event) {
    const struct {
        bool done;
        const char *name;
    } procedures[] = {{event->osteotomy, "femoral osteotomy"},
                      {event->soft_tissue, "soft-tissue release"},
                      {event->pelvic, "pelvic osteotomy"},
                      {event->spica, "spica cast"}};
    const char *separator = "";
    for (size_t i = 0; i < sizeof procedures / sizeof procedures[0]; i++)
        if (procedures[i].done) {
            fprintf(at->stream, "%s%s", separator, procedures[i].name);
            separator = ", ";
        }
    if (separator[0] == '\0')
        fprintf(at->stream, "%s", event->operation ? "no bone or tendon touched" : "not operated");
    fprintf(at->stream, ".\n");
}

// Whether a hip was operated in an episode before this one.
static bool was_operated(const vro_story *at, const vro_event *event) {
    for (const vro_event *other = at->log.events; other < event; other++)
        if (other->hip == event->hip && other->operation)
            return true;
    return false;
}

static void tell_opening(const vro_story *at, const vro_event *event) {
    fprintf(at->stream, "    %5.2f y  ", event->start);
    if (event->opened_by == VRO_CAUSE_NONE)
        fprintf(at->stream, "Index session: ");
    else
        fprintf(at->stream,
                "%s for %s: ", was_operated(at, event) ? "Reoperation" : "First surgery",
                REASONS[event->opened_by]);
    tell_procedures(at, event);
}

static void tell_achievement(const vro_story *at, const vro_event *event, before was) {
    if (!event->osteotomy && !event->soft_tissue && !event->pelvic)
        return;
    fprintf(at->stream, "             Migration %.0f to %.0f %%", was.migration, event->migration);
    if (event->osteotomy)
        fprintf(at->stream, ", neck-shaft angle %.0f to %.0f, anteversion %.0f to %.0f degrees",
                was.nsa, event->nsa, was.anteversion, event->anteversion);
    if (event->pelvic)
        fprintf(at->stream, ", acetabular index %.0f to %.0f degrees", was.acetabular_index,
                event->acetabular_index);
    fprintf(at->stream, ".\n");
}

static void tell_healing(const vro_story *at, const vro_event *event) {
    if (!event->osteotomy)
        return;
    fprintf(at->stream, "             Heals in %.1f weeks; ", event->healing);
    if (!event->position_lost)
        fprintf(at->stream, "the position holds.\n");
    else if (event->event_time[VRO_CAUSE_LOSS] < INFINITY)
        fprintf(at->stream,
                "position lost before (angles above include it), more than the surgeon accepts.\n");
    else
        fprintf(at->stream, "position lost before (angles above include it), and accepted.\n");
}

static void tell_adverse_events(const vro_story *at, const vro_event *event, before was) {
    static const struct {
        vro_history_field count;
        const char *name;
    } events[] = {{VRO_HISTORY_INFECTION, "Infection"},
                  {VRO_HISTORY_FRACTURE, "Fracture at the implant"},
                  {VRO_HISTORY_AVN, "Avascular necrosis"},
                  {VRO_HISTORY_PRESSURE_SORE, "Pressure sore"}};
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        if (vro_history_count(event->history, events[i].count) >
            vro_history_count(was.history, events[i].count))
            fprintf(at->stream, "             %s.\n", events[i].name);
}

// What would come next, each unless another came before it.
static void tell_candidates(const vro_story *at, const vro_event *event) {
    static const char *const due[VRO_CAUSES] = {
        "revision for the lost position", "reoperation for the complication",
        "surgery for migration", "reoperation for another reason"};
    const char *separator = " Due, unless something else comes first: ";
    fprintf(at->stream, "             Edge load %.2f, later %.2f.", event->load_first,
            event->load_last);
    for (int cause = 0; cause < VRO_CAUSES; cause++)
        if (event->start + event->event_time[cause] <= at->horizon) {
            fprintf(at->stream, "%s%s at %.2f y", separator, due[cause],
                    event->start + event->event_time[cause]);
            separator = ", ";
        }
    fprintf(at->stream, "%s\n", separator[0] == ',' ? "." : "");
}

static void tell_hip(const vro_story *at, unsigned hip) {
    const vro_children *child = &at->block->children;
    before state = {child->nsa[hip][0], child->anteversion[hip][0], child->acetabular_index[hip][0],
                    child->migration[hip][0], 0};
    fprintf(at->stream, "  %s\n", HIPS[hip]);
    for (size_t i = 0; i < at->log.count; i++) {
        const vro_event *event = &at->log.events[i];
        if (event->hip != hip)
            continue;
        tell_opening(at, event);
        tell_achievement(at, event, state);
        tell_healing(at, event);
        tell_adverse_events(at, event, state);
        tell_candidates(at, event);
        if (event->removal < INFINITY)
            fprintf(at->stream, "    %5.2f y  Implant removed.\n", event->start + event->removal);
        state = (before){event->nsa_after, event->anteversion_after, event->acetabular_index,
                         event->migration_after, event->history};
        if (event->next == VRO_CAUSE_NONE)
            fprintf(at->stream,
                    "    %5.2f y  End: neck-shaft angle %.0f, anteversion %.0f degrees, "
                    "migration %.0f %%.\n",
                    event->start + event->length, state.nsa, state.anteversion, state.migration);
    }
}

static double quantity(const vro_results *results, vro_outcome_id id) {
    return results->outcome[id][0] / (double)VRO_STEPS_PER_UNIT;
}

// "costs of 41.7 thousand (US dollar, prices of 2016)", as far as the scenario says it.
static void tell_cost(const vro_story *at, const vro_results *results) {
    const char *currency = vro_scenario_cell(at->scenario, 0, 0, VRO_ECONOMICS_CURRENCY)->text;
    const char *year = vro_scenario_cell(at->scenario, 0, 0, VRO_ECONOMICS_PRICE_YEAR)->text;
    fprintf(at->stream, " costs of %.1f thousand", quantity(results, VRO_COST));
    if (*currency || *year)
        fprintf(at->stream, " (%s%s%s%s)", currency, *currency && *year ? ", " : "",
                *year ? "prices of " : "", year);
    fprintf(at->stream, ".");
}

// In a scenario that has them.
static void tell_value(const vro_story *at, const vro_results *results) {
    if (!vro_outcome_set_has(results->outcomes, VRO_COST))
        return;
    fprintf(at->stream, "  To the end, discounted:");
    if (results->outcome[VRO_COST][0] != VRO_NO_VALUE)
        tell_cost(at, results);
    if (results->outcome[VRO_QALY][0] != VRO_NO_VALUE)
        fprintf(at->stream, " %.2f quality-adjusted life years.", quantity(results, VRO_QALY));
    fprintf(at->stream, "\n");
}

static const vro_results *results_of(const vro_story *at, size_t strategy) {
    return &at->results[strategy - at->first];
}

static void tell_strategy(vro_story *at, size_t strategy) {
    const size_t level = at->block->children.level;
    const vro_results *results = results_of(at, strategy);
    vro_course_run(&at->block->course, &at->model.parameters[strategy * VRO_LEVELS + level],
                   &at->results[strategy - at->first]);
    fputs("\nUnder ", at->stream);
    vro_strategy_list_print_one(at->stream, at->scenario, strategy);
    putc('\n', at->stream);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        tell_hip(at, hip);
    if (results->death_time[0] < INFINITY)
        fprintf(at->stream, "  The child dies at %.2f years.\n", results->death_time[0]);
    tell_value(at, results);
}

static void tell_row(const vro_story *at, size_t strategy) {
    const vro_results *results = results_of(at, strategy);
    char revision[32] = "none";
    if (results->cause[0] != VRO_CAUSE_NONE)
        snprintf(revision, sizeof revision, "%.2f y, %s", results->revision_time[0],
                 vro_cause_name((vro_cause)results->cause[0]));
    fprintf(at->stream, "  %-18s %-22s %10d %9.1f %10.1f %9.0f %11.0f\n",
            at->scenario->strategy_names[strategy], revision,
            (int)results->outcome[VRO_OPERATIONS][0], quantity(results, VRO_LLD_MM),
            quantity(results, VRO_WIDTH_MM), quantity(results, VRO_NSA_DEG),
            quantity(results, VRO_MIGRATION_PCT));
}

static void tell(vro_story *at) {
    tell_child(at);
    for (size_t strategy = at->first; strategy < at->end; strategy++)
        tell_strategy(at, strategy);
    fprintf(at->stream,
            "\nSide by side (index hip; leg-length discrepancy positive = index leg shorter)\n"
            "  %-18s %-22s %10s %9s %10s %9s %11s\n",
            "strategy",
            vro_revision_words(at->scenario, at->first, at->end, "first revision", "later surgery"),
            "operations", "legs, mm", "width, mm", "angle", "migration %");
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
    const size_t level = self->block->children.level;
    self->horizon = self->model.parameters[level].number[VRO_FOLLOWUP_HORIZON];
    tell(self);
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
