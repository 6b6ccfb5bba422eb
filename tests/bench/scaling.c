#define _GNU_SOURCE
#include "scaling.h"

#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const double MIDDLE = 2e6; // children, where something else than their number is varied
static const int DEFAULT_STRATEGIES = 5;

static program_run plain_run(const scaling *self, double children, int threads) {
    return (program_run){"", self->program, self->folder, children, threads, "", NULL};
}

void scale_children(const scaling *self) {
    printf("\nCost against number of children, two threads\n");
    for (double children = 1e4; children <= self->most_children; children *= 10) {
        const program_run run = plain_run(self, children, 2);
        const run_cost cost = run_program_often(&run, self->rounds);
        printf("  %9.0f children  %8.3f s  %7.0f ns a child  %6.1f MB\n", children, cost.seconds,
               cost.seconds / children * 1e9, cost.megabytes);
        fflush(stdout);
    }
}

void scale_threads(const scaling *self) {
    const int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    printf("\nCost against number of threads, %.0f children\n", MIDDLE);
    double one = 0;
    for (int threads = 1; threads <= 2 * cores; threads *= 2) {
        const program_run run = plain_run(self, MIDDLE, threads);
        const run_cost cost = run_program_often(&run, self->rounds);
        one = threads == 1 ? cost.seconds : one;
        printf("  %3d threads  %7.3f s  %5.2f times one\n", threads, cost.seconds,
               one / cost.seconds);
    }
}

static int has_mpi(const scaling *self) {
    char line[256], *command = NULL;
    int found = 0;
    if (asprintf(&command, "'%s' --version", self->program) < 0)
        fail("not enough memory");
    FILE *output = popen(command, "r");
    while (output && fgets(line, sizeof line, output))
        found = found || strstr(line, "Open MPI");
    if (!output || pclose(output) != 0)
        fail(command);
    free(command);
    return found;
}

void scale_ranks(const scaling *self) {
    const int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (!has_mpi(self)) {
        printf("\nNo MPI in this build: `make MPI=1 bench` measures ranks as well\n");
        return;
    }
    printf("\nCost against number of MPI ranks of one thread each, %.0f children\n", MIDDLE);
    for (int ranks = 1; ranks <= cores; ranks *= 2) {
        char launcher[64];
        snprintf(launcher, sizeof launcher, "mpirun --oversubscribe -n %d", ranks);
        program_run run = plain_run(self, MIDDLE, 1);
        run.launcher = launcher;
        printf("  %3d ranks  %7.3f s\n", ranks, run_program_often(&run, self->rounds).seconds);
    }
}

// A table of as many strategies as asked for beyond the default ones; each has the cells for all
// and a target angle of its own.
static void write_strategies(const char *path, int count) {
    FILE *table = fopen(path, "w");
    if (!table)
        fail("a table of strategies could not be written");
    fputs("strategy,gmfcs,parameter,distribution,value,unit\n", table);
    for (int i = 1; i <= count; i++)
        fprintf(table,
                "varus_%d,,strategy.like,text,default,\n"
                "varus_%d,,plan.target_nsa,fixed,%g,degrees\n",
                i, i, 100 + 0.05 * i);
    if (fclose(table) != 0)
        fail("a table of strategies could not be written");
}

void scale_strategies(const scaling *self) {
    char path[600], more[700];
    snprintf(path, sizeof path, "%s/strategies.csv", self->folder);
    snprintf(more, sizeof more, "'%s'", path);
    printf("\nCost against number of strategies, two threads\n");
    for (int strategies = DEFAULT_STRATEGIES; strategies <= 500; strategies *= 10) {
        const double children = MIDDLE * DEFAULT_STRATEGIES / strategies;
        program_run run = plain_run(self, children, 2);
        write_strategies(path, strategies - DEFAULT_STRATEGIES);
        run.more = strategies > DEFAULT_STRATEGIES ? more : "";
        const run_cost cost = run_program_often(&run, self->rounds);
        printf("  %3d strategies, %8.0f children  %7.3f s  %6.1f ns a course  %6.1f MB\n",
               strategies, children, cost.seconds, cost.seconds / children / strategies * 1e9,
               cost.megabytes);
    }
    remove(path);
}

// Both in turn in each round; the difference is what the writing of courses costs.
void scale_courses(const scaling *self) {
    const double children = 400000;
    char path[600];
    struct stat about;
    double without = 0, with = 0;
    program_run run = plain_run(self, children, 1), writing = run;
    writing.more = "--courses 400000";
    without = run_program_often(&run, self->rounds).seconds;
    with = run_program_often(&writing, self->rounds).seconds;
    snprintf(path, sizeof path, "%s/out/courses.csv", self->folder);
    if (stat(path, &about) != 0)
        fail("there is no courses.csv");
    const double megabytes = (double)about.st_size / 1e6;
    printf("\nWriting every course, %.0f children, one thread: %.3f s instead of %.3f s;\n"
           "  courses.csv, %.0f MB: %.0f MB/s beyond the simulation, %.0f MB/s with it\n",
           children, with, without, megabytes, megabytes / (with - without), megabytes / with);
}

// Many checkpoints in a short run, so that their cost shows; at the default of one a minute it is
// so much less.
void scale_checkpoints(const scaling *self) {
    const double children = 2e7;
    char more[700];
    double costs[99], seconds[99];
    snprintf(more, sizeof more, "--checkpoint '%s/checkpoint' --every 1", self->folder);
    program_run run = plain_run(self, children, 2), keeping = run;
    keeping.more = more;
    for (int r = 0; r < self->rounds; r++) {
        const double without = run_program(&run).seconds;
        seconds[r] = run_program(&keeping).seconds;
        costs[r] = (seconds[r] - without) / seconds[r]; // a second's checkpoint
    }
    const double cost = median(costs, self->rounds);
    printf("\nCheckpoints, %.0f children, two threads: %.3f s with one a second,\n"
           "  which costs %.2f %%; so one a minute costs %.3f %%\n",
           children, median(seconds, self->rounds), 100 * cost, 100 * cost / 60);
}

// A plain run of as many courses and an analysis with one child a sample beside it, all three in
// turn in each round.
void scale_samples(const scaling *self) {
    enum { SAMPLES = 1000, CHILDREN = 10000 };
    const int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    double seconds[99], ratios[99], shares[99], megabytes = 0;
    char more[32];
    snprintf(more, sizeof more, "--samples %d", SAMPLES);
    const program_run plain = plain_run(self, (double)SAMPLES * CHILDREN, cores);
    program_run analysis = plain_run(self, CHILDREN, cores);
    analysis.verb = "psa";
    analysis.more = more;
    program_run tables = analysis;
    tables.children = 1;
    for (int r = 0; r < self->rounds; r++) {
        const run_cost cost = run_program(&analysis);
        seconds[r] = cost.seconds;
        ratios[r] = cost.seconds / run_program(&plain).seconds;
        shares[r] = run_program(&tables).seconds / cost.seconds;
        megabytes = cost.megabytes > megabytes ? cost.megabytes : megabytes;
    }
    printf(
        "\nUncertainty: %d samples of %d children, %d strategies, %d threads: %.2f s, %.1f MB,\n"
        "  %.2f times a plain run of as many courses; %.0f %% of it are needed with one child a\n"
        "  sample too, for parameters, tables of distributions and files\n",
        SAMPLES, CHILDREN, DEFAULT_STRATEGIES, cores, median(seconds, self->rounds), megabytes,
        median(ratios, self->rounds), 100 * median(shares, self->rounds));
}

// The number in a row "name,number,..." of a table of results.
static double diagnostic(const scaling *self, const char *name) {
    char path[700], line[256];
    const size_t length = strlen(name);
    double value = -1;
    snprintf(path, sizeof path, "%s/out/calibration_diagnostics.csv", self->folder);
    FILE *table = fopen(path, "r");
    while (table && fgets(line, sizeof line, table))
        if (strncmp(line, name, length) == 0 && line[length] == ',')
            value = strtod(line + length + 1, NULL);
    if (!table || fclose(table) != 0 || value < 0)
        fail(name);
    return value;
}

// What a point costs, of all studies, with these children in each of them. A row of the posterior
// is simulated again with five times as many.
static double time_points(const scaling *self, double children, double *points) {
    enum { ROWS = 20, CONFIRMING = 5 };
    const int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    program_run fit = plain_run(self, children, cores);
    fit.verb = "calibrate";
    fit.more = "--points 100 --rows 20";
    const double seconds = run_program(&fit).seconds;
    *points = diagnostic(self, "points_of_search") + diagnostic(self, "samples") +
              (double)ROWS * CONFIRMING;
    return seconds / *points;
}

// A fit with few samples of all parameters that the default fit has, once: with the usual children,
// and with so few that a point is little but distributions and tables.
void scale_fits(const scaling *self) {
    enum { USUAL = 16384, FEW = 1024, SAMPLES = 12000, CONFIRMED = 5000 };
    double points, few_points;
    const double usual = time_points(self, USUAL, &points);
    const double search = diagnostic(self, "points_of_search");
    const double few = time_points(self, FEW, &few_points);
    const double fixed = few - FEW * (usual - few) / (USUAL - FEW);
    printf("\nFit of the shipped evidence, %d children a study, all cores: %.0f points a second\n"
           "  (%.0f points in %.0f s); %.0f %% of a point are needed with no child too, for\n"
           "  parameters and tables of distributions; the whole fit, %.0f points: about %.1f min\n",
           USUAL, 1 / usual, points, points * usual, 100 * fixed / usual,
           search + SAMPLES + CONFIRMED, (search + SAMPLES + CONFIRMED) * usual / 60);
}
