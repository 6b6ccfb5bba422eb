// Forms for reporting: checklists of items, as data. Which forms there are stands in
// configs/checklists/forms.csv, the items of each in a table of its own beside it; the program
// holds all of them as bytes (input/builtin.h).
#ifndef VROSIM_TABLE_CHECKLIST_FORM_H
#define VROSIM_TABLE_CHECKLIST_FORM_H

#include "vrosim/core/error.h"
#include "vrosim/table/result_tables.h"

#include <stddef.h>

// What a row of the form says. Texts are templates whose {names} are facts
// (core/named_texts.h), "" where there is none.
typedef struct vro_checklist_item {
    const char *item;           // its number in the form
    const char *section;        // of the form
    const char *recommendation; // what it asks for
    const char *filled;         // the whole answer,
    const char *draft;          // one in which the user has to add something,
    const char *gap;            // and what is to be added; of no draft: what only the user knows
    const char *where;          // of the program's answer: where its evidence is
    const char *evidence;       // files of results, separated by blanks
    const char *command;        // that gives the evidence where it is missing
} vro_checklist_item;

typedef struct vro_checklist_form {
    vro_result_tables tables;  // owned
    const char *name;          // "cheers"
    const char *title;         // "CHEERS 2022"
    const char *link;          // to the official form
    const char *note;          // what people should know of it
    vro_checklist_item *items; // [count], owned
    size_t count;
} vro_checklist_form;

// Reads the form of a name. VRO_BAD_USAGE where there is none, naming all; VRO_NO_MEMORY. self is
// then empty.
VRO_MUST_CHECK vro_status vro_checklist_form_read(vro_checklist_form *self, const char *name,
                                                  vro_errors *errors);

// The number of an item; self->count if the form has none of this name.
size_t vro_checklist_form_find(const vro_checklist_form *self, const char *item);

void vro_checklist_form_free(vro_checklist_form *self);

#endif
