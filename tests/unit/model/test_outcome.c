// The table of outcomes and the names of causes.
#include "vrosim/model/outcome.h"

#include "near.h"

#include <string.h>

static void every_outcome_has_a_row_and_a_name(void **state) {
    (void)state;
    for (vro_outcome_id a = 0; a < VRO_OUTCOMES; a++) {
        assert_true(strlen(vro_outcome_row(a)->name) > 0);
        assert_true(strlen(vro_outcome_row(a)->meaning) > 0);
        for (vro_outcome_id b = 0; b < a; b++)
            if (!vro_outcome_is_by_landmark(a) || a / VRO_LANDMARKS_MAX != b / VRO_LANDMARKS_MAX)
                assert_string_not_equal(vro_outcome_row(a)->name, vro_outcome_row(b)->name);
    }
    assert_string_equal(vro_outcome_row(VRO_MIGRATION_PCT)->name, "migration_pct");
    assert_string_equal(vro_outcome_row(VRO_QALY)->name, "qaly");
}

static void outcomes_by_landmark_share_a_row(void **state) {
    (void)state;
    static const vro_outcome_id first[] = {VRO_REVISION_BY, VRO_FAILURE_BY, VRO_REVISION_EITHER_BY,
                                           VRO_FAILURE_EITHER_BY};
    static const char *const names[] = {"revision_by", "failure_by", "revision_either_by",
                                        "failure_either_by"};
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < VRO_LANDMARKS_MAX; k++) {
            assert_true(vro_outcome_is_by_landmark((vro_outcome_id)(first[i] + k)));
            assert_string_equal(vro_outcome_row((vro_outcome_id)(first[i] + k))->name, names[i]);
        }
    assert_false(vro_outcome_is_by_landmark(VRO_FIRST_REVISION_LOSS));
}

static void shares_come_first_then_numbers_then_quantities(void **state) {
    (void)state;
    for (int id = 1; id < VRO_OUTCOMES; id++)
        assert_true(vro_outcome_row((vro_outcome_id)(id - 1))->kind <=
                    vro_outcome_row((vro_outcome_id)id)->kind);
    assert_true(VRO_SHARE < VRO_NUMBER && VRO_NUMBER < VRO_QUANTITY);
    for (int id = 0; id < VRO_OUTCOMES; id++)
        assert_int_equal(vro_outcome_row((vro_outcome_id)id)->kind == VRO_QUANTITY,
                         id >= VRO_FIRST_QUANTITY);
}

// Cells are whole numbers of steps, and the range holds whole cells around 0 or above it.
static void quantities_have_a_histogram_and_others_do_not(void **state) {
    (void)state;
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++) {
        const vro_outcome *row = vro_outcome_row(id);
        if (row->kind == VRO_QUANTITY) {
            assert_true(row->lower < row->upper);
            assert_true((row->cells > 0) == ((int)id < (int)VRO_FIRST_ECONOMIC));
            assert_true((row->cells & (row->cells - 1)) == 0);
            assert_true(row->cells <= vro_outcome_steps(id));
        } else {
            assert_int_equal(row->lower | row->upper | row->cells, 0);
        }
    }
}

static void units_follow_from_kinds(void **state) {
    (void)state;
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++) {
        const vro_outcome *row = vro_outcome_row(id);
        if (row->kind == VRO_SHARE)
            assert_string_equal(row->unit, "share");
        if (row->kind == VRO_NUMBER)
            assert_string_equal(row->unit, "number");
    }
    assert_string_equal(vro_outcome_row(VRO_HEALING_WEEKS)->unit, "weeks");
    assert_string_equal(vro_outcome_row(VRO_LLD_MM)->unit, "mm");
}

// A sign is neither better nor worse; anything that happens to a child is.
static void signed_quantities_and_angles_have_no_better_direction(void **state) {
    (void)state;
    const vro_outcome_id neither[] = {VRO_LLD_MM, VRO_TRACKING_DEG, VRO_NSA_DEG,
                                      VRO_ANTEVERSION_DEG};
    size_t without = 0;
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
        without += vro_outcome_row(id)->better == VRO_NEITHER;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(vro_outcome_row(neither[i])->better, VRO_NEITHER);
    assert_int_equal(without, 4);
}

static void only_economic_outcomes_are_those_of_all_children_or_none(void **state) {
    (void)state;
    for (int id = 0; id < VRO_OUTCOMES; id++)
        assert_int_equal(vro_outcome_row((vro_outcome_id)id)->who == VRO_ALL_OR_NONE,
                         id >= VRO_FIRST_ECONOMIC);
    assert_int_equal(vro_outcome_row(VRO_COST)->better, VRO_LESS);
    assert_int_equal(vro_outcome_row(VRO_QALY)->better, VRO_MORE);
}

static void causes_are_named_in_the_order_of_ties(void **state) {
    (void)state;
    const char *const names[] = {"loss", "complication", "migration", "other", "none"};
    for (vro_cause cause = 0; cause <= VRO_CAUSE_NONE; cause++)
        assert_string_equal(vro_cause_name(cause), names[cause]);
}

int test_outcome(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_outcome_has_a_row_and_a_name),
        cmocka_unit_test(outcomes_by_landmark_share_a_row),
        cmocka_unit_test(shares_come_first_then_numbers_then_quantities),
        cmocka_unit_test(quantities_have_a_histogram_and_others_do_not),
        cmocka_unit_test(units_follow_from_kinds),
        cmocka_unit_test(signed_quantities_and_angles_have_no_better_direction),
        cmocka_unit_test(only_economic_outcomes_are_those_of_all_children_or_none),
        cmocka_unit_test(causes_are_named_in_the_order_of_ties),
    };
    return cmocka_run_group_tests_name("outcome", tests, NULL, NULL);
}
