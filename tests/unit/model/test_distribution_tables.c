// The tables of a model: each distribution once.
#include "vrosim/model/distribution_tables.h"

#include "near.h"

static const vro_distribution STANDARD = {VRO_DISTRIBUTION_NORMAL, 0, 1, NAN, NAN};
static const vro_distribution WIDER = {VRO_DISTRIBUTION_NORMAL, 0, 2, NAN, NAN};

static void a_distribution_has_one_table(void **state) {
    (void)state;
    vro_distribution_tables tables = {0};
    const vro_distribution same = STANDARD;
    const vro_qtable *table = vro_distribution_tables_qtable(&tables, &STANDARD);
    assert_ptr_equal(vro_distribution_tables_qtable(&tables, &same), table);
    assert_ptr_not_equal(vro_distribution_tables_qtable(&tables, &WIDER), table);
    assert_ptr_equal(vro_distribution_tables_qtable(&tables, &STANDARD), table);
    assert_int_equal(tables.qtable_count, 2);
    vro_distribution_tables_free(&tables);
}

static void tables_over_scores_are_kept_apart(void **state) {
    (void)state;
    vro_distribution_tables tables = {0};
    const vro_ztable *table = vro_distribution_tables_ztable(&tables, &WIDER);
    assert_ptr_equal(vro_distribution_tables_ztable(&tables, &WIDER), table);
    assert_ptr_not_equal(vro_distribution_tables_ztable(&tables, &STANDARD), table);
    assert_int_equal(tables.ztable_count, 2);
    assert_int_equal(tables.qtable_count, 0);
    vro_distribution_tables_free(&tables);
}

static void a_table_is_filled_from_its_distribution(void **state) {
    (void)state;
    vro_distribution_tables tables = {0};
    const uint32_t draw = UINT32_C(0x80000000) | UINT32_C(0x40000000); // u = 3/4
    const float score = 1;
    float quantile, scored;
    const vro_qtable *quantiles = vro_distribution_tables_qtable(&tables, &WIDER);
    const vro_ztable *scores = vro_distribution_tables_ztable(&tables, &WIDER);
    vro_distribution_tables_fill(&tables, 2);
    vro_qtable_read(quantiles, &draw, 1, &quantile);
    vro_ztable_read(scores, &score, 1, &scored);
    assert_near(quantile, 2 * 0.6744897501960817, 1e-4);
    assert_near(scored, 2, 1e-5);
    vro_distribution_tables_free(&tables);
}

// Parameters keep pointers to tables while tables are added.
static void tables_stay_where_they_are(void **state) {
    (void)state;
    enum { LAWS = 40 };
    vro_distribution_tables tables = {0};
    const vro_qtable *found[LAWS];
    for (int i = 0; i < LAWS; i++) {
        const vro_distribution distribution = {VRO_DISTRIBUTION_FIXED, i, NAN, NAN, NAN};
        found[i] = vro_distribution_tables_qtable(&tables, &distribution);
    }
    for (int i = 0; i < LAWS; i++) {
        const vro_distribution distribution = {VRO_DISTRIBUTION_FIXED, i, NAN, NAN, NAN};
        assert_ptr_equal(vro_distribution_tables_qtable(&tables, &distribution), found[i]);
        assert_near(found[i]->distribution.value, i, 0);
    }
    assert_int_equal(tables.qtable_count, LAWS);
    vro_distribution_tables_free(&tables);
}

static void a_freed_tables_is_empty_and_can_be_freed_again(void **state) {
    (void)state;
    vro_distribution_tables tables = {0};
    vro_distribution_tables_free(&tables);
    assert_non_null(vro_distribution_tables_qtable(&tables, &STANDARD));
    vro_distribution_tables_free(&tables);
    assert_int_equal(tables.qtable_count, 0);
    vro_distribution_tables_free(&tables);
}

int test_distribution_tables(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_distribution_has_one_table),
        cmocka_unit_test(tables_over_scores_are_kept_apart),
        cmocka_unit_test(a_table_is_filled_from_its_distribution),
        cmocka_unit_test(tables_stay_where_they_are),
        cmocka_unit_test(a_freed_tables_is_empty_and_can_be_freed_again),
    };
    return cmocka_run_group_tests_name("distribution_tables", tests, NULL, NULL);
}
