// What people are told of a revision. A hip that was never operated has none: where a strategy may
// begin without surgery of the index hip, texts say later surgery, which is its first operation or
// a revision. Names of outcomes and columns stay.
#ifndef VROSIM_TABLE_REVISION_WORDS_H
#define VROSIM_TABLE_REVISION_WORDS_H

#include "vrosim/input/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// Whether a strategy operates every index hip in the index session: at each level that children
// have, one procedure is certain.
bool vro_begins_with_surgery(const vro_scenario *scenario, size_t strategy);

// The text for strategies from first on, before end: revision where all begin with surgery, else
// surgery.
const char *vro_revision_words(const vro_scenario *scenario, size_t first, size_t end,
                               const char *revision, const char *surgery);

// Where a strategy may begin without surgery, a sentence on what revision means in names.
void vro_revision_words_note(FILE *stream, const vro_scenario *scenario);

#endif
