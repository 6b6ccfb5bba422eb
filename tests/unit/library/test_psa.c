// Probabilistic sensitivity analyses as other programs see them.
#include <vrosim.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SAMPLES = 6, CHILDREN = 300 };

static vrosim_scenario *load(void) {
    vrosim_scenario *scenario;
    assert_int_equal(vrosim_scenario_from_texts(&scenario, NULL, NULL, 0, "soft_tissue,vro", NULL),
                     VROSIM_OK);
    return scenario;
}

static vrosim_psa *analyse(const vrosim_scenario *scenario, uint64_t samples, int threads) {
    vrosim_options options = vrosim_options_default();
    vrosim_psa *psa;
    options.children = CHILDREN;
    options.seed = 4;
    options.threads = threads;
    assert_int_equal(vrosim_psa_run(&psa, scenario, samples, &options, NULL), VROSIM_OK);
    return psa;
}

static char *table_of(vrosim_psa *psa, const char *file) {
    char *text;
    assert_int_equal(vrosim_psa_table(&text, psa, file, NULL), VROSIM_OK);
    return text;
}

static size_t lines_of(const char *text) {
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static void the_bytes_do_not_depend_on_the_number_of_threads(void **state) {
    vrosim_scenario *scenario = load();
    vrosim_psa *one = analyse(scenario, SAMPLES, 1), *three = analyse(scenario, SAMPLES, 3);
    (void)state;
    vrosim_scenario_free(scenario); // not needed any more
    for (const char *const *file = (const char *const[]){"psa_summary.csv", "psa_contrasts.csv",
                                                         "psa_params.csv", "psa_effects.csv", NULL};
         *file; file++) {
        char *first = table_of(one, *file), *second = table_of(three, *file);
        assert_string_equal(first, second);
        vrosim_text_free(first);
        vrosim_text_free(second);
    }
    vrosim_psa_free(one);
    vrosim_psa_free(three);
}

static void a_sample_stays_the_same_among_more_samples(void **state) {
    vrosim_scenario *scenario = load();
    vrosim_psa *few = analyse(scenario, 2, 1), *many = analyse(scenario, SAMPLES, 1);
    (void)state;
    char *first = table_of(few, "psa_effects.csv"), *all = table_of(many, "psa_effects.csv");
    assert_int_equal(lines_of(first), 1 + 2);
    assert_int_equal(lines_of(all), 1 + SAMPLES);
    assert_memory_equal(first, all, strlen(first));
    vrosim_text_free(first);
    vrosim_text_free(all);
    vrosim_psa_free(few);
    vrosim_psa_free(many);
    vrosim_scenario_free(scenario);
}

static void what_is_known_exactly_is_not_sampled(void **state) {
    vrosim_scenario *scenario = load();
    vrosim_psa *before = analyse(scenario, 1, 1);
    const vrosim_cell cell = vrosim_cell_fixed(NULL, 0, "other.reoperation", 0.02);
    (void)state;
    assert_int_equal(vrosim_scenario_set(scenario, &cell, NULL), VROSIM_OK);
    vrosim_psa *after = analyse(scenario, 1, 1);
    char *uncertain = table_of(before, "psa_params.csv"),
         *known = table_of(after, "psa_params.csv");
    assert_non_null(strstr(uncertain, "other.reoperation"));
    assert_null(strstr(known, "other.reoperation"));
    vrosim_text_free(uncertain);
    vrosim_text_free(known);
    vrosim_psa_free(before);
    vrosim_psa_free(after);
    vrosim_scenario_free(scenario);
}

static void wrong_arguments_are_refused(void **state) {
    vrosim_scenario *scenario = load();
    vrosim_errors *errors = vrosim_errors_new();
    vrosim_options options = vrosim_options_default();
    vrosim_psa *psa = analyse(scenario, 1, 1), *none;
    char *text;
    (void)state;
    assert_int_equal(vrosim_psa_run(NULL, scenario, 1, NULL, errors), VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_psa_run(&none, NULL, 1, NULL, errors), VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_psa_run(&none, scenario, 0, NULL, errors), VROSIM_BAD_ARGUMENT);
    options.threads = -1;
    assert_int_equal(vrosim_psa_run(&none, scenario, 1, &options, errors), VROSIM_BAD_ARGUMENT);
    assert_null(none);
    assert_int_equal(vrosim_psa_table(&text, psa, "summary.csv", errors), VROSIM_BAD_ARGUMENT);
    assert_null(text);
    assert_non_null(strstr(vrosim_errors_get(errors, 0).text, "psa_summary.csv"));
    assert_int_equal(vrosim_psa_table(&text, NULL, "psa_summary.csv", errors), VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_psa_table(NULL, psa, "psa_summary.csv", errors), VROSIM_BAD_ARGUMENT);
    vrosim_psa_free(psa);
    vrosim_psa_free(NULL);
    vrosim_errors_free(errors);
    vrosim_scenario_free(scenario);
}

int test_psa(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bytes_do_not_depend_on_the_number_of_threads),
        cmocka_unit_test(a_sample_stays_the_same_among_more_samples),
        cmocka_unit_test(what_is_known_exactly_is_not_sampled),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests_name("psa", tests, NULL, NULL);
}
