// A table for the supplement of a paper (table/supplement_tables.h), as Markdown and as CSV.
#ifndef VROSIM_TABLE_SUPPLEMENT_H
#define VROSIM_TABLE_SUPPLEMENT_H

#include "vrosim/table/supplement_tables.h"

#include <stdio.h>

// Whether the results have the file of a table, and a row for it.
bool vro_supplement_is_present(const vro_supplement_table *self, const vro_result_tables *tables);

// Writes a table that is present, as CSV with the marks of the file that it is from. The stream
// keeps its own errors.
void vro_supplement_write_markdown(const vro_supplement_table *self,
                                   const vro_result_tables *tables, FILE *stream);
void vro_supplement_write_csv(const vro_supplement_table *self, const vro_result_tables *tables,
                              FILE *stream);

#endif
