// A report in a folder: report.html and the pictures of its figures.
#ifndef VROSIM_TABLE_REPORT_FOLDER_H
#define VROSIM_TABLE_REPORT_FOLDER_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/simulate/specification.h"
#include "vrosim/table/report.h"

// Writes the files of a report. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_report_folder_write(const vro_report *report, vro_new_folder *folder,
                                                  vro_errors *errors);

// Writes the report of the results that are in a folder so far, which their specification
// describes, beside them: the same bytes whenever and wherever they are made again.
VRO_MUST_CHECK vro_status vro_report_folder_add(const vro_specification *specification,
                                                vro_new_folder *folder, vro_errors *errors);

// Writes the manifest of a folder that holds a report and nothing else, by which a later report
// knows that it may replace it.
VRO_MUST_CHECK vro_status vro_report_folder_sign(const vro_report *report, vro_new_folder *folder,
                                                 vro_errors *errors);

#endif
