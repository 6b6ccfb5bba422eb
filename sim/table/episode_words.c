#include "vrosim/table/episode_words.h"

#include "vrosim/model/clinical.h"

#include <math.h>

// What an operation and growth change.
typedef struct hip_state {
    float nsa, anteversion, acetabular_index; // degrees
    float migration;                          // percent
} hip_state;

static hip_state state_before(const vro_episode_words *self) {
    const vro_children *children = self->children;
    const vro_event *before = self->before;
    const unsigned hip = self->event->hip;
    if (!before)
        return (hip_state){children->nsa[hip][0], children->anteversion[hip][0],
                           children->acetabular_index[hip][0], children->migration[hip][0]};
    return (hip_state){before->nsa_after, before->anteversion_after, before->acetabular_index_after,
                       before->migration_after};
}

static hip_state state_at_start(const vro_event *event) {
    return (hip_state){event->nsa, event->anteversion, event->acetabular_index, event->migration};
}

static hip_state state_at_end(const vro_event *event) {
    return (hip_state){event->nsa_after, event->anteversion_after, event->acetabular_index_after,
                       event->migration_after};
}

// To the nearest whole number, which is never -0.
static float whole(float x) {
    return roundf(x) + 0.0f;
}

static bool differ(float a, float b) {
    return whole(a) != whole(b);
}

static void add_procedures(const vro_event *event, vro_paragraph *to) {
    const struct {
        bool done;
        const char *name;
    } procedures[] = {{event->osteotomy, "femoral osteotomy"},
                      {event->soft_tissue, "soft-tissue release"},
                      {event->pelvic, "pelvic osteotomy"}};
    const size_t start = to->length;
    for (size_t i = 0; i < sizeof procedures / sizeof procedures[0]; i++)
        if (procedures[i].done)
            vro_paragraph_add_item(to, start, ", ", "%s", procedures[i].name);
    if (to->length == start)
        vro_paragraph_add(to, "no bone or tendon is cut");
    if (event->spica)
        vro_paragraph_add(to, "; spica cast for %.1f weeks", event->spica_weeks);
    else if (event->osteotomy || event->pelvic)
        vro_paragraph_add(to, "; no cast");
}

// A fracture after the implant's removal comes one month after it; model.md 7.2.
static bool follows_removal(const vro_event *before) {
    const float month = 1 / VRO_MONTHS_PER_YEAR;
    return fabsf(before->length - before->removal - month) < 1e-4f;
}

static void add_wait(float years, vro_paragraph *to) {
    const long weeks = lroundf(years * VRO_WEEKS_PER_YEAR);
    vro_paragraph_add(to, "because of migration");
    if (weeks > 0)
        vro_paragraph_add(to, ", %ld week%s after the decision", weeks, weeks == 1 ? "" : "s");
}

static void add_reason(const vro_episode_words *self, vro_paragraph *to) {
    const vro_event *before = self->before;
    switch (self->event->opened_by) {
    case VRO_CAUSE_LOSS:
        vro_paragraph_add(to, "because the position was lost");
        break;
    case VRO_CAUSE_COMPLICATION:
        vro_paragraph_add(to, "because of %s",
                          follows_removal(before) ? "a fracture after the removal"
                                                  : "the complication");
        break;
    case VRO_CAUSE_MIGRATION:
        add_wait(before->length - before->decided, to);
        break;
    default:
        vro_paragraph_add(to, "for another reason");
    }
}

void vro_episode_words_opening(const vro_episode_words *self, vro_paragraph *to) {
    const vro_event *event = self->event;
    if (event->opened_by == VRO_CAUSE_NONE && !event->operation) {
        vro_paragraph_add(to, "Not operated");
        return;
    }
    if (event->opened_by == VRO_CAUSE_NONE) {
        vro_paragraph_add(to, "Index operation");
    } else if (event->opened_by == VRO_CAUSE_SESSION) {
        vro_paragraph_add(to, "Taken along in the session of the index hip");
    } else {
        vro_paragraph_add(to, self->operated_before ? "Operated again "
                                                    : "Operated for the first time ");
        add_reason(self, to);
    }
    vro_paragraph_add(to, ": ");
    add_procedures(event, to);
}

static void add_angle(vro_paragraph *to, size_t start, const char *name, float from, float upto) {
    if (differ(from, upto))
        vro_paragraph_add_item(to, start, ", ", "%s %.0f to %.0f", name, whole(from), whole(upto));
}

static void add_rebound(hip_state from, hip_state upto, size_t start, vro_paragraph *to) {
    if (!differ(from.nsa, upto.nsa) && !differ(from.anteversion, upto.anteversion))
        return;
    vro_paragraph_add_item(to, start, "; ", "growth takes back part of the correction, ");
    const size_t angles = to->length;
    add_angle(to, angles, "neck-shaft angle", from.nsa, upto.nsa);
    add_angle(to, angles, "anteversion", from.anteversion, upto.anteversion);
    vro_paragraph_add(to, " degrees");
}

static void add_growth(const vro_event *event, vro_paragraph *to) {
    const hip_state from = state_at_start(event), upto = state_at_end(event);
    const size_t start = to->length;
    if (whole(upto.migration) > whole(from.migration))
        vro_paragraph_add(to, "migration rises from %.0f to %.0f %%", from.migration,
                          upto.migration);
    else if (differ(from.migration, upto.migration))
        vro_paragraph_add(to, "weight bearing brings migration down from %.0f to %.0f %%",
                          from.migration, upto.migration);
    else
        vro_paragraph_add(to, "migration stays at %.0f %%", upto.migration);
    add_rebound(from, upto, start, to);
    if (differ(from.acetabular_index, upto.acetabular_index))
        vro_paragraph_add_item(to, start, "; ", "%s, acetabular index %.0f to %.0f degrees",
                               upto.acetabular_index < from.acetabular_index
                                   ? "contained at first, the head deepens its socket"
                                   : "not contained at first, the head wears the rim of its socket",
                               from.acetabular_index, upto.acetabular_index);
}

void vro_episode_words_growth_before(const vro_episode_words *self, vro_paragraph *to) {
    if (self->before)
        add_growth(self->before, to);
}

void vro_episode_words_growth(const vro_episode_words *self, vro_paragraph *to) {
    add_growth(self->event, to);
}

void vro_episode_words_achieved(const vro_episode_words *self, vro_paragraph *to) {
    const vro_event *event = self->event;
    const hip_state from = state_before(self), upto = state_at_start(event);
    if (!event->osteotomy && !event->soft_tissue && !event->pelvic)
        return;
    const size_t start = to->length;
    add_angle(to, start, "neck-shaft angle", from.nsa, upto.nsa);
    add_angle(to, start, "anteversion", from.anteversion, upto.anteversion);
    add_angle(to, start, "acetabular index", from.acetabular_index, upto.acetabular_index);
    if (to->length > start)
        vro_paragraph_add(to, " degrees");
    if (differ(from.migration, upto.migration))
        vro_paragraph_add_item(to, start, ", ", "migration %.0f to %.0f %%", from.migration,
                               upto.migration);
    if (to->length == start)
        vro_paragraph_add(to, "migration stays at %.0f %%", upto.migration);
}

void vro_episode_words_healing(const vro_episode_words *self, vro_paragraph *to) {
    const vro_event *event = self->event;
    if (!event->osteotomy)
        return;
    vro_paragraph_add(to, "the bone needs %.1f weeks", event->healing);
    if (!event->position_lost) {
        vro_paragraph_add(to, " and keeps its position");
        return;
    }
    vro_paragraph_add(to, ", but loses its position before that (the angles above are those after "
                          "the loss)");
    if (event->episode + 1 < VRO_EPISODES)
        vro_paragraph_add(to, "; %s",
                          event->event_time[VRO_CAUSE_LOSS] < INFINITY
                              ? "it is more than the surgeon accepts"
                              : "the surgeon accepts it");
}

static bool occurs(const vro_episode_words *self, vro_history_field adverse_event) {
    const uint32_t history = self->before ? self->before->history : 0;
    return vro_history_count(self->event->history, adverse_event) >
           vro_history_count(history, adverse_event);
}

static void add_necrosis(const vro_episode_words *self, size_t start, vro_paragraph *to) {
    const float *number = self->parameters->number;
    const float age = self->children->age[0] + self->event->start;
    const float growth = fmaxf(0, self->children->maturity[0] - age);
    vro_paragraph_add_item(
        to, start, "; ",
        "avascular necrosis: part of the head dies. The leg grows %.0f mm less, and the "
        "misshapen head fits its socket as if the roof were %.0f degrees steeper",
        number[VRO_COMPLICATION_AVN_SHORTENING] * growth,
        whole(number[VRO_COMPLICATION_AVN_SHAPE]));
}

void vro_episode_words_adverse_events(const vro_episode_words *self, vro_paragraph *to) {
    static const struct {
        vro_history_field count;
        const char *name;
    } events[] = {{VRO_HISTORY_INFECTION, "infection"},
                  {VRO_HISTORY_FRACTURE, "fracture at the implant"},
                  {VRO_HISTORY_PRESSURE_SORE, "pressure sore under the cast"}};
    const size_t start = to->length;
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        if (occurs(self, events[i].count))
            vro_paragraph_add_item(to, start, "; ", "%s", events[i].name);
    if (occurs(self, VRO_HISTORY_AVN))
        add_necrosis(self, start, to);
}

void vro_episode_words_muscles(const vro_episode_words *self, vro_paragraph *to) {
    const float first = 100 * self->event->load_first, last = 100 * self->event->load_last;
    if (!differ(first, 0) && !differ(last, 0)) {
        vro_paragraph_add(to, "they pull the head into the socket");
        return;
    }
    vro_paragraph_add(to, "%.0f %% of their pull drives the head out of the socket", first);
    if (differ(first, last))
        vro_paragraph_add(to, ", %.0f %% after the growth to come", last);
}

void vro_episode_words_limit(const vro_episode_words *self, vro_paragraph *to) {
    if (self->event->episode + 1 == VRO_EPISODES)
        vro_paragraph_add(to, "no further operation of this hip is simulated");
}

// What migration at the visit of a decision is compared with.
static const char *visit_before(const vro_episode_words *self) {
    const float interval = self->parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    if (self->event->decided > (1 + self->children->visit_phase[0]) * interval)
        return "at the visit before";
    return self->event->operation ? "after the operation" : "at the start";
}

void vro_episode_words_decision(const vro_episode_words *self, vro_paragraph *to) {
    const vro_event *event = self->event;
    const int let_pass = event->let_pass;
    vro_paragraph_add(
        to,
        "Visit: migration %.0f %% (%.0f %% %s). It is at least %g %% and not falling: "
        "surgery is due",
        event->migration_decided, event->migration_before_decided, visit_before(self),
        self->parameters->number[VRO_RESCUE_THRESHOLD]);
    if (let_pass > 0)
        vro_paragraph_add(to, ". It was due at %d visit%s before and put off; now it is decided",
                          let_pass, let_pass == 1 ? "" : "s");
    else
        vro_paragraph_add(to, " and decided");
    if (event->next != VRO_CAUSE_MIGRATION)
        vro_paragraph_add(to, ", but %s",
                          event->next == VRO_CAUSE_NONE ? "the follow-up ends before it"
                                                        : "another operation comes before it");
}

void vro_episode_words_state(const vro_episode_words *self, vro_paragraph *to) {
    const hip_state end = state_at_end(self->event);
    vro_paragraph_add(
        to,
        "neck-shaft angle %.0f, anteversion %.0f, acetabular index %.0f degrees, migration %.0f %%",
        end.nsa, whole(end.anteversion), end.acetabular_index, end.migration);
}
