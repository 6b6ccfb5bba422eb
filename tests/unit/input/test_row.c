#include "vrosim/input/row.h"

#include "faults.h"

#include <math.h>

static void names_that_are_wrong_get_the_right_one(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spicca,fixed,1,,,,,probability,", ":2:3: ", "nearest is 'plan.spica'"},
        {",,,fixed,1,,,,,probability,", ":2:3: ", "parameter (empty)"},
        {",,plan.spica,fixd,1,,,,,probability,", ":2:14: ", "nearest is 'fixed'"},
        {",,population.age,Normal,8,3,0,,,years,", ":2:18: ", "nearest is 'normal'"},
        {",,plan.spica,,1,,,,,probability,", ":2:14: ", "distribution (empty) is unknown"},
        {",,plan.spica,normal,0.5,0.1,,,,probability,", ":2:14: ", "write 'fixed'"},
        {",,plan.shortening,fixed,1,,,,,cm,", ":2:31: ", "it is 'mm'"},
        {",,plan.spica,fixed,1,,,,,percent,", ":2:26: ", "it is 'probability'"},
        {",,healing.time,fixed,1,,,,,,", ":2:28: ", "it is 'weeks'"},
        {",,plan.target_nsa,fixed,115,,,,,radians,", ":2:33: ", "it is 'degrees'"},
        {",0,plan.spica,fixed,1,,,,,probability,", ":2:2: ", "gmfcs '0'"},
        {",6,plan.spica,fixed,1,,,,,probability,", ":2:2: ", "write 1, 2, 3, 4 or 5"},
        {",IV,plan.spica,fixed,1,,,,,probability,", ":2:2: ", "gmfcs 'IV'"},
        {",12,plan.spica,fixed,1,,,,,probability,", ":2:2: ", "gmfcs '12'"},
        {"a b,,plan.spica,fixed,1,,,,,probability,", ":2:1: ", "strategy 'a b'"},
        {"\"a,b\",,plan.spica,fixed,1,,,,,probability,", ":2:1: ", "at most 64"},
        {"a/b,,plan.spica,fixed,1,,,,,probability,", ":2:1: ", "strategy 'a/b'"},
        {"m\xc3\xbcller,,plan.spica,fixed,1,,,,,probability,", ":2:1: ", "letters"},
        {"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg,,plan.spica,fixed,1,,"
         ",,,probability,",
         ":2:1: ", "ccccccccccdddddddddd...'"},
        {"vro,,anatomy.migration,fixed,40,,,,,percent,", ":2:1: ", "all strategies share"},
        {",,strategy.like,text,vro,,,,,,", ":2:1: ", "strategy (empty) is missing"},
        {",,strategy.label,text,ours,,,,,,", ":2:1: ", "must name it"},
        {"vro,,strategy.label,fixed,1,,,,,,", ":2:21: ", "write 'text'"},
        {"vro,2,strategy.label,text,ours,,,,,,", ":2:5: ", "holds for all levels"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

static void numbers_that_are_wrong_are_explained(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spica,fixed,nan,,,,,probability,", ":2:20: ", "finite"},
        {",,plan.spica,fixed,inf,,,,,probability,", ":2:20: ", "finite"},
        {",,plan.spica,fixed,0x1,,,,,probability,", ":2:20: ", "decimal form"},
        {",,plan.spica,fixed,\"0,5\",,,,,probability,", ":2:20: ", "decimal point"},
        {",,plan.spica,fixed,50%,,,,,probability,", ":2:20: ", "after the number"},
        {",,plan.spica,fixed,1e999,,,,,probability,", ":2:20: ", "too large"},
        {",,plan.spica,fixed,1.01,,,,,probability,", ":2:20: ", "0 to 1"},
        {",,plan.spica,fixed,-0.1,,,,,probability,", ":2:20: ", "out of bounds"},
        {",,anatomy.nsa,normal,150,9,10,,,degrees,", ":2:28: ", "60 to 200"},
        {",,anatomy.nsa,normal,150,9,,201,,degrees,", ":2:29: ", "60 to 200"},
        {",,anatomy.nsa,normal,150,1e9,,,,degrees,", ":2:26: ", "at most 140 (degrees)"},
        {",,population.gmfcs,fixed,-1,,,,,share,", ":2:26: ", "out of bounds"},
        {",,plan.spica,fixed,0.5,,,,-0.1,probability,", ":2:27: ", "standard error"},
        {",,plan.spica,fixed,0.5,,,,x,probability,", ":2:27: ", "se 'x' is not a number"},
        {",,followup.visit_phase,uniform,,,0,1,0.1,share,", ":2:38: ", "defines what is measured"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

static void a_distribution_must_fit_its_numbers_and_its_parameter(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spica,fixed,,,,,,probability,", ":2:20: ", "value"},
        {",,plan.spica,fixed,1,1,,,,probability,", ":2:22: ", "no sd"},
        {",,anatomy.nsa,normal,150,0,,,,degrees,", ":2:26: ", "fixed"},
        {",,anatomy.nsa,normal,150,-9,,,,degrees,", ":2:26: ", "above 0"},
        {",,anatomy.nsa,normal,150,,,,,degrees,", ":2:26: ", "needs an sd"},
        {",,anatomy.nsa,normal,150,9,160,140,,degrees,", ":2:28: ", "min '160'"},
        {",,anatomy.nsa,normal,70,0.1,190,191,,degrees,", ":2:29: ", "no mass"},
        {",,anatomy.nsa,uniform,150,,110,160,,degrees,", ":2:23: ", "no value"},
        {",,anatomy.nsa,gamma,150,9,110,,,degrees,", ":2:27: ", "no min"},
        {",,anatomy.nsa,pert,170,,110,160,,degrees,", ":2:20: ", "between min and max"},
        {",,surgery.reduction_pelvic,beta,0.5,0.6,,,,ratio,", ":2:37: ", "beta"},
        {",,population.age,normal,8,3,,,,years,", ":2:29: ", "below 0"},
        {",,anatomy.migration,normal,50,20,,100,,percent,", ":2:34: ", "set min to 0"},
        {",,anatomy.migration,normal,50,20,0,,,percent,", ":2:36: ", "set max to 100"},
        {",,anatomy.migration,gamma,50,20,,,,percent,", ":2:34: ", "takes a max"},
        {",,loss.angle,uniform,,,-5,5,,degrees,", ":2:24: ", "out of bounds"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

#define SIXTY "012345678901234567890123456789012345678901234567890123456789"

static void a_text_and_a_number_are_not_mistaken_for_each_other(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {",,plan.spica,text,often,,,,,probability,", ":2:14: ", "this parameter is a number"},
        {",,healing.time,text,ten weeks,,,,,,", ":2:16: ", "this parameter is a number"},
        {",,population.gmfcs,text,many,,,,,,", ":2:20: ", "this parameter is a number"},
        {",,economics.price_year,fixed,2016,,,,,year,", ":2:24: ", "write 'text'"},
        {",,economics.currency,normal,1,2,,,,,", ":2:22: ", "this parameter is a text"},
        {",,economics.currency,,euro,,,,,,", ":2:22: ", "this parameter is a text"},
        {",,economics.curency,text,euro,,,,,,", ":2:3: ", "nearest is 'economics.currency'"},
        {",,economics.currency,text,,,,,,,", ":2:27: ", "value (empty) is missing"},
        {",,economics.currency,text,\"\",,,,,,", ":2:27: ", "value (empty) is missing"},
        {",,economics.currency,text,\" euro\",,,,,,", ":2:27: ", "blank"},
        {",,economics.currency,text,\"euro \",,,,,,", ":2:27: ", "blank"},
        {",,economics.currency,text,\"eu\tro\",,,,,,", ":2:27: ", "control character"},
        {",,economics.currency,text,\"eu\nro\",,,,,,", ":2:27: ", "control character"},
        {",,economics.currency,text,eu\xc2\x85ro,,,,,,", ":2:27: ", "control character"},
        {",,economics.currency,text,x" SIXTY ",,,,,,", ":2:27: ", "up to 60 characters"},
        {",,economics.currency,text,euro,1,,,,,", ":2:32: ", "sd '1' does not apply"},
        {",,economics.currency,text,euro,,1,,,,", ":2:33: ", "min '1' does not apply"},
        {",,economics.currency,text,euro,,,1,,,", ":2:34: ", "max '1' does not apply"},
        {",,economics.currency,text,euro,,,,1,,", ":2:35: ", "se '1' does not apply"},
        {",,economics.currency,text,euro,,,,,year,", ":2:36: ", "unit 'year' does not apply"},
        {",,economics.currency,text,=1+1,,,,,,", ":2:27: ", "value '=1+1' is a formula"},
        {"vro,,strategy.label,text,@me,,,,,,", ":2:26: ", "value '@me' is a formula"},
        {",,plan.spica,fixed,0.5,,,,,probability,-x", ":2:40: ", "source '-x' is a formula"},
        {",,plan.spica,fixed,0.5,,,,,probability,+x", ":2:40: ", "source '+x' is a formula"},
        {",,followup.landmarks,text,1/2/x,,,,,,", ":2:27: ", "is not a list of landmarks"},
        {",,followup.landmarks,text,2/1,,,,,,", ":2:27: ", "value '2/1' does not rise"},
        {",3,economics.currency,text,euro,,,,,,", ":2:2: ", "all levels"},
        {"vro,,economics.currency,text,euro,,,,,,", ":2:1: ", "all strategies share"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(HEADER, &cases[i]);
}

#define TEXT_HEADER "parameter,distribution,value,unit,strategy,text\n"

static void a_text_stands_in_text_or_value_and_a_number_in_value(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"economics.currency,text,euro,,,euro\n", ":2:25: ", "value 'euro' does not apply"},
        {"economics.currency,text,,,,\n", ":2:28: ", "text (empty) is missing"},
        {"economics.currency,text,,,,\" euro\"\n", ":2:28: ", "text ' euro' begins"},
        {"plan.spica,fixed,1,probability,,often\n", ":2:33: ", "text 'often' does not apply"},
    };
    static const char *const right[] = {TEXT_HEADER "economics.currency,text,,,,euro\n",
                                        TEXT_HEADER "economics.currency,text,euro,,,\n",
                                        ("parameter,distribution,value,unit\n"
                                         "economics.currency,text,euro,\n")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_one_fault(TEXT_HEADER, &cases[i]);
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        vro_errors errors = {0};
        vro_layers layers = {0};
        assert_int_equal(append_text(&layers, right[i], &errors), VRO_OK);
        assert_string_equal(layers.texts.texts[layers.rows[0].text], "euro");
        vro_layers_free(&layers);
    }
}

// 60 characters of two bytes each are not too many, and blanks around an unquoted one do not count.
static void a_text_is_kept_as_it_is_written(void **state) {
    (void)state;
    char text[121] = "", table[400];
    for (int i = 0; i < 60; i++)
        strcat(text, "\xc3\xa9");
    vro_errors errors = {0};
    vro_layers layers = {0};
    snprintf(table, sizeof table,
             HEADER ",,economics.perspective,text,%s,,,,,,s\n"
                    ",,economics.currency,text, US dollar ,,,,,,\"a, b\"\n"
                    ",,economics.price_year,text,\"2016, \"\"or so\"\"\",,,,,,s\n",
             text);
    assert_int_equal(append_text(&layers, table, &errors), VRO_OK);
    const char *const expected[] = {text, "US dollar", "2016, \"or so\""};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(layers.texts.texts[layers.rows[i].text], expected[i]);
        assert_true(layers.rows[i].row.distribution.value == 0 && isnan(layers.rows[i].row.se));
    }
    assert_string_equal(layers.texts.texts[layers.rows[1].source], "a, b");
    vro_layers_free(&layers);
}

static void all_faults_of_a_row_are_reported(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER "a b,9,plan.spicca,fixd,x,nan,0x1,1e999,?,mm,\n"
                              ",IV,plan.target_nsa,normal,700,4,,,-1,degree,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 9 + 5);
    assert_fault(&errors, ":3:28: ", "out of bounds");
    assert_fault(&errors, ":3:36: ", "negative");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void a_number_at_fault_hides_no_other(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER ",1,population.age,normal,abc,-1,9,5,,years,\n"
                              ",2,population.age,normal,,0,9,5,,years,\n"
                              ",3,population.age,normal,999,1,9,5,,years,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 3 + 3 + 2);
    assert_fault(&errors, ":2:30: ", "sd must be above 0");
    assert_fault(&errors, ":2:33: ", "min must be below max");
    assert_fault(&errors, ":3:26: ", "needs a value");
    assert_fault(&errors, ":3:29: ", "min must be below max");
    assert_fault(&errors, ":4:26: ", "out of bounds");
    vro_layers_free(&layers);
    vro_errors_free(&errors);
}

static void a_right_row_says_what_it_fills_and_with_what(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER "vro,4,healing.time,normal,10,2,8,,0.5,weeks,\"a, \"\"b\"\"\"\n"
                              ",,plan.spica,fixed,1,,,,,probability,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    const vro_row *row = &layers.rows[0].row;
    assert_true(row->placed);
    assert_int_equal(row->level, 3);
    assert_int_equal(row->parameter, VRO_HEALING_TIME);
    assert_int_equal(row->distribution.kind, VRO_DISTRIBUTION_NORMAL);
    assert_true(row->distribution.value == 10 && row->distribution.sd == 2 &&
                row->distribution.min == 8);
    assert_true(isnan(row->distribution.max));
    assert_true(row->se == 0.5);
    assert_int_equal(row->place.line, 2);
    assert_int_equal(row->place.column, 27);
    assert_string_equal(layers.texts.texts[layers.rows[0].source], "a, \"b\"");
    assert_int_equal(layers.rows[1].row.level, VRO_ALL_LEVELS);
    assert_true(isnan(layers.rows[1].row.se));
    vro_layers_free(&layers);
}

static void a_uniform_distribution_has_a_standard_error_of_its_middle(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_layers layers = {0};
    const char *text = HEADER ",,surgery.nsa_error,uniform,,,-5,5,1,degrees,\n";
    assert_int_equal(append_text(&layers, text, &errors), VRO_OK);
    assert_true(layers.rows[0].row.se == 1);
    vro_layers_free(&layers);
}

int test_row(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_are_wrong_get_the_right_one),
        cmocka_unit_test(numbers_that_are_wrong_are_explained),
        cmocka_unit_test(a_distribution_must_fit_its_numbers_and_its_parameter),
        cmocka_unit_test(a_text_and_a_number_are_not_mistaken_for_each_other),
        cmocka_unit_test(a_text_stands_in_text_or_value_and_a_number_in_value),
        cmocka_unit_test(a_text_is_kept_as_it_is_written),
        cmocka_unit_test(all_faults_of_a_row_are_reported),
        cmocka_unit_test(a_number_at_fault_hides_no_other),
        cmocka_unit_test(a_right_row_says_what_it_fills_and_with_what),
        cmocka_unit_test(a_uniform_distribution_has_a_standard_error_of_its_middle),
    };
    return cmocka_run_group_tests_name("row", tests, NULL, NULL);
}
