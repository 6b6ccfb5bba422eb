// The tables of a model: each law once.
#include "vrosim/model/distribution_tables.h"

#include "near.h"

#include <gsl/gsl_errno.h>

static const vro_law STANDARD = {VRO_LAW_NORMAL, 0, 1, NAN, NAN};
static const vro_law WIDER = {VRO_LAW_NORMAL, 0, 2, NAN, NAN};

static void a_law_has_one_table(void **state) {
    (void)state;
    vro_library library = {0};
    const vro_law same = STANDARD;
    const vro_qtable *table = vro_library_qtable(&library, &STANDARD);
    assert_ptr_equal(vro_library_qtable(&library, &same), table);
    assert_ptr_not_equal(vro_library_qtable(&library, &WIDER), table);
    assert_ptr_equal(vro_library_qtable(&library, &STANDARD), table);
    assert_int_equal(library.qtable_count, 2);
    vro_library_free(&library);
}

static void tables_over_scores_are_kept_apart(void **state) {
    (void)state;
    vro_library library = {0};
    const vro_ztable *table = vro_library_ztable(&library, &WIDER);
    assert_ptr_equal(vro_library_ztable(&library, &WIDER), table);
    assert_ptr_not_equal(vro_library_ztable(&library, &STANDARD), table);
    assert_int_equal(library.ztable_count, 2);
    assert_int_equal(library.qtable_count, 0);
    vro_library_free(&library);
}

static void a_table_is_filled_from_its_law(void **state) {
    (void)state;
    vro_library library = {0};
    const uint32_t draw = UINT32_C(0x80000000) | UINT32_C(0x40000000); // u = 3/4
    const float score = 1;
    float quantile, scored;
    const vro_qtable *quantiles = vro_library_qtable(&library, &WIDER);
    const vro_ztable *scores = vro_library_ztable(&library, &WIDER);
    vro_library_fill(&library);
    vro_qtable_read(quantiles, &draw, 1, &quantile);
    vro_ztable_read(scores, &score, 1, &scored);
    assert_near(quantile, 2 * 0.6744897501960817, 1e-4);
    assert_near(scored, 2, 1e-5);
    vro_library_free(&library);
}

// Settings keep pointers to tables while the library grows.
static void tables_stay_where_they_are(void **state) {
    (void)state;
    enum { LAWS = 40 };
    vro_library library = {0};
    const vro_qtable *tables[LAWS];
    for (int i = 0; i < LAWS; i++) {
        const vro_law law = {VRO_LAW_FIXED, i, NAN, NAN, NAN};
        tables[i] = vro_library_qtable(&library, &law);
    }
    for (int i = 0; i < LAWS; i++) {
        const vro_law law = {VRO_LAW_FIXED, i, NAN, NAN, NAN};
        assert_ptr_equal(vro_library_qtable(&library, &law), tables[i]);
        assert_near(tables[i]->law.value, i, 0);
    }
    assert_int_equal(library.qtable_count, LAWS);
    vro_library_free(&library);
}

static void a_freed_library_is_empty_and_can_be_freed_again(void **state) {
    (void)state;
    vro_library library = {0};
    vro_library_free(&library);
    assert_non_null(vro_library_qtable(&library, &STANDARD));
    vro_library_free(&library);
    assert_int_equal(library.qtable_count, 0);
    vro_library_free(&library);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_has_one_table),
        cmocka_unit_test(tables_over_scores_are_kept_apart),
        cmocka_unit_test(a_table_is_filled_from_its_law),
        cmocka_unit_test(tables_stay_where_they_are),
        cmocka_unit_test(a_freed_library_is_empty_and_can_be_freed_again),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
