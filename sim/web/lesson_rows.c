#include "vrosim/web/lesson_rows.h"

#include <math.h>
#include <stdbool.h>

static void write_head(vro_csv_writer *writer, const char *quantity, const char *group) {
    vro_csv_writer_text(writer, quantity);
    vro_csv_writer_text(writer, group);
}

static void write_number(vro_csv_writer *writer, double value) {
    if (isnan(value))
        vro_csv_writer_text(writer, "");
    else
        vro_csv_writer_exact(writer, value);
}

// p, significant, n.
static void write_tail(vro_csv_writer *writer, const vro_arms_difference *tested, uint64_t n) {
    const bool is_tested = tested && !isnan(tested->p);
    write_number(writer, is_tested ? tested->p : NAN);
    write_number(writer, is_tested ? vro_arms_are_significant(tested) : NAN);
    vro_csv_writer_count(writer, n);
    vro_csv_writer_end(writer);
}

void vro_lesson_row(vro_csv_writer *writer, const char *quantity, const char *group, double value,
                    uint64_t n) {
    const vro_estimate alone = {.value = value, .lower = NAN, .upper = NAN, .n = n};
    vro_lesson_row_estimate(writer, quantity, group, &alone);
}

void vro_lesson_row_estimate(vro_csv_writer *writer, const char *quantity, const char *group,
                             const vro_estimate *estimate) {
    write_head(writer, quantity, group);
    write_number(writer, estimate->value);
    write_number(writer, estimate->lower);
    write_number(writer, estimate->upper);
    write_tail(writer, NULL, estimate->n);
}

void vro_lesson_row_difference(vro_csv_writer *writer, const char *quantity, const char *group,
                               const vro_arms_difference *difference, uint64_t n) {
    const double margin = vro_arms_margin(difference);
    write_head(writer, quantity, group);
    write_number(writer, difference->value);
    write_number(writer, difference->value - margin);
    write_number(writer, difference->value + margin);
    write_tail(writer, difference, n);
}
