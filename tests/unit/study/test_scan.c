// The estimates, the ends of ranges and the points of a grid.
#include "small_paired_run.h"

#include "vrosim/study/scan.h"

static void scan(small_paired_run *self) {
    assert_int_equal(vro_sensitivity_reserve(&self->results, &self->model.errors), VRO_OK);
    assert_int_equal(vro_scan_run(&self->results, &self->run, &self->model.errors), VRO_OK);
}

static void assert_same(vro_estimate a, vro_estimate b) {
    assert_near(a.value, b.value, 0);
    if (!isnan(a.se) || !isnan(b.se)) // not known where all children have the same
        assert_near(a.se, b.se, 0);
}

// One of the ends is the estimate.
static void a_range_that_begins_at_the_estimate_begins_at_the_base(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.lines = "", .outcomes = "revisions,lld_abs_mm"});
    small_paired_run_ranges(&self, &self.results.ranges, VRO_PARAMETER_RANGE_ENDS,
                            "loss.hazard=0.0035:0.1,migration.tone_sd=0.5:0.8");
    self.results.ranges.items[1].high =
        self.all.parameters[self.results.ranges.items[1].parameter].value;
    scan(&self);
    for (size_t i = 0; i < self.measures.count; i++) {
        assert_same(self.results.bars[i].low, self.results.base[i]);
        assert_same(self.results.bars[self.measures.count + i].high, self.results.base[i]);
    }
    small_paired_run_close(&self);
}

// Without an osteotomy nothing heals and nothing is lost.
static void a_parameter_that_does_nothing_has_a_swing_of_0_and_no_error_of_0(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.strategies = "soft_tissue,observation",
                                               .lines = "rescue.osteotomy,fixed,0\n",
                                               .outcomes = "all"});
    small_paired_run_ranges(&self, &self.results.ranges, VRO_PARAMETER_RANGE_ENDS,
                            "loss.hazard=0.001:0.1,surgery.reduction_soft_tissue=0.01:0.5");
    scan(&self);
    for (size_t i = 0; i < self.measures.count; i++) {
        const vro_bar *bar = &self.results.bars[i];
        if (bar->swing.n > 0) {
            assert_near(bar->swing.value, 0, 0);
            assert_true(!(bar->swing.se <= 0));
            assert_same(bar->low, self.results.base[i]);
        }
    }
    const size_t moved = self.measures.count + small_paired_run_measure(&self, 0, VRO_NO_REFERENCE);
    assert_true(self.results.bars[moved].swing.se > 0);
    small_paired_run_close(&self);
}

static void the_corners_of_a_grid_are_the_ends_of_ranges(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self, &(small_wish){.lines = "", .outcomes = "revisions"});
    small_paired_run_ranges(&self, &self.results.ranges, VRO_PARAMETER_RANGE_ENDS,
                            "loss.hazard=0.001:0.1,migration.tone_sd=0.8:1.6");
    small_paired_run_ranges(&self, &self.results.grid, VRO_PARAMETER_RANGE_GRID,
                            "loss.hazard=0.0035:0.1:2,migration.tone_sd=0.8:1.6:3");
    const size_t tone = self.results.ranges.items[1].parameter;
    assert_int_equal(vro_scan_scenarios(&self.results), 1 + 4 + 6);
    scan(&self);
    for (size_t i = 0; i < self.measures.count; i++) {
        assert_same(self.results.points[i], self.results.bars[self.measures.count + i].low);
        assert_same(self.results.points[2 * self.measures.count + i],
                    self.results.bars[self.measures.count + i].high);
    }
    const vro_parameter_change both[] = {
        small_paired_run_change(&self, "loss.hazard", 0.1),
        {.parameter = tone, .value = vro_parameter_range_step(&self.results.grid.items[1], 1)}};
    assert_int_equal(vro_paired_run_run(&self.run, both, NULL, 2, &self.model.errors), VRO_OK);
    for (size_t i = 0; i < self.measures.count; i++)
        assert_same(self.results.points[4 * self.measures.count + i],
                    vro_paired_run_low(&self.run, i));
    small_paired_run_close(&self);
}

// A child under vro pays c with probability 1/2 and nothing else; so the swing from c = 2 to 6 is 4
// p, and its error 4 sqrt(p (1 - p) / (n - 1)), where p is the share who had an osteotomy. |z| < 5:
// false alarm 6e-7.
static void a_swing_in_closed_form_is_met_with_its_error(void **state) {
    (void)state;
    small_paired_run self;
    small_paired_run_open(&self,
                          &(small_wish){.strategies = "vro,observation",
                                        .lines = SMALL_QUIET "plan.bilateral,fixed,0,,,,vro\n"
                                                             "plan.osteotomy,fixed,0.5,,,,vro\n"
                                                             "cost.osteotomy,fixed,1\n",
                                        .outcomes = "cost"});
    small_paired_run_ranges(&self, &self.results.ranges, VRO_PARAMETER_RANGE_ENDS,
                            "cost.osteotomy=2:6");
    scan(&self);
    const size_t mean = small_paired_run_measure(&self, 0, VRO_NO_REFERENCE);
    const double share = self.results.base[mean].value, n = SMALL_CHILDREN;
    const vro_estimate swing = self.results.bars[mean].swing;
    assert_near((share - 0.5) / (0.5 / sqrt(n)), 0, 5);
    assert_near(swing.value, 4 * share, 1e-12);
    assert_near(swing.se, 4 * sqrt(share * (1 - share) / (n - 1)), 1e-12);
    small_paired_run_close(&self);
}

int test_scan(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_that_begins_at_the_estimate_begins_at_the_base),
        cmocka_unit_test(a_parameter_that_does_nothing_has_a_swing_of_0_and_no_error_of_0),
        cmocka_unit_test(the_corners_of_a_grid_are_the_ends_of_ranges),
        cmocka_unit_test(a_swing_in_closed_form_is_met_with_its_error),
    };
    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
