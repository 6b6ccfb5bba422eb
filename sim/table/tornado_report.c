#include "vrosim/table/tornado_report.h"

#include "vrosim/file/number_format.h"
#include "vrosim/study/parameter_range_text.h"
#include "vrosim/table/child_words.h"
#include "vrosim/table/revision_words.h"
#include "vrosim/table/sensitivity_tables.h"
#include "vrosim/table/strategy_list.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHOWN = 8,       // parameters of a tornado
    NAME_WIDTH = 34, // longer names get a line of their own
    VALUE_WIDTH = 9,
    BAR_WIDTH = 23,
    FOUND_WIDTH = 20,
    FOUND_MAX = 2 * VRO_NUMBER_FORMAT_MAX + 4,
    LINE_WIDTH = 80
};

// The axis of a tornado: the value at the estimates, and the ends.
typedef struct scale {
    double base;
    double least;
    double greatest;
} scale;

static void print_number(char text[VRO_NUMBER_FORMAT_MAX], double value, double se) {
    if (isnan(value))
        snprintf(text, VRO_NUMBER_FORMAT_MAX, "-");
    else if (se > 0)
        vro_number_format_print(text, value, 10 * se); // two digits of the error
    else
        snprintf(text, VRO_NUMBER_FORMAT_MAX, "%.4g", value);
}

// "value (error)".
static void print_estimate(char text[FOUND_MAX], double value, double error) {
    char number[VRO_NUMBER_FORMAT_MAX], se[VRO_NUMBER_FORMAT_MAX];
    print_number(number, value, error);
    print_number(se, error, error);
    snprintf(text, FOUND_MAX, "%s (%s)", number, se);
}

static const vro_bar *bar_of(const vro_sensitivity *self, size_t range, size_t measure) {
    return &self->bars[range * self->measures->count + measure];
}

// The name of what a row moves, with the ends of a factor or a shift: "migration.rate x0.5:x2".
typedef struct row_name {
    char text[sizeof(vro_parameter_range_name) + 2 * VRO_NUMBER_FORMAT_MAX];
} row_name;

static row_name name_of(const vro_sensitivity *self, const vro_parameter_range *ends) {
    const vro_parameter_range_name name = vro_parameter_range_find_name(ends, self->uncertainty);
    const char *sign = vro_change_kind_sign(ends->kind);
    row_name found;
    if (ends->kind == VRO_CHANGE_VALUE)
        snprintf(found.text, sizeof found.text, "%s", name.text);
    else
        snprintf(found.text, sizeof found.text, "%s %s%g:%s%g", name.text, sign, ends->low, sign,
                 ends->high);
    return found;
}

static size_t place_of(const scale *self, double value) {
    const double width = self->greatest - self->least;
    if (!(width > 0) || !isfinite(value))
        return BAR_WIDTH / 2;
    return (size_t)lround((value - self->least) / width * (BAR_WIDTH - 1));
}

// Fills a bar with letters from the value at the estimates to another value.
static void fill(char *bar, const scale *shown, double value, char letter) {
    const size_t base = place_of(shown, shown->base), end = place_of(shown, value);
    const size_t first = base < end ? base : end, last = base < end ? end : base;
    memset(bar + first, letter, last - first + 1);
}

// Where both ends lie on one side of the base, the shorter part is drawn over the longer. Without
// a swing there is no bar.
static void print_bar(FILE *stream, const scale *shown, const vro_bar *bar) {
    char text[BAR_WIDTH + 1];
    const double low = bar->low.value, high = bar->high.value;
    const bool low_first = fabs(low - shown->base) > fabs(high - shown->base);
    if (isnan(bar->swing.value + shown->base)) {
        putc('\n', stream);
        return;
    }
    memset(text, ' ', BAR_WIDTH);
    fill(text, shown, low_first ? low : high, low_first ? 'L' : 'H');
    fill(text, shown, low_first ? high : low, low_first ? 'H' : 'L');
    text[place_of(shown, shown->base)] = '|';
    text[BAR_WIDTH] = '\0';
    while (text[strlen(text) - 1] == ' ')
        text[strlen(text) - 1] = '\0';
    fprintf(stream, " %s\n", text);
}

static void print_row(FILE *stream, const vro_sensitivity *self, size_t range, size_t measure,
                      const scale *shown) {
    const vro_bar *bar = bar_of(self, range, measure);
    const row_name name = name_of(self, &self->ranges.items[range]);
    char low[VRO_NUMBER_FORMAT_MAX], high[VRO_NUMBER_FORMAT_MAX];
    print_number(low, bar->low.value, bar->low.se);
    print_number(high, bar->high.value, bar->high.se);
    fprintf(stream, "  %-*s", NAME_WIDTH, name.text);
    if (strlen(name.text) > NAME_WIDTH)
        fprintf(stream, "\n  %*s", NAME_WIDTH, "");
    fprintf(stream, " %*s %*s", VALUE_WIDTH, low, VALUE_WIDTH, high);
    print_bar(stream, shown, bar);
}

// In two lines, the second indented to column, where one would be too long.
static void print_comparison(FILE *stream, const vro_measures *measures, const vro_measure *row,
                             int column) {
    const char *const *names = (const char *const *)measures->scenario->strategy_names;
    char name[VRO_MEASURED_NAME_MAX];
    vro_measure_name(row, measures, name);
    const int length = column + fprintf(stream, "%s, %s", name, names[row->strategy]);
    if (row->reference == VRO_NO_REFERENCE)
        return;
    if (length + strlen(" against ") + strlen(names[row->reference]) > LINE_WIDTH)
        fprintf(stream, "\n%*s", column, "");
    else
        putc(' ', stream);
    fprintf(stream, "against %s", names[row->reference]);
}

static void print_tornado(FILE *stream, const vro_sensitivity *self, size_t measure,
                          size_t *order) {
    const size_t count = self->ranges.count < SHOWN ? self->ranges.count : SHOWN;
    const vro_estimate *base = &self->base[measure];
    char estimate[FOUND_MAX];
    scale shown = {base->value, base->value, base->value};
    vro_sensitivity_rank(self, measure, order);
    for (size_t i = 0; i < count; i++) {
        const vro_bar *bar = bar_of(self, order[i], measure);
        if (isnan(bar->swing.value))
            continue;
        shown.least = fmin(shown.least, fmin(bar->low.value, bar->high.value));
        shown.greatest = fmax(shown.greatest, fmax(bar->low.value, bar->high.value));
    }
    putc('\n', stream);
    print_comparison(stream, self->measures, &self->measures->rows[measure], 0);
    print_estimate(estimate, base->value, base->se);
    fprintf(stream, "\n  %s at the estimates\n  %*s %*s %*s\n",
            isnan(base->value) ? "not defined" : estimate, NAME_WIDTH, "", VALUE_WIDTH, "low",
            VALUE_WIDTH, "high");
    for (size_t i = 0; i < count; i++)
        print_row(stream, self, order[i], measure, &shown);
}

// The differences in every outcome in all children; with one strategy the means.
static void print_tornados(FILE *stream, const vro_sensitivity *self) {
    const bool single = self->measures->scenario->strategies == 1;
    size_t *order = calloc(self->ranges.count, sizeof *order);
    for (size_t measure = 0; order && measure < self->measures->count; measure++) {
        const vro_measure *row = &self->measures->rows[measure];
        if (row->subgroup == 0 && (single || row->reference != VRO_NO_REFERENCE))
            print_tornado(stream, self, measure, order);
    }
    free(order);
}

static void print_threshold(FILE *stream, const vro_sensitivity *self, size_t search,
                            size_t measure) {
    const vro_threshold *found = &self->thresholds[search * self->measures->count + measure];
    const char *sign = vro_change_kind_sign(self->searches.items[search].kind);
    char text[FOUND_MAX], estimate[FOUND_MAX];
    print_estimate(estimate, found->value, found->se);
    if (found->status == VRO_SEARCH_FOUND)
        snprintf(text, sizeof text, "%s%s", sign, estimate);
    else if (found->status == VRO_SEARCH_JUMP)
        snprintf(text, sizeof text, "jump at %s%.4g", sign, found->value);
    else
        snprintf(text, sizeof text, "%s", vro_search_status_name(found->status));
    fprintf(stream, "  %-*s ", FOUND_WIDTH, text);
    print_comparison(stream, self->measures, &self->measures->rows[measure], FOUND_WIDTH + 3);
    putc('\n', stream);
}

static void print_thresholds(FILE *stream, const vro_sensitivity *self) {
    for (size_t search = 0; search < self->searches.count; search++) {
        const vro_parameter_range *ends = &self->searches.items[search];
        const char *sign = vro_change_kind_sign(ends->kind);
        fprintf(stream,
                "\nWhere strategies change places as\n%s goes from %s%g to %s%g\n"
                "(none: the same one is ahead at both ends; equal: there is no difference;\n"
                "jump: the difference leaps from one side of 0 to the other)\n",
                vro_parameter_range_find_name(ends, self->uncertainty).text, sign, ends->low, sign,
                ends->high);
        for (size_t measure = 0; measure < self->measures->count; measure++)
            if (self->measures->rows[measure].subgroup == 0 &&
                vro_sensitivity_is_searched(self, measure))
                print_threshold(stream, self, search, measure);
    }
}

static void print_head(FILE *stream, const vro_sensitivity *self) {
    const size_t strategies = self->measures->scenario->strategies;
    fprintf(stream, "Scenario %s\n", self->measures->scenario->name);
    fprintf(stream, "At every point the same %" PRIu64 " children, each under %zu strateg%s\n",
            self->patients, strategies, strategies == 1 ? "y" : "ies");
    vro_child_words_print(stream, &self->measures->scenario->children);
    fputs("In brackets: the standard error of the simulation.\n", stream);
    vro_revision_words_note(stream, self->measures->scenario);
    vro_strategy_list_print_labels(stream, self->measures->scenario);
    if (self->ranges.count > 0)
        fprintf(stream,
                "%zu parameter%s moved alone; those that move the result most are shown, with\n"
                "the result at the low and at the high end of their range (bar: L, H; | is the\n"
                "result at the estimates).\n",
                self->ranges.count, self->ranges.count == 1 ? "" : "s");
}

void vro_tornado_report_print(FILE *stream, const vro_sensitivity *results, double seconds) {
    const size_t points = vro_sensitivity_points(results);
    print_head(stream, results);
    if (results->ranges.count > 0)
        print_tornados(stream, results);
    else if (points == 0 && results->searches.count == 0)
        fputs("No estimate has a standard error (column se), so nothing was moved; name\n"
              "parameters with --range PARAMETER=LOW:HIGH.\n",
              stream);
    if (points > 0)
        fprintf(stream, "\n%zu points of the grid are in sensitivity_grid.csv.\n", points);
    print_thresholds(stream, results);
    fprintf(stream, "\nsimulated in %.2f s\n", seconds);
}
