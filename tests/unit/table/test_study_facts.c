// What a manifest says of its study.
#include "small_manifest.h"

typedef struct expected {
    const char *fact;
    const char *text;
} expected;

static void check(const small_study *study, const expected *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_string_equal(small_study_fact(study, rows[i].fact), rows[i].text);
}

// text NULL: there is no such fact.
static void assert_optional(const small_study *study, const char *fact, const char *text) {
    if (text)
        assert_string_equal(small_study_fact(study, fact), text);
    else
        assert_null(vro_named_texts_find(&study->facts, fact));
}

static void the_numbers_of_a_run_are_facts(void **state) {
    static const expected rows[] = {
        {"verb", "run"},        {"version", "0.1.0"},     {"seed", "7"},
        {"stream", "2"},        {"patients", "20,000"},   {"strategies", "2"},
        {"inputs", "a.csv"},    {"reference", "release"}, {"strategy_list", "release and bone"},
        {"drawn_children", ""}, {"no_economics", ""},     {"independent_children", ""}};
    small_study study;
    (void)state;
    small_study_open(&study, SMALL_RUN);
    check(&study, rows, sizeof rows / sizeof *rows);
    assert_null(vro_named_texts_find(&study.facts, "samples"));
    assert_null(vro_named_texts_find(&study.facts, "commit"));
    assert_null(vro_named_texts_find(&study.facts, "single_strategy"));
    small_study_close(&study);
}

static void the_table_says_who_what_and_for_how_long(void **state) {
    static const expected rows[] = {
        {"case_mix", "25 % at level I and 75 % at level V"},
        {"age", "6 years (SD 2; normal, from 2 to 12)"},
        {"horizon", "10"},
        {"landmarks", "1, 2, 5 and 10"},
        {"strategy_words", "release: soft-tissue release of both hips; bone (Bone operation): "
                           "osteotomy of the femur and osteotomy of the pelvis in 25 % of one hip "
                           "or both"}};
    small_study study;
    (void)state;
    small_study_open(&study, SMALL_RUN);
    check(&study, rows, sizeof rows / sizeof *rows);
    small_study_close(&study);
}

// Of 12 rows five are estimates: two are assumed, one is calibrated, and two rest on one source.
static void each_estimate_is_calibrated_assumed_or_of_a_source(void **state) {
    static const expected rows[] = {{"rows", "12"},      {"estimates", "5"}, {"assumed", "2"},
                                    {"calibrated", "1"}, {"sources", "1"},   {"uncertain", "2"}};
    small_study study;
    (void)state;
    small_study_open(&study, SMALL_RUN);
    check(&study, rows, sizeof rows / sizeof *rows);
    small_study_close(&study);
}

// Replicates of 1,024 children below 131,072, of 8,192 from there on, and of a batch in a psa.
static void sobol_points_have_replicates(void **state) {
    static const struct {
        const char *manifest;
        const char *children;
        const char *replicates; // NULL: too few
    } cases[] = {{"\"patients\":20000", "1,024", "20"},
                 {"\"patients\":7168", "1,024", NULL},
                 {"\"patients\":131073", "8,192", "17"},
                 {"\"patients\":10001,\"analysis\":{\"verb\":\"psa\"}", "1,251", "8"},
                 {"\"patients\":20,\"analysis\":{\"verb\":\"psa\"}", NULL, "20"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char manifest[2048];
        small_study study;
        snprintf(manifest, sizeof manifest, "{\"sampling\":\"sobol\",%s,\"parameters\":[%s]}",
                 cases[i].manifest, SMALL_ROWS);
        small_study_open(&study, manifest);
        assert_string_equal(small_study_fact(&study, "sobol"), "");
        assert_null(vro_named_texts_find(&study.facts, "independent_children"));
        assert_optional(&study, "replicate_children", cases[i].children);
        assert_optional(&study, "replicates", cases[i].replicates);
        assert_optional(&study, "few_replicates", cases[i].replicates ? NULL : "");
        small_study_close(&study);
    }
}

static void numbers_have_the_marks_of_the_language(void **state) {
    small_study study;
    (void)state;
    assert_int_equal(small_study_read(&study, SMALL_RUN, VRO_GERMAN), VRO_OK);
    assert_string_equal(small_study_fact(&study, "patients"), "20.000");
    assert_string_equal(small_study_fact(&study, "age"), "6 Jahre (SD 2; normal, von 2 bis 12)");
    small_study_close(&study);
}

static void a_continuous_rate_is_told_as_percent_a_year(void **state) {
    small_study study;
    (void)state;
    small_study_open(&study, SMALL_HEAD "\"parameters\":[\"strategy,parameter,value,source,text\","
                                        "\",economics.discount_costs,0.02956,definition,\","
                                        "\",economics.currency,,definition,euro\","
                                        "\",economics.price_year,2020,definition,\"]}");
    assert_string_equal(small_study_fact(&study, "discount_costs"), "3");
    assert_string_equal(small_study_fact(&study, "currency"), "euro");
    assert_string_equal(small_study_fact(&study, "price_year"), "2020");
    assert_null(vro_named_texts_find(&study.facts, "no_economics"));
    small_study_close(&study);
}

static void figures_of_evidence_are_counted_by_study_and_role(void **state) {
    static const expected rows[] = {
        {"targets", "3"}, {"studies", "2"}, {"fit", "1"}, {"holdout", "2"}};
    small_study study;
    (void)state;
    small_study_open(&study, SMALL_HEAD
                     "\"analysis\":{\"verb\":\"validate\",\"evidence\":[{\"file\":\"targets.csv\","
                     "\"lines\":[\"study,role\",\"a,fit\",\"a,holdout\",\"b,holdout\"]}]},"
                     "\"parameters\":[" SMALL_ROWS "]}");
    check(&study, rows, sizeof rows / sizeof *rows);
    small_study_close(&study);
}

static void given_children_are_counted_and_their_attributes_named(void **state) {
    static const expected rows[] = {{"given_children", "2"}, {"given_attributes", "gmfcs,age"}};
    small_study study;
    (void)state;
    small_study_open(&study, SMALL_HEAD "\"children\":[\"gmfcs,age\",\"4,6\",\"5,7\"],"
                                        "\"parameters\":[" SMALL_ROWS "]}");
    check(&study, rows, sizeof rows / sizeof *rows);
    assert_null(vro_named_texts_find(&study.facts, "drawn_children"));
    small_study_close(&study);
}

static void all_of_many_strategies_are_named(void **state) {
    char manifest[4096] = "{\"strategies\":[";
    small_study study;
    (void)state;
    for (int i = 0; i < 60; i++)
        snprintf(manifest + strlen(manifest), sizeof manifest - strlen(manifest),
                 "\"a_strategy_of_a_long_name_%02d\",", i);
    strcat(manifest, "\"last\"],\"parameters\":[\"strategy,parameter,value\"]}");
    small_study_open(&study, manifest);
    const char *list = small_study_fact(&study, "strategy_list");
    assert_non_null(strstr(list, "a_strategy_of_a_long_name_59 and last"));
    assert_int_equal(strlen(list), 60 * strlen("a_strategy_of_a_long_name_00, ") + 3 + 4);
    small_study_close(&study);
}

static void a_manifest_without_parameters_is_at_fault(void **state) {
    small_study study;
    (void)state;
    assert_int_equal(small_study_read(&study, SMALL_HEAD "\"courses\":0}", VRO_ENGLISH),
                     VRO_BAD_INPUT);
    assert_fault(&study.errors, "manifest.json", "'parameters'");
    small_study_close(&study);
}

int test_study_facts(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_numbers_of_a_run_are_facts),
        cmocka_unit_test(the_table_says_who_what_and_for_how_long),
        cmocka_unit_test(each_estimate_is_calibrated_assumed_or_of_a_source),
        cmocka_unit_test(sobol_points_have_replicates),
        cmocka_unit_test(numbers_have_the_marks_of_the_language),
        cmocka_unit_test(a_continuous_rate_is_told_as_percent_a_year),
        cmocka_unit_test(figures_of_evidence_are_counted_by_study_and_role),
        cmocka_unit_test(given_children_are_counted_and_their_attributes_named),
        cmocka_unit_test(all_of_many_strategies_are_named),
        cmocka_unit_test(a_manifest_without_parameters_is_at_fault),
    };
    return cmocka_run_group_tests_name("study_facts", tests, NULL, NULL);
}
