// The page of `make page`, which the program holds as bytes (scripts/embed_page.sh).
#ifndef VROSIM_VERB_BUILTIN_PAGE_H
#define VROSIM_VERB_BUILTIN_PAGE_H

#include <stddef.h>

extern const char vro_builtin_page[];
extern const size_t vro_builtin_page_size; // bytes; 0: the program was built without it

#endif
