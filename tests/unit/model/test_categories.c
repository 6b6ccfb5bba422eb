// The children of a chunk by category: every child in one category of each stratifier, with its own
// results.
#include "vrosim/model/categories.h"

#include "small_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT = 3000 };

static vro_subgroups read_list(const char *text) {
    vro_subgroups self;
    vro_errors errors = {0};
    assert_int_equal(vro_subgroups_read(&self, text, &errors), VRO_OK);
    return self;
}

// Six children; every other one has bilateral surgery.
static vro_children *some_children(void) {
    static const float ages[] = {3, 5, 4.9999f, 8, 20, 6}, migrations[] = {100, 40, 0, 39, 41, 7};
    vro_children *self = aligned_alloc(64, sizeof *self);
    assert_non_null(self);
    memset(self, 0, sizeof *self);
    self->count = 6;
    for (size_t i = 0; i < 6; i++) {
        self->age[i] = ages[i];
        self->migration[0][i] = migrations[i];
        self->migration[1][i] = 50; // of the other hip, which does not count
        self->bilateral_draw[i] = i % 2 ? 0 : UINT32_MAX;
    }
    return self;
}

static void assert_category(const vro_categories *categories, size_t category, size_t n,
                            const int32_t *expected) {
    assert_int_equal(vro_categories_children(categories, category), n);
    assert_memory_equal(categories->members + categories->first[category], expected,
                        n * sizeof *expected);
}

static void a_child_is_in_one_category_of_each_division(void **state) {
    (void)state;
    vro_categories categories;
    vro_children *children = some_children();
    const vro_subgroups subgroups = read_list("age=5/8,bilateral,migration=40");
    vro_categories_sort(&categories, &subgroups, children, vro_bernoulli_of(0.5));
    assert_int_equal(categories.count, 7);
    assert_category(&categories, 0, 2, (int32_t[]){0, 2});
    assert_category(&categories, 1, 2, (int32_t[]){1, 5});
    assert_category(&categories, 2, 2, (int32_t[]){3, 4});
    assert_category(&categories, 3, 3, (int32_t[]){0, 2, 4});
    assert_category(&categories, 4, 3, (int32_t[]){1, 3, 5});
    assert_category(&categories, 5, 3, (int32_t[]){2, 3, 5});
    assert_category(&categories, 6, 3, (int32_t[]){0, 1, 4});
    free(children);
}

static void only_stratifiers_asked_for_have_categories(void **state) {
    (void)state;
    vro_categories categories;
    vro_children *children = some_children();
    const vro_subgroups subgroups = read_list("migration=50");
    vro_categories_sort(&categories, &subgroups, children, vro_bernoulli_of(0.5));
    assert_int_equal(categories.count, 2);
    assert_category(&categories, 0, 5, (int32_t[]){1, 2, 3, 4, 5});
    assert_category(&categories, 1, 1, (int32_t[]){0});
    free(children);
}

static void a_category_may_have_no_child_or_all(void **state) {
    (void)state;
    vro_categories categories;
    vro_children *children = some_children();
    const vro_subgroups subgroups = read_list("age=1,bilateral");
    vro_categories_sort(&categories, &subgroups, children, vro_bernoulli_of(0));
    assert_int_equal(vro_categories_children(&categories, 0), 0);
    assert_int_equal(vro_categories_children(&categories, 1), 6);
    assert_int_equal(vro_categories_children(&categories, 2), 6);
    assert_int_equal(vro_categories_children(&categories, 3), 0);
    free(children);
}

// Level 2: the categories of gmfcs_2 are the fourth to the sixth. Then male and female by
// migration.
static void crossed_categories_hold_what_both_hold(void **state) {
    (void)state;
    vro_categories categories;
    vro_children *children = some_children();
    const vro_subgroups subgroups = read_list("gmfcs*age=5/8,sex*migration=40");
    children->level = 1;
    children->female[3] = children->female[4] = 1;
    vro_categories_sort(&categories, &subgroups, children, vro_bernoulli_of(0.5));
    assert_int_equal(categories.count, 15 + 4);
    assert_category(&categories, 3, 2, (int32_t[]){0, 2});
    assert_category(&categories, 4, 2, (int32_t[]){1, 5});
    assert_category(&categories, 5, 2, (int32_t[]){3, 4});
    assert_category(&categories, 2, 0, (int32_t[]){0});
    assert_category(&categories, 6, 0, (int32_t[]){0});
    assert_category(&categories, 15, 2, (int32_t[]){2, 5});
    assert_category(&categories, 16, 2, (int32_t[]){0, 1});
    assert_category(&categories, 17, 1, (int32_t[]){3});
    assert_category(&categories, 18, 1, (int32_t[]){4});
    free(children);
}

// The courses of a block, and what was gathered of them by category.
typedef struct check {
    const vro_record *records; // [COUNT][strategies]
    const vro_subgroups *subgroups;
    const vro_block *block;
    size_t strategies;
    size_t seen;  // children in categories, over all strategies
    size_t drawn; // draws of rare events
} check;

// courses: of a child under every strategy, of which the first two operate.
static float value_of(vro_stratifier_id stratifier, const vro_record *courses) {
    const float values[VRO_STRATIFIERS] = {
        [VRO_BY_GMFCS] = (float)(courses->level + 1),
        [VRO_BY_SEX] = (float)courses->female,
        [VRO_BY_AGE] = courses->age,
        [VRO_BY_BILATERAL] = courses[0].bilateral && courses[1].bilateral,
        [VRO_BY_MIGRATION] = courses->migration_before,
    };
    return values[stratifier];
}

// The category of a division that a child belongs to by its own courses.
static size_t category_of(const vro_subgroups *subgroups, size_t division,
                          const vro_record *courses) {
    size_t category = 0;
    for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++) {
        const vro_stratifier *stratifier = &subgroups->stratifiers[id];
        size_t own = 0;
        if (!vro_division_has(subgroups->division[division], id))
            continue;
        while (own < stratifier->cuts && value_of(id, courses) >= stratifier->cut[own])
            own++;
        category = category * (stratifier->cuts + 1) + own;
    }
    return category;
}

static void check_gathered(check *self, size_t strategy, const vro_results *gathered,
                           const int32_t *members) {
    for (size_t i = 0; i < gathered->children; i++) {
        const uint64_t patient = self->block->children.patient[members[i]];
        const vro_record *record = &self->records[patient * self->strategies + strategy];
        for (size_t k = 0; k < gathered->outcomes->count; k++) {
            const vro_outcome_id id = gathered->outcomes->ids[k];
            assert_int_equal(gathered->outcome[id][i], record->outcome[id]);
        }
        assert_int_equal(gathered->cause[i], record->cause);
        assert_true(gathered->revision_time[i] == record->revision_time);
        assert_true(gathered->death_time[i] == record->death_time);
    }
}

// The children of a category belong to it by their records.
static void check_members(const check *self, size_t division, size_t category,
                          const int32_t *members, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const uint64_t patient = self->block->children.patient[members[i]];
        const vro_record *courses = &self->records[patient * self->strategies];
        assert_int_equal(category_of(self->subgroups, division, courses), category);
    }
}

static void take(void *object, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference) {
    check *self = object;
    const vro_categories *categories = results->categories;
    vro_results *gathered = aligned_alloc(64, sizeof *gathered);
    size_t place = 0;
    (void)level;
    assert_ptr_equal(reference->categories, categories);
    for (size_t division = 0; division < self->subgroups->divisions; division++) {
        const size_t count = vro_subgroups_division_categories(self->subgroups, division);
        size_t children = 0;
        for (size_t category = 0; category < count; category++) {
            const int32_t *members = categories->members + categories->first[place];
            vro_categories_gather(categories, place, results, gathered);
            assert_null(gathered->categories);
            check_members(self, division, category, members, gathered->children);
            check_gathered(self, strategy, gathered, members);
            assert_ptr_equal(gathered->chances, results->chances);
            for (size_t i = 0; i < gathered->children; i++) {
                assert_int_equal(gathered->rare_draws[i], results->rare_draws[members[i]]);
                assert_int_equal(gathered->loss_chance[i], results->loss_chance[members[i]]);
                self->drawn += gathered->rare_draws[i] != 0;
            }
            children += vro_categories_children(categories, place++);
        }
        assert_int_equal(children, results->children);
        self->seen += children;
    }
    assert_int_equal(place, categories->count);
    free(gathered);
}

// Strategies differ in how often surgery is bilateral, children do not change their category; that
// observation is never bilateral does not count.
static void categories_of_a_block_hold_the_courses_of_their_children(void **state) {
    (void)state;
    small_model small;
    small_model_open(
        &small, "soft_tissue,vro,observation",
        "plan.bilateral,fixed,0.3,,,,vro,4\nplan.bilateral,fixed,0.1,,,,soft_tissue,5\n");
    small.model.subgroups = read_list("age,bilateral,gmfcs*migration=40,sex*bilateral");
    vro_record *records = small_model_records(&small, 0, COUNT);
    check seen = {.records = records,
                  .subgroups = &small.model.subgroups,
                  .block = small.block,
                  .strategies = 3};
    const vro_sink sink = {.self = &seen, .take = take};
    vro_block_run(small.block, 0, COUNT, &sink);
    assert_int_equal(seen.seen, 4 * 3 * COUNT);
    assert_true(seen.drawn > COUNT);
    free(records);
    small_model_close(&small);
}

// The number of children in each of the categories "unilateral" and "bilateral" of a chunk.
static void count_sides(void *object, size_t strategy, size_t level, const vro_results *results,
                        const vro_results *reference) {
    size_t *counts = object;
    (void)level, (void)reference;
    for (size_t category = 0; category < 2 && strategy == 0; category++)
        counts[category] += vro_categories_children(results->categories, category);
}

static void assert_sides(const char *strategies, const char *lines, size_t bilateral) {
    small_model small;
    size_t counts[2] = {0};
    const vro_sink sink = {.self = counts, .take = count_sides};
    small_model_open(&small, strategies, lines);
    small.model.subgroups = read_list("bilateral");
    vro_block_run(small.block, 0, COUNT, &sink);
    assert_int_equal(counts[1], bilateral);
    assert_int_equal(counts[0] + counts[1], COUNT);
    small_model_close(&small);
}

static void surgery_is_bilateral_where_it_is_under_all_that_operate(void **state) {
    (void)state;
    assert_sides("soft_tissue", "", COUNT);
    assert_sides("soft_tissue,observation", "", COUNT);
    assert_sides("observation", "", 0);
    assert_sides("observation", "plan.bilateral,fixed,1,,,,observation\n", 0);
    assert_sides("soft_tissue,vro", "plan.bilateral,fixed,0,,,,vro\n", 0);
    assert_sides("soft_tissue,vro", "plan.bilateral,fixed,1,,,,vro\n", COUNT);
    assert_sides("soft_tissue,vro",
                 "plan.bilateral,fixed,0,,,,soft_tissue\nplan.bilateral,fixed,1,,,,vro\n", 0);
}

static void note_categories(void *object, size_t strategy, size_t level, const vro_results *results,
                            const vro_results *reference) {
    bool *none = object;
    (void)strategy, (void)level;
    *none = *none && !results->categories && !reference->categories;
}

static void without_subgroups_there_are_no_categories(void **state) {
    (void)state;
    small_model small;
    bool none = true;
    const vro_sink sink = {.self = &none, .take = note_categories};
    small_model_open(&small, "vro", "");
    vro_block_run(small.block, 0, 10, &sink);
    assert_true(none);
    small_model_close(&small);
}

int test_categories(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_is_in_one_category_of_each_division),
        cmocka_unit_test(crossed_categories_hold_what_both_hold),
        cmocka_unit_test(only_stratifiers_asked_for_have_categories),
        cmocka_unit_test(a_category_may_have_no_child_or_all),
        cmocka_unit_test(categories_of_a_block_hold_the_courses_of_their_children),
        cmocka_unit_test(surgery_is_bilateral_where_it_is_under_all_that_operate),
        cmocka_unit_test(without_subgroups_there_are_no_categories),
    };
    return cmocka_run_group_tests_name("categories", tests, NULL, NULL);
}
