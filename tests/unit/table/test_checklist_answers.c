// The user's answers to a checklist.
#define _GNU_SOURCE 1 // nftw

#include "vrosim/table/checklist_answers.h"

#include "vrosim/table/checklist_files.h"

#include "reading.h"
#include "scratch.h"
#include "small_checklist.h"

typedef struct fixture {
    small_checklist small;
    scratch place;
    size_t count;
} fixture;

static int open_fixture(void **state) {
    static fixture self;
    small_checklist_open(&self.small);
    scratch_open(&self.place);
    self.count = 0;
    *state = &self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    small_checklist_close(&self->small);
    remove_tree(self->place.folder);
    return 0;
}

static const vro_checklist_row *row(const fixture *self, size_t item) {
    return &self->small.checklist.rows[item - 1];
}

// Puts in the answers of a file with this text.
static vro_status read_answers(fixture *self, const char *text) {
    const char *path = scratch_write(&self->place, "answers.csv", text, strlen(text));
    return vro_checklist_answers_read(&self->small.checklist, path, &self->count,
                                      &self->small.errors);
}

// Writes the checklist as it is, with one text in place of another, and begins it anew.
static void write_and_begin_anew(fixture *self, const char *what, const char *by) {
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    vro_checklist_write_csv(&self->small.checklist, stream);
    fclose(stream);
    char *at = strstr(text, what);
    assert_non_null(at);
    char changed[8192];
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, by, at + strlen(what));
    scratch_write(&self->place, "checklist.csv", changed, strlen(changed));
    free(text);
    small_checklist_close(&self->small);
    small_checklist_open(&self->small);
}

static vro_status read_earlier(fixture *self) {
    return vro_checklist_answers_read(&self->small.checklist, self->place.path, &self->count,
                                      &self->small.errors);
}

static vro_status keep_earlier(fixture *self) {
    return vro_checklist_answers_keep(&self->small.checklist, self->place.path,
                                      &self->small.errors);
}

static void an_answer_fills_an_item_or_gives_it_another_status(void **state) {
    fixture *self = *state;
    assert_int_equal(read_answers(self, "item,text,status\n4,\"We, all\",\n2,Mine,draft\n"
                                        "1,,not_applicable\n"),
                     VRO_OK);
    assert_int_equal(self->count, 3);
    assert_string_equal(row(self, 4)->text, "We, all");
    assert_int_equal(row(self, 4)->status, VRO_CHECKLIST_FILLED);
    assert_string_equal(row(self, 4)->evidence, "answers.csv");
    assert_int_equal(row(self, 2)->status, VRO_CHECKLIST_DRAFT);
    assert_int_equal(row(self, 1)->status, VRO_CHECKLIST_NOT_APPLICABLE);
    assert_string_equal(row(self, 1)->text, "Not applicable.");
}

static void an_empty_text_is_no_answer(void **state) {
    fixture *self = *state;
    assert_int_equal(read_answers(self, "item,text\n1,\n4,\n"), VRO_OK);
    assert_int_equal(self->count, 0);
    assert_string_equal(row(self, 1)->text, "500 children.");
}

static void faults_name_their_place_and_what_would_be_right(void **state) {
    static const struct {
        const char *text;
        const char *place;
        const char *piece;
    } faults[] = {
        {"item,text\n44,a\n", ":2:1: ", "'44' is no item of Small & short"},
        {"item,text\n4,a\n1,b\n4,c\n", ":4:1: ", "'4' is there twice, first in line 2"},
        {"item,text,status\n4,a,filed\n", ":2:5: ", "filled"},
        {"item,txt\n4,a\n", ":1:6: ", "'text'"},
        {"text\na\n", ":1: ", "'item' is missing"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_int_equal(open_fixture(state), 0);
        assert_int_equal(read_answers(*state, faults[i].text), VRO_BAD_INPUT);
        assert_fault(&((fixture *)*state)->small.errors, faults[i].place, faults[i].piece);
        if (i + 1 < sizeof faults / sizeof *faults)
            close_fixture(state);
    }
}

static void a_checklist_that_the_user_left_as_it_was_has_no_answers(void **state) {
    fixture *self = *state;
    write_and_begin_anew(self, "item,", "item,");
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_int_equal(self->count, 0);
    assert_string_equal(row(self, 2)->text, "Children of Norway. (To add: why.)");
    assert_int_equal(keep_earlier(self), VRO_OK);
}

static void what_the_user_wrote_into_a_checklist_is_an_answer_and_stays_one(void **state) {
    fixture *self = *state;
    write_and_begin_anew(self, "Children of Norway. (To add: why.)", "Children of Oslo.");
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_int_equal(self->count, 1);
    assert_string_equal(row(self, 2)->text, "Children of Oslo.");
    assert_int_equal(row(self, 2)->status, VRO_CHECKLIST_FILLED);
    write_and_begin_anew(self, "Oslo", "Bergen");
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_string_equal(row(self, 2)->text, "Children of Bergen.");
    assert_int_equal(self->count, 1);
}

static void a_text_of_the_program_is_written_anew_from_later_results(void **state) {
    fixture *self = *state;
    write_and_begin_anew(self, "who paid,yours,", "who paid,yours,We");
    vro_checklist_free(&self->small.checklist);
    vro_named_texts_set(&self->small.facts, "patients", "900");
    assert_int_equal(vro_checklist_init(&self->small.checklist, &SMALL_FORM, &self->small.facts,
                                        &self->small.errors),
                     VRO_OK);
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_string_equal(row(self, 1)->text, "900 children.");
    assert_string_equal(row(self, 4)->text, "We");
}

static void a_status_of_the_user_stays_with_a_text_of_the_program(void **state) {
    fixture *self = *state;
    write_and_begin_anew(self, "who,draft,", "who,filled,");
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_int_equal(row(self, 2)->status, VRO_CHECKLIST_FILLED);
    assert_string_equal(row(self, 2)->text, "Children of Norway. (To add: why.)");
    write_and_begin_anew(self, "item,", "item,");
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_int_equal(row(self, 2)->status, VRO_CHECKLIST_FILLED);
}

static void a_checklist_that_would_lose_answers_is_not_replaced(void **state) {
    fixture *self = *state;
    assert_int_equal(keep_earlier(self), VRO_OK);
    write_and_begin_anew(self, "who paid,yours,", "who paid,yours,We");
    assert_int_equal(keep_earlier(self), VRO_BAD_USAGE);
    assert_fault(&self->small.errors, "checklist.csv: ", "would be lost (item 4)");
    assert_int_equal(read_earlier(self), VRO_OK);
    assert_int_equal(keep_earlier(self), VRO_OK);
}

int test_checklist_answers(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    static const struct CMUnitTest tests[] = {
        TEST(an_answer_fills_an_item_or_gives_it_another_status),
        TEST(an_empty_text_is_no_answer),
        cmocka_unit_test_teardown(faults_name_their_place_and_what_would_be_right, close_fixture),
        TEST(a_checklist_that_the_user_left_as_it_was_has_no_answers),
        TEST(what_the_user_wrote_into_a_checklist_is_an_answer_and_stays_one),
        TEST(a_text_of_the_program_is_written_anew_from_later_results),
        TEST(a_status_of_the_user_stays_with_a_text_of_the_program),
        TEST(a_checklist_that_would_lose_answers_is_not_replaced),
    };
#undef TEST
    return cmocka_run_group_tests_name("checklist_answers", tests, NULL, NULL);
}
