#include "vrosim/input/cell.h"

#include <math.h>
#include <string.h>

static bool same_number(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

bool vro_cell_equal(const vro_cell *a, const vro_cell *b) {
    return vro_distribution_equal(&a->distribution, &b->distribution) &&
           same_number(a->se, b->se) && strcmp(a->text, b->text) == 0 &&
           strcmp(a->source, b->source) == 0;
}
