#include "vrosim/table/children_figure.h"

#include "vrosim/figure/icon_array.h"
#include "vrosim/table/outcome_words.h"
#include "vrosim/table/strategy_names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char FILE_NAME[] = "children.csv";

enum { CHILDREN_MAX = 100 };

// How a child fares. Under the reference only the first and the last are met.
typedef enum child_fate { FREE_OF_IT, SPARED, HARMED, HAS_IT, FATES } child_fate;

// How an outcome is told.
typedef struct event_texts {
    vro_report_text_id title;
    vro_report_text_id reference; // the count under the reference
    vro_report_text_id kinds[FATES];
} event_texts;

static const event_texts LATER_SURGERY = {VRO_TEXT_ICONS_TITLE,
                                          VRO_TEXT_ICONS_REFERENCE,
                                          {[FREE_OF_IT] = VRO_TEXT_ICONS_WITHOUT,
                                           [SPARED] = VRO_TEXT_ICONS_SPARED,
                                           [HARMED] = VRO_TEXT_ICONS_HARMED,
                                           [HAS_IT] = VRO_TEXT_ICONS_WITH}};

static const event_texts OTHER_EVENT = {VRO_TEXT_EVENT_TITLE,
                                        VRO_TEXT_EVENT_REFERENCE,
                                        {[FREE_OF_IT] = VRO_TEXT_EVENT_WITHOUT,
                                         [SPARED] = VRO_TEXT_EVENT_SPARED,
                                         [HARMED] = VRO_TEXT_EVENT_HARMED,
                                         [HAS_IT] = VRO_TEXT_EVENT_WITH}};

typedef struct figure {
    const vro_figure_options *options;
    vro_drawing *drawing;
    const vro_result_table *table;
    vro_strategy_names names;
    const char *outcome; // column
    const char *words;   // for it, as the beginning of a sentence
    const event_texts *texts;
    size_t children;            // as many as have a row under every strategy
    bool *has;                  // [strategies][children]; owned
    size_t order[CHILDREN_MAX]; // of the children, from the upper left
    size_t *fates;              // [strategies][children], in that order; owned
    vro_icon_panel *panels;     // [strategies]; owned
    size_t *counts;             // [strategies][FATES]; owned
} figure;

// The outcome that is asked for, or later surgery by the last landmark; NULL where the file does
// not have it.
static const char *find_outcome(const vro_result_table *table, const char *asked) {
    const char *last = NULL;
    for (size_t i = 0; i < table->columns; i++) {
        const char *name = vro_result_table_heading(table, i);
        const double years = vro_outcome_landmark(name, "revision");
        if (asked && strcmp(name, asked) == 0)
            return name;
        if (!asked && !isnan(years) && (!last || years > vro_outcome_landmark(last, "revision")))
            last = name;
    }
    return last;
}

// The n-th row of a strategy is child n.
static vro_status read(figure *self, vro_errors *errors) {
    const size_t strategies = self->names.names.count;
    const size_t strategy = vro_result_table_column(self->table, "strategy"),
                 outcome = vro_result_table_column(self->table, self->outcome);
    size_t *met = calloc(strategies + 1, sizeof *met);
    self->has = calloc(strategies * CHILDREN_MAX + 1, sizeof *self->has);
    self->fates = calloc(strategies * CHILDREN_MAX + 1, sizeof *self->fates);
    self->panels = calloc(strategies + 1, sizeof *self->panels);
    self->counts = calloc(strategies * FATES + 1, sizeof *self->counts);
    if (!met || !self->has || !self->fates || !self->panels || !self->counts) {
        free(met);
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a figure");
    }
    for (size_t row = 0; row < self->table->rows; row++) {
        const size_t s = vro_string_set_find(&self->names.names,
                                             vro_result_table_text(self->table, row, strategy));
        if (s != VRO_STRING_SET_NONE && met[s] < CHILDREN_MAX)
            self->has[s * CHILDREN_MAX + met[s]++] =
                vro_result_table_number(self->table, row, outcome) == 1;
    }
    self->children = strategies > 0 ? met[0] : 0;
    for (size_t s = 1; s < strategies; s++)
        self->children = met[s] < self->children ? met[s] : self->children;
    free(met);
    return VRO_OK;
}

static bool has(const figure *self, size_t strategy, size_t child) {
    return self->has[strategy * CHILDREN_MAX + child];
}

// Whether a child comes before another: those who have the outcome under the reference first, and
// among equals those who have it under the first other strategy, and so on; then by number.
static bool comes_before(const figure *self, size_t child, size_t other) {
    const size_t reference = self->names.reference;
    if (has(self, reference, child) != has(self, reference, other))
        return has(self, reference, child);
    for (size_t s = 0; s < self->names.names.count; s++)
        if (has(self, s, child) != has(self, s, other))
            return has(self, s, child);
    return child < other;
}

static void sort(figure *self) {
    for (size_t i = 0; i < self->children; i++) {
        size_t to = i;
        for (; to > 0 && comes_before(self, i, self->order[to - 1]); to--)
            self->order[to] = self->order[to - 1];
        self->order[to] = i;
    }
}

static child_fate fate_of(const figure *self, size_t strategy, size_t child) {
    const bool here = has(self, strategy, child), there = has(self, self->names.reference, child);
    if (here == there)
        return here ? HAS_IT : FREE_OF_IT;
    return here ? HARMED : SPARED;
}

static size_t *count_at(const figure *self, size_t strategy, child_fate fate) {
    return &self->counts[strategy * FATES + fate];
}

static size_t count_same(const figure *self, size_t strategy) {
    return *count_at(self, strategy, HAS_IT) + *count_at(self, strategy, FREE_OF_IT);
}

static const char *count_text(figure *self, size_t strategy) {
    const vro_language language = self->options->language;
    const vro_report_number has_it = vro_report_plain(language,
                                                      (double)*count_at(self, strategy, HAS_IT)),
                            spared = vro_report_plain(language,
                                                      (double)*count_at(self, strategy, SPARED)),
                            harmed = vro_report_plain(language,
                                                      (double)*count_at(self, strategy, HARMED)),
                            same = vro_report_plain(language, (double)count_same(self, strategy));
    const char *reference[] = {has_it.text}, *other[] = {spared.text, harmed.text, same.text};
    return strategy == self->names.reference
               ? vro_drawing_text(self->drawing, language, self->texts->reference, reference, 1)
               : vro_drawing_text(self->drawing, language, VRO_TEXT_ICONS_COUNTS, other, 3);
}

static void place(figure *self) {
    for (size_t s = 0; s < self->names.names.count; s++) {
        size_t *fates = self->fates + s * CHILDREN_MAX;
        for (size_t i = 0; i < self->children; i++) {
            const child_fate fate = fate_of(self, s, self->order[i]);
            fates[i] = fate;
            ++*count_at(self, s, fate);
        }
        self->panels[s] = (vro_icon_panel){self->names.labels[s], fates, count_text(self, s)};
    }
}

// Of the strategy that spares most, those harmed taken off.
static void say(figure *self) {
    const vro_language language = self->options->language;
    const size_t reference = self->names.reference;
    size_t best = reference;
    long most = -CHILDREN_MAX - 1;
    for (size_t s = 0; s < self->names.names.count; s++) {
        const long net = (long)*count_at(self, s, SPARED) - (long)*count_at(self, s, HARMED);
        if (s != reference && net > most) {
            best = s;
            most = net;
        }
    }
    const vro_report_number children = vro_report_plain(language, (double)self->children),
                            has_it = vro_report_plain(language,
                                                      (double)*count_at(self, reference, HAS_IT)),
                            spared =
                                vro_report_plain(language, (double)*count_at(self, best, SPARED)),
                            harmed =
                                vro_report_plain(language, (double)*count_at(self, best, HARMED)),
                            same = vro_report_plain(language, (double)count_same(self, best));
    const char *label = self->names.labels[reference];
    const char *alone[] = {self->words, children.text, has_it.text, label};
    const char *values[] = {self->words, children.text, self->names.labels[best],
                            label,       spared.text,   harmed.text,
                            same.text};
    if (best == reference)
        vro_drawing_title(self->drawing, language, VRO_TEXT_ICONS_ONE, alone, 4);
    else
        vro_drawing_title(self->drawing, language, self->texts->title, values, 7);
    const char *about[] = {label, self->words};
    vro_drawing_describe(self->drawing, language, VRO_TEXT_ICONS_DESCRIPTION, about, 2);
}

static void list(figure *self, const char *const kinds[FATES]) {
    vro_drawing_column(self->drawing, vro_report_text(self->options->language, VRO_TEXT_STRATEGY));
    for (size_t i = 0; i < FATES; i++)
        vro_drawing_column(self->drawing, kinds[i]);
    for (size_t s = 0; s < self->names.names.count; s++) {
        vro_drawing_cell(self->drawing, self->names.labels[s]);
        for (size_t i = 0; i < FATES; i++)
            vro_drawing_cell(
                self->drawing,
                vro_report_plain(self->options->language, (double)*count_at(self, s, (child_fate)i))
                    .text);
    }
}

static vro_status draw(figure *self, vro_errors *errors) {
    const char *kinds[FATES], *reference = self->names.labels[self->names.reference];
    for (size_t i = 0; i < FATES; i++)
        kinds[i] = vro_drawing_text(self->drawing, self->options->language, self->texts->kinds[i],
                                    &reference, 1);
    list(self, kinds);
    const vro_picture picture =
        vro_drawing_picture(self->drawing, self->options, VRO_TEXT_ICONS_NOTE);
    const vro_icon_array array = {.event = self->words,
                                  .person_count = self->children,
                                  .kinds = kinds,
                                  .kind_count = FATES,
                                  .panels = self->panels,
                                  .panel_count = self->names.names.count};
    return vro_icon_array_draw(&array, &picture, &self->drawing->svg, errors);
}

static vro_status show(figure *self, vro_errors *errors) {
    const char *asked = self->options->outcome;
    const char *missing[] = {FILE_NAME, asked ? asked : "revision_by_Xy"};
    vro_status status = VRO_OK;
    self->outcome = find_outcome(self->table, asked);
    if (!self->outcome) {
        vro_drawing_leave_out(self->drawing, self->options->language, VRO_TEXT_NO_COLUMN, missing,
                              2);
        goto out;
    }
    TRY(read(self, errors));
    if (self->children == 0) {
        vro_drawing_leave_out(self->drawing, self->options->language, VRO_TEXT_NO_ROWS, missing, 1);
        goto out;
    }
    self->words = vro_drawing_keep(self->drawing,
                                   vro_outcome_heading(self->options->language, self->outcome));
    self->texts =
        isnan(vro_outcome_landmark(self->outcome, "revision")) ? &OTHER_EVENT : &LATER_SURGERY;
    sort(self);
    place(self);
    say(self);
    TRY(draw(self, errors));
out:
    return status;
}

vro_status vro_children_figure_draw(const vro_result_tables *tables,
                                    const vro_figure_options *options, vro_drawing *drawing,
                                    vro_errors *errors) {
    figure self = {
        .options = options, .drawing = drawing, .table = vro_result_tables_find(tables, FILE_NAME)};
    vro_status status = VRO_OK;
    TRY(vro_strategy_names_read(&self.names, tables, FILE_NAME, errors));
    TRY(show(&self, errors));
out:
    free(self.counts);
    free(self.panels);
    free(self.fates);
    free(self.has);
    vro_strategy_names_free(&self.names);
    return status;
}
