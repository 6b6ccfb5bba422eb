// Sums of products of two outcomes in the same child.
#include "vrosim/outcome/trade_off_products.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

static vro_results *results_of(size_t n, int32_t effect, int32_t cost) {
    vro_results *self = aligned_alloc(64, sizeof *self);
    assert_non_null(self);
    memset(self, 0, sizeof *self);
    self->children = n;
    for (size_t i = 0; i < n; i++) {
        self->outcome[VRO_QALY][i] = effect;
        self->outcome[VRO_COST][i] = cost;
    }
    return self;
}

static void the_greatest_outcomes_fit(void **state) {
    (void)state;
    const int32_t most = (1 << 22) - 1;
    vro_results *reference = results_of(VRO_CHUNK, -most, most);
    vro_results *results = results_of(VRO_CHUNK, most, -most);
    const vro_wide once = (vro_wide)VRO_CHUNK * most * most;
    vro_trade_off_products trade_off = {0};
    for (int i = 0; i < 3; i++)
        vro_trade_off_products_add(&trade_off, VRO_COST_PER_QALY, results, reference);
    assert_true(trade_off.product == -3 * once);
    assert_true(trade_off.difference == -12 * once);
    free(reference);
    free(results);
}

static void sums_pass_64_bits(void **state) {
    (void)state;
    vro_results *results = results_of(VRO_CHUNK, 1 << 21, 1 << 21);
    vro_trade_off_products trade_off = {.product = (vro_wide)1 << 80, .difference = 5};
    vro_trade_off_products_add(&trade_off, VRO_COST_PER_QALY, results, NULL);
    assert_true(trade_off.product == ((vro_wide)1 << 80) + ((vro_wide)VRO_CHUNK << 42));
    assert_true(trade_off.difference == 5);
    free(results);
}

static void no_children_or_children_without_the_outcome_add_nothing(void **state) {
    (void)state;
    vro_results *none = results_of(0, 7, 7), *without = results_of(9, 7, VRO_NO_VALUE);
    vro_trade_off_products trade_off = {0};
    vro_trade_off_products_add(&trade_off, VRO_COST_PER_QALY, none, none);
    vro_trade_off_products_add(&trade_off, VRO_COST_PER_QALY, without, without);
    assert_true(trade_off.product == 0 && trade_off.difference == 0);
    free(none);
    free(without);
}

int test_trade_off_products(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_greatest_outcomes_fit),
        cmocka_unit_test(sums_pass_64_bits),
        cmocka_unit_test(no_children_or_children_without_the_outcome_add_nothing),
    };
    return cmocka_run_group_tests_name("trade_off_products", tests, NULL, NULL);
}
