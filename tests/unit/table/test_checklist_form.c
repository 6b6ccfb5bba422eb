// The forms that the program holds.
#include "vrosim/table/checklist_form.h"

#include "vrosim/core/named_texts.h"

#include "faults.h"

typedef struct expected {
    const char *name;
    const char *title;
    size_t items;
} expected;

static const expected forms[] = {{"cheers", "CHEERS 2022", 28},  {"stress", "STRESS-DES", 20},
                                 {"ispor7", "ISPOR-SMDM-7", 14}, {"advishe", "AdViSHE", 13},
                                 {"trace", "TRACE", 8},          {"pipo", "PIPO", 15}};

static void open_form(vro_checklist_form *form, const char *name) {
    vro_errors errors = {0};
    assert_int_equal(vro_checklist_form_read(form, name, &errors), VRO_OK);
    vro_errors_free(&errors);
}

static void every_form_has_its_title_its_link_and_its_items(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        vro_checklist_form form;
        open_form(&form, forms[i].name);
        assert_string_equal(form.title, forms[i].title);
        assert_ptr_equal(strstr(form.link, "https://"), form.link);
        assert_int_equal(form.count, forms[i].items);
        vro_checklist_form_free(&form);
    }
}

// Each item asks for something, is there once, says what the user has to add where the program
// cannot answer, and has templates without a fault.
static void check_item(const vro_checklist_form *form, size_t number) {
    const vro_checklist_item *item = &form->items[number];
    if (!*item->item || !*item->section || !*item->recommendation)
        fail_msg("%s: item %zu lacks its number, section or recommendation", form->name, number);
    assert_int_equal(vro_checklist_form_find(form, item->item), number);
    assert_true(*item->filled || *item->gap);
    assert_true(!*item->draft || *item->gap);
    assert_true(*item->evidence || !(*item->filled || *item->draft));
    assert_null(vro_named_texts_fault(item->filled));
    assert_null(vro_named_texts_fault(item->draft));
}

static void every_item_is_whole(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        vro_checklist_form form;
        open_form(&form, forms[i].name);
        for (size_t item = 0; item < form.count; item++)
            check_item(&form, item);
        vro_checklist_form_free(&form);
    }
}

static void an_unknown_form_is_refused_with_the_nearest_and_all(void **state) {
    vro_checklist_form form;
    vro_errors errors = {0};
    (void)state;
    assert_int_equal(vro_checklist_form_read(&form, "cheer", &errors), VRO_BAD_USAGE);
    assert_fault(&errors, "'cheer' is no form; the nearest is 'cheers'",
                 "cheers, stress, ispor7, advishe, trace, pipo");
    assert_int_equal(form.count, 0);
    vro_errors_free(&errors);
}

int test_checklist_form(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_has_its_title_its_link_and_its_items),
        cmocka_unit_test(every_item_is_whole),
        cmocka_unit_test(an_unknown_form_is_refused_with_the_nearest_and_all),
    };
    return cmocka_run_group_tests_name("checklist_form", tests, NULL, NULL);
}
