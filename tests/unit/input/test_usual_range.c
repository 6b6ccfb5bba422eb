#include "vrosim/input/usual_range.h"

#include "faults.h"

#include <math.h>

static void assert_asked(vro_parameter_id id, const vro_distribution *distribution,
                         const char *words) {
    const vro_parameter *parameter = vro_dictionary_row(id);
    vro_paragraph said = {0};
    assert_false(vro_usual_range_holds(parameter, distribution));
    vro_usual_range_ask(parameter, distribution, &said);
    assert_string_equal(said.text, words);
}

static void assert_number_asked(vro_parameter_id id, double number, const char *words) {
    assert_asked(id, &(vro_distribution){VRO_DISTRIBUTION_FIXED, number, NAN, NAN, NAN}, words);
}

static void a_number_in_another_unit_is_asked_about(void **state) {
    (void)state;
    assert_number_asked(VRO_HEALING_TIME, 2.8,
                        "2.8 weeks: is this in months? It is usually 4 to 30 weeks");
    assert_number_asked(VRO_HEALING_TIME, 70,
                        "70 weeks: is this in days? It is usually 4 to 30 weeks");
    assert_number_asked(VRO_FOLLOWUP_HORIZON, 60,
                        "60 years: is this in months? It is usually 0.5 to 30 years");
    assert_number_asked(VRO_ANATOMY_MIGRATION, 0.44,
                        "0.44 percent: is this a share of 1? It is usually 10 to 100 percent");
    assert_number_asked(VRO_COMPLICATION_INFECTION, 0.5,
                        "0.5 probability: is this in percent? It is usually 0 to 0.25 probability");
    assert_number_asked(VRO_ANATOMY_NECK_LENGTH, 3.5,
                        "3.5 mm: is this in cm? It is usually 15 to 70 mm");
    assert_number_asked(VRO_COST_ADMISSION, 620,
                        "620 thousands: is this in single units of money? It is usually 0 to 200 "
                        "thousands");
}

static void one_that_no_unit_explains_is_asked_about_too(void **state) {
    (void)state;
    assert_number_asked(VRO_POPULATION_AGE, 0,
                        "0 years: is this meant? It is usually 1.5 to 18 years");
    assert_number_asked(VRO_ANATOMY_NSA, 70,
                        "70 degrees: is this meant? It is usually 110 to 180 degrees");
}

// Above 0 normal(2, 3) has the mean 2 + 3 phi(2/3) / Phi(2/3) = 3.28, not the 2 of the table.
static void of_a_distribution_the_mean_that_it_has_counts(void **state) {
    (void)state;
    const vro_distribution cut = {VRO_DISTRIBUTION_NORMAL, 2, 3, 0, NAN};
    assert_asked(VRO_HEALING_TIME, &cut,
                 "a mean of 3.282 weeks: is this in months? It is usually 4 to 30 weeks");
    const vro_distribution wide = {VRO_DISTRIBUTION_PERT, 10, NAN, 8, 100};
    assert_true(vro_usual_range_holds(vro_dictionary_row(VRO_HEALING_TIME), &wide));
}

static void the_ends_are_usual(void **state) {
    (void)state;
    const vro_parameter *row = vro_dictionary_row(VRO_HEALING_TIME);
    const vro_distribution ends[] = {{VRO_DISTRIBUTION_FIXED, 4, NAN, NAN, NAN},
                                     {VRO_DISTRIBUTION_FIXED, 30, NAN, NAN, NAN}};
    assert_true(vro_usual_range_holds(row, &ends[0]));
    assert_true(vro_usual_range_holds(row, &ends[1]));
}

int test_usual_range(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_in_another_unit_is_asked_about),
        cmocka_unit_test(one_that_no_unit_explains_is_asked_about_too),
        cmocka_unit_test(of_a_distribution_the_mean_that_it_has_counts),
        cmocka_unit_test(the_ends_are_usual),
    };
    return cmocka_run_group_tests_name("usual_range", tests, NULL, NULL);
}
