// Sums of products of the same children under two strategies, against sums made child by child.
#include "vrosim/outcome/strategy_products.h"

#include "vrosim/input/subgroups.h"
#include "vrosim/model/categories.h"

#include "near.h"
#include "usual_landmarks.h"

#include <stdlib.h>
#include <string.h>

enum { STRATEGIES = 4, CHILDREN = 7, LEVEL = 3, BANDS = 2 };

// Whole numbers that differ by strategy, outcome and child, some below 0.
static int32_t value_of(size_t strategy, vro_outcome_id id, size_t child) {
    const int32_t sign = (child + strategy) % 3 == 0 ? -1 : 1;
    return sign * (int32_t)(1000 * (strategy + 1) + 37 * child * child + (id == VRO_COST ? 11 : 0));
}

static vro_results *results_of(size_t strategy, size_t n) {
    vro_results *self = aligned_alloc(64, sizeof *self);
    assert_non_null(self);
    memset(self, 0, sizeof *self);
    self->children = n;
    for (size_t i = 0; i < n; i++) {
        self->outcome[VRO_COST][i] = value_of(strategy, VRO_COST, i);
        self->outcome[VRO_QALY][i] = value_of(strategy, VRO_QALY, i);
    }
    return self;
}

static vro_strategy_products open_strategy_products(size_t strategies, size_t strata) {
    vro_strategy_products self;
    vro_errors errors = {0};
    assert_int_equal(
        vro_strategy_products_init(&self, strategies, usual_outcomes(true), strata, &errors),
        VRO_OK);
    return self;
}

static void add_all(vro_strategy_products *self, size_t level, size_t n,
                    const vro_categories *categories) {
    for (size_t strategy = 0; strategy < STRATEGIES; strategy++) {
        vro_results *results = results_of(strategy, n);
        results->categories = categories;
        vro_strategy_products_add(self, strategy, level, results);
        free(results);
    }
}

static vro_wide expected(size_t a, size_t b, vro_outcome_id id, const int32_t *chosen, size_t n) {
    vro_wide sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (vro_wide)value_of(a, id, (size_t)chosen[i]) * value_of(b, id, (size_t)chosen[i]);
    return sum;
}

static const int32_t everyone[CHILDREN] = {0, 1, 2, 3, 4, 5, 6};

static void every_pair_has_the_products_of_its_children(void **state) {
    (void)state;
    vro_strategy_products self = open_strategy_products(STRATEGIES, VRO_LEVELS);
    add_all(&self, LEVEL, CHILDREN, NULL);
    add_all(&self, LEVEL, 2, NULL);
    add_all(&self, 0, 0, NULL);
    for (vro_outcome_id id = VRO_COST; id < VRO_OUTCOMES; id++)
        for (size_t a = 1; a < STRATEGIES; a++)
            for (size_t b = 1; b < STRATEGIES; b++) {
                if (a == b)
                    continue;
                const vro_wide sum =
                    expected(a, b, id, everyone, CHILDREN) + expected(a, b, id, everyone, 2);
                assert_true(vro_strategy_products_product(&self, a, b, 0, id) == sum);
                assert_true(vro_strategy_products_product(&self, a, b, LEVEL + 1, id) == sum);
                assert_true(vro_strategy_products_product(&self, a, b, 1, id) == 0);
            }
    vro_strategy_products_free(&self);
    vro_strategy_products_free(&self);
}

static void a_category_has_those_of_its_children(void **state) {
    (void)state;
    static const vro_categories categories = {
        .count = BANDS, .first = {0, 3, CHILDREN}, .members = {1, 4, 6, 0, 2, 3, 5}};
    vro_strategy_products self = open_strategy_products(STRATEGIES, VRO_LEVELS + BANDS);
    add_all(&self, LEVEL, CHILDREN, &categories);
    for (size_t category = 0; category < BANDS; category++) {
        const size_t first = categories.first[category], n = categories.first[category + 1] - first;
        const size_t subgroup = VRO_LEVELS + 1 + category;
        assert_true(vro_strategy_products_product(&self, 1, 3, subgroup, VRO_COST) ==
                    expected(1, 3, VRO_COST, categories.members + first, n));
    }
    vro_strategy_products_free(&self);
}

static void the_greatest_outcomes_fit(void **state) {
    (void)state;
    const int32_t most = 1 << 24;
    vro_strategy_products self = open_strategy_products(3, VRO_LEVELS);
    vro_results *results = results_of(1, VRO_CHUNK);
    for (size_t i = 0; i < VRO_CHUNK; i++)
        results->outcome[VRO_COST][i] = most;
    for (int times = 0; times < 5; times++)
        for (size_t strategy = 0; strategy < 3; strategy++)
            vro_strategy_products_add(&self, strategy, 0, results);
    assert_true(vro_strategy_products_product(&self, 1, 2, 0, VRO_COST) ==
                (vro_wide)5 * VRO_CHUNK * most * most);
    free(results);
    vro_strategy_products_free(&self);
}

static void what_children_do_not_have_adds_nothing(void **state) {
    (void)state;
    vro_strategy_products self = open_strategy_products(3, VRO_LEVELS);
    vro_results *results = results_of(1, CHILDREN);
    for (size_t i = 0; i < CHILDREN; i++)
        results->outcome[VRO_QALY][i] = VRO_NO_VALUE;
    for (size_t strategy = 0; strategy < 3; strategy++)
        vro_strategy_products_add(&self, strategy, 0, results);
    assert_true(vro_strategy_products_product(&self, 1, 2, 0, VRO_QALY) == 0);
    assert_true(vro_strategy_products_product(&self, 1, 2, 0, VRO_COST) ==
                expected(1, 1, VRO_COST, everyone, CHILDREN));
    free(results);
    vro_strategy_products_free(&self);
}

static void merged_halves_are_the_whole(void **state) {
    (void)state;
    vro_strategy_products whole = open_strategy_products(STRATEGIES, VRO_LEVELS);
    vro_strategy_products one = open_strategy_products(STRATEGIES, VRO_LEVELS);
    vro_strategy_products other = open_strategy_products(STRATEGIES, VRO_LEVELS);
    add_all(&whole, 0, 3, NULL);
    add_all(&whole, LEVEL, CHILDREN, NULL);
    add_all(&one, LEVEL, CHILDREN, NULL);
    add_all(&other, 0, 3, NULL);
    vro_strategy_products_merge(&one, &other);
    assert_int_equal(vro_strategy_products_count(&one), 3 * VRO_LEVELS * VRO_PRODUCT_OUTCOMES);
    assert_memory_equal(one.products, whole.products,
                        vro_strategy_products_count(&one) * sizeof *one.products);
    vro_strategy_products_free(&whole);
    vro_strategy_products_free(&one);
    vro_strategy_products_free(&other);
}

static void none_are_kept_without_costs_or_of_too_many_strategies(void **state) {
    (void)state;
    vro_strategy_products self;
    vro_errors errors = {0};
    static const size_t most = VRO_PRODUCT_STRATEGIES_MAX;
    const struct {
        size_t strategies;
        bool economic;
        bool kept;
    } cases[] = {{3, false, false}, {most, true, true}, {most + 1, true, false}, {1, true, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(vro_strategy_products_init(&self, cases[i].strategies,
                                                    usual_outcomes(cases[i].economic), VRO_LEVELS,
                                                    &errors),
                         VRO_OK);
        assert_int_equal(vro_strategy_products_have(&self, VRO_COST), cases[i].kept);
        assert_false(vro_strategy_products_have(&self, VRO_REVISIONS));
        vro_results *results = results_of(2, CHILDREN);
        vro_strategy_products_add(&self, cases[i].strategies - 1, 0, results);
        assert_int_equal(vro_strategy_products_count(&self) > 0, i == 1);
        free(results);
        vro_strategy_products_free(&self);
    }
}

int test_strategy_products(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_has_the_products_of_its_children),
        cmocka_unit_test(a_category_has_those_of_its_children),
        cmocka_unit_test(the_greatest_outcomes_fit),
        cmocka_unit_test(what_children_do_not_have_adds_nothing),
        cmocka_unit_test(merged_halves_are_the_whole),
        cmocka_unit_test(none_are_kept_without_costs_or_of_too_many_strategies),
    };
    return cmocka_run_group_tests_name("strategy_products", tests, NULL, NULL);
}
