#include "vrosim/study/evaluated_points.h"

#include "vrosim/simulate/run_size.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES = 8, FIGURE_NUMBERS = 4, LEAST_CAPACITY = 64 };

void vro_evaluated_points_init(vro_evaluated_points *self, size_t parameters, size_t figures) {
    *self = (vro_evaluated_points){.parameters = parameters, .figures = figures};
}

size_t vro_evaluated_points_width(const vro_evaluated_points *self) {
    return 1 + self->parameters + FIGURE_NUMBERS * self->figures;
}

static double *point(const vro_evaluated_points *self, size_t number) {
    return &self->numbers[number * vro_evaluated_points_width(self)];
}

bool vro_evaluated_points_answer(const vro_evaluated_points *self, size_t number,
                                 const vro_calibration_problem *problem, const double *scores,
                                 vro_figure_value *values) {
    if (number >= self->count)
        return false;
    const double *numbers = point(self, number);
    if (numbers[0] != (double)problem->children ||
        memcmp(numbers + 1, scores, self->parameters * sizeof *scores) != 0)
        return false;
    numbers += 1 + self->parameters;
    for (size_t i = 0; i < self->figures; i++, numbers += FIGURE_NUMBERS)
        values[i] = (vro_figure_value){
            .value = numbers[0], .se = numbers[1], .n = numbers[2], .sd = numbers[3]};
    return true;
}

void vro_evaluated_points_cut(vro_evaluated_points *self, size_t count) {
    if (count < self->count)
        self->count = count;
}

static vro_status reserve(vro_evaluated_points *self, size_t count, vro_errors *errors) {
    const size_t size = vro_evaluated_points_width(self) * sizeof *self->numbers;
    size_t capacity = self->capacity > 0 ? self->capacity : LEAST_CAPACITY;
    while (capacity < count)
        capacity *= 2;
    if (capacity == self->capacity)
        return VRO_OK;
    double *numbers = realloc(self->numbers, capacity * size);
    if (!numbers)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                              "not enough memory to keep the points of a calibration");
    self->numbers = numbers;
    self->capacity = capacity;
    return VRO_OK;
}

vro_status vro_evaluated_points_add(vro_evaluated_points *self,
                                    const vro_calibration_problem *problem, const double *scores,
                                    const vro_figure_value *values, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(reserve(self, self->count + 1, errors));
    double *numbers = point(self, self->count++);
    *numbers++ = (double)problem->children;
    memcpy(numbers, scores, self->parameters * sizeof *scores);
    numbers += self->parameters;
    for (size_t i = 0; i < self->figures; i++) {
        *numbers++ = values[i].value;
        *numbers++ = values[i].se;
        *numbers++ = values[i].n;
        *numbers++ = values[i].sd;
    }
out:
    return status;
}

uint64_t vro_evaluated_points_children(const vro_evaluated_points *self, size_t studies) {
    uint64_t children = 0;
    for (size_t i = 0; i < self->count; i++)
        if (*point(self, i) > 0 && *point(self, i) <= (double)VRO_PATIENTS_MAX)
            children += (uint64_t)*point(self, i) * studies;
    return children;
}

void vro_evaluated_points_encode(const vro_evaluated_points *self, vro_byte_buffer *bytes) {
    const size_t count = self->count * vro_evaluated_points_width(self);
    if (!vro_byte_buffer_reserve(bytes, count * NUMBER_BYTES))
        return;
    for (size_t i = 0; i < count; i++, bytes->size += NUMBER_BYTES) {
        uint64_t bits;
        memcpy(&bits, &self->numbers[i], sizeof bits);
        vro_byte_buffer_put_number(bytes->at + bytes->size, bits, NUMBER_BYTES);
    }
}

vro_status vro_evaluated_points_decode(vro_evaluated_points *self, size_t count,
                                       const unsigned char *bytes, vro_errors *errors) {
    const size_t width = vro_evaluated_points_width(self);
    vro_status status = VRO_OK;
    TRY(reserve(self, self->count + count, errors));
    double *numbers = point(self, self->count);
    for (size_t i = 0; i < count * width; i++) {
        const uint64_t bits = vro_byte_buffer_take_number(bytes + i * NUMBER_BYTES, NUMBER_BYTES);
        memcpy(&numbers[i], &bits, sizeof bits);
    }
    self->count += count;
out:
    return status;
}

void vro_evaluated_points_free(vro_evaluated_points *self) {
    free(self->numbers);
    *self = (vro_evaluated_points){0};
}
