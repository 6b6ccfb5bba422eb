// The elementary functions against libm in double precision. Each is swept over its range in steps
// of equal numbers of floats, so that every octave is met; the bounds are those that the header
// states, and the errors that were found are printed.
#include "vrosim/core/vmath.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum {
    POINTS = 400000,     // a sweep
    DRAW_STEP = 4099,    // between draws of a sweep; prime, about a million draws
    DRAWS_AT_ENDS = 5000 // met one by one at either end
};

// The bounds stated in vmath.h.
static const double EXP_ERROR = 1e-7;           // relative
static const double ONE_MINUS_EXP_ERROR = 1e-7; // relative
static const double LOG_ERROR = 1.3e-7;         // of max(1, |ln x|)
static const double LOG_OF_DRAW_ERROR = 1.6e-7; // of max(1, |ln u|)
static const double EXPONENTIAL_ERROR = 3e-7;   // relative
static const double DIRECTION_ERROR = 1e-7;     // absolute
static const double TANGENT_ERROR = 3e-7;       // relative

static const float LEAST_NORMAL = 0x1p-126f;
static const float GREATEST = 0x1.fffffep127f;

static double relative(double value, double expected) {
    return fabs(value - expected) / fabs(expected);
}

static double radians(double degrees) {
    return remainder(degrees, 360) * (acos(-1) / 180);
}

static double exp_error(float x) {
    return relative(vro_exp(x), exp(x));
}

static double exp_error_below_0(float x) {
    return exp_error(-x);
}

static double one_minus_exp_error(float x) {
    return relative(vro_one_minus_exp(x), -expm1(-(double)x));
}

static double log_error(float x) {
    const double expected = log(x);
    return fabs(vro_log(x) - expected) / fmax(1, fabs(expected));
}

static double sine_error(float x) {
    return fabs(vro_direction_of(x).sine - sin(radians(x)));
}

static double cosine_error(float x) {
    return fabs(vro_direction_of(x).cosine - cos(radians(x)));
}

static double tangent_error(float x) {
    return relative(vro_tangent(x), tan(radians(x)));
}

typedef struct sweep {
    const char *name;
    double (*error)(float x);
    float from; // positive
    float to;
    double bound;
} sweep;

static void assert_sweep(const sweep *self) {
    const int32_t from = vro_bits_of_float(self->from), to = vro_bits_of_float(self->to);
    const int32_t step = (to - from) / POINTS | 1;
    double worst = self->error(self->to);
    float place = self->to;
    for (int64_t bits = from; bits < to; bits += step) {
        const float x = vro_float_of_bits((int32_t)bits);
        const double error = self->error(x);
        if (!(error <= worst)) {
            worst = error;
            place = x;
        }
    }
    print_message("%s on %g .. %g: error %.3g at %.9g\n", self->name, self->from, self->to, worst,
                  place);
    assert_true(worst < self->bound);
}

static void the_exponential_is_that_of_libm(void **state) {
    (void)state;
    assert_sweep(&(sweep){"e^x", exp_error, LEAST_NORMAL, 88, EXP_ERROR});
    assert_sweep(&(sweep){"e^x", exp_error, 1, 88, EXP_ERROR});
    assert_sweep(&(sweep){"e^-x", exp_error_below_0, LEAST_NORMAL, 87, EXP_ERROR});
    assert_sweep(&(sweep){"e^-x", exp_error_below_0, 1, 87, EXP_ERROR});
    assert_true(vro_exp(0) == 1);
    assert_true(vro_exp(-0.0f) == 1);
}

static void the_exponential_is_clipped_to_what_a_float_holds(void **state) {
    (void)state;
    assert_true(vro_exp(89) == vro_exp(88));
    assert_true(vro_exp(INFINITY) == vro_exp(88));
    assert_true(vro_exp(-88) == vro_exp(-87));
    assert_true(vro_exp(-INFINITY) == vro_exp(-87));
    assert_true(vro_exp(88) < INFINITY && vro_exp(-87) > 0);
}

static void one_minus_the_exponential_keeps_its_precision_near_0(void **state) {
    (void)state;
    assert_sweep(&(sweep){"1 - e^-x", one_minus_exp_error, LEAST_NORMAL, 1, ONE_MINUS_EXP_ERROR});
    assert_sweep(&(sweep){"1 - e^-x", one_minus_exp_error, 0.01f, 200, ONE_MINUS_EXP_ERROR});
    assert_true(vro_one_minus_exp(0) == 0);
    assert_true(vro_one_minus_exp(87) == 1);
    assert_true(vro_one_minus_exp(INFINITY) == 1);
}

static void the_logarithm_is_that_of_libm(void **state) {
    (void)state;
    assert_sweep(&(sweep){"ln x", log_error, LEAST_NORMAL, GREATEST, LOG_ERROR});
    assert_sweep(&(sweep){"ln x", log_error, 0.5f, 2, LOG_ERROR});
    assert_true(vro_log(1) == 0);
}

static void directions_are_those_of_libm(void **state) {
    (void)state;
    assert_sweep(&(sweep){"sine", sine_error, LEAST_NORMAL, 1e6f, DIRECTION_ERROR});
    assert_sweep(&(sweep){"sine", sine_error, 1, 720, DIRECTION_ERROR});
    assert_sweep(&(sweep){"cosine", cosine_error, LEAST_NORMAL, 1e6f, DIRECTION_ERROR});
    assert_sweep(&(sweep){"cosine", cosine_error, 1, 720, DIRECTION_ERROR});
}

static void quarter_turns_are_exact(void **state) {
    (void)state;
    static const vro_direction quarters[] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
    for (int n = -11111; n <= 11111; n++) {
        const vro_direction direction = vro_direction_of(90.0f * (float)n);
        assert_true(direction.sine == quarters[n & 3].sine);
        assert_true(direction.cosine == quarters[n & 3].cosine);
    }
}

static void opposite_angles_have_opposite_sines_and_equal_cosines(void **state) {
    (void)state;
    for (float angle = 0; angle < 1000; angle += 0.0625f + 0x1p-13f) {
        const vro_direction left = vro_direction_of(-angle), right = vro_direction_of(angle);
        assert_true(left.sine == -right.sine);
        assert_true(left.cosine == right.cosine);
    }
}

static void tangents_are_those_of_libm(void **state) {
    (void)state;
    // from where the radians, too, are a normal number
    assert_sweep(&(sweep){"tangent", tangent_error, 0x1p-119f, 80, TANGENT_ERROR});
    assert_sweep(&(sweep){"tangent", tangent_error, 1, 80, TANGENT_ERROR});
    assert_true(vro_tangent(0) == 0);
    for (float angle = 0; angle <= 80; angle += 0.03125f)
        assert_true(vro_tangent(-angle) == -vro_tangent(angle));
}

static double exponential_error(uint32_t draw) {
    const double u = (draw + 0.5) / 4294967296.0;
    return relative(vro_exponential_of_draw(draw), -log1p(-u));
}

static double log_of_draw_error(uint32_t draw) {
    const double expected = log((draw + 0.5) / 4294967296.0);
    return fabs(vro_log_of_draw(draw) - expected) / fmax(1, fabs(expected));
}

// A half of a unit in the last place is the rounding that is stated; any more shows as 1.
static double float_of_draw_error(uint32_t draw) {
    return vro_float_of_draw(draw) == (float)(draw + 0.5) ? 0 : 1;
}

// The greatest error over both ends of the draws and a sweep between.
static double worst_of_draws(const char *name, double (*error)(uint32_t draw)) {
    double worst = 0;
    for (uint32_t i = 0; i < DRAWS_AT_ENDS; i++) {
        worst = fmax(worst, error(i));
        worst = fmax(worst, error(UINT32_MAX - i));
        worst = fmax(worst, error((UINT32_C(1) << 31) - DRAWS_AT_ENDS / 2 + i));
    }
    for (uint64_t draw = 0; draw <= UINT32_MAX; draw += DRAW_STEP)
        worst = fmax(worst, error((uint32_t)draw));
    print_message("%s: error %.3g\n", name, worst);
    return worst;
}

static void a_draw_is_rounded_once(void **state) {
    (void)state;
    assert_true(worst_of_draws("draw + 0.5", float_of_draw_error) == 0);
}

static void the_logarithm_of_a_draw_is_that_of_libm(void **state) {
    (void)state;
    assert_true(worst_of_draws("ln u", log_of_draw_error) < LOG_OF_DRAW_ERROR);
}

static void exponential_variates_are_precise_at_both_ends(void **state) {
    (void)state;
    assert_true(worst_of_draws("-ln(1 - u)", exponential_error) < EXPONENTIAL_ERROR);
    assert_true(exponential_error(0) < EXPONENTIAL_ERROR);
    assert_true(exponential_error(UINT32_MAX) < EXPONENTIAL_ERROR);
    assert_true(vro_exponential_of_draw(0) > 0);
}

// Steps of 2^-12 in u, and finer ones as u comes near 0: each is far above the rounding.
static void exponential_variates_increase_with_the_draw(void **state) {
    (void)state;
    for (uint32_t draw = 0; draw < UINT32_MAX - (1 << 20); draw += 1 << 20)
        assert_true(vro_exponential_of_draw(draw) < vro_exponential_of_draw(draw + (1 << 20)));
    for (uint32_t draw = 0; draw < 100000; draw++)
        assert_true(vro_exponential_of_draw(draw) < vro_exponential_of_draw(draw + 1));
    assert_true(vro_exponential_of_draw(UINT32_MAX) > vro_exponential_of_draw(UINT32_MAX - 1));
}

static void the_nearest_whole_number_of_a_tie_is_even(void **state) {
    (void)state;
    static const struct {
        float x;
        int32_t nearest;
    } cases[] = {
        {0, 0},
        {-0.0f, 0},
        {0.5f, 0},
        {-0.5f, 0},
        {1.5f, 2},
        {-1.5f, -2},
        {2.5f, 2},
        {-2.5f, -2},
        {0.49999997f, 0},
        {0.50000006f, 1},
        {-3.5f, -4},
        {90.5f, 90},
        {91.5f, 92},
        {4194303.0f, 4194303},
        {-4194303.0f, -4194303},
        {4194302.5f, 4194302},
        {4194301.5f, 4194302},
        {-4194302.5f, -4194302},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(vro_nearest(cases[i].x), cases[i].nearest);
    for (float x = -4194303; x < 4194304; x += 7.25f)
        assert_int_equal(vro_nearest(x), lrint(x));
}

static void clipping_holds_at_equal_and_infinite_ends(void **state) {
    (void)state;
    assert_true(vro_smaller(1, 2) == 1 && vro_smaller(2, 1) == 1 && vro_smaller(2, 2) == 2);
    assert_true(vro_larger(1, 2) == 2 && vro_larger(2, 1) == 2 && vro_larger(2, 2) == 2);
    assert_true(vro_smaller(-INFINITY, INFINITY) == -INFINITY && vro_smaller(INFINITY, 3) == 3);
    assert_true(vro_larger(-INFINITY, INFINITY) == INFINITY && vro_larger(-INFINITY, 3) == 3);
    assert_true(vro_clip(5, 1, 9) == 5 && vro_clip(0, 1, 9) == 1 && vro_clip(10, 1, 9) == 9);
    assert_true(vro_clip(1, 1, 9) == 1 && vro_clip(9, 1, 9) == 9);
    assert_true(vro_clip(0, 4, 4) == 4 && vro_clip(4, 4, 4) == 4 && vro_clip(8, 4, 4) == 4);
    assert_true(vro_clip(INFINITY, 1, 9) == 9 && vro_clip(-INFINITY, 1, 9) == 1);
    assert_true(vro_clip(5, -INFINITY, INFINITY) == 5);
    assert_true(vro_clip(INFINITY, -INFINITY, INFINITY) == INFINITY);
}

int test_vmath(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exponential_is_that_of_libm),
        cmocka_unit_test(the_exponential_is_clipped_to_what_a_float_holds),
        cmocka_unit_test(one_minus_the_exponential_keeps_its_precision_near_0),
        cmocka_unit_test(the_logarithm_is_that_of_libm),
        cmocka_unit_test(directions_are_those_of_libm),
        cmocka_unit_test(quarter_turns_are_exact),
        cmocka_unit_test(opposite_angles_have_opposite_sines_and_equal_cosines),
        cmocka_unit_test(tangents_are_those_of_libm),
        cmocka_unit_test(a_draw_is_rounded_once),
        cmocka_unit_test(the_logarithm_of_a_draw_is_that_of_libm),
        cmocka_unit_test(exponential_variates_are_precise_at_both_ends),
        cmocka_unit_test(exponential_variates_increase_with_the_draw),
        cmocka_unit_test(the_nearest_whole_number_of_a_tie_is_even),
        cmocka_unit_test(clipping_holds_at_equal_and_infinite_ends),
    };
    return cmocka_run_group_tests_name("vmath", tests, NULL, NULL);
}
