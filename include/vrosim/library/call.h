// A call of the library (vrosim.h) from begin to end: it keeps its faults, and numbers are written
// and read in the C locale whatever the host has set for its thread.
#ifndef VROSIM_LIBRARY_CALL_H
#define VROSIM_LIBRARY_CALL_H

#include "vrosim.h"
#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"
#include "vrosim/core/random_source.h"

#include <locale.h>
#include <stdio.h>

typedef struct vro_call {
    vro_errors *errors;
    vro_errors own; // where the host takes none
    locale_t plain;
    locale_t former;
} vro_call;

// Forgets the faults of the call before. errors: of the host, or NULL.
void vro_call_begin(vro_call *self, vrosim_errors *errors);

// Returns what the host is told.
vrosim_status vro_call_end(vro_call *self, vro_status status);

// Adds a fault of an argument: VRO_BAD_USAGE.
vro_status vro_call_refuse(const vro_call *self, const char *sentence);

// Adds the fault: VRO_NO_MEMORY.
vro_status vro_call_no_memory(const vro_call *self);

// The random source of options.
vro_random_source vro_call_random(const vrosim_options *options);

// Whether children, threads and sampling of options are in their ranges: VRO_BAD_USAGE.
vro_status vro_call_check(const vro_call *self, const vrosim_options *options);

// Closes a stream into bytes (NULL: there was none) and hands them over as a text, where status
// says that all went well. Returns status, or VRO_NO_MEMORY.
vro_status vro_call_take_text(const vro_call *self, FILE *stream, vro_byte_buffer *bytes,
                              vro_status status, char **text);

#endif
