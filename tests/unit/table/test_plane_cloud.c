// Points of the cost-effectiveness plane: quadrants, moments, thinning.
#include "vrosim/table/plane_cloud.h"

#include "near.h"

static void open_cloud(vro_plane_cloud *self, const double points[][2], size_t count) {
    *self = (vro_plane_cloud){0};
    for (size_t i = 0; i < count; i++)
        assert_true(vro_plane_cloud_add(self, points[i][0], points[i][1]));
}

// A difference of 0 is no more.
static void each_quadrant_has_its_share(void **state) {
    (void)state;
    vro_plane_cloud self;
    open_cloud(&self, (const double[][2]){{1, 1}, {-1, 1}, {-1, -1}, {1, -1}, {0, 1}}, 5);
    vro_plane_cloud_measure(&self, 0);
    assert_near(self.shares[0], 0.2, 1e-12);
    assert_near(self.shares[1], 0.4, 1e-12);
    assert_near(self.shares[2], 0.2, 1e-12);
    assert_near(self.shares[3], 0.2, 1e-12);
    vro_plane_cloud_free(&self);
}

// At 2 the points are worth 1, -3 and 0 more than the reference.
static void points_under_the_threshold_are_better_and_those_on_it_half(void **state) {
    (void)state;
    vro_plane_cloud self;
    open_cloud(&self, (const double[][2]){{1, 1}, {-1, 1}, {1, 2}}, 3);
    vro_plane_cloud_measure(&self, 2);
    assert_near(self.better, 0.5, 1e-12);
    vro_plane_cloud_free(&self);
}

static void the_ellipse_has_the_moments_of_the_points(void **state) {
    (void)state;
    vro_plane_cloud self;
    open_cloud(&self, (const double[][2]){{0, 0}, {2, 4}, {4, 2}}, 3);
    vro_plane_cloud_measure(&self, 1);
    assert_near(self.ellipse.x, 2, 1e-12);
    assert_near(self.ellipse.y, 2, 1e-12);
    assert_near(self.ellipse.x_variance, 4, 1e-12);
    assert_near(self.ellipse.y_variance, 4, 1e-12);
    assert_near(self.ellipse.covariance, 2, 1e-12);
    vro_plane_cloud_free(&self);
}

static void a_single_point_has_no_ellipse(void **state) {
    (void)state;
    vro_plane_cloud self;
    open_cloud(&self, (const double[][2]){{1, 1}}, 1);
    vro_plane_cloud_measure(&self, 1);
    assert_false(self.ellipse.x_variance > 0);
    vro_plane_cloud_free(&self);
}

static void a_thinned_cloud_keeps_points_from_all_of_it(void **state) {
    (void)state;
    vro_plane_cloud self = {0};
    for (int i = 0; i < 1000; i++)
        assert_true(vro_plane_cloud_add(&self, i, -i));
    vro_plane_cloud_thin(&self, 2000);
    assert_int_equal(self.count, 1000);
    vro_plane_cloud_thin(&self, 4);
    assert_int_equal(self.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_near(self.effects[i], 250 * (double)i, 0);
        assert_near(self.costs[i], -250 * (double)i, 0);
    }
    vro_plane_cloud_free(&self);
}

int test_plane_cloud(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_quadrant_has_its_share),
        cmocka_unit_test(points_under_the_threshold_are_better_and_those_on_it_half),
        cmocka_unit_test(the_ellipse_has_the_moments_of_the_points),
        cmocka_unit_test(a_single_point_has_no_ellipse),
        cmocka_unit_test(a_thinned_cloud_keeps_points_from_all_of_it),
    };
    return cmocka_run_group_tests_name("plane_cloud", tests, NULL, NULL);
}
