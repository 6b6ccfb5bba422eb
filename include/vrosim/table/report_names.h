// The names of the files of a report.
#ifndef VROSIM_TABLE_REPORT_NAMES_H
#define VROSIM_TABLE_REPORT_NAMES_H

#define VRO_REPORT_FILE "report.html"
#define VRO_FIGURES_FOLDER "figures"
#define VRO_FIGURE_ENDING ".svg"

// The verb that its manifest names.
#define VRO_REPORT_VERB "report"

#endif
