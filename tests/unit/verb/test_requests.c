// What verbs make of the options of the command line.
#include "vrosim/verb/requests.h"

#include "vrosim/verb/option.h"
#include "vrosim/verb/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const vro_verb WRITES = {.options = VRO_OPTION_BIT(VRO_OPTION_OUT), .shared = true};
static const vro_verb READS = {0};

static void the_number_of_children_is_the_given_one_or_the_usual(void **state) {
    (void)state;
    vro_options options = {.random = {.seed = 5, .stream = 3}, .size = {.patients = 7}};
    assert_int_equal(vro_request_analysis(&options, 100).size.patients, 100);
    options.given = VRO_OPTION_BIT(VRO_OPTION_PATIENTS);
    const vro_analysis_request request = vro_request_analysis(&options, 100);
    assert_int_equal(request.size.patients, 7);
    assert_int_equal(request.random.seed, 5);
    assert_int_equal(request.random.stream, 3);
}

static void a_session_has_what_the_verb_and_the_options_say(void **state) {
    (void)state;
    const vro_options options = {.verb = &WRITES, .out = "there", .threads = 3, .quiet = true};
    const vro_session_options request = vro_request_session(&options, stdout);
    assert_string_equal(request.out, "there");
    assert_int_equal(request.threads, 3);
    assert_true(request.quiet);
    assert_false(request.force);
    assert_true(request.shared);
    assert_ptr_equal(request.output, stdout);
}

static void the_folder_is_checked_where_the_verb_makes_one(void **state) {
    (void)state;
    vro_options options = {.verb = &WRITES, .out = "there"};
    assert_string_equal(vro_request_scenario(&options).folder, "there");
    options.shard = (vro_shard){1, 2};
    assert_null(vro_request_scenario(&options).folder);
    options = (vro_options){.verb = &WRITES, .out = "there", .resume = "a.tally"};
    assert_null(vro_request_scenario(&options).folder);
    options = (vro_options){.verb = &READS, .out = "there"};
    assert_null(vro_request_scenario(&options).folder);
}

static void a_folder_that_was_at_fault_itself_is_not_checked(void **state) {
    (void)state;
    const vro_options options = {
        .verb = &WRITES, .out = "there", .refused = VRO_OPTION_BIT(VRO_OPTION_OUT)};
    assert_null(vro_request_scenario(&options).folder);
}

static void a_misspelt_force_is_taken_for_force(void **state) {
    (void)state;
    vro_options options = {.verb = &WRITES, .out = "there"};
    assert_false(vro_request_scenario(&options).force);
    options.refused = VRO_OPTION_BIT(VRO_OPTION_FORCE);
    assert_true(vro_request_scenario(&options).force);
}

static void assert_shard_file(const vro_options *options, const char *name) {
    vro_errors errors = {0};
    char *file = vro_request_shard_file(options, &errors);
    assert_non_null(file);
    assert_string_equal(file, name);
    free(file);
}

static void a_shard_goes_to_the_file_named_or_resumed_or_to_one_of_its_number(void **state) {
    (void)state;
    vro_options options = {.out = "results", .shard = {2, 8}};
    assert_shard_file(&options, "shard-2-of-8.tally");
    options.resume = "old.tally";
    assert_shard_file(&options, "old.tally");
    options.out = "new.tally";
    options.given = VRO_OPTION_BIT(VRO_OPTION_OUT);
    assert_shard_file(&options, "new.tally");
}

int test_requests(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_of_children_is_the_given_one_or_the_usual),
        cmocka_unit_test(a_session_has_what_the_verb_and_the_options_say),
        cmocka_unit_test(the_folder_is_checked_where_the_verb_makes_one),
        cmocka_unit_test(a_folder_that_was_at_fault_itself_is_not_checked),
        cmocka_unit_test(a_misspelt_force_is_taken_for_force),
        cmocka_unit_test(a_shard_goes_to_the_file_named_or_resumed_or_to_one_of_its_number),
    };
    return cmocka_run_group_tests_name("requests", tests, NULL, NULL);
}
