// children.csv: what the first children of a run lived under every strategy, so that single
// children can be shown. The rows are the first ones of courses.csv, which a run has only where it
// is asked to.
#ifndef VROSIM_TABLE_CHILDREN_TABLE_H
#define VROSIM_TABLE_CHILDREN_TABLE_H

#include "vrosim/core/error.h"
#include "vrosim/file/csv_writer.h"

enum { VRO_CHILDREN_TABLE_MAX = 100 }; // children

// Simulates the first children of a vro_results_view, which has a model, once more and writes their
// rows. VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_children_write(const void *view, vro_csv_writer *writer,
                                             vro_errors *errors);

#endif
