// The command line as one text.
#include "vrosim/verb/command_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_line(char *word, const char *expected) {
    char program[] = "vrosim";
    char *words[] = {program, word};
    char *line = vro_command_text(2, words);
    assert_non_null(line);
    assert_string_equal(line, expected);
    free(line);
}

static void assert_published(char *word, const char *expected) {
    char program[] = "/home/somebody/vrosim";
    char *words[] = {program, word};
    char *line = vro_command_text_to_publish(2, words);
    assert_non_null(line);
    assert_string_equal(line, expected);
    free(line);
}

static void folders_of_absolute_paths_are_not_published(void **state) {
    static char *const words[][2] = {
        {"/home/somebody/a table.csv", "vrosim 'a table.csv'"},
        {"--out=/home/somebody/results//", "vrosim --out=results"},
        {"tables/a.csv", "vrosim tables/a.csv"},
        {"--range=a=1:2,b=0.5:/2", "vrosim --range=a=1:2,b=0.5:/2"},
        {"/", "vrosim ''"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_published(words[i][0], words[i][1]);
}

static void plain_words_stay_as_they_are(void **state) {
    (void)state;
    char word[] = "--out=a/b-c_1.csv";
    assert_line(word, "vrosim --out=a/b-c_1.csv");
}

static void an_empty_word_is_seen(void **state) {
    (void)state;
    char word[] = "";
    assert_line(word, "vrosim ''");
}

static void what_a_shell_would_change_is_quoted(void **state) {
    (void)state;
    char blanks[] = "my tables/a b.csv";
    char variable[] = "$HOME;`ls`";
    char quote[] = "it's";
    assert_line(blanks, "vrosim 'my tables/a b.csv'");
    assert_line(variable, "vrosim '$HOME;`ls`'");
    assert_line(quote, "vrosim 'it'\\''s'");
}

int test_command_text(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_of_absolute_paths_are_not_published),
        cmocka_unit_test(plain_words_stay_as_they_are),
        cmocka_unit_test(an_empty_word_is_seen),
        cmocka_unit_test(what_a_shell_would_change_is_quoted),
    };
    return cmocka_run_group_tests_name("command_text", tests, NULL, NULL);
}
