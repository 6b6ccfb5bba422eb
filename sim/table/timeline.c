#include "vrosim/table/timeline.h"

#include "vrosim/core/text.h"
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

static const vro_story_text_id HIPS[VRO_HIPS] = {VRO_STORY_INDEX, VRO_STORY_OTHER};

static const char *text_of(const printing *self, vro_story_text_id id) {
    return vro_story_text(self->told->language, id);
}

static vro_report_number number_of(const printing *self, double value, int decimals) {
    return vro_story_number(self->told->language, value, decimals);
}

enum { START_MAX = 3 * VRO_REPORT_NUMBER_MAX };

// The first line of a moment names its time and age, and its hip, unless the moment before had the
// same. The others have a label.
static void start_line(const printing *self, const char *label, char start[static START_MAX]) {
    const moment *now = self->now, *before = now > self->moments ? now - 1 : NULL;
    const bool then = before && lroundf(before->time * 100) == lroundf(now->time * 100);
    const bool same = then && before->hip == now->hip;
    const char *hip = same || now->hip == VRO_HIPS ? "" : text_of(self, HIPS[now->hip]);
    if (label)
        snprintf(start, START_MAX, "%22s%*s", "", vro_text_field(label, -11), label);
    else if (then)
        snprintf(start, START_MAX, "%15s%*s", "", vro_text_field(hip, -7), hip);
    else
        snprintf(start, START_MAX, "  %5s  %4s  %*s", number_of(self, now->time, 2).text,
                 number_of(self, self->told->children->age[0] + now->time, 1).text,
                 vro_text_field(hip, -7), hip);
}

static void print_line(const printing *self, const char *label, const char *text) {
    char start[START_MAX];
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

typedef void add_words(const vro_episode_words *self, vro_story_paragraph *to);

// Nothing where there is nothing to tell.
static void print_words(const printing *self, const char *label, add_words *add) {
    const vro_episode_words episode = words_of(self, self->now->event);
    vro_story_paragraph paragraph = {.language = self->told->language};
    add(&episode, &paragraph);
    if (paragraph.words.length > 0)
        print_line(self, label, paragraph.words.text);
}

static void print_labelled(const printing *self, vro_story_text_id label, add_words *add) {
    print_words(self, text_of(self, label), add);
}

static void print_opening(const printing *self) {
    print_words(self, NULL, vro_episode_words_opening);
    print_labelled(self, VRO_STORY_UNTIL_NOW, vro_episode_words_growth_before);
    print_labelled(self, VRO_STORY_ACHIEVED, vro_episode_words_achieved);
    print_labelled(self, VRO_STORY_HEALING, vro_episode_words_healing);
    print_labelled(self, VRO_STORY_PROBLEMS, vro_episode_words_adverse_events);
    print_labelled(self, VRO_STORY_MUSCLES, vro_episode_words_muscles);
    print_labelled(self, VRO_STORY_LIMIT, vro_episode_words_limit);
}

// A sentence with a parameter of the strategy.
static void print_parameter(const printing *self, const char *label, vro_story_text_id id,
                            vro_parameter_id parameter) {
    const float value = self->told->parameters->number[parameter];
    vro_story_paragraph paragraph = {.language = self->told->language};
    vro_story_say(&paragraph, id,
                  (vro_story_values){vro_story_plain(paragraph.language, value).text});
    print_line(self, label, paragraph.words.text);
}

static void print_failure(const printing *self, const char *label) {
    print_parameter(self, label, VRO_STORY_FAILED, VRO_FOLLOWUP_FAILURE_MIGRATION);
}

// At the end a hip is looked at once more, whether or not there is a visit; model.md 9.
static bool fails_at_the_end(const printing *self, const vro_event *event) {
    return event->migration_after >
               self->told->parameters->number[VRO_FOLLOWUP_FAILURE_MIGRATION] &&
           !(event->seen_over <= event->length) && !failed_before(self, event);
}

static void print_end(const printing *self) {
    const bool dies = self->told->results->death_time[0] < INFINITY;
    print_line(self, NULL, text_of(self, dies ? VRO_STORY_AT_DEATH : VRO_STORY_AT_THE_END));
    print_labelled(self, VRO_STORY_UNTIL_NOW, vro_episode_words_growth);
    print_labelled(self, VRO_STORY_STATE, vro_episode_words_state);
    if (fails_at_the_end(self, self->now->event))
        print_failure(self, text_of(self, VRO_STORY_FAILURE));
}

static void print_death(const printing *self) {
    const bool natural =
        self->told->children->natural_death[0] == self->told->results->death_time[0];
    print_line(self, NULL,
               text_of(self, natural ? VRO_STORY_DIES_OF_ILLNESS : VRO_STORY_DIES_OF_OPERATION));
}

static void print_moment(const printing *self) {
    switch (self->now->kind) {
    case OPENING:
        print_opening(self);
        break;
    case REMOVAL:
        print_line(self, NULL, text_of(self, VRO_STORY_REMOVED));
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
        print_parameter(self, NULL, VRO_STORY_EQUALISED, VRO_LENGTH_EQUALISATION_THRESHOLD);
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
    fprintf(stream, "%s\n", text_of(&work, VRO_STORY_TIMELINE));
    for (work.now = work.moments; work.now < work.moments + work.count; work.now++)
        print_moment(&work);
}
