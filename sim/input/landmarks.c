#include "vrosim/input/landmarks.h"

#include "vrosim/core/decimal.h"
#include "vrosim/input/dictionary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char UNIT[] = " years";

enum { DECIMALS = 4 };

static const double PARTS = 1e4; // of a year: 10^DECIMALS

// A number of years in one text with nothing behind it, in whole parts, which names and headings
// tell apart; NULL, or what is wrong.
static const char *read_years(const char *text, double *years) {
    double written;
    if (vro_decimal_read(text, &written))
        return "is not a list of landmarks; write years above 0 with '/' between, such as 1/2/5/10 "
               "years";
    *years = round(written * PARTS) / PARTS;
    if (!(written > 0))
        return "has a landmark that is not above 0; write years above 0, such as 1/2/5/10 years";
    if (written > vro_dictionary_row(VRO_FOLLOWUP_HORIZON)->upper)
        return "has a landmark above 100 years, longer than any follow-up";
    if (fabs(written - *years) > 1e-12 * *years)
        return "has a landmark with more than four decimals; round it";
    return NULL;
}

static const char *append(vro_landmarks *self, const char *text) {
    double years;
    const char *fault = read_years(text, &years);
    if (fault)
        return fault;
    if (self->count > 0 && !(years > self->years[self->count - 1]))
        return "does not rise; write each landmark once, the earliest first, such as 1/2/5/10 "
               "years";
    if (self->count == VRO_LANDMARKS_MAX - 1)
        return "has more than seven landmarks; leave some out";
    self->years[self->count++] = years;
    return NULL;
}

// Bytes of the list without its unit.
static size_t bare_length(const char *text) {
    const size_t length = strlen(text), unit = strlen(UNIT);
    return length >= unit && strcmp(text + length - unit, UNIT) == 0 ? length - unit : length;
}

const char *vro_landmarks_read(vro_landmarks *self, const char *text) {
    const char *fault = NULL, *end = text + bare_length(text);
    self->count = 0;
    while (text && !fault) {
        char number[VRO_LANDMARK_TEXT_MAX];
        const char *slash = memchr(text, '/', (size_t)(end - text));
        const size_t length = (size_t)((slash ? slash : end) - text);
        snprintf(number, sizeof number, "%.*s", (int)length, text);
        fault = length < sizeof number ? append(self, number)
                                       : "has a landmark that is too long; write years such as 7.1";
        text = slash ? slash + 1 : NULL;
    }
    return fault;
}

void vro_landmarks_complete(char complete[VRO_LANDMARKS_TEXT_MAX], const char *text) {
    snprintf(complete, VRO_LANDMARKS_TEXT_MAX, "%.*s%s", (int)bare_length(text), text, UNIT);
}

void vro_landmark_print(char text[VRO_LANDMARK_TEXT_MAX], double years) {
    snprintf(text, VRO_LANDMARK_TEXT_MAX, "%.*f", DECIMALS, years);
    char *end = text + strlen(text);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}
