#include "vrosim/table/change_words.h"

#include "faults.h"

// Reads rows of plan.spica and population.age; the number of each is its place.
static vro_layers read_rows(const char *rows) {
    char text[2048];
    vro_layers layers = {0};
    vro_errors errors = {0};
    snprintf(text, sizeof text, "%s%s", HEADER, rows);
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    return layers;
}

// The words for what the last row puts in place of those before it.
static void assert_values(const char *rows, const char *values, const char *moments) {
    vro_layers layers = read_rows(rows);
    vro_change_rows change = {.layers = &layers, .after = &layers.rows[layers.count - 1]};
    vro_paragraph said = {0}, also = {0};
    for (size_t i = 0; i + 1 < layers.count; i++, change.count++)
        if (i < VRO_CHANGE_BEFORES_MAX)
            change.befores[i] = &layers.rows[i];
    change.count += change.count == 0; // no row before
    vro_change_words_values(&said, &change);
    assert_string_equal(said.text, values);
    assert_int_equal(vro_change_words_moments(&also, &change), *moments != '\0');
    assert_string_equal(also.text, moments);
    vro_layers_free(&layers);
}

static void a_number_takes_the_place_of_another(void **state) {
    (void)state;
    assert_values("vro,,plan.spica,fixed,0.81,,,,,probability,\n"
                  ",,plan.spica,fixed,0,,,,,probability,\n",
                  "0.81 -> 0", "");
    assert_values(",,plan.spica,fixed,0.5,,,,,probability,\n", "not given -> 0.5", "");
}

static void a_standard_error_is_told_where_it_changes(void **state) {
    (void)state;
    assert_values("vro,,plan.spica,fixed,0.81,,,,0.1,probability,\n"
                  ",,plan.spica,fixed,0.5,,,,0.1,probability,\n",
                  "0.81 -> 0.5", "");
    assert_values("vro,,plan.spica,fixed,0.81,,,,0.1,probability,\n"
                  ",,plan.spica,fixed,0.5,,,,,probability,\n",
                  "0.81 (se 0.1) -> 0.5 (no se)", "");
    assert_values(",,plan.spica,fixed,0.5,,,,0.2,probability,\n", "not given -> 0.5 (se 0.2)", "");
}

static void truncation_is_said_to_move_the_mean(void **state) {
    (void)state;
    assert_values(",1,population.age,normal,6,2,2,12,,years,\n"
                  ",,population.age,normal,6,3,5,9,,years,\n",
                  "normal 6 (sd 2) from 2 to 12 -> normal 6 (sd 3) from 5 to 9",
                  "mean 6.1 -> 6.86 (not 6: the cut moves it), sd 1.87 -> 1.12 (not 3)");
    assert_values(",,population.age,normal,6,1,0,,,years,\n",
                  "not given -> normal 6 (sd 1) from 0 up", "");
}

static void a_mode_and_a_range_get_their_mean(void **state) {
    (void)state;
    assert_values(",1,population.age,gamma,6,2,,,,years,\n"
                  ",,population.age,pert,5,,2,14,,years,\n",
                  "gamma 6 (sd 2) -> pert 5 from 2 to 14", "mean 6 -> 6, sd 2 -> 2.14");
    assert_values(",1,population.age,fixed,6,,,,,years,\n"
                  ",,population.age,uniform,,,2,8,,years,\n",
                  "6 -> uniform from 2 to 8", "mean 6 -> 5, sd 0 -> 1.73");
}

static void of_several_rows_before_only_the_means_are_told(void **state) {
    (void)state;
    assert_values(",1,plan.spica,fixed,0.5,,,,,probability,\n,2,plan.spica,fixed,0.7,,,,0.1,"
                  "probability,\n,,plan.spica,fixed,0,,,,,probability,\n",
                  "0.5 or 0.7 -> 0 (no se)", "");
    assert_values(",1,population.age,fixed,6,,,,,years,\n,2,population.age,pert,5,,2,14,,years,\n"
                  ",3,population.age,uniform,,,2,8,,years,\n,,population.age,fixed,7,,,,,years,\n",
                  "6, 6 or 5 (means) -> 7", "");
}

static void texts_are_quoted(void **state) {
    (void)state;
    assert_values("a,,strategy.label,text,one,,,,,,\nb,,strategy.label,text,two,,,,,,\n",
                  "'one' -> 'two'", "");
}

static void assert_levels(const bool *chosen, const char *text) {
    vro_paragraph said = {0};
    assert_int_equal(vro_change_words_levels(&said, chosen), *text != '\0');
    assert_string_equal(said.text, text);
}

static void levels_are_named_but_where_all_are_meant(void **state) {
    (void)state;
    assert_levels((const bool[]){false, false, false, false, true}, "level 5");
    assert_levels((const bool[]){true, true, false, true, false}, "levels 1, 2 and 4");
    assert_levels((const bool[]){true, true, true, true, true}, "");
}

static void assert_strategies(const bool *chosen, const bool *among, const char *text) {
    static char *const names[] = {"a", "b", "c", "d", "e"};
    vro_paragraph said = {0};
    vro_change_words_strategies(&said, names, chosen, among, 5);
    assert_string_equal(said.text, text);
}

static void strategies_are_named_or_those_left_out(void **state) {
    (void)state;
    const bool all[] = {true, true, true, true, true}, four[] = {true, true, true, true, false};
    assert_strategies((const bool[]){false, true, false, false, false}, all, "b");
    assert_strategies((const bool[]){true, true, false, false, false}, all, "a and b");
    assert_strategies((const bool[]){true, false, true, true, false}, all,
                      "all strategies but b and e");
    assert_strategies((const bool[]){true, false, true, true, false}, four, "all strategies but b");
    assert_strategies(four, four, "all");
}

static void many_strategies_are_counted(void **state) {
    (void)state;
    char *names[40];
    bool chosen[40] = {false}, all[40];
    for (size_t i = 0; i < 40; i++) {
        names[i] = "x";
        all[i] = true;
        chosen[i] = i < 20;
    }
    vro_paragraph said = {0};
    vro_change_words_strategies(&said, names, chosen, all, 40);
    assert_string_equal(said.text, "20 strategies");
}

int test_change_words(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_takes_the_place_of_another),
        cmocka_unit_test(a_standard_error_is_told_where_it_changes),
        cmocka_unit_test(truncation_is_said_to_move_the_mean),
        cmocka_unit_test(a_mode_and_a_range_get_their_mean),
        cmocka_unit_test(of_several_rows_before_only_the_means_are_told),
        cmocka_unit_test(texts_are_quoted),
        cmocka_unit_test(levels_are_named_but_where_all_are_meant),
        cmocka_unit_test(strategies_are_named_or_those_left_out),
        cmocka_unit_test(many_strategies_are_counted),
    };
    return cmocka_run_group_tests_name("change_words", tests, NULL, NULL);
}
