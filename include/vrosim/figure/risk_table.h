// Numbers at risk and of events below a time axis, in columns under their times.
#ifndef VROSIM_FIGURE_RISK_TABLE_H
#define VROSIM_FIGURE_RISK_TABLE_H

#include "vrosim/figure/axes.h"
#include "vrosim/figure/line_series.h"

// Numbers below the axis. Where times do not fit beside each other, evenly chosen ones are left
// out.
typedef struct vro_risk_table {
    size_t time_count;   // 0: no table
    const double *times; // [time_count], ascending
    const char *at_risk_label;
    const char *events_label;
    const double *at_risk; // [series][time_count]; NULL: no such rows
    const double *events;  // [series][time_count], since the start; NULL: no such rows
} vro_risk_table;

typedef struct vro_risk_layout {
    const vro_risk_table *table;
    const vro_line_series *series; // [count], the names of the rows
    size_t count;
    double label_width;
    double number_width; // the widest number
} vro_risk_layout;

// Measures. The plot needs the room at its left and half a number at its right.
vro_risk_layout vro_risk_table_measure(const vro_canvas *canvas, const vro_risk_table *table,
                                       const vro_line_series *series, size_t count);
double vro_risk_table_left_room(const vro_risk_layout *self, const vro_canvas *canvas);

// The times that have room beside each other along a scale: all, or the first and every second,
// third ... after it. They are the ticks of the axis.
vro_ticks vro_risk_table_times(const vro_risk_layout *self, const vro_canvas *canvas,
                               const vro_scale *x);

// Draws the table from top down, for those ticks. Returns the bottom.
double vro_risk_table_draw(const vro_risk_layout *self, vro_canvas *canvas, const vro_scale *x,
                           double top);

#endif
