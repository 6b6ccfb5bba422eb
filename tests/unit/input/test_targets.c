// Tables of targets: what is read, and everything that is wrong with one.
#include "vrosim/input/targets.h"

#include "faults.h"
#include "near.h"

#include <math.h>

#define TARGETS_HEADER                                                                             \
    "study,strategy,subgroup,outcome,value,se,lower,upper,events,n,likelihood,role,group\n"

static vro_status read_targets(vro_targets *self, const char *text, vro_errors *errors) {
    vro_csv_reader *csv;
    *self = (vro_targets){0};
    assert_int_equal(vro_csv_reader_open_text(&csv, "targets", text, strlen(text)), VRO_OK);
    const vro_status status = vro_targets_read(self, csv, errors);
    vro_csv_reader_free(csv);
    return status;
}

static void rows_are_read_and_what_is_empty_has_its_usual_value(void **state) {
    (void)state;
    vro_targets targets;
    vro_errors errors = {0};
    assert_int_equal(read_targets(&targets,
                                  TARGETS_HEADER
                                  "a,vro,,death,,,,,3,12,binomial,fit,\n"
                                  "b,vro,gmfcs_5,nsa_deg,130,2,,,,,normal,holdout,g\n",
                                  &errors),
                     VRO_OK);
    const vro_target *row = targets.rows;
    assert_int_equal(targets.count, 2);
    assert_string_equal(row->subgroup, "all");
    assert_string_equal(row->statistic, "mean");
    assert_string_equal(row->group, "a");
    assert_near(row->value, 0.25, 0);
    assert_true(isnan(row->se) && isnan(row->lower) && isnan(row->upper));
    assert_int_equal(row[1].likelihood, VRO_LIKELIHOOD_NORMAL);
    assert_int_equal(row[1].role, VRO_TARGET_HOLDOUT);
    assert_string_equal(row[1].group, "g");
    assert_int_equal(row[1].line, 3);
    assert_int_equal(vro_targets_count(&targets, VRO_TARGET_FIT), 1);
    vro_targets_free(&targets);
}

static void one_fault_is_one_sentence_at_its_place(void **state) {
    (void)state;
    static const bad_text cases[] = {
        {"=a,vro,,death,,,,,1,12,binomial,fit,\n", ":2:1: ", "study '=a' is a formula"},
        {"a,vro,,death,,,,,1,12,binomial,fit,@g\n", ":2:36: ", "group '@g' is a formula"},
        {"a,vro,,death,,,,,13,12,binomial,fit,\n", ":2:", "events '13' is more than the children"},
        {"a,vro,,death,,,,,1.5,12,binomial,fit,\n", ":2:", "is not a number of events"},
        {"a,vro,,death,,,,,1,0,binomial,fit,\n", ":2:", "is not a number of children"},
        {"a,vro,,death,0.2,,,,,,binomial,fit,\n", ":2:", "n is empty"},
        {"a,vro,,death,,,,,,12,binomial,fit,\n", ":2:", "events is empty"},
        {"a,vro,,death,1.2,,,,,12,binomial,fit,\n", ":2:", "is not a share"},
        {"a,vro,,death,0.5,,,,3,12,binomial,fit,\n", ":2:", "is not events / n"},
        {"a,vro,,nsa_deg,130,,,,,,normal,fit,\n", ":2:", "se is empty"},
        {"a,vro,,nsa_deg,,2,,,,,normal,fit,\n", ":2:", "value is empty"},
        {"a,vro,,nsa_deg,130,0,,,,,normal,fit,\n", ":2:", "is not a standard error"},
        {"a,vro,,nsa_deg,130,,120,,,,normal,fit,\n", ":2:", "upper is empty"},
        {"a,vro,,nsa_deg,130,,131,140,,,normal,fit,\n", ":2:", "leaves the value outside"},
        {"a,vro,,death,1,,0.9,1,,,logit_normal,fit,\n", ":2:", "strictly between 0 and 1"},
        {"a,vro,,cost,-1,1,,,,,log_normal,fit,\n", ":2:", "is not above 0"},
        {"a,vro,,death,,,,,1,12,binomal,fit,\n", ":2:", "'binomial'"},
        {"a,vro,,death,,,,,1,12,binomial,fitted,\n", ":2:", "'fit'"},
        {"a,vro,,death,,,,,1,12,binomial,,\n", ":2:", "role is empty"},
        {",vro,,death,,,,,1,12,binomial,fit,\n", ":2:1: ", "study is empty"},
        {"a,vro,,death,,,,,x,12,binomial,fit,\n", ":2:", "events 'x'"},
        {"a,vro,,death,,,,,1,12,binomial,fit,\na,vro,,death,,,,,2,12,binomial,holdout,\n",
         ":3:1: ", "has this figure already"},
        {"NA,vro,,death,,,,,1,12,binomial,fit,\n", ":2:1: ", "study 'NA' is a missing value"},
        {"a,NA,,death,,,,,1,12,binomial,fit,\n", ":2:3: ", "strategy 'NA' is a missing value"},
        {"a,vro,NA,death,,,,,1,12,binomial,fit,\n", ":2:7: ", "leave it empty for all"},
        {"a,vro,,NA,,,,,1,12,binomial,fit,\n", ":2:8: ", "outcome 'NA' is a missing value"},
        {"a,vro,,death,,,,,1,12,NA,fit,\n", ":2:", "likelihood 'NA' is unknown"},
        {"a,vro,,death,,,,,1,12,binomial,NA,\n", ":2:", "role 'NA' is unknown"},
        {"", ": ", "has no rows"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        vro_targets targets;
        vro_errors errors = {0};
        snprintf(text, sizeof text, "%s%s", TARGETS_HEADER, cases[i].text);
        assert_int_equal(read_targets(&targets, text, &errors), VRO_BAD_INPUT);
        assert_fault(&errors, cases[i].place, cases[i].piece);
        vro_targets_free(&targets);
        vro_errors_free(&errors);
    }
}

static void what_is_missing_to_r_is_empty(void **state) {
    (void)state;
    vro_targets targets;
    vro_errors errors = {0};
    assert_int_equal(read_targets(&targets,
                                  "study,strategy,outcome,statistic,value,se,lower,upper,events,n,"
                                  "likelihood,group,role,source\n"
                                  "a,vro,death,NA,NA,NA,NA,NA,3,12,binomial,NA,fit,NA\n",
                                  &errors),
                     VRO_OK);
    const vro_target *row = targets.rows;
    assert_string_equal(row->statistic, "mean");
    assert_string_equal(row->group, "a");
    assert_string_equal(row->source, "");
    assert_near(row->value, 0.25, 0);
    assert_true(isnan(row->se) && isnan(row->lower) && isnan(row->upper));
    assert_int_equal(errors.notice_count, 1);
    assert_string_equal(errors.notices[0], "targets: 7 fields are NA; read as empty");
    vro_errors_free(&errors);
    vro_targets_free(&targets);
}

static void a_table_of_targets_is_known_by_its_first_line(void **state) {
    (void)state;
    static const char scenario[] = "parameter,value\nlikelihood,1\n";
    assert_true(vro_targets_are(TARGETS_HEADER, strlen(TARGETS_HEADER)));
    assert_false(vro_targets_are(scenario, strlen(scenario)));
    assert_false(vro_targets_are("", 0));
}

int test_targets(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_and_what_is_empty_has_its_usual_value),
        cmocka_unit_test(one_fault_is_one_sentence_at_its_place),
        cmocka_unit_test(what_is_missing_to_r_is_empty),
        cmocka_unit_test(a_table_of_targets_is_known_by_its_first_line),
    };
    return cmocka_run_group_tests_name("targets", tests, NULL, NULL);
}
