#define _GNU_SOURCE 1

#include "vrosim/table/machine.h"

#include <gsl/gsl_version.h>

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

static const char *c_library(void) {
#ifdef __GLIBC__
    return gnu_get_libc_version();
#else
    return "unknown";
#endif
}

static const char *widest_instructions(void) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f"))
        return " with AVX-512";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return " with AVX2 and FMA";
    if (__builtin_cpu_supports("avx2"))
        return " with AVX2";
#endif
    return "";
}

vro_machine vro_machine_of_now(void) {
    vro_machine self;
    struct utsname system;
    snprintf(self.gsl, sizeof self.gsl, "%s", gsl_version);
    snprintf(self.c_library, sizeof self.c_library, "%s", c_library());
    snprintf(self.processor, sizeof self.processor, "%.40s%s",
             uname(&system) == 0 ? system.machine : "unknown", widest_instructions());
    return self;
}

void vro_machine_compare(const vro_machine *now, const vro_machine *recorded,
                         char text[VRO_MACHINE_TEXT]) {
    const struct {
        const char *name, *now, *recorded;
    } parts[] = {{"GSL", now->gsl, recorded->gsl},
                 {"C library", now->c_library, recorded->c_library},
                 {"processor", now->processor, recorded->processor}};
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].now, parts[i].recorded) != 0 && used < VRO_MACHINE_TEXT)
            used += (size_t)snprintf(text + used, VRO_MACHINE_TEXT - used,
                                     "%s%s is %.24s, not %.24s", used > 0 ? "; " : "",
                                     parts[i].name, parts[i].now, parts[i].recorded);
    if (used == 0)
        snprintf(text, VRO_MACHINE_TEXT,
                 "GSL, C library and processor are those it was recorded with, so the program or "
                 "its compilation differs");
}
