// Results in parts, packed and merged.
#include <vrosim.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BLOCK = 8192, CHILDREN = 2 * BLOCK + 100 };

typedef struct host {
    vrosim_errors *errors;
    vrosim_scenario *scenario;
    vrosim_options options;
} host;

// Bytes of a part.
typedef struct packed {
    unsigned char *at;
    size_t size;
} packed;

static int open_host(void **state) {
    static host self;
    self = (host){.errors = vrosim_errors_new(), .options = vrosim_options_default()};
    self.options.threads = 1;
    assert_int_equal(vrosim_scenario_from_files(&self.scenario, NULL, 0, "soft_tissue,vro", NULL),
                     VROSIM_OK);
    *state = &self;
    return 0;
}

static int close_host(void **state) {
    host *self = *state;
    vrosim_scenario_free(self->scenario);
    vrosim_errors_free(self->errors);
    return 0;
}

static vrosim_results *simulate(host *self, uint64_t first, uint64_t end) {
    vrosim_results *results;
    self->options.children = end;
    assert_int_equal(
        vrosim_simulate_part(&results, self->scenario, &self->options, first, self->errors),
        VROSIM_OK);
    assert_int_equal(vrosim_results_end(results), end);
    return results;
}

static packed pack(host *self, uint64_t first, uint64_t end) {
    packed bytes;
    vrosim_results *results = simulate(self, first, end);
    assert_int_equal(vrosim_results_pack(&bytes.at, &bytes.size, results, self->errors), VROSIM_OK);
    vrosim_results_free(results);
    return bytes;
}

static void assert_not_merged(const host *self, vrosim_results *results, packed bytes,
                              const char *sentence) {
    const uint64_t end = vrosim_results_end(results);
    assert_int_equal(vrosim_results_merge(results, bytes.at, bytes.size, self->errors),
                     VROSIM_BAD_ARGUMENT);
    assert_string_equal(vrosim_errors_get(self->errors, 0).text, sentence);
    assert_int_equal(vrosim_results_end(results), end);
}

static void assert_equal_tables(const vrosim_results *merged, const vrosim_results *whole) {
    static const char *const files[] = {"summary.csv", "contrasts.csv", "revision.csv",
                                        "lld.csv",     "cohort.csv",    "children.csv"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *ours, *theirs;
        assert_int_equal(vrosim_results_table(&ours, merged, files[i], NULL), VROSIM_OK);
        assert_int_equal(vrosim_results_table(&theirs, whole, files[i], NULL), VROSIM_OK);
        assert_string_equal(ours, theirs);
        vrosim_text_free(ours);
        vrosim_text_free(theirs);
    }
}

static void assert_merged_as_whole(host *self) {
    self->options.subgroups = "age,sex";
    vrosim_results *whole = simulate(self, 0, CHILDREN), *merged = simulate(self, 0, BLOCK);
    for (uint64_t first = BLOCK; first < CHILDREN; first += BLOCK) {
        packed part = pack(self, first, first + BLOCK < CHILDREN ? first + BLOCK : CHILDREN);
        assert_int_equal(vrosim_results_merge(merged, part.at, part.size, self->errors), VROSIM_OK);
        vrosim_bytes_free(part.at);
    }
    assert_int_equal(vrosim_results_end(merged), CHILDREN);
    assert_equal_tables(merged, whole);
    vrosim_results_free(whole);
    vrosim_results_free(merged);
}

static void parts_that_are_merged_have_the_bytes_of_the_whole(void **state) {
    assert_merged_as_whole(*state);
}

static void so_have_parts_of_sobol_points(void **state) {
    host *self = *state;
    self->options.sampling = VROSIM_SOBOL;
    assert_merged_as_whole(self);
}

// Below 131,072 children they are others.
static void parts_on_both_sides_of_large_replicates_are_not_merged(void **state) {
    enum { LARGE = 131072 };
    host *self = *state;
    self->options.sampling = VROSIM_SOBOL;
    vrosim_results *results = simulate(self, LARGE - 2 * BLOCK, LARGE - BLOCK);
    packed last = pack(self, LARGE - BLOCK, LARGE);
    assert_not_merged(self, results, last, "the bytes are of another question");
    vrosim_bytes_free(last.at);
    vrosim_results_free(results);
}

static void only_the_children_that_follow_are_merged(void **state) {
    host *self = *state;
    vrosim_results *results = simulate(self, 0, BLOCK);
    packed first = pack(self, 0, BLOCK), later = pack(self, 2 * BLOCK, 2 * BLOCK + 1);
    assert_not_merged(self, results, first, "the bytes are not of the children that follow");
    assert_not_merged(self, results, later, "the bytes are not of the children that follow");
    vrosim_bytes_free(first.at);
    vrosim_bytes_free(later.at);
    vrosim_results_free(results);
}

static void parts_of_another_question_are_refused(void **state) {
    static const char sentence[] = "the bytes are of another question";
    host *self = *state;
    vrosim_results *results = simulate(self, 0, BLOCK);
    const vrosim_cell cell = vrosim_cell_fixed("vro", 5, "plan.spica", 0);
    packed parts[5];
    self->options.seed = 2;
    parts[0] = pack(self, BLOCK, CHILDREN);
    self->options.seed = 1;
    self->options.stream = 1;
    parts[1] = pack(self, BLOCK, CHILDREN);
    self->options.stream = 0;
    self->options.subgroups = "sex";
    parts[2] = pack(self, BLOCK, CHILDREN);
    self->options.subgroups = NULL;
    assert_int_equal(vrosim_scenario_set_children(self->scenario, "age\n7\n", NULL), VROSIM_OK);
    parts[3] = pack(self, BLOCK, CHILDREN);
    assert_int_equal(vrosim_scenario_set_children(self->scenario, NULL, NULL), VROSIM_OK);
    assert_int_equal(vrosim_scenario_set(self->scenario, &cell, NULL), VROSIM_OK);
    parts[4] = pack(self, BLOCK, CHILDREN);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        assert_not_merged(self, results, parts[i], sentence);
        vrosim_bytes_free(parts[i].at);
    }
    vrosim_results_free(results);
}

static void damaged_bytes_are_refused_and_leave_results_as_they_were(void **state) {
    host *self = *state;
    vrosim_results *results = simulate(self, 0, BLOCK), *whole = simulate(self, 0, CHILDREN);
    packed part = pack(self, BLOCK, CHILDREN);
    for (size_t less = 1; less < part.size; less *= 3)
        assert_int_equal(vrosim_results_merge(results, part.at, part.size - less, self->errors),
                         VROSIM_BAD_ARGUMENT);
    part.at[part.size - 1]++;
    assert_not_merged(self, results, part, "the bytes are damaged");
    part.at[part.size - 1]--;
    assert_int_equal(vrosim_results_merge(results, part.at, part.size, self->errors), VROSIM_OK);
    assert_equal_tables(results, whole);
    vrosim_bytes_free(part.at);
    vrosim_results_free(results);
    vrosim_results_free(whole);
}

static void a_part_begins_with_a_block_and_before_its_end(void **state) {
    host *self = *state;
    static const uint64_t wrong[] = {1, BLOCK + 1, 3 * BLOCK};
    vrosim_results *results;
    self->options.children = 3 * BLOCK;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(
            vrosim_simulate_part(&results, self->scenario, &self->options, wrong[i], self->errors),
            VROSIM_BAD_ARGUMENT);
        assert_null(results);
    }
}

static void null_is_refused(void **state) {
    host *self = *state;
    vrosim_results *results = simulate(self, 0, 1);
    packed bytes = {0};
    assert_int_equal(vrosim_results_pack(NULL, &bytes.size, results, NULL), VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_results_pack(&bytes.at, NULL, results, NULL), VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_results_pack(&bytes.at, &bytes.size, NULL, NULL), VROSIM_BAD_ARGUMENT);
    assert_null(bytes.at);
    assert_int_equal(vrosim_results_merge(results, NULL, 1, NULL), VROSIM_BAD_ARGUMENT);
    assert_int_equal(vrosim_results_end(NULL), 0);
    vrosim_bytes_free(NULL);
    vrosim_results_free(results);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_host, close_host)

int test_parts(void) {
    static const struct CMUnitTest tests[] = {
        TEST(parts_that_are_merged_have_the_bytes_of_the_whole),
        TEST(so_have_parts_of_sobol_points),
        TEST(parts_on_both_sides_of_large_replicates_are_not_merged),
        TEST(only_the_children_that_follow_are_merged),
        TEST(parts_of_another_question_are_refused),
        TEST(damaged_bytes_are_refused_and_leave_results_as_they_were),
        TEST(a_part_begins_with_a_block_and_before_its_end),
        TEST(null_is_refused),
    };
    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
