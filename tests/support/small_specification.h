// A specification of two strategies and an overlay in a file, for tests that alter it.
#ifndef VROSIM_TESTS_SMALL_SPECIFICATION_H
#define VROSIM_TESTS_SMALL_SPECIFICATION_H

#include "vrosim/simulate/specification.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

typedef struct fixture {
    scratch scratch;
    char table[512];
    const char *tables[1];
    vro_errors errors;
    vro_scenario scenario;
    vro_specification specification;
    vro_specification again;
} fixture;

static const vro_random_source RANDOM = {.seed = 42, .stream = UINT64_MAX};
static const vro_run_size SIZE = {.patients = 20000, .courses = 10};

static inline int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    static const char overlay[] =
        HEADER ",,plan.spica,fixed,0.25,,,,,probability,\"a, \"\"b\"\"\"\n";
    scratch_open(&self->scratch);
    strcpy(self->table, scratch_write(&self->scratch, "table.csv", overlay, strlen(overlay)));
    self->tables[0] = self->table;
    assert_int_equal(vro_scenario_load(&self->scenario,
                                       &(vro_scenario_source){.paths = self->tables,
                                                              .path_count = 1,
                                                              .strategies = "vro,observation"},
                                       &self->errors),
                     VRO_OK);
    *state = self;
    return 0;
}

static inline int close_fixture(void **state) {
    fixture *self = *state;
    vro_scenario_free(&self->scenario);
    vro_specification_free(&self->specification);
    vro_specification_free(&self->specification);
    vro_specification_free(&self->again);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static inline void make_specification(fixture *self) {
    assert_int_equal(vro_specification_init(&self->specification, &self->scenario, self->tables, 1,
                                            &self->errors),
                     VRO_OK);
    self->specification.random = RANDOM;
    self->specification.size = SIZE;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

#endif
