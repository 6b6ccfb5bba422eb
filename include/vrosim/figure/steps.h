// Steps over time, such as cumulative incidence, with numbers at risk and events below the time
// axis in the layout of KMunicate (Morris and others 2019, BMJ Open 9:e030215). More series than
// can be told apart in one box have a panel each (line_panels.h).
#ifndef VROSIM_FIGURE_STEPS_H
#define VROSIM_FIGURE_STEPS_H

#include "vrosim/figure/line_series.h"
#include "vrosim/figure/picture.h"
#include "vrosim/figure/risk_table.h"

// Each y holds from its x to the next.
typedef struct vro_steps {
    vro_axis x;
    vro_axis y; // from the data with 0
    const vro_line_series *series;
    size_t count;
    vro_risk_table table;
} vro_steps;

vro_status vro_steps_draw(const vro_steps *self, const vro_picture *picture, vro_byte_buffer *svg,
                          vro_errors *errors);

#endif
