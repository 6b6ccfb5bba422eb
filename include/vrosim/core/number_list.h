// Numbers in ascending order, as people write them: "1,2,5", "0:100:5", or both.
#ifndef VROSIM_CORE_NUMBER_LIST_H
#define VROSIM_CORE_NUMBER_LIST_H

#include <stddef.h>

enum { VRO_NUMBER_LIST_MAX = 1001 };

typedef struct vro_number_list {
    double values[VRO_NUMBER_LIST_MAX]; // each greater than the one before
    size_t count;
} vro_number_list;

// Reads numbers (core/decimal.h) and ranges FIRST:LAST:STEP, with commas between. A range has
// FIRST, FIRST + STEP and so on up to LAST. Returns NULL on success, or what is wrong and what
// would be right (static text); self is then undefined.
const char *vro_number_list_read(vro_number_list *self, const char *text);

#endif
