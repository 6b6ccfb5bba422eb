// What is said of words of the command line that are not understood.
#include "vrosim/verb/usage_errors.h"

#include "vrosim/verb/verbs.h"

#include "faults.h"

#include <stdio.h>

// The sentence for a word that argp refused as an option of a verb.
static void assert_said(const char *verb, const char *word, const char *sentence) {
    size_t count;
    const vro_verb *verbs = vro_verbs(&count);
    const vro_verb *known = verb ? vro_verb_find(verbs, count, verb) : NULL;
    vro_errors errors = {0};
    vro_usage_errors_option(word, known, known ? known->options : 0, verbs, count, &errors);
    assert_int_equal(errors.count, 1);
    assert_fault(&errors, "", sentence);
    vro_errors_free(&errors);
}

static void an_option_that_is_refused_is_explained(void **state) {
    (void)state;
    assert_said("run", "--patient5", "unknown option --patient5; the nearest is --patients");
    assert_said("run", "--sed=7", "unknown option --sed=7; the nearest is --seed");
    assert_said("run", "--nonsense", "unknown option --nonsense (see vrosim run --help)");
    assert_said("run", "--cores=4", "unknown option --cores=4; the nearest is --threads");
    assert_said("run", "--horizon=5",
                "unknown option --horizon=5; the nearest is 'followup.horizon': a parameter is set "
                "by a row in a table, or by --set followup.horizon=VALUE (see vrosim run --help)");
    assert_said("merge", "--horizon", "unknown option --horizon (see vrosim merge --help)");
    assert_said("run", "--samples", "it belongs to psa, not to run");
    assert_said("run", "--patient", "unknown option --patient: it belongs to explain, not to run");
    assert_said("calibrate", "--shard=1/2", "unknown option --shard=1/2: where a fit goes next");
    assert_said("psa", "--resume", "a psa has no checkpoints; divide it into shards");
    assert_said(NULL, "--bogus", "the verb comes first");
    assert_said("run", "--s", "may mean --");
    assert_said("run", "--seed", "option --seed needs a value");
    assert_said("run", "--quiet=yes", "option --quiet takes no value");
}

// What people try, and what they are told. NULL: nothing is near.
static void words_that_people_try_get_what_they_mean(void **state) {
    static const char *const cases[][2] = {
        {"sex", "'population.female'"},
        {"gender", "'population.female'"},
        {"age", "'population.age'"},
        {"gmfcs", "'population.gmfcs'"},
        {"level", "--child"},
        {"horizon", "'followup.horizon'"},
        {"years", "'followup.horizon'"},
        {"death", "'mortality.operation' or 'mortality.rate'"},
        {"infecton", "'complication.infection'"},
        {"infections", "'complication.infection', 'cost.infection' or 'utility.infection'"},
        {"plate-removal", "'implant.removal_probability' or 'implant.removal_time'"},
        {"cost", "'cost.admission', 'cost.osteotomy', 'cost.soft_tissue' and 13 more"},
        {"discount", "'economics.discount_costs' or 'economics.discount_health'"},
        {"seeds", "--seed"},
        {"n", "--patients"},
        {"count", "--patients"},
        {"iterations", "--patients"},
        {"output", "--out"},
        {"dir", "--out"},
        {"format", "--decimal"},
        {"delimiter", "--decimal"},
        {"sep", "--decimal"},
        {"cores", "--threads"},
        {"cpu", "--threads"},
        {"arm", "--strategies"},
        {"strategy", "belongs to explain, not to run, where the nearest is --strategies"},
        {"compare", "--reference"},
        {"stratify", "--subgroups"},
        {"by", "--subgroups"},
        {"stop", "--target-se"},
        {"csv", "belongs to parameters, not to run (see"},
        {"runs", NULL},
        {"nail", NULL},
        {"blood-loss", NULL},
        {"gait", NULL},
        {"weight", NULL},
        {"log", NULL},
        {"verbose", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *meant = cases[i][1];
        char word[64], sentence[256];
        snprintf(word, sizeof word, "--%s", cases[i][0]);
        if (!meant)
            snprintf(sentence, sizeof sentence, "unknown option %s (see vrosim run --help)", word);
        else
            snprintf(sentence, sizeof sentence, "%s", meant);
        assert_said("run", word, sentence);
    }
}

static void the_nearest_option_is_of_the_set(void **state) {
    const vro_option_set set = VRO_OPTION_BIT(VRO_OPTION_SEED) | VRO_OPTION_BIT(VRO_OPTION_OUT);
    (void)state;
    assert_int_equal(vro_usage_errors_nearest("--sead=3", set), VRO_OPTION_SEED);
    assert_int_equal(vro_usage_errors_nearest("-ou", set), VRO_OPTION_OUT);
    assert_int_equal(vro_usage_errors_nearest("--directory", set), VRO_OPTION_OUT);
    assert_int_equal(vro_usage_errors_nearest("--xyzzy", set), VRO_OPTIONS);
}

static void a_word_that_is_no_verb_gets_the_nearest(void **state) {
    size_t count;
    const vro_verb *verbs = vro_verbs(&count);
    vro_errors errors = {0};
    (void)state;
    assert_null(vro_verb_find(verbs, count, "mergr"));
    assert_ptr_equal(vro_usage_errors_nearest_verb("mergr", verbs, count),
                     vro_verb_find(verbs, count, "merge"));
    assert_int_equal(vro_usage_errors_verb("mergr", verbs, count, &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "there is no verb 'mergr'", "the nearest is 'merge'");
    vro_errors_free(&errors);
}

static void a_verb_of_other_programs_is_told_what_stands_for_it(void **state) {
    static const char *const cases[][2] = {
        {"help", "there is no verb 'help'; the nearest is '--help' (see vrosim --help)"},
        {"version", "the nearest is '--version'"},
        {"simulate", "the nearest is 'run'"},
        {"tornado", "the nearest is 'sensitivity'"},
        {"lint", "the nearest is 'check'"},
        {"list", "the nearest are 'parameters' or 'columns'"},
        {"xyzzy", "there is no verb 'xyzzy' (see vrosim --help)"},
    };
    size_t count;
    const vro_verb *verbs = vro_verbs(&count);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        assert_int_equal(vro_usage_errors_verb(cases[i][0], verbs, count, &errors), VRO_BAD_USAGE);
        assert_fault(&errors, "", cases[i][1]);
        vro_errors_free(&errors);
    }
    assert_null(vro_usage_errors_nearest_verb("help", verbs, count));
    assert_null(vro_usage_errors_nearest_verb("xyzzy", verbs, count));
}

static void a_line_without_a_word_gets_an_example(void **state) {
    size_t count;
    const vro_verb *verbs = vro_verbs(&count);
    vro_errors errors = {0};
    (void)state;
    assert_int_equal(vro_usage_errors_verb(NULL, verbs, count, &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "say what to do", verbs[0].name);
    vro_errors_free(&errors);
}

int test_usage_errors(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_option_that_is_refused_is_explained),
        cmocka_unit_test(words_that_people_try_get_what_they_mean),
        cmocka_unit_test(the_nearest_option_is_of_the_set),
        cmocka_unit_test(a_word_that_is_no_verb_gets_the_nearest),
        cmocka_unit_test(a_verb_of_other_programs_is_told_what_stands_for_it),
        cmocka_unit_test(a_line_without_a_word_gets_an_example),
    };
    return cmocka_run_group_tests_name("usage_errors", tests, NULL, NULL);
}
