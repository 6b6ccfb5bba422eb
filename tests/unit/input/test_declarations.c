#include "vrosim/input/declarations.h"

#include "faults.h"

typedef struct fixture {
    vro_layers layers;
    vro_declarations declarations;
    vro_errors errors;
    vro_status status;
} fixture;

static int open_fixture(void **state) {
    *state = test_calloc(1, sizeof(fixture));
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_declarations_free(&self->declarations);
    vro_declarations_free(&self->declarations);
    vro_layers_free(&self->layers);
    vro_errors_free(&self->errors);
    test_free(self);
    return 0;
}

// Reads rows as a table on top of those before, then the declarations of all.
static void read_rows(fixture *self, const char *rows) {
    char text[2048];
    snprintf(text, sizeof text, "%s%s", HEADER, rows);
    (void)!append_text(&self->layers, text, &self->errors);
    vro_declarations_free(&self->declarations);
    self->status = vro_declarations_read(&self->declarations, &self->layers, &self->errors);
}

static size_t number_of(const fixture *self, const char *name) {
    const size_t number = vro_string_set_find(&self->layers.strategies, name);
    assert_true(number < self->declarations.count);
    return number;
}

// other: NULL for the cells for all.
static void assert_like(const fixture *self, const char *name, const char *other) {
    assert_int_equal(self->declarations.like[number_of(self, name)],
                     other ? number_of(self, other) : VRO_ALL_STRATEGIES);
}

static void assert_order(const fixture *self, size_t count, const char *const *names) {
    assert_int_equal(self->declarations.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(self->declarations.order[i], number_of(self, names[i]));
}

static void a_row_declares_a_strategy(void **state) {
    fixture *self = *state;
    read_rows(self, "mine,,strategy.like,text,vro,,,,,,\nyours,,strategy.like,text,mine,,,,,,\n"
                    "last,,strategy.like,text,default,,,,,,\nvro,,plan.spica,fixed,1,,,,,"
                    "probability,\n");
    assert_int_equal(self->status, VRO_OK);
    assert_order(self, 4, (const char *[]){"vro", "mine", "yours", "last"});
    assert_like(self, "mine", "vro");
    assert_like(self, "yours", "mine");
    assert_like(self, "last", NULL);
    assert_like(self, "vro", NULL);
}

static void rows_of_a_strategy_may_stand_before_its_declaration(void **state) {
    fixture *self = *state;
    read_rows(self, "mine,,plan.spica,fixed,1,,,,,probability,\n"
                    "mine,,strategy.like,text,default,,,,,,\n");
    assert_int_equal(self->status, VRO_OK);
}

static void a_built_in_strategy_needs_no_declaration_but_may_have_one(void **state) {
    fixture *self = *state;
    read_rows(self, "observation,,plan.spica,fixed,1,,,,,probability,\n"
                    "vro,,plan.spica,fixed,1,,,,,probability,\n");
    assert_int_equal(self->status, VRO_OK);
    assert_order(self, 2, (const char *[]){"vro", "observation"});
    read_rows(self, "observation,,strategy.like,text,vro,,,,,,\n");
    assert_int_equal(self->status, VRO_OK);
    assert_order(self, 2, (const char *[]){"vro", "observation"});
    assert_like(self, "observation", "vro");
}

static void a_built_in_strategy_without_rows_has_the_cells_for_all(void **state) {
    fixture *self = *state;
    read_rows(self, "mine,,strategy.like,text,vro_pelvic,,,,,,\n");
    assert_int_equal(self->status, VRO_OK);
    assert_like(self, "mine", NULL);
}

static void of_two_declarations_the_later_table_wins(void **state) {
    fixture *self = *state;
    read_rows(self, "a,,strategy.like,text,default,,,,,,\nb,,strategy.like,text,a,,,,,,\n"
                    "c,,strategy.like,text,b,,,,,,\n");
    read_rows(self, "c,,strategy.like,text,a,,,,,,\n");
    assert_int_equal(self->status, VRO_OK);
    assert_order(self, 3, (const char *[]){"a", "b", "c"});
    assert_like(self, "c", "a");
}

// A circle would need one that is like a later one.
static void a_strategy_is_not_like_itself_nor_like_a_later_one(void **state) {
    fixture *self = *state;
    read_rows(self, "a,,strategy.like,text,a,,,,,,\nb,,strategy.like,text,c,,,,,,\n"
                    "c,,strategy.like,text,b,,,,,,\n");
    read_rows(self, "b,,strategy.like,text,c,,,,,,\n"
                    "vro,,strategy.like,text,observation,,,,,,\n"
                    "observation,,plan.spica,fixed,1,,,,,probability,\n");
    assert_int_equal(self->status, VRO_BAD_INPUT);
    assert_fault(&self->errors, "table:2:23: ", "'a' cannot be like itself");
    assert_fault(&self->errors, "table:3:23: ", "'c' is declared later than 'b'");
    assert_fault(&self->errors, "table:3:25: ", "'observation' is declared later than 'vro'");
    assert_fault(&self->errors, "table:3:25: ", "declare a new strategy that is");
    assert_like(self, "a", NULL);
    assert_like(self, "b", NULL);
    assert_like(self, "c", "b");
}

static void an_unknown_strategy_to_be_like_is_told_the_nearest(void **state) {
    fixture *self = *state;
    read_rows(self, "mine,,strategy.like,text,vor,,,,,,\n");
    assert_int_equal(self->status, VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "table:2:26: ",
                 "'vor' is unknown, so no other can be like it; the nearest is 'vro' (default: ");
}

static void a_name_that_is_refused_is_not_proposed(void **state) {
    fixture *self = *state;
    read_rows(self, "1e5,,strategy.like,text,vro,,,,,,\nmine,,strategy.like,text,1e6,,,,,,\n");
    assert_fault(&self->errors, "table:2:1: ", "strategy '1e5' is a number");
    assert_fault(&self->errors, "table:3:26: ", "'1e6' is unknown");
    for (size_t i = 0; i < self->errors.count; i++)
        assert_true(self->errors.faults[i].line == 2 ||
                    !strstr(self->errors.faults[i].text, "'1e5'"));
}

static void a_misspelt_strategy_is_one_fault_for_all_its_rows(void **state) {
    fixture *self = *state;
    read_rows(self, "mine,,strategy.like,text,vro,,,,,,\n"
                    "mime,,plan.spica,fixed,1,,,,,probability,\n"
                    "mime,,plan.pelvic,fixed,1,,,,,probability,\n"
                    "mime,,strategy.label,text,Mine,,,,,,\n"
                    "vor,,plan.spica,fixed,1,,,,,probability,\n");
    assert_int_equal(self->status, VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 2);
    assert_fault(&self->errors,
                 "table:3:1: ", "'mime' (3 rows) is unknown; the nearest is 'mine'. A new ");
    assert_fault(&self->errors, "table:3:1: ", "needs a row mime,,strategy.like,text,OTHER");
    assert_fault(&self->errors, "table:6:1: ", "'vor' (1 row) is unknown");
}

// The declaration is there, or may be.
static void a_declaration_at_fault_brings_no_second_fault(void **state) {
    fixture *self = *state;
    read_rows(self, "a,,strategy.like,text,,,,,,,\na,,plan.spica,fixed,1,,,,,probability,\n"
                    "b,3,strategy.like,text,vro,,,,,,\nb,,plan.spica,fixed,1,,,,,probability,\n"
                    "c,9,strategy.like,text,vro,,,,,,\nc,,plan.spica,fixed,1,,,,,probability,\n"
                    "d,,strategy.lik,text,vro,,,,,,\nd,,plan.spica,fixed,1,,,,,probability,\n"
                    "NA,,plan.spica,fixed,1,,,,,probability,\n");
    assert_int_equal(self->errors.count, 5);
    assert_int_equal(self->status, VRO_OK);
    read_rows(self, "e,\n" // a line with too few fields
                    "g,,plan.spica,fixed,1,,,,,probability,\n");
    assert_int_equal(self->errors.count, 7);
    assert_fault(&self->errors, "'g' (1 row)", "unless a line that could not be read declares it");
}

int test_declarations(void) {
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
        TEST(a_row_declares_a_strategy),
        TEST(rows_of_a_strategy_may_stand_before_its_declaration),
        TEST(a_built_in_strategy_needs_no_declaration_but_may_have_one),
        TEST(a_built_in_strategy_without_rows_has_the_cells_for_all),
        TEST(of_two_declarations_the_later_table_wins),
        TEST(a_strategy_is_not_like_itself_nor_like_a_later_one),
        TEST(an_unknown_strategy_to_be_like_is_told_the_nearest),
        TEST(a_name_that_is_refused_is_not_proposed),
        TEST(a_misspelt_strategy_is_one_fault_for_all_its_rows),
        TEST(a_declaration_at_fault_brings_no_second_fault),
#undef TEST
    };
    return cmocka_run_group_tests_name("declarations", tests, NULL, NULL);
}
