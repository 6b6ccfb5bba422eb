// What the targets of libFuzzer share: a promise that is not kept ends the program like a crash.
#ifndef VROSIM_TESTS_FUZZ_H
#define VROSIM_TESTS_FUZZ_H

#include "vrosim/core/error.h"
#include "vrosim/core/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// Called by libFuzzer with each input. Returns 0.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void require(bool kept, const char *promise) {
    if (!kept) {
        fprintf(stderr, "broken promise: %s\n", promise);
        abort();
    }
}

// Nothing is said where all is fine; otherwise there is a sentence, and every one is readable.
static inline void require_sentences(vro_status status, const vro_errors *errors) {
    require((status == VRO_OK) == (errors->count == 0), "faults if and only if something is wrong");
    for (size_t i = 0; i < errors->count; i++) {
        const char *text = errors->faults[i].text;
        require(text && *text != '\0' && vro_text_is_utf8(text), "a fault is a sentence");
        for (; *text != '\0'; text++)
            require((unsigned char)*text >= 0x20 && *text != 0x7F, "a sentence is one line");
    }
}

#endif
