// The methods of a study in sentences.
#include "vrosim/table/methods_text.h"

#include "small_manifest.h"

typedef struct fixture {
    small_study study;
    vro_methods_text text;
} fixture;

static void open_methods(fixture *self, const char *manifest, vro_language language) {
    assert_int_equal(small_study_read(&self->study, manifest, language), VRO_OK);
    assert_int_equal(
        vro_methods_text_init(&self->text, &self->study.facts, language, &self->study.errors),
        VRO_OK);
}

static void close_methods(fixture *self) {
    vro_methods_text_free(&self->text);
    small_study_close(&self->study);
}

static void a_run_says_how_many_strategies_are_compared_in_how_many_children(void **state) {
    fixture self;
    (void)state;
    open_methods(&self, SMALL_RUN, VRO_ENGLISH);
    assert_string_equal(self.text.parts[VRO_METHODS_DESIGN],
                        "A microsimulation of individual children compares 2 strategies in the "
                        "same 20,000 simulated children. Every child goes through every strategy "
                        "with the same random numbers, so that a difference between strategies is "
                        "the mean of differences within a child.");
    close_methods(&self);
}

static void what_a_study_does_not_have_is_not_told(void **state) {
    fixture self;
    (void)state;
    open_methods(&self, SMALL_RUN, VRO_ENGLISH);
    assert_string_equal(self.text.parts[VRO_METHODS_ECONOMICS],
                        "Costs and quality of life are not part of the analysis.");
    assert_null(strstr(self.text.parts[VRO_METHODS_SOFTWARE], "commit"));
    close_methods(&self);
}

static void a_psa_is_no_run(void **state) {
    fixture self;
    (void)state;
    open_methods(&self,
                 SMALL_HEAD "\"analysis\":{\"verb\":\"psa\",\"samples\":1000,\"effect\":\"qaly\"},"
                            "\"parameters\":[" SMALL_ROWS "]}",
                 VRO_ENGLISH);
    assert_ptr_equal(strstr(self.text.parts[VRO_METHODS_DESIGN], "A probabilistic sensitivity "),
                     self.text.parts[VRO_METHODS_DESIGN]);
    assert_non_null(strstr(self.text.parts[VRO_METHODS_DESIGN], " 1,000 samples "));
    assert_null(strstr(self.text.parts[VRO_METHODS_DESIGN], "compares"));
    close_methods(&self);
}

// No sentence of a language is empty, and none has a brace or a bracket that does not close.
static void every_sentence_is_whole_in_every_language(void **state) {
    static const struct {
        const char *verbs;
        const char *texts[VRO_LANGUAGES];
    } sentences[] = {
#define VRO_METHODS_PART(part, name, english, german)
#define VRO_METHODS_SENTENCE(part, verbs, english, german) {verbs, {english, german}},
#include "vrosim/table/methods_sentences.def"
#undef VRO_METHODS_PART
#undef VRO_METHODS_SENTENCE
    };
    (void)state;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        for (int language = 0; language < VRO_LANGUAGES; language++) {
            assert_true(strlen(sentences[i].texts[language]) > 10);
            assert_null(vro_named_texts_fault(sentences[i].texts[language]));
        }
}

// What one language says, the other says too.
static void a_run_has_the_same_parts_in_every_language(void **state) {
    fixture english, german;
    (void)state;
    open_methods(&english, SMALL_RUN, VRO_ENGLISH);
    open_methods(&german, SMALL_RUN, VRO_GERMAN);
    for (int part = 0; part < VRO_METHODS_PARTS; part++) {
        assert_int_equal(*english.text.parts[part] == '\0', *german.text.parts[part] == '\0');
        assert_non_null(vro_methods_text_heading((vro_methods_part)part, VRO_GERMAN));
    }
    assert_non_null(strstr(german.text.parts[VRO_METHODS_DESIGN], "20.000 simulierten Kindern"));
    close_methods(&english);
    close_methods(&german);
}

// A study of Sobol points says so, and one of independent children does not.
static void the_way_children_are_drawn_is_told_in_every_language(void **state) {
    static const char *const drawn[VRO_LANGUAGES] = {
        [VRO_ENGLISH] = "a point of a Sobol sequence with the direction numbers of Joe and Kuo",
        [VRO_GERMAN] = "ein Punkt einer Sobol-Folge mit den Richtungszahlen von Joe und Kuo"};
    static const char *const errors[VRO_LANGUAGES] = {
        [VRO_ENGLISH] = "the spread of the 20 replicates",
        [VRO_GERMAN] = "der Streuung der 20 Replikate"};
    (void)state;
    for (int language = 0; language < VRO_LANGUAGES; language++) {
        fixture points, independent;
        open_methods(&points, SMALL_HEAD "\"sampling\":\"sobol\",\"parameters\":[" SMALL_ROWS "]}",
                     (vro_language)language);
        open_methods(&independent, SMALL_RUN, (vro_language)language);
        assert_non_null(strstr(points.text.parts[VRO_METHODS_RANDOM_NUMBERS], drawn[language]));
        assert_non_null(strstr(points.text.parts[VRO_METHODS_ERRORS], errors[language]));
        assert_null(strstr(independent.text.parts[VRO_METHODS_RANDOM_NUMBERS], "Sobol"));
        assert_non_null(strstr(independent.text.parts[VRO_METHODS_RANDOM_NUMBERS], "PCG32"));
        close_methods(&points);
        close_methods(&independent);
    }
}

static void parts_with_sentences_become_facts(void **state) {
    fixture self;
    (void)state;
    open_methods(&self, SMALL_RUN, VRO_ENGLISH);
    vro_methods_text_name(&self.text, &self.study.facts);
    assert_string_equal(small_study_fact(&self.study, "methods_design"),
                        self.text.parts[VRO_METHODS_DESIGN]);
    close_methods(&self);
}

int test_methods_text(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_says_how_many_strategies_are_compared_in_how_many_children),
        cmocka_unit_test(what_a_study_does_not_have_is_not_told),
        cmocka_unit_test(a_psa_is_no_run),
        cmocka_unit_test(every_sentence_is_whole_in_every_language),
        cmocka_unit_test(a_run_has_the_same_parts_in_every_language),
        cmocka_unit_test(the_way_children_are_drawn_is_told_in_every_language),
        cmocka_unit_test(parts_with_sentences_become_facts),
    };
    return cmocka_run_group_tests_name("methods_text", tests, NULL, NULL);
}
