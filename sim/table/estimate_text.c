#include "vrosim/table/estimate_text.h"

#include <math.h>
#include <stdio.h>

int vro_estimate_decimals(double se) {
    if (se >= 10)
        return 0;
    return se >= 1 ? 1 : 2;
}

static void print_with_error(char text[VRO_ESTIMATE_TEXT_MAX], const vro_estimate *estimate,
                             int decimals) {
    char value[VRO_NUMBER_FORMAT_MAX];
    char error[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print_decimals(value, estimate->value, decimals);
    vro_number_format_print_decimals(error, estimate->se, decimals);
    if (isnan(estimate->se))
        snprintf(text, VRO_ESTIMATE_TEXT_MAX, "%s (-)", value);
    else if (decimals == 2 && estimate->se > 0 && estimate->se < 0.005)
        snprintf(text, VRO_ESTIMATE_TEXT_MAX, "%s (<0.01)", value);
    else
        snprintf(text, VRO_ESTIMATE_TEXT_MAX, "%s (%s)", value, error);
}

// Where the interval of the risk difference contains 0, that of its inverse is not defined.
static void print_with_interval(char text[VRO_ESTIMATE_TEXT_MAX], const vro_estimate *estimate) {
    char value[VRO_NUMBER_FORMAT_MAX];
    char from[VRO_NUMBER_FORMAT_MAX];
    char to[VRO_NUMBER_FORMAT_MAX];
    const int decimals = vro_estimate_decimals(estimate->se);
    if (isnan(estimate->lower)) {
        snprintf(text, VRO_ESTIMATE_TEXT_MAX, "no clear difference");
        return;
    }
    vro_number_format_print_decimals(value, fabs(estimate->value), decimals);
    vro_number_format_print_decimals(from, fmin(fabs(estimate->lower), fabs(estimate->upper)),
                                     decimals);
    vro_number_format_print_decimals(to, fmax(fabs(estimate->lower), fabs(estimate->upper)),
                                     decimals);
    snprintf(text, VRO_ESTIMATE_TEXT_MAX, "%s%s (%s to %s)", estimate->value < 0 ? "harm " : "",
             value, from, to);
}

void vro_estimate_print(char text[VRO_ESTIMATE_TEXT_MAX], const vro_estimate *estimate,
                        vro_estimate_form form, int decimals) {
    if (form == VRO_WITH_INTERVAL)
        print_with_interval(text, estimate);
    else if (isnan(estimate->value))
        snprintf(text, VRO_ESTIMATE_TEXT_MAX, "-");
    else if (form == VRO_WITH_ERROR)
        print_with_error(text, estimate, decimals);
    else
        vro_number_format_print_decimals(text, estimate->value, decimals);
}
