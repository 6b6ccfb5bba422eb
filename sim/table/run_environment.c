#include "vrosim/table/run_environment.h"

#include "vrosim/file/json.h"

#include <csv.h>
#include <gsl/gsl_version.h>
#include <nettle/version.h>

#include <sys/utsname.h>

#define QUOTED(text) #text
#define LITERAL(macro) QUOTED(macro)

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

const char *vro_run_environment_commit(void) {
    return VRO_COMMIT;
}

static json_t *libraries_json(void) {
#ifdef _OPENMP
    json_t *openmp = json_integer(_OPENMP);
#else
    json_t *openmp = json_null();
#endif
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "gsl", gsl_version, "jansson",
                     jansson_version_str(), "libcsv",
                     LITERAL(CSV_MAJOR) "." LITERAL(CSV_MINOR) "." LITERAL(CSV_RELEASE), "nettle",
                     LITERAL(NETTLE_VERSION_MAJOR) "." LITERAL(NETTLE_VERSION_MINOR), "pcg-cpp",
                     "unversioned headers", "openmp", openmp);
}

static json_t *started_json(time_t started) {
    char text[32];
    struct tm utc;
    if (!gmtime_r(&started, &utc) || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return json_null();
    return json_string(text);
}

static json_t *host_json(void) {
    struct utsname host;
    return uname(&host) == 0 ? vro_json_text(host.nodename) : json_null();
}

json_t *vro_run_environment_json(const vro_run_environment *self) {
    const vro_json_entry entries[] = {
        {"command", vro_json_text(self->command)},
        {"started", started_json(self->started)},
        {"seconds", json_real(self->seconds)},
        {"threads", json_integer(self->threads)},
        {"ranks", json_integer(self->ranks)},
        {"build", json_pack("{s:s?, s:s, s:s}", "commit", *VRO_COMMIT ? VRO_COMMIT : NULL,
                            "compiler", COMPILER, "flags", VRO_FLAGS)},
        {"libraries", libraries_json()},
    };
    json_t *json = vro_json_object(entries, sizeof entries / sizeof *entries);
    if (!json || !self->host || json_object_set_new(json, "host", host_json()) == 0)
        return json;
    json_decref(json);
    return NULL;
}
