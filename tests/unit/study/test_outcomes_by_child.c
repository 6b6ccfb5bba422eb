// Outcomes kept by child.
#include "vrosim/study/outcomes_by_child.h"

#include "vrosim/model/categories.h"

#include "near.h"

#include <string.h>

enum { CHILDREN = 5, MEASURES = 7, UNDER_40 = 1 + VRO_LEVELS };

static char *names[] = {"a", "b"};

// Two strategies; healing, which not every child has, and leg lengths; levels, and categories of
// migration, of which the first is behind the levels.
typedef struct bench {
    vro_scenario scenario;
    vro_measure rows[MEASURES];
    vro_measures measures;
    vro_outcomes_by_child outcomes;
    vro_categories categories;
    vro_results results;
} bench;

static const uint64_t patients[CHILDREN] = {104, 101, 100, 103, 102};

static vro_measure measure(size_t strategy, size_t reference, size_t column, vro_outcome_id outcome,
                           size_t subgroup) {
    return (vro_measure){.strategy = strategy,
                         .reference = reference,
                         .column = column,
                         .outcome = outcome,
                         .subgroup = subgroup};
}

static int open_bench(void **state) {
    static bench self;
    vro_errors errors = {0};
    self = (bench){.scenario = {.strategies = 2, .strategy_names = names},
                   .rows = {measure(0, VRO_NO_REFERENCE, 0, VRO_HEALING_WEEKS, 0),
                            measure(1, 0, 0, VRO_HEALING_WEEKS, 0),
                            measure(1, VRO_NO_REFERENCE, 1, VRO_LLD_MM, 0),
                            measure(0, 1, 1, VRO_LLD_MM, 0),
                            measure(1, VRO_NO_REFERENCE, 1, VRO_LLD_MM, 2),
                            measure(1, 0, 0, VRO_HEALING_WEEKS, UNDER_40),
                            measure(0, 1, 1, VRO_LLD_MM, UNDER_40 + 1)},
                   // children 104, 103 and 102 under 40 percent, 101 and 100 over it
                   .categories = {.count = 2, .first = {0, 3, 5}, .members = {0, 3, 4, 1, 2}}};
    self.measures = (vro_measures){.scenario = &self.scenario,
                                   .outcomes = {.ids = {VRO_HEALING_WEEKS, VRO_LLD_MM}, .count = 2},
                                   .rows = self.rows,
                                   .count = MEASURES};
    self.results.categories = &self.categories;
    assert_int_equal(vro_outcomes_by_child_init(&self.outcomes, &self.measures, CHILDREN, &errors),
                     VRO_OK);
    for (size_t strategy = 0; strategy < 2; strategy++) {
        self.results.children = CHILDREN;
        for (size_t i = 0; i < CHILDREN; i++) {
            const int32_t child = (int32_t)(patients[i] - 100);
            self.results.outcome[VRO_HEALING_WEEKS][i] =
                child == 3 && strategy == 0 ? VRO_NO_VALUE : 10 * child + (int32_t)strategy;
            self.results.outcome[VRO_LLD_MM][i] = -child * (int32_t)(strategy + 1);
        }
        vro_outcomes_by_child_take(&self.outcomes, strategy, 1, &self.results, patients, 100);
    }
    *state = &self;
    return 0;
}

static int close_bench(void **state) {
    bench *self = *state;
    vro_outcomes_by_child_free(&self->outcomes);
    vro_outcomes_by_child_free(&self->outcomes);
    return 0;
}

static void assert_series(const bench *self, size_t measure, const int32_t expected[CHILDREN]) {
    int32_t scratch[CHILDREN];
    const int32_t *series = vro_outcomes_by_child_series(
        &self->outcomes, &self->measures.rows[measure], CHILDREN, scratch);
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

// All five are of the second level.
static void of_a_subgroup_there_are_its_children_alone(void **state) {
    assert_series(*state, 4, (int32_t[]){0, -2, -4, -6, -8});
    assert_series(*state, 5, (int32_t[]){VRO_NO_VALUE, VRO_NO_VALUE, 1, VRO_NO_VALUE, 1});
    assert_series(*state, 6, (int32_t[]){0, 1, VRO_NO_VALUE, VRO_NO_VALUE, VRO_NO_VALUE});
}

// Another chunk: two of the children, of the fifth level now and without categories.
static void who_moves_to_another_level_leaves_the_first(void **state) {
    bench *self = *state;
    self->results.children = 2;
    self->results.categories = NULL;
    for (size_t strategy = 0; strategy < 2; strategy++)
        vro_outcomes_by_child_take(&self->outcomes, strategy, 4, &self->results, patients, 100);
    assert_series(self, 4, (int32_t[]){0, VRO_NO_VALUE, -4, -6, VRO_NO_VALUE});
    self->rows[4].subgroup = VRO_LEVELS;
    assert_series(self, 4, (int32_t[]){VRO_NO_VALUE, -2, VRO_NO_VALUE, VRO_NO_VALUE, -8});
    assert_series(self, 6, (int32_t[]){0, VRO_NO_VALUE, VRO_NO_VALUE, VRO_NO_VALUE, VRO_NO_VALUE});
}

int test_outcomes_by_child(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(outcomes_stand_in_the_order_of_the_children, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(a_difference_is_known_where_both_outcomes_are, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(of_a_subgroup_there_are_its_children_alone, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(who_moves_to_another_level_leaves_the_first, open_bench,
                                        close_bench),
    };
    return cmocka_run_group_tests_name("outcomes_by_child", tests, NULL, NULL);
}
