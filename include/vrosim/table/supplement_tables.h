// Which tables the supplement of a paper has: parameters with their sources, and the main results,
// each with the file of results that it is made from.
#ifndef VROSIM_TABLE_SUPPLEMENT_TABLES_H
#define VROSIM_TABLE_SUPPLEMENT_TABLES_H

#include "vrosim/table/report_texts.h"
#include "vrosim/table/result_tables.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>

enum { VRO_SUPPLEMENT_TABLES_MAX = 24, VRO_SUPPLEMENT_CONDITIONS = 2, VRO_SUPPLEMENT_COLUMNS = 16 };

typedef struct vro_supplement_table {
    const char *name;                            // "parameters": supplement_parameters.csv
    const char *titles[VRO_LANGUAGES];           // for people
    const char *file;                            // of results
    const char *columns[VRO_SUPPLEMENT_COLUMNS]; // of the file that are shown; NULL: no more
    vro_result_condition rows[VRO_SUPPLEMENT_CONDITIONS]; // that are shown; empty: all
    bool by_strategy; // a row is an outcome, a column a strategy, a cell value and 95 % interval
} vro_supplement_table;

// All of them, *count. Static.
const vro_supplement_table *vro_supplement_tables(size_t *count);

// Sets files[*count] to the files of results that they are made from. Static.
void vro_supplement_tables_files(const char *files[VRO_SUPPLEMENT_TABLES_MAX], size_t *count);

#endif
