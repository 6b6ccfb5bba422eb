// The value of a parameter in the built-in default, its standard error and its source, in words.
#ifndef VROSIM_TABLE_DEFAULT_WORDS_H
#define VROSIM_TABLE_DEFAULT_WORDS_H

#include "vrosim/core/paragraph.h"
#include "vrosim/input/scenario.h"
#include "vrosim/input/scenario_rows.h"

typedef struct vro_default_words {
    vro_paragraph value;  // "0.81", "normal 6 (sd 2) from 3 to 9"; of several rows "vro 0.015, ..."
    vro_paragraph se;     // "0.03"; empty where there is none
    vro_paragraph source; // of all rows, each once
} vro_default_words;

// The words of a parameter; all empty where the default has no row for it. rows: of the default.
void vro_default_words_of(vro_default_words *self, const vro_scenario *scenario,
                          const vro_scenario_rows *rows, vro_parameter_id id);

#endif
