// The order in which a course is told, on a course that is made by hand.
#define _GNU_SOURCE 1

#include "vrosim/table/timeline.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A boy of 6 years, mature at 10, whose hips nothing changes unless a test says so.
typedef struct fixture {
    vro_children child;
    vro_model_parameters parameters;
    vro_event_log log;
    vro_results results;
} fixture;

static fixture self;

static int open_course(void **state) {
    (void)state;
    memset(&self, 0, sizeof self);
    self.child.count = 1;
    self.child.age[0] = 6;
    self.child.maturity[0] = 10;
    self.child.natural_death[0] = INFINITY;
    self.parameters.number[VRO_FOLLOWUP_FAILURE_MIGRATION] = 60;
    self.parameters.number[VRO_RESCUE_THRESHOLD] = 50;
    self.parameters.number[VRO_LENGTH_EQUALISATION_THRESHOLD] = 25;
    self.results.death_time[0] = INFINITY;
    return 0;
}

static vro_event *add_event(unsigned hip, vro_cause opened_by, float start, float length,
                            vro_cause next) {
    vro_event *event = &self.log.events[self.log.count++];
    *event = (vro_event){.hip = hip,
                         .opened_by = opened_by,
                         .soft_tissue = true,
                         .operation = true,
                         .start = start,
                         .removal = INFINITY,
                         .decided = INFINITY,
                         .seen_over = INFINITY,
                         .length = length,
                         .next = next};
    return event;
}

// What is told, to be freed.
static char *told_in(vro_language language) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    const vro_timeline timeline = {&self.child, &self.parameters, &self.log, &self.results,
                                   language};
    vro_timeline_print(&timeline, stream);
    assert_int_equal(fclose(stream), 0);
    return text;
}

// The same without the lines that begin with a label.
static char *told(void) {
    char *text = told_in(VRO_ENGLISH), *to = text;
    for (char *line = text, *end; *line != '\0'; line = end) {
        static const char *const labels[] = {"until now", "achieved", "muscles", "state"};
        end = strchr(line, '\n') + 1;
        bool labelled = end - line > 31 && line[22] == ' '; // continued
        for (size_t i = 0; i < 4; i++)
            labelled |= end - line > 31 && strncmp(line + 22, labels[i], strlen(labels[i])) == 0;
        if (!labelled)
            to = memmove(to, line, (size_t)(end - line)) + (end - line);
    }
    *to = '\0';
    return text;
}

static void assert_told(const char *expected) {
    char *text = told();
    assert_string_equal(text, expected);
    free(text);
}

static void both_hips_are_told_in_order_of_time(void **state) {
    (void)state;
    vro_event *index = add_event(0, VRO_CAUSE_NONE, 0, 3, VRO_CAUSE_MIGRATION);
    index->removal = 1.25f;
    index->decided = 3;
    index->migration_decided = 55;
    index->migration_before_decided = 53;
    add_event(0, VRO_CAUSE_MIGRATION, 3, 7, VRO_CAUSE_NONE);
    vro_event *other = add_event(1, VRO_CAUSE_NONE, 0, 3, VRO_CAUSE_SESSION);
    other->seen_over = 2.5f;
    add_event(1, VRO_CAUSE_SESSION, 3, 7, VRO_CAUSE_NONE)->removal = 1;
    assert_told("  years   age  hip\n"
                "   0.00   6.0  index  Index operation: soft-tissue release\n"
                "               other  Index operation: soft-tissue release\n"
                "   1.25   7.2  index  The implant is removed, as planned\n"
                "   2.50   8.5  other  Seen with migration over 60 %: the hip counts as failed\n"
                "   3.00   9.0  index  Visit: migration 55 % (53 % at the visit before). It is at "
                "least 50 % and not\n"
                "                      falling: surgery is due and decided\n"
                "                      Operated again because of migration: soft-tissue release\n"
                "               other  Taken along in the session of the index hip: soft-tissue "
                "release\n"
                "   4.00  10.0  other  The implant is removed, as planned\n"
                "  10.00  16.0  index  End of follow-up\n"
                "               other  End of follow-up\n");
}

static void what_happens_to_the_child_follows_what_happens_to_its_hips(void **state) {
    (void)state;
    self.results.outcome[VRO_EQUALISED][0] = 1;
    self.results.death_time[0] = self.child.natural_death[0] = 8;
    add_event(0, VRO_CAUSE_NONE, 0, 8, VRO_CAUSE_NONE);
    assert_told(
        "  years   age  hip\n"
        "   0.00   6.0  index  Index operation: soft-tissue release\n"
        "   4.00  10.0         The legs, which differ by more than 25 mm, are equalised once "
        "they are fully\n"
        "                      grown\n"
        "   8.00  14.0  index  At death\n"
        "                      The child dies of another illness\n");
}

static void a_death_that_is_not_natural_is_one_of_the_operation(void **state) {
    (void)state;
    self.results.death_time[0] = 0.1f;
    self.child.natural_death[0] = 8;
    add_event(0, VRO_CAUSE_NONE, 0, 0.1f, VRO_CAUSE_NONE);
    assert_told("  years   age  hip\n"
                "   0.00   6.0  index  Index operation: soft-tissue release\n"
                "   0.10   6.1  index  At death\n"
                "                      The child dies of the operation\n");
}

// Whether a text is told, and how often.
static size_t times_told(const char *piece) {
    char *text = told();
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, piece)); at++)
        count++;
    free(text);
    return count;
}

static void a_hip_fails_once(void **state) {
    static const char failure[] = "counts as failed";
    (void)state;
    add_event(1, VRO_CAUSE_NONE, 0, 2, VRO_CAUSE_SESSION)->seen_over = 1;
    vro_event *last = add_event(1, VRO_CAUSE_SESSION, 2, 8, VRO_CAUSE_NONE);
    last->seen_over = 1;
    last->migration_after = 61;
    assert_int_equal(times_told(failure), 1);
    self.log.events[0].seen_over = 3; // after its episode
    assert_int_equal(times_told(failure), 1);
    last->seen_over = INFINITY;
    assert_int_equal(times_told("failure    Seen with migration over 60 %"), 1);
    last->migration_after = 60;
    assert_int_equal(times_told(failure), 0);
}

static void a_revised_hip_has_failed_already(void **state) {
    (void)state;
    add_event(0, VRO_CAUSE_NONE, 0, 2, VRO_CAUSE_OTHER);
    vro_event *last = add_event(0, VRO_CAUSE_OTHER, 2, 8, VRO_CAUSE_NONE);
    last->seen_over = 1;
    last->migration_after = 61;
    assert_int_equal(times_told("counts as failed"), 0);
}

static void a_life_is_told_in_german(void **state) {
    (void)state;
    self.results.outcome[VRO_EQUALISED][0] = 1;
    self.results.death_time[0] = self.child.natural_death[0] = 8;
    vro_event *event = add_event(0, VRO_CAUSE_NONE, 0, 8, VRO_CAUSE_NONE);
    event->removal = 1.25f;
    event->migration_after = 61;
    event = add_event(1, VRO_CAUSE_NONE, 0, 8, VRO_CAUSE_NONE);
    event->operation = event->soft_tissue = false;
    char *text = told_in(VRO_GERMAN);
    assert_string_equal(
        text,
        "  Jahre Alter  Hüfte\n"
        "   0,00   6,0  Index  Index-Operation: Weichteiloperation\n"
        "                      erreicht   Migration bleibt bei 0\u00A0%\n"
        "                      Muskeln    sie ziehen den Kopf in die Pfanne\n"
        "               andere Nicht operiert\n"
        "                      Muskeln    sie ziehen den Kopf in die Pfanne\n"
        "   1,25   7,2  Index  Das Implantat wird wie geplant entfernt\n"
        "   4,00  10,0         Die Beine, die sich um mehr als 25\u00A0mm unterscheiden, werden "
        "operativ\n"
        "                      ausgeglichen, sobald sie ausgewachsen sind\n"
        "   8,00  14,0  Index  Beim Tod\n"
        "                      bis jetzt  Migration steigt von 0 auf 61\u00A0%\n"
        "                      Zustand    CCD-Winkel 0, Antetorsion 0, Acetabulumwinkel 0 Grad, "
        "Migration\n"
        "                                 61\u00A0%\n"
        "                      Versagen   Migration über 60\u00A0% festgestellt: Das zählt als "
        "Versagen "
        "der Hüfte\n"
        "               andere Beim Tod\n"
        "                      bis jetzt  Migration bleibt bei 0\u00A0%\n"
        "                      Zustand    CCD-Winkel 0, Antetorsion 0, Acetabulumwinkel 0 Grad, "
        "Migration 0\u00A0%\n"
        "                      Das Kind stirbt an einer anderen Krankheit\n");
    free(text);
}

int test_timeline(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(both_hips_are_told_in_order_of_time, open_course),
        cmocka_unit_test_setup(what_happens_to_the_child_follows_what_happens_to_its_hips,
                               open_course),
        cmocka_unit_test_setup(a_death_that_is_not_natural_is_one_of_the_operation, open_course),
        cmocka_unit_test_setup(a_hip_fails_once, open_course),
        cmocka_unit_test_setup(a_revised_hip_has_failed_already, open_course),
        cmocka_unit_test_setup(a_life_is_told_in_german, open_course),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
