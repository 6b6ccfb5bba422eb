// Lists of children as people give them: a table, one child a row and one attribute a column, or
// the attributes of one child as typed.
#ifndef VROSIM_INPUT_CHILD_LIST_READER_H
#define VROSIM_INPUT_CHILD_LIST_READER_H

#include "vrosim/core/error.h"
#include "vrosim/input/child_list.h"

#include <stddef.h>

// Reads the table at path into self, which is overwritten. Columns are attributes in any order,
// and `id`, which names the child; a field that is empty or NA is drawn (notices tell of NA in a
// file, and of ids that are dates or numbers to a spreadsheet). VRO_BAD_INPUT with every fault of
// the table, also where it gives nothing; self is then empty. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_child_list_read(vro_child_list *self, const char *path,
                                              vro_errors *errors);

// The same with the table text[size], which faults call name.
VRO_MUST_CHECK vro_status vro_child_list_parse(vro_child_list *self, const char *name,
                                               const char *text, size_t size, vro_errors *errors);

// A list of one child, from a text such as "age=6,gmfcs=4,migration=45". VRO_BAD_USAGE with every
// fault; VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_child_list_read_child(vro_child_list *self, const char *text,
                                                    vro_errors *errors);

#endif
