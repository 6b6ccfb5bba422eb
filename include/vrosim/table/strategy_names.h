// The strategies of results: in which order, what people call them, and which colour each has in
// all figures.
#ifndef VROSIM_TABLE_STRATEGY_NAMES_H
#define VROSIM_TABLE_STRATEGY_NAMES_H

#include "vrosim/core/error.h"
#include "vrosim/core/string_set.h"
#include "vrosim/table/result_tables.h"

#include <stddef.h>

typedef struct vro_strategy_names {
    vro_string_set names; // as files name them; the number of a strategy says its colour
    char **labels;        // [names.count], what people call them; underscores of names are blanks
    size_t reference;     // the number of the one that others are compared with
} vro_strategy_names;

// Those of strategies.csv or, where it is missing, of another file that has all of them; then,
// where those lack one, in the order in which the table `of` first has them, a reference before
// what is compared with it. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_strategy_names_read(vro_strategy_names *self,
                                                  const vro_result_tables *tables, const char *of,
                                                  vro_errors *errors);

// The number of a strategy; names.count where it is none of them.
size_t vro_strategy_names_find(const vro_strategy_names *self, const char *name);

// What people call a strategy; its name where it is none of them.
const char *vro_strategy_names_label(const vro_strategy_names *self, const char *name);

void vro_strategy_names_free(vro_strategy_names *self);

#endif
