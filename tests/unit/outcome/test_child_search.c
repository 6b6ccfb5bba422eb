// The search for children, against looking at every course.
#include "vrosim/outcome/child_search.h"

#include "faults.h"
#include "small_model.h"

enum { CHILDREN = 3 * VRO_BLOCK + 100, KEPT = 2000 };

// Children that were found, until `most` of them.
typedef struct finds {
    uint64_t patients[KEPT];
    size_t count, most;
    vro_status answer; // of found
} finds;

static int open_model(void **state) {
    static small_model self;
    small_model_open(&self, "soft_tissue,vro", "");
    *state = &self;
    return 0;
}

static int close_model(void **state) {
    small_model_close(*state);
    return 0;
}

static vro_status keep(void *self, const vro_record *courses, bool *enough, vro_errors *errors) {
    finds *found = self;
    (void)errors;
    assert_in_range(found->count, 0, KEPT - 1);
    assert_int_equal(courses[0].patient, courses[1].patient);
    found->patients[found->count++] = courses[0].patient;
    *enough = found->count == found->most;
    return found->answer;
}

static vro_status search(const small_model *model, const char *where, uint64_t children,
                         finds *found) {
    vro_errors errors = {0};
    vro_condition_list list;
    assert_int_equal(vro_condition_list_read(&list, &model->scenario, where, &errors), VRO_OK);
    const vro_child_search run = {.model = &model->model,
                                  .random = {.seed = SMALL_SEED, .stream = SMALL_STREAM},
                                  .conditions = &list,
                                  .children = children,
                                  .self = found,
                                  .found = keep};
    const vro_status status = vro_child_search_run(&run, &errors);
    vro_condition_list_free(&list);
    vro_errors_free(&errors);
    return status;
}

static bool is_lost_and_infected(const vro_record *course) {
    return course->outcome[VRO_LOSS_OF_POSITION] && course->outcome[VRO_INFECTION] > 0;
}

// Those of the first CHILDREN, looked at one by one.
static size_t look_at_all(const small_model *model, uint64_t *patients) {
    size_t count = 0;
    for (uint64_t first = 0; first < CHILDREN; first += VRO_BLOCK) {
        const size_t size = CHILDREN - first < VRO_BLOCK ? CHILDREN - first : VRO_BLOCK;
        vro_record *records = small_model_records(model, first, size);
        for (size_t i = 0; i < size; i++)
            if (is_lost_and_infected(&records[2 * i]) || is_lost_and_infected(&records[2 * i + 1]))
                patients[count++] = first + i;
        free(records);
    }
    return count;
}

static void all_children_with_one_fitting_course_are_found_in_order(void **state) {
    finds *found = calloc(1, sizeof *found);
    uint64_t *expected = calloc(KEPT, sizeof *expected);
    assert_true(found && expected);
    const size_t count = look_at_all(*state, expected);
    assert_in_range(count, 2, KEPT);
    assert_true(expected[count - 1] >= VRO_BLOCK);
    assert_int_equal(search(*state, "loss_of_position=1,infection>0", CHILDREN, found), VRO_OK);
    assert_int_equal(found->count, count);
    assert_memory_equal(found->patients, expected, count * sizeof *expected);
    free(expected);
    free(found);
}

static void conditions_must_hold_of_the_same_course(void **state) {
    finds found = {.most = 1};
    assert_int_equal(search(*state, "strategy=vro,osteotomy=1", 100, &found), VRO_OK);
    assert_int_equal(found.count, 1);
    found.count = 0;
    assert_int_equal(search(*state, "strategy=soft_tissue,osteotomy=1", 100, &found), VRO_OK);
    assert_int_equal(found.count, 0);
}

static void the_search_ends_where_it_is_enough(void **state) {
    finds found = {.most = 3};
    assert_int_equal(search(*state, "patient>=9000", CHILDREN, &found), VRO_OK);
    assert_int_equal(found.count, 3);
    assert_int_equal(found.patients[0], 9000);
    assert_int_equal(found.patients[2], 9002);
}

static void no_child_beyond_the_limit_is_looked_at(void **state) {
    finds found = {0};
    assert_int_equal(search(*state, "patient>=9000", 9005, &found), VRO_OK);
    assert_int_equal(found.count, 5);
    found.count = 0;
    assert_int_equal(search(*state, "patient>=9000", 9000, &found), VRO_OK);
    assert_int_equal(found.count, 0);
}

static void a_failure_of_the_caller_ends_the_search(void **state) {
    finds found = {.answer = VRO_BAD_OUTPUT};
    assert_int_equal(search(*state, "patient>=5", 100, &found), VRO_BAD_OUTPUT);
    assert_int_equal(found.count, 1);
}

int test_child_search(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_children_with_one_fitting_course_are_found_in_order),
        cmocka_unit_test(conditions_must_hold_of_the_same_course),
        cmocka_unit_test(the_search_ends_where_it_is_enough),
        cmocka_unit_test(no_child_beyond_the_limit_is_looked_at),
        cmocka_unit_test(a_failure_of_the_caller_ends_the_search),
    };
    return cmocka_run_group_tests_name("child_search", tests, open_model, close_model);
}
