// Sentences on episodes that are made by hand.
#include "vrosim/table/episode_words.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

// A boy of 6 years who is fully grown at 16, and his index hip.
static vro_children child;
static vro_model_parameters parameters;

static int open_child(void **state) {
    (void)state;
    child.count = 1;
    child.age[0] = 6;
    child.maturity[0] = 16;
    child.nsa[0][0] = 165;
    child.anteversion[0][0] = 45;
    child.acetabular_index[0][0] = 28;
    child.migration[0][0] = 48;
    child.visit_phase[0] = 0.3f;
    parameters.number[VRO_FOLLOWUP_VISIT_INTERVAL] = 0.5f;
    parameters.number[VRO_RESCUE_THRESHOLD] = 50;
    parameters.number[VRO_COMPLICATION_AVN_SHORTENING] = 1.5f;
    parameters.number[VRO_COMPLICATION_AVN_SHAPE] = 5;
    return 0;
}

// An osteotomy in a cast, after which the hip grows until the end of follow-up.
static vro_event index_operation(void) {
    vro_event event = {.opened_by = VRO_CAUSE_NONE,
                       .osteotomy = true,
                       .operation = true,
                       .spica = true,
                       .spica_weeks = 6.04f,
                       .nsa = 115,
                       .anteversion = 15,
                       .acetabular_index = 28,
                       .migration = 20,
                       .healing = 9.5f,
                       .removal = INFINITY,
                       .decided = INFINITY,
                       .seen_over = INFINITY,
                       .load_first = 0.31f,
                       .load_last = 0.4f,
                       .length = 10,
                       .next = VRO_CAUSE_NONE,
                       .nsa_after = 130,
                       .anteversion_after = 21,
                       .acetabular_index_after = 25,
                       .migration_after = 33};
    for (int cause = 0; cause < VRO_CAUSES; cause++)
        event.event_time[cause] = INFINITY;
    return event;
}

typedef void words(const vro_episode_words *self, vro_story_paragraph *to);

static void assert_in(vro_language language, words *tell, const vro_event *event,
                      const vro_event *before, const char *expected) {
    const vro_episode_words self = {.children = &child,
                                    .parameters = &parameters,
                                    .event = event,
                                    .before = before,
                                    .operated_before = before && before->operation};
    vro_story_paragraph paragraph = {.language = language};
    tell(&self, &paragraph);
    assert_string_equal(paragraph.words.text, expected);
}

static void assert_words(words *tell, const vro_event *event, const vro_event *before,
                         const char *expected) {
    assert_in(VRO_ENGLISH, tell, event, before, expected);
}

static void assert_german(words *tell, const vro_event *event, const vro_event *before,
                          const char *expected) {
    assert_in(VRO_GERMAN, tell, event, before, expected);
}

static void the_index_operation_is_told_with_its_cast(void **state) {
    vro_event event = index_operation();
    (void)state;
    assert_words(vro_episode_words_opening, &event, NULL,
                 "Index operation: femoral osteotomy; spica cast for 6.0 weeks");
    event.spica = false;
    event.soft_tissue = event.pelvic = true;
    assert_words(
        vro_episode_words_opening, &event, NULL,
        "Index operation: femoral osteotomy, soft-tissue release, pelvic osteotomy; no cast");
    event.osteotomy = event.pelvic = false;
    assert_words(vro_episode_words_opening, &event, NULL, "Index operation: soft-tissue release");
    event.soft_tissue = event.operation = false;
    assert_words(vro_episode_words_opening, &event, NULL, "Not operated");
}

static void a_later_operation_is_told_with_its_reason(void **state) {
    vro_event before = index_operation(), event = index_operation();
    (void)state;
    before.length = 2;
    before.decided = 2 - 8 / (365.25f / 7);
    event.spica = event.osteotomy = false;
    event.soft_tissue = true;
    event.opened_by = VRO_CAUSE_MIGRATION;
    assert_words(vro_episode_words_opening, &event, &before,
                 "Operated again because of migration, 8 weeks after the decision: soft-tissue "
                 "release");
    before.operation = false;
    before.decided = 2 - 1 / (365.25f / 7);
    assert_words(vro_episode_words_opening, &event, &before,
                 "Operated for the first time because of migration, 1 week after the decision: "
                 "soft-tissue release");
    event.opened_by = VRO_CAUSE_SESSION;
    assert_words(vro_episode_words_opening, &event, &before,
                 "Taken along in the session of the index hip: soft-tissue release");
    event.opened_by = VRO_CAUSE_OTHER;
    before.operation = true;
    event.soft_tissue = false;
    assert_words(vro_episode_words_opening, &event, &before,
                 "Operated again for another reason: no bone or tendon is cut");
    event.opened_by = VRO_CAUSE_LOSS;
    event.osteotomy = true;
    assert_words(vro_episode_words_opening, &event, &before,
                 "Operated again because the position was lost: femoral osteotomy; no cast");
}

static void a_fracture_after_removal_is_no_other_complication(void **state) {
    vro_event before = index_operation(), event = index_operation();
    (void)state;
    event.opened_by = VRO_CAUSE_COMPLICATION;
    before.removal = 1.25f;
    before.length = 1.25f + 1.0f / 12;
    assert_words(vro_episode_words_opening, &event, &before,
                 "Operated again because of a fracture after the removal: femoral osteotomy; spica "
                 "cast for 6.0 weeks");
    before.removal = INFINITY;
    assert_words(
        vro_episode_words_opening, &event, &before,
        "Operated again because of the complication: femoral osteotomy; spica cast for 6.0 "
        "weeks");
}

static void what_an_operation_changed_is_told(void **state) {
    vro_event before = index_operation(), event = index_operation();
    (void)state;
    assert_words(vro_episode_words_achieved, &event, NULL,
                 "neck-shaft angle 165 to 115, anteversion 45 to 15 degrees, migration 48 to 20 %");
    event.pelvic = true;
    event.acetabular_index = 12;
    event.nsa = before.nsa_after;
    event.anteversion = before.anteversion_after;
    assert_words(vro_episode_words_achieved, &event, &before,
                 "acetabular index 25 to 12 degrees, migration 33 to 20 %");
    event.acetabular_index = before.acetabular_index_after;
    event.migration = 33.4f;
    assert_words(vro_episode_words_achieved, &event, &before, "migration stays at 33 %");
    event.osteotomy = event.pelvic = false;
    assert_words(vro_episode_words_achieved, &event, &before, "");
}

static void growth_is_told_with_what_it_means(void **state) {
    vro_event event = index_operation();
    (void)state;
    assert_words(vro_episode_words_growth, &event, NULL,
                 "migration rises from 20 to 33 %; growth takes back part of the correction, "
                 "neck-shaft angle 115 to 130, anteversion 15 to 21 degrees; contained at "
                 "first, the head deepens its socket, acetabular index 28 to 25 degrees");
    event.nsa_after = 115;
    event.anteversion_after = 15;
    event.acetabular_index_after = 31;
    event.migration_after = 12;
    assert_words(vro_episode_words_growth, &event, NULL,
                 "weight bearing brings migration down from 20 to 12 %; not contained at first, "
                 "the head wears the rim of its socket, acetabular index 28 to 31 degrees");
    event.acetabular_index_after = 28;
    event.migration_after = 20.3f;
    assert_words(vro_episode_words_growth, &event, NULL, "migration stays at 20 %");
    assert_words(vro_episode_words_growth_before, &event, &event, "migration stays at 20 %");
    assert_words(vro_episode_words_growth_before, &event, NULL, "");
}

static void healing_is_told_after_an_osteotomy(void **state) {
    vro_event event = index_operation();
    (void)state;
    assert_words(vro_episode_words_healing, &event, NULL,
                 "the bone needs 9.5 weeks and keeps its position");
    event.position_lost = true;
    assert_words(vro_episode_words_healing, &event, NULL,
                 "the bone needs 9.5 weeks, but loses its position before that (the angles above "
                 "are those after the loss); the surgeon accepts it");
    event.event_time[VRO_CAUSE_LOSS] = 0.1f;
    assert_words(vro_episode_words_healing, &event, NULL,
                 "the bone needs 9.5 weeks, but loses its position before that (the angles above "
                 "are those after the loss); it is more than the surgeon accepts");
    event.episode = VRO_EPISODES - 1;
    assert_words(vro_episode_words_healing, &event, NULL,
                 "the bone needs 9.5 weeks, but loses its position before that (the angles above "
                 "are those after the loss)");
    event.osteotomy = false;
    assert_words(vro_episode_words_healing, &event, NULL, "");
}

static void adverse_events_are_those_of_the_episode(void **state) {
    vro_event before = index_operation(), event = index_operation();
    (void)state;
    assert_words(vro_episode_words_adverse_events, &event, NULL, "");
    before.history = 1u << VRO_HISTORY_INFECTION;
    event.history = 2u << VRO_HISTORY_INFECTION | 1u << VRO_HISTORY_PRESSURE_SORE;
    assert_words(vro_episode_words_adverse_events, &event, &before,
                 "infection; pressure sore under the cast");
    event.history = 1u << VRO_HISTORY_INFECTION | 1u << VRO_HISTORY_FRACTURE;
    assert_words(vro_episode_words_adverse_events, &event, &before, "fracture at the implant");
}

// 1.5 mm a year over the 8 years to maturity.
static void necrosis_is_told_with_its_price(void **state) {
    vro_event event = index_operation();
    (void)state;
    event.start = 2;
    event.history = 1u << VRO_HISTORY_AVN;
    assert_words(vro_episode_words_adverse_events, &event, NULL,
                 "avascular necrosis: part of the head dies. The leg grows 12 mm less, and the "
                 "misshapen head fits its socket as if the roof were 5 degrees steeper");
}

static void the_pull_of_the_muscles_is_told_as_a_share(void **state) {
    vro_event event = index_operation();
    (void)state;
    assert_words(vro_episode_words_muscles, &event, NULL,
                 "31 % of their pull drives the head out of the socket, 40 % after the growth to "
                 "come");
    event.load_last = 0.312f;
    assert_words(vro_episode_words_muscles, &event, NULL,
                 "31 % of their pull drives the head out of the socket");
    event.load_first = event.load_last = 0;
    assert_words(vro_episode_words_muscles, &event, NULL, "they pull the head into the socket");
}

static void a_decision_is_told_with_its_grounds(void **state) {
    vro_event event = index_operation();
    (void)state;
    event.decided = 1.3f;
    event.next = VRO_CAUSE_MIGRATION;
    event.migration_decided = 54;
    event.migration_before_decided = 52;
    assert_words(vro_episode_words_decision, &event, NULL,
                 "Visit: migration 54 % (52 % at the visit before). It is at least 50 % and "
                 "not falling: surgery is due and decided");
    event.let_pass = 2;
    event.next = VRO_CAUSE_OTHER;
    assert_words(
        vro_episode_words_decision, &event, NULL,
        "Visit: migration 54 % (52 % at the visit before). It is at least 50 % and "
        "not falling: surgery is due. It was due at 2 visits before and put off; now it is "
        "decided, but another operation comes before it");
    event.let_pass = 1;
    event.next = VRO_CAUSE_NONE;
    assert_words(vro_episode_words_decision, &event, NULL,
                 "Visit: migration 54 % (52 % at the visit before). It is at least 50 % and "
                 "not falling: surgery is due. It was due at 1 visit before and put off; now it is "
                 "decided, but the follow-up ends before it");
}

static void the_first_visit_is_compared_with_the_operation(void **state) {
    vro_event event = index_operation();
    (void)state;
    event.decided = 0.4f;
    event.next = VRO_CAUSE_MIGRATION;
    event.migration_decided = 54;
    event.migration_before_decided = 52;
    assert_words(vro_episode_words_decision, &event, NULL,
                 "Visit: migration 54 % (52 % after the operation). It is at least 50 % and not "
                 "falling: surgery is due and decided");
    event.operation = false;
    assert_words(vro_episode_words_decision, &event, NULL,
                 "Visit: migration 54 % (52 % at the start). It is at least 50 % and not falling: "
                 "surgery is due and decided");
}

static void the_last_episode_is_told_to_be_the_last(void **state) {
    vro_event event = index_operation();
    (void)state;
    assert_words(vro_episode_words_limit, &event, NULL, "");
    event.episode = VRO_EPISODES - 1;
    assert_words(vro_episode_words_limit, &event, NULL,
                 "no further operation of this hip is simulated");
}

static void the_state_at_the_end_is_told(void **state) {
    const vro_event event = index_operation();
    (void)state;
    assert_words(
        vro_episode_words_state, &event, NULL,
        "neck-shaft angle 130, anteversion 21, acetabular index 25 degrees, migration 33 %");
}

static void operations_are_told_in_german(void **state) {
    vro_event before = index_operation(), event = index_operation();
    (void)state;
    assert_german(vro_episode_words_opening, &event, NULL,
                  "Index-Operation: Umstellungsosteotomie des Femurs; Becken-Bein-Gips für 6,0 "
                  "Wochen");
    event.spica = false;
    event.soft_tissue = event.pelvic = true;
    event.opened_by = VRO_CAUSE_MIGRATION;
    before.length = 2;
    before.decided = 2 - 8 / (365.25f / 7);
    assert_german(vro_episode_words_opening, &event, &before,
                  "Erneut operiert wegen der Migration, 8 Wochen nach der Entscheidung: "
                  "Umstellungsosteotomie des Femurs, Weichteiloperation, Beckenosteotomie; kein "
                  "Gips");
    event.osteotomy = event.pelvic = before.operation = false;
    before.decided = 2 - 1 / (365.25f / 7);
    assert_german(vro_episode_words_opening, &event, &before,
                  "Erstmals operiert wegen der Migration, 1 Woche nach der Entscheidung: "
                  "Weichteiloperation");
    event.soft_tissue = false;
    event.opened_by = VRO_CAUSE_OTHER;
    assert_german(vro_episode_words_opening, &event, &before,
                  "Erstmals operiert aus einem anderen Grund: weder Knochen noch Sehnen werden "
                  "durchtrennt");
}

static void changes_are_told_in_german(void **state) {
    vro_event event = index_operation();
    (void)state;
    assert_german(
        vro_episode_words_achieved, &event, NULL,
        "CCD-Winkel von 165 auf 115, Antetorsion von 45 auf 15 Grad, Migration von 48 auf "
        "20\u00A0%");
    assert_german(
        vro_episode_words_growth, &event, NULL,
        "Migration steigt von 20 auf 33\u00A0%; durch Wachstum geht ein Teil der Korrektur "
        "verloren, CCD-Winkel von 115 auf 130, Antetorsion von 15 auf 21 Grad; der "
        "anfangs zentrierte Kopf vertieft seine Pfanne, Acetabulumwinkel von 28 auf 25 "
        "Grad");
    event.anteversion_after = -3;
    assert_german(vro_episode_words_state, &event, NULL,
                  "CCD-Winkel 130, Antetorsion −3, Acetabulumwinkel 25 Grad, Migration 33\u00A0%");
}

static void harm_is_told_in_german(void **state) {
    vro_event event = index_operation();
    (void)state;
    event.position_lost = true;
    assert_german(vro_episode_words_healing, &event, NULL,
                  "der Knochen braucht 9,5 Wochen, verliert aber vorher seine Stellung (die Winkel "
                  "darüber sind die nach dem Verlust); das Operationsteam nimmt den Verlust hin");
    event.start = 2;
    event.history = 1u << VRO_HISTORY_INFECTION | 1u << VRO_HISTORY_AVN;
    assert_german(
        vro_episode_words_adverse_events, &event, NULL,
        "Infektion; avaskuläre Nekrose: Ein Teil des Hüftkopfs stirbt ab. Das Bein wächst "
        "12\u00A0mm weniger, und der verformte Kopf sitzt in seiner Pfanne, als wäre das Dach "
        "5 Grad steiler");
}

static void a_decision_is_told_in_german(void **state) {
    vro_event event = index_operation();
    (void)state;
    event.decided = 1.3f;
    event.next = VRO_CAUSE_OTHER;
    event.migration_decided = 54;
    event.migration_before_decided = 52;
    event.let_pass = 1;
    assert_german(
        vro_episode_words_decision, &event, NULL,
        "Untersuchung: Migration 54\u00A0% (bei der Untersuchung davor 52\u00A0%). Sie beträgt "
        "mindestens 50\u00A0% und nimmt nicht ab: Eine Operation ist angezeigt. Sie war schon "
        "bei 1 Untersuchung davor angezeigt und wurde aufgeschoben; nun wird sie "
        "beschlossen, aber eine andere Operation kommt ihr zuvor");
    event.let_pass = 2;
    event.next = VRO_CAUSE_NONE;
    assert_german(
        vro_episode_words_decision, &event, NULL,
        "Untersuchung: Migration 54\u00A0% (bei der Untersuchung davor 52\u00A0%). Sie beträgt "
        "mindestens 50\u00A0% und nimmt nicht ab: Eine Operation ist angezeigt. Sie war schon "
        "bei 2 Untersuchungen davor angezeigt und wurde aufgeschoben; nun wird sie "
        "beschlossen, aber die Nachbeobachtung endet vorher");
}

int test_episode_words(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_operation_is_told_with_its_cast),
        cmocka_unit_test(a_later_operation_is_told_with_its_reason),
        cmocka_unit_test(a_fracture_after_removal_is_no_other_complication),
        cmocka_unit_test(what_an_operation_changed_is_told),
        cmocka_unit_test(growth_is_told_with_what_it_means),
        cmocka_unit_test(healing_is_told_after_an_osteotomy),
        cmocka_unit_test(adverse_events_are_those_of_the_episode),
        cmocka_unit_test(necrosis_is_told_with_its_price),
        cmocka_unit_test(the_pull_of_the_muscles_is_told_as_a_share),
        cmocka_unit_test(a_decision_is_told_with_its_grounds),
        cmocka_unit_test(the_first_visit_is_compared_with_the_operation),
        cmocka_unit_test(the_last_episode_is_told_to_be_the_last),
        cmocka_unit_test(the_state_at_the_end_is_told),
        cmocka_unit_test(operations_are_told_in_german),
        cmocka_unit_test(changes_are_told_in_german),
        cmocka_unit_test(harm_is_told_in_german),
        cmocka_unit_test(a_decision_is_told_in_german),
    };
    return cmocka_run_group_tests_name("episode_words", tests, open_child, NULL);
}
