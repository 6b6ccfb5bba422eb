// Differences from the reference in the same children as a forest: of a run, from contrasts.csv,
// with the error of the simulation; of a psa, from psa_contrasts.csv, with that of the parameters.
#ifndef VROSIM_TABLE_CONTRASTS_FIGURE_H
#define VROSIM_TABLE_CONTRASTS_FIGURE_H

#include "vrosim/table/drawing.h"
#include "vrosim/table/result_tables.h"

// As in vro_figure (table/figure.h).
VRO_MUST_CHECK vro_status vro_contrasts_figure_draw(const vro_result_tables *tables,
                                                    const vro_figure_options *options,
                                                    vro_drawing *drawing, vro_errors *errors);
VRO_MUST_CHECK vro_status vro_uncertain_contrasts_figure_draw(const vro_result_tables *tables,
                                                              const vro_figure_options *options,
                                                              vro_drawing *drawing,
                                                              vro_errors *errors);

#endif
