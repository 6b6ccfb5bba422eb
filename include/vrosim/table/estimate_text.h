// An estimate as the terminal shows it.
#ifndef VROSIM_TABLE_ESTIMATE_TEXT_H
#define VROSIM_TABLE_ESTIMATE_TEXT_H

#include "vrosim/file/number_format.h"
#include "vrosim/outcome/estimate.h"

enum { VRO_ESTIMATE_TEXT_MAX = 4 * VRO_NUMBER_FORMAT_MAX };

typedef enum vro_estimate_form {
    VRO_VALUE_ALONE,
    VRO_WITH_ERROR,   // 3.2 (0.1)
    VRO_WITH_INTERVAL // of a number needed to treat: 12.5 (10.2 to 16.1)
} vro_estimate_form;

// The decimals, at most two, that show a digit of an error.
int vro_estimate_decimals(double se);

// Prints an estimate; '-' where it is unknown. decimals: of its value and error; not used for an
// interval. A negative number needed to treat is a number needed to harm; one without an interval
// is no clear difference.
void vro_estimate_print(char text[VRO_ESTIMATE_TEXT_MAX], const vro_estimate *estimate,
                        vro_estimate_form form, int decimals);

#endif
