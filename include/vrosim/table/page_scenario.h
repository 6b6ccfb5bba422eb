// The page of `make page` with a scenario built in, with which it starts.
#ifndef VROSIM_TABLE_PAGE_SCENARIO_H
#define VROSIM_TABLE_PAGE_SCENARIO_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"

#include <stddef.h>

// A table over the built-in default, and what it is called. Both are UTF-8.
typedef struct vro_page_scenario {
    const char *name;
    const char *table;
} vro_page_scenario;

// Appends page[size] with the scenario in its place, which is an empty JSON element: {"name":
// ..., "table": ...}, without any '<', so that no table can end the element. NULL: the page as it
// is. VRO_BAD_OUTPUT where the page has no such place, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_page_scenario_write(const vro_page_scenario *self, const char *page,
                                                  size_t size, vro_byte_buffer *bytes,
                                                  vro_errors *errors);

#endif
