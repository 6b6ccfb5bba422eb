// The tests of a room in one program: those of each module are run by its name.
#ifndef VROSIM_TESTS_MODULES_H
#define VROSIM_TESTS_MODULES_H

#include <stddef.h>

typedef struct test_module {
    const char *name;
    int (*run)(void); // the number of tests that failed
} test_module;

// Runs the modules that the command line names, or all, and returns the exit code: 0 where all
// tests passed, 1 where one failed, 2 for a name that is not among the modules. "--list" prints the
// names. Each of several modules has a process of its own, so that signals, threads, the
// environment and crashes of one do not reach the next; a module alone runs in this process, as a
// debugger likes it.
int test_modules_run(const test_module *modules, size_t count, int argc, char **argv);

#endif
