// The engine against the twin, course by course on the same random slots: 100,000 children under
// every strategy of the default, the stress overlay and others, and fewer under each of many random
// tables. Single precision and tables move a quantity a little; a course differs when a count, a
// cause or a share differs (an event moved to another visit, a threshold just crossed) or a
// quantity by more than ROUNDING.
#include "expected.h"
#include "random_table.h"
#include "sobol.h"
#include "twin.h"

#include "vrosim/core/pcg.h"
#include "vrosim/input/child_list_reader.h"
#include "vrosim/model/block.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    CHILDREN = 100000,
    SOBOL_CHILDREN = 10000,
    RANDOM_TABLES = 50,
    CHILDREN_OF_RANDOM_TABLE = 1000,
    SEED = 20260
};
static const double MOST_DIFFERENT = 5e-4; // share of courses
static const double ROUNDING = 0.02;       // mm, degrees, percent, weeks
static const double OF_VALUE = 0.002;      // thousands, quality-adjusted life years
static const double OF_CHANCE = 1e-4;      // sums of probabilities

typedef struct comparison {
    vro_scenario scenario;
    vro_model model;
    vro_twin twin;
    vro_block *block;
    vro_record *records;
    double *expected; // [VRO_BLOCK][strategies][VRO_RARE_EVENTS] of the engine
    uint64_t first;   // child of the block
    size_t courses;
    size_t different;
    double greatest; // difference of a quantity in a course that is not different
    double greatest_of_value;
    double greatest_of_chance;
    uint64_t replicate; // children of a replicate of Sobol points; 0: PCG32
} comparison;

static bool outcome_differs(comparison *self, vro_outcome_id id, double twin, int32_t engine) {
    if (vro_outcome_row(id)->kind != VRO_QUANTITY)
        return engine != (int32_t)twin;
    if (isnan(twin) || engine == VRO_NO_VALUE)
        return !(isnan(twin) && engine == VRO_NO_VALUE);
    const double difference = fabs(engine / (double)vro_outcome_steps(id) - twin);
    const bool valued = (int)id >= VRO_FIRST_ECONOMIC;
    const bool differs = difference > (valued ? OF_VALUE : ROUNDING);
    double *greatest = valued ? &self->greatest_of_value : &self->greatest;
    if (!differs)
        *greatest = fmax(*greatest, difference);
    return differs;
}

// Never and never are equal; so are times within a fifth of a day: tables of heavy-tailed
// distributions move a time a little.
static bool times_differ(double twin, double engine) {
    return !(twin == engine || fabs(twin - engine) < 5e-4);
}

static bool operation_differs(const vro_twin_episode *twin, const vro_record *engine) {
    return fabs(twin->nsa - engine->nsa_after) > ROUNDING ||
           fabs(twin->anteversion - engine->anteversion_after) > ROUNDING ||
           fabs(twin->migration - engine->migration_after) > ROUNDING;
}

static void show(const vro_record *engine, const char *what, double twin, double value) {
    if (getenv("VROSIM_SHOW_DIFFERENCES"))
        print_message("child %llu strategy %zu %s: twin %.6f engine %.6f\n",
                      (unsigned long long)engine->patient, engine->strategy, what, twin, value);
}

static bool events_differ(const vro_twin_course *twin, const vro_record *engine) {
    const double death = twin->follow_up.died ? twin->death_time : INFINITY;
    const double revision = twin->times.revision;
    const bool revision_differs = times_differ(revision, engine->revision_time);
    const bool death_differs = times_differ(death, engine->death_time);
    if (revision_differs)
        show(engine, "revision_time", revision, engine->revision_time);
    if (death_differs)
        show(engine, "death_time", death, engine->death_time);
    if (twin->cause != engine->cause)
        show(engine, "cause", twin->cause, engine->cause);
    return revision_differs || death_differs || twin->cause != engine->cause;
}

static bool outcomes_differ(comparison *self, const vro_twin_course *twin,
                            const vro_record *engine) {
    const vro_outcome_set *set = &self->twin.outcomes;
    bool differs = false;
    for (size_t i = 0; i < set->count; i++) {
        const vro_outcome_id id = set->ids[i];
        const int32_t value = engine->outcome[id];
        const bool measured = vro_outcome_row(id)->kind == VRO_QUANTITY;
        if (!outcome_differs(self, id, twin->outcome[id], value))
            continue;
        show(engine, set->names[id], twin->outcome[id],
             measured ? value / (double)vro_outcome_steps(id) : value);
        differs = true;
    }
    return differs;
}

static double *engine_expected(const comparison *self, uint64_t patient, size_t strategy) {
    return self->expected +
           ((patient - self->first) * self->scenario.strategies + strategy) * VRO_RARE_EVENTS;
}

static bool expected_differs(comparison *self, const vro_twin_course *twin,
                             const vro_record *engine) {
    const vro_twin_parameters *parameters =
        &self->twin.parameters[engine->strategy * VRO_LEVELS + engine->level];
    const double *found = engine_expected(self, engine->patient, engine->strategy);
    double expected[VRO_RARE_EVENTS];
    bool differs = false;
    vro_twin_expected(twin, parameters->value, expected);
    for (vro_rare_event event = 0; event < VRO_RARE_EVENTS; event++) {
        const double difference = fabs(found[event] - expected[event]);
        if (difference > OF_CHANCE) {
            show(engine, self->twin.outcomes.names[vro_rare_event_outcome(event)], expected[event],
                 found[event]);
            differs = true;
        } else {
            self->greatest_of_chance = fmax(self->greatest_of_chance, difference);
        }
    }
    return differs;
}

static bool course_differs(comparison *self, const vro_twin_course *twin,
                           const vro_record *engine) {
    const bool operation = operation_differs(&twin->episode[0][0], engine);
    const bool events = events_differ(twin, engine);
    const bool outcomes = outcomes_differ(self, twin, engine);
    const bool expected = expected_differs(self, twin, engine);
    return operation || events || outcomes || expected;
}

static void compare_child(comparison *self, uint64_t patient, const vro_record *records) {
    uint32_t outputs[VRO_SLOTS];
    vro_twin_course course;
    if (self->replicate > 0)
        vro_twin_sobol_outputs(SEED, 0, self->replicate, patient, outputs);
    else
        vro_twin_draw_outputs(SEED, 0, patient, outputs);
    self->twin.given = vro_child_list_values(&self->scenario.children, patient);
    vro_twin_meet(&self->twin, outputs);
    for (size_t strategy = 0; strategy < self->scenario.strategies; strategy++) {
        vro_twin_run(&self->twin, strategy, &course);
        self->different += course_differs(self, &course, &records[strategy]);
        self->courses++;
    }
}

// Keeps the sums of probabilities of each child.
static void keep(void *context, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference) {
    const comparison *self = context;
    (void)level, (void)reference;
    for (size_t i = 0; i < results->children; i++) {
        double *expected = engine_expected(self, results->before->patient[i], strategy);
        for (vro_rare_event event = 0; event < VRO_RARE_COUNTED; event++) {
            const uint32_t draws =
                (results->rare_draws[i] >> (event * VRO_RARE_DRAW_BITS)) & VRO_RARE_DRAWS_MAX;
            expected[event] = ldexp((double)(draws * results->chances->each[event]), -32);
        }
        expected[VRO_RARE_DEATH] += ldexp((double)results->chances->natural_death, -32);
        expected[VRO_RARE_LOSS] = ldexp(results->loss_chance[i], -VRO_LOSS_CHANCE_BITS);
    }
}

static void compare_children(comparison *self, uint64_t children) {
    const vro_sink sink = {
        .self = self, .take = keep, .records = self->records, .recorded = VRO_BLOCK};
    for (uint64_t first = 0; first < children; first += VRO_BLOCK) {
        const size_t count = children - first < VRO_BLOCK ? children - first : VRO_BLOCK;
        self->first = first;
        vro_block_run(self->block, first, count, &sink);
        for (size_t i = 0; i < count; i++)
            compare_child(self, first + i, self->records + i * self->scenario.strategies);
    }
}

// Adds the courses of one scenario to those of self, where list is not NULL of the children of this
// table.
static void compare_listed(comparison *self, const vro_scenario_source *source, const char *list,
                           uint64_t children) {
    vro_errors errors = {0};
    gsl_set_error_handler_off();
    assert_int_equal(vro_scenario_load(&self->scenario, source, &errors), VRO_OK);
    if (list)
        assert_int_equal(
            vro_child_list_parse(&self->scenario.children, "list", list, strlen(list), &errors),
            VRO_OK);
    assert_int_equal(vro_model_init(&self->model, &self->scenario, &errors), VRO_OK);
    assert_int_equal(vro_twin_init(&self->twin, &self->scenario), VRO_OK);
    self->block = vro_block_new(&self->model,
                                (vro_random_source){.seed = SEED, .replicate = self->replicate});
    self->records = malloc(VRO_BLOCK * self->scenario.strategies * sizeof *self->records);
    assert_non_null(self->block);
    self->expected =
        malloc(VRO_BLOCK * self->scenario.strategies * VRO_RARE_EVENTS * sizeof *self->expected);
    assert_true(self->records && self->expected);
    compare_children(self, children);
    free(self->records);
    free(self->expected);
    free(self->block);
    vro_twin_free(&self->twin);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    vro_errors_free(&errors);
}

static void compare(comparison *self, const vro_scenario_source *source, uint64_t children) {
    compare_listed(self, source, NULL, children);
}

static double report(const comparison *self, const char *name) {
    const double share = (double)self->different / (double)self->courses;
    print_message("%s: %zu of %zu courses differ (%.1e); others by at most %.4f, cost and QALYs by "
                  "%.5f, probabilities by %.1e\n",
                  name, self->different, self->courses, share, self->greatest,
                  self->greatest_of_value, self->greatest_of_chance);
    return share;
}

static void agree(const char *const *tables, size_t table_count) {
    comparison self = {0};
    compare(&self, &(vro_scenario_source){.paths = tables, .path_count = table_count}, CHILDREN);
    assert_true(report(&self, table_count > 0 ? tables[0] : "default") < MOST_DIFFERENT);
}

static void engine_and_twin_agree_on_the_default(void **state) {
    (void)state;
    agree(NULL, 0);
}

static void engine_and_twin_agree_on_sobol_points(void **state) {
    static const uint64_t replicates[] = {VRO_SMALL_REPLICATE, VRO_REPLICATE};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        comparison self = {.replicate = replicates[i]};
        compare(&self, &(vro_scenario_source){0}, SOBOL_CHILDREN);
        assert_true(report(&self, "Sobol points") < MOST_DIFFERENT);
    }
}

static void engine_and_twin_agree_on_every_distribution_and_parameter(void **state) {
    (void)state;
    agree((const char *const[]){"tests/data/stress.csv", "tests/data/economics.csv"}, 2);
}

static void engine_and_twin_agree_on_costs_of_the_vro_series(void **state) {
    (void)state;
    agree((const char *const[]){"configs/evidence/vro-series.csv", "configs/economics.csv"}, 2);
}

static void engine_and_twin_agree_on_costs_of_equalised_legs(void **state) {
    (void)state;
    agree((const char *const[]){"configs/equalisation.csv", "configs/economics.csv"}, 2);
}

static void engine_and_twin_agree_on_derotation_of_one_hip_in_severe_dysplasia(void **state) {
    (void)state;
    agree((const char *const[]){"configs/severe-dysplasia.csv", "configs/derotation-only.csv",
                                "configs/unilateral.csv"},
          3);
}

// Everything is given of some child, and nothing of another; some values lie outside the
// distributions. The stress overlay has fixed and bounded distributions too.
static void engine_and_twin_agree_on_given_children(void **state) {
    static const char list[] =
        "gmfcs,female,age,maturity,nsa,anteversion,acetabular_index,migration,other_nsa,"
        "other_anteversion,other_acetabular_index,other_migration\n"
        "4,girl,6,,,,,45,,,,\n"
        "5,boy,3.5,13,165,50,32,70,150,45,25,30\n"
        "NA,,,,,,,,,,,\n"
        "I,,0.5,,,,,100,,,,0\n"
        ",,11,,170,,,,,,,\n"
        ",,,15.5,,,15,,,70,,60\n"
        "2,1,25,,,,,,,,60,\n";
    static const char *const tables[] = {"tests/data/stress.csv", "tests/data/economics.csv"};
    comparison self = {0};
    (void)state;
    compare_listed(&self, &(vro_scenario_source){0}, list, CHILDREN);
    assert_true(report(&self, "given children, default") < MOST_DIFFERENT);
    self = (comparison){0};
    compare_listed(&self, &(vro_scenario_source){.paths = tables, .path_count = 2}, list, CHILDREN);
    assert_true(report(&self, "given children, stress") < MOST_DIFFERENT);
}

// The share is that of all tables together.
static void engine_and_twin_agree_on_random_tables(void **state) {
    (void)state;
    comparison self = {0};
    char *text = malloc(RANDOM_TABLE_SIZE);
    assert_non_null(text);
    for (uint64_t seed = 1; seed <= RANDOM_TABLES; seed++) {
        const vro_scenario_text table = {"random", text, random_table(seed, text)};
        compare(&self,
                &(vro_scenario_source){.paths = (const char *const[]){"tests/data/economics.csv"},
                                       .path_count = 1,
                                       .texts = &table,
                                       .text_count = 1},
                CHILDREN_OF_RANDOM_TABLE);
    }
    free(text);
    assert_true(report(&self, "random tables") < MOST_DIFFERENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(engine_and_twin_agree_on_the_default),
        cmocka_unit_test(engine_and_twin_agree_on_sobol_points),
        cmocka_unit_test(engine_and_twin_agree_on_every_distribution_and_parameter),
        cmocka_unit_test(engine_and_twin_agree_on_costs_of_the_vro_series),
        cmocka_unit_test(engine_and_twin_agree_on_costs_of_equalised_legs),
        cmocka_unit_test(engine_and_twin_agree_on_derotation_of_one_hip_in_severe_dysplasia),
        cmocka_unit_test(engine_and_twin_agree_on_given_children),
        cmocka_unit_test(engine_and_twin_agree_on_random_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
