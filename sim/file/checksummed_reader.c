#include "vrosim/file/checksummed_reader.h"

#include "vrosim/core/memory.h"
#include "vrosim/file/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER_MOST = 1 << 26 };             // bytes
static const uint64_t UNKNOWN = UINT64_MAX; // length

// A file while it is read.
typedef struct reader {
    const char *path;
    const vro_checksummed_file *const *kinds; // [count]
    size_t count;
    int file;
    uint64_t length; // of a regular file; of others UNKNOWN
    vro_checksummed_bytes *bytes;
    size_t capacity;
    uint64_t whole; // bytes of the whole file as its header says; 0: that has not come yet
    vro_errors *errors;
} reader;

// What the bytes may be, as far as they go.
static const vro_checksummed_file *find_kind(const reader *self) {
    for (size_t i = 0; i < self->count; i++)
        if (vro_checksummed_file_may_begin(self->kinds[i], self->bytes->at, self->bytes->size))
            return self->kinds[i];
    return NULL;
}

// Bytes of a file with this header: exactly, where its kind can tell, else at most.
static vro_status find_whole(reader *self, const vro_checksummed_file *kind, size_t header) {
    const size_t before = vro_checksummed_file_header_place(kind);
    uint64_t body;
    vro_status status = VRO_OK;
    self->whole = kind->most > 0 ? kind->most : UINT64_MAX - 1;
    if (!kind->read_body_size)
        return VRO_OK;
    TRY(kind->read_body_size((const char *)self->bytes->at + before, header, self->path, &body,
                             self->errors));
    const uint64_t others = before + header + VRO_DIGEST_BYTES;
    self->whole = body < UINT64_MAX - 1 - others ? others + body : UINT64_MAX - 1;
out:
    return status;
}

// Whether a file of this length can be whole.
static bool is_length(const reader *self, const vro_checksummed_file *kind) {
    return self->length == UNKNOWN ||
           (kind->read_body_size ? self->length == self->whole : self->length <= self->whole);
}

// How many bytes are worth reading, from what has come: those up to the next piece that tells more,
// and one more than the whole, which tells that there are too many.
static vro_status find_end(reader *self, uint64_t *end) {
    const vro_checksummed_bytes *bytes = self->bytes;
    const vro_checksummed_file *kind = find_kind(self);
    vro_status status = VRO_OK;
    *end = self->whole > 0 ? self->whole + 1 : 0;
    if (!kind || self->whole > 0)
        return VRO_OK;
    *end = vro_checksummed_file_header_place(kind);
    if (bytes->size < *end)
        return VRO_OK;
    const uint64_t header = vro_checksummed_file_header_size(kind, bytes->at);
    *end += header;
    if (header > HEADER_MOST || *end > self->length ||
        !vro_checksummed_file_is_format(kind, bytes->at))
        *end = 0;
    if (bytes->size < *end || *end == 0)
        return VRO_OK;
    TRY(find_whole(self, kind, (size_t)header));
    *end = is_length(self, kind) ? self->whole + 1 : 0;
out:
    return status;
}

static vro_status unreadable(const reader *self) {
    return vro_errors_add(self->errors, VRO_BAD_INPUT, &(vro_place){.file = self->path}, "%s",
                          strerror(errno));
}

// Takes what comes next, at most up to end; *more is false at the end of the file.
static vro_status take(reader *self, uint64_t end, bool *more) {
    vro_checksummed_bytes *bytes = self->bytes;
    unsigned char *grown = vro_memory_grow(bytes->at, bytes->size, &self->capacity, 1);
    if (!grown)
        return vro_checksummed_file_no_memory(self->kinds[0], self->errors);
    bytes->at = grown;
    const uint64_t wanted = end - bytes->size, room = self->capacity - bytes->size;
    ssize_t length;
    do
        length = read(self->file, grown + bytes->size, (size_t)(wanted < room ? wanted : room));
    while (length < 0 && errno == EINTR);
    bytes->size += length > 0 ? (size_t)length : 0;
    *more = length > 0;
    return length < 0 ? unreadable(self) : VRO_OK;
}

static vro_status read_all(reader *self) {
    bool more = true;
    uint64_t end;
    vro_status status = VRO_OK;
    while (more) {
        TRY(find_end(self, &end));
        more = self->bytes->size < end;
        if (more)
            TRY(take(self, end, &more));
    }
out:
    return status;
}

vro_status vro_checksummed_reader_read(vro_checksummed_bytes *self, const char *path,
                                       const vro_checksummed_file *const *kinds, size_t count,
                                       vro_errors *errors) {
    struct stat about;
    reader from = {.path = path, .kinds = kinds, .count = count, .bytes = self, .errors = errors};
    *self = (vro_checksummed_bytes){0};
    from.file = open(path, O_RDONLY | O_CLOEXEC);
    if (from.file < 0)
        return unreadable(&from);
    const bool regular = fstat(from.file, &about) == 0 && S_ISREG(about.st_mode);
    from.length = regular ? (uint64_t)about.st_size : UNKNOWN;
    const vro_status status = read_all(&from);
    const vro_checksummed_file *kind = find_kind(&from);
    if (kind && vro_checksummed_file_begins(kind, self->at, self->size))
        self->kind = kind;
    close(from.file);
    return status;
}

void vro_checksummed_bytes_free(vro_checksummed_bytes *self) {
    free(self->at);
    *self = (vro_checksummed_bytes){0};
}
