// Evidence inside a manifest.
#include "vrosim/simulate/evidence_json.h"

#include "vrosim/file/json.h"

#include "faults.h"

static const char TABLE[] = "parameter,distribution,value,unit\nfollowup.horizon,fixed,3,years\n";

static void evidence_comes_back_from_a_manifest(void **state) {
    (void)state;
    vro_evidence evidence, again;
    vro_text_files tables = {0}, tables_again;
    vro_errors errors = {0};
    json_t *object = json_object();
    assert_int_equal(vro_evidence_read(&evidence, NULL, &errors), VRO_OK);
    assert_int_equal(vro_text_files_add(&tables, "mine.csv", TABLE, strlen(TABLE), &errors),
                     VRO_OK);
    assert_int_equal(vro_evidence_write_json(&evidence, &tables, object, &errors), VRO_OK);
    assert_int_equal(vro_evidence_read_json(&again, &tables_again, object, &errors), VRO_OK);
    assert_int_equal(again.texts.count, evidence.texts.count);
    for (size_t i = 0; i < again.texts.count; i++)
        assert_string_equal(again.texts.files[i].text, evidence.texts.files[i].text);
    assert_string_equal(tables_again.files[0].text, TABLE);
    json_decref(object);
    vro_text_files_free(&tables);
    vro_text_files_free(&tables_again);
    vro_evidence_free(&evidence);
    vro_evidence_free(&again);
}

static void a_manifest_without_evidence_is_refused(void **state) {
    (void)state;
    vro_evidence evidence;
    vro_text_files tables;
    vro_errors errors = {0};
    json_t *object = json_pack("{s:[{s:s}]}", "evidence", "file", "targets.csv");
    assert_int_equal(vro_evidence_read_json(&evidence, &tables, object, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, "", "without a name or lines");
    json_decref(object);
    vro_text_files_free(&tables);
    vro_evidence_free(&evidence);
    vro_errors_free(&errors);
}

int test_evidence_json(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_comes_back_from_a_manifest),
        cmocka_unit_test(a_manifest_without_evidence_is_refused),
    };
    return cmocka_run_group_tests_name("evidence_json", tests, NULL, NULL);
}
