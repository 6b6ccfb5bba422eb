#define _GNU_SOURCE 1

#include "vrosim/core/error.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/memory.h"
#include "vrosim/core/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct status_row {
    int exit_code;
    const char *name;
} status_row;

#define STATUS_ROW(identifier, code, text) [identifier] = {code, text},
static const status_row status_rows[VRO_STATUSES] = {VRO_STATUS_TABLE(STATUS_ROW)};
#undef STATUS_ROW

void vro_errors_init(vro_errors *self) {
    *self = (vro_errors){0};
}

void vro_errors_free(vro_errors *self) {
    for (size_t i = 0; i < self->count; i++) {
        free(self->faults[i].text);
        free(self->faults[i].file);
    }
    for (size_t i = 0; i < self->notice_count; i++)
        free(self->notices[i]);
    free(self->notices);
    free(self->faults);
    vro_errors_init(self);
}

// A copy that shows control characters and bytes that are not UTF-8 as \xNN.
static char *printable(const char *text) {
    char *copy = malloc(4 * strlen(text) + 1);
    if (!copy)
        return NULL;
    char *end = copy;
    while (*text != '\0') {
        size_t length = vro_text_character(text);
        unsigned char byte = (unsigned char)*text;
        if (length == 0 || byte < 0x20 || byte == 0x7F) {
            end += sprintf(end, "\\x%02X", byte);
            text++;
        } else {
            memcpy(end, text, length);
            end += length;
            text += length;
        }
    }
    *end = '\0';
    return copy;
}

static void write_place(FILE *stream, const vro_place *place) {
    if (!place || !place->file)
        return;
    fprintf(stream, "%s:", place->file);
    if (place->line > 0)
        fprintf(stream, "%zu:", place->line);
    if (place->line > 0 && place->column > 0)
        fprintf(stream, "%zu:", place->column);
    fputc(' ', stream);
}

// NULL if memory ran out.
static char *fault_text(const vro_place *place, const char *format, va_list arguments) {
    vro_byte_buffer buffer = {0};
    FILE *stream = vro_byte_buffer_stream(&buffer);
    if (!stream)
        return NULL;
    write_place(stream, place);
    vfprintf(stream, format, arguments);
    fclose(stream);
    char *whole = vro_byte_buffer_release_text(&buffer);
    char *text = whole ? printable(whole) : NULL;
    free(whole);
    return text;
}

// Room for one more fault; NULL if there is no room, and the fault is only counted.
static vro_fault *make_room(vro_errors *self, vro_status status) {
    if (self->count + self->dropped == 0)
        self->first = status;
    vro_fault *faults = NULL;
    if (self->count < VRO_ERRORS_KEPT)
        faults = vro_memory_grow(self->faults, self->count, &self->capacity, sizeof *faults);
    if (!faults) {
        self->dropped++;
        return NULL;
    }
    self->faults = faults;
    return &self->faults[self->count++];
}

static void add_context(vro_fault *fault, const char *context) {
    char *text = NULL;
    if (!fault->text || asprintf(&text, "%s: %s", context, fault->text) < 0)
        return;
    free(fault->text);
    fault->text = text;
}

vro_status vro_errors_add(vro_errors *self, vro_status status, const vro_place *place,
                          const char *format, ...) {
    vro_fault *fault = make_room(self, status);
    if (!fault)
        return status;
    va_list arguments;
    va_start(arguments, format);
    *fault = (vro_fault){.status = status, .text = fault_text(place, format, arguments)};
    va_end(arguments);
    if (self->context && !place && status != VRO_NO_MEMORY)
        add_context(fault, self->context);
    if (place && place->file) {
        fault->file = printable(place->file);
        fault->line = place->line;
        fault->column = place->line > 0 ? place->column : 0;
    }
    return status;
}

void vro_errors_context(vro_errors *self, const char *context) {
    self->context = context;
}

// Takes over the text, which may be NULL.
static void keep_notice(vro_errors *self, char *text) {
    bool known = !text;
    for (size_t i = 0; i < self->notice_count && !known; i++)
        known = strcmp(self->notices[i], text) == 0;
    char **notices = known ? NULL
                           : vro_memory_grow(self->notices, self->notice_count,
                                             &self->notice_capacity, sizeof *notices);
    if (!notices) {
        free(text);
        return;
    }
    self->notices = notices;
    notices[self->notice_count++] = text;
}

void vro_errors_note(vro_errors *self, const char *file, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    keep_notice(self, fault_text(&(vro_place){.file = file}, format, arguments));
    va_end(arguments);
}

void vro_errors_take(vro_errors *self, vro_errors *other) {
    const bool was_empty = self->count + self->dropped == 0;
    for (size_t i = 0; i < other->count; i++) {
        vro_fault *fault = make_room(self, other->faults[i].status);
        if (fault) {
            *fault = other->faults[i];
            other->faults[i].text = other->faults[i].file = NULL;
        }
    }
    // The first of other may be one that was only counted.
    if (was_empty)
        self->first = other->first;
    self->dropped += other->dropped;
    for (size_t i = 0; i < other->notice_count; i++)
        keep_notice(self, other->notices[i]);
    other->notice_count = 0;
    vro_errors_free(other);
}

// A fault, and where it belongs.
typedef struct ranked_fault {
    size_t file;
    size_t before; // its number among the faults
    vro_fault fault;
} ranked_fault;

static int compare_faults(const void *left, const void *right) {
    const ranked_fault *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->fault.line != b->fault.line)
        return a->fault.line < b->fault.line ? -1 : 1;
    return a->before < b->before ? -1 : 1;
}

// Gives the number `rank` to the faults of a file that have no number below it.
static void rank_file(ranked_fault *faults, size_t count, const char *file, size_t rank) {
    char *name = printable(file); // as faults keep it
    for (size_t i = 0; name && i < count; i++)
        if (faults[i].file > rank && faults[i].fault.file &&
            strcmp(faults[i].fault.file, name) == 0)
            faults[i].file = rank;
    free(name);
}

void vro_errors_sort(vro_errors *self, size_t from, const char *const *files, size_t count) {
    const size_t moved = self->count > from ? self->count - from : 0;
    ranked_fault *ranked = moved > 1 ? malloc(moved * sizeof *ranked) : NULL;
    if (!ranked)
        return;
    for (size_t i = 0; i < moved; i++)
        ranked[i] = (ranked_fault){count, i, self->faults[from + i]};
    for (size_t rank = 0; rank < count; rank++)
        rank_file(ranked, moved, files[rank], rank);
    qsort(ranked, moved, sizeof *ranked, compare_faults);
    for (size_t i = 0; i < moved; i++)
        self->faults[from + i] = ranked[i].fault;
    free(ranked);
}

void vro_errors_print(const vro_errors *self, FILE *stream) {
    for (size_t i = 0; i < self->count; i++) {
        const vro_fault *fault = &self->faults[i];
        fprintf(stream, "vrosim: %s\n", fault->text ? fault->text : vro_status_name(fault->status));
    }
    if (self->dropped > 0 && self->count == 0)
        fprintf(stream, "vrosim: not enough memory\n");
    else if (self->dropped > 0)
        fprintf(stream, "vrosim: %zu more fault%s not shown\n", self->dropped,
                self->dropped == 1 ? "" : "s");
}

void vro_errors_print_notices(const vro_errors *self, FILE *stream) {
    for (size_t i = 0; i < self->notice_count; i++)
        fprintf(stream, "vrosim: note: %s\n", self->notices[i]);
}

vro_status vro_status_worse(vro_status first, vro_status second) {
    return second == VRO_NO_MEMORY || first == VRO_OK ? second : first;
}

bool vro_status_is_signal(vro_status status) {
    return status >= VRO_INTERRUPTED;
}

int vro_status_exit_code(vro_status status) {
    return status_rows[status].exit_code;
}

const char *vro_status_name(vro_status status) {
    return status_rows[status].name;
}
