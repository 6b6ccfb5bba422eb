// Checks are performed in order, told, counted and certified.
#define _GNU_SOURCE 1

#include "vrosim/table/verification.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

static vro_status compare_texts(vro_finding *finding, const void *context, vro_errors *errors) {
    (void)errors;
    vro_finding_text(finding, "right", context);
    return VRO_OK;
}

static vro_status break_down(vro_finding *finding, const void *context, vro_errors *errors) {
    (void)finding;
    (void)context;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "broken");
}

static const vro_verification_check checks[] = {
    {"first", "all is right", compare_texts, "right", false},
    {"second", "this, too", compare_texts, "wrong", false},
    {"long", "hours later", break_down, NULL, true},
};

// What is told, to be freed.
static char *tell(vro_verification *self, bool full, vro_status wanted) {
    vro_errors errors = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_int_equal(vro_verification_init(self, checks, 3, full, &errors), VRO_OK);
    assert_int_equal(vro_verification_run(self, stream, &errors), wanted);
    vro_verification_certify(self, stream);
    assert_int_equal(vro_verification_write(self, stream, &errors), VRO_OK);
    fclose(stream);
    vro_errors_free(&errors);
    return text;
}

static void each_check_has_its_line_and_one_that_fails_what_was_seen(void **state) {
    (void)state;
    vro_verification self;
    char *text = tell(&self, false, VRO_OK);
    assert_int_equal(self.performed, 2);
    assert_int_equal(self.failed, 1);
    static const char lines[] = "ok      first: all is right\n"
                                "FAILED  second: this, too\n"
                                "        wanted  right\n"
                                "        seen    wrong\n";
    assert_int_equal(strncmp(text, lines, sizeof lines - 1), 0);
    assert_non_null(strstr(text, "\n1 of 2 checks passed"));
    assert_non_null(strstr(text, "\nCertificate: vrosim "));
    assert_non_null(strstr(text, "\nsecond,FAILED,right,wrong,\"this, too\"\n"));
    assert_null(strstr(text, "long"));
    vro_verification_free(&self);
    free(text);
}

static void long_checks_are_performed_only_with_all(void **state) {
    (void)state;
    vro_verification self;
    free(tell(&self, true, VRO_NO_MEMORY));
    vro_verification_free(&self);
}

static void every_check_of_the_table_has_a_name_of_its_own(void **state) {
    (void)state;
    size_t count;
    const vro_verification_check *all = vro_verification_checks(&count);
    assert_true(count > 30);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(all[i].name, all[j].name);
}

int test_verification(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_check_has_its_line_and_one_that_fails_what_was_seen),
        cmocka_unit_test(long_checks_are_performed_only_with_all),
        cmocka_unit_test(every_check_of_the_table_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests_name("verification", tests, NULL, NULL);
}
