#include "vrosim/verb/verify.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/added_file.h"
#include "vrosim/table/verification.h"
#include "vrosim/verb/option.h"

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for verify.csv");
}

// Into the folder, beside what is in it.
static vro_status write_file(const vro_verification *verification, const char *folder,
                             vro_errors *errors) {
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(&bytes);
    TRY(stream ? VRO_OK : no_memory(errors));
    status = vro_verification_write(verification, stream, errors);
    fclose(stream);
    TRY(status);
    TRY(vro_added_file_write(folder, "verify.csv", &bytes, errors));
out:
    vro_byte_buffer_free(&bytes);
    return status;
}

vro_status vro_verify_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const char *out = vro_option_is_given(options, VRO_OPTION_OUT) ? options->out : NULL;
    size_t count;
    const vro_verification_check *checks = vro_verification_checks(&count);
    vro_verification verification = {0};
    vro_status status = VRO_OK;
    if (out)
        TRY(vro_added_file_make_folder(out, errors));
    TRY(vro_verification_init(&verification, checks, count, options->full, errors));
    verification.decimal_commas = options->decimal_commas;
    TRY(vro_verification_run(&verification, options->quiet ? NULL : output, errors));
    if (out)
        TRY(write_file(&verification, out, errors));
    vro_verification_certify(&verification, output);
    if (verification.failed > 0)
        status = vro_errors_add(errors, VRO_BAD_OUTPUT, NULL, "%zu of %zu checks failed",
                                verification.failed, verification.performed);
out:
    vro_verification_free(&verification);
    return status;
}
