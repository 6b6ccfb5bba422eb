#include "vrosim/outcome/course_rows.h"

#include "vrosim/file/csv_writer.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// The columns before the outcomes, which follow by name.
static const char header[] =
    "patient,id,strategy,gmfcs,age_years,female,bilateral,osteotomy,soft_tissue,pelvic,spica,"
    "nsa_before_deg,anteversion_before_deg,acetabular_index_before_deg,migration_before_pct,"
    "nsa_after_deg,anteversion_after_deg,migration_after_pct,revision_time_years,revision_cause,"
    "death_time_years";

enum {
    THOUSANDTHS = 1000,      // quantities have three decimals
    TEN_THOUSANDTHS = 10000, // times four
    DIGITS_MAX = 20          // of a 64-bit number
};

void vro_course_rows_start(vro_course_rows *self, FILE *file, const char *path,
                           const vro_scenario *scenario, const vro_outcome_set *outcomes,
                           bool decimal_commas) {
    *self = (vro_course_rows){.file = file,
                              .path = path,
                              .scenario = scenario,
                              .outcomes = outcomes,
                              .decimal_commas = decimal_commas};
    if (decimal_commas) // an id may be any word
        fputs(VRO_CSV_BYTE_ORDER_MARK, file);
    for (const char *byte = header; *byte != '\0'; byte++)
        putc(*byte == ',' && decimal_commas ? ';' : *byte, file);
    for (size_t i = 0; i < outcomes->count; i++)
        fprintf(file, "%c%s", decimal_commas ? ';' : ',', outcomes->names[outcomes->ids[i]]);
    putc('\n', file);
}

// The functions below write at `end`, without a final 0, and return the new end.

static char *put_whole(char *end, uint64_t number) {
    char digits[DIGITS_MAX];
    size_t first = DIGITS_MAX;
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    memcpy(end, digits + first, DIGITS_MAX - first);
    return end + (DIGITS_MAX - first);
}

// number / scale with all decimals of the scale, a power of ten.
static char *put_fixed(char *end, uint64_t number, uint64_t scale) {
    uint64_t rest = number % scale;
    end = put_whole(end, number / scale);
    *end++ = '.';
    for (scale /= 10; scale > 0; scale /= 10) {
        *end++ = (char)('0' + rest / scale);
        rest %= scale;
    }
    return end;
}

// Steps as thousandths, halves away from 0. Steps a unit are a power of 2.
static char *put_steps(char *end, int32_t steps, int32_t steps_a_unit) {
    const uint64_t size = (uint64_t)llabs((long long)steps);
    const int power = __builtin_ctz((unsigned)steps_a_unit);
    const uint64_t thousandths = (size * THOUSANDTHS + (UINT64_C(1) << (power - 1))) >> power;
    if (steps < 0 && thousandths > 0)
        *end++ = '-';
    return put_fixed(end, thousandths, THOUSANDTHS);
}

// Nothing for infinity, the time of what did not happen.
static char *put_float(char *end, float number, uint64_t scale) {
    if (!isfinite(number))
        return end;
    const uint64_t scaled = (uint64_t)(fabs((double)number) * (double)scale + 0.5);
    if (number < 0 && scaled > 0)
        *end++ = '-';
    return put_fixed(end, scaled, scale);
}

static char *put_flag(char *end, bool flag) {
    *end++ = flag ? '1' : '0';
    *end++ = ',';
    return end;
}

static char *put_quantity(char *end, float quantity) {
    end = put_float(end, quantity, THOUSANDTHS);
    *end++ = ',';
    return end;
}

// The names of child and strategy, each with the separator behind it.
static char *put_names(char *end, const vro_course_rows *self, const vro_record *record) {
    const char separator = self->decimal_commas ? ';' : ',';
    end = put_whole(end, record->patient);
    *end++ = separator;
    end += vro_csv_writer_put_text(
        end, vro_child_list_id(&self->scenario->children, record->patient), separator);
    *end++ = separator;
    end = stpcpy(end, self->scenario->strategy_names[record->strategy]); // needs no quotes
    *end++ = separator;
    return end;
}

// Level to spica.
static char *put_child(char *end, const vro_record *record) {
    end = put_whole(end, record->level + 1);
    *end++ = ',';
    end = put_quantity(end, record->age);
    end = put_flag(end, record->female);
    end = put_flag(end, record->bilateral);
    end = put_flag(end, record->osteotomy);
    end = put_flag(end, record->soft_tissue);
    end = put_flag(end, record->pelvic);
    return put_flag(end, record->spica);
}

static char *put_hip(char *end, const vro_record *record) {
    end = put_quantity(end, record->nsa_before);
    end = put_quantity(end, record->anteversion_before);
    end = put_quantity(end, record->acetabular_index_before);
    end = put_quantity(end, record->migration_before);
    end = put_quantity(end, record->nsa_after);
    end = put_quantity(end, record->anteversion_after);
    return put_quantity(end, record->migration_after);
}

static char *put_events(char *end, const vro_record *record) {
    end = put_float(end, record->revision_time, TEN_THOUSANDTHS);
    *end++ = ',';
    if (record->cause != VRO_CAUSE_NONE)
        end = stpcpy(end, vro_cause_name(record->cause));
    *end++ = ',';
    return put_float(end, record->death_time, TEN_THOUSANDTHS);
}

static char *put_outcome(char *end, vro_outcome_id outcome, int32_t number) {
    *end++ = ',';
    if (number == VRO_NO_VALUE)
        return end;
    if (vro_outcome_row(outcome)->kind == VRO_QUANTITY)
        return put_steps(end, number, vro_outcome_steps(outcome));
    return put_whole(end, (uint64_t)number);
}

// Makes separators and decimal points of numbers those of decimal commas.
static void use_commas(char *numbers, const char *end) {
    for (char *byte = numbers; byte < end; byte++)
        *byte = *byte == ',' ? ';' : *byte == '.' ? ',' : *byte;
}

size_t vro_course_rows_format(const vro_course_rows *self, const vro_record *record, char *buffer) {
    char *numbers = put_names(buffer, self, record);
    char *end = put_child(numbers, record);
    end = put_hip(end, record);
    end = put_events(end, record);
    for (size_t i = 0; i < self->outcomes->count; i++)
        end = put_outcome(end, self->outcomes->ids[i], record->outcome[self->outcomes->ids[i]]);
    if (self->decimal_commas)
        use_commas(numbers, end);
    *end++ = '\n';
    return (size_t)(end - buffer);
}

vro_status vro_course_rows_write(vro_course_rows *self, const char *rows, size_t length,
                                 vro_errors *errors) {
    if (fwrite(rows, 1, length, self->file) == length)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = self->path},
                          "cannot be written: %s", strerror(errno));
}
