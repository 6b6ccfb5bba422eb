#include "vrosim/file/varint.h"

enum {
    GROUP_BITS = 7,
    MORE_FOLLOW = 1 << GROUP_BITS,
    GROUP = MORE_FOLLOW - 1,
    NUMBER_BITS = 64,
    NUMBER_BYTES = (NUMBER_BITS + GROUP_BITS - 1) / GROUP_BITS // longest form of a number
};

static void write_number(vro_varint_writer *self, uint64_t number) {
    vro_byte_buffer *buffer = &self->buffer;
    if (!vro_byte_buffer_reserve(buffer, NUMBER_BYTES))
        return;
    for (; number > GROUP; number >>= GROUP_BITS)
        buffer->at[buffer->size++] = (unsigned char)((number & GROUP) | MORE_FOLLOW);
    buffer->at[buffer->size++] = (unsigned char)number;
}

void vro_varint_writer_flush(vro_varint_writer *self) {
    if (self->zeros == 0)
        return;
    write_number(self, 0);
    write_number(self, self->zeros);
    self->zeros = 0;
}

void vro_varint_writer_put(vro_varint_writer *self, uint64_t number) {
    if (number == 0) {
        self->zeros++;
        return;
    }
    vro_varint_writer_flush(self);
    write_number(self, number);
}

void vro_varint_writer_put_bytes(vro_varint_writer *self, const void *bytes, size_t size) {
    vro_varint_writer_flush(self);
    vro_byte_buffer_append(&self->buffer, bytes, size);
}

void vro_varint_writer_free(vro_varint_writer *self) {
    vro_byte_buffer_free(&self->buffer);
    *self = (vro_varint_writer){0};
}

static uint64_t fail(vro_varint_reader *self) {
    self->failed = true;
    self->zeros = 0;
    return 0;
}

// Only the shortest form is accepted, so that equal numbers have equal bytes.
static uint64_t read_number(vro_varint_reader *self) {
    uint64_t number = 0;
    for (int shift = 0; shift < NUMBER_BITS && self->at < self->end; shift += GROUP_BITS) {
        const unsigned char byte = *self->at++;
        const uint64_t group = byte & GROUP;
        if (group << shift >> shift != group)
            return fail(self);
        number |= group << shift;
        if (!(byte & MORE_FOLLOW))
            return group == 0 && shift > 0 ? fail(self) : number;
    }
    return fail(self);
}

uint64_t vro_varint_reader_next(vro_varint_reader *self) {
    if (self->zeros > 0) {
        self->zeros--;
        return 0;
    }
    if (self->failed)
        return 0;
    const uint64_t number = read_number(self);
    if (number > 0 || self->failed)
        return number;
    const uint64_t zeros = read_number(self);
    // A run holds at least one zero, and another run does not follow it.
    if (zeros == 0 || (self->at < self->end && *self->at == 0))
        return fail(self);
    self->zeros = zeros - 1;
    return 0;
}

size_t vro_varint_reader_skip(vro_varint_reader *self, size_t most) {
    const size_t zeros = self->zeros < most ? (size_t)self->zeros : most;
    self->zeros -= zeros;
    return zeros;
}

bool vro_varint_reader_is_done(const vro_varint_reader *self) {
    return !self->failed && self->zeros == 0 && self->at == self->end;
}
