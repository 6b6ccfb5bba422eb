#include "vrosim/table/landmark_columns.h"

#include <stdio.h>
#include <string.h>

enum { LONG = 4 }; // digits and point of a number that leaves room for the word

static const double SHORT_TERM = 5; // years

size_t vro_landmark_columns(const vro_outcome_set *outcomes, vro_landmark_choice choice,
                            size_t *shown) {
    const size_t last = outcomes->landmarks.count - 1;
    size_t count = 0;
    if (choice == VRO_EVERY_LANDMARK)
        for (size_t landmark = 0; landmark < last; landmark++)
            shown[count++] = landmark;
    if (choice == VRO_TWO_LANDMARKS && last > 0)
        shown[count++] = vro_outcome_set_landmark_near(outcomes, last, SHORT_TERM);
    if (choice != VRO_NO_LANDMARK)
        shown[count++] = last;
    return count;
}

size_t vro_landmark_column(const vro_outcome_set *outcomes) {
    return vro_outcome_set_landmark_near(outcomes, outcomes->landmarks.count, SHORT_TERM);
}

void vro_landmark_heading(char text[VRO_LANDMARK_HEADING_MAX], const vro_outcome_set *outcomes,
                          size_t landmark) {
    const double years = outcomes->landmarks.years[landmark];
    char number[VRO_LANDMARK_TEXT_MAX];
    vro_landmark_print(number, years);
    if (strlen(number) > LONG)
        snprintf(text, VRO_LANDMARK_HEADING_MAX, "by %s y", number);
    else
        snprintf(text, VRO_LANDMARK_HEADING_MAX, "by %s year%s", number, years == 1 ? "" : "s");
}
