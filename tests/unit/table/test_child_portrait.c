// The portrait of a child that is made by hand, in both languages.
#define _GNU_SOURCE 1

#include "vrosim/table/child_portrait.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static vro_children child;
static vro_model_parameters parameters;

// A girl of 6.5 years at level IV, who is visited twice a year and outlives the follow-up.
static int open_child(void **state) {
    static const float hips[][VRO_HIPS] = {{165, 151.5f}, {45, -3}, {28, 30}, {6, -0.3f}, {48, 39}};
    float(*const numbers[])[VRO_CHUNK] = {child.nsa, child.anteversion, child.acetabular_index,
                                          child.shape, child.migration};
    (void)state;
    child.count = 1;
    child.level = 3;
    child.patient[0] = 12;
    child.female[0] = 1;
    child.age[0] = 6.5f;
    child.maturity[0] = 14;
    for (size_t i = 0; i < sizeof hips / sizeof *hips; i++)
        for (int hip = 0; hip < VRO_HIPS; hip++)
            numbers[i][hip][0] = hips[i][hip];
    child.fragility[0] = 1.24f;
    child.tone_score[0] = -0.5f;
    child.natural_lld[0] = 3;
    child.visit_phase[0] = 0.5f;
    child.natural_death[0] = 11;
    parameters.number[VRO_FOLLOWUP_VISIT_INTERVAL] = 0.5f;
    parameters.number[VRO_FOLLOWUP_HORIZON] = 10;
    return 0;
}

// To be freed.
static char *portrait_of(vro_language language, const char *id) {
    const vro_child_portrait portrait = {&child, id, &parameters, language};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    vro_child_portrait_print(&portrait, stream);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void assert_portrait(vro_language language, const char *expected) {
    char *text = portrait_of(language, "");
    assert_string_equal(text, expected);
    free(text);
}

static void a_girl_is_introduced_in_english(void **state) {
    (void)state;
    assert_portrait(
        VRO_ENGLISH,
        "Child 12: GMFCS IV, girl, 6.5 years old at the index operation, fully grown at 14.0.\n"
        "                                      index hip  other hip\n"
        "  neck-shaft angle, degrees                 165        152\n"
        "  anteversion, degrees                       45         -3\n"
        "  acetabular index, degrees                  28         30\n"
        "  roof steeper by its shape, degrees          6          0\n"
        "  migration, %                               48         39\n"
        "  Bone fragility +1.2 and spasticity -0.5 standard deviations from the average. By nature "
        "the index\n"
        "  leg is 3.0 mm shorter. Visits 0.50 years after an operation, then every 0.50 years.\n");
}

static void a_girl_is_introduced_in_german(void **state) {
    (void)state;
    assert_portrait(
        VRO_GERMAN,
        "Kind 12: GMFCS IV, Mädchen, bei der Index-Operation 6,5 Jahre alt, ausgewachsen mit 14,0 "
        "Jahren.\n"
        "                                      Indexhüfte andere Hüfte\n"
        "  CCD-Winkel, Grad                           165          152\n"
        "  Antetorsion, Grad                           45           −3\n"
        "  Acetabulumwinkel, Grad                      28           30\n"
        "  Dach durch seine Form steiler, Grad          6            0\n"
        "  Migration, %                                48           39\n"
        "  Knochenbrüchigkeit +1,2 und Spastik −0,5 Standardabweichungen vom Durchschnitt. Von "
        "Natur aus ist\n"
        "  das Indexbein 3,0\u00A0mm kürzer. Untersuchungen 0,50 Jahre nach einer Operation, dann "
        "alle "
        "0,50 Jahre.\n");
}

static void assert_begins_and_ends(vro_language language, const char *start, const char *end) {
    char *text = portrait_of(language, "A1");
    assert_memory_equal(text, start, strlen(start));
    assert_string_equal(text + strlen(text) - strlen(end), end);
    free(text);
}

static void a_boy_of_a_list_has_an_id_and_an_illness_may_end_his_life(void **state) {
    (void)state;
    child.female[0] = 0;
    child.natural_lld[0] = -3;
    child.natural_death[0] = 4.25f;
    assert_begins_and_ends(VRO_ENGLISH, "Child 12 (A1): GMFCS IV, boy, 6.5 years old",
                           "leg is 3.0 mm longer. Visits 0.50 years after an operation, then every "
                           "0.50 years. Another "
                           "illness\n  would end this life at 4.25 years.\n");
    assert_begins_and_ends(
        VRO_GERMAN, "Kind 12 (A1): GMFCS IV, Junge, bei der Index-Operation 6,5",
        "das Indexbein 3,0\u00A0mm länger. Untersuchungen 0,50 Jahre nach einer "
        "Operation, dann alle 0,50 Jahre.\n"
        "  Eine andere Krankheit würde dieses Leben nach 4,25 Jahren beenden.\n");
}

int test_child_portrait(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_girl_is_introduced_in_english, open_child),
        cmocka_unit_test_setup(a_girl_is_introduced_in_german, open_child),
        cmocka_unit_test_setup(a_boy_of_a_list_has_an_id_and_an_illness_may_end_his_life,
                               open_child),
    };
    return cmocka_run_group_tests_name("child_portrait", tests, NULL, NULL);
}
