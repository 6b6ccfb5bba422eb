// The speed of vrosim, for `make bench`: whole runs of the program with all result tables, against
// the same model written the usual way and against the floor, the time to make only the uniform
// numbers that the engine uses. All are timed in turn in each round, so that a machine that slows
// down slows all of them; figures are medians over rounds, ratios are medians of each round's
// ratio.
//
// bench PROGRAM [ROUNDS [MOST_CHILDREN]]
#define _GNU_SOURCE
#include "program.h"
#include "sampling.h"
#include "scaling.h"
#include "sick_sicker.h"
#include "usual.h"

#include "vrosim/core/slots.h"
#include "vrosim/model/block.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_ROUNDS = 99,
    COMPARED_CHILDREN = 10000000,
    EQUAL_ERROR_CHILDREN = 2000000,
    USUAL_CHILDREN = 40000,
    COUNTED = 40960
};

// How many uniform numbers the engine makes: its calls of vro_slots_draw pass through here (the
// linker's --wrap).
static uint64_t uniforms;

void __real_vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws);
void __wrap_vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws);

void __wrap_vro_slots_draw(const uint64_t *states, vro_jump jump, size_t n, uint32_t *draws) {
    uniforms += n;
    __real_vro_slots_draw(states, jump, n, draws);
}

static void ignore(void *self, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference) {
    (void)self, (void)strategy, (void)level, (void)results, (void)reference;
}

static double uniforms_a_child(const vro_model *model) {
    vro_block *block = vro_block_new(model, (vro_random_source){.seed = 1, .stream = 0});
    const vro_sink sink = {.take = ignore};
    if (!block)
        fail("not enough memory");
    uniforms = 0;
    for (uint64_t first = 0; first < COUNTED; first += VRO_BLOCK)
        vro_block_run(block, first, VRO_BLOCK, &sink);
    free(block);
    return (double)uniforms / COUNTED;
}

// Seconds to make so many uniforms by slots, in pieces of a chunk.
static double make_uniforms(double count) {
    uint64_t states[VRO_CHUNK];
    uint32_t draws[VRO_CHUNK], kept = 0;
    vro_jump jumps[VRO_SLOTS + 1];
    const vro_pcg at = vro_pcg_at(1, 0, 0);
    vro_jumps_make(at.increment, VRO_SLOTS + 1, jumps);
    const double start = now();
    for (double made = 0; made < count; made += (double)VRO_SLOTS * VRO_CHUNK) {
        vro_slots_start(at.state + (uint64_t)made, jumps[VRO_SLOTS], VRO_CHUNK, states);
        for (size_t slot = 0; slot < VRO_SLOTS; slot++) {
            __real_vro_slots_draw(states, jumps[slot], VRO_CHUNK, draws);
            kept ^= draws[slot];
        }
    }
    const double seconds = now() - start;
    return kept == 0 ? seconds + 1e-12 : seconds;
}

static double run_usual(const vro_usual *usual, gsl_rng *generator) {
    vro_usual_sums sums;
    if (vro_usual_sums_init(&sums, usual->strategies) != VRO_OK)
        fail("not enough memory");
    const double start = now();
    vro_usual_run(usual, generator, USUAL_CHILDREN, &sums);
    const double seconds = now() - start;
    vro_usual_sums_free(&sums);
    return seconds;
}

typedef struct bench {
    const char *program;
    char folder[512];
    int rounds;
    double most_children;
    vro_scenario scenario;
    vro_model model;
    vro_usual usual;
    gsl_rng *generator;
} bench;

static void print_machine(void) {
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "model name", 10) == 0) {
            printf("Processor: %s", strchr(line, ':') + 2);
            break;
        }
    if (file)
        fclose(file);
    printf("Processors on line: %ld\nCompiler: %s, %s\n", sysconf(_SC_NPROCESSORS_ONLN),
           __VERSION__, VRO_FLAGS);
}

// Every figure of a round in ns a course, and their medians and ratios.
static void compare(bench *self) {
    double one[MOST_ROUNDS], two[MOST_ROUNDS], usual[MOST_ROUNDS], floor_time[MOST_ROUNDS];
    double to_usual[MOST_ROUNDS], to_floor[MOST_ROUNDS], gained[MOST_ROUNDS], megabytes = 0;
    const double strategies = (double)self->scenario.strategies;
    const double draws = uniforms_a_child(&self->model) / strategies; // a course
    const double courses = COMPARED_CHILDREN * strategies;
    const program_run alone = {"", self->program, self->folder, COMPARED_CHILDREN, 1, "", NULL};
    program_run both = alone;
    both.threads = 2;
    for (int r = 0; r < self->rounds; r++) {
        const run_cost single = run_program(&alone);
        usual[r] = run_usual(&self->usual, self->generator) / USUAL_CHILDREN / strategies * 1e9;
        floor_time[r] = make_uniforms(draws * courses / 10) / (courses / 10) * 1e9;
        const run_cost pair = run_program(&both);
        one[r] = single.seconds / courses * 1e9;
        two[r] = pair.seconds / courses * 1e9;
        to_usual[r] = usual[r] / one[r];
        to_floor[r] = one[r] / floor_time[r];
        gained[r] = one[r] / two[r];
        megabytes = pair.megabytes > megabytes ? pair.megabytes : megabytes;
    }
    const double one_thread = median(one, self->rounds), threads = median(two, self->rounds);
    printf(
        "\n%d children, %.0f strategies, all result tables, whole program, medians of %d rounds\n"
        "  one thread    %6.1f ns a course, %5.2f million courses a second\n"
        "  two threads   %6.1f ns a course, %5.2f million courses a second, %.2f times one\n"
        "  usual C       %6.0f ns a course (gsl_ran_*, mt19937): vrosim is %.1f times as fast\n"
        "  floor         %6.1f ns a course for its %.1f uniforms: vrosim takes %.1f times that\n"
        "  memory        %6.1f MB at most, two threads\n",
        COMPARED_CHILDREN, strategies, self->rounds, one_thread, 1e3 / one_thread, threads,
        1e3 / threads, median(gained, self->rounds), median(usual, self->rounds),
        median(to_usual, self->rounds), median(floor_time, self->rounds), draws,
        median(to_floor, self->rounds), megabytes);
}

// Processor time of as many children by usual C over that of the program with Sobol points.
static double times_as_fast(const bench *self) {
    double ratios[MOST_ROUNDS];
    program_run sobol = {"", self->program, self->folder, EQUAL_ERROR_CHILDREN, 1, "", NULL};
    sobol.more = "--sampling sobol";
    for (int r = 0; r < self->rounds; r++) {
        const double start = processor_now();
        run_usual(&self->usual, self->generator);
        const double usual = (processor_now() - start) / USUAL_CHILDREN;
        ratios[r] = usual / (run_program(&sobol).processor / EQUAL_ERROR_CHILDREN);
    }
    return median(ratios, self->rounds);
}

static void compare_at_equal_error(const bench *self) {
    const sampling_gains gains = measure_sampling_gains(&self->model, self->rounds);
    const double faster = times_as_fast(self);
    const double *fewer = gains.times[GAIN_OF_RUN];
    print_sampling_gains(&gains);
    printf(
        "\nAs fast as usual C with --sampling sobol, one thread, processor time: %.1f times\n"
        "  for the same error: %.0f times of revision by 5 years, %.0f times of its difference,\n"
        "  %.0f times of leg-length discrepancy, %.0f times of death\n",
        faster, faster * fewer[GAIN_REVISION_BY_5Y],
        faster * fewer[GAIN_DIFFERENCE_OF_REVISION_BY_5Y], faster * fewer[GAIN_LLD],
        faster * fewer[GAIN_DEATH]);
    compare_sick_sicker(self->rounds, "tests/bench/sick_sicker.py");
}

static void scale_all(const bench *self) {
    const scaling cases = {self->program, self->folder, self->rounds, self->most_children};
    scale_children(&cases);
    scale_threads(&cases);
    scale_ranks(&cases);
    scale_strategies(&cases);
    scale_courses(&cases);
    scale_checkpoints(&cases);
    scale_samples(&cases);
    scale_fits(&cases);
}

static void prepare(bench *self, int count, char **arguments) {
    vro_errors errors = {0};
    gsl_set_error_handler_off();
    if (count < 2)
        fail("usage: bench PROGRAM [ROUNDS [MOST_CHILDREN]]");
    self->program = arguments[1];
    self->rounds = count > 2 ? atoi(arguments[2]) : 5;
    self->most_children = count > 3 ? atof(arguments[3]) : 1e8;
    if (self->rounds < 1 || self->rounds > MOST_ROUNDS)
        fail("ROUNDS must be from 1 to 99");
    const char *temporary = getenv("TMPDIR");
    snprintf(self->folder, sizeof self->folder, "%s/vrosim-bench-XXXXXX",
             temporary ? temporary : "/tmp");
    if (!mkdtemp(self->folder))
        fail("no temporary folder");
    if (vro_scenario_load(&self->scenario, NULL, &errors) != VRO_OK ||
        vro_model_init(&self->model, &self->scenario, &errors) != VRO_OK ||
        vro_usual_init(&self->usual, &self->scenario) != VRO_OK)
        fail("the default scenario did not load");
    self->generator = gsl_rng_alloc(gsl_rng_mt19937);
    if (!self->generator)
        fail("not enough memory");
}

static void clean_up(bench *self) {
    char command[600];
    gsl_rng_free(self->generator);
    vro_usual_free(&self->usual);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
    snprintf(command, sizeof command, "rm -r '%s'", self->folder);
    if (system(command) != 0)
        fail("the temporary folder could not be removed");
}

int main(int count, char **arguments) {
    bench self = {0};
    prepare(&self, count, arguments);
    print_machine();
    // Memory of a program begins with that of its parent, which is small until errors are compared.
    compare(&self);
    scale_all(&self);
    compare_at_equal_error(&self);
    clean_up(&self);
    return 0;
}
