// Result tables that a test writes down.
#ifndef VROSIM_TESTS_RESULT_TEXTS_H
#define VROSIM_TESTS_RESULT_TEXTS_H

#include "near.h"

#include "vrosim/table/result_tables.h"

#include <string.h>

static inline void add_result_text(vro_result_tables *tables, const char *file, const char *text) {
    vro_errors errors = {0};
    assert_int_equal(vro_result_tables_add(tables, file, text, strlen(text), &errors), VRO_OK);
    vro_errors_free(&errors);
}

#endif
