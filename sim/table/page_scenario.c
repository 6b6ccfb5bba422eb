#define _GNU_SOURCE 1

#include "vrosim/table/page_scenario.h"

#include <string.h>

// As sim/web/page.html has it.
static const char ELEMENT[] = "<script type=\"application/json\" id=\"scenario\">";
static const char EMPTY[] = "null</script>";

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the page");
}

// What stands in an element of HTML must not hold its end, nor the beginning of a comment.
static void write_text(const char *text, FILE *to) {
    putc('"', to);
    for (const char *at = text; *at; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte < ' ' || byte == '<' || byte == '"' || byte == '\\')
            fprintf(to, "\\u%04x", byte);
        else
            putc(byte, to);
    }
    putc('"', to);
}

static void write_scenario(const vro_page_scenario *self, FILE *to) {
    fputs("{\"name\": ", to);
    write_text(self->name, to);
    fputs(", \"table\": ", to);
    write_text(self->table, to);
    fputs("}", to);
}

// The first byte of the empty place in the page; NULL where there is none.
static const char *find_place(const char *page, size_t size) {
    char whole[sizeof ELEMENT + sizeof EMPTY];
    strcpy(stpcpy(whole, ELEMENT), EMPTY);
    const char *element = memmem(page, size, whole, strlen(whole));
    return element ? element + strlen(ELEMENT) : NULL;
}

vro_status vro_page_scenario_write(const vro_page_scenario *self, const char *page, size_t size,
                                   vro_byte_buffer *bytes, vro_errors *errors) {
    const char *place = find_place(page, size), *end = page + size;
    if (!place)
        return vro_errors_add(errors, VRO_BAD_OUTPUT, NULL, "the page has no place for a scenario");
    FILE *to = vro_byte_buffer_stream(bytes);
    if (!to)
        return no_memory(errors);
    fwrite(page, 1, (size_t)(place - page), to);
    if (self)
        write_scenario(self, to);
    else
        fputs("null", to);
    place += strlen("null");
    fwrite(place, 1, (size_t)(end - place), to);
    const int failed = fclose(to);
    return failed || bytes->failed ? no_memory(errors) : VRO_OK;
}
