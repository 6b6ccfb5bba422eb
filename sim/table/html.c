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

// Whether a cell is a number, with whatever marks and unit, and stands at the right.
static bool is_number(const char *text) {
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

void vro_html_table_write(FILE *to, const vro_html_table *self) {
    fputs("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"", to);
    vro_html_text(to, self->name);
    fputs("\"><table>\n<thead><tr>", to);
    for (size_t i = 0; i < self->columns; i++) {
        fputs("<th scope=\"col\" dir=\"auto\">", to);
        vro_html_text(to, self->cells[i]);
        fputs("</th>", to);
    }
    fputs("</tr></thead>\n<tbody>\n", to);
    for (size_t i = self->columns; i < self->cell_count; i++) {
        const size_t column = i % self->columns;
        fputs(column == 0 ? "<tr>" : "", to);
        write_cell(to, column, self->cells[i]);
        fputs(column + 1 == self->columns ? "</tr>\n" : "", to);
    }
    fputs("</tbody>\n</table></div>\n", to);
}
