#include "modules.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAILED = 1, USAGE = 2 };

static bool is_named(const char *name, int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return argc == 1;
}

static const test_module *find(const test_module *modules, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(modules[i].name, name) == 0)
            return &modules[i];
    return NULL;
}

static int run_apart(const test_module *module) {
    int how = 0;
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0)
        exit(module->run() ? FAILED : 0);
    if (child < 0 || waitpid(child, &how, 0) != child)
        perror(module->name);
    else if (WIFSIGNALED(how))
        fprintf(stderr, "# %s: %s\n", module->name, strsignal(WTERMSIG(how)));
    else if (WEXITSTATUS(how) == 0)
        return 0;
    return FAILED;
}

int test_modules_run(const test_module *modules, size_t count, int argc, char **argv) {
    int status = 0;
    if (argc == 2 && strcmp(argv[1], "--list") == 0) {
        for (size_t i = 0; i < count; i++)
            puts(modules[i].name);
        return 0;
    }
    for (int i = 1; i < argc; i++)
        if (!find(modules, count, argv[i])) {
            fprintf(stderr, "%s: no module '%s'; --list prints their names\n", argv[0], argv[i]);
            return USAGE;
        }
    signal(SIGINT, SIG_DFL); // a shell has it ignored in what it starts in the background
    if (argc == 2)
        return find(modules, count, argv[1])->run() ? FAILED : 0;
    for (size_t i = 0; i < count; i++)
        if (is_named(modules[i].name, argc, argv) && run_apart(&modules[i]) != 0)
            status = FAILED;
    return status;
}
