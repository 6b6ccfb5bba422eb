// A text that is put together from pieces.
#ifndef VROSIM_CORE_PARAGRAPH_H
#define VROSIM_CORE_PARAGRAPH_H

#include <stddef.h>

// Zeroed, it is empty. What has no room is cut off.
typedef struct vro_paragraph {
    size_t length;
    char text[1024];
} vro_paragraph;

// Adds a piece in printf form.
__attribute__((format(printf, 2, 3))) void vro_paragraph_add(vro_paragraph *self,
                                                             const char *format, ...);

// Adds a piece of a list, with the separator before it unless the list began at `start`, the length
// that the paragraph had then.
__attribute__((format(printf, 4, 5))) void vro_paragraph_add_item(vro_paragraph *self, size_t start,
                                                                  const char *separator,
                                                                  const char *format, ...);

#endif
