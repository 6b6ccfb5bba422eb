#include "vrosim/table/curve_tables.h"

#include "vrosim/outcome/estimate.h"
#include "vrosim/outcome/histogram.h"
#include "vrosim/outcome/kaplan_meier.h"
#include "vrosim/outcome/replicate_error.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum { MONTHS_A_YEAR = 12 };

// What can come first for a child: a revision for a cause (vro_cause), any revision, or death.
typedef enum first_event { ANY_CAUSE = VRO_CAUSE_NONE, DEATH, FIRST_EVENTS } first_event;

static const char *name_of(first_event event) {
    if (event == DEATH)
        return "death";
    return event == ANY_CAUSE ? "any" : vro_cause_name((vro_cause)event);
}

static uint64_t events_in(const vro_results_row *row, first_event event, size_t month) {
    const vro_tally *tally = row->view->tally;
    if (event == DEATH)
        return vro_tally_deaths(tally, row->strategy, row->subgroup, month);
    if (event != ANY_CAUSE)
        return vro_tally_events(tally, row->strategy, row->subgroup, (vro_cause)event, month);
    uint64_t events = 0;
    for (vro_cause cause = 0; cause < VRO_CAUSES; cause++)
        events += vro_tally_events(tally, row->strategy, row->subgroup, cause, month);
    return events;
}

// Children of a row who are alive, not revised and followed. Those of a level leave the risk set
// when the follow-up of the level ends.
typedef struct risk_set {
    uint64_t children;
    size_t months[VRO_LEVELS]; // of follow-up
} risk_set;

static risk_set risk_set_of(const vro_results_row *row) {
    risk_set set = {.children = vro_results_row_children(row)};
    for (size_t level = 0; level < VRO_LEVELS; level++)
        set.months[level] = vro_tally_months(
            vro_scenario_value(row->view->scenario, row->strategy, level, VRO_FOLLOWUP_HORIZON));
    return set;
}

// Children at risk in a month; those with an event or death in it leave the set afterwards.
static uint64_t at_risk_in(risk_set *set, const vro_results_row *row, size_t month) {
    const vro_tally *tally = row->view->tally;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        if (month == set->months[level] + 1)
            set->children -= vro_tally_alive(tally, row->strategy, row->subgroup, level);
    const uint64_t at_risk = set->children;
    set->children -= events_in(row, ANY_CAUSE, month) + events_in(row, DEATH, month);
    return at_risk;
}

// The share with the event by the end of the month. Every child is followed to its end, so the
// cumulative incidence of Aalen and Johansen is a share: I(t) = events up to t / children.
static void write_incidence(vro_csv_writer *writer, const vro_results_row *row,
                            uint64_t cumulative) {
    const vro_estimate incidence = vro_estimate_share(cumulative, vro_results_row_children(row));
    vro_csv_writer_number(writer, incidence.value, incidence.se);
    vro_csv_writer_number(writer, incidence.se, incidence.se);
}

// Of revision for any cause, where death censors; empty cells for the others.
static void write_one_minus_km(vro_csv_writer *writer, first_event event,
                               const vro_kaplan_meier *km) {
    const double se = event == ANY_CAUSE ? vro_kaplan_meier_se(km) : NAN;
    vro_csv_writer_number(writer, event == ANY_CAUSE ? 1 - km->event_free : NAN, se);
    vro_csv_writer_number(writer, se, se);
}

// Both errors are those of independent children.
static void write_error_kind(vro_csv_writer *writer, const vro_results_row *row) {
    const uint64_t replicates = row->view->tally->replicates.count;
    vro_csv_writer_text(writer,
                        vro_error_kind_name(vro_replicate_error_else(replicates, row->subgroup)));
}

// One row for each month.
static void write_curve(vro_csv_writer *writer, const vro_results_row *row, first_event event) {
    risk_set set = risk_set_of(row);
    vro_kaplan_meier km = vro_kaplan_meier_begin();
    uint64_t cumulative = 0;
    for (size_t month = 0; month <= row->view->tally->months; month++) {
        const uint64_t at_risk = at_risk_in(&set, row, month);
        const uint64_t events = events_in(row, event, month);
        cumulative += events;
        vro_kaplan_meier_add(&km, at_risk, events);
        vro_results_row_write(row, NULL, writer);
        vro_csv_writer_text(writer, name_of(event));
        vro_csv_writer_exact(writer, round(1e6 * (double)month / MONTHS_A_YEAR) / 1e6);
        vro_csv_writer_count(writer, at_risk);
        vro_csv_writer_count(writer, events);
        write_incidence(writer, row, cumulative);
        write_one_minus_km(writer, event, &km);
        write_error_kind(writer, row);
        vro_csv_writer_end(writer);
    }
}

vro_status vro_revision_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_results_view *view = context;
    (void)errors;
    for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
         vro_results_row_next(&row))
        for (first_event event = 0; event < FIRST_EVENTS; event++)
            write_curve(writer, &row, event);
    return VRO_OK;
}

// Bins of equal width over the range of an outcome. A table has the same for every strategy and
// subgroup: those from the first to the last that hold a value of any.
typedef struct binning {
    const vro_outcome *outcome;
    double a_unit;     // bins
    size_t first, end; // of the table: [first, end)
    bool open_below;   // the first also holds values beyond the range
    bool open_above;   // the last does
} binning;

// The lower limit of bin i, the upper of the one before.
static double limit_of(const binning *self, size_t i) {
    return self->outcome->lower + (double)i / self->a_unit;
}

// Values below bin i, i <= number of bins; what lies beyond the range is in the first or last bin.
static uint64_t below(const binning *self, const vro_histogram *histogram, size_t i) {
    if (limit_of(self, i) >= self->outcome->upper)
        return histogram->values;
    return vro_histogram_below(histogram, limit_of(self, i));
}

// Makes room for the values of a histogram that has some.
static void widen(binning *self, const vro_histogram *histogram) {
    const bool empty = self->first == self->end;
    size_t first = 0;
    while (below(self, histogram, first + 1) == 0)
        first++;
    size_t end = first + 1;
    while (below(self, histogram, end) < histogram->values)
        end++;
    self->first = empty || first < self->first ? first : self->first;
    self->end = empty || end > self->end ? end : self->end;
    self->open_below = self->open_below || histogram->below_range > 0;
    self->open_above = self->open_above || histogram->above_range > 0;
}

// Whoever is in a subgroup is among all children, which are the first.
static void find_bins(binning *self, const vro_results_view *view, vro_outcome_id outcome,
                      vro_histogram *histogram) {
    for (size_t strategy = 0; strategy < view->scenario->strategies; strategy++) {
        vro_histogram_load(histogram, view->tally, strategy, 0, outcome);
        if (histogram->values > 0)
            widen(self, histogram);
    }
}

// A limit beyond which there are values, under any strategy, is left empty.
static void write_bin(vro_csv_writer *writer, const vro_results_row *row, const binning *bins,
                      const vro_histogram *histogram, size_t i) {
    const uint64_t before = below(bins, histogram, i), up_to = below(bins, histogram, i + 1);
    const vro_estimate share = vro_estimate_share(up_to - before, histogram->values);
    const vro_estimate cumulative = vro_estimate_share(up_to, histogram->values);
    const bool from_open_end = i == 0 && bins->open_below;
    const bool to_open_end = i + 1 == bins->end && bins->open_above;
    vro_results_row_write(row, NULL, writer);
    vro_csv_writer_exact(writer, from_open_end ? NAN : limit_of(bins, i));
    vro_csv_writer_exact(writer, to_open_end ? NAN : limit_of(bins, i + 1));
    vro_csv_writer_count(writer, up_to - before);
    vro_csv_writer_number(writer, share.value, share.se);
    vro_csv_writer_number(writer, cumulative.value, cumulative.se);
    vro_csv_writer_end(writer);
}

static vro_status write_distribution(vro_csv_writer *writer, const vro_results_view *view,
                                     vro_outcome_id outcome, double bins_a_unit,
                                     vro_errors *errors) {
    vro_histogram histogram;
    binning bins = {.outcome = vro_outcome_row(outcome), .a_unit = bins_a_unit};
    const vro_status status = vro_histogram_init(&histogram, errors);
    if (status != VRO_OK)
        goto out;
    find_bins(&bins, view, outcome, &histogram);
    for (vro_results_row row = vro_results_row_first(view, 0); vro_results_row_exists(&row);
         vro_results_row_next(&row)) {
        vro_histogram_load(&histogram, view->tally, row.strategy, row.subgroup, outcome);
        for (size_t i = bins.first; i < bins.end && histogram.values > 0; i++)
            write_bin(writer, &row, &bins, &histogram, i);
    }
out:
    vro_histogram_free(&histogram);
    return status;
}

vro_status vro_lld_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    return write_distribution(writer, context, VRO_LLD_MM, 1, errors);
}

vro_status vro_healing_write(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    return write_distribution(writer, context, VRO_HEALING_WEEKS, 4, errors);
}
