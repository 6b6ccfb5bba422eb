#include "vrosim/table/course_file.h"

#include "vrosim/file/atomic_file.h"

#include <stdlib.h>
#include <string.h>

vro_status vro_course_file_open(vro_course_rows *self, const char *path,
                                const char *const *strategy_names, const vro_outcome_set *outcomes,
                                vro_errors *errors) {
    *self = (vro_course_rows){.path = strdup(path)};
    if (!self->path)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a path");
    FILE *file = vro_atomic_file_create(path, errors);
    if (!file)
        return VRO_BAD_OUTPUT;
    vro_course_rows_start(self, file, self->path, strategy_names, outcomes);
    return VRO_OK;
}

vro_status vro_course_file_close(vro_course_rows *self, vro_errors *errors) {
    const vro_status status = vro_atomic_file_close(&self->file, self->path, errors);
    free((char *)self->path);
    *self = (vro_course_rows){0};
    return status;
}
