// Memory does not grow with the number of children, nor with that of courses written: peak resident
// size of whole runs of the program with two threads.
#define _GNU_SOURCE
#include "scratch.h"

#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>

extern char **environ;

static const double MOST = 96; // MB, at any number of children
static const double SAME = 4;  // MB by which ten times as many may differ

static double peak_megabytes(const char *folder, const char *patients, const char *courses) {
    const char *program = getenv("VROSIM") ? getenv("VROSIM") : "build/vrosim";
    char out[600];
    pid_t child;
    int status;
    struct rusage usage;
    snprintf(out, sizeof out, "%s/results", folder);
    char *const arguments[] = {
        (char *)program,  "run",       "--quiet",       "--threads", "2", "--patients",
        (char *)patients, "--courses", (char *)courses, "--out",     out, NULL};
    assert_int_equal(posix_spawn(&child, program, NULL, NULL, arguments, environ), 0);
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    assert_int_equal(status, 0);
    return (double)usage.ru_maxrss / 1024;
}

static void compare(const char *few, const char *many, const char *few_courses,
                    const char *many_courses) {
    scratch folder;
    scratch_open(&folder);
    const double small = peak_megabytes(folder.folder, few, few_courses);
    const double large = peak_megabytes(folder.folder, many, many_courses);
    print_message("%s children, %s courses: %.1f MB; %s, %s: %.1f MB\n", few, few_courses, small,
                  many, many_courses, large);
    assert_true(large < MOST);
    assert_true(large - small < SAME);
    snprintf(folder.path, sizeof folder.path, "rm -r '%s'", folder.folder);
    assert_int_equal(system(folder.path), 0);
}

static void ten_times_the_children_take_the_same_memory(void **state) {
    (void)state;
    compare("300000", "3000000", "0", "0");
}

static void ten_times_the_courses_take_the_same_memory(void **state) {
    (void)state;
    compare("30000", "300000", "30000", "300000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_times_the_children_take_the_same_memory),
        cmocka_unit_test(ten_times_the_courses_take_the_same_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
