#include "vrosim/table/html.h"

#include <stdbool.h>
#include <string.h>

void vro_html_text(FILE *to, const char *text) {
    for (const char *at = text; *at; at++) {
        switch (*at) {
        case '&':
            fputs("&amp;", to);
            break;
        case '<':
            fputs("&lt;", to);
            break;
        case '>':
            fputs("&gt;", to);
            break;
        case '"':
            fputs("&quot;", to);
            break;
        default:
            putc(*at, to);
        }
    }
}

void vro_html_element(FILE *to, const char *name, const char *text) {
    fprintf(to, "<%s>", name);
    vro_html_text(to, text);
    fprintf(to, "</%s>\n", name);
}

enum { NUMBER_MOST = 24 }; // bytes of a number with its marks and unit; sentences are longer

// Whether a cell is a number, with whatever marks and unit, and stands at the right.
static bool is_number(const char *text) {
    if (strlen(text) > NUMBER_MOST)
        return false;
    static const char minus[] = "\xE2\x88\x92", infinite[] = "\xE2\x88\x9E";
    if (*text == '-' || strncmp(text, minus, strlen(minus)) == 0)
        text += *text == '-' ? 1 : strlen(minus);
    return (*text >= '0' && *text <= '9') || strncmp(text, infinite, strlen(infinite)) == 0;
}

static void write_cell(FILE *to, size_t column, const char *text) {
    const char *name = column == 0 ? "th" : "td";
    fprintf(to, "<%s%s%s>", name, column == 0 ? " scope=\"row\"" : "",
            is_number(text) ? " class=\"n\"" : " dir=\"auto\"");
    vro_html_text(to, text);
    fprintf(to, "</%s>", name);
}

// Columns first and [from, to) of a table.
static void write_part(FILE *to, const vro_html_table *self, size_t from, size_t end) {
    const bool is_all = self->columns <= VRO_HTML_COLUMNS;
    fprintf(to, "<table%s>\n<thead><tr>", is_all ? "" : " class=\"part\"");
    for (size_t i = 0; i < end; i = i == 0 ? from : i + 1) {
        fputs("<th scope=\"col\" dir=\"auto\">", to);
        vro_html_text(to, self->cells[i]);
        fputs("</th>", to);
    }
    fputs("</tr></thead>\n<tbody>\n", to);
    for (size_t row = self->columns; row < self->cell_count; row += self->columns) {
        fputs("<tr>", to);
        for (size_t i = 0; i < end; i = i == 0 ? from : i + 1)
            write_cell(to, i, self->cells[row + i]);
        fputs("</tr>\n", to);
    }
    fputs("</tbody>\n</table>", to);
}

void vro_html_table_write(FILE *to, const vro_html_table *self) {
    fputs("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"", to);
    vro_html_text(to, self->name);
    fputs("\">", to);
    size_t from, end = 1;
    do {
        from = end;
        end = from + VRO_HTML_COLUMNS - 1;
        end = end < self->columns ? end : self->columns;
        write_part(to, self, from, end);
    } while (end < self->columns);
    fputs("</div>\n", to);
}
