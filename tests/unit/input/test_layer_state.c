#include "vrosim/input/layer_state.h"

#include "faults.h"

// The rows that stand for a default.
static const char FIRST[] = HEADER ",,plan.spica,fixed,0.8,,,,,probability,\n"
                                   "vro,,plan.osteotomy,fixed,1,,,,,probability,\n"
                                   "observation,,plan.osteotomy,fixed,0,,,,,probability,\n";

typedef struct fixture {
    vro_layers layers;
    vro_layer_state state;
    vro_errors errors;
} fixture;

static int open_fixture(void **state) {
    fixture *self = *state = test_calloc(1, sizeof(fixture));
    return append_text(&self->layers, FIRST, &self->errors) == VRO_OK ? 0 : -1;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_layer_state_free(&self->state);
    vro_layer_state_free(&self->state);
    vro_layers_free(&self->layers);
    vro_errors_free(&self->errors);
    test_free(self);
    return 0;
}

// Reads rows as a table after those before, and finds the state after the first `tables`.
static void add_table(fixture *self, const char *rows, size_t tables) {
    char text[2048];
    snprintf(text, sizeof text, "%s%s", HEADER, rows);
    assert_int_equal(append_text(&self->layers, text, &self->errors), VRO_OK);
    vro_layer_state_free(&self->state);
    assert_int_equal(vro_layer_state_init(&self->state, &self->layers, tables, &self->errors),
                     VRO_OK);
}

// by: number of the row that replaces it, 0 for none.
static void assert_effect(const fixture *self, size_t number, vro_row_effect expected, size_t by) {
    vro_row_effect effect;
    const vro_layer_row *replacement;
    assert_int_equal(vro_layer_state_effect(&self->state, number, &effect, &replacement), VRO_OK);
    assert_int_equal(effect, expected);
    assert_ptr_equal(replacement, by == 0 ? NULL : &self->layers.rows[by]);
}

static size_t number_of(const fixture *self, const char *name) {
    return vro_string_set_find(&self->layers.strategies, name);
}

static void a_row_counts_where_the_scenario_would_be_another_without_it(void **state) {
    fixture *self = *state;
    add_table(self, "vro,,plan.spica,fixed,0.5,,,,,probability,\n", 2);
    assert_effect(self, 3, VRO_ROW_COUNTS, 0);
}

static void a_row_for_all_is_hidden_where_every_strategy_has_its_own(void **state) {
    fixture *self = *state;
    add_table(self, ",,plan.osteotomy,fixed,1,,,,,probability,\n", 2);
    assert_effect(self, 3, VRO_ROW_HIDDEN, 0);
}

static void a_row_that_says_what_holds_anyway_repeats(void **state) {
    fixture *self = *state;
    add_table(self, "vro,,plan.spica,fixed,0.8,,,,,probability,another source\n", 2);
    assert_effect(self, 3, VRO_ROW_REPEATS, 0);
}

static void a_hidden_row_that_is_there_twice_repeats(void **state) {
    fixture *self = *state;
    add_table(self, ",,plan.osteotomy,fixed,1,,,,,probability,\n", 2);
    add_table(self, ",,plan.osteotomy,fixed,1,,,,,probability,\n", 3);
    assert_effect(self, 3, VRO_ROW_REPLACED, 4);
    assert_effect(self, 4, VRO_ROW_REPEATS, 0);
}

// The same number as before the table, but another row would change it.
static void a_row_that_keeps_a_value_from_another_row_counts(void **state) {
    fixture *self = *state;
    add_table(self,
              "vro,,plan.spica,fixed,0.8,,,,,probability,\n,,plan.spica,fixed,0,,,,,probability,\n",
              2);
    assert_effect(self, 3, VRO_ROW_COUNTS, 0);
}

static void a_later_row_replaces_an_earlier_one(void **state) {
    fixture *self = *state;
    add_table(self,
              ",3,plan.spica,fixed,0.5,,,,,probability,\n,,plan.spica,fixed,0.1,,,,,probability,\n",
              2);
    assert_effect(self, 3, VRO_ROW_REPLACED, 4);
    add_table(self,
              ",1,plan.spica,fixed,0,,,,,probability,\n,2,plan.spica,fixed,0,,,,,probability,\n"
              ",3,plan.spica,fixed,0,,,,,probability,\n,4,plan.spica,fixed,0,,,,,probability,\n",
              3);
    assert_effect(self, 4, VRO_ROW_COUNTS, 0); // level 5 is left
    add_table(self, ",5,plan.spica,fixed,0,,,,,probability,\n", 4);
    assert_effect(self, 4, VRO_ROW_REPLACED, 9);
}

static void a_standard_error_alone_is_a_difference(void **state) {
    fixture *self = *state;
    add_table(self, "vro,,plan.spica,fixed,0.8,,,,0.1,probability,\n", 2);
    assert_effect(self, 3, VRO_ROW_COUNTS, 0);
    assert_false(vro_layer_row_equal(&self->layers.rows[0], &self->layers.rows[3]));
    assert_false(vro_layer_row_equal(&self->layers.rows[0], NULL));
    assert_true(vro_layer_row_equal(NULL, NULL));
}

static void a_state_knows_the_tables_before_it_only(void **state) {
    fixture *self = *state;
    add_table(self, "mine,,plan.spica,fixed,0,,,,,probability,\n", 2);
    add_table(self, "mine,,strategy.like,text,vro,,,,,,\n", 2);
    const size_t mine = number_of(self, "mine"), vro = number_of(self, "vro");
    assert_int_equal(self->state.layers.count, 4);
    assert_true(self->state.declared[vro]);
    assert_false(self->state.declared[mine]);
    vro_layer_state_free(&self->state);
    assert_int_equal(vro_layer_state_init(&self->state, &self->layers, 3, &self->errors), VRO_OK);
    assert_true(self->state.declared[mine]);
    assert_ptr_equal(vro_layer_state_like(&self->state, mine), &self->state.rows[vro]);
    assert_ptr_equal(vro_layer_state_like(&self->state, vro), &self->state.rows[3]);
    assert_ptr_equal(self->state.rows[mine][0][VRO_PLAN_OSTEOTOMY], &self->layers.rows[1]);
}

int test_layer_state(void) {
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
        TEST(a_row_counts_where_the_scenario_would_be_another_without_it),
        TEST(a_row_for_all_is_hidden_where_every_strategy_has_its_own),
        TEST(a_row_that_says_what_holds_anyway_repeats),
        TEST(a_hidden_row_that_is_there_twice_repeats),
        TEST(a_row_that_keeps_a_value_from_another_row_counts),
        TEST(a_later_row_replaces_an_earlier_one),
        TEST(a_standard_error_alone_is_a_difference),
        TEST(a_state_knows_the_tables_before_it_only),
#undef TEST
    };
    return cmocka_run_group_tests_name("layer_state", tests, NULL, NULL);
}
