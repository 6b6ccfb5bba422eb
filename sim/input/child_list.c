#include "vrosim/input/child_list.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/csv_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const float *vro_child_list_values(const vro_child_list *self, uint64_t patient) {
    return self->count > 0 ? self->values + patient % self->count * VRO_CHILD_ATTRIBUTES : NULL;
}

const char *vro_child_list_id(const vro_child_list *self, uint64_t patient) {
    const char *id = self->count > 0 ? self->ids[patient % self->count] : NULL;
    return id ? id : "";
}

size_t vro_child_list_given(const vro_child_list *self, vro_child_attribute attribute) {
    size_t given = 0;
    for (size_t i = 0; i < self->count; i++)
        given += !isnan(self->values[i * VRO_CHILD_ATTRIBUTES + attribute]);
    return given;
}

bool vro_child_list_may_have(const vro_child_list *self, size_t level, double share) {
    for (size_t i = 0; i < self->count; i++) {
        const float given = self->values[i * VRO_CHILD_ATTRIBUTES + VRO_CHILD_GMFCS];
        if (isnan(given) ? share > 0 : given == (float)(level + 1))
            return true;
    }
    return self->count == 0 && share > 0;
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a list of children");
}

// The room doubles whenever the count is a power of 2.
static vro_status make_room(vro_child_list *self, vro_errors *errors) {
    const size_t room = self->count > 0 ? 2 * self->count : 1;
    if ((self->count & (self->count - 1)) != 0)
        return VRO_OK;
    float *values = realloc(self->values, room * VRO_CHILD_ATTRIBUTES * sizeof *values);
    if (!values)
        return no_memory(errors);
    self->values = values;
    char **ids = realloc(self->ids, room * sizeof *ids);
    if (!ids)
        return no_memory(errors);
    self->ids = ids;
    return VRO_OK;
}

vro_status vro_child_list_append(vro_child_list *self, const float values[VRO_CHILD_ATTRIBUTES],
                                 const char *id, vro_errors *errors) {
    char *own = NULL;
    vro_status status = VRO_OK;
    TRY(make_room(self, errors));
    if (*id != '\0')
        TRY((own = strdup(id)) ? VRO_OK : no_memory(errors));
    memcpy(self->values + self->count * VRO_CHILD_ATTRIBUTES, values,
           VRO_CHILD_ATTRIBUTES * sizeof *values);
    self->ids[self->count++] = own;
out:
    return status;
}

vro_status vro_child_list_copy(vro_child_list *self, const vro_child_list *other,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_child_list){0};
    for (size_t i = 0; i < other->count; i++)
        TRY(vro_child_list_append(self, other->values + i * VRO_CHILD_ATTRIBUTES,
                                  vro_child_list_id(other, i), errors));
out:
    if (status != VRO_OK)
        vro_child_list_free(self);
    return status;
}

// With 6 digits, or so many more that they give the same number again; 9 do for every float.
static void write_value(vro_csv_writer *writer, float value) {
    enum { LEAST = 6, DIGITS = 9 };
    char text[2 * DIGITS] = "NA";
    for (int digits = LEAST; digits <= DIGITS && !isnan(value); digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value)
            break;
    }
    vro_csv_writer_text(writer, text);
}

static bool has_ids(const vro_child_list *self) {
    for (size_t i = 0; i < self->count; i++)
        if (self->ids[i])
            return true;
    return false;
}

// What is given of any child, and has a column.
typedef struct given_columns {
    bool ids;
    bool attributes[VRO_CHILD_ATTRIBUTES];
} given_columns;

static given_columns find_columns(const vro_child_list *self) {
    given_columns given = {.ids = has_ids(self)};
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        given.attributes[a] = vro_child_list_given(self, (vro_child_attribute)a) > 0;
    return given;
}

static void write_names(const given_columns *given, vro_csv_writer *writer) {
    if (given->ids)
        vro_csv_writer_text(writer, "id");
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        if (given->attributes[a])
            vro_csv_writer_text(writer, vro_child_attribute_name((vro_child_attribute)a));
    vro_csv_writer_end(writer);
}

static void write_child(const vro_child_list *self, size_t child, const given_columns *given,
                        vro_csv_writer *writer) {
    if (given->ids)
        vro_csv_writer_text(writer, vro_child_list_id(self, child));
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        if (given->attributes[a])
            write_value(writer, vro_child_list_values(self, child)[a]);
    vro_csv_writer_end(writer);
}

char *vro_child_list_text(const vro_child_list *self, vro_errors *errors) {
    const given_columns given = find_columns(self);
    vro_byte_buffer bytes = {0};
    vro_csv_writer writer = {.stream = vro_byte_buffer_stream(&bytes)};
    if (writer.stream) {
        write_names(&given, &writer);
        for (size_t i = 0; i < self->count; i++)
            write_child(self, i, &given, &writer);
        fclose(writer.stream);
    }
    char *text = writer.stream ? vro_byte_buffer_release_text(&bytes) : NULL;
    if (!text)
        (void)no_memory(errors);
    return text;
}

void vro_child_list_free(vro_child_list *self) {
    for (size_t i = 0; i < self->count; i++)
        free(self->ids[i]);
    free(self->ids);
    free(self->values);
    *self = (vro_child_list){0};
}
