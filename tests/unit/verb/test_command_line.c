// The command line: what is taken, what is refused, and in which words.
#include "vrosim/verb/command_line.h"

#include "vrosim/verb/option.h"
#include "vrosim/verb/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { ARGUMENTS_MAX = 32 };

// A command line, as typed, and what became of it.
typedef struct typed {
    char text[512];
    char *words[ARGUMENTS_MAX];
    vro_options options;
    vro_errors errors;
    vro_status status;
} typed;

#define GIVEN (VRO_OPTION_BIT(VRO_OPTION_CHILD) | VRO_OPTION_BIT(VRO_OPTION_CHILDREN))

static const vro_verb verbs[] = {
    {.name = "run",
     .options = VRO_OPTION_BIT(VRO_OPTION_PATIENTS) | VRO_OPTION_BIT(VRO_OPTION_SEED) |
                VRO_OPTION_BIT(VRO_OPTION_STREAM) | VRO_OPTION_BIT(VRO_OPTION_THREADS) |
                VRO_OPTION_BIT(VRO_OPTION_OUT) | VRO_OPTION_BIT(VRO_OPTION_STRATEGIES) |
                VRO_OPTION_BIT(VRO_OPTION_COURSES) | VRO_OPTION_BIT(VRO_OPTION_SUBGROUPS) |
                VRO_OPTION_BIT(VRO_OPTION_QUIET) | VRO_OPTION_BIT(VRO_OPTION_FORCE) | GIVEN,
     .most_tables = 3},
    {.name = "check", .options = GIVEN, .file = "table", .least_tables = 1, .most_tables = 3},
    {.name = "parameters", .options = VRO_OPTION_BIT(VRO_OPTION_CSV)},
    {.name = "explain",
     .options = VRO_OPTION_BIT(VRO_OPTION_PATIENT) | VRO_OPTION_BIT(VRO_OPTION_WHERE) |
                VRO_OPTION_BIT(VRO_OPTION_NUMBER) | VRO_OPTION_BIT(VRO_OPTION_PATIENTS) |
                VRO_OPTION_BIT(VRO_OPTION_STRATEGY) | VRO_OPTION_BIT(VRO_OPTION_SEED) |
                VRO_OPTION_BIT(VRO_OPTION_SAMPLING) | GIVEN,
     .most_tables = 3},
};

// Words are divided at blanks; "~" stands for an empty word.
static typed *type(typed *self, const char *text) {
    memset(self, 0, sizeof *self);
    assert_true(strlen(text) < sizeof self->text);
    memcpy(self->text, text, strlen(text));
    int count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(self->text, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        assert_true(count < ARGUMENTS_MAX - 1);
        self->words[count++] = strcmp(word, "~") == 0 ? word + 1 : word;
    }
    self->status = vro_command_line_parse(&self->options, verbs, sizeof verbs / sizeof verbs[0],
                                          count, self->words, &self->errors);
    return self;
}

static void release(typed *self) {
    vro_options_free(&self->options);
    vro_errors_free(&self->errors);
}

static void assert_refused(const char *text, const char *sentence) {
    typed line;
    type(&line, text);
    assert_int_equal(line.status, VRO_BAD_USAGE);
    assert_int_equal(line.errors.count, 1);
    if (!strstr(line.errors.faults[0].text, sentence))
        fail_msg("%s: \"%s\" lacks \"%s\"", text, line.errors.faults[0].text, sentence);
    release(&line);
}

static void the_defaults_are_a_million_children_of_seed_1(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run");
    assert_int_equal(line.status, VRO_OK);
    assert_ptr_equal(line.options.verb, &verbs[0]);
    assert_int_equal(line.options.size.patients, 1000000);
    assert_int_equal(line.options.random.seed, 1);
    assert_int_equal(line.options.random.stream, 0);
    assert_int_equal(line.options.size.courses, 0);
    assert_int_equal(line.options.threads, 0);
    assert_string_equal(line.options.out, "results");
    assert_null(line.options.strategies);
    assert_false(line.options.force || line.options.quiet || line.options.help);
    assert_int_equal(line.options.table_count, 0);
    release(&line);
}

static void every_option_of_a_run_reaches_its_field(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --patients 2M --seed=18446744073709551615 --stream 3 --threads 1024 "
                "--out there --force --strategies a,b --courses 5 --quiet");
    assert_int_equal(line.status, VRO_OK);
    assert_int_equal(line.options.size.patients, 2000000);
    assert_true(line.options.random.seed == UINT64_MAX);
    assert_int_equal(line.options.random.stream, 3);
    assert_int_equal(line.options.threads, 1024);
    assert_int_equal(line.options.size.courses, 5);
    assert_string_equal(line.options.out, "there");
    assert_string_equal(line.options.strategies, "a,b");
    assert_true(line.options.force && line.options.quiet);
    release(&line);
}

static void tables_may_stand_between_options_and_after_two_dashes(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run one.csv --seed 4 two.csv -- --odd.csv");
    assert_int_equal(line.status, VRO_OK);
    assert_int_equal(line.options.table_count, 3);
    assert_string_equal(line.options.tables[0], "one.csv");
    assert_string_equal(line.options.tables[1], "two.csv");
    assert_string_equal(line.options.tables[2], "--odd.csv");
    assert_int_equal(line.options.random.seed, 4);
    release(&line);
}

// Also where the values are equal, the option is short, or the second has a fault of its own.
static void an_option_with_a_value_is_given_once(void **state) {
    (void)state;
    static const char *const lines[][2] = {
        {"vrosim run --seed 4 --seed 5", "--seed: given twice"},
        {"vrosim run --seed 4 one.csv --seed=4", "--seed: given twice"},
        {"vrosim run --out a --ou b", "--out: given twice"},
        {"vrosim run --strategies a --strategies b", "--strategies: given twice"},
        {"vrosim run --subgroups age --subgroups bilateral", "--subgroups: given twice"},
        {"vrosim run --patients 7 --patients seven", "--patients: given twice"},
        {"vrosim run --patients seven --seed 1", "\"seven\" is not a number"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_refused(lines[i][0], lines[i][1]);
}

static void a_switch_twice_is_a_switch(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --quiet --force --quiet");
    assert_int_equal(line.status, VRO_OK);
    assert_true(line.options.quiet && line.options.force);
    release(&line);
}

static void an_option_may_be_shortened_while_it_is_clear(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --pat 7 --strat a");
    assert_int_equal(line.status, VRO_OK);
    assert_int_equal(line.options.size.patients, 7);
    assert_string_equal(line.options.strategies, "a");
    release(&line);
    assert_refused("vrosim run --se 1 --s 7", "option --s may mean --seed or --stream");
}

static void the_name_of_another_verbs_option_is_no_short_form(void **state) {
    (void)state;
    static const char sentence[] = "unknown option --patient: it belongs to explain, not to run";
    assert_refused("vrosim run --patient 5", "unknown option --patient: it belongs to explain");
    assert_refused("vrosim run --patient=5", "unknown option --patient=5: it belongs to explain");
    assert_refused("vrosim run --patient", sentence);
    typed line;
    type(&line, "vrosim run --patient 5 --seed 9 a.csv"); // what follows is read
    assert_int_equal(line.errors.count, 1);
    assert_int_equal(line.options.random.seed, 9);
    assert_int_equal(line.options.table_count, 1);
    assert_false(line.options.given & VRO_OPTION_BIT(VRO_OPTION_PATIENTS));
    release(&line);
}

static void a_strategy_is_one_of_explain_and_patient_0_is_a_child(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim explain --patient 0 --strategy vro");
    assert_int_equal(line.status, VRO_OK);
    assert_int_equal(line.options.patient, 0);
    assert_string_equal(line.options.strategies, "vro");
    release(&line);
}

static void children_to_explain_are_named_or_searched(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim explain --where infection>0 --number 3 --patients 2M");
    assert_int_equal(line.status, VRO_OK);
    assert_string_equal(line.options.where, "infection>0");
    assert_int_equal(line.options.number, 3);
    assert_int_equal(line.options.size.patients, 2000000);
    release(&line);
    type(&line, "vrosim explain --where infection>0");
    assert_int_equal(line.options.number, 1);
    release(&line);
    assert_refused("vrosim explain --number 3", "which child?");
    assert_refused("vrosim explain --where a=1 --patient 5", "give one of the two");
    assert_refused("vrosim explain --where a=1 --patient 5 --number 2", "give one of the two");
    assert_refused("vrosim explain --patient 5 --number 2", "--number: --patient names the one");
    assert_refused("vrosim explain --sampling pcg --patient 5 --patients 2",
                   "--patients: --patient names the one");
    assert_refused("vrosim explain --where a=1 --number 0", "--number: 0 is out of range");
}

static void help_and_version_stop_the_reading(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --help --bogus");
    assert_int_equal(line.status, VRO_OK);
    assert_true(line.options.help);
    assert_ptr_equal(line.options.verb, &verbs[0]);
    release(&line);
    type(&line, "vrosim --version --bogus");
    assert_int_equal(line.status, VRO_OK);
    assert_true(line.options.version);
    assert_null(line.options.verb);
    release(&line);
    type(&line, "vrosim check --help");
    assert_int_equal(line.status, VRO_OK);
    release(&line);
}

static void a_number_out_of_range_is_named_with_the_range(void **state) {
    (void)state;
    static const char range[] = "is out of range; 1 to 10000000000000000 is allowed";
    assert_refused("vrosim run --patients 0", range);
    assert_refused("vrosim run --patients -5", range);
    assert_refused("vrosim run --patients=-0.5", range);
    assert_refused("vrosim run --patients 1e20", range);
    assert_refused("vrosim run --patients 10000000000000001", range);
    assert_refused("vrosim run --threads 0", "1 to 1024 is allowed");
    assert_refused("vrosim run --threads 1025", "1 to 1024 is allowed");
    assert_refused("vrosim run --seed 18446744073709551616", "0 to 18446744073709551615");
    assert_refused("vrosim explain --patient 1e16", "0 to 9999999999999999 is allowed");
}

static void what_is_no_whole_number_is_refused(void **state) {
    (void)state;
    assert_refused("vrosim run --patients nan", "\"nan\" is not a number");
    assert_refused("vrosim run --patients 0x10", "\"0x10\" is not a number");
    assert_refused("vrosim run --patients ~", "\"\" is not a number");
    assert_refused("vrosim run --patients 1.5", "1.5 is not a whole number");
}

static void every_bad_value_is_named_in_one_go(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --patients 0 --seed x --threads 1e9 --out ~ --courses 0.1");
    assert_int_equal(line.status, VRO_BAD_USAGE);
    assert_int_equal(line.errors.count, 5);
    release(&line);
}

static void a_misspelt_option_gets_the_nearest(void **state) {
    (void)state;
    assert_refused("vrosim run --patiens 5", "unknown option --patiens; the nearest is --patients");
    assert_refused("vrosim check --hlep a", "the nearest is --help");
    assert_refused("vrosim run -x", "unknown option -x");
    assert_refused("vrosim run -xy a.csv", "unknown option -xy");
    assert_refused("vrosim run --csv", "unknown option --csv");
}

// A line, and a piece of each of its faults, in order; NULL ends them.
typedef struct faulty_line {
    const char *text;
    const char *pieces[6];
} faulty_line;

static void assert_all_named(const faulty_line *wanted) {
    typed line;
    type(&line, wanted->text);
    assert_int_equal(line.status, VRO_BAD_USAGE);
    size_t count = 0;
    for (; wanted->pieces[count]; count++) {
        if (count >= line.errors.count ||
            !strstr(line.errors.faults[count].text, wanted->pieces[count])) {
            vro_errors_print(&line.errors, stdout);
            fail_msg("%s: \"%s\" is not fault %zu", wanted->text, wanted->pieces[count], count);
        }
    }
    assert_int_equal(line.errors.count, count);
    release(&line);
}

static void a_word_that_is_not_understood_hides_no_other(void **state) {
    (void)state;
    static const faulty_line lines[] = {
        {"vrosim run --patiens 5 --sead 3 --threads 0",
         {"unknown option --patiens", "unknown option --sead", "--threads: 0"}},
        {"vrosim run --quiet -xy a.csv -z", {"unknown option -xy", "unknown option -z"}},
        {"vrosim run --quiet=1 --s 7 --patients 0 --seed",
         {"--quiet takes no value", "--s may mean", "--patients: 0", "--seed needs a value"}},
        {"vrosim check --bogus", {"unknown option --bogus", "which table?"}},
        {"vrosim explain --bogus 5", {"unknown option --bogus", "which child?"}},
        {"vrosim parameters a.csv --cvs b.csv",
         {"unknown option --cvs", "remove \"a.csv\"", "remove \"b.csv\""}},
        {"vrosim rum --patients 0 --csv --nonsense",
         {"no verb 'rum'", "--patients: 0", "unknown option --nonsense"}},
        {"vrosim --patients 5 --seed 3 run --threads 0",
         {"--patients; the verb comes first", "--seed; the verb comes first", "--threads: 0"}},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_all_named(&lines[i]);
}

static void a_consequence_of_a_fault_is_not_called_a_fault(void **state) {
    (void)state;
    static const faulty_line lines[] = {
        {"vrosim explain --patiend 5", {"unknown option --patiend"}},
        {"vrosim explain --patient x", {"\"x\" is not a number"}},
        {"vrosim run --patients 0 --courses 2M", {"--patients: 0"}},
        {"vrosim run --patiens 3M --courses 2M", {"unknown option --patiens"}},
        {"vrosim run --patiens -5", {"unknown option --patiens"}},
        {"vrosim parameters --seed 5", {"unknown option --seed"}},
        {"vrosim explian", {"no verb 'explian'"}},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_all_named(&lines[i]);
}

static void a_faulty_line_still_tells_its_tables(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --patiens 5 one.csv --qiuet two.csv --threads 0 three");
    assert_int_equal(line.errors.count, 3);
    assert_int_equal(line.options.table_count, 3);
    assert_string_equal(line.options.tables[0], "one.csv");
    assert_string_equal(line.options.tables[1], "two.csv");
    assert_string_equal(line.options.tables[2], "three");
    assert_int_equal(line.options.refused, VRO_OPTION_BIT(VRO_OPTION_PATIENTS) |
                                               VRO_OPTION_BIT(VRO_OPTION_QUIET) |
                                               VRO_OPTION_BIT(VRO_OPTION_THREADS));
    release(&line);
    type(&line, "vrosim rum one.csv");
    assert_ptr_equal(line.options.verb, &verbs[0]);
    assert_int_equal(line.options.table_count, 1);
    release(&line);
    type(&line, "vrosim --quiet check one.csv");
    assert_ptr_equal(line.options.verb, &verbs[1]);
    assert_int_equal(line.options.table_count, 1);
    release(&line);
}

static void an_option_given_rightly_too_is_not_refused(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --outt here --out there");
    assert_int_equal(line.errors.count, 1);
    assert_int_equal(line.options.refused, 0);
    assert_string_equal(line.options.out, "there");
    release(&line);
}

static void a_value_too_few_or_too_many_is_named(void **state) {
    (void)state;
    assert_refused("vrosim run --seed", "option --seed needs a value");
    assert_refused("vrosim run --quiet=1", "option --quiet takes no value");
    assert_refused("vrosim run --out ~", "--out: the value is empty; write DIR");
}

static void a_misspelt_verb_gets_the_nearest(void **state) {
    (void)state;
    assert_refused("vrosim rum", "there is no verb 'rum'; the nearest is 'run'");
    assert_refused("vrosim explian", "the nearest is 'explain'");
    assert_refused("vrosim ~", "there is no verb ''");
}

static void children_are_given_one_way_and_take_the_place_of_a_table_or_a_number(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run --child age=6,gmfcs=4");
    assert_int_equal(line.status, VRO_OK);
    assert_string_equal(line.options.child, "age=6,gmfcs=4");
    assert_null(line.options.children);
    release(&line);
    type(&line, "vrosim check --children list.csv");
    assert_int_equal(line.status, VRO_OK);
    assert_string_equal(line.options.children, "list.csv");
    release(&line);
    type(&line, "vrosim explain --child age=6");
    assert_int_equal(line.status, VRO_OK);
    assert_int_equal(line.options.patient, 0);
    release(&line);
    assert_refused("vrosim run --child age=6 --children list.csv",
                   "--children: --child says already who the children are");
    assert_refused("vrosim explain --child age=6 --number 3", "--number: only child 0 is told");
}

static void a_line_without_a_verb_is_refused(void **state) {
    (void)state;
    assert_refused("vrosim", "say what to do");
    assert_refused("vrosim --", "say what to do");
    assert_refused("vrosim --patients 5 run", "the verb comes first, then its options");
}

static void what_does_not_fit_together_is_refused(void **state) {
    (void)state;
    assert_refused("vrosim run --patients 10 --courses 11", "11 is more than the 10 children");
    assert_refused("vrosim explain", "which child?");
    assert_refused("vrosim check", "which table?");
    assert_refused("vrosim parameters a.csv", "parameters takes no table; remove \"a.csv\"");
}

static void a_long_value_is_shown_in_checkpoint(void **state) {
    (void)state;
    char text[400] = "vrosim run --seed ";
    memset(text + strlen(text), 'z', 300);
    typed line;
    type(&line, text);
    assert_int_equal(line.errors.count, 1);
    assert_true(strlen(line.errors.faults[0].text) < 150);
    release(&line);
}

static void the_command_is_kept_as_a_shell_takes_it(void **state) {
    (void)state;
    char program[] = "vrosim";
    char verb[] = "run";
    char table[] = "it's here.csv";
    char *words[] = {program, verb, table, NULL};
    typed line = {0};
    assert_int_equal(vro_command_line_parse(&line.options, verbs, 4, 3, words, &line.errors),
                     VRO_OK);
    assert_string_equal(line.options.command, "vrosim run 'it'\\''s here.csv'");
    release(&line);
    release(&line);
}

static void subgroups_are_none_unless_asked_for(void **state) {
    (void)state;
    typed line;
    type(&line, "vrosim run");
    assert_int_equal(vro_subgroups_categories(&line.options.subgroups), 0);
    release(&line);
    type(&line, "vrosim run --subgroups migration=40,bilateral");
    assert_int_equal(line.status, VRO_OK);
    assert_int_equal(vro_subgroups_categories(&line.options.subgroups), 4);
    release(&line);
    type(&line, "vrosim run --subgroups age=x,weight");
    assert_int_equal(line.status, VRO_BAD_USAGE);
    assert_int_equal(line.errors.count, 2);
    assert_int_equal(vro_subgroups_categories(&line.options.subgroups), 0);
    release(&line);
}

int test_command_line(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_defaults_are_a_million_children_of_seed_1),
        cmocka_unit_test(every_option_of_a_run_reaches_its_field),
        cmocka_unit_test(tables_may_stand_between_options_and_after_two_dashes),
        cmocka_unit_test(an_option_with_a_value_is_given_once),
        cmocka_unit_test(a_switch_twice_is_a_switch),
        cmocka_unit_test(an_option_may_be_shortened_while_it_is_clear),
        cmocka_unit_test(the_name_of_another_verbs_option_is_no_short_form),
        cmocka_unit_test(a_strategy_is_one_of_explain_and_patient_0_is_a_child),
        cmocka_unit_test(children_to_explain_are_named_or_searched),
        cmocka_unit_test(help_and_version_stop_the_reading),
        cmocka_unit_test(a_number_out_of_range_is_named_with_the_range),
        cmocka_unit_test(what_is_no_whole_number_is_refused),
        cmocka_unit_test(every_bad_value_is_named_in_one_go),
        cmocka_unit_test(a_misspelt_option_gets_the_nearest),
        cmocka_unit_test(a_word_that_is_not_understood_hides_no_other),
        cmocka_unit_test(a_consequence_of_a_fault_is_not_called_a_fault),
        cmocka_unit_test(a_faulty_line_still_tells_its_tables),
        cmocka_unit_test(an_option_given_rightly_too_is_not_refused),
        cmocka_unit_test(a_value_too_few_or_too_many_is_named),
        cmocka_unit_test(a_misspelt_verb_gets_the_nearest),
        cmocka_unit_test(children_are_given_one_way_and_take_the_place_of_a_table_or_a_number),
        cmocka_unit_test(a_line_without_a_verb_is_refused),
        cmocka_unit_test(what_does_not_fit_together_is_refused),
        cmocka_unit_test(a_long_value_is_shown_in_checkpoint),
        cmocka_unit_test(the_command_is_kept_as_a_shell_takes_it),
        cmocka_unit_test(subgroups_are_none_unless_asked_for),
    };
    return cmocka_run_group_tests_name("command_line", tests, NULL, NULL);
}
