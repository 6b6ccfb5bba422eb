#include "vrosim/study/drawn_parameter.h"

#include "vrosim/study/parameter_draws.h"
#include "vrosim/study/parameter_samples.h"

#include <math.h>
#include <stdbool.h>

static const double PILE = 0.01; // share of the samples on a bound that is told
static const double PART = 0.05; // deviation that is told, times the standard error that was asked
static const double ERRORS = 3;  // of the samples' own chance, for which it is not taken

// Two passes: the mean, then the squares about it. sd^2 = sum of (x - mean)^2 / (n - 1).
static void measure(const vro_ensemble *ensemble, size_t number, vro_drawn_parameter *drawn) {
    const double samples = (double)ensemble->samples;
    double squares = 0;
    for (size_t i = 0; i < ensemble->samples; i++) {
        const double *values = vro_ensemble_values(ensemble, i);
        drawn->mean += values[number] / samples;
        drawn->on_bound +=
            vro_parameter_sample_is_on_bound(ensemble->uncertainty, values, number) ? 1 : 0;
    }
    for (size_t i = 0; i < ensemble->samples; i++) {
        const double from_mean = vro_ensemble_values(ensemble, i)[number] - drawn->mean;
        squares += from_mean * from_mean;
    }
    drawn->on_bound /= samples;
    drawn->sd = ensemble->samples > 1 ? sqrt(squares / (samples - 1)) : NAN;
}

// A weight w of the case mix is the share w / sum, and so is its standard error.
static double asked_se(const vro_uncertainty *uncertainty, size_t number) {
    const vro_uncertain_parameter *parameter = &uncertainty->parameters[number];
    if (parameter->family != VRO_DIRICHLET)
        return parameter->se;
    double total = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        total += vro_scenario_value(uncertainty->scenario, 0, level, VRO_POPULATION_GMFCS);
    return vro_scenario_cell(uncertainty->scenario, 0, parameter->level, parameter->id)->se / total;
}

// Of n normal samples, the mean has the standard error se / sqrt(n), the standard deviation
// se / sqrt(2 n).
static bool is_off(const vro_drawn_parameter *drawn, double se, double samples) {
    return fabs(drawn->mean - drawn->asked_mean) > se * fmax(PART, ERRORS / sqrt(samples)) ||
           fabs(drawn->sd - se) > se * fmax(PART, ERRORS / sqrt(2 * samples));
}

// Given samples are those that are asked for.
static vro_drawn_parameter given(const vro_ensemble *ensemble, size_t number) {
    vro_drawn_parameter drawn = {.warning = VRO_DRAWN_AS_ASKED};
    drawn.asked_mean = vro_parameter_draws_mean(ensemble->uncertainty, number, &drawn.asked_se);
    measure(ensemble, number, &drawn);
    return drawn;
}

static vro_draw_warning warn(const vro_drawn_parameter *drawn,
                             const vro_uncertain_parameter *parameter, size_t samples) {
    if (fabs(parameter->se - drawn->asked_se) > PART * drawn->asked_se)
        return VRO_DRAWN_CASE_MIX;
    return drawn->on_bound >= PILE && is_off(drawn, parameter->se, (double)samples)
               ? VRO_DRAWN_ON_BOUND
               : VRO_DRAWN_AS_ASKED;
}

vro_drawn_parameter vro_drawn_parameter_of(const vro_ensemble *ensemble, size_t number) {
    const vro_uncertain_parameter *parameter = &ensemble->uncertainty->parameters[number];
    if (vro_parameter_draws_has(ensemble->uncertainty, number))
        return given(ensemble, number);
    vro_drawn_parameter drawn = {.asked_mean = parameter->value,
                                 .asked_se = asked_se(ensemble->uncertainty, number)};
    measure(ensemble, number, &drawn);
    drawn.warning = warn(&drawn, parameter, ensemble->samples);
    return drawn;
}

const char *vro_draw_warning_name(vro_draw_warning warning) {
    static const char *const names[VRO_DRAW_WARNINGS] = {"", "bound", "case mix"};
    return names[warning];
}
