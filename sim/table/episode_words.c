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

static vro_report_number number_of(const vro_story_paragraph *to, double value, int decimals) {
    return vro_story_number(to->language, value, decimals);
}

// Adds a text with one number.
static void say_number(vro_story_paragraph *to, vro_story_text_id id, double value, int decimals) {
    vro_story_say(to, id, (vro_story_values){number_of(to, value, decimals).text});
}

// Adds a text on a change, both numbers without decimals, to a list.
static void add_change(vro_story_paragraph *to, vro_story_text_id id, float from, float upto) {
    vro_story_say_item(
        to, ", ", id, (vro_story_values){number_of(to, from, 0).text, number_of(to, upto, 0).text});
}

static void add_procedures(const vro_event *event, vro_story_paragraph *to) {
    const struct {
        bool done;
        vro_story_text_id name;
    } procedures[] = {{event->osteotomy, VRO_STORY_OSTEOTOMY},
                      {event->soft_tissue, VRO_STORY_RELEASE},
                      {event->pelvic, VRO_STORY_PELVIC}};
    for (size_t i = 0; i < sizeof procedures / sizeof procedures[0]; i++)
        if (procedures[i].done)
            vro_story_say_item(to, ", ", procedures[i].name, NULL);
    if (to->words.length == 0)
        vro_story_say(to, VRO_STORY_NOTHING_CUT, NULL);
    if (event->spica)
        vro_story_say_item(to, "; ", VRO_STORY_SPICA,
                           (vro_story_values){number_of(to, event->spica_weeks, 1).text});
    else if (event->osteotomy || event->pelvic)
        vro_story_say_item(to, "; ", VRO_STORY_NO_CAST, NULL);
}

// A fracture after the implant's removal comes one month after it; model.md 7.2.
static bool follows_removal(const vro_event *before) {
    const float month = 1 / VRO_MONTHS_PER_YEAR;
    return fabsf(before->length - before->removal - month) < 1e-4f;
}

static void add_wait(float years, vro_story_paragraph *to) {
    const long weeks = lroundf(years * VRO_WEEKS_PER_YEAR);
    if (weeks > 0)
        say_number(to, weeks == 1 ? VRO_STORY_ONE_WEEK_LATER : VRO_STORY_WEEKS_LATER, weeks, 0);
    else
        vro_story_say(to, VRO_STORY_BECAUSE_OF_MIGRATION, NULL);
}

static void add_reason(const vro_episode_words *self, vro_story_paragraph *to) {
    const vro_event *before = self->before;
    switch (self->event->opened_by) {
    case VRO_CAUSE_LOSS:
        vro_story_say(to, VRO_STORY_BECAUSE_OF_LOSS, NULL);
        break;
    case VRO_CAUSE_COMPLICATION:
        vro_story_say(to,
                      follows_removal(before) ? VRO_STORY_BECAUSE_OF_FRACTURE
                                              : VRO_STORY_BECAUSE_OF_COMPLICATION,
                      NULL);
        break;
    case VRO_CAUSE_MIGRATION:
        add_wait(before->length - before->decided, to);
        break;
    default:
        vro_story_say(to, VRO_STORY_FOR_ANOTHER_REASON, NULL);
    }
}

void vro_episode_words_opening(const vro_episode_words *self, vro_story_paragraph *to) {
    const vro_event *event = self->event;
    vro_story_paragraph reason = {.language = to->language},
                        procedures = {.language = to->language};
    vro_story_text_id text =
        self->operated_before ? VRO_STORY_OPERATED_AGAIN : VRO_STORY_OPERATED_FIRST;
    if (event->opened_by == VRO_CAUSE_NONE)
        text = event->operation ? VRO_STORY_INDEX_OPERATION : VRO_STORY_NOT_OPERATED;
    else if (event->opened_by == VRO_CAUSE_SESSION)
        text = VRO_STORY_TAKEN_ALONG;
    else
        add_reason(self, &reason);
    add_procedures(event, &procedures);
    vro_story_say(to, text, (vro_story_values){procedures.words.text, reason.words.text});
}

// Adds the angles of the neck that change to a list.
static void add_neck(hip_state from, hip_state upto, vro_story_paragraph *to) {
    if (differ(from.nsa, upto.nsa))
        add_change(to, VRO_STORY_NSA, whole(from.nsa), whole(upto.nsa));
    if (differ(from.anteversion, upto.anteversion))
        add_change(to, VRO_STORY_ANTEVERSION, whole(from.anteversion), whole(upto.anteversion));
}

static void add_migration(hip_state from, hip_state upto, vro_story_paragraph *to) {
    if (whole(upto.migration) > whole(from.migration))
        add_change(to, VRO_STORY_MIGRATION_RISES, from.migration, upto.migration);
    else if (differ(from.migration, upto.migration))
        add_change(to, VRO_STORY_MIGRATION_FALLS, from.migration, upto.migration);
    else
        say_number(to, VRO_STORY_MIGRATION_STAYS, upto.migration, 0);
}

static void add_growth(const vro_event *event, vro_story_paragraph *to) {
    const hip_state from = state_at_start(event), upto = state_at_end(event);
    vro_story_paragraph neck = {.language = to->language};
    add_migration(from, upto, to);
    add_neck(from, upto, &neck);
    if (neck.words.length > 0)
        vro_story_say_item(to, "; ", VRO_STORY_REBOUND, (vro_story_values){neck.words.text});
    if (differ(from.acetabular_index, upto.acetabular_index))
        vro_story_say_item(to, "; ",
                           upto.acetabular_index < from.acetabular_index ? VRO_STORY_SOCKET_DEEPENS
                                                                         : VRO_STORY_SOCKET_WEARS,
                           (vro_story_values){number_of(to, from.acetabular_index, 0).text,
                                              number_of(to, upto.acetabular_index, 0).text});
}

void vro_episode_words_growth_before(const vro_episode_words *self, vro_story_paragraph *to) {
    if (self->before)
        add_growth(self->before, to);
}

void vro_episode_words_growth(const vro_episode_words *self, vro_story_paragraph *to) {
    add_growth(self->event, to);
}

void vro_episode_words_achieved(const vro_episode_words *self, vro_story_paragraph *to) {
    const vro_event *event = self->event;
    const hip_state from = state_before(self), upto = state_at_start(event);
    vro_story_paragraph angles = {.language = to->language};
    if (!event->osteotomy && !event->soft_tissue && !event->pelvic)
        return;
    add_neck(from, upto, &angles);
    if (differ(from.acetabular_index, upto.acetabular_index))
        add_change(&angles, VRO_STORY_ACETABULAR_INDEX, whole(from.acetabular_index),
                   whole(upto.acetabular_index));
    if (angles.words.length > 0)
        vro_story_say(to, VRO_STORY_DEGREES, (vro_story_values){angles.words.text});
    if (differ(from.migration, upto.migration))
        add_change(to, VRO_STORY_MIGRATION, from.migration, upto.migration);
    else if (angles.words.length == 0)
        say_number(to, VRO_STORY_MIGRATION_STAYS, upto.migration, 0);
}

void vro_episode_words_healing(const vro_episode_words *self, vro_story_paragraph *to) {
    const vro_event *event = self->event;
    if (!event->osteotomy)
        return;
    say_number(to, event->position_lost ? VRO_STORY_LOSES_POSITION : VRO_STORY_HEALS,
               event->healing, 1);
    if (event->position_lost && event->episode + 1 < VRO_EPISODES)
        vro_story_say_item(to, "; ",
                           event->event_time[VRO_CAUSE_LOSS] < INFINITY ? VRO_STORY_LOSS_TOO_LARGE
                                                                        : VRO_STORY_LOSS_ACCEPTED,
                           NULL);
}

static bool occurs(const vro_episode_words *self, vro_history_field adverse_event) {
    const uint32_t history = self->before ? self->before->history : 0;
    return vro_history_count(self->event->history, adverse_event) >
           vro_history_count(history, adverse_event);
}

static void add_necrosis(const vro_episode_words *self, vro_story_paragraph *to) {
    const float *number = self->parameters->number;
    const float age = self->children->age[0] + self->event->start;
    const float growth = fmaxf(0, self->children->maturity[0] - age);
    vro_story_say_item(
        to, "; ", VRO_STORY_NECROSIS,
        (vro_story_values){number_of(to, number[VRO_COMPLICATION_AVN_SHORTENING] * growth, 0).text,
                           number_of(to, whole(number[VRO_COMPLICATION_AVN_SHAPE]), 0).text});
}

void vro_episode_words_adverse_events(const vro_episode_words *self, vro_story_paragraph *to) {
    static const struct {
        vro_history_field count;
        vro_story_text_id name;
    } events[] = {{VRO_HISTORY_INFECTION, VRO_STORY_INFECTION},
                  {VRO_HISTORY_FRACTURE, VRO_STORY_FRACTURE},
                  {VRO_HISTORY_PRESSURE_SORE, VRO_STORY_PRESSURE_SORE}};
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        if (occurs(self, events[i].count))
            vro_story_say_item(to, "; ", events[i].name, NULL);
    if (occurs(self, VRO_HISTORY_AVN))
        add_necrosis(self, to);
}

void vro_episode_words_muscles(const vro_episode_words *self, vro_story_paragraph *to) {
    const float first = 100 * self->event->load_first, last = 100 * self->event->load_last;
    const bool changes = differ(first, last);
    if (!differ(first, 0) && !differ(last, 0))
        vro_story_say(to, VRO_STORY_PULL_IN, NULL);
    else
        vro_story_say(
            to, changes ? VRO_STORY_PULL_OUT_LATER : VRO_STORY_PULL_OUT,
            (vro_story_values){number_of(to, first, 0).text, number_of(to, last, 0).text});
}

void vro_episode_words_limit(const vro_episode_words *self, vro_story_paragraph *to) {
    if (self->event->episode + 1 == VRO_EPISODES)
        vro_story_say(to, VRO_STORY_LAST_EPISODE, NULL);
}

// What migration at the visit of a decision is compared with.
static vro_story_text_id visit_before(const vro_episode_words *self) {
    const float interval = self->parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    if (self->event->decided > (1 + self->children->visit_phase[0]) * interval)
        return VRO_STORY_AT_THE_VISIT_BEFORE;
    return self->event->operation ? VRO_STORY_AFTER_THE_OPERATION : VRO_STORY_AT_THE_START;
}

void vro_episode_words_decision(const vro_episode_words *self, vro_story_paragraph *to) {
    const vro_event *event = self->event;
    const int let_pass = event->let_pass;
    vro_story_say(
        to, VRO_STORY_VISIT,
        (vro_story_values){
            number_of(to, event->migration_decided, 0).text,
            number_of(to, event->migration_before_decided, 0).text,
            vro_story_text(to->language, visit_before(self)),
            vro_story_plain(to->language, self->parameters->number[VRO_RESCUE_THRESHOLD]).text});
    if (let_pass > 0)
        say_number(to, let_pass == 1 ? VRO_STORY_PUT_OFF_ONCE : VRO_STORY_PUT_OFF, let_pass, 0);
    else
        vro_story_say(to, VRO_STORY_DECIDED, NULL);
    if (event->next != VRO_CAUSE_MIGRATION)
        vro_story_say(to,
                      event->next == VRO_CAUSE_NONE ? VRO_STORY_END_BEFORE_IT
                                                    : VRO_STORY_OPERATION_BEFORE_IT,
                      NULL);
}

void vro_episode_words_state(const vro_episode_words *self, vro_story_paragraph *to) {
    const hip_state end = state_at_end(self->event);
    vro_story_say(to, VRO_STORY_END_STATE,
                  (vro_story_values){number_of(to, end.nsa, 0).text,
                                     number_of(to, whole(end.anteversion), 0).text,
                                     number_of(to, end.acetabular_index, 0).text,
                                     number_of(to, end.migration, 0).text});
}
