// Any bytes as a scenario table: as a whole scenario, alone as a layer and, where it has no fault
// as one, over the default. The effective table of what comes out, read again, must give itself,
// and every distribution must have quantiles.
#define _GNU_SOURCE 1

#include "vrosim/core/quantile.h"
#include "vrosim/file/csv_reader.h"
#include "vrosim/input/layers.h"
#include "vrosim/input/scenario.h"
#include "vrosim/input/table_writer.h"

#include "memory_file.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

// kept: the strategy that is kept alone, reference: the one that comes first; NULL for neither.
static vro_status load(vro_scenario *self, const void *bytes, size_t size, const char *kept,
                       const char *reference) {
    vro_errors errors = {0};
    memory_file file;
    memory_file_open(&file, bytes, size);
    const char *path = file.path;
    const vro_scenario_source source = {
        .paths = &path, .path_count = 1, .strategies = kept, .reference = reference};
    const vro_status status = vro_scenario_load(self, &source, &errors);
    memory_file_close(&file);
    require_sentences(status, &errors);
    require(status == VRO_OK || !self->cells, "a scenario that failed is empty");
    vro_errors_free(&errors);
    return status;
}

static vro_status parse(vro_scenario *self, const char *text, size_t size) {
    vro_errors errors = {0};
    const vro_status status = vro_scenario_load(
        self,
        &(vro_scenario_source){.without_default = true,
                               .texts = &(vro_scenario_text){"parameters", text, size},
                               .text_count = 1,
                               .name = "parsed"},
        &errors);
    require_sentences(status, &errors);
    require(status == VRO_OK || !self->cells, "a scenario that failed is empty");
    vro_errors_free(&errors);
    return status;
}

// The effective table, to be freed.
static char *write_effective(const vro_scenario *scenario) {
    vro_errors errors = {0};
    char *text = vro_table_writer_text(scenario, &errors);
    require(text && errors.count == 0, "an effective table");
    return text;
}

// Frees the scenario that was read from text.
static void require_same(vro_status status, vro_scenario *again, const char *text) {
    require(status == VRO_OK, "the effective table can be read");
    char *copy = write_effective(again);
    require(strcmp(text, copy) == 0, "the effective table read again is the same");
    vro_scenario_free(again);
    free(copy);
}

static void require_round_trips(vro_scenario *scenario) {
    vro_scenario again, alone, turned;
    const char *last = scenario->strategy_names[scenario->strategies - 1];
    char *text = write_effective(scenario);
    require_same(parse(&again, text, strlen(text)), &again, text);
    require_same(load(&again, text, strlen(text), NULL, NULL), &again, text);
    require(load(&alone, text, strlen(text), last, NULL) == VRO_OK, "a strategy can be selected");
    require(load(&turned, text, strlen(text), NULL, last) == VRO_OK, "one can be the reference");
    free(text);
    text = write_effective(&alone);
    require_same(parse(&again, text, strlen(text)), &again, text);
    vro_scenario_free(&alone);
    free(text);
    text = write_effective(&turned);
    require_same(parse(&again, text, strlen(text)), &again, text);
    vro_scenario_free(&turned);
    free(text);
}

// Quantiles rise (but for rounding), are finite as floats and stay in the support.
static void require_quantiles(const vro_distribution *distribution) {
    static const struct {
        double tail;
        bool upper;
    } points[] = {{0x1p-33, false}, {1e-4, false}, {0.5, false},
                  {0.5, true},      {1e-4, true},  {0x1p-33, true}};
    double before = -INFINITY;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        const double at = vro_quantile(distribution, points[i].tail, points[i].upper);
        require(isfinite((float)at), "a quantile is finite");
        require(at >= vro_distribution_lower(distribution) &&
                    at <= vro_distribution_upper(distribution),
                "a quantile is possible");
        require(at >= before - 1e-6 * fabs(before), "quantiles rise");
        before = at;
    }
}

// Reads the table by itself; whether it has no fault.
static bool read_alone(const char *text, size_t size) {
    vro_errors errors = {0};
    vro_layers layers = {0};
    vro_csv_reader *csv;
    require(vro_csv_reader_open_text(&csv, "table", text, size) == VRO_OK,
            "a reader for the table");
    const vro_status status = vro_layers_append(&layers, csv, &errors);
    require_sentences(status, &errors);
    for (size_t i = 0; i < layers.count && status == VRO_OK; i++)
        require_quantiles(&layers.rows[i].row.distribution);
    vro_csv_reader_free(csv);
    vro_layers_free(&layers);
    vro_errors_free(&errors);
    return status == VRO_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vro_scenario scenario;
    gsl_set_error_handler_off();
    if (parse(&scenario, (const char *)data, size) == VRO_OK)
        vro_scenario_free(&scenario);
    if (!read_alone((const char *)data, size) || load(&scenario, data, size, NULL, NULL) != VRO_OK)
        return 0;
    require_round_trips(&scenario);
    vro_scenario_free(&scenario);
    return 0;
}
