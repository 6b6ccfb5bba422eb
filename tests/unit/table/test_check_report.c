#include "vrosim/table/check_report.h"

#include "faults.h"

static const char MIX[] = "\nCase mix (GMFCS): I 2 %, II 12 %, III 18 %, IV 33 %, V 35 %\n";

// The report of tables a, b over the default, from the case mix on; to be freed.
static char *report_of(const char *const *rows, size_t count) {
    static const char *const names[] = {"a", "b"};
    char texts[2][2048];
    vro_scenario_text tables[2];
    for (size_t i = 0; i < count; i++) {
        snprintf(texts[i], sizeof texts[i], "%s%s", HEADER, rows[i]);
        tables[i] = (vro_scenario_text){names[i], texts[i], strlen(texts[i])};
    }
    vro_scenario scenario;
    vro_layers layers;
    vro_errors errors = {0};
    char *text = NULL;
    size_t size;
    const vro_scenario_source source = {.texts = tables, .text_count = count};
    assert_int_equal(vro_scenario_load_and_keep(&scenario, &layers, &source, &errors), VRO_OK);
    FILE *stream = open_memstream(&text, &size);
    const vro_check_report report = {&scenario, &layers, names, count};
    assert_int_equal(vro_check_report_print(&report, stream, &errors), VRO_OK);
    fclose(stream);
    vro_layers_free(&layers);
    vro_scenario_free(&scenario);
    return text;
}

static void assert_report(const char *const *rows, size_t count, const char *mix,
                          const char *expected) {
    char *text = report_of(rows, count);
    assert_memory_equal(text, mix, strlen(mix));
    assert_string_equal(text + strlen(mix), expected);
    free(text);
}

static void assert_one_report(const char *rows, const char *expected) {
    assert_report(&rows, 1, MIX, expected);
}

static void a_change_for_all_names_no_strategy_and_no_level(void **state) {
    (void)state;
    assert_one_report(",,plan.spica,fixed,0,,,,,probability,\n", "\na\n"
                                                                 "  - plan.spica: 0.81 -> 0\n"
                                                                 "  Strategies changed: all\n"
                                                                 "\nNo warnings.\n");
}

static void strategies_and_levels_that_a_change_is_for_are_named(void **state) {
    (void)state;
    assert_one_report(
        "vro,4,plan.spica,fixed,0,,,,,probability,\n"
        "vro,5,plan.spica,fixed,0,,,,,probability,\n"
        ",,other.reoperation,fixed,0.02,,,,0.005,per year,\n",
        "\na\n"
        "  - plan.spica, vro, levels 4 and 5: 0.81 -> 0\n"
        "  - other.reoperation, all strategies but soft_tissue: 0.0225 (se 0.00834) ->\n"
        "    0.02 (se 0.005)\n"
        "  Strategies changed: all strategies but soft_tissue; untouched: soft_tissue\n"
        "\nNo warnings.\n");
}

// By level the default has three shares of both hips, and observation 0 already.
static void cells_that_become_the_same_are_one_line(void **state) {
    (void)state;
    assert_one_report(",,plan.bilateral,fixed,0,,,,,probability,\n"
                      "soft_tissue,,plan.bilateral,fixed,0,,,,,probability,\n",
                      "\na\n"
                      "  - plan.bilateral, all strategies but observation: 1, 0.5 or 0.82 -> 0\n"
                      "  Strategies changed: all strategies but observation; untouched: "
                      "observation\n"
                      "\nNo warnings.\n");
}

static void a_new_strategy_is_told_by_what_sets_it_apart(void **state) {
    (void)state;
    assert_one_report(
        "mine,,strategy.like,text,vro,,,,,,\n"
        "mine,,plan.target_nsa,fixed,105,,,,,degrees,\n"
        "mine,,plan.target_anteversion,fixed,15,,,,,degrees,\n"
        ",,plan.spica,fixed,0,,,,,probability,\n",
        "\na\n"
        "  - plan.spica: 0.81 -> 0\n"
        "  - mine is new, like vro but for what follows:\n"
        "    - plan.target_nsa: 125 or 115 -> 105\n"
        "  - plan.target_anteversion (line 4): no effect, as the same holds without it\n"
        "  Strategies new: mine; changed: all others\n"
        "\nNo warnings.\n");
}

static void a_new_strategy_without_rows_of_its_own_has_no_list(void **state) {
    (void)state;
    assert_one_report("mine,,strategy.like,text,vro,,,,,,\n",
                      "\na\n"
                      "  - mine is new, like vro in everything\n"
                      "  Strategies new: mine; untouched: all others\n"
                      "\nNo warnings.\n");
}

static void each_table_is_compared_with_those_before_it(void **state) {
    (void)state;
    static const char *const rows[] = {
        ",,plan.spica,fixed,0.5,,,,,probability,\n,,plan.shortening,fixed,5,,,,,mm,\n",
        ",,plan.spica,fixed,0.2,,,,,probability,\n"};
    assert_report(rows, 2, MIX,
                  "\na\n"
                  "  - plan.spica: 0.81 -> 0.5\n"
                  "  - plan.shortening: 0 -> 5\n"
                  "  - 1 row is replaced by tables after it\n"
                  "  Strategies changed: all\n"
                  "\nb\n"
                  "  - plan.spica: 0.5 -> 0.2\n"
                  "  Strategies changed: all\n"
                  "\nNo warnings.\n");
}

static void a_table_that_changes_nothing_says_so(void **state) {
    (void)state;
    assert_one_report(",,plan.spica,fixed,0.81,,,,,probability,mine\n",
                      "\na\n"
                      "  - changes nothing\n"
                      "  - plan.spica (line 2): no effect, as the same holds without it\n"
                      "  Strategies untouched: all\n"
                      "\nNo warnings.\n");
}

static void rows_without_effect_and_odd_values_are_warned_of(void **state) {
    (void)state;
    char *text = report_of((const char *[]){",,plan.osteotomy,fixed,0,,,,,probability,\n"
                                            ",3,plan.spica,fixed,0.5,,,,,probability,\n"
                                            ",,plan.spica,fixed,0.4,,,,,probability,\n"
                                            ",,healing.time,fixed,2.8,,,,,weeks,\n"},
                           1);
    assert_non_null(strstr(
        text, "\nWarnings, which are no faults: the tables can be run as they are\n"
              "  - a:2: plan.osteotomy has no effect: every strategy has a row of its own,\n"
              "    which counts\n"
              "  - a:3: plan.spica has no effect: line 4 sets it again\n"
              "  - a:5: healing.time is 2.8 weeks: is this in months? It is usually 4 to 30\n"
              "    weeks\n"));
    assert_null(strstr(text, "No warnings"));
    free(text);
}

// 0.02 + 0.12 + 0.18 + 60 + 40 = 100.32.
static void weights_of_some_levels_give_the_mix_that_they_have(void **state) {
    (void)state;
    static const char rows[] = ",4,population.gmfcs,fixed,60,,,,,share,\n"
                               ",5,population.gmfcs,fixed,40,,,,,share,\n";
    char *text = report_of((const char *[]){rows}, 1);
    assert_non_null(strstr(text, "I 0.0199 %, II 0.12 %, III 0.179 %, IV 59.8 %, V 39.9 %\n"));
    assert_non_null(strstr(
        text, "  - a:2: population.gmfcs is given for levels 4 and 5 only. The weight of\n"
              "    levels 1, 2 and 3 (0.02, 0.12, 0.18) stays, and all five are scaled to add\n"
              "    up to 1; give all five\n"));
    free(text);
}

int test_check_report(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_for_all_names_no_strategy_and_no_level),
        cmocka_unit_test(strategies_and_levels_that_a_change_is_for_are_named),
        cmocka_unit_test(cells_that_become_the_same_are_one_line),
        cmocka_unit_test(a_new_strategy_is_told_by_what_sets_it_apart),
        cmocka_unit_test(a_new_strategy_without_rows_of_its_own_has_no_list),
        cmocka_unit_test(each_table_is_compared_with_those_before_it),
        cmocka_unit_test(a_table_that_changes_nothing_says_so),
        cmocka_unit_test(rows_without_effect_and_odd_values_are_warned_of),
        cmocka_unit_test(weights_of_some_levels_give_the_mix_that_they_have),
    };
    return cmocka_run_group_tests_name("check_report", tests, NULL, NULL);
}
