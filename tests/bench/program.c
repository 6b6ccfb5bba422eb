#define _GNU_SOURCE
#include "program.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST_ROUNDS = 99 };

extern char **environ;

double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double processor_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds_of(struct timeval time) {
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

void fail(const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

run_cost run_program(const program_run *run) {
    char *command = NULL;
    if (asprintf(&command,
                 "exec %s '%s' %s --quiet --force --patients %.0f --threads %d --out '%s/out' %s",
                 run->launcher, run->program, run->verb ? run->verb : "run", run->children,
                 run->threads, run->folder, run->more) < 0)
        fail("not enough memory");
    char *const arguments[] = {"sh", "-c", command, NULL};
    pid_t child;
    int status;
    struct rusage usage;
    const double start = now();
    if (posix_spawn(&child, "/bin/sh", NULL, NULL, arguments, environ) != 0 ||
        wait4(child, &status, 0, &usage) != child || status != 0)
        fail(command);
    free(command);
    return (run_cost){.seconds = now() - start,
                      .processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
                      .megabytes = (double)usage.ru_maxrss / 1024};
}

run_cost run_program_often(const program_run *run, int rounds) {
    double seconds[MOST_ROUNDS], megabytes = 0;
    for (int r = 0; r < rounds; r++) {
        const run_cost cost = run_program(run);
        seconds[r] = cost.seconds;
        megabytes = cost.megabytes > megabytes ? cost.megabytes : megabytes;
    }
    return (run_cost){.seconds = median(seconds, rounds), .megabytes = megabytes};
}

double median(double *values, int count) {
    gsl_sort(values, 1, (size_t)count);
    return gsl_stats_median_from_sorted_data(values, 1, (size_t)count);
}
