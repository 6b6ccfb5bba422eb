#include "vrosim/output/manifest.h"

#include "vrosim/output/digest.h"
#include "vrosim/output/file.h"

#include <csv.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <nettle/version.h>

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#define PROGRAM "vrosim"
#define EFFECTIVE_FILE "parameters.csv"

#define QUOTED(text) #text
#define LITERAL(macro) QUOTED(macro)

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

// JSON is UTF-8, paths need not be: bytes that are not ASCII are then shown as \xNN.
static json_t *text_json(const char *text) {
    json_t *json = json_string(text);
    if (json)
        return json;
    char *shown = malloc(4 * strlen(text) + 1);
    if (!shown)
        return NULL;
    char *end = shown;
    for (const char *byte = text; *byte; byte++)
        end += sprintf(end, (unsigned char)*byte < 0x80 ? "%c" : "\\x%02X", (unsigned char)*byte);
    json = json_string(shown);
    free(shown);
    return json;
}

// Integers of JSON end at 2^63 - 1; what is beyond is written as text.
static json_t *integer_json(uint64_t number) {
    char text[24];
    if (number <= INT64_MAX)
        return json_integer((json_int_t)number);
    snprintf(text, sizeof text, "%" PRIu64, number);
    return json_string(text);
}

// null for what is not a regular file: it can be read only once, or never ends.
static vro_status digest_json(const char *path, json_t **json, vro_errors *errors) {
    char text[VRO_DIGEST_TEXT];
    struct stat about;
    *json = NULL;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
        *json = json_null();
        return VRO_OK;
    }
    const vro_status status = vro_digest_file(path, text, errors);
    if (status == VRO_OK)
        *json = json_string(text);
    return status;
}

// Appends {"file": name, "sha256": digest of path}.
static vro_status append_digest(json_t *list, const char *name, const char *path,
                                vro_errors *errors) {
    json_t *digest;
    const vro_status status = digest_json(path, &digest, errors);
    if (status != VRO_OK)
        return status;
    if (json_array_append_new(
            list, json_pack("{s:o, s:o}", "file", text_json(name), "sha256", digest)) != 0)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the manifest");
    return VRO_OK;
}

vro_status vro_manifest_init(vro_manifest *self, const vro_order *order, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_manifest){.order = order, .inputs = json_array()};
    for (size_t i = 0; i < order->table_count && status == VRO_OK; i++)
        status = append_digest(self->inputs, order->tables[i], order->tables[i], errors);
    return status;
}

void vro_manifest_free(vro_manifest *self) {
    json_decref(self->inputs);
    *self = (vro_manifest){0};
}

static int is_result(const struct dirent *entry) {
    return entry->d_name[0] != '.' && strcmp(entry->d_name, VRO_MANIFEST_FILE) != 0;
}

static vro_status append_output(json_t *list, const char *folder, const char *name,
                                vro_errors *errors) {
    char *path = vro_file_path(folder, name, errors);
    const vro_status status = path ? append_digest(list, name, path, errors) : VRO_NO_MEMORY;
    free(path);
    return status;
}

// The digests of every file in the folder, by name.
static vro_status append_outputs(json_t *list, const char *folder, vro_errors *errors) {
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, is_result, alphasort);
    if (count < 0)
        return vro_errors_add(errors, VRO_BAD_OUTPUT, &(vro_place){.file = folder},
                              "cannot be listed");
    vro_status status = VRO_OK;
    for (int i = 0; i < count; i++) {
        if (status == VRO_OK)
            status = append_output(list, folder, entries[i]->d_name, errors);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static json_t *strategies_json(const vro_scenario *scenario) {
    json_t *list = json_array();
    for (size_t i = 0; i < scenario->strategies; i++)
        json_array_append_new(list, text_json(scenario->strategy_names[i]));
    return list;
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

static json_t *build_json(void) {
    return json_pack("{s:s, s:s}", "compiler", COMPILER, "flags", VRO_FLAGS);
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
    return uname(&host) == 0 ? text_json(host.nodename) : json_null();
}

typedef struct entry {
    const char *key;
    json_t *value; // owned by the entry until it is in an object
} entry;

// All entries in their order; NULL where memory was short.
static json_t *object_json(const entry *entries, size_t count) {
    json_t *object = json_object();
    bool complete = object != NULL;
    for (size_t i = 0; i < count; i++)
        complete = json_object_set_new(object, entries[i].key, entries[i].value) == 0 && complete;
    if (complete)
        return object;
    json_decref(object);
    return NULL;
}

// The digest of parameters.csv among the outputs: the tables as they were understood, an input too.
static json_t *effective_json(const json_t *outputs) {
    size_t i;
    json_t *output;
    json_array_foreach(outputs, i, output) {
        if (strcmp(json_string_value(json_object_get(output, "file")), EFFECTIVE_FILE) == 0)
            return json_incref(json_object_get(output, "sha256"));
    }
    return json_null();
}

// Takes over outputs.
static json_t *manifest_json(const vro_manifest *self, const vro_scenario *scenario,
                             json_t *outputs, double seconds) {
    const vro_order *order = self->order;
    const entry entries[] = {
        {"program", json_string(PROGRAM)},
        {"version", json_string(VRO_VERSION)},
        {"build", build_json()},
        {"libraries", libraries_json()},
        {"seed", integer_json(order->seed)},
        {"stream", integer_json(order->stream)},
        {"patients", integer_json(order->patients)},
        {"courses", integer_json(order->courses)},
        {"strategies", strategies_json(scenario)},
        {"scenario", text_json(scenario->name)},
        {"inputs", json_incref(self->inputs)},
        {"effective_parameters", effective_json(outputs)},
        {"outputs", outputs},
        {"command", text_json(order->command)},
        {"started", started_json(order->started)},
        {"seconds", json_real(seconds)},
        {"host", host_json()},
        {"threads", json_integer(order->threads)},
    };
    return object_json(entries, sizeof entries / sizeof *entries);
}

static vro_status write_json(const json_t *json, const char *folder, vro_errors *errors) {
    char *path = vro_file_path(folder, VRO_MANIFEST_FILE, errors);
    if (!path)
        return VRO_NO_MEMORY;
    vro_status status = VRO_BAD_OUTPUT;
    FILE *file = vro_file_create(path, errors);
    if (file) {
        // What cannot be written stays marked on the stream, and the close reports it.
        (void)json_dumpf(json, file, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
        putc('\n', file);
        status = vro_file_close(&file, path, errors);
    }
    free(path);
    return status;
}

vro_status vro_manifest_write(const vro_manifest *self, const vro_scenario *scenario,
                              const char *folder, double seconds, vro_errors *errors) {
    json_t *outputs = json_array();
    json_t *manifest = NULL;
    vro_status status = append_outputs(outputs, folder, errors);
    if (status != VRO_OK) {
        json_decref(outputs);
        return status;
    }
    manifest = manifest_json(self, scenario, outputs, seconds);
    if (manifest)
        status = write_json(manifest, folder, errors);
    else
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the manifest");
    json_decref(manifest);
    return status;
}

// The manifest at path, NULL where there is none of this program.
static json_t *load(const char *path) {
    json_t *json = json_load_file(path, 0, NULL);
    const char *program = json_string_value(json_object_get(json, "program"));
    if (program && strcmp(program, PROGRAM) == 0)
        return json;
    json_decref(json);
    return NULL;
}

bool vro_manifest_is_one(const char *path) {
    json_t *json = load(path);
    json_decref(json);
    return json != NULL;
}

bool vro_manifest_lists(const char *path, const char *file) {
    json_t *json = load(path);
    bool found = json && strcmp(file, VRO_MANIFEST_FILE) == 0;
    size_t i;
    json_t *output;
    json_array_foreach(json_object_get(json, "outputs"), i, output) {
        const char *name = json_string_value(json_object_get(output, "file"));
        found = found || (name && strcmp(name, file) == 0);
    }
    json_decref(json);
    return found;
}
