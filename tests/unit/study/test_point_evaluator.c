// Points of a calibration are evaluated once, also by two processes one after the other.
#include "vrosim/study/point_evaluator.h"

#include "scratch.h"
#include "small_fit.h"

enum { POINTS = 4, PARAMETERS = 2 };

static const double SCORES[POINTS][PARAMETERS] = {{0, 1}, {2, 3}, {4, 5}, {6, 7}};

static size_t evaluated; // by the model, in a test

static vro_status counted(const vro_calibration_problem *self, size_t points, const double *scores,
                          vro_figure_value *values) {
    evaluated += points;
    return small_fit_sum(self, points, scores, values);
}

typedef struct fixture {
    small_fit fit;
    scratch scratch;
    char path[512];
    vro_ranks alone;
    vro_pool pool;
    vro_point_evaluator evaluator;
    vro_figure_value values[POINTS];
} fixture;

static void open_fixture(fixture *self) {
    *self = (fixture){.alone = {.count = 1}};
    small_fit_open(&self->fit);
    self->fit.model.problem.known = counted;
    scratch_open(&self->scratch);
    snprintf(self->path, sizeof self->path, "%s/fit", self->scratch.folder);
    vro_pool_init(&self->pool, 1, NULL);
}

// Begins a calibration with a checkpoint, as a new process does.
static void begin(fixture *self, uint64_t every) {
    const vro_point_evaluator_options options = {.ranks = &self->alone,
                                                 .pool = &self->pool,
                                                 .checkpoint = &self->fit.checkpoint,
                                                 .checkpoint_path = self->path,
                                                 .every = every};
    evaluated = 0;
    assert_int_equal(vro_point_evaluator_init(&self->evaluator, &options, &self->fit.errors),
                     VRO_OK);
}

static void ask(fixture *self, const double *scores, size_t points) {
    assert_int_equal(vro_point_evaluator_run(&self->evaluator, &self->fit.model.problem, points,
                                             scores, self->values, &self->fit.errors),
                     VRO_OK);
    for (size_t i = 0; i < points; i++)
        assert_near(self->values[i].value, scores[2 * i] + scores[2 * i + 1], 0);
}

static void close_fixture(fixture *self) {
    vro_point_evaluator_free(&self->evaluator);
    scratch_remove(&self->scratch, "fit");
    scratch_close(&self->scratch);
    small_fit_close(&self->fit);
}

static void points_of_a_checkpoint_are_not_evaluated_again(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    begin(&it, 1000);
    ask(&it, SCORES[0], 1);
    ask(&it, SCORES[1], 2);
    assert_int_equal(evaluated, 3);
    vro_point_evaluator_free(&it.evaluator);
    begin(&it, 1000);
    ask(&it, SCORES[0], 1);
    ask(&it, SCORES[1], 1);
    assert_int_equal(evaluated, 0);
    ask(&it, SCORES[2], 2);
    assert_int_equal(evaluated, 1);
    assert_int_equal(it.fit.checkpoint.points.count, POINTS);
    close_fixture(&it);
}

static void a_point_that_differs_drops_those_after_it(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    begin(&it, 1000);
    ask(&it, SCORES[0], POINTS);
    vro_point_evaluator_free(&it.evaluator);
    begin(&it, 1000);
    ask(&it, SCORES[0], 1);
    ask(&it, SCORES[2], 1);
    ask(&it, SCORES[3], 1);
    assert_int_equal(evaluated, 2);
    assert_int_equal(it.fit.checkpoint.points.count, 3);
    close_fixture(&it);
}

static void a_checkpoint_that_is_due_is_on_the_disk(void **state) {
    (void)state;
    fixture it;
    vro_calibration_checkpoint read;
    open_fixture(&it);
    begin(&it, 0);
    ask(&it, SCORES[0], 2);
    assert_int_equal(vro_calibration_checkpoint_read(&read, it.path, &it.fit.errors), VRO_OK);
    assert_int_equal(read.points.count, 2);
    vro_calibration_checkpoint_free(&read);
    close_fixture(&it);
}

int test_point_evaluator(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_of_a_checkpoint_are_not_evaluated_again),
        cmocka_unit_test(a_point_that_differs_drops_those_after_it),
        cmocka_unit_test(a_checkpoint_that_is_due_is_on_the_disk),
    };
    return cmocka_run_group_tests_name("point_evaluator", tests, NULL, NULL);
}
