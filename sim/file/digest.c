#include "vrosim/file/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_BYTES = 4096 };

_Static_assert(VRO_DIGEST_BYTES == SHA256_DIGEST_SIZE, "a digest is one of SHA-256");

void vro_digest_bytes(const void *bytes, size_t size, unsigned char digest[VRO_DIGEST_BYTES]) {
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, bytes);
    sha256_digest(&context, VRO_DIGEST_BYTES, digest);
}

static void write_text(const unsigned char digest[VRO_DIGEST_BYTES], char text[VRO_DIGEST_TEXT]) {
    base16_encode_update(text, VRO_DIGEST_BYTES, digest);
    text[VRO_DIGEST_TEXT - 1] = '\0';
}

void vro_digest_text(const void *bytes, size_t size, char text[VRO_DIGEST_TEXT]) {
    unsigned char digest[VRO_DIGEST_BYTES];
    vro_digest_bytes(bytes, size, digest);
    write_text(digest, text);
}

static bool digest_stream(FILE *file, char text[VRO_DIGEST_TEXT]) {
    struct sha256_ctx context;
    uint8_t buffer[BUFFER_BYTES];
    unsigned char digest[VRO_DIGEST_BYTES];
    size_t length;
    sha256_init(&context);
    while ((length = fread(buffer, 1, sizeof buffer, file)) > 0)
        sha256_update(&context, length, buffer);
    sha256_digest(&context, sizeof digest, digest);
    write_text(digest, text);
    return !ferror(file);
}

static vro_status digest_and_close(FILE *file, const char *path, char text[VRO_DIGEST_TEXT],
                                   vro_errors *errors) {
    const bool read = file && digest_stream(file, text);
    const int reason = errno;
    if (file)
        fclose(file);
    if (read)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = path},
                          "cannot be read for its digest: %s", strerror(reason));
}

vro_status vro_digest_file(const char *path, char text[VRO_DIGEST_TEXT], vro_errors *errors) {
    return digest_and_close(fopen(path, "re"), path, text, errors);
}

vro_status vro_digest_opened(int descriptor, const char *path, char text[VRO_DIGEST_TEXT],
                             vro_errors *errors) {
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "r");
    if (!file && descriptor >= 0)
        (void)close(descriptor);
    return digest_and_close(file, path, text, errors);
}
