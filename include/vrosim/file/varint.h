// Whole numbers, most of them 0, as bytes that are the same on every machine: a number above 0 in
// groups of 7 bits, lowest first, where the top bit of a byte says that more follow; a run of zeros
// as a byte 0 and then its length in the same form.
#ifndef VROSIM_FILE_VARINT_H
#define VROSIM_FILE_VARINT_H

#include "vrosim/core/byte_buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vro_varint_writer {
    vro_byte_buffer buffer; // owned; failed if memory ran out
    uint64_t zeros;         // put and not yet written
} vro_varint_writer;

// Appends a number to self ({0} is empty).
void vro_varint_writer_put(vro_varint_writer *self, uint64_t number);

// Appends bytes as they are.
void vro_varint_writer_put_bytes(vro_varint_writer *self, const void *bytes, size_t size);

// Writes the zeros that were put last. The next number may not be 0: it would begin a second run,
// which readers refuse.
void vro_varint_writer_flush(vro_varint_writer *self);

// Releases everything.
void vro_varint_writer_free(vro_varint_writer *self);

typedef struct vro_varint_reader {
    const unsigned char *at; // next byte, borrowed
    const unsigned char *end;
    uint64_t zeros; // read and not yet returned
    bool failed;    // the bytes ended or are malformed; every further number is 0
} vro_varint_reader;

// The next number.
uint64_t vro_varint_reader_next(vro_varint_reader *self);

// Skips up to `most` zeros of the run that was begun; returns how many.
size_t vro_varint_reader_skip(vro_varint_reader *self, size_t most);

// Whether every number of the bytes has been read, without failure.
bool vro_varint_reader_is_done(const vro_varint_reader *self);

#endif
