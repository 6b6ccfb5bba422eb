// Single courses as other programs see them.
#include <vrosim.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CHILDREN = 10000, STRATEGIES = 2, COLUMNS = 4 };
enum { GMFCS, REVISED, TIME, LLD };

static const char *const COLUMN_NAMES[COLUMNS] = {"gmfcs", "revision_by_5y", "revision_time_years",
                                                  "lld_abs_mm"};
static double values[CHILDREN][STRATEGIES][COLUMNS];

static vrosim_scenario *load(void) {
    vrosim_scenario *scenario;
    assert_int_equal(vrosim_scenario_from_texts(&scenario, NULL, NULL, 0, "soft_tissue,vro", NULL),
                     VROSIM_OK);
    return scenario;
}

static void take(const vrosim_scenario *scenario, uint64_t seed) {
    vrosim_options options = vrosim_options_default();
    options.children = CHILDREN;
    options.seed = seed;
    assert_int_equal(
        vrosim_scenario_courses(&values[0][0][0], scenario, COLUMN_NAMES, COLUMNS, &options, NULL),
        VROSIM_OK);
}

static double mean_of(size_t strategy, size_t column, double level) {
    double sum = 0, count = 0;
    for (size_t child = 0; child < CHILDREN; child++) {
        const int is_of_level = level == 0 || values[child][strategy][GMFCS] == level;
        sum += is_of_level ? values[child][strategy][column] : 0;
        count += is_of_level;
    }
    return sum / count;
}

static void their_means_are_those_of_a_simulation(void **state) {
    vrosim_scenario *scenario = load();
    vrosim_options options = vrosim_options_default();
    vrosim_results *results;
    vrosim_estimate estimate;
    (void)state;
    options.children = CHILDREN;
    options.seed = 9;
    take(scenario, 9);
    assert_int_equal(vrosim_simulate(&results, scenario, &options, NULL), VROSIM_OK);
    const vrosim_quantity revised = {"vro", "gmfcs_4", "revision_by_5y", "mean"};
    assert_int_equal(vrosim_results_estimate(&estimate, results, &revised, NULL), VROSIM_OK);
    assert_true(fabs(mean_of(1, REVISED, 4) - estimate.value) < 1e-12);
    const vrosim_quantity lld = {"soft_tissue", NULL, "lld_abs_mm", "mean"};
    assert_int_equal(vrosim_results_estimate(&estimate, results, &lld, NULL), VROSIM_OK);
    assert_true(fabs(mean_of(0, LLD, 0) - estimate.value) < 1e-3); // steps, and 3 decimals
    vrosim_results_free(results);
    vrosim_scenario_free(scenario);
}

static void a_time_is_missing_where_nothing_happened(void **state) {
    vrosim_scenario *scenario = load();
    size_t revised = 0;
    (void)state;
    take(scenario, 1);
    for (size_t child = 0; child < CHILDREN; child++) {
        const double *course = values[child][1];
        assert_int_equal(course[REVISED] == 1, course[TIME] <= 5);
        revised += course[REVISED] == 1;
    }
    assert_true(revised > 0 && isnan(values[0][1][TIME] + values[1][1][TIME] + values[2][1][TIME]));
    vrosim_scenario_free(scenario);
}

static void wrong_arguments_are_refused(void **state) {
    vrosim_scenario *scenario = load();
    vrosim_errors *errors = vrosim_errors_new();
    vrosim_options options = vrosim_options_default();
    const char *const misspelt[] = {"revision_by_5"}, *const nothing[] = {NULL};
    double value[STRATEGIES];
    (void)state;
    options.children = 1;
    assert_int_equal(vrosim_scenario_courses(value, scenario, misspelt, 1, &options, errors),
                     VROSIM_BAD_ARGUMENT);
    assert_non_null(strstr(vrosim_errors_get(errors, 0).text, "revision_by_5y"));
    assert_int_equal(vrosim_scenario_courses(value, scenario, nothing, 1, &options, errors),
                     VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_scenario_courses(value, scenario, COLUMN_NAMES, 0, &options, errors),
                     VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_scenario_courses(NULL, scenario, COLUMN_NAMES, 1, &options, errors),
                     VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_scenario_courses(value, NULL, COLUMN_NAMES, 1, &options, errors),
                     VROSIM_BAD_ARGUMENT);
    options.children = 0;
    assert_int_equal(vrosim_scenario_courses(value, scenario, COLUMN_NAMES, 1, &options, errors),
                     VROSIM_BAD_ARGUMENT);
    vrosim_errors_free(errors);
    vrosim_scenario_free(scenario);
}

int test_courses(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(their_means_are_those_of_a_simulation),
        cmocka_unit_test(a_time_is_missing_where_nothing_happened),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests_name("courses", tests, NULL, NULL);
}
