// The library as other programs see it.
#include <vrosim.h>

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CHILDREN = 20000 };

static const char HEADER[] = "strategy,gmfcs,parameter,distribution,value,unit\n";

typedef struct host {
    vrosim_errors *errors;
    vrosim_scenario *scenario;
    vrosim_options options;
} host;

static int open_host(void **state) {
    static host self;
    self = (host){.errors = vrosim_errors_new(), .options = vrosim_options_default()};
    self.options.children = CHILDREN;
    self.options.threads = 1;
    assert_non_null(self.errors);
    assert_int_equal(vrosim_scenario_from_files(&self.scenario, NULL, 0, NULL, self.errors),
                     VROSIM_OK);
    *state = &self;
    return 0;
}

static int close_host(void **state) {
    host *self = *state;
    vrosim_scenario_free(self->scenario);
    vrosim_errors_free(self->errors);
    return 0;
}

static void assert_refused(const host *self, vrosim_status status, vrosim_status expected,
                           const char *piece) {
    assert_int_equal(status, expected);
    assert_true(vrosim_errors_count(self->errors) > 0);
    if (!strstr(vrosim_errors_get(self->errors, 0).text, piece))
        fail_msg("'%s' is not in: %s", piece, vrosim_errors_get(self->errors, 0).text);
}

static vrosim_results *simulate(const host *self) {
    vrosim_results *results;
    assert_int_equal(vrosim_simulate(&results, self->scenario, &self->options, self->errors),
                     VROSIM_OK);
    assert_int_equal(vrosim_errors_count(self->errors), 0);
    return results;
}

static char *table_of(const vrosim_results *results, const char *file) {
    char *text;
    assert_int_equal(vrosim_results_table(&text, results, file, NULL), VROSIM_OK);
    return text;
}

// The summary of a scenario.
static char *summary_of(const host *self) {
    vrosim_results *results = simulate(self);
    char *text = table_of(results, "summary.csv");
    vrosim_results_free(results);
    return text;
}

static vrosim_scenario *load_text(const host *self, const char *name, const char *rows) {
    char text[1024];
    const char *names[] = {name}, *texts[] = {text};
    vrosim_scenario *scenario;
    strcat(strcpy(text, HEADER), rows);
    assert_int_equal(vrosim_scenario_from_texts(&scenario, names, texts, 1, NULL, self->errors),
                     VROSIM_OK);
    return scenario;
}

static void assert_same_of_all_threads(host *self) {
    static const int threads[] = {2, 8, 0};
    char *one = summary_of(self);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        self->options.threads = threads[i];
        char *other = summary_of(self);
        assert_string_equal(one, other);
        vrosim_text_free(other);
    }
    vrosim_text_free(one);
}

static void the_bytes_do_not_depend_on_the_number_of_threads(void **state) {
    assert_same_of_all_threads(*state);
}

static void nor_do_those_of_sobol_points(void **state) {
    host *self = *state;
    assert_same_of_all_threads(self);
}

// children[count]: how many there are after each step.
static void assert_extended_as_at_once(host *self, const uint64_t *children, size_t count) {
    self->options.children = children[count - 1];
    char *at_once = summary_of(self);
    self->options.children = children[0];
    vrosim_results *results = simulate(self);
    for (size_t i = 1; i < count; i++) {
        self->options.children = children[i];
        assert_int_equal(vrosim_results_extend(results, &self->options, self->errors), VROSIM_OK);
    }
    char *extended = table_of(results, "summary.csv");
    assert_string_equal(extended, at_once);
    vrosim_text_free(extended);
    vrosim_text_free(at_once);
    vrosim_results_free(results);
}

static void results_that_are_extended_are_those_of_all_children_at_once(void **state) {
    static const uint64_t children[] = {8192, 2 * 8192, 2 * 8192 + 100};
    assert_extended_as_at_once(*state, children, 3);
}

static void sobol_points_are_other_children(void **state) {
    host *self = *state;
    char *sampled = summary_of(self);
    self->options.sampling = VROSIM_PCG;
    char *independent = summary_of(self);
    assert_string_not_equal(sampled, independent);
    vrosim_text_free(sampled);
    vrosim_text_free(independent);
}

// From a number of children on replicates are larger.
static void sobol_points_extended_to_large_replicates_are_those_at_once(void **state) {
    static const uint64_t children[] = {2 * 8192, 131072};
    host *self = *state;
    assert_extended_as_at_once(self, children, 2);
}

// Two threads merge their sums, to which one adds more.
static void sobol_points_of_two_threads_are_extended_by_one(void **state) {
    host *self = *state;
    self->options.children = 4 * 8192;
    char *at_once = summary_of(self);
    self->options.children = 3 * 8192;
    self->options.threads = 2;
    vrosim_results *results = simulate(self);
    self->options.children = 4 * 8192;
    self->options.threads = 1;
    assert_int_equal(vrosim_results_extend(results, &self->options, self->errors), VROSIM_OK);
    char *extended = table_of(results, "summary.csv");
    assert_string_equal(extended, at_once);
    vrosim_text_free(extended);
    vrosim_text_free(at_once);
    vrosim_results_free(results);
}

static void only_whole_blocks_can_be_extended_and_only_to_more_children(void **state) {
    host *self = *state;
    self->options.children = 8192;
    vrosim_results *results = simulate(self);
    assert_refused(self, vrosim_results_extend(results, &self->options, self->errors),
                   VROSIM_BAD_ARGUMENT,
                   "children is out of range; the results have as many already");
    self->options.children = 8193;
    assert_int_equal(vrosim_results_extend(results, &self->options, self->errors), VROSIM_OK);
    self->options.children = 10000;
    assert_refused(self, vrosim_results_extend(results, &self->options, self->errors),
                   VROSIM_BAD_ARGUMENT,
                   "the number of children of the results is not a multiple of 8192, so none can "
                   "be added");
    vrosim_results_free(results);
}

static void *summary_in_thread(void *self) {
    return summary_of(self);
}

static void two_simulations_at_the_same_time_do_not_disturb_each_other(void **state) {
    host *self = *state;
    host hosts[2] = {*self, *self};
    pthread_t threads[2];
    char *alone[2];
    for (size_t i = 0; i < 2; i++) {
        hosts[i].errors = vrosim_errors_new();
        hosts[i].options.seed = i + 1;
        hosts[i].options.threads = 2;
        alone[i] = summary_of(&hosts[i]);
    }
    assert_string_not_equal(alone[0], alone[1]);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, summary_in_thread, &hosts[i]), 0);
    for (size_t i = 0; i < 2; i++) {
        void *together;
        pthread_join(threads[i], &together);
        assert_string_equal(alone[i], (char *)together);
        vrosim_text_free(together);
        vrosim_text_free(alone[i]);
        vrosim_errors_free(hosts[i].errors);
    }
}

static void note_call(void *context, uint64_t done, uint64_t total) {
    *(bool *)context = done <= total;
}

static void a_host_may_have_a_team_of_threads_itself(void **state) {
    const host *self = *state;
    char *expected = summary_of(self), *texts[3];
    bool told[3] = {false};
#pragma omp parallel for num_threads(3) schedule(static, 1)
    for (int i = 0; i < 3; i++) {
        host own = {.scenario = self->scenario, .options = self->options};
        own.options.threads = i + 1;
        own.options.progress = note_call;
        own.options.context = &told[i];
        texts[i] = summary_of(&own);
    }
    for (int i = 0; i < 3; i++) {
        assert_string_equal(expected, texts[i]);
        assert_true(told[i]);
        vrosim_text_free(texts[i]);
    }
    vrosim_text_free(expected);
}

// What a host is told.
typedef struct listener {
    uint64_t done;
    uint64_t total;
    bool fell;
    int looks; // until it interrupts
    pthread_t thread;
    bool elsewhere;
} listener;

static void note_progress(void *context, uint64_t done, uint64_t total) {
    listener *self = context;
    self->fell = self->fell || done < self->done;
    self->elsewhere = self->elsewhere || !pthread_equal(self->thread, pthread_self());
    self->done = done;
    self->total = total;
}

static int interrupt(void *context) {
    listener *self = context;
    return self->looks-- == 0;
}

static void progress_rises_to_the_total_on_the_hosts_own_thread(void **state) {
    host *self = *state;
    listener told = {.thread = pthread_self()};
    self->options.threads = 2;
    self->options.progress = note_progress;
    self->options.context = &told;
    vrosim_results_free(simulate(self));
    assert_int_equal(told.done, CHILDREN);
    assert_int_equal(told.total, CHILDREN);
    assert_false(told.fell || told.elsewhere);
}

static void a_host_can_interrupt(void **state) {
    host *self = *state;
    listener told = {.looks = 1, .thread = pthread_self()};
    vrosim_results *results;
    self->options.children = UINT64_C(10000000000000000);
    self->options.threads = 2;
    self->options.progress = note_progress;
    self->options.interrupted = interrupt;
    self->options.context = &told;
    assert_refused(self, vrosim_simulate(&results, self->scenario, &self->options, self->errors),
                   VROSIM_INTERRUPTED, "interrupted after ");
    assert_null(results);
    assert_true(told.done > 0 && told.done < told.total);
}

static void every_fault_of_a_table_has_its_place(void **state) {
    host *self = *state;
    char text[256];
    const char *names[] = {"mine.csv"}, *texts[] = {text};
    vrosim_scenario *scenario;
    strcat(strcpy(text, HEADER), "vro,,plan.spica,fixed,7,probability\n"
                                 "vro,,plan.spika,fixed,1,probability\n");
    assert_refused(self, vrosim_scenario_from_texts(&scenario, names, texts, 1, NULL, self->errors),
                   VROSIM_BAD_INPUT, "mine.csv:2:23: value '7' is out of bounds");
    assert_null(scenario);
    assert_int_equal(vrosim_errors_count(self->errors), 2);
    const vrosim_error second = vrosim_errors_get(self->errors, 1);
    assert_int_equal(second.status, VROSIM_BAD_INPUT);
    assert_string_equal(second.file, "mine.csv");
    assert_int_equal(second.line, 3);
    assert_int_equal(second.column, 6);
    assert_string_equal(vrosim_errors_get(self->errors, 2).text, "");
}

static void a_missing_file_is_a_fault_of_input(void **state) {
    host *self = *state;
    const char *paths[] = {"there is no such file.csv"};
    vrosim_scenario *scenario;
    assert_refused(self, vrosim_scenario_from_files(&scenario, paths, 1, NULL, self->errors),
                   VROSIM_BAD_INPUT, "there is no such file.csv: ");
}

static void errors_are_those_of_the_last_call(void **state) {
    host *self = *state;
    vrosim_cell cell = vrosim_cell_fixed("vor", 0, "plan.spica", 0.5);
    assert_refused(self, vrosim_scenario_set(self->scenario, &cell, self->errors),
                   VROSIM_BAD_ARGUMENT, "strategy 'vor' is unknown; the nearest is 'vro'");
    cell.strategy = "vro";
    assert_int_equal(vrosim_scenario_set(self->scenario, &cell, self->errors), VROSIM_OK);
    assert_int_equal(vrosim_errors_count(self->errors), 0);
}

static void a_cell_that_is_set_is_as_the_row_of_a_table(void **state) {
    host *self = *state;
    host set = *self, table = *self;
    const vrosim_cell cell = vrosim_cell_fixed("vro", 4, "plan.spica", 0.125);
    set.scenario = load_text(self, "mine.csv", "");
    table.scenario = load_text(self, "mine.csv", "vro,4,plan.spica,fixed,0.125,probability\n");
    char *before = summary_of(&set), *read = summary_of(&table);
    assert_int_equal(vrosim_scenario_set(set.scenario, &cell, self->errors), VROSIM_OK);
    char *after = summary_of(&set);
    assert_string_not_equal(before, after);
    assert_string_equal(after, read);
    vrosim_text_free(before);
    vrosim_text_free(after);
    vrosim_text_free(read);
    vrosim_scenario_free(set.scenario);
    vrosim_scenario_free(table.scenario);
}

// GSL's own search gives up on these, and its error handler would end the process.
static void distributions_that_are_hard_to_invert_are_simulated(void **state) {
    host *self = *state;
    host hard = *self;
    vrosim_cell cell = vrosim_cell_fixed("vro", 0, "surgery.nsa_error", 5);
    cell.distribution = "gamma";
    cell.sd = 0.03;
    hard.scenario = load_text(self, "mine.csv", "");
    assert_int_equal(vrosim_scenario_set(hard.scenario, &cell, self->errors), VROSIM_OK);
    cell.parameter = "surgery.anteversion_error";
    cell.distribution = "beta";
    cell.value = 8.533, cell.sd = 1.0795, cell.min = -5.3, cell.max = 8.917;
    assert_int_equal(vrosim_scenario_set(hard.scenario, &cell, self->errors), VROSIM_OK);
    vrosim_text_free(summary_of(&hard));
    vrosim_scenario_free(hard.scenario);
}

static void results_do_not_need_their_scenario_any_more(void **state) {
    host *self = *state;
    vrosim_scenario *scenario = load_text(self, "mine", "vro,,plan.spica,fixed,1,probability\n");
    vrosim_results *results;
    const vrosim_cell cell = vrosim_cell_fixed("vro", 0, "plan.spica", 0);
    assert_int_equal(vrosim_simulate(&results, scenario, &self->options, self->errors), VROSIM_OK);
    char *before = table_of(results, "parameters.csv");
    assert_int_equal(vrosim_scenario_set(scenario, &cell, self->errors), VROSIM_OK);
    vrosim_scenario_free(scenario);
    char *after = table_of(results, "parameters.csv");
    assert_string_equal(before, after);
    vrosim_text_free(before);
    vrosim_text_free(after);
    vrosim_results_free(results);
}

static void strategies_can_be_chosen_and_listed(void **state) {
    host *self = *state;
    vrosim_scenario *scenario;
    assert_int_equal(
        vrosim_scenario_from_files(&scenario, NULL, 0, "vro,observation", self->errors), VROSIM_OK);
    assert_non_null(vrosim_scenario_strategy(scenario, 1));
    assert_null(vrosim_scenario_strategy(scenario, 2));
    vrosim_scenario_free(scenario);
}

static vrosim_status take(const vrosim_results *results, const host *self, vrosim_quantity quantity,
                          vrosim_estimate *estimate) {
    return vrosim_results_estimate(estimate, results, &quantity, self->errors);
}

static void children_that_are_given_are_simulated_and_told(void **state) {
    host *self = *state;
    host known = *self;
    vrosim_estimate estimate;
    char *story;
    known.scenario = load_text(self, "mine", "");
    known.options.children = 1000;
    assert_int_equal(
        vrosim_scenario_set_children(known.scenario, "gmfcs,age\n4,6.5\n2,NA\n", self->errors),
        VROSIM_OK);
    assert_refused(self, vrosim_scenario_set_children(known.scenario, "age\n60\n", self->errors),
                   VROSIM_BAD_INPUT, "children:2:1: age is '60'");
    assert_refused(self, vrosim_scenario_set_children(NULL, "age\n6\n", self->errors),
                   VROSIM_BAD_ARGUMENT, "NULL");
    vrosim_results *results = simulate(&known);
    const vrosim_quantity four = {"vro", "gmfcs_4", "failed", "mean"};
    assert_int_equal(take(results, self, four, &estimate), VROSIM_OK);
    assert_int_equal(estimate.n, 500);
    const vrosim_story second = {.child = 2, .strategy = "vro"};
    assert_int_equal(vrosim_scenario_story(&story, known.scenario, &second, NULL, self->errors),
                     VROSIM_OK);
    assert_non_null(strstr(story, "Child 2: GMFCS IV"));
    assert_non_null(strstr(story, "6.5 years old"));
    vrosim_text_free(story);
    vrosim_results_free(results);
    assert_int_equal(vrosim_scenario_set_children(known.scenario, NULL, self->errors), VROSIM_OK);
    results = simulate(&known);
    assert_int_equal(take(results, self, four, &estimate), VROSIM_OK);
    assert_true(estimate.n < 400);
    vrosim_results_free(results);
    vrosim_scenario_free(known.scenario);
}

static void a_strategy_put_first_is_the_reference(void **state) {
    host *self = *state;
    host turned = *self;
    vrosim_estimate estimate;
    turned.scenario = load_text(self, "mine", "");
    assert_int_equal(vrosim_scenario_set_reference(turned.scenario, "vro", self->errors),
                     VROSIM_OK);
    assert_string_equal(vrosim_scenario_strategy(turned.scenario, 0), "vro");
    assert_string_equal(vrosim_scenario_strategy(turned.scenario, 1), "soft_tissue");
    turned.options.children = 1000;
    vrosim_results *results = simulate(&turned);
    const vrosim_quantity difference = {"soft_tissue", NULL, "failed", "risk_difference"};
    assert_int_equal(take(results, self, difference, &estimate), VROSIM_OK);
    char *table = table_of(results, "strategies.csv");
    assert_non_null(strstr(table, "\nbaseline+mine,vro,1,vro,,1\nbaseline+mine,soft_tissue,2,"));
    vrosim_text_free(table);
    assert_refused(self, vrosim_scenario_set_reference(turned.scenario, "vor", self->errors),
                   VROSIM_BAD_ARGUMENT, "the nearest is 'vro'");
    assert_refused(self, vrosim_scenario_set_reference(turned.scenario, NULL, self->errors),
                   VROSIM_BAD_ARGUMENT, "NULL");
    vrosim_results_free(results);
    vrosim_scenario_free(turned.scenario);
}

static void a_strategy_has_a_label_or_goes_by_its_name(void **state) {
    host *self = *state;
    vrosim_scenario *scenario =
        load_text(self, "mine", "twin,,strategy.like,text,vro,\ntwin,,strategy.label,text,Twin,\n");
    const vrosim_cell label = {.strategy = "vro",
                               .parameter = "strategy.label",
                               .distribution = "text",
                               .value = NAN,
                               .sd = NAN,
                               .min = NAN,
                               .max = NAN,
                               .se = NAN,
                               .text = "Varus"};
    vrosim_cell like = label;
    like.parameter = "strategy.like";
    like.text = "twin";
    assert_string_equal(vrosim_scenario_label(scenario, 1), "vro");
    assert_int_equal(vrosim_scenario_set(scenario, &label, self->errors), VROSIM_OK);
    assert_string_equal(vrosim_scenario_label(scenario, 1), "Varus");
    assert_string_equal(vrosim_scenario_label(scenario, 5), "Twin");
    assert_null(vrosim_scenario_label(scenario, 6));
    assert_null(vrosim_scenario_label(NULL, 0));
    assert_refused(self, vrosim_scenario_set(scenario, &like, self->errors), VROSIM_BAD_INPUT,
                   "only a table can");
    vrosim_scenario_free(scenario);
}

static void numbers_are_those_of_the_tables(void **state) {
    host *self = *state;
    vrosim_estimate estimate;
    self->options.sampling = VROSIM_PCG;
    self->options.subgroups = "bilateral";
    vrosim_results *results = simulate(self);
    const vrosim_quantity mean = {"vro", NULL, "failed", "mean"};
    assert_int_equal(take(results, self, mean, &estimate), VROSIM_OK);
    assert_int_equal(estimate.n, CHILDREN);
    assert_true(estimate.value > 0 && estimate.lower < estimate.value);
    assert_true(estimate.value < estimate.upper && estimate.se > 0 && isnan(estimate.se_unpaired));
    assert_int_equal(
        take(results, self, (vrosim_quantity){"vro", "bilateral", "lld_mm", "p95"}, &estimate),
        VROSIM_OK);
    assert_true(estimate.n < CHILDREN);
    assert_string_equal(estimate.se_kind, "children");
    assert_int_equal(take(results, self,
                          (vrosim_quantity){"vro", "all", "failed", "risk_difference"}, &estimate),
                     VROSIM_OK);
    assert_true(estimate.se_unpaired > estimate.se);
    vrosim_results_free(results);
}

static void an_error_has_the_kind_that_the_tables_say(void **state) {
    static const struct {
        vrosim_quantity quantity;
        const char *kind;
    } cases[] = {
        {{"vro", NULL, "failed", "mean"}, "replicates"},
        {{"vro", NULL, "failed", "relative_risk"}, "replicates"},
        {{"vro", NULL, "lld_mm", "p95"}, "at_most"},
        {{"vro", "gmfcs_4", "lld_mm", "p95"}, "approximate"},
        {{"observation", NULL, "loss_of_position", "expected"}, ""}, // nothing can be lost
    };
    host *self = *state;
    vrosim_estimate estimate;
    vrosim_results *results = simulate(self);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(take(results, self, cases[i].quantity, &estimate), VROSIM_OK);
        assert_string_equal(estimate.se_kind, cases[i].kind);
    }
    vrosim_results_free(results);
}

static void unknown_names_are_told_with_the_nearest(void **state) {
    host *self = *state;
    vrosim_estimate estimate;
    self->options.children = 100;
    vrosim_results *results = simulate(self);
    static const struct {
        vrosim_quantity quantity;
        const char *piece;
    } wrong[] = {
        {{"vor", NULL, "failed", "mean"}, "strategy 'vor' is unknown; the nearest is 'vro'"},
        {{"vro", "gmfcs_6", "failed", "mean"}, "subgroup 'gmfcs_6' is unknown"},
        {{"vro", NULL, "faild", "mean"}, "the nearest is 'failed'"},
        {{"vro", NULL, "failed", "maen"}, "the nearest is 'mean'"},
        {{"vro", NULL, "failed", "sd"}, "outcome 'failed' has no 'sd'"},
        {{"vro", NULL, "failed", "mean_ratio"}, "outcome 'failed' has no 'mean_ratio'"},
        {{"vro", NULL, NULL, "mean"}, "NULL"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_refused(self, take(results, self, wrong[i].quantity, &estimate), VROSIM_BAD_ARGUMENT,
                       wrong[i].piece);
    }
    const char *reference = vrosim_scenario_strategy(self->scenario, 0);
    const vrosim_quantity own = {reference, NULL, "failed", "risk_difference"};
    assert_refused(self, take(results, self, own, &estimate), VROSIM_BAD_ARGUMENT,
                   "is the reference itself");
    char *text;
    assert_refused(self, vrosim_results_table(&text, results, "sumary.csv", self->errors),
                   VROSIM_BAD_ARGUMENT, "sumary.csv");
    assert_null(text);
    vrosim_results_free(results);
}

static void a_figure_is_handed_out_as_text(void **state) {
    host *self = *state;
    vrosim_results *results = simulate(self);
    char *text, *again;
    assert_int_equal(vrosim_results_figure(&text, results, "incidence", 320, "de", NULL),
                     VROSIM_OK);
    assert_int_equal(vrosim_results_figure(&again, results, "incidence", 320, "de", NULL),
                     VROSIM_OK);
    assert_memory_equal(text, "<svg ", 5);
    assert_non_null(strstr(text, "id=\"incidence-title\">Innerhalb von "));
    assert_string_equal(text, again);
    vrosim_text_free(again);
    vrosim_text_free(text);
    vrosim_results_free(results);
}

static void the_summary_is_handed_out_as_text_and_tells_of_subgroups(void **state) {
    static const char head[] = "Scenario baseline\n20,000 children, each ";
    host *self = *state;
    char *all, *divided;
    vrosim_results *results = simulate(self);
    assert_int_equal(vrosim_results_summary(&all, results, self->errors), VROSIM_OK);
    vrosim_results_free(results);
    self->options.subgroups = "sex";
    results = simulate(self);
    assert_int_equal(vrosim_results_summary(&divided, results, self->errors), VROSIM_OK);
    vrosim_results_free(results);
    assert_int_equal(strncmp(all, head, sizeof head - 1), 0);
    assert_non_null(strstr(all, "\nagainst soft_tissue\n"));
    assert_null(strstr(all, "\n  female "));
    assert_non_null(strstr(divided, "\n  female "));
    vrosim_text_free(all);
    vrosim_text_free(divided);
}

static void a_figure_that_cannot_be_drawn_is_refused(void **state) {
    host *self = *state;
    static const struct {
        const char *name;
        double width;
        const char *language, *sentence;
    } cases[] = {{"incidense", 320, "en", "the nearest is 'incidence'"},
                 {"incidence", 10, "en", "width is out of range"},
                 {"incidence", 320, "fr", "'fr' is no language"},
                 {"uncertain_contrasts", 320, "en", "There is no psa_contrasts.csv"}};
    vrosim_results *results = simulate(self);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text;
        assert_refused(self,
                       vrosim_results_figure(&text, results, cases[i].name, cases[i].width,
                                             cases[i].language, self->errors),
                       VROSIM_BAD_ARGUMENT, cases[i].sentence);
        assert_null(text);
    }
    vrosim_results_free(results);
}

static void options_out_of_range_are_refused(void **state) {
    host *self = *state;
    vrosim_results *results;
    const vrosim_options fine = self->options;
    vrosim_options wrong[] = {fine, fine, fine, fine, fine, fine};
    wrong[0].children = 0;
    wrong[1].children = UINT64_MAX;
    wrong[2].threads = -1;
    wrong[3].threads = 100000;
    wrong[4].subgroups = "agge";
    wrong[5].sampling = 2;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_refused(self, vrosim_simulate(&results, self->scenario, &wrong[i], self->errors),
                       VROSIM_BAD_ARGUMENT, "");
        assert_null(results);
    }
}

static void null_is_refused_and_never_followed(void **state) {
    host *self = *state;
    vrosim_scenario *scenario;
    vrosim_results *results;
    char *text;
    const char *nothing[] = {NULL}, *name[] = {"x"};
    const vrosim_cell cell = vrosim_cell_fixed(NULL, 0, NULL, NAN);
    const vrosim_story first = {.child = 0}, none = {.child = UINT64_MAX};
    vrosim_estimate estimate = {.n = 1};
    const vrosim_status statuses[] = {
        vrosim_scenario_from_files(NULL, NULL, 0, NULL, NULL),
        vrosim_scenario_from_files(&scenario, NULL, 1, NULL, NULL),
        vrosim_scenario_from_files(&scenario, nothing, 1, NULL, NULL),
        vrosim_scenario_from_texts(&scenario, name, nothing, 1, NULL, NULL),
        vrosim_scenario_set(NULL, &cell, NULL),
        vrosim_scenario_set(self->scenario, NULL, NULL),
        vrosim_scenario_story(&text, NULL, &first, NULL, NULL),
        vrosim_scenario_story(NULL, self->scenario, &first, NULL, NULL),
        vrosim_scenario_story(&text, self->scenario, NULL, NULL, NULL),
        vrosim_scenario_story(&text, self->scenario, &none, NULL, NULL),
        vrosim_simulate(NULL, self->scenario, NULL, NULL),
        vrosim_simulate(&results, NULL, NULL, NULL),
        vrosim_results_estimate(NULL, NULL, NULL, NULL),
        vrosim_results_estimate(&estimate, NULL, NULL, NULL),
        vrosim_results_extend(NULL, &self->options, NULL),
        vrosim_results_table(&text, NULL, "summary.csv", NULL),
        vrosim_results_figure(&text, NULL, "incidence", 320, "en", NULL),
    };
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        assert_int_equal(statuses[i], VROSIM_BAD_ARGUMENT);
    assert_true(isnan(estimate.value) && isnan(estimate.se_unpaired) && estimate.n == 0);
    assert_string_equal(estimate.se_kind, "");
    assert_int_equal(vrosim_scenario_set(self->scenario, &cell, NULL), VROSIM_BAD_INPUT);
    assert_null(vrosim_scenario_strategy(NULL, 0));
    assert_int_equal(vrosim_errors_count(NULL), 0);
    vrosim_scenario_free(NULL);
    vrosim_results_free(NULL);
    vrosim_errors_free(NULL);
    vrosim_text_free(NULL);
}

static char *story_of(host *self, const char *strategy, const char *language) {
    const vrosim_story story = {.child = 7, .strategy = strategy, .language = language};
    char *text;
    assert_int_equal(
        vrosim_scenario_story(&text, self->scenario, &story, &self->options, self->errors),
        VROSIM_OK);
    return text;
}

static void a_story_is_told(void **state) {
    host *self = *state;
    char *all = story_of(self, NULL, NULL), *one = story_of(self, "vro", "en");
    assert_int_equal(strncmp(all, "Child 7: GMFCS ", 15), 0);
    assert_int_equal(strncmp(one, "Child 7: GMFCS ", 15), 0);
    assert_true(strlen(one) < strlen(all));
    vrosim_text_free(all);
    vrosim_text_free(one);
    const vrosim_story unknown = {.child = 7, .strategy = "vor"};
    assert_refused(self, vrosim_scenario_story(&all, self->scenario, &unknown, NULL, self->errors),
                   VROSIM_BAD_ARGUMENT, "the nearest is 'vro'");
}

static void a_story_is_told_in_german(void **state) {
    host *self = *state;
    char *story = story_of(self, NULL, "de");
    assert_int_equal(strncmp(story, "Kind 7: GMFCS ", 14), 0);
    vrosim_text_free(story);
    const vrosim_story french = {.child = 7, .language = "fr"};
    assert_refused(self, vrosim_scenario_story(&story, self->scenario, &french, NULL, self->errors),
                   VROSIM_BAD_ARGUMENT, "'fr' is no language");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_host, close_host)

int test_vrosim(void) {
    static const struct CMUnitTest tests[] = {
        TEST(the_bytes_do_not_depend_on_the_number_of_threads),
        TEST(nor_do_those_of_sobol_points),
        TEST(results_that_are_extended_are_those_of_all_children_at_once),
        TEST(sobol_points_are_other_children),
        TEST(sobol_points_extended_to_large_replicates_are_those_at_once),
        TEST(sobol_points_of_two_threads_are_extended_by_one),
        TEST(only_whole_blocks_can_be_extended_and_only_to_more_children),
        TEST(two_simulations_at_the_same_time_do_not_disturb_each_other),
        TEST(a_host_may_have_a_team_of_threads_itself),
        TEST(progress_rises_to_the_total_on_the_hosts_own_thread),
        TEST(a_host_can_interrupt),
        TEST(every_fault_of_a_table_has_its_place),
        TEST(a_missing_file_is_a_fault_of_input),
        TEST(errors_are_those_of_the_last_call),
        TEST(a_cell_that_is_set_is_as_the_row_of_a_table),
        TEST(distributions_that_are_hard_to_invert_are_simulated),
        TEST(results_do_not_need_their_scenario_any_more),
        TEST(strategies_can_be_chosen_and_listed),
        TEST(children_that_are_given_are_simulated_and_told),
        TEST(a_strategy_put_first_is_the_reference),
        TEST(a_strategy_has_a_label_or_goes_by_its_name),
        TEST(numbers_are_those_of_the_tables),
        TEST(an_error_has_the_kind_that_the_tables_say),
        TEST(unknown_names_are_told_with_the_nearest),
        TEST(a_figure_is_handed_out_as_text),
        TEST(the_summary_is_handed_out_as_text_and_tells_of_subgroups),
        TEST(a_figure_that_cannot_be_drawn_is_refused),
        TEST(options_out_of_range_are_refused),
        TEST(null_is_refused_and_never_followed),
        TEST(a_story_is_told),
        TEST(a_story_is_told_in_german),
    };
    return cmocka_run_group_tests_name("vrosim", tests, NULL, NULL);
}
