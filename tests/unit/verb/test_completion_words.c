// What completes arguments: words that there are, in characters that no shell reads.
#include "vrosim/verb/completion_words.h"

#include "vrosim/verb/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static bool has(const vro_completion *self, const char *wanted) {
    for (size_t i = 0; self->word(i).text[0] != '\0'; i++)
        if (strcmp(self->word(i).text, wanted) == 0)
            return true;
    return false;
}

static void an_option_of_its_own_comes_before_the_name_of_its_argument(void **state) {
    (void)state;
    assert_int_equal(vro_completion_of("study", "LIST")->kind, VRO_COMPLETE_NOTHING);
    assert_true(has(vro_completion_of("figures", "LIST"), "incidence"));
    assert_true(has(vro_completion_of("strategies", "A,B"), "vro_pelvic"));
    assert_int_equal(vro_completion_of("checkpoint", "FILE")->kind, VRO_COMPLETE_FILES);
    assert_int_equal(vro_completion_of("out", "DIR")->kind, VRO_COMPLETE_FOLDERS);
    assert_int_equal(vro_completion_of("seed", "S")->kind, VRO_COMPLETE_NOTHING);
}

static void words_that_take_a_value_end_with_an_equals_sign(void **state) {
    (void)state;
    assert_true(has(vro_completion_of("set", "PARAMETER=VALUE"), "plan.spica="));
    assert_true(has(vro_completion_of("child", "LIST"), "gmfcs="));
    assert_true(has(vro_completion_of("parameters", "LIST"), "plan.spica"));
}

static void an_argument_of_a_verb_is_found_without_an_option(void **state) {
    (void)state;
    assert_true(has(vro_completion_of("", "FORM"), "cheers"));
    assert_false(has(vro_completion_of("", "FORM"), "forms"));
    assert_true(has(vro_completion_of("", "SHELL"), "zsh"));
    assert_int_equal(vro_completion_of("", "MANIFEST")->kind, VRO_COMPLETE_FILES);
}

static void outcomes_are_those_whose_names_no_landmark_makes(void **state) {
    (void)state;
    const vro_completion *outcomes = vro_completion_of("effect", "OUTCOME");
    assert_true(has(outcomes, "revisions"));
    assert_true(has(outcomes, "qaly"));
    assert_false(has(outcomes, "revision_by"));
}

static void no_shell_reads_a_character_of_any_word(void **state) {
    (void)state;
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        const vro_completion *self =
            vro_completion_of(row->name, row->argument ? row->argument : "");
        for (size_t i = 0; self->kind == VRO_COMPLETE_WORDS && self->word(i).text[0] != '\0'; i++) {
            const vro_completion_word word = self->word(i);
            assert_int_equal(strspn(word.text, "abcdefghijklmnopqrstuvwxyz0123456789_.="),
                             strlen(word.text));
        }
    }
}

int test_completion_words(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_option_of_its_own_comes_before_the_name_of_its_argument),
        cmocka_unit_test(words_that_take_a_value_end_with_an_equals_sign),
        cmocka_unit_test(an_argument_of_a_verb_is_found_without_an_option),
        cmocka_unit_test(outcomes_are_those_whose_names_no_landmark_makes),
        cmocka_unit_test(no_shell_reads_a_character_of_any_word),
    };
    return cmocka_run_group_tests_name("completion_words", tests, NULL, NULL);
}
