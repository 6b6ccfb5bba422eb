// Outcomes kept by child.
#include "vrosim/output/panel.h"

#include "near.h"

#include <string.h>

enum { CHILDREN = 5 };

static char *names[] = {"a", "b"};

// Two strategies; healing, which not every child has, and leg lengths.
typedef struct bench {
    vro_scenario scenario;
    vro_measure rows[4];
    vro_measures measures;
    vro_panel panel;
    vro_results results;
} bench;

static const uint64_t patients[CHILDREN] = {104, 101, 100, 103, 102};

static int open_bench(void **state) {
    static bench self;
    vro_errors errors = {0};
    self = (bench){.scenario = {.strategies = 2, .strategy_names = names},
                   .rows = {{0, VRO_NO_REFERENCE, 0, VRO_HEALING_WEEKS},
                            {1, 0, 0, VRO_HEALING_WEEKS},
                            {1, VRO_NO_REFERENCE, 1, VRO_LLD_MM},
                            {0, 1, 1, VRO_LLD_MM}}};
    self.measures = (vro_measures){.scenario = &self.scenario,
                                   .outcomes = {VRO_HEALING_WEEKS, VRO_LLD_MM},
                                   .outcome_count = 2,
                                   .rows = self.rows,
                                   .count = 4};
    self.results.children = CHILDREN;
    assert_int_equal(vro_panel_init(&self.panel, &self.measures, CHILDREN, &errors), VRO_OK);
    for (size_t strategy = 0; strategy < 2; strategy++) {
        for (size_t i = 0; i < CHILDREN; i++) {
            const int32_t child = (int32_t)(patients[i] - 100);
            self.results.outcome[VRO_HEALING_WEEKS][i] =
                child == 3 && strategy == 0 ? VRO_NO_VALUE : 10 * child + (int32_t)strategy;
            self.results.outcome[VRO_LLD_MM][i] = -child * (int32_t)(strategy + 1);
        }
        vro_panel_take(&self.panel, strategy, &self.results, patients, 100);
    }
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_panel_free(&self->panel);
    vro_panel_free(&self->panel);
    return 0;
}

static void assert_series(const bench *self, size_t measure, const int32_t expected[CHILDREN]) {
    int32_t scratch[CHILDREN];
    const int32_t *series =
        vro_panel_series(&self->panel, &self->measures.rows[measure], CHILDREN, scratch);
    for (size_t i = 0; i < CHILDREN; i++)
        assert_int_equal(series[i], expected[i]);
}

static void outcomes_stand_in_the_order_of_the_children(void **state) {
    assert_series(*state, 0, (int32_t[]){0, 10, 20, VRO_NO_VALUE, 40});
    assert_series(*state, 2, (int32_t[]){0, -2, -4, -6, -8});
}

static void a_difference_is_known_where_both_outcomes_are(void **state) {
    assert_series(*state, 1, (int32_t[]){1, 1, 1, VRO_NO_VALUE, 1});
    assert_series(*state, 3, (int32_t[]){0, 1, 2, 3, 4});
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(outcomes_stand_in_the_order_of_the_children, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(a_difference_is_known_where_both_outcomes_are, open_bench,
                                        close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
