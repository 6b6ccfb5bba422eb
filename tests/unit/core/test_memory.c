#include "vrosim/core/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_grown_array_keeps_what_it_holds(void **state) {
    (void)state;
    size_t capacity = 0;
    size_t *numbers = NULL;
    for (size_t count = 0; count < 1000; count++) {
        numbers = vro_memory_grow(numbers, count, &capacity, sizeof *numbers);
        assert_non_null(numbers);
        assert_true(count < capacity);
        numbers[count] = count;
    }
    assert_true(capacity < 2048);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    free(numbers);
}

static void an_array_with_room_stays_where_it_is(void **state) {
    (void)state;
    int numbers[2];
    size_t capacity = 2;
    assert_ptr_equal(vro_memory_grow(numbers, 1, &capacity, sizeof *numbers), numbers);
    assert_int_equal(capacity, 2);
}

static void too_large_an_array_is_refused(void **state) {
    (void)state;
    size_t capacity = SIZE_MAX / 4;
    assert_null(vro_memory_grow(NULL, capacity, &capacity, 1024));
    assert_int_equal(capacity, SIZE_MAX / 4);
}

int test_memory(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grown_array_keeps_what_it_holds),
        cmocka_unit_test(an_array_with_room_stays_where_it_is),
        cmocka_unit_test(too_large_an_array_is_refused),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
