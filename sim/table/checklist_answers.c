#include "vrosim/table/checklist_answers.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/paragraph.h"
#include "vrosim/core/text.h"
#include "vrosim/file/atomic_file.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/input/named_columns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef enum column {
    ITEM,
    TEXT,
    STATUS,
    PROGRAM,
    SECTION,
    WANTED,
    WHERE,
    EVIDENCE,
    COLUMNS
} column;

static const vro_named_column columns[COLUMNS] = {
    [ITEM] = {"item", true, false},        [TEXT] = {"text", false, false},
    [STATUS] = {"status", false, false},   [PROGRAM] = {"program", false, false},
    [SECTION] = {"section", false, false}, [WANTED] = {"recommendation", false, false},
    [WHERE] = {"where", false, false},     [EVIDENCE] = {"evidence_file", false, false}};

static const char NOT_APPLICABLE[] = "Not applicable.";

typedef struct answer_reader {
    vro_checklist *checklist;
    vro_named_columns from;
    size_t *lines;      // [items] on which each is answered; 0: none is. Owned
    const char *source; // the name of the file
    size_t count;
    vro_errors *errors;
} answer_reader;

// A fault at a field of the present row.
static vro_status fault_of_item(answer_reader *self) {
    const vro_checklist_form *form = self->checklist->form;
    const char *item = self->from.fields[ITEM].text;
    const char *names[VRO_CSV_FIELDS_KEPT];
    const vro_place place = vro_named_columns_place(&self->from, ITEM);
    vro_name_list among = {.names = names};
    for (; among.count < form->count && among.count < VRO_CSV_FIELDS_KEPT; among.count++)
        names[among.count] = form->items[among.count].item;
    self->from.status = vro_errors_add(
        self->errors, VRO_BAD_INPUT, &place, "'%s' is no item of %s%s; its %zu items are %s to %s",
        vro_text_excerpt(item).text, form->title, vro_suggest(item, &among).text, form->count,
        names[0], names[among.count - 1]);
    return VRO_BAD_INPUT;
}

static vro_status fault_of_second(answer_reader *self, size_t first) {
    const vro_place place = vro_named_columns_place(&self->from, ITEM);
    self->from.status = vro_errors_add(self->errors, VRO_BAD_INPUT, &place,
                                       "item '%s' is there twice, first in line %zu; remove one",
                                       self->from.fields[ITEM].text, first);
    return VRO_BAD_INPUT;
}

// The status of a word; VRO_CHECKLIST_STATUSES where the field is empty.
static vro_checklist_status read_status(answer_reader *self) {
    const char *words[VRO_CHECKLIST_STATUSES + 1];
    for (int i = 0; i < VRO_CHECKLIST_STATUSES; i++)
        words[i] = vro_checklist_status_name((vro_checklist_status)i);
    words[VRO_CHECKLIST_STATUSES] = "";
    const size_t found = vro_named_columns_word(&self->from, STATUS, words, VRO_CHECKLIST_STATUSES,
                                                VRO_CHECKLIST_STATUSES, self->errors);
    return (vro_checklist_status)found;
}

// Whether the text is the program's, as it was when it had written the mark.
static bool is_program_text(const char *mark, const char *text) {
    char again[VRO_CHECKLIST_MARK];
    const char *digest = strchr(mark, ' ');
    vro_checklist_mark(again, VRO_CHECKLIST_FILLED, text);
    return digest && strcmp(digest, strchr(again, ' ')) == 0;
}

// Whether the status is the one that the program had written.
static bool is_program_status(const char *mark, vro_checklist_status status) {
    const char *name = vro_checklist_status_name(status);
    return strncmp(mark, name, strlen(name)) == 0 && mark[strlen(name)] == ' ';
}

// A text of the user counts as whole unless a status says otherwise. A status alone counts where
// the program has a text, or where the item does not apply.
static vro_status answer(answer_reader *self, vro_checklist_row *row, vro_checklist_status status) {
    const char *text = self->from.fields[TEXT].text, *mark = self->from.fields[PROGRAM].text;
    const bool texted = *text && !(*mark && is_program_text(mark, text)),
               given =
                   status < VRO_CHECKLIST_STATUSES && !(*mark && is_program_status(mark, status));
    if (texted || (given && status == VRO_CHECKLIST_NOT_APPLICABLE)) {
        self->count++;
        return vro_checklist_answer(row, texted ? text : NOT_APPLICABLE,
                                    given ? status : VRO_CHECKLIST_FILLED, self->source,
                                    self->errors);
    }
    if (given && status != VRO_CHECKLIST_YOURS) {
        self->count++;
        row->judged = status;
        row->status = *row->text ? status : row->status;
    }
    return VRO_OK;
}

static vro_status read_row(answer_reader *self) {
    const size_t item =
        vro_checklist_form_find(self->checklist->form, self->from.fields[ITEM].text);
    const vro_checklist_status status = read_status(self);
    if (item == self->checklist->form->count)
        return fault_of_item(self);
    if (self->lines[item] > 0)
        return fault_of_second(self, self->lines[item]);
    self->lines[item] = self->from.line;
    return answer(self, &self->checklist->rows[item], status);
}

static vro_status read_rows(answer_reader *self, vro_csv_reader *csv) {
    bool found = true;
    vro_status status = vro_named_columns_begin(&self->from, csv, columns, COLUMNS, self->errors);
    while (status == VRO_OK && found) {
        status = vro_named_columns_next(&self->from, &found, self->errors);
        if (status == VRO_OK && found && read_row(self) == VRO_NO_MEMORY)
            status = VRO_NO_MEMORY;
    }
    return status;
}

vro_status vro_checklist_answers_read(vro_checklist *self, const char *path, size_t *count,
                                      vro_errors *errors) {
    answer_reader reader = {.checklist = self,
                            .lines = calloc(self->form->count + 1, sizeof *reader.lines),
                            .source = vro_atomic_file_name(path),
                            .errors = errors};
    vro_csv_reader *csv = NULL;
    vro_status status = VRO_OK;
    TRY(reader.lines
            ? VRO_OK
            : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read the answers"));
    TRY(vro_csv_reader_open(&csv, path, errors));
    TRY(read_rows(&reader, csv));
    *count = reader.count;
out:
    vro_csv_reader_free(csv);
    free(reader.lines);
    return status;
}

// Whether an answer of the earlier file is also one of the checklist.
static bool is_kept(const vro_checklist_row *earlier, const vro_checklist_row *row) {
    if (earlier->answered)
        return row->answered && strcmp(earlier->text, row->text) == 0 &&
               earlier->status == row->status;
    return earlier->judged == VRO_CHECKLIST_STATUSES || earlier->judged == row->judged;
}

static vro_status refuse_loss(const char *path, const vro_paragraph *items, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = path},
                          "holds answers of yours that would be lost (item %s); give it as the "
                          "answers, or write to another folder",
                          items->text);
}

vro_status vro_checklist_answers_keep(const vro_checklist *self, const char *path,
                                      vro_errors *errors) {
    const vro_named_texts none = {0};
    struct stat about;
    vro_checklist earlier = {0};
    vro_paragraph items = {0};
    size_t count;
    vro_status status = VRO_OK;
    if (stat(path, &about) != 0 && errno == ENOENT)
        return VRO_OK;
    TRY(vro_checklist_init(&earlier, self->form, &none, errors));
    TRY(vro_checklist_answers_read(&earlier, path, &count, errors));
    for (size_t i = 0; i < self->form->count; i++)
        if (!is_kept(&earlier.rows[i], &self->rows[i]))
            vro_paragraph_add_item(&items, 0, ", ", "%s", self->form->items[i].item);
    if (items.length > 0)
        status = refuse_loss(path, &items, errors);
out:
    vro_checklist_free(&earlier);
    return status;
}
