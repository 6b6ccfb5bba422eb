#include "vrosim/table/course_file.h"

#include "vrosim/file/atomic_file.h"

#include <stdlib.h>

#define COURSES_FILE "courses.csv"

vro_status vro_course_file_open(vro_course_rows *self, vro_new_folder *folder,
                                const vro_scenario *scenario, const vro_outcome_set *outcomes,
                                vro_errors *errors) {
    *self = (vro_course_rows){.path = vro_new_folder_path_of(folder, COURSES_FILE, errors)};
    if (!self->path)
        return VRO_NO_MEMORY;
    FILE *file = vro_new_folder_create(folder, COURSES_FILE, errors);
    if (!file)
        return VRO_BAD_OUTPUT;
    vro_course_rows_start(self, file, self->path, scenario, outcomes, folder->decimal_commas);
    return VRO_OK;
}

vro_status vro_course_file_close(vro_course_rows *self, vro_errors *errors) {
    const vro_status status = vro_atomic_file_close(&self->file, self->path, errors);
    free((char *)self->path);
    *self = (vro_course_rows){0};
    return status;
}
