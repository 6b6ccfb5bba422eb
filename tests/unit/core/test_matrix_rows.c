// Products with rows, against the same sums one row after the other: equal to the last bit.
#include "vrosim/core/matrix_rows.h"

#include "near.h"

#include <string.h>

enum { MOST_ROWS = 19, LENGTH = 37, STRIDE = 41 };

typedef struct bench {
    double at[MOST_ROWS * STRIDE];
    double x[LENGTH];
    double weights[MOST_ROWS];
} bench;

// Numbers of many sizes, so that another order of sums would show.
static double number(size_t i) {
    const double scattered = (double)i * 0.618033988749895;
    return ldexp(scattered - floor(scattered) - 0.5, (int)(i % 23) - 11);
}

static bench fill(void) {
    bench self;
    for (size_t i = 0; i < MOST_ROWS * STRIDE; i++)
        self.at[i] = number(i);
    for (size_t j = 0; j < LENGTH; j++)
        self.x[j] = number(7 * j + 1);
    for (size_t i = 0; i < MOST_ROWS; i++)
        self.weights[i] = i % 5 == 2 ? 0 : number(11 * i + 3);
    return self;
}

static void projections_are_sums_in_the_order_of_the_numbers(void **state) {
    (void)state;
    const bench self = fill();
    for (size_t count = 0; count <= MOST_ROWS; count++) {
        const vro_matrix_rows rows = {self.at, count, LENGTH, STRIDE};
        double sums[MOST_ROWS + 1];
        sums[count] = -1;
        vro_matrix_rows_project(&rows, self.x, sums);
        for (size_t i = 0; i < count; i++) {
            double sum = 0;
            for (size_t j = 0; j < LENGTH; j++)
                sum += self.at[i * STRIDE + j] * self.x[j];
            assert_near(sums[i], sum, 0);
        }
        assert_near(sums[count], -1, 0);
    }
}

static void combinations_are_sums_in_the_order_of_the_rows(void **state) {
    (void)state;
    const bench self = fill();
    for (size_t count = 0; count <= MOST_ROWS; count++) {
        const vro_matrix_rows rows = {self.at, count, LENGTH, STRIDE};
        double y[LENGTH + 1];
        y[LENGTH] = -1;
        vro_matrix_rows_combine(&rows, self.weights, y);
        for (size_t j = 0; j < LENGTH; j++) {
            double sum = 0;
            for (size_t i = 0; i < count; i++)
                sum += self.weights[i] * self.at[i * STRIDE + j];
            assert_near(y[j], sum, 0);
        }
        assert_near(y[LENGTH], -1, 0);
    }
}

// As for what is no number: a row that is not asked for cannot spoil a sum.
static void rows_of_weight_0_are_not_looked_at(void **state) {
    (void)state;
    bench self = fill();
    double y[LENGTH], expected[LENGTH];
    const vro_matrix_rows rows = {self.at, MOST_ROWS, LENGTH, STRIDE};
    vro_matrix_rows_combine(&rows, self.weights, expected);
    for (size_t j = 0; j < LENGTH; j++)
        self.at[2 * STRIDE + j] = NAN;
    vro_matrix_rows_combine(&rows, self.weights, y);
    assert_memory_equal(y, expected, sizeof y);
}

int test_matrix_rows(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(projections_are_sums_in_the_order_of_the_numbers),
        cmocka_unit_test(combinations_are_sums_in_the_order_of_the_rows),
        cmocka_unit_test(rows_of_weight_0_are_not_looked_at),
    };
    return cmocka_run_group_tests_name("matrix_rows", tests, NULL, NULL);
}
