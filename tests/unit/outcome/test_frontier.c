// Dominance and the steps along the frontier, in cases made by hand and by exhaustion.
#include "vrosim/outcome/frontier.h"

#include "near.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <string.h>

enum { MOST = 6 };

typedef struct expected {
    const char *standing;
    size_t comparator;
    double icer; // NAN where there is none
} expected;

static void check(const double *effects, const double *costs, size_t strategies,
                  const expected *rows) {
    vro_increment found[MOST];
    vro_frontier_find(effects, costs, strategies, found);
    for (size_t i = 0; i < strategies; i++) {
        assert_string_equal(vro_standing_name(found[i].standing), rows[i].standing);
        assert_int_equal(found[i].comparator, rows[i].comparator);
        assert_near(found[i].effect, effects[i] - effects[rows[i].comparator], 0);
        assert_near(found[i].cost, costs[i] - costs[rows[i].comparator], 0);
        assert_int_equal(isnan(found[i].icer), isnan(rows[i].icer));
        if (!isnan(rows[i].icer))
            assert_near(found[i].icer, rows[i].icer, 1e-12);
    }
}

static void steps_are_set_against_the_one_before_whatever_the_order(void **state) {
    (void)state;
    check((double[]){5, 1, 2}, (double[]){90, 10, 20}, 3,
          (expected[]){{"frontier", 2, 70.0 / 3}, {"reference", 1, NAN}, {"frontier", 1, 10}});
}

static void more_cost_for_less_effect_is_dominated(void **state) {
    (void)state;
    check((double[]){3, 2, 4}, (double[]){10, 15, 20}, 3,
          (expected[]){{"reference", 0, NAN}, {"dominated", 0, NAN}, {"frontier", 0, 10}});
}

static void equal_effect_at_more_cost_is_dominated(void **state) {
    (void)state;
    check((double[]){1, 1, 2}, (double[]){5, 4, 6}, 3,
          (expected[]){{"dominated", 1, NAN}, {"reference", 1, NAN}, {"frontier", 1, 2}});
}

static void less_effect_at_equal_cost_is_dominated(void **state) {
    (void)state;
    check((double[]){1, 2}, (double[]){5, 5}, 2,
          (expected[]){{"dominated", 1, NAN}, {"reference", 1, NAN}});
}

// From the first to the second 10 a unit, from there to the third only 2: half of the first and
// half of the third have 2 units for 12 instead of 20.
static void a_step_dearer_than_the_next_is_extendedly_dominated(void **state) {
    (void)state;
    check((double[]){0, 1, 3}, (double[]){0, 10, 14}, 3,
          (expected[]){
              {"reference", 0, NAN}, {"extendedly_dominated", 0, NAN}, {"frontier", 0, 14.0 / 3}});
}

// Steps of 3, 2, 1.9 and 1.1 a unit of effect: setting neighbours against each other once would
// leave some that the step from the first to the last, of 2, takes out.
static void extended_dominance_is_over_the_whole_frontier(void **state) {
    (void)state;
    check((double[]){0, 1, 2, 3, 4}, (double[]){0, 3, 5, 6.9, 8}, 5,
          (expected[]){{"reference", 0, NAN},
                       {"extendedly_dominated", 0, NAN},
                       {"extendedly_dominated", 0, NAN},
                       {"extendedly_dominated", 0, NAN},
                       {"frontier", 0, 2}});
}

static void a_strategy_on_the_line_is_on_the_frontier(void **state) {
    (void)state;
    check((double[]){0, 2, 1}, (double[]){0, 6, 3}, 3,
          (expected[]){{"reference", 0, NAN}, {"frontier", 2, 3}, {"frontier", 0, 3}});
}

static void equals_are_set_against_the_first_of_them(void **state) {
    (void)state;
    check((double[]){1, 2, 2, 1}, (double[]){1, 5, 5, 1}, 4,
          (expected[]){
              {"reference", 0, NAN}, {"frontier", 0, 4}, {"equal", 1, NAN}, {"equal", 0, NAN}});
}

static void equals_off_the_frontier_stand_as_each_would_alone(void **state) {
    (void)state;
    check((double[]){0, 1, 1, 3, 2, 2}, (double[]){0, 10, 10, 14, 15, 15}, 6,
          (expected[]){{"reference", 0, NAN},
                       {"extendedly_dominated", 0, NAN},
                       {"extendedly_dominated", 0, NAN},
                       {"frontier", 0, 14.0 / 3},
                       {"dominated", 3, NAN},
                       {"dominated", 3, NAN}});
}

static void all_alike_have_no_step(void **state) {
    (void)state;
    check((double[]){2, 2, 2}, (double[]){1, 1, 1}, 3,
          (expected[]){{"reference", 0, NAN}, {"equal", 0, NAN}, {"equal", 0, NAN}});
}

static void a_strategy_alone_is_the_reference(void **state) {
    (void)state;
    check((double[]){-2}, (double[]){-1}, 1, (expected[]){{"reference", 0, NAN}});
}

// Revisions a child and millimetres: 30 mm for each revision avoided.
static void effects_and_costs_may_be_negative(void **state) {
    (void)state;
    check((double[]){-0.5, -0.25}, (double[]){-2.5, 5}, 2,
          (expected[]){{"reference", 0, NAN}, {"frontier", 0, 30}});
}

static bool is_greatest(const double *effects, const double *costs, size_t strategy,
                        double threshold) {
    for (size_t i = 0; i < MOST; i++)
        if (threshold * (effects[i] - effects[strategy]) - (costs[i] - costs[strategy]) > 1e-9)
            return false;
    return true;
}

// Net benefits are straight lines over the threshold, so that who is greatest changes only where
// two of them cross: thresholds at, halfway between and beyond all crossings are enough.
static bool is_greatest_somewhere(const double *effects, const double *costs, size_t strategy) {
    double crossings[MOST * MOST + 1] = {0};
    size_t count = 1;
    for (size_t i = 0; i < MOST; i++)
        for (size_t j = 0; j < MOST; j++)
            if (effects[i] > effects[j] && costs[i] > costs[j])
                crossings[count++] = (costs[i] - costs[j]) / (effects[i] - effects[j]);
    for (size_t i = 0; i < count; i++) {
        if (is_greatest(effects, costs, strategy, crossings[i] + 100))
            return true;
        for (size_t j = 0; j < count; j++) {
            const double threshold = (crossings[i] + crossings[j]) / 2;
            if (threshold > 0 && is_greatest(effects, costs, strategy, threshold))
                return true;
        }
    }
    return false;
}

static bool stands_on_frontier(const vro_increment *increment) {
    return increment->standing == VRO_FRONTIER_START || increment->standing == VRO_ON_FRONTIER ||
           increment->standing == VRO_EQUAL;
}

// On a coarse grid, where ties of every kind abound.
static void the_frontier_is_who_is_best_at_some_threshold(void **state) {
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 3);
    size_t standings[VRO_STANDINGS] = {0};
    for (int trial = 0; trial < 3000; trial++) {
        double effects[MOST], costs[MOST];
        for (size_t i = 0; i < MOST; i++) {
            effects[i] = (double)gsl_rng_uniform_int(rng, 7);
            costs[i] = (double)gsl_rng_uniform_int(rng, 7);
        }
        vro_increment found[MOST];
        vro_frontier_find(effects, costs, MOST, found);
        for (size_t i = 0; i < MOST; i++) {
            standings[found[i].standing]++;
            assert_int_equal(stands_on_frontier(&found[i]),
                             is_greatest_somewhere(effects, costs, i));
            if (found[i].standing == VRO_ON_FRONTIER) {
                const vro_increment *before = &found[found[i].comparator];
                assert_true(found[i].icer > 0);
                assert_true(before->standing == VRO_FRONTIER_START ||
                            before->icer <= found[i].icer);
            }
        }
    }
    for (size_t i = 0; i < VRO_STANDINGS; i++)
        assert_true(standings[i] > 100);
    gsl_rng_free(rng);
}

int test_frontier(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_set_against_the_one_before_whatever_the_order),
        cmocka_unit_test(more_cost_for_less_effect_is_dominated),
        cmocka_unit_test(equal_effect_at_more_cost_is_dominated),
        cmocka_unit_test(less_effect_at_equal_cost_is_dominated),
        cmocka_unit_test(a_step_dearer_than_the_next_is_extendedly_dominated),
        cmocka_unit_test(extended_dominance_is_over_the_whole_frontier),
        cmocka_unit_test(a_strategy_on_the_line_is_on_the_frontier),
        cmocka_unit_test(equals_are_set_against_the_first_of_them),
        cmocka_unit_test(equals_off_the_frontier_stand_as_each_would_alone),
        cmocka_unit_test(all_alike_have_no_step),
        cmocka_unit_test(a_strategy_alone_is_the_reference),
        cmocka_unit_test(effects_and_costs_may_be_negative),
        cmocka_unit_test(the_frontier_is_who_is_best_at_some_threshold),
    };
    return cmocka_run_group_tests_name("frontier", tests, NULL, NULL);
}
