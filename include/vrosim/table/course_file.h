// courses.csv in a folder of results.
#ifndef VROSIM_TABLE_COURSE_FILE_H
#define VROSIM_TABLE_COURSE_FILE_H

#include "vrosim/file/new_folder.h"
#include "vrosim/outcome/course_rows.h"

// Creates courses.csv and writes the header line. scenario is borrowed until the close;
// outcomes: as in vro_course_rows_start. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_course_file_open(vro_course_rows *self, vro_new_folder *folder,
                                               const vro_scenario *scenario,
                                               const vro_outcome_set *outcomes, vro_errors *errors);

// Closes the file and reports what could not be written (VRO_BAD_OUTPUT).
VRO_MUST_CHECK vro_status vro_course_file_close(vro_course_rows *self, vro_errors *errors);

#endif
