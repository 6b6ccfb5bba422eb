// Sets of ranges against a set of single numbers.
#include "vrosim/core/interval_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NUMBERS = 60 };

static void add(vro_interval_set *self, uint64_t first, uint64_t end) {
    vro_errors errors = {0};
    assert_int_equal(vro_interval_set_add(self, (vro_interval){first, end}, &errors), VRO_OK);
}

static void assert_holds(const vro_interval_set *self, const vro_interval *expected, size_t count) {
    assert_int_equal(self->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(self->intervals[i].first, expected[i].first);
        assert_int_equal(self->intervals[i].end, expected[i].end);
    }
}

static void ranges_that_touch_or_overlap_become_one(void **state) {
    (void)state;
    vro_interval_set self = {0};
    add(&self, 10, 20);
    add(&self, 30, 40);
    add(&self, 50, 60);
    assert_holds(&self, (vro_interval[]){{10, 20}, {30, 40}, {50, 60}}, 3);
    add(&self, 20, 25);
    add(&self, 28, 30);
    assert_holds(&self, (vro_interval[]){{10, 25}, {28, 40}, {50, 60}}, 3);
    add(&self, 12, 55);
    assert_holds(&self, (vro_interval[]){{10, 60}}, 1);
    add(&self, 0, 5);
    add(&self, 70, 71);
    assert_holds(&self, (vro_interval[]){{0, 5}, {10, 60}, {70, 71}}, 3);
    vro_interval_set_free(&self);
    vro_interval_set_free(&self);
}

static void an_empty_range_changes_nothing(void **state) {
    (void)state;
    vro_interval_set self = {0};
    add(&self, 5, 5);
    add(&self, 7, 3);
    assert_int_equal(self.count, 0);
    add(&self, 1, 2);
    add(&self, 2, 2);
    assert_holds(&self, (vro_interval[]){{1, 2}}, 1);
    vro_interval_set_free(&self);
}

static void a_set_is_added_to_another(void **state) {
    (void)state;
    vro_interval_set self = {0}, other = {0};
    vro_errors errors = {0};
    add(&self, 5, 10);
    add(&other, 1, 2);
    add(&other, 8, 12);
    assert_int_equal(vro_interval_set_add_all(&self, &other, &errors), VRO_OK);
    assert_holds(&self, (vro_interval[]){{1, 2}, {5, 12}}, 2);
    assert_holds(&other, (vro_interval[]){{1, 2}, {8, 12}}, 2);
    vro_interval_set_free(&self);
    vro_interval_set_free(&other);
}

static void the_greatest_number_has_its_place(void **state) {
    (void)state;
    vro_interval_set self = {0};
    add(&self, UINT64_MAX - 1, UINT64_MAX);
    add(&self, 0, 1);
    assert_holds(&self, (vro_interval[]){{0, 1}, {UINT64_MAX - 1, UINT64_MAX}}, 2);
    add(&self, 1, UINT64_MAX - 1);
    assert_holds(&self, (vro_interval[]){{0, UINT64_MAX}}, 1);
    assert_true(vro_interval_set_total(&self) == UINT64_MAX);
    vro_interval_set_free(&self);
}

static void a_copy_lives_on_its_own(void **state) {
    (void)state;
    vro_interval_set self = {0}, copy, none = {0};
    vro_errors errors = {0};
    add(&self, 1, 3);
    add(&self, 5, 6);
    assert_int_equal(vro_interval_set_copy(&copy, &self, &errors), VRO_OK);
    add(&self, 3, 5);
    assert_holds(&copy, (vro_interval[]){{1, 3}, {5, 6}}, 2);
    add(&copy, 9, 10);
    assert_int_equal(copy.count, 3);
    vro_interval_set_free(&copy);
    assert_int_equal(vro_interval_set_copy(&copy, &none, &errors), VRO_OK);
    assert_int_equal(copy.count, 0);
    vro_interval_set_free(&self);
}

// The model of the tests below: whether each number is in the set.
typedef bool members[NUMBERS];

static void assert_is(const vro_interval_set *self, const members in) {
    uint64_t total = 0;
    size_t runs = 0;
    for (size_t i = 0; i < NUMBERS; i++) {
        total += in[i];
        runs += in[i] && (i == 0 || !in[i - 1]);
        const vro_interval common = vro_interval_set_common(self, (vro_interval){i, i + 1});
        assert_int_equal(common.end - common.first, in[i] ? 1 : 0);
    }
    assert_int_equal(vro_interval_set_total(self), total);
    assert_int_equal(self->count, runs);
    for (size_t i = 1; i < self->count; i++)
        assert_true(self->intervals[i - 1].end < self->intervals[i].first);
}

static void assert_missing(const vro_interval_set *self, const members in, size_t first,
                           size_t end) {
    vro_interval_set missing;
    vro_errors errors = {0};
    members out = {false};
    for (size_t i = first; i < end; i++)
        out[i] = !in[i];
    assert_int_equal(vro_interval_set_missing(self, (vro_interval){first, end}, &missing, &errors),
                     VRO_OK);
    assert_is(&missing, out);
    vro_interval_set_free(&missing);
}

static size_t draw(uint32_t *state, size_t limit) {
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 8) % limit;
}

static void any_additions_give_the_set_of_their_numbers(void **state) {
    (void)state;
    uint32_t random = 7;
    for (int round = 0; round < 300; round++) {
        vro_interval_set self = {0};
        members in = {false};
        for (int i = 0; i < 12; i++) {
            const size_t first = draw(&random, NUMBERS), length = draw(&random, 9);
            const size_t end = first + length < NUMBERS ? first + length : NUMBERS;
            add(&self, first, end);
            memset(in + first, true, end - first);
            assert_is(&self, in);
            assert_missing(&self, in, draw(&random, NUMBERS), draw(&random, NUMBERS));
        }
        assert_missing(&self, in, 0, NUMBERS);
        vro_interval_set_free(&self);
    }
}

static void the_first_common_numbers_are_found(void **state) {
    (void)state;
    vro_interval_set self = {0};
    add(&self, 10, 20);
    add(&self, 30, 40);
    const vro_interval both = vro_interval_set_common(&self, (vro_interval){15, 35});
    assert_true(both.first == 15 && both.end == 20);
    const vro_interval late = vro_interval_set_common(&self, (vro_interval){20, 35});
    assert_true(late.first == 30 && late.end == 35);
    const vro_interval none = vro_interval_set_common(&self, (vro_interval){20, 30});
    assert_true(none.first == 0 && none.end == 0);
    vro_interval_set_free(&self);
}

int test_interval_set(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_that_touch_or_overlap_become_one),
        cmocka_unit_test(an_empty_range_changes_nothing),
        cmocka_unit_test(a_set_is_added_to_another),
        cmocka_unit_test(the_greatest_number_has_its_place),
        cmocka_unit_test(a_copy_lives_on_its_own),
        cmocka_unit_test(any_additions_give_the_set_of_their_numbers),
        cmocka_unit_test(the_first_common_numbers_are_found),
    };
    return cmocka_run_group_tests_name("interval_set", tests, NULL, NULL);
}
