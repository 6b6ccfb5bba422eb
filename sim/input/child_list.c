#include "vrosim/input/child_list.h"

#include "vrosim/core/byte_buffer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const float *vro_child_list_values(const vro_child_list *self, uint64_t patient) {
    return self->count > 0 ? self->values + patient % self->count * VRO_CHILD_ATTRIBUTES : NULL;
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
vro_status vro_child_list_append(vro_child_list *self, const float values[VRO_CHILD_ATTRIBUTES],
                                 vro_errors *errors) {
    const size_t bytes = VRO_CHILD_ATTRIBUTES * sizeof(float);
    if ((self->count & (self->count - 1)) == 0) {
        float *more = realloc(self->values, (self->count > 0 ? 2 * self->count : 1) * bytes);
        if (!more)
            return no_memory(errors);
        self->values = more;
    }
    memcpy(self->values + self->count++ * VRO_CHILD_ATTRIBUTES, values, bytes);
    return VRO_OK;
}

vro_status vro_child_list_copy(vro_child_list *self, const vro_child_list *other,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_child_list){0};
    for (size_t i = 0; i < other->count; i++)
        TRY(vro_child_list_append(self, other->values + i * VRO_CHILD_ATTRIBUTES, errors));
out:
    if (status != VRO_OK)
        vro_child_list_free(self);
    return status;
}

// With 6 digits, or so many more that they give the same number again; 9 do for every float.
static void write_value(FILE *stream, float value) {
    enum { LEAST = 6, DIGITS = 9 };
    char text[2 * DIGITS];
    for (int digits = LEAST; digits <= DIGITS; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value)
            break;
    }
    fputs(text, stream);
}

static void write_columns(const bool *given, FILE *stream) {
    const char *separator = "";
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        if (given[a]) {
            fprintf(stream, "%s%s", separator, vro_child_attribute_name((vro_child_attribute)a));
            separator = ",";
        }
    fputc('\n', stream);
}

static void write_child(const float *values, const bool *given, FILE *stream) {
    const char *separator = "";
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++) {
        if (!given[a])
            continue;
        fputs(separator, stream);
        if (isnan(values[a]))
            fputs("NA", stream);
        else
            write_value(stream, values[a]);
        separator = ",";
    }
    fputc('\n', stream);
}

char *vro_child_list_text(const vro_child_list *self, vro_errors *errors) {
    bool given[VRO_CHILD_ATTRIBUTES];
    vro_byte_buffer bytes = {0};
    FILE *stream = vro_byte_buffer_stream(&bytes);
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++)
        given[a] = vro_child_list_given(self, (vro_child_attribute)a) > 0;
    if (stream) {
        write_columns(given, stream);
        for (size_t i = 0; i < self->count; i++)
            write_child(self->values + i * VRO_CHILD_ATTRIBUTES, given, stream);
        fclose(stream);
    }
    char *text = stream ? vro_byte_buffer_release_text(&bytes) : NULL;
    if (!text)
        (void)no_memory(errors);
    return text;
}

void vro_child_list_free(vro_child_list *self) {
    free(self->values);
    *self = (vro_child_list){0};
}
