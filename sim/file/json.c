#include "vrosim/file/json.h"

#include "vrosim/file/digest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DECIMAL = 10, COUNT_TEXT = 24 };

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a record of the run");
}

json_t *vro_json_text(const char *text) {
    json_t *json = json_string(text);
    if (json)
        return json;
    char *shown = malloc(4 * strlen(text) + 1);
    if (!shown)
        return NULL;
    char *end = shown;
    for (const char *byte = text; *byte; byte++)
        end += sprintf(end, (unsigned char)*byte < 0x80 ? "%c" : "\\x%02X", (unsigned char)*byte);
    json = json_string(shown);
    free(shown);
    return json;
}

json_t *vro_json_count(uint64_t count) {
    char text[COUNT_TEXT];
    if (count <= INT64_MAX)
        return json_integer((json_int_t)count);
    snprintf(text, sizeof text, "%" PRIu64, count);
    return json_string(text);
}

json_t *vro_json_lines(const char *text) {
    json_t *lines = json_array();
    while (lines && *text != '\0') {
        const size_t length = strcspn(text, "\n");
        if (json_array_append_new(lines, json_stringn(text, length)) != 0) {
            json_decref(lines);
            return NULL;
        }
        text += length + (text[length] == '\n');
    }
    return lines;
}

static vro_status digest_json(const char *path, json_t **json, vro_errors *errors) {
    char text[VRO_DIGEST_TEXT];
    struct stat about;
    *json = NULL;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
        *json = json_null();
        return VRO_OK;
    }
    const vro_status status = vro_digest_file(path, text, errors);
    if (status == VRO_OK)
        *json = json_string(text);
    return status;
}

vro_status vro_json_append_digest(json_t *list, const char *name, const char *path,
                                  vro_errors *errors) {
    json_t *digest;
    const vro_status status = digest_json(path, &digest, errors);
    if (status != VRO_OK)
        return status;
    json_t *entry = json_pack("{s:o, s:o}", "file", vro_json_text(name), "sha256", digest);
    return json_array_append_new(list, entry) == 0 ? VRO_OK : no_memory(errors);
}

// Takes over all values, also those after one that cannot be set.
static bool set_all(json_t *object, const vro_json_entry *entries, size_t count) {
    bool complete = object;
    for (size_t i = 0; i < count; i++)
        complete = json_object_set_new(object, entries[i].key, entries[i].value) == 0 && complete;
    return complete;
}

json_t *vro_json_object(const vro_json_entry *entries, size_t count) {
    json_t *object = json_object();
    if (set_all(object, entries, count))
        return object;
    json_decref(object);
    return NULL;
}

vro_status vro_json_set_all(json_t *object, const vro_json_entry *entries, size_t count,
                            vro_errors *errors) {
    return set_all(object, entries, count) ? VRO_OK : no_memory(errors);
}

vro_status vro_json_set_text(json_t *object, const char *key, const char *text,
                             vro_errors *errors) {
    if (!text || json_object_set_new(object, key, vro_json_text(text)) == 0)
        return VRO_OK;
    return no_memory(errors);
}

// Where jansson gives up in the middle for want of memory, it leaves no text.
// Measured first: json_dumps may lose a piece if memory runs out.
char *vro_json_print(const json_t *object, size_t *size) {
    *size = json_dumpb(object, NULL, 0, JSON_COMPACT);
    char *text = *size > 0 ? malloc(*size + 1) : NULL;
    if (!text || json_dumpb(object, text, *size, JSON_COMPACT) != *size) {
        free(text);
        return NULL;
    }
    text[*size] = '\0';
    return text;
}

bool vro_json_was_short(const json_error_t *error) {
    return error->text[0] == '\0' || json_error_code(error) == json_error_out_of_memory;
}

// What was read whole prints as it was written.
vro_status vro_json_read_header(json_t **header, const char *text, size_t size, const char *file,
                                vro_errors *errors) {
    json_error_t error;
    size_t printed_size = 0;
    *header = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    char *printed = *header ? vro_json_print(*header, &printed_size) : NULL;
    const bool same = printed && printed_size == size && memcmp(printed, text, size) == 0;
    const bool short_of_memory = *header ? !printed : vro_json_was_short(&error);
    free(printed);
    if (same)
        return VRO_OK;
    json_decref(*header);
    *header = NULL;
    return short_of_memory
               ? vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to read a header")
               : vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its header cannot be read; it is damaged, or memory is short");
}

bool vro_json_read_text(const json_t *object, const char *key, const char **text) {
    *text = json_string_value(json_object_get(object, key));
    return *text;
}

vro_status vro_json_check_version(const json_t *object, const char *file, vro_errors *errors) {
    const vro_place place = {.file = file};
    const char *version;
    if (!vro_json_read_text(object, "version", &version))
        return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                              "does not say which version of vrosim wrote it");
    if (strcmp(version, VRO_VERSION) == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_INPUT, &place,
                          "was written by vrosim %s; this is vrosim %s, which may give other "
                          "results",
                          version, VRO_VERSION);
}

// Digits only, and no more than 64 bits hold.
static bool read_digits(const char *text, uint64_t *count) {
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0')
        return false;
    errno = 0;
    *count = strtoull(text, NULL, DECIMAL);
    return errno == 0;
}

bool vro_json_read_count(const json_t *object, const char *key, uint64_t *count) {
    const json_t *value = json_object_get(object, key);
    *count = 0;
    if (json_is_string(value))
        return read_digits(json_string_value(value), count);
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return false;
    *count = (uint64_t)json_integer_value(value);
    return true;
}

bool vro_json_read_lines(const json_t *lines, vro_byte_buffer *text) {
    size_t i;
    json_t *json;
    json_array_foreach(lines, i, json) {
        const char *line = json_string_value(json);
        if (!line || strchr(line, '\n'))
            return false;
        vro_byte_buffer_append(text, line, strlen(line));
        vro_byte_buffer_append(text, "\n", 1);
    }
    return json_is_array(lines);
}
