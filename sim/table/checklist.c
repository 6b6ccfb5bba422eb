#include "vrosim/table/checklist.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 3200 }; // bytes; a field has VRO_CSV_FIELD_BYTES with its quotes

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the checklist");
}

static void append(vro_byte_buffer *text, const char *piece) {
    vro_byte_buffer_append(text, piece, strlen(piece));
}

// The whole answer, or one with a gap, or none.
static vro_checklist_status write_text(const vro_checklist_item *item, const vro_named_texts *facts,
                                       vro_byte_buffer *text) {
    if (*item->filled && vro_named_texts_fill(facts, item->filled, text) && text->size > 0)
        return VRO_CHECKLIST_FILLED;
    if (!*item->draft || !vro_named_texts_fill(facts, item->draft, text) || text->size == 0)
        return VRO_CHECKLIST_YOURS;
    if (*item->gap) {
        append(text, " (To add: ");
        append(text, item->gap);
        append(text, ".)");
    }
    return VRO_CHECKLIST_DRAFT;
}

// Where an answer is not whole that could be, the command that would make it so.
static void write_where(const vro_checklist_item *item, vro_checklist_status status,
                        vro_byte_buffer *where) {
    const bool lacks = *item->command && (status == VRO_CHECKLIST_YOURS ||
                                          (status == VRO_CHECKLIST_DRAFT && *item->filled));
    if (status == VRO_CHECKLIST_YOURS && *item->gap) {
        append(where, "yours: ");
        append(where, item->gap);
    } else if (status != VRO_CHECKLIST_YOURS) {
        append(where, item->where);
    }
    if (lacks) {
        append(where, where->size > 0 ? "; evidence is missing: " : "evidence is missing: ");
        append(where, item->command);
    }
}

// Those files of a list that there are.
static void write_evidence(const char *list, const vro_named_texts *facts,
                           vro_byte_buffer *evidence) {
    char name[64];
    while (*list) {
        const size_t length = strcspn(list, " ");
        snprintf(name, sizeof name, "%.*s", (int)strcspn(list, ". "), list);
        if (vro_named_texts_find(facts, name) || strncmp(list, "manifest.json", length) == 0) {
            append(evidence, evidence->size > 0 ? " " : "");
            vro_byte_buffer_append(evidence, list, length);
        }
        list += length + (list[length] == ' ');
    }
}

// A text that is too long for a field of a table that is read again ends at a blank before.
static void shorten(vro_byte_buffer *text) {
    static const char more[] = " ... (the rest is in the file)";
    if (text->size <= TEXT_MAX)
        return;
    text->size = TEXT_MAX;
    while (text->size > 0 && text->at[text->size - 1] != ' ')
        text->size--;
    text->size -= text->size > 0;
    append(text, more);
}

static vro_status fill_row(vro_checklist_row *row, const vro_checklist_item *item,
                           const vro_named_texts *facts, vro_errors *errors) {
    vro_byte_buffer text = {0}, where = {0}, evidence = {0};
    row->item = item;
    row->judged = VRO_CHECKLIST_STATUSES;
    row->status = write_text(item, facts, &text);
    shorten(&text);
    write_where(item, row->status, &where);
    if (row->status != VRO_CHECKLIST_YOURS)
        write_evidence(item->evidence, facts, &evidence);
    row->text = vro_byte_buffer_release_text(&text);
    row->where = vro_byte_buffer_release_text(&where);
    row->evidence = vro_byte_buffer_release_text(&evidence);
    if (!row->text || !row->where || !row->evidence)
        return no_memory(errors);
    vro_checklist_mark(row->mark, row->status, row->text);
    return VRO_OK;
}

vro_status vro_checklist_init(vro_checklist *self, const vro_checklist_form *form,
                              const vro_named_texts *facts, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_checklist){.form = form, .rows = calloc(form->count + 1, sizeof *self->rows)};
    TRY(self->rows ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < form->count; i++)
        TRY(fill_row(&self->rows[i], &form->items[i], facts, errors));
out:
    if (status != VRO_OK)
        vro_checklist_free(self);
    return status;
}

static bool replace(char **text, const char *by) {
    char *copy = strdup(by);
    if (!copy)
        return false;
    free(*text);
    *text = copy;
    return true;
}

vro_status vro_checklist_answer(vro_checklist_row *row, const char *text,
                                vro_checklist_status status, const char *source,
                                vro_errors *errors) {
    if (!replace(&row->text, text) || !replace(&row->where, "answered by the user") ||
        !replace(&row->evidence, source))
        return no_memory(errors);
    row->status = status;
    row->answered = true;
    row->mark[0] = '\0';
    return VRO_OK;
}

const char *vro_checklist_status_name(vro_checklist_status status) {
    static const char *const names[VRO_CHECKLIST_STATUSES] = {"filled", "draft", "yours",
                                                              "not_applicable"};
    return names[status];
}

void vro_checklist_mark(char mark[VRO_CHECKLIST_MARK], vro_checklist_status status,
                        const char *text) {
    char digest[VRO_DIGEST_TEXT];
    vro_digest_text(text, strlen(text), digest);
    snprintf(mark, VRO_CHECKLIST_MARK, "%s %.12s", vro_checklist_status_name(status), digest);
}

size_t vro_checklist_count(const vro_checklist *self, vro_checklist_status status) {
    size_t count = 0;
    for (size_t i = 0; i < self->form->count; i++)
        count += self->rows[i].status == status;
    return count;
}

void vro_checklist_free(vro_checklist *self) {
    for (size_t i = 0; self->rows && i < self->form->count; i++) {
        free(self->rows[i].text);
        free(self->rows[i].where);
        free(self->rows[i].evidence);
    }
    free(self->rows);
    *self = (vro_checklist){0};
}
