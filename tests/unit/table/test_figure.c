// The figures of a run: found by name, drawn from texts, left out with a reason.
#include "vrosim/table/figure.h"

#include "faults.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Two strategies over two years, of a thousand children.
static const char STRATEGIES[] = "strategy,label,reference\na_b,a_b,1\nvro,\"Varus\",0\n";
static const char REVISION[] =
    "strategy,subgroup,cause,time_years,at_risk,events,incidence,se\n"
    "a_b,all,any,0,1000,0,0,0\na_b,all,any,1,1000,100,0.1,0.01\na_b,all,any,2,890,200,0.3,0.015\n"
    "vro,all,any,0,1000,0,0,0\nvro,all,any,1,1000,50,0.05,0.007\nvro,all,any,2,950,50,0.1,0.01\n"
    "vro,gmfcs_1,any,2,9,9,0.9,0.1\n"
    "a_b,all,death,0,1000,0,0,0\na_b,all,death,1,1000,10,0.01,0\na_b,all,death,2,890,0,0.01,0\n";
static const char CONTRASTS[] =
    "strategy,reference,subgroup,outcome,statistic,value,se,lower,upper\n"
    "vro,a_b,all,revision_by_1y,risk_difference,-0.05,0.01,-0.07,-0.03\n"
    "vro,a_b,all,revision_by_2y,risk_difference,-0.2,0.01,-0.22,-0.18\n"
    "vro,a_b,all,revision_by_2y,relative_risk,0.33,0.01,0.3,0.36\n";
static const char LEGS[] =
    "strategy,subgroup,from,to,count,share\n"
    "a_b,all,-25,-20,10,0.01\na_b,all,-20,20,940,0.94\na_b,all,20,25,50,0.05\n"
    "vro,all,-25,-20,0,0\nvro,all,-20,20,990,0.99\nvro,all,20,25,10,0.01\n";

static void add(vro_result_tables *tables, const char *name, const char *text) {
    vro_errors errors = {0};
    assert_int_equal(vro_result_tables_add(tables, name, text, strlen(text), &errors), VRO_OK);
}

// Draws a figure of one file, to be freed.
static vro_drawing draw(const char *name, const char *file, const char *text,
                        vro_language language) {
    vro_result_tables tables = {0};
    vro_errors errors = {0};
    vro_drawing drawing = {0};
    const vro_figure *figure;
    const vro_figure_options options = {VRO_FIGURE_WIDTH, language, "f", NULL};
    add(&tables, "strategies.csv", STRATEGIES);
    if (file)
        add(&tables, file, text);
    assert_int_equal(vro_figure_find(&figure, name, &errors), VRO_OK);
    assert_int_equal(vro_figure_draw(figure, &tables, &options, &drawing, &errors), VRO_OK);
    vro_result_tables_free(&tables);
    return drawing;
}

static void assert_drawn(const vro_drawing *drawing, const char *title) {
    assert_null(drawing->left_out);
    assert_string_equal(drawing->title, title);
    assert_true(drawing->svg.size > 0);
    assert_memory_equal(drawing->svg.at, "<svg ", 5);
}

static void incidence_tells_its_range_and_lists_numbers_at_risk(void **state) {
    (void)state;
    vro_drawing drawing = draw("incidence", "revision.csv", REVISION, VRO_ENGLISH);
    assert_drawn(&drawing, "Within 2 years the index hip has later surgery in 10.0\xC2\xA0% of the "
                           "children under Varus and in 30.0\xC2\xA0% under a b.");
    assert_int_equal(drawing.error, VRO_SHOWS_SIMULATION);
    assert_int_equal(vro_drawing_rows(&drawing), 6);
    // at the end of the second year 890 - 200 remain; 300 events until then
    assert_string_equal(vro_drawing_cell_at(&drawing, 2, 0), "a b");
    assert_string_equal(vro_drawing_cell_at(&drawing, 2, 2), "690");
    assert_string_equal(vro_drawing_cell_at(&drawing, 2, 3), "300");
    assert_string_equal(vro_drawing_cell_at(&drawing, 1, 2), "890");
    vro_drawing_free(&drawing);
}

static void contrasts_tell_the_greatest_difference_of_the_last_landmark(void **state) {
    (void)state;
    vro_drawing drawing = draw("contrasts", "contrasts.csv", CONTRASTS, VRO_ENGLISH);
    assert_drawn(&drawing, "Later surgery of the index hip within 2 years: of 100 children, 20.0 "
                           "fewer under Varus than under a b (95 %: 18.0 to 22.0 fewer).");
    assert_int_equal(vro_drawing_rows(&drawing), 1);
    assert_string_equal(vro_drawing_cell_at(&drawing, 0, 2), "\xE2\x88\x92"
                                                             "20.000");
    vro_drawing_free(&drawing);
}

static void a_difference_within_its_error_is_none(void **state) {
    (void)state;
    vro_drawing drawing =
        draw("contrasts", "contrasts.csv",
             "strategy,reference,subgroup,outcome,statistic,value,se,lower,upper\n"
             "vro,a_b,all,revision_by_2y,risk_difference,0.0001,0.01,-0.02,0.02\n",
             VRO_ENGLISH);
    assert_drawn(&drawing, "Later surgery of the index hip within 2 years: under no strategy does "
                           "the 95 % interval of the difference from a b leave out zero.");
    vro_drawing_free(&drawing);
}

static void a_clear_difference_is_told_rather_than_a_greater_unclear_one(void **state) {
    (void)state;
    vro_drawing drawing =
        draw("contrasts", "contrasts.csv",
             "strategy,reference,subgroup,outcome,statistic,value,se,lower,upper\n"
             "c,a_b,all,revision_by_2y,risk_difference,0.2,0.2,-0.2,0.6\n"
             "vro,a_b,all,revision_by_2y,risk_difference,0.00012,0.00001,0.0001,0.00014\n",
             VRO_ENGLISH);
    assert_drawn(&drawing, "Later surgery of the index hip within 2 years: of 100 children, 0.0120 "
                           "more under Varus than under a b (95 %: 0.0100 to 0.0140 more).");
    vro_drawing_free(&drawing);
}

static void leg_length_adds_up_what_lies_beyond(void **state) {
    (void)state;
    vro_drawing drawing = draw("leg_length", "lld.csv", LEGS, VRO_GERMAN);
    assert_drawn(&drawing, "Am Ende unterscheiden sich die Beine bei 1,0\xC2\xA0% der Kinder unter "
                           "\xE2\x80\x9EVarus\xE2\x80\x9C und bei 6,0\xC2\xA0% unter "
                           "\xE2\x80\x9E"
                           "a b\xE2\x80\x9C um mehr als 20 mm.");
    vro_drawing_free(&drawing);
}

// Of four children the first and the third have surgery under a_b, the third and the last under
// vro: one is spared, one harmed.
static void the_same_children_are_spared_or_harmed(void **state) {
    (void)state;
    vro_drawing drawing = draw("children", "children.csv",
                               "patient,strategy,revision_by_1y,revision_by_2y\n"
                               "0,a_b,0,1\n0,vro,0,0\n1,a_b,0,0\n1,vro,0,0\n"
                               "2,a_b,1,1\n2,vro,1,1\n3,a_b,0,0\n3,vro,0,1\n",
                               VRO_ENGLISH);
    assert_drawn(&drawing,
                 "Later surgery of the index hip within 2 years in the same 4 children, under "
                 "Varus instead of a b: 1 spared, 1 harmed, 2 the same.");
    assert_non_null(strstr((const char *)drawing.svg.at, ">Later surgery of the index hip within 2 "
                                                         "years<"));
    assert_non_null(strstr((const char *)drawing.svg.at, ">spared: later surgery only under a b<"));
    static const char *const expected[2][5] = {{"a b", "2", "0", "0", "2"},
                                               {"Varus", "1", "1", "1", "1"}};
    for (size_t row = 0; row < 2; row++)
        for (size_t column = 0; column < 5; column++)
            assert_string_equal(vro_drawing_cell_at(&drawing, row, column), expected[row][column]);
    vro_drawing_free(&drawing);
}

static void a_figure_without_its_file_says_so(void **state) {
    (void)state;
    vro_drawing drawing = draw("incidence", NULL, NULL, VRO_ENGLISH);
    assert_string_equal(drawing.left_out, "There is no revision.csv in the folder.");
    assert_int_equal(drawing.svg.size, 0);
    vro_drawing_free(&drawing);
}

static void a_file_without_rows_leaves_its_figure_out(void **state) {
    (void)state;
    static const char *const cases[][3] = {
        {"incidence", "revision.csv", "strategy,subgroup,cause,time_years,incidence\n"},
        {"incidence", "revision.csv", "month\n1\n"},
        {"causes", "revision.csv", REVISION}, // lacks most of the causes
        {"contrasts", "contrasts.csv", "strategy,reference\n"},
        {"contrasts", "contrasts.csv", "strategy,reference,value\nvro,a_b,1\n"},
        {"children", "children.csv", "patient,strategy\n0,vro\n"},
        {"children", "children.csv", "patient,strategy,revision_by_2y\n0,vro,1\n"},
        {"leg_length", "lld.csv", "strategy,subgroup,from,to,share\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_drawing drawing = draw(cases[i][0], cases[i][1], cases[i][2], VRO_ENGLISH);
        assert_non_null(drawing.left_out);
        vro_drawing_free(&drawing);
    }
}

static void no_event_and_one_strategy_have_sentences_of_their_own(void **state) {
    (void)state;
    static const char head[] = "strategy,subgroup,cause,time_years,at_risk,events,incidence,se\n";
    char text[300];
    snprintf(text, sizeof text, "%sa_b,all,any,0,9,0,0,0\na_b,all,any,1,9,0,0,0\n", head);
    vro_drawing drawing = draw("incidence", "revision.csv", text, VRO_ENGLISH);
    assert_drawn(&drawing, "Within 1 years no child has later surgery of the index hip.");
    vro_drawing_free(&drawing);
}

static void an_unknown_figure_is_told_with_the_nearest(void **state) {
    (void)state;
    const vro_figure *figure;
    vro_errors errors = {0};
    assert_int_equal(vro_figure_find(&figure, "incidense", &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "", "figure 'incidense' is unknown; the nearest is 'incidence'");
    assert_null(figure);
    vro_errors_free(&errors);
}

int test_figure(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(incidence_tells_its_range_and_lists_numbers_at_risk),
        cmocka_unit_test(contrasts_tell_the_greatest_difference_of_the_last_landmark),
        cmocka_unit_test(a_difference_within_its_error_is_none),
        cmocka_unit_test(a_clear_difference_is_told_rather_than_a_greater_unclear_one),
        cmocka_unit_test(leg_length_adds_up_what_lies_beyond),
        cmocka_unit_test(the_same_children_are_spared_or_harmed),
        cmocka_unit_test(a_figure_without_its_file_says_so),
        cmocka_unit_test(a_file_without_rows_leaves_its_figure_out),
        cmocka_unit_test(no_event_and_one_strategy_have_sentences_of_their_own),
        cmocka_unit_test(an_unknown_figure_is_told_with_the_nearest),
    };
    return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
