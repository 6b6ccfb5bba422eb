// A checklist of a study: what the facts of its folder (table/study_facts.h, table/result_facts.h)
// answer to each item of a form, and what the user answers.
#ifndef VROSIM_TABLE_CHECKLIST_H
#define VROSIM_TABLE_CHECKLIST_H

#include "vrosim/core/error.h"
#include "vrosim/core/named_texts.h"
#include "vrosim/table/checklist_form.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_checklist_status {
    VRO_CHECKLIST_FILLED,         // the text says all
    VRO_CHECKLIST_DRAFT,          // the text has a gap
    VRO_CHECKLIST_YOURS,          // only the user can answer, or evidence is missing
    VRO_CHECKLIST_NOT_APPLICABLE, // as the user says
    VRO_CHECKLIST_STATUSES
} vro_checklist_status;

enum { VRO_CHECKLIST_MARK = 64 };

typedef struct vro_checklist_row {
    const vro_checklist_item *item; // borrowed
    vro_checklist_status status;
    bool answered;                 // the text is the user's
    vro_checklist_status judged;   // what the user takes the program's text for;
                                   // VRO_CHECKLIST_STATUSES: the user does not say
    char *text;                    // "" if there is none; owned
    char *where;                   // where its evidence is or, without a text, what is missing;
                                   // owned
    char *evidence;                // the files of it that there are, separated by blanks; owned
    char mark[VRO_CHECKLIST_MARK]; // status and digest of the program's text, by which that is
                                   // known again (table/checklist_answers.h); "" of the user's
} vro_checklist_row;

typedef struct vro_checklist {
    const vro_checklist_form *form; // borrowed
    vro_checklist_row *rows;        // [form->count], owned
} vro_checklist;

// Answers from facts alone. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_checklist_init(vro_checklist *self, const vro_checklist_form *form,
                                             const vro_named_texts *facts, vro_errors *errors);

// Puts the user's text and status into a row; source: whose it is, in place of the evidence.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_checklist_answer(vro_checklist_row *row, const char *text,
                                               vro_checklist_status status, const char *source,
                                               vro_errors *errors);

// "filled", "draft", "yours", "not_applicable". Static.
const char *vro_checklist_status_name(vro_checklist_status status);

// The mark of a text of the program.
void vro_checklist_mark(char mark[VRO_CHECKLIST_MARK], vro_checklist_status status,
                        const char *text);

// How many items have a status.
size_t vro_checklist_count(const vro_checklist *self, vro_checklist_status status);

void vro_checklist_free(vro_checklist *self);

#endif
