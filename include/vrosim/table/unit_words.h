// The units of what files measure, and how people say a number of them.
#ifndef VROSIM_TABLE_UNIT_WORDS_H
#define VROSIM_TABLE_UNIT_WORDS_H

#include "vrosim/table/figure_texts.h"
#include "vrosim/table/result_tables.h"

#include <stdbool.h>

typedef enum vro_unit {
    VRO_UNIT_NUMBER,
    VRO_UNIT_SHARE,  // of 1, said in per cent
    VRO_UNIT_POINTS, // a difference of shares
    VRO_UNIT_MM,
    VRO_UNIT_WEEKS,
    VRO_UNIT_DEGREES,
    VRO_UNIT_PERCENT, // of a quantity that is itself in per cent
    VRO_UNIT_PERCENT_POINTS,
    VRO_UNIT_MONEY, // in thousands in files
    VRO_UNIT_MONEY_PER_QALY,
    VRO_UNIT_QALYS,
    VRO_UNIT_CHILDREN,
    VRO_UNITS
} vro_unit;

// The unit of an outcome of files, of a difference of it where so said; a number where the outcome
// is unknown.
vro_unit vro_unit_of_outcome(const char *outcome, bool is_difference);

// Whether numbers of a unit are shares, which axes show as per cent.
bool vro_unit_is_share(vro_unit self);

// The currency that parameters.csv names, such as "USD"; words for any where it names none.
const char *vro_unit_currency(const vro_result_tables *tables, vro_figure_texts *texts);

// "9,430 USD" for 9.43: a value of files as people say it.
const char *vro_unit_value(vro_unit self, double value, const char *currency,
                           vro_figure_texts *texts);

// "costs per child, thousand USD": words with the unit that numbers of files have.
const char *vro_unit_label(vro_unit self, const char *words, const char *currency,
                           vro_figure_texts *texts);

#endif
