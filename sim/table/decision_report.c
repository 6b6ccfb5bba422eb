#include "vrosim/table/decision_report.h"

#include "vrosim/file/number_format.h"

#include <math.h>
#include <stdbool.h>

enum {
    ROWS = 5,       // thresholds shown for each choice
    PARAMETERS = 3, // parameters shown
    DIGITS = 3,     // significant digits of a value of information
    PERCENT = 100
};

typedef struct decision_report {
    FILE *stream;
    const vro_decisions *decisions;
} decision_report;

static vro_decision decision_at(const vro_choice *choice, size_t threshold) {
    return vro_choice_evaluation(choice, threshold).decision;
}

static void print_row(const decision_report *self, const vro_choice *choice, size_t threshold) {
    const vro_scenario *scenario = self->decisions->ensemble->uncertainty->scenario;
    const vro_decision decision = decision_at(choice, threshold);
    const double value = decision.perfect_information.value;
    fprintf(self->stream, "  %12.6g %12.1f %12.*g  %s\n", choice->thresholds->values[threshold],
            PERCENT * decision.probability_right.value, DIGITS, value,
            scenario->strategy_names[decision.best]);
}

// Whether the first of two parameters has a greater EVPPI, or the same and comes first.
static bool precedes(const decision_report *self, const vro_choice *choice, size_t peak,
                     const size_t parameters[2]) {
    const double a =
        vro_decisions_partial_information(self->decisions, choice, peak, parameters[0]).value;
    const double b =
        vro_decisions_partial_information(self->decisions, choice, peak, parameters[1]).value;
    return a > b || (a == b && parameters[0] < parameters[1]);
}

// The parameter of a rank from 0, by EVPPI; the number of parameters if no parameter has that rank.
static size_t find_ranked(const decision_report *self, const vro_choice *choice, size_t peak,
                          size_t rank) {
    const size_t count = self->decisions->ensemble->uncertainty->count;
    size_t found = 0;
    for (; found < count; found++) {
        size_t before = 0;
        for (size_t other = 0; other < count; other++)
            before += precedes(self, choice, peak, (size_t[]){other, found});
        if (before == rank)
            break;
    }
    return found;
}

// Parameters whose EVPPI is more than twice its standard error; that of the others may be 0.
static void print_parameters(const decision_report *self, const vro_choice *choice) {
    const size_t peak = vro_choice_peak(choice);
    const size_t count = self->decisions->ensemble->uncertainty->count;
    if (count == 0 || vro_decisions_lack(self->decisions, 0))
        return;
    for (size_t rank = 0; rank < PARAMETERS; rank++) {
        const size_t parameter = find_ranked(self, choice, peak, rank);
        if (parameter == count)
            return;
        const vro_expectation value =
            vro_decisions_partial_information(self->decisions, choice, peak, parameter);
        if (!(value.value > 2 * value.se))
            return;
        if (rank == 0)
            fprintf(self->stream, "  worth most to know at %.6g (standard error):\n",
                    choice->thresholds->values[peak]);
        fprintf(self->stream, "  %12.*g (%.2g)  %s\n", DIGITS, value.value, value.se,
                self->decisions->sets->names[parameter]);
    }
}

// Whether the same strategy is best in every sample at every threshold.
static bool is_clear(const vro_choice *choice) {
    const size_t best = decision_at(choice, 0).best;
    for (size_t i = 0; i < choice->thresholds->count; i++) {
        const vro_decision decision = decision_at(choice, i);
        if (decision.best != best || decision.perfect_information.value > 0)
            return false;
    }
    return true;
}

static void print_choice(const decision_report *self, const vro_choice *choice) {
    const vro_scenario *scenario = self->decisions->ensemble->uncertainty->scenario;
    const vro_trade_off *row = vro_trade_off_row(choice->trade_off);
    fprintf(self->stream, "\n%s, threshold in %s\n", row->name, row->unit);
    if (is_clear(choice)) {
        fprintf(self->stream, "  best in every sample at %.6g to %.6g: %s\n",
                choice->thresholds->values[0],
                choice->thresholds->values[choice->thresholds->count - 1],
                scenario->strategy_names[decision_at(choice, 0).best]);
        return;
    }
    fprintf(self->stream, "  %12s %12s %12s  %s\n", "threshold", "right, %", "EVPI",
            "best strategy");
    // Thresholds as far apart as they can be, with the first and the last.
    const size_t last = choice->thresholds->count - 1, rows = last + 1 < ROWS ? last + 1 : ROWS;
    for (size_t i = 0; i < rows; i++)
        print_row(self, choice, rows > 1 ? i * last / (rows - 1) : 0);
    print_parameters(self, choice);
}

static void print_omissions(const decision_report *self) {
    const vro_parameter_sets *sets = self->decisions->sets;
    size_t count = 0, largest = 0;
    for (size_t set = 0; set < sets->count; set++) {
        if (!vro_decisions_lack(self->decisions, set))
            continue;
        count++;
        largest = sets->sets[set].count > largest ? sets->sets[set].count : largest;
    }
    if (count > 0)
        fprintf(self->stream,
                "\n%zu set%s of parameters %s more samples for a regression and %s not in\n"
                "decision_partial.csv; --samples %zu would do.\n",
                count, count == 1 ? "" : "s", count == 1 ? "needs" : "need",
                count == 1 ? "is" : "are", largest * VRO_SAMPLES_A_PARAMETER);
}

void vro_decision_report_print(FILE *stream, const vro_decisions *decisions) {
    const size_t strategies = decisions->ensemble->uncertainty->scenario->strategies;
    const decision_report self = {stream, decisions};
    if (strategies == 1)
        return;
    fputs("\nThe decision. Right: the share of samples in which the strategy that is best on\n"
          "average is best. EVPI, per child: the value of knowing all parameters first.\n",
          stream);
    for (size_t i = 0; i < decisions->count; i++)
        if (decisions->choices[i].subgroup == 0)
            print_choice(&self, &decisions->choices[i]);
    print_omissions(&self);
}
