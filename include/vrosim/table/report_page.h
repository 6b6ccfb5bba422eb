// A report as one page of HTML, without script, and without font, style or picture from elsewhere.
#ifndef VROSIM_TABLE_REPORT_PAGE_H
#define VROSIM_TABLE_REPORT_PAGE_H

#include "vrosim/core/error.h"
#include "vrosim/table/report.h"

#include <stdio.h>

// VRO_NO_MEMORY; the stream keeps its own errors.
VRO_MUST_CHECK vro_status vro_report_page_write(const vro_report *report, FILE *to,
                                                vro_errors *errors);

#endif
