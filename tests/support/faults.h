// What tests of faulty input share: looking for a fault, and reading tables from a text.
#ifndef VROSIM_TESTS_FAULTS_H
#define VROSIM_TESTS_FAULTS_H

#include "vrosim/core/error.h"
#include "vrosim/input/layers.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define HEADER "strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source\n"

// Fails the test unless a fault holds place (":2:5: ") and, after it, piece.
static inline void assert_fault(const vro_errors *errors, const char *place, const char *piece) {
    for (size_t i = 0; i < errors->count; i++) {
        const char *found = strstr(errors->faults[i].text, place);
        if (found && strstr(found, piece))
            return;
    }
    print_message("no fault with '%s' and '%s' among:\n", place, piece);
    vro_errors_print(errors, stdout);
    fail();
}

// Reads a table "table" from text into layers.
static inline vro_status append_text(vro_layers *layers, const char *text, vro_errors *errors) {
    vro_csv_reader *csv;
    assert_int_equal(vro_csv_reader_open_text(&csv, "table", text, strlen(text)), VRO_OK);
    vro_status status = vro_layers_append(layers, csv, errors);
    vro_csv_reader_free(csv);
    return status;
}

typedef struct bad_text {
    const char *text;  // of a table, the header line included or not as the test says
    const char *place; // of the fault, ":line:column: " or ":line: " or ": "
    const char *piece; // of its sentence
} bad_text;

// The text, after prefix, has exactly one fault, at the place and with the piece.
static inline void assert_one_fault(const char *prefix, const bad_text *bad) {
    char *whole = malloc(strlen(prefix) + strlen(bad->text) + 1);
    assert_non_null(whole);
    strcat(strcpy(whole, prefix), bad->text);
    vro_errors errors = {0};
    vro_layers layers = {0};
    assert_int_equal(append_text(&layers, whole, &errors), VRO_BAD_INPUT);
    assert_fault(&errors, bad->place, bad->piece);
    if (errors.count != 1)
        vro_errors_print(&errors, stdout);
    assert_int_equal(errors.count, 1);
    vro_layers_free(&layers);
    vro_errors_free(&errors);
    free(whole);
}

#endif
