// Values that are allowed but may be a slip: a wrong unit, or a point in the wrong place.
#ifndef VROSIM_INPUT_USUAL_RANGE_H
#define VROSIM_INPUT_USUAL_RANGE_H

#include "vrosim/core/distribution.h"
#include "vrosim/core/paragraph.h"
#include "vrosim/input/dictionary.h"

#include <stdbool.h>

// Whether a distribution of a parameter (a number, not a text) lies where the dictionary says that
// it usually does: its number or, where it has a spread, its mean.
bool vro_usual_range_holds(const vro_parameter *parameter, const vro_distribution *distribution);

// Adds why one that does not may be a slip: "2.8 weeks: is this in months? It is usually 4 to 30
// weeks". The unit that is named would bring the number into the usual range.
void vro_usual_range_ask(const vro_parameter *parameter, const vro_distribution *distribution,
                         vro_paragraph *words);

#endif
