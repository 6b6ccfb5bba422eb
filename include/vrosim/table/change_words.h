// What a table changes, in words: estimates before and after, strategies, levels.
#ifndef VROSIM_TABLE_CHANGE_WORDS_H
#define VROSIM_TABLE_CHANGE_WORDS_H

#include "vrosim/core/paragraph.h"
#include "vrosim/input/layers.h"

#include <stdbool.h>
#include <stddef.h>

enum { VRO_CHANGE_BEFORES_MAX = 6 };

// What a row puts into cells in place of other rows, which may be several. All are of layers.
typedef struct vro_change_rows {
    const vro_layers *layers;
    const vro_layer_row *after;                           // NULL: no row
    const vro_layer_row *befores[VRO_CHANGE_BEFORES_MAX]; // distinct; NULL: no row
    size_t count; // of befores, from 1; may be more than fit
} vro_change_rows;

// Adds "0.81 -> 0". Standard errors are added where they differ; of several befores only numbers,
// or means.
void vro_change_words_values(vro_paragraph *words, const vro_change_rows *rows);

// Adds the mean and standard deviation that the distribution really has, after those before, such
// as "mean 6.1 -> 6.86 (not 6: the cut moves it), sd 1.87 -> 1.12 (not 3)". Returns false, and adds
// nothing, where those of the table are right.
bool vro_change_words_moments(vro_paragraph *words, const vro_change_rows *rows);

// Adds "levels 4 and 5"; false, and nothing, where all are chosen. chosen: [VRO_LEVELS].
bool vro_change_words_levels(vro_paragraph *words, const bool *chosen);

// Adds the names of the strategies that are chosen among those that could be: "vro and vro_pelvic",
// "all strategies but soft_tissue", "12 strategies", "all". names, chosen, among: [count].
void vro_change_words_strategies(vro_paragraph *words, char *const *names, const bool *chosen,
                                 const bool *among, size_t count);

#endif
