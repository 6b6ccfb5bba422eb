// Targets with their studies and the tables of these.
#include "vrosim/input/evidence.h"

#include "faults.h"
#include "scratch.h"

#include <stdlib.h>

static const char TARGETS[] = "study,strategy,outcome,events,n,likelihood,role\n"
                              "one,vro,death,1,10,binomial,fit\n";
static const char STUDIES[] = "study,tables\none,own.csv\n";
static const char TABLE[] = "parameter,distribution,value,unit\nfollowup.horizon,fixed,3,years\n";

static void the_programs_own_evidence_has_42_figures_of_25_studies(void **state) {
    (void)state;
    vro_evidence evidence;
    vro_errors errors = {0};
    assert_int_equal(vro_evidence_read(&evidence, NULL, &errors), VRO_OK);
    assert_int_equal(vro_targets_count(&evidence.targets, VRO_TARGET_FIT), 23);
    assert_int_equal(vro_targets_count(&evidence.targets, VRO_TARGET_HOLDOUT), 19);
    assert_int_equal(evidence.studies.count, 25);
    for (size_t i = 0; i < evidence.targets.count; i++)
        assert_string_equal(evidence.studies.rows[evidence.study_of[i]].name,
                            evidence.targets.rows[i].study);
    vro_evidence_free(&evidence);
}

static void write_files(scratch *folder, const char *studies) {
    scratch_write(folder, "own.csv", TABLE, strlen(TABLE));
    scratch_write(folder, "studies.csv", studies, strlen(studies));
}

static void remove_files(scratch *folder) {
    scratch_remove(folder, "own.csv");
    scratch_remove(folder, "studies.csv");
    scratch_close(folder);
}

static vro_text_file targets_in(const scratch *folder, char path[512]) {
    snprintf(path, 512, "%s/targets.csv", folder->folder);
    return (vro_text_file){path, (char *)TARGETS, strlen(TARGETS)};
}

static void studies_and_tables_stand_beside_the_targets(void **state) {
    (void)state;
    scratch folder;
    char path[512];
    vro_evidence evidence;
    vro_scenario scenario;
    vro_errors errors = {0};
    scratch_open(&folder);
    write_files(&folder, STUDIES);
    const vro_text_file targets = targets_in(&folder, path);
    assert_int_equal(vro_evidence_read(&evidence, &targets, &errors), VRO_OK);
    assert_int_equal(
        vro_evidence_scenario(&evidence, 0, &(vro_text_files){0}, "vro", &scenario, &errors),
        VRO_OK);
    assert_true(vro_scenario_horizon(&scenario) == 3);
    assert_string_equal(scenario.name, "one");
    vro_scenario_free(&scenario);
    vro_evidence_free(&evidence);
    remove_files(&folder);
}

static void a_study_or_a_table_that_is_missing_is_a_fault(void **state) {
    (void)state;
    static const struct {
        const char *studies, *place, *piece;
    } cases[] = {{"study,tables\nonce,own.csv\n",
                  "targets.csv:2: ", "has no study 'one'; the nearest is 'once'"},
                 {"study,tables\none,other.csv\n", "other.csv: ", "cannot be opened"}};
    for (size_t i = 0; i < 2; i++) {
        scratch folder;
        char path[512];
        vro_evidence evidence;
        vro_errors errors = {0};
        scratch_open(&folder);
        write_files(&folder, cases[i].studies);
        const vro_text_file targets = targets_in(&folder, path);
        assert_int_equal(vro_evidence_read(&evidence, &targets, &errors), VRO_BAD_INPUT);
        assert_fault(&errors, cases[i].place, cases[i].piece);
        vro_evidence_free(&evidence);
        vro_errors_free(&errors);
        remove_files(&folder);
    }
}

int test_evidence(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_programs_own_evidence_has_42_figures_of_25_studies),
        cmocka_unit_test(studies_and_tables_stand_beside_the_targets),
        cmocka_unit_test(a_study_or_a_table_that_is_missing_is_a_fault),
    };
    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
