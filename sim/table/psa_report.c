#include "vrosim/table/psa_report.h"

#include "vrosim/file/number_format.h"
#include "vrosim/study/parameter_draws.h"
#include "vrosim/table/child_words.h"
#include "vrosim/table/landmark_columns.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/strategy_list.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum {
    COLUMNS = 3,
    HEADING_MAX = VRO_LANDMARK_TEXT_MAX + 16,
    LABEL_MAX = 15, // width of the column of strategies; longer names get a line of their own
    CELL_WIDTH = 20,
    CELL_MAX = 4 * VRO_NUMBER_FORMAT_MAX,
    PERCENT = 100
};

typedef struct column {
    char heading[HEADING_MAX];
    char surgery[HEADING_MAX]; // heading where a strategy may begin without surgery
    vro_outcome_id outcome;
    int decimals;
} column;

static void find_columns(const vro_outcome_set *outcomes, column columns[COLUMNS]) {
    const size_t landmark = vro_landmark_column(outcomes);
    char years[VRO_LANDMARK_TEXT_MAX];
    vro_landmark_print(years, outcomes->landmarks.years[landmark]);
    columns[0] = (column){.outcome = VRO_REVISION_BY + landmark, .decimals = 1};
    snprintf(columns[0].heading, HEADING_MAX, "revised by %s y, %%", years);
    snprintf(columns[0].surgery, HEADING_MAX, "surgery by %s y, %%", years);
    columns[1] = (column){"revisions a child", "surgeries a child", VRO_REVISIONS, 2};
    columns[2] = (column){"LLD, mm", "LLD, mm", VRO_LLD_ABS_MM, 1};
}

// The quantity of the report with the largest share of Monte Carlo variance.
typedef struct noisiest_quantity {
    vro_quantity_key key;
    vro_variance_components components;
} noisiest_quantity;

static void print_cell(FILE *stream, const column *shown,
                       const vro_variance_components *components) {
    const double scale = vro_outcome_row(shown->outcome)->kind == VRO_SHARE ? PERCENT : 1;
    char text[CELL_MAX], value[VRO_NUMBER_FORMAT_MAX], lower[VRO_NUMBER_FORMAT_MAX],
        upper[VRO_NUMBER_FORMAT_MAX];
    vro_number_format_print_decimals(value, components->value * scale, shown->decimals);
    vro_number_format_print_decimals(lower, components->lower * scale, shown->decimals);
    vro_number_format_print_decimals(upper, components->upper * scale, shown->decimals);
    snprintf(text, sizeof text, "%s (%s, %s)", value, lower, upper);
    fprintf(stream, " %*s", CELL_WIDTH, text);
}

static void print_row(FILE *stream, vro_ensemble *ensemble, vro_quantity_key key,
                      noisiest_quantity *noisiest) {
    const char *name = ensemble->uncertainty->scenario->strategy_names[key.strategy];
    fprintf(stream, "  %-*s", LABEL_MAX, name);
    if (strlen(name) > LABEL_MAX)
        fprintf(stream, "\n  %*s", LABEL_MAX, "");
    column columns[COLUMNS];
    find_columns(&ensemble->outcomes, columns);
    for (size_t i = 0; i < COLUMNS; i++) {
        key.outcome = columns[i].outcome;
        const vro_variance_components components = vro_ensemble_components(ensemble, key);
        print_cell(stream, &columns[i], &components);
        if (components.share > noisiest->components.share || isnan(noisiest->components.share))
            *noisiest = (noisiest_quantity){key, components};
    }
    putc('\n', stream);
}

static void print_section(FILE *stream, vro_ensemble *ensemble, bool difference,
                          noisiest_quantity *noisiest) {
    const vro_scenario *scenario = ensemble->uncertainty->scenario;
    column columns[COLUMNS];
    find_columns(&ensemble->outcomes, columns);
    fprintf(stream, "\n  %*s", LABEL_MAX, "");
    for (size_t i = 0; i < COLUMNS; i++)
        fprintf(stream, " %*s", CELL_WIDTH,
                vro_revision_words(scenario, 0, scenario->strategies, columns[i].heading,
                                   columns[i].surgery));
    putc('\n', stream);
    for (size_t s = difference; s < scenario->strategies; s++)
        print_row(stream, ensemble, (vro_quantity_key){.strategy = s, .difference = difference},
                  noisiest);
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

// Row k of given samples is that of sample k.
static void print_draws(FILE *stream, const vro_ensemble *ensemble) {
    const size_t rows = ensemble->uncertainty->draw_rows, samples = ensemble->samples;
    const size_t given = vro_parameter_draws_count(ensemble->uncertainty);
    if (given == 0)
        return;
    fprintf(stream, "%zu of these estimates come%s from the %zu row%s of given samples", given,
            given == 1 ? "s" : "", rows, plural(rows));
    if (samples == rows)
        fputs(", one row a sample\n", stream);
    else if (samples < rows)
        fprintf(stream, ",\nof which the first %zu are used\n", samples);
    else
        fputs(",\nwhich are used again after the last: samples outnumber rows\n", stream);
}

static void print_head(FILE *stream, const vro_ensemble *ensemble) {
    const vro_uncertainty *uncertainty = ensemble->uncertainty;
    fprintf(stream, "Scenario %s: %zu estimate%s with a standard error\n",
            uncertainty->scenario->name, uncertainty->count, uncertainty->count == 1 ? "" : "s");
    fprintf(stream, "%zu samples of %" PRIu64 " children, each under %zu strateg%s\n",
            ensemble->samples, ensemble->patients, uncertainty->scenario->strategies,
            uncertainty->scenario->strategies == 1 ? "y" : "ies");
    print_draws(stream, ensemble);
    vro_child_words_print(stream, &uncertainty->scenario->children);
    fputs("In brackets: the uncertainty interval, from 2.5 to 97.5 % of the samples, which\n"
          "says how well the parameters are known. LLD: leg-length discrepancy either way.\n",
          stream);
    vro_revision_words_note(stream, uncertainty->scenario);
    vro_strategy_list_print_labels(stream, uncertainty->scenario);
}

// Monte Carlo variance M falls as 1 / children, parameter variance P does not. The number of
// children at which M / (M + P) = VRO_VARIANCE_COMPONENTS_NOISE, rounded up to two digits.
static double enough_children(const vro_ensemble *ensemble,
                              const vro_variance_components *components) {
    const double wanted = (double)ensemble->patients * components->monte_carlo /
                          components->parameter * (1 - VRO_VARIANCE_COMPONENTS_NOISE) /
                          VRO_VARIANCE_COMPONENTS_NOISE;
    const double unit = pow(10, floor(log10(wanted)) - 1);
    return ceil(wanted / unit) * unit;
}

static void print_advice(FILE *stream, const vro_ensemble *ensemble,
                         const noisiest_quantity *noisiest) {
    const vro_variance_components *components = &noisiest->components;
    const vro_scenario *scenario = ensemble->uncertainty->scenario;
    if (ensemble->uncertainty->count == 0) {
        fputs("\nNo estimate has a standard error (column se), so all samples are the same, and\n"
              "the intervals say nothing.\n",
              stream);
        return;
    }
    if (isnan(components->share)) {
        fputs("\nToo few children to separate Monte Carlo error from parameter uncertainty.\n",
              stream);
        return;
    }
    fprintf(stream,
            "\nMonte Carlo error is at most %.3g %% of the variance, that of the\n%s%s (%s):\n",
            PERCENT * components->share, noisiest->key.difference ? "difference in " : "",
            ensemble->outcomes.names[noisiest->key.outcome],
            scenario->strategy_names[noisiest->key.strategy]);
    if (!(components->share > VRO_VARIANCE_COMPONENTS_NOISE))
        fputs("there are enough children; more samples make the intervals more precise.\n", stream);
    else if (components->parameter > 0)
        fprintf(stream, "take more children: about --patients %.0f bring it to %.0f %%.\n",
                enough_children(ensemble, components), PERCENT * VRO_VARIANCE_COMPONENTS_NOISE);
    else
        fputs("take more children to see whether the parameters matter there at all.\n", stream);
}

void vro_psa_report_print(FILE *stream, vro_ensemble *ensemble) {
    noisiest_quantity noisiest = {.components = {.share = NAN}};
    const vro_scenario *scenario = ensemble->uncertainty->scenario;
    print_head(stream, ensemble);
    print_section(stream, ensemble, false, &noisiest);
    if (scenario->strategies > 1) {
        fprintf(stream, "\nDifference in the same children, against %s",
                scenario->strategy_names[0]);
        print_section(stream, ensemble, true, &noisiest);
    }
    print_advice(stream, ensemble, &noisiest);
}

void vro_psa_report_print_speed(FILE *stream, const vro_ensemble *ensemble, double seconds) {
    const double courses = (double)ensemble->patients * (double)ensemble->samples *
                           (double)ensemble->uncertainty->scenario->strategies;
    fprintf(stream, "\n%.4g million courses in %.2f s\n", courses / 1e6, seconds);
}
