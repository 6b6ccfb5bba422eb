// Single courses for a host (vrosim.h), as numbers.
#include "vrosim/library/call.h"
#include "vrosim/library/scenarios.h"
#include "vrosim/model/block.h"
#include "vrosim/outcome/course_column.h"

#include <stdbool.h>
#include <stdlib.h>

// Children whose records are kept together, of each strategy one.
enum { STEP = 1024 };

// The columns of a host, by number.
typedef struct chosen_columns {
    size_t *numbers; // [count], owned
    size_t count;
} chosen_columns;

static vro_status find_columns(chosen_columns *self, const vro_scenario *scenario,
                               const char *const *columns, const vro_call *now) {
    vro_status status = VRO_OK;
    self->numbers = calloc(self->count, sizeof *self->numbers);
    if (!self->numbers)
        return vro_call_no_memory(now);
    for (size_t i = 0; i < self->count && status == VRO_OK; i++)
        status = vro_course_column_find(scenario, columns[i], &self->numbers[i], now->errors);
    return status;
}

static double *put_values(const chosen_columns *self, const vro_record *records, size_t courses,
                          double *to) {
    for (size_t course = 0; course < courses; course++)
        for (size_t i = 0; i < self->count; i++)
            *to++ = vro_course_column_value(self->numbers[i], &records[course]);
    return to;
}

static vro_status put_courses(const chosen_columns *self, const vro_model *model,
                              const vrosim_options *options, double *values, const vro_call *now) {
    const vro_random_source random = vro_call_random(options);
    vro_status status = VRO_OK;
    vro_block *block = vro_block_new(model, random);
    vro_record *records = calloc(STEP * model->strategies, sizeof *records);
    if (!block || !records)
        TRY(vro_call_no_memory(now));
    const vro_sink sink = {.records = records, .recorded = STEP};
    for (uint64_t first = 0; first < options->children; first += STEP) {
        const uint64_t left = options->children - first;
        const size_t count = left < STEP ? (size_t)left : STEP;
        vro_block_run(block, first, count, &sink);
        values = put_values(self, records, count * model->strategies, values);
    }
out:
    free(records);
    free(block);
    return status;
}

static bool are_given(const double *values, const vrosim_scenario *scenario,
                      const char *const *columns, size_t count) {
    bool all = values && scenario && columns && count > 0;
    for (size_t i = 0; i < count && all; i++)
        all = columns[i];
    return all;
}

vrosim_status vrosim_scenario_courses(double *values, const vrosim_scenario *scenario,
                                      const char *const *columns, size_t count,
                                      const vrosim_options *options, vrosim_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    vro_call now;
    vro_model model = {0};
    chosen_columns chosen = {.count = count};
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    options = options ? options : &standard;
    if (!are_given(values, scenario, columns, count))
        return vro_call_end(&now, vro_call_refuse(&now, "values, scenario or a column is NULL"));
    const vro_scenario *content = vro_scenario_of_host(scenario);
    TRY(vro_call_check(&now, options));
    TRY(find_columns(&chosen, content, columns, &now));
    TRY(vro_model_init(&model, content, now.errors));
    TRY(put_courses(&chosen, &model, options, values, &now));
out:
    vro_model_free(&model);
    free(chosen.numbers);
    return vro_call_end(&now, status);
}
