#include "vrosim/input/setting.h"

#include "vrosim/core/distribution.h"
#include "vrosim/core/text.h"
#include "vrosim/input/dictionary.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_PARTS = 3 }; // strategy, level, parameter

// The fields of a distribution, in the order in which VALUE gives them.
static const vro_table_column numbers[] = {
    VRO_TABLE_COLUMN_DISTRIBUTION, VRO_TABLE_COLUMN_VALUE, VRO_TABLE_COLUMN_SD,
    VRO_TABLE_COLUMN_MIN,          VRO_TABLE_COLUMN_MAX,   VRO_TABLE_COLUMN_SE,
};

// What the fields of the row are still to be read from.
typedef struct reader {
    vro_table_row *row;
    const vro_setting *setting;
    vro_errors *errors;
} reader;

static vro_status fault(const reader *self, const char *sentence) {
    const vro_place place = {.file = self->setting->place};
    return vro_errors_add(self->errors, VRO_BAD_INPUT, &place, "'%s' %s",
                          vro_text_excerpt(self->setting->text).text, sentence);
}

// Without the blanks around it. text is cut.
static char *trim(char *text) {
    text += strspn(text, " ");
    for (size_t end = strlen(text); end > 0 && text[end - 1] == ' '; end--)
        text[end - 1] = '\0';
    return text;
}

static void put(const reader *self, vro_table_column column, const char *text) {
    self->row->fields[column].text = text;
}

// key: "PARAMETER" after "STRATEGY:", "LEVEL:" or both.
static vro_status read_key(const reader *self, char *key) {
    char *parts[KEY_PARTS];
    size_t count = 0;
    while (key && count < KEY_PARTS)
        parts[count++] = trim(strsep(&key, ":"));
    if (key)
        return fault(self, "has too many ':'; write STRATEGY:LEVEL:PARAMETER=VALUE at most");
    const bool level_alone = count == 2 && isdigit((unsigned char)*parts[0]);
    if (count == KEY_PARTS || level_alone)
        put(self, VRO_TABLE_COLUMN_GMFCS, parts[count - 2]);
    if (count > 1 && !level_alone)
        put(self, VRO_TABLE_COLUMN_STRATEGY, parts[0]);
    put(self, VRO_TABLE_COLUMN_PARAMETER, parts[count - 1]);
    return VRO_OK;
}

// Whether value begins with the name of a distribution, or with a word and a comma.
static bool is_distribution(const char *value) {
    const size_t length = strcspn(value, ",");
    bool known = false;
    for (size_t kind = 0; kind < VRO_DISTRIBUTION_KINDS && !known; kind++) {
        const char *name = vro_distribution_name((vro_distribution_kind)kind);
        known = strlen(name) == length && strncmp(name, value, length) == 0;
    }
    return known || (value[length] == ',' && isalpha((unsigned char)*value));
}

static vro_status read_distribution(const reader *self, char *value) {
    size_t count = 0;
    while (value && count < sizeof numbers / sizeof *numbers)
        put(self, numbers[count++], trim(strsep(&value, ",")));
    return value ? fault(self, "has too many ','; write DISTRIBUTION,VALUE,SD,MIN,MAX,SE at most")
                 : VRO_OK;
}

// Of an unknown parameter nothing but its name is a fault.
static vro_status read_value(const reader *self, char *value) {
    vro_parameter_id id;
    const bool known = vro_dictionary_find(self->row->fields[VRO_TABLE_COLUMN_PARAMETER].text, &id);
    const bool text = !known || vro_dictionary_row(id)->distributions == VRO_ONLY_TEXT;
    if (known)
        put(self, VRO_TABLE_COLUMN_UNIT, vro_dictionary_row(id)->unit);
    if (!text && is_distribution(value))
        return read_distribution(self, value);
    put(self, VRO_TABLE_COLUMN_DISTRIBUTION, text ? VRO_TEXT_WORD : "fixed");
    put(self, VRO_TABLE_COLUMN_VALUE, value);
    return VRO_OK;
}

// The same is true of every field of a table.
static vro_status check_text(const reader *self) {
    const char *text = self->setting->text;
    if (!vro_text_is_utf8(text) || vro_text_has_control(text))
        return fault(self, "has characters that are not text (UTF-8)");
    if (strlen(text) > VRO_CSV_FIELD_BYTES)
        return fault(self, "is too long");
    return VRO_OK;
}

vro_status vro_setting_read(vro_setting_row *self, const vro_setting *setting, vro_errors *errors) {
    const reader reading = {&self->row, setting, errors};
    vro_status status = VRO_OK;
    *self = (vro_setting_row){.row = {.file = setting->place}, .text = strdup(setting->text)};
    for (size_t i = 0; i < VRO_TABLE_COLUMNS; i++)
        self->row.fields[i].text = "";
    if (!self->text)
        return VRO_NO_MEMORY;
    char *value = self->text;
    char *key = strsep(&value, "=");
    put(&reading, VRO_TABLE_COLUMN_SOURCE, setting->source);
    TRY(check_text(&reading));
    TRY(value ? VRO_OK : fault(&reading, "has no '='; write PARAMETER=VALUE"));
    TRY(read_key(&reading, key));
    TRY(read_value(&reading, trim(value)));
out:
    return status;
}

void vro_setting_row_free(vro_setting_row *self) {
    free(self->text);
    *self = (vro_setting_row){0};
}
