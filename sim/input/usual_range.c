#include "vrosim/input/usual_range.h"

#include "vrosim/core/distribution_moments.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

// Numbers that people write in place of those in the unit of the dictionary, the likeliest first.
static const struct {
    const char *unit;  // of the dictionary
    const char *other; // what the number may be
    double factor;     // from the other into the unit
} CONFUSIONS[] = {
    {"weeks", "in months", 365.25 / 12 / 7},
    {"weeks", "in days", 1.0 / 7},
    {"weeks", "in years", 365.25 / 7},
    {"months", "in years", 12},
    {"months", "in weeks", 7 * 12 / 365.25},
    {"months", "in days", 12 / 365.25},
    {"years", "in months", 1.0 / 12},
    {"years", "in weeks", 7 / 365.25},
    {"years", "in days", 1 / 365.25},
    {"percent", "a share of 1", 100},
    {"probability", "in percent", 0.01},
    {"share", "in percent", 0.01},
    {"ratio", "in percent", 0.01},
    {"utility", "in percent", 0.01},
    {"mm", "in cm", 10},
    {"degrees", "in radians", 180 / 3.14159265358979},
    {"per week", "a rate per month", 7 * 12 / 365.25},
    {"per week", "a rate per year", 7 / 365.25},
    {"per year", "in percent per year", 0.01},
    {"thousands", "in single units of money", 0.001},
    {"thousands per year", "in single units of money", 0.001},
};

static bool is_usual(const vro_parameter *parameter, double number) {
    return number >= parameter->usual_lower && number <= parameter->usual_upper;
}

bool vro_usual_range_holds(const vro_parameter *parameter, const vro_distribution *distribution) {
    return is_usual(parameter, vro_distribution_moments_of(distribution).mean);
}

// NULL if no other unit explains the number. A 0 is one in each.
static const char *find_confusion(const vro_parameter *parameter, double number) {
    for (size_t i = 0; number != 0 && i < sizeof CONFUSIONS / sizeof *CONFUSIONS; i++)
        if (strcmp(CONFUSIONS[i].unit, parameter->unit) == 0 &&
            is_usual(parameter, number * CONFUSIONS[i].factor))
            return CONFUSIONS[i].other;
    return NULL;
}

void vro_usual_range_ask(const vro_parameter *parameter, const vro_distribution *distribution,
                         vro_paragraph *words) {
    const vro_distribution_moments moments = vro_distribution_moments_of(distribution);
    const char *other = find_confusion(parameter, moments.mean);
    vro_paragraph_add(words, "%s%.4g %s: is this %s? It is usually %g to %g %s",
                      moments.sd > 0 ? "a mean of " : "", moments.mean, parameter->unit,
                      other ? other : "meant", parameter->usual_lower, parameter->usual_upper,
                      parameter->unit);
}
