#include "vrosim/input/cell.h"

#include <math.h>
#include <string.h>

bool vro_cell_equal(const vro_cell *a, const vro_cell *b) {
    const bool same_error = a->se == b->se || (isnan(a->se) && isnan(b->se));
    return vro_distribution_equal(&a->distribution, &b->distribution) && same_error &&
           strcmp(a->text, b->text) == 0 && strcmp(a->source, b->source) == 0;
}
