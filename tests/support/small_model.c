#include "small_model.h"

#include "scratch.h"
#include "vrosim/input/dictionary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char HEADER[] = "parameter,distribution,value,sd,min,max,strategy,gmfcs,unit\n";
enum { FIELDS = 8 };

// A line of a test's text: the fields from `parameter` on.
typedef struct small_line {
    char fields[FIELDS][64];
} small_line;

static small_line read_line(const char *text, size_t length) {
    small_line line = {0};
    size_t field = 0, place = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ',') {
            assert_true(++field < FIELDS);
            place = 0;
        } else {
            assert_true(place + 1 < sizeof line.fields[0]);
            line.fields[field][place++] = text[i];
        }
    }
    return line;
}

// Whether both fill the same cells: parameter, strategy and level are equal.
static bool same_cells(const small_line *a, const small_line *b) {
    return strcmp(a->fields[0], b->fields[0]) == 0 && strcmp(a->fields[6], b->fields[6]) == 0 &&
           strcmp(a->fields[7], b->fields[7]) == 0;
}

// A table must not fill cells twice: the last line stays.
static bool comes_again(const small_line *line, const char *rest) {
    while (*rest != '\0') {
        const size_t length = strcspn(rest, "\n");
        const small_line later = read_line(rest, length);
        if (same_cells(line, &later))
            return true;
        rest += length + (rest[length] == '\n');
    }
    return false;
}

static void write_line(FILE *table, const small_line *line) {
    vro_parameter_id id;
    if (!vro_dictionary_find(line->fields[0], &id))
        fail_msg("no parameter '%s'", line->fields[0]);
    for (size_t field = 0; field < FIELDS; field++)
        fprintf(table, "%s,", line->fields[field]);
    fprintf(table, "%s\n", vro_dictionary_row(id)->unit);
}

// The table as a text, to be freed.
static char *table_of(const char *lines) {
    char *text = NULL;
    size_t size = 0;
    FILE *table = open_memstream(&text, &size);
    assert_non_null(table);
    fputs(HEADER, table);
    while (*lines != '\0') {
        const size_t length = strcspn(lines, "\n");
        const small_line line = read_line(lines, length);
        lines += length + (lines[length] == '\n');
        if (!comes_again(&line, lines))
            write_line(table, &line);
    }
    assert_int_equal(fclose(table), 0);
    return text;
}

static void assert_fine(const small_model *self, vro_status status) {
    if (status != VRO_OK)
        vro_errors_print(&self->errors, stdout);
    assert_int_equal(status, VRO_OK);
}

static void load_scenario(small_model *self, const char *strategies, const char *lines) {
    scratch folder;
    char *text = table_of(lines);
    scratch_open(&folder);
    const char *path = scratch_write(&folder, "table.csv", text, strlen(text));
    const vro_status status = vro_scenario_load(
        &self->scenario,
        &(vro_scenario_source){.paths = &path, .path_count = 1, .strategies = strategies},
        &self->errors);
    scratch_remove(&folder, "table.csv");
    scratch_close(&folder);
    free(text);
    assert_fine(self, status);
}

void small_model_open(small_model *self, const char *strategies, const char *lines) {
    memset(self, 0, sizeof *self);
    load_scenario(self, strategies, lines);
    assert_fine(self, vro_model_init(&self->model, &self->scenario, &self->errors));
    self->block = vro_block_new(&self->model,
                                (vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM});
    assert_non_null(self->block);
}

void small_model_close(small_model *self) {
    free(self->block);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&self->errors);
}

vro_record *small_model_records(const small_model *self, uint64_t first, size_t count) {
    vro_record *records = calloc(count * self->model.strategies, sizeof *records);
    assert_non_null(records);
    const vro_sink sink = {.records = records, .recorded = count};
    vro_block_run(self->block, first, count, &sink);
    return records;
}

const vro_model_parameters *small_model_parameters(const small_model *self, size_t strategy,
                                                   size_t level) {
    return &self->model.parameters[strategy * VRO_LEVELS + level];
}

small_courses *small_courses_open(const char *strategies, const char *lines) {
    small_courses *self = test_malloc(sizeof *self);
    small_model_open(&self->small, strategies, lines);
    self->records = small_model_records(&self->small, 0, SMALL_COURSES);
    return self;
}

void small_courses_close(small_courses *self) {
    free(self->records);
    small_model_close(&self->small);
    test_free(self);
}
