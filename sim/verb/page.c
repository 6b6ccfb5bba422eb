#define _GNU_SOURCE 1

#include "vrosim/verb/page.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/text_files.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/table/page_scenario.h"
#include "vrosim/verb/builtin_page.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/requests.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char USUAL_FILE[] = "vrosim.html";

// The table that the page starts with. Everything may still be zero when it is freed.
typedef struct built_in {
    char *name; // NULL: the default, without a table
    char *text;
} built_in;

static void built_in_free(built_in *self) {
    free(self->name);
    free(self->text);
}

static const char *file_of(const vro_options *options) {
    return vro_option_is_given(options, VRO_OPTION_OUT) ? options->out : USUAL_FILE;
}

static vro_status refuse(const char *file, const char *why, vro_errors *errors) {
    return vro_errors_add(errors, VRO_BAD_USAGE, &(vro_place){.file = file}, "%s", why);
}

static bool is_same(const struct stat *about, const char *path) {
    struct stat other;
    return stat(path, &other) == 0 && other.st_dev == about->st_dev &&
           other.st_ino == about->st_ino;
}

// The place of the page, links resolved, owned by the caller.
static vro_status find_place(const vro_options *options, char **target, vro_errors *errors) {
    const char *file = file_of(options);
    struct stat about;
    const vro_status status = vro_atomic_file_resolve(file, target, errors);
    if (status != VRO_OK || stat(*target, &about) != 0)
        return status;
    for (size_t i = 0; i < options->table_count; i++)
        if (is_same(&about, options->tables[i]))
            return refuse(file, "is one of the tables; name another file", errors);
    if (!S_ISREG(about.st_mode))
        return refuse(file, "is no regular file; name another file", errors);
    return options->force ? VRO_OK
                          : refuse(file,
                                   "is there already; name another file, or replace it with "
                                   "--force",
                                   errors);
}

static vro_status check_place(const vro_options *options, vro_errors *errors) {
    char *target = NULL;
    const vro_status status = find_place(options, &target, errors);
    free(target);
    return status;
}

// The file goes where it is named, and is no folder of results.
static vro_status load(vro_scenario *scenario, const vro_options *options, vro_errors *errors) {
    vro_scenario_request request = vro_request_scenario(options);
    request.folder = NULL;
    const vro_status tables = vro_load_scenario(scenario, &request, errors),
                     place = check_place(options, errors);
    return vro_status_worse(tables, place);
}

// Whether the one table that there is can be read again.
static bool is_one_file(const vro_options *options) {
    struct stat about;
    return options->table_count == 1 && options->setting_count == 0 &&
           stat(options->tables[0], &about) == 0 && S_ISREG(about.st_mode);
}

static vro_status keep_file(built_in *self, const char *path, vro_errors *errors) {
    vro_text_files files = {0};
    vro_status status = VRO_OK;
    TRY(vro_text_files_read(&files, vro_atomic_file_name(path), path, errors));
    self->name = strdup(files.files[0].name);
    self->text = strdup(files.files[0].text);
    if (!self->name || !self->text)
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a table");
out:
    vro_text_files_free(&files);
    return status;
}

// One table with all parameters, which is the same scenario, named as the layers over the default.
static vro_status write_all(built_in *self, const vro_scenario *scenario, vro_errors *errors) {
    static const char extension[] = ".csv";
    const char *layers = strchr(scenario->name, '+') + 1;
    self->name = malloc(strlen(layers) + sizeof extension);
    if (!self->name)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a table");
    strcpy(stpcpy(self->name, layers), extension);
    self->text = vro_table_writer_text(scenario, errors);
    return self->text ? VRO_OK : VRO_NO_MEMORY;
}

static vro_status build_in(built_in *self, const vro_scenario *scenario, const vro_options *options,
                           vro_errors *errors) {
    if (options->table_count == 0 && options->setting_count == 0)
        return VRO_OK;
    return is_one_file(options) ? keep_file(self, options->tables[0], errors)
                                : write_all(self, scenario, errors);
}

static vro_status write_page(const built_in *table, const vro_options *options,
                             vro_errors *errors) {
    const vro_page_scenario scenario = {.name = table->name, .table = table->text};
    vro_byte_buffer bytes = {0};
    char *target = NULL;
    vro_status status = VRO_OK;
    TRY(vro_page_scenario_write(table->name ? &scenario : NULL, vro_builtin_page,
                                vro_builtin_page_size, &bytes, errors));
    TRY(find_place(options, &target, errors));
    TRY(vro_atomic_file_replace(target, bytes.at, bytes.size, errors));
out:
    free(target);
    vro_byte_buffer_free(&bytes);
    return status;
}

static vro_status check_carried(vro_errors *errors) {
    return vro_builtin_page_size > 0
               ? VRO_OK
               : vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                "this program was built without the page, or from sources newer "
                                "than it; `make page` builds the page and the program with it");
}

vro_status vro_page_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_scenario scenario = {0};
    built_in table = {0};
    vro_status status = VRO_OK;
    TRY(load(&scenario, options, errors));
    TRY(check_carried(errors));
    TRY(build_in(&table, &scenario, options, errors));
    TRY(write_page(&table, options, errors));
    if (!options->quiet)
        fprintf(output, "%s starts with %s; open it in a browser.\n", file_of(options),
                table.name ? table.name : "the default");
out:
    built_in_free(&table);
    vro_scenario_free(&scenario);
    return status;
}

void vro_page_inspect(const vro_options *options, vro_errors *errors) {
    vro_scenario scenario = {0};
    (void)!load(&scenario, options, errors);
    vro_scenario_free(&scenario);
}
