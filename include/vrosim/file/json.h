// JSON by jansson: counts of 64 bits, texts that are not UTF-8, digests of files.
#ifndef VROSIM_FILE_JSON_H
#define VROSIM_FILE_JSON_H

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/error.h"

#include <jansson.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// New values, owned by the caller; NULL if out of memory, which json_object_set_new and
// json_array_append_new treat as a failure.

// A text; where it is not UTF-8 (a path), its bytes that are not ASCII are shown as \xNN.
json_t *vro_json_text(const char *text);
// A count: an integer up to 2^63 - 1, beyond that the number as text.
json_t *vro_json_count(uint64_t count);
// The lines of a text, without their ends, as a list.
json_t *vro_json_lines(const char *text);

// Appends {"file": name, "sha256": digest of the file at path}; the digest of what is not a regular
// file is null: it can be read only once, or never ends. VRO_BAD_OUTPUT if the file cannot be
// read, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_json_append_digest(json_t *list, const char *name, const char *path,
                                                 vro_errors *errors);

typedef struct vro_json_entry {
    const char *key;
    json_t *value; // taken over; NULL if memory ran out
} vro_json_entry;

// A new object of the entries in their order; NULL if memory ran out, also for a value.
json_t *vro_json_object(const vro_json_entry *entries, size_t count);

// Sets all entries of an object in their order. VRO_NO_MEMORY (one sentence) if any is NULL.
VRO_MUST_CHECK vro_status vro_json_set_all(json_t *object, const vro_json_entry *entries,
                                           size_t count, vro_errors *errors);

// Sets an entry to a text (vro_json_text); sets nothing where text is NULL. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_json_set_text(json_t *object, const char *key, const char *text,
                                            vro_errors *errors);

// The text of an object, of *size bytes before its closing '\0', owned by the caller; NULL where
// memory was short.
char *vro_json_print(const json_t *object, size_t *size);

// Whether reading JSON failed because memory ran out. False if it ran out for a single text:
// jansson then reports an invalid token, or loses a byte.
bool vro_json_was_short(const json_error_t *error);

// The object of a header that vro_json_print wrote, owned by the caller; text: [size]. NULL where
// it cannot be read: VRO_NO_MEMORY, or VRO_BAD_INPUT, naming file. Where memory is short for a
// single text, jansson reports an invalid token or loses a byte.
VRO_MUST_CHECK vro_status vro_json_read_header(json_t **header, const char *text, size_t size,
                                               const char *file, vro_errors *errors);

// VRO_BAD_INPUT, naming file, where the "version" of an object is missing, or is not this version
// of the program: others may give other results.
VRO_MUST_CHECK vro_status vro_json_check_version(const json_t *object, const char *file,
                                                 vro_errors *errors);

// Reads the text (borrowed) or the count at a key of an object; false if it is missing or of
// another type.
bool vro_json_read_text(const json_t *object, const char *key, const char **text);
bool vro_json_read_count(const json_t *object, const char *key, uint64_t *count);

// Appends a list of lines to a text, each with its line end; false if it is not such a list.
bool vro_json_read_lines(const json_t *lines, vro_byte_buffer *text);

#endif
