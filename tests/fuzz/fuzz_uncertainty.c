// Any bytes as a table of correlations and as a table of given samples, for one strategy of the
// default. The table of what was read, read again, must give itself, and its samples are possible
// values.
#include "vrosim/study/correlations.h"
#include "vrosim/study/parameter_draws.h"
#include "vrosim/study/parameter_draws_table.h"

#include "fuzz.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

typedef vro_status parse(vro_uncertainty *self, const char *name, const char *text, size_t size,
                         vro_errors *errors);

// Listed once: every input is for the parameters of one strategy, of the default.
static const vro_uncertainty *parameters(void) {
    static vro_scenario scenario;
    static vro_uncertainty list;
    vro_errors errors = {0};
    if (!list.parameters) {
        require(vro_scenario_load(&scenario, &(vro_scenario_source){.strategies = "vro"},
                                  &errors) == VRO_OK,
                "the default can be read");
        require(vro_uncertainty_init(&list, &scenario, VRO_UNCERTAIN_ESTIMATES, &errors) == VRO_OK,
                "the default has uncertain parameters");
    }
    return &list;
}

// self borrows the list; what it reads is freed by free_table.
static vro_status read_table(vro_uncertainty *self, parse *read, const char *text, size_t size) {
    vro_errors errors = {0};
    *self = *parameters();
    const vro_status status = read(self, "table", text, size, &errors);
    require_sentences(status, &errors);
    require(status == VRO_OK || (!self->factor && !self->draws), "a table that failed is empty");
    vro_errors_free(&errors);
    return status;
}

static void free_table(vro_uncertainty *self) {
    free(self->factor);
    free(self->correlations);
    free(self->draws);
    free(self->draw_table);
}

static void require_factor(const vro_uncertainty *self) {
    for (size_t i = 0; i < self->count * self->count; i++)
        require(isfinite(self->factor[i]), "a factor of correlations is finite");
}

static void require_samples(const vro_uncertainty *self) {
    require(self->draw_rows > 0, "there is a sample");
    for (size_t i = 0; i < self->draw_rows * self->count; i++) {
        const vro_uncertain_parameter *parameter = &self->parameters[i % self->count];
        const double value = self->draws[i];
        require(isnan(value) || (value >= parameter->lower && value <= parameter->upper),
                "a given value is possible");
        require(isnan(value) == !vro_parameter_draws_has(self, i % self->count),
                "a column is given whole");
    }
}

static const char *table_of(const vro_uncertainty *self) {
    return self->factor ? self->correlations : self->draw_table;
}

static void require_table(parse *read, const char *text, size_t size) {
    vro_uncertainty first, again;
    if (read_table(&first, read, text, size) == VRO_OK) {
        if (first.factor)
            require_factor(&first);
        else
            require_samples(&first);
        const char *table = table_of(&first);
        require(read_table(&again, read, table, strlen(table)) == VRO_OK,
                "what was read can be read again");
        require(strcmp(table, table_of(&again)) == 0, "the table read again is the same");
        free_table(&again);
    }
    free_table(&first);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    gsl_set_error_handler_off();
    require_table(vro_correlations_parse, (const char *)data, size);
    require_table(vro_parameter_draws_table_parse, (const char *)data, size);
    return 0;
}
