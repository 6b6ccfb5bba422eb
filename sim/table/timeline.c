#include "vrosim/table/timeline.h"

#include "vrosim/core/wrapped_text.h"
#include "vrosim/table/episode_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOMENTS_MAX = 5 * VRO_HIPS * VRO_EPISODES + 2 };

// What happens at one time, in this order where several do.
typedef enum happening {
    REMOVAL,
    SEEN_OVER,
    DECISION,
    OPENING,
    END,
    EQUALISATION,
    DEATH
} happening;

typedef struct moment {
    float time;   // years after the index operation
    unsigned hip; // VRO_HIPS: both
    happening kind;
    const vro_event *event; // NULL: of the child
} moment;

typedef struct printing {
    const vro_timeline *told;
    FILE *stream;
    moment moments[MOMENTS_MAX];
    size_t count;
    const moment *now;
} printing;

static void add_moment(printing *self, happening kind, const vro_event *event, float time) {
    const unsigned hip = event ? event->hip : VRO_HIPS;
    self->moments[self->count++] = (moment){time, hip, kind, event};
}

static const vro_event *event_before(const printing *self, const vro_event *event) {
    for (const vro_event *before = event; before-- > self->told->log->events;)
        if (before->hip == event->hip)
            return before;
    return NULL;
}

// Whether a hip was revised, or seen over the failure criterion, before an episode.
static bool failed_before(const printing *self, const vro_event *event) {
    for (; event; event = event_before(self, event)) {
        const vro_event *before = event_before(self, event);
        const bool first = event->opened_by == VRO_CAUSE_NONE;
        if (!first && event->opened_by != VRO_CAUSE_SESSION)
            return true;
        if (before && before->seen_over <= before->length)
            return true;
    }
    return false;
}

static void add_episode(printing *self, const vro_event *event) {
    const float end = event->start + event->length;
    add_moment(self, OPENING, event, event->start);
    if (event->removal < INFINITY)
        add_moment(self, REMOVAL, event, event->start + event->removal);
    if (event->seen_over <= event->length && !failed_before(self, event))
        add_moment(self, SEEN_OVER, event, event->start + event->seen_over);
    if (event->decided <= event->length)
        add_moment(self, DECISION, event, event->start + event->decided);
    if (event->next == VRO_CAUSE_NONE)
        add_moment(self, END, event, end);
}

static void add_child(printing *self) {
    const vro_children *children = self->told->children;
    const vro_results *results = self->told->results;
    if (results->outcome[VRO_EQUALISED][0])
        add_moment(self, EQUALISATION, NULL, fmaxf(0, children->maturity[0] - children->age[0]));
    if (results->death_time[0] < INFINITY)
        add_moment(self, DEATH, NULL, results->death_time[0]);
}

// Times that are printed alike are one, at which one hip is told after the other.
static int compare(const void *a, const void *b) {
    const moment *one = a, *other = b;
    const long one_time = lroundf(one->time * 100), other_time = lroundf(other->time * 100);
    if (one_time != other_time)
        return one_time < other_time ? -1 : 1;
    if (one->hip != other->hip)
        return one->hip < other->hip ? -1 : 1;
    if (one->time != other->time)
        return one->time < other->time ? -1 : 1;
    return (one->kind > other->kind) - (one->kind < other->kind);
}

// The first line of a moment names its time and age, and its hip, unless the moment before had the
// same. The others have a label.
static void start_line(const printing *self, const char *label, char start[static 64]) {
    static const char *const hips[] = {"index", "other", ""};
    const moment *now = self->now, *before = now > self->moments ? now - 1 : NULL;
    const bool then = before && lroundf(before->time * 100) == lroundf(now->time * 100);
    const char *hip = then && before->hip == now->hip ? "" : hips[now->hip];
    if (label)
        snprintf(start, 64, "%22s%-11s", "", label);
    else if (then)
        snprintf(start, 64, "%15s%-7s", "", hip);
    else
        snprintf(start, 64, "  %5.2f  %4.1f  %-7s", now->time,
                 self->told->children->age[0] + now->time, hip);
}

static void print_line(const printing *self, const char *label, const char *text) {
    char start[64];
    start_line(self, label, start);
    vro_wrapped_text_print(self->stream, start, text, VRO_STORY_WIDTH);
}

static bool was_operated(const printing *self, const vro_event *event) {
    while ((event = event_before(self, event)))
        if (event->operation)
            return true;
    return false;
}

static vro_episode_words words_of(const printing *self, const vro_event *event) {
    return (vro_episode_words){.children = self->told->children,
                               .parameters = self->told->parameters,
                               .event = event,
                               .before = event_before(self, event),
                               .operated_before = was_operated(self, event)};
}

typedef void add_words(const vro_episode_words *self, vro_paragraph *to);

static void print_words(const printing *self, const char *label, add_words *add) {
    const vro_episode_words episode = words_of(self, self->now->event);
    vro_paragraph paragraph = {0};
    add(&episode, &paragraph);
    if (paragraph.length > 0)
        print_line(self, label, paragraph.text);
}

static void print_opening(const printing *self) {
    print_words(self, NULL, vro_episode_words_opening);
    print_words(self, "until now", vro_episode_words_growth_before);
    print_words(self, "achieved", vro_episode_words_achieved);
    print_words(self, "healing", vro_episode_words_healing);
    print_words(self, "problems", vro_episode_words_adverse_events);
    print_words(self, "muscles", vro_episode_words_muscles);
    print_words(self, "limit", vro_episode_words_limit);
}

static void print_failure(const printing *self, const char *label) {
    vro_paragraph paragraph = {0};
    vro_paragraph_add(&paragraph, "Seen with migration over %g %%: the hip counts as failed",
                      self->told->parameters->number[VRO_FOLLOWUP_FAILURE_MIGRATION]);
    print_line(self, label, paragraph.text);
}

// At the end a hip is looked at once more, whether or not there is a visit; model.md 9.
static bool fails_at_the_end(const printing *self, const vro_event *event) {
    return event->migration_after >
               self->told->parameters->number[VRO_FOLLOWUP_FAILURE_MIGRATION] &&
           !(event->seen_over <= event->length) && !failed_before(self, event);
}

static void print_end(const printing *self) {
    const bool dies = self->told->results->death_time[0] < INFINITY;
    print_line(self, NULL, dies ? "At death" : "End of follow-up");
    print_words(self, "until now", vro_episode_words_growth);
    print_words(self, "state", vro_episode_words_state);
    if (fails_at_the_end(self, self->now->event))
        print_failure(self, "failure");
}

static void print_equalisation(const printing *self) {
    vro_paragraph paragraph = {0};
    vro_paragraph_add(
        &paragraph,
        "The legs, which differ by more than %g mm, are equalised once they are fully grown",
        self->told->parameters->number[VRO_LENGTH_EQUALISATION_THRESHOLD]);
    print_line(self, NULL, paragraph.text);
}

static void print_death(const printing *self) {
    const bool natural =
        self->told->children->natural_death[0] == self->told->results->death_time[0];
    print_line(self, NULL,
               natural ? "The child dies of another illness" : "The child dies of the operation");
}

static void print_moment(const printing *self) {
    switch (self->now->kind) {
    case OPENING:
        print_opening(self);
        break;
    case REMOVAL:
        print_line(self, NULL, "The implant is removed, as planned");
        break;
    case SEEN_OVER:
        print_failure(self, NULL);
        break;
    case DECISION:
        print_words(self, NULL, vro_episode_words_decision);
        break;
    case END:
        print_end(self);
        break;
    case EQUALISATION:
        print_equalisation(self);
        break;
    case DEATH:
        print_death(self);
        break;
    }
}

void vro_timeline_print(const vro_timeline *self, FILE *stream) {
    printing work = {.told = self, .stream = stream};
    for (size_t i = 0; i < self->log->count; i++)
        add_episode(&work, &self->log->events[i]);
    add_child(&work);
    qsort(work.moments, work.count, sizeof *work.moments, compare);
    fprintf(stream, "  years   age  hip\n");
    for (work.now = work.moments; work.now < work.moments + work.count; work.now++)
        print_moment(&work);
}
