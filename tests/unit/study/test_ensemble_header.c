// Headers of ensemble files: they come back, and say how long a file is before it is read.
#include "vrosim/study/ensemble_header.h"

#include "vrosim/file/json.h"

#include "faults.h"
#include "small_ensemble.h"

#include <string.h>

enum { SAMPLES = 3, FIRST = 2 };

typedef struct fixture {
    small_ensemble small;
    vro_specification specification;
    char *text;
    size_t size; // of a sample
} fixture;

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    vro_errors errors = {0};
    small_ensemble_open(&self->small, "vro", SAMPLES);
    self->small.ensemble.first = FIRST;
    self->size = vro_ensemble_size(&self->small.ensemble);
    assert_int_equal(
        vro_specification_init(&self->specification, &self->small.scenario, NULL, 0, &errors),
        VRO_OK);
    self->specification.size.patients = 1000;
    self->specification.analysis = json_pack("{s:i}", "samples", SAMPLES);
    self->text = vro_ensemble_header_write(&self->small.ensemble, &self->specification, &errors);
    assert_non_null(self->text);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    free(self->text);
    vro_specification_free(&self->specification);
    small_ensemble_close(&self->small);
    test_free(self);
    return 0;
}

// The header with other numbers of samples and of bytes of each; NULL without them. Owned by the
// caller.
static char *change(const fixture *self, uint64_t samples, uint64_t size) {
    json_t *header = json_loads(self->text, 0, NULL);
    json_object_set_new(header, "samples", json_integer((json_int_t)samples));
    json_object_set_new(header, "sample_size", json_integer((json_int_t)size));
    char *text = json_dumps(header, JSON_COMPACT);
    json_decref(header);
    return text;
}

static vro_status find_body(const fixture *self, uint64_t samples, uint64_t size, uint64_t *body,
                            vro_errors *errors) {
    char *text = change(self, samples, size);
    const vro_status status =
        vro_ensemble_header_body_size(text, strlen(text), "file", body, errors);
    free(text);
    return status;
}

static void a_header_comes_back(void **state) {
    const fixture *self = *state;
    vro_ensemble_header header;
    vro_errors errors = {0};
    assert_int_equal(
        vro_ensemble_header_read(&header, self->text, strlen(self->text), "file", &errors), VRO_OK);
    assert_int_equal(header.samples.first, FIRST);
    assert_int_equal(header.samples.end, FIRST + SAMPLES);
    assert_int_equal(header.sample_size, self->size);
    assert_int_equal(
        vro_specification_compare(&header.specification, &self->specification, "file", &errors),
        VRO_OK);
    vro_ensemble_header_free(&header);
}

static void the_body_has_the_bytes_of_all_samples(void **state) {
    const fixture *self = *state;
    const uint64_t samples[] = {0, 1, SAMPLES, 100000, VRO_SAMPLES_MAX};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        vro_errors errors = {0};
        uint64_t body;
        assert_int_equal(find_body(self, samples[i], self->size, &body, &errors), VRO_OK);
        assert_int_equal(body, samples[i] * self->size);
    }
}

// Few samples of another size are refused once they are read.
static void many_bytes_are_believed_only_of_samples_of_the_right_size(void **state) {
    const fixture *self = *state;
    const struct {
        uint64_t samples;
        uint64_t size;
        const char *sentence; // NULL: none
    } cases[] = {
        {SAMPLES, self->size + 1, NULL},
        {100000, self->size + 1, "its samples do not match its parameters"},
        {1, UINT64_C(1) << 40, "its samples do not match its parameters"},
        {VRO_SAMPLES_MAX, INT64_MAX, "it does not say which samples it holds"},
        {VRO_SAMPLES_MAX + 1, self->size, "it does not say which samples it holds"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        uint64_t body;
        const vro_status status = find_body(self, cases[i].samples, cases[i].size, &body, &errors);
        assert_int_equal(status, cases[i].sentence ? VRO_BAD_INPUT : VRO_OK);
        if (cases[i].sentence)
            assert_fault(&errors, "file: ", cases[i].sentence);
        vro_errors_free(&errors);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_ensemble_header(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_header_comes_back),
        TEST(the_body_has_the_bytes_of_all_samples),
        TEST(many_bytes_are_believed_only_of_samples_of_the_right_size),
    };
    return cmocka_run_group_tests_name("ensemble_header", tests, NULL, NULL);
}
