// Labels that make way for each other.
#include "vrosim/figure/labels.h"

#include "picture_cases.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void labels_with_room_stay_where_they_want_to_be(void **state) {
    (void)state;
    vro_label labels[] = {{.wanted = 80, .height = 10}, {.wanted = 20, .height = 10}};
    assert_true(vro_labels_place(labels, 2, 0, 100));
    assert_true(labels[0].wanted == 20 && labels[0].at == 20);
    assert_true(labels[1].wanted == 80 && labels[1].at == 80);
}

static void labels_of_one_place_share_it(void **state) {
    (void)state;
    vro_label labels[] = {
        {.wanted = 50, .height = 10}, {.wanted = 50, .height = 10}, {.wanted = 50, .height = 10}};
    assert_true(vro_labels_place(labels, 3, 0, 100));
    assert_true(labels[0].at == 40 && labels[1].at == 50 && labels[2].at == 60);
}

static void labels_stay_within_the_ends(void **state) {
    (void)state;
    vro_label labels[] = {{.wanted = 0, .height = 10}, {.wanted = 1, .height = 10}};
    assert_true(vro_labels_place(labels, 2, 0, 100));
    assert_true(labels[0].at == 5 && labels[1].at == 15);
    vro_label low[] = {{.wanted = 100, .height = 10}, {.wanted = 99, .height = 10}};
    assert_true(vro_labels_place(low, 2, 0, 100));
    assert_true(low[0].at == 85 && low[1].at == 95);
}

static void labels_without_room_are_refused(void **state) {
    (void)state;
    vro_label labels[] = {{.wanted = 5, .height = 10}, {.wanted = 5, .height = 10}};
    assert_false(vro_labels_place(labels, 2, 0, 19.9));
    assert_true(vro_labels_place(labels, 2, 0, 20));
    assert_true(vro_labels_place(NULL, 0, 0, 20));
}

// Whatever places they want, none covers another, and their order is that of the places.
static void many_labels_do_not_overlap(void **state) {
    (void)state;
    enum { LABELS = 40 };
    for (size_t k = 0; k < 200; k++) {
        vro_label labels[LABELS] = {0};
        for (size_t i = 0; i < LABELS; i++) {
            labels[i].wanted = floor(60 * picture_cases_value(i, k)) * 10;
            labels[i].height = 8 + 7 * (double)(i % 2);
        }
        assert_true(vro_labels_place(labels, LABELS, 0, 600));
        double bottom = 0;
        for (size_t i = 0; i < LABELS; i++) {
            assert_true(labels[i].at - labels[i].height / 2 >= bottom - 1e-9);
            assert_true(i == 0 || labels[i].wanted >= labels[i - 1].wanted);
            bottom = labels[i].at + labels[i].height / 2;
        }
        assert_true(bottom <= 600 + 1e-9);
    }
}

int test_labels(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_with_room_stay_where_they_want_to_be),
        cmocka_unit_test(labels_of_one_place_share_it),
        cmocka_unit_test(labels_stay_within_the_ends),
        cmocka_unit_test(labels_without_room_are_refused),
        cmocka_unit_test(many_labels_do_not_overlap),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
