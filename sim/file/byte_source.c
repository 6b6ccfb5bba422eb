#include "vrosim/file/byte_source.h"

#include <string.h>

void vro_byte_source_begin(vro_byte_source *self, FILE *stream) {
    self->stream = stream;
    self->next = self->end = 0;
}

size_t vro_byte_source_ahead(vro_byte_source *self, size_t count) {
    size_t ahead = self->end - self->next;
    if (ahead >= count)
        return ahead;
    memmove(self->bytes, self->bytes + self->next, ahead);
    ahead += fread(self->bytes + ahead, 1, sizeof self->bytes - ahead, self->stream);
    self->next = 0;
    self->end = ahead;
    return ahead;
}

int vro_byte_source_next(vro_byte_source *self) {
    if (vro_byte_source_ahead(self, 1) == 0)
        return EOF;
    return (unsigned char)self->bytes[self->next++];
}

static char *find_line_end(vro_byte_source *self) {
    return memchr(self->bytes + self->next, '\n', self->end - self->next);
}

char *vro_byte_source_line(vro_byte_source *self, size_t *size) {
    char *end = find_line_end(self);
    if (!end) {
        vro_byte_source_ahead(self, sizeof self->bytes);
        end = find_line_end(self);
    }
    if (!end)
        return NULL;
    char *line = self->bytes + self->next;
    *size = (size_t)(end - line);
    return line;
}
