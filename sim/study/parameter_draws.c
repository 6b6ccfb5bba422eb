#include "vrosim/study/parameter_draws.h"

#include <math.h>

bool vro_parameter_draws_has(const vro_uncertainty *self, size_t number) {
    return self->draws && !isnan(self->draws[number]);
}

size_t vro_parameter_draws_count(const vro_uncertainty *self) {
    size_t given = 0;
    for (size_t number = 0; number < self->count; number++)
        given += vro_parameter_draws_has(self, number);
    return given;
}

double vro_parameter_draws_value(const vro_uncertainty *self, uint64_t sample, size_t number) {
    return self->draws[sample % self->draw_rows * self->count + number];
}

void vro_parameter_draws_take(const vro_uncertainty *self, uint64_t sample, double *values) {
    if (!self->draws)
        return;
    const double *row = self->draws + sample % self->draw_rows * self->count;
    for (size_t i = 0; i < self->count; i++)
        values[i] = isnan(row[i]) ? values[i] : row[i];
}

// sd^2 = sum of (x - mean)^2 / (n - 1)
double vro_parameter_draws_mean(const vro_uncertainty *self, size_t number, double *sd) {
    const double *values = self->draws + number, rows = (double)self->draw_rows;
    double mean = 0, squares = 0;
    for (size_t i = 0; i < self->draw_rows; i++)
        mean += values[i * self->count] / rows;
    for (size_t i = 0; i < self->draw_rows; i++)
        squares += (values[i * self->count] - mean) * (values[i * self->count] - mean);
    *sd = self->draw_rows > 1 ? sqrt(squares / (rows - 1)) : NAN;
    return mean;
}
