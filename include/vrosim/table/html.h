// Pieces of HTML, written to any stream.
#ifndef VROSIM_TABLE_HTML_H
#define VROSIM_TABLE_HTML_H

#include <stddef.h>
#include <stdio.h>

// A text, escaped for elements and for attributes in double quotes.
void vro_html_text(FILE *to, const char *text);

// An element with a text and no attributes: "p".
void vro_html_element(FILE *to, const char *name, const char *text);

// A table in a box of its own that scrolls, with a name for those who cannot see it: a header of
// `columns` texts, then rows. The first cell of a row heads it. One with more columns than have
// room on paper is written in parts below each other, each with the first column.
enum { VRO_HTML_COLUMNS = 12 }; // of a part

typedef struct vro_html_table {
    const char *name;
    const char *const *cells; // [cell_count]
    size_t cell_count;
    size_t columns;
} vro_html_table;

void vro_html_table_write(FILE *to, const vro_html_table *self);

#endif
