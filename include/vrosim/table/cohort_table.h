// cohort.csv: the realised children and what was done in their index session.
#ifndef VROSIM_TABLE_COHORT_TABLE_H
#define VROSIM_TABLE_COHORT_TABLE_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"

// context: a vro_results_view.
VRO_MUST_CHECK vro_status vro_cohort_write(const void *context, vro_csv_writer *writer,
                                           vro_errors *errors);

#endif
