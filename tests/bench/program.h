// Whole runs of the program, as a user would start them, and what they cost.
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

typedef struct run_cost {
    double seconds;
    double processor; // seconds of processor time, user and system
    double megabytes; // greatest resident size
} run_cost;

// A run in a temporary folder; every pointer is borrowed.
typedef struct program_run {
    const char *launcher; // "mpirun -n 2 ..." in front of the program, or ""
    const char *program;
    const char *folder; // temporary: its subfolder `out` takes the results
    double children;
    int threads;
    const char *more; // further arguments, or ""
    const char *verb; // NULL: run
} program_run;

// Seconds on a clock that only goes forward.
double now(void);

// Seconds of processor time of this program: what others do on the machine does not count.
double processor_now(void);

// Ends the benchmark.
void fail(const char *what);

// Starts the run, waits for its end, and fails the benchmark where it fails.
run_cost run_program(const program_run *run);

// What the run costs, at most `most_rounds` times, medians of seconds and the greatest size.
run_cost run_program_often(const program_run *run, int rounds);

// The median of values, which are sorted.
double median(double *values, int count);

#endif
