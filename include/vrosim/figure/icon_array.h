// Icon arrays: persons in rows of ten, one panel a strategy, the same person in the same place of
// each panel. The kind of a person shows by fill and by mark.
#ifndef VROSIM_FIGURE_ICON_ARRAY_H
#define VROSIM_FIGURE_ICON_ARRAY_H

#include "vrosim/figure/picture.h"

enum { VRO_ICON_COLUMNS = 10 };

typedef struct vro_icon_panel {
    const char *label;
    const size_t *kinds; // [person_count], index into the names; place 0 is at the upper left
    const char *text;    // below; NULL: none
} vro_icon_panel;

typedef struct vro_icon_array {
    const char *event;        // what happens to persons, above all panels; NULL: none
    size_t person_count;      // 100, say
    const char *const *kinds; // [kind_count], names; VRO_ICON_KINDS (marks.h) differ in look
    size_t kind_count;
    const vro_icon_panel *panels;
    size_t panel_count;
} vro_icon_array;

vro_status vro_icon_array_draw(const vro_icon_array *self, const vro_picture *picture,
                               vro_byte_buffer *svg, vro_errors *errors);

#endif
