#include "vrosim/verb/requests.h"

#include "vrosim/verb/verb.h"

#include <string.h>

vro_session_options vro_request_session(const vro_options *options, FILE *output) {
    return (vro_session_options){.out = options->out,
                                 .force = options->force,
                                 .quiet = options->quiet,
                                 .shared = options->verb->shared,
                                 .threads = (int)options->threads,
                                 .command = options->command,
                                 .output = output};
}

vro_run_size vro_request_size(const vro_options *options, uint64_t usual) {
    const bool given = vro_options_given(options, VRO_OPTION_PATIENTS);
    return (vro_run_size){.patients = given ? options->size.patients : usual};
}

char *vro_request_shard_file(const vro_options *options, vro_errors *errors) {
    const bool out = vro_options_given(options, VRO_OPTION_OUT);
    if (!out && !options->resume)
        return vro_shard_file(&options->shard, errors);
    char *file = strdup(out ? options->out : options->resume);
    if (!file)
        (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the name of a file");
    return file;
}
