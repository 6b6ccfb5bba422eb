#include "vrosim/web/lesson.h"

#include "vrosim/core/decimal.h"
#include "vrosim/library/call.h"
#include "vrosim/web/lesson_rows.h"
#include "vrosim/web/lessons.h"

#include <stdbool.h>
#include <string.h>

static const vro_lesson *const lessons[] = {&vro_competing_death, &vro_confounding,
                                            &vro_small_trials, &vro_false_alarms,
                                            &vro_two_uncertainties};

enum { LESSONS = sizeof lessons / sizeof *lessons, INPUT_BYTES = 32 };

static const vro_lesson *find_lesson(const char *name) {
    for (size_t i = 0; i < LESSONS; i++)
        if (strcmp(lessons[i]->name, name) == 0)
            return lessons[i];
    return NULL;
}

// The number of an input of this name, [length].
static size_t find_input(const vro_lesson *self, const char *name, size_t length) {
    size_t i = 0;
    while (i < VRO_LESSON_INPUTS && self->inputs[i].name &&
           !(strlen(self->inputs[i].name) == length &&
             memcmp(self->inputs[i].name, name, length) == 0))
        i++;
    return i < VRO_LESSON_INPUTS && self->inputs[i].name ? i : VRO_LESSON_INPUTS;
}

// Reads "name=value", [length], into the inputs; false where it is none of the lesson's.
static bool read_input(const vro_lesson *self, const char *text, size_t length, double *inputs) {
    const char *equals = memchr(text, '=', length);
    char number[INPUT_BYTES];
    double value;
    if (!equals || length >= sizeof number)
        return false;
    const size_t i = find_input(self, text, (size_t)(equals - text));
    const size_t digits = length - (size_t)(equals - text) - 1;
    memcpy(number, equals + 1, digits);
    number[digits] = '\0';
    if (i == VRO_LESSON_INPUTS || vro_decimal_read(number, &value) ||
        !(value >= self->inputs[i].lower && value <= self->inputs[i].upper))
        return false;
    inputs[i] = value;
    return true;
}

static bool read_inputs(const vro_lesson *self, const char *text, double *inputs) {
    bool right = true;
    for (size_t i = 0; i < VRO_LESSON_INPUTS; i++)
        inputs[i] = self->inputs[i].standard;
    while (*text && right) {
        const size_t length = strcspn(text, ",");
        right = read_input(self, text, length, inputs);
        text += length + (text[length] == ',');
    }
    return right;
}

static vrosim_status refuse(vrosim_errors *errors, const char *sentence) {
    vro_call now;
    vro_call_begin(&now, errors);
    return vro_call_end(&now, vro_call_refuse(&now, sentence));
}

vrosim_status vro_lesson_write(FILE *stream, const char *name, const char *inputs,
                               vro_lesson_source *source, vrosim_errors *errors) {
    const vro_lesson *lesson = find_lesson(name);
    vro_csv_writer writer;
    if (!lesson)
        return refuse(errors, "the lesson is unknown");
    if (!source->scenario)
        return refuse(errors, "the lesson has no scenario");
    if (!read_inputs(lesson, inputs, source->input))
        return refuse(errors, "an input of the lesson is unknown or out of range");
    vro_csv_writer_begin(&writer, stream, VRO_LESSON_HEADER);
    return lesson->write(source, &writer, errors);
}
