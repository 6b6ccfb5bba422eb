#include "vrosim/input/strategy_selection.h"

#include "vrosim/input/scenario.h"

#include "faults.h"

#include <string.h>

// b is like a, and c like b.
static const char CHAIN[] = HEADER "c,,plan.spica,fixed,0.25,,,,,probability,\n"
                                   "a,,strategy.like,text,vro,,,,,,\n"
                                   "b,,strategy.like,text,a,,,,,,\n"
                                   "c,,strategy.like,text,b,,,,,,\n"
                                   "a,,plan.spica,fixed,0.5,,,,,probability,\n";

static vro_status load(vro_scenario *self, const char *list, const char *reference,
                       vro_errors *errors) {
    return vro_scenario_load(
        self,
        &(vro_scenario_source){.texts = &(vro_scenario_text){"chain", CHAIN, strlen(CHAIN)},
                               .text_count = 1,
                               .strategies = list,
                               .reference = reference},
        errors);
}

static vro_scenario load_fine(const char *list, const char *reference) {
    vro_scenario scenario;
    vro_errors errors = {0};
    assert_int_equal(load(&scenario, list, reference, &errors), VRO_OK);
    return scenario;
}

static void assert_names(const vro_scenario *scenario, size_t count, const char *const *names) {
    assert_int_equal(scenario->strategies, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(scenario->strategy_names[i], names[i]);
}

static void the_reference_comes_first_and_the_others_keep_their_order(void **state) {
    (void)state;
    static const char *const names[] = {"observation", "soft_tissue", "vro", "vro_soft_tissue",
                                        "vro_pelvic",  "c",           "a",   "b"};
    vro_scenario plain = load_fine(NULL, NULL), turned = load_fine(NULL, "observation");
    assert_names(&turned, 8, names);
    for (size_t i = 0; i < 8; i++) {
        const size_t before = vro_scenario_find(&plain, names[i]);
        for (size_t level = 0; level < VRO_LEVELS; level++)
            for (vro_parameter_id id = 0; id < VRO_PARAMETERS; id++)
                assert_true(vro_cell_equal(vro_scenario_cell(&plain, before, level, id),
                                           vro_scenario_cell(&turned, i, level, id)));
    }
    vro_scenario_free(&plain);
    vro_scenario_free(&turned);
}

static void the_first_one_as_reference_changes_nothing(void **state) {
    (void)state;
    vro_scenario scenario = load_fine("vro,observation", "vro");
    assert_names(&scenario, 2, (const char *[]){"vro", "observation"});
    vro_scenario_free(&scenario);
}

static void a_reference_must_be_known_and_kept(void **state) {
    (void)state;
    static const struct {
        const char *list, *reference;
        size_t faults;
        const char *piece;
    } cases[] = {
        {NULL, "obsevation", 1, "'obsevation' is unknown; the nearest is 'observation'"},
        {NULL, "", 1, "'' is unknown"},
        {"vro,a", "b", 1, "'b' is the reference, but it is not in the list"},
        {"vroo,a", "obs", 2, "'obs' is unknown"},
        {"vroo,a", "vro", 1, "'vroo' is unknown"}, // which may be the reference
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_scenario scenario;
        vro_errors errors = {0};
        assert_int_equal(load(&scenario, cases[i].list, cases[i].reference, &errors),
                         VRO_BAD_USAGE);
        assert_int_equal(errors.count, cases[i].faults);
        assert_fault(&errors, "strategy ", cases[i].piece);
        assert_null(scenario.cells);
        vro_errors_free(&errors);
    }
}

// The cells are those of the whole scenario; only what a strategy says that it is like changes.
static void a_strategy_outlives_the_one_that_it_is_like(void **state) {
    (void)state;
    vro_scenario scenario = load_fine("c,observation", "c");
    assert_names(&scenario, 2, (const char *[]){"c", "observation"});
    assert_string_equal(vro_scenario_like(&scenario, 0), "vro");
    assert_true(vro_scenario_value(&scenario, 0, 2, VRO_PLAN_SPICA) == 0.25);
    assert_true(vro_scenario_value(&scenario, 0, 2, VRO_PLAN_OSTEOTOMY) == 1);
    vro_scenario_free(&scenario);
    scenario = load_fine("c,a", NULL);
    assert_string_equal(vro_scenario_like(&scenario, 0), "a");
    assert_string_equal(vro_scenario_like(&scenario, 1), "vro");
    vro_scenario_free(&scenario);
}

int test_strategy_selection(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_comes_first_and_the_others_keep_their_order),
        cmocka_unit_test(the_first_one_as_reference_changes_nothing),
        cmocka_unit_test(a_reference_must_be_known_and_kept),
        cmocka_unit_test(a_strategy_outlives_the_one_that_it_is_like),
    };
    return cmocka_run_group_tests_name("strategy_selection", tests, NULL, NULL);
}
