// vrosim: picks the verb, prints the faults, chooses the exit code.
#include "vrosim/simulate/ranks.h"
#include "vrosim/verb/help.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/verb.h"

#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Where the caller closed a standard stream, the next file opened would take its place and the
// summary would go into a table. What is opened here instead cannot be written: EBADF.
static void occupy_standard_streams(void) {
    int opened = 0;
    do {
        opened = open("/dev/null", O_RDONLY);
    } while (opened >= 0 && opened <= STDERR_FILENO);
    if (opened >= 0)
        close(opened);
}

static vro_status perform(const vro_options *options, vro_errors *errors) {
    size_t count = 0;
    const vro_verb *verbs = vro_verb_table(&count);
    if (options->version) {
        vro_help_version(stdout);
        return VRO_OK;
    }
    if (options->help && options->verb) {
        vro_help_verb(options->verb, stdout);
        return VRO_OK;
    }
    if (options->help || !options->verb) {
        vro_help_program(verbs, count, stdout);
        return VRO_OK;
    }
    return options->verb->perform(options, stdout, errors);
}

// A fault of the options does not hide those of the files named beside them.
static void inspect(const vro_options *options, vro_status status, vro_errors *errors) {
    const vro_verb *verb = options->verb;
    if (status == VRO_BAD_USAGE && verb && verb->inspect && !options->help)
        verb->inspect(options, errors);
}

// Whether this process has anything to do. The ranks of an MPI job share the work of some verbs;
// all else is done, and said, by the first.
static bool takes_part(const vro_options *options, vro_status status) {
    const bool working = status == VRO_OK && options->verb && !options->help;
    return (working && options->verb->shared) || vro_ranks_is_first();
}

// A full disk or a closed pipe shows only when the last bytes are written.
static vro_status close_output(vro_errors *errors) {
    errno = 0;
    bool failed = ferror(stdout) != 0;
    if (fclose(stdout) == 0 && !failed)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, NULL, "standard output: %s",
                          errno == 0 ? "not everything could be written" : strerror(errno));
}

int main(int argc, char **argv) {
    vro_errors errors;
    vro_options options = {0};
    size_t count = 0;
    const vro_verb *verbs = vro_verb_table(&count);
    occupy_standard_streams();
    vro_errors_init(&errors);
    // A closed pipe and a file beyond `ulimit -f` are faults of writing, with their own sentences.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    gsl_set_error_handler_off();
    vro_status status = vro_options_parse(&options, verbs, count, argc, argv, &errors);
    if (!takes_part(&options, status)) {
        vro_errors_free(&errors);
        status = VRO_OK;
    } else if (status == VRO_OK) {
        status = perform(&options, &errors);
    } else {
        inspect(&options, status, &errors);
    }
    vro_status closed = close_output(&errors);
    status = status == VRO_OK ? closed : status;
    vro_errors_print(&errors, stderr);
    vro_options_free(&options);
    vro_errors_free(&errors);
    vro_ranks_leave(status);
    exit(vro_status_exit_code(status));
}
