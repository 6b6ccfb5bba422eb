#include "vrosim/core/paragraph.h"

#include <stdarg.h>
#include <stdio.h>

static void add(vro_paragraph *self, const char *format, va_list arguments) {
    const size_t room = sizeof self->text - self->length;
    const int wanted = vsnprintf(self->text + self->length, room, format, arguments);
    self->length += (size_t)wanted < room ? (size_t)wanted : room - 1;
}

void vro_paragraph_add(vro_paragraph *self, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add(self, format, arguments);
    va_end(arguments);
}

void vro_paragraph_add_item(vro_paragraph *self, size_t start, const char *separator,
                            const char *format, ...) {
    va_list arguments;
    if (self->length > start)
        vro_paragraph_add(self, "%s", separator);
    va_start(arguments, format);
    add(self, format, arguments);
    va_end(arguments);
}
