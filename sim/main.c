// vrosim: reads the command line, performs its verb, prints notices and faults, exits with their
// code.
#include "vrosim/simulate/ranks.h"
#include "vrosim/verb/command_line.h"
#include "vrosim/verb/help.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/process.h"
#include "vrosim/verb/verb.h"
#include "vrosim/verb/verbs.h"

#include <stdlib.h>

static vro_status perform(const vro_options *options, vro_errors *errors) {
    const vro_verb *verb = options->verb;
    if (options->version)
        vro_help_version(stdout);
    else if (options->help && verb)
        vro_help_verb(verb, stdout);
    else if (options->help || !verb)
        vro_help_program(stdout);
    else
        return verb->perform(options, stdout, errors);
    return VRO_OK;
}

// Faults of the options do not hide those of the files beside them.
static void inspect(const vro_options *options, vro_status status, vro_errors *errors) {
    const vro_verb *verb = options->verb;
    if (status == VRO_BAD_USAGE && verb && verb->inspect && !options->help)
        verb->inspect(options, errors);
}

// The ranks of an MPI job share the work of some verbs; the first alone does, and says, the rest.
static bool takes_part(const vro_options *options, vro_status status) {
    const bool works = status == VRO_OK && options->verb && !options->help;
    return (works && options->verb->shared) || vro_ranks_is_first();
}

int main(int argc, char **argv) {
    vro_errors errors = {0};
    vro_options options = {0};
    size_t count = 0;
    const vro_verb *verbs = vro_verbs(&count);
    vro_process_prepare();
    vro_status status = vro_command_line_parse(&options, verbs, count, argc, argv, &errors);
    if (!takes_part(&options, status)) {
        vro_errors_free(&errors);
        status = VRO_OK;
    } else if (status == VRO_OK) {
        status = perform(&options, &errors);
    } else {
        inspect(&options, status, &errors);
    }
    const vro_status closed = vro_process_close_output(&errors);
    status = status == VRO_OK ? closed : status;
    if (vro_ranks_is_first())
        vro_errors_print_notices(&errors, stderr);
    vro_errors_print(&errors, stderr);
    vro_options_free(&options);
    vro_errors_free(&errors);
    vro_ranks_leave(status);
    exit(vro_status_exit_code(status));
}
