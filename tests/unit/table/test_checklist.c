// What the facts of a study answer to the items of a form.
#include "small_checklist.h"

static void an_item_whose_facts_are_there_is_filled(void **state) {
    small_checklist self;
    (void)state;
    small_checklist_open(&self);
    assert_int_equal(self.checklist.rows[0].status, VRO_CHECKLIST_FILLED);
    assert_string_equal(self.checklist.rows[0].text, "500 children.");
    assert_string_equal(self.checklist.rows[0].where, "summary.csv: n");
    assert_string_equal(self.checklist.rows[0].evidence, "summary.csv");
    small_checklist_close(&self);
}

static void a_draft_says_what_is_to_be_added(void **state) {
    small_checklist self;
    (void)state;
    small_checklist_open(&self);
    assert_int_equal(self.checklist.rows[1].status, VRO_CHECKLIST_DRAFT);
    assert_string_equal(self.checklist.rows[1].text, "Children of Norway. (To add: why.)");
    small_checklist_close(&self);
}

static void where_evidence_is_missing_an_item_falls_and_names_the_command(void **state) {
    small_checklist self;
    const vro_named_texts none = {0};
    (void)state;
    small_checklist_open(&self);
    assert_int_equal(self.checklist.rows[2].status, VRO_CHECKLIST_DRAFT);
    assert_string_equal(self.checklist.rows[2].where,
                        "psa_summary.csv; evidence is missing: vrosim psa");
    vro_checklist_free(&self.checklist);
    assert_int_equal(vro_checklist_init(&self.checklist, &SMALL_FORM, &none, &self.errors), VRO_OK);
    assert_int_equal(self.checklist.rows[0].status, VRO_CHECKLIST_YOURS);
    assert_string_equal(self.checklist.rows[0].where, "evidence is missing: vrosim run");
    assert_string_equal(self.checklist.rows[2].where,
                        "yours: samples; evidence is missing: vrosim psa");
    assert_string_equal(self.checklist.rows[2].evidence, "");
    small_checklist_close(&self);
}

static void what_only_the_user_knows_is_theirs(void **state) {
    small_checklist self;
    (void)state;
    small_checklist_open(&self);
    assert_int_equal(self.checklist.rows[3].status, VRO_CHECKLIST_YOURS);
    assert_string_equal(self.checklist.rows[3].text, "");
    assert_string_equal(self.checklist.rows[3].where, "yours: who paid");
    assert_int_equal(vro_checklist_count(&self.checklist, VRO_CHECKLIST_YOURS), 1);
    assert_int_equal(vro_checklist_count(&self.checklist, VRO_CHECKLIST_DRAFT), 2);
    small_checklist_close(&self);
}

// It can be read again as an answer, whose fields are limited.
static void a_long_text_ends_at_a_blank(void **state) {
    small_checklist self;
    char words[5001] = "";
    (void)state;
    for (size_t i = 0; i < 5000; i++)
        words[i] = i % 10 == 9 ? ' ' : 'x';
    small_checklist_open(&self);
    vro_checklist_free(&self.checklist);
    vro_named_texts_set(&self.facts, "patients", "%s", words);
    assert_int_equal(vro_checklist_init(&self.checklist, &SMALL_FORM, &self.facts, &self.errors),
                     VRO_OK);
    const char *text = self.checklist.rows[0].text;
    assert_true(strlen(text) < 4000 && strlen(text) > 3000);
    assert_non_null(strstr(text, "xxxxxxxxx ... (the rest"));
    small_checklist_close(&self);
}

int test_checklist(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_whose_facts_are_there_is_filled),
        cmocka_unit_test(a_draft_says_what_is_to_be_added),
        cmocka_unit_test(where_evidence_is_missing_an_item_falls_and_names_the_command),
        cmocka_unit_test(what_only_the_user_knows_is_theirs),
        cmocka_unit_test(a_long_text_ends_at_a_blank),
    };
    return cmocka_run_group_tests_name("checklist", tests, NULL, NULL);
}
