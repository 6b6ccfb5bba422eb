#include "vrosim/verb/describe.h"

#include "vrosim/file/added_file.h"
#include "vrosim/table/study_folder.h"
#include "vrosim/table/supplement.h"
#include "vrosim/verb/option.h"

#include <string.h>

static const char DESCRIPTION[] = "describe.md";

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to describe the results");
}

static void print_methods(const vro_study_folder *study, vro_language language, FILE *stream) {
    static const char *const titles[VRO_LANGUAGES] = {"Methods", "Methoden"};
    fprintf(stream, "# %s\n", titles[language]);
    for (int part = 0; part < VRO_METHODS_PARTS; part++)
        if (*study->methods.parts[part])
            fprintf(stream, "\n**%s.** %s\n",
                    vro_methods_text_heading((vro_methods_part)part, language),
                    study->methods.parts[part]);
}

static void print(const vro_study_folder *study, vro_language language, FILE *stream) {
    size_t count, number = 0;
    const vro_supplement_table *rows = vro_supplement_tables(&count);
    static const char *const titles[VRO_LANGUAGES] = {"Table", "Tabelle"};
    print_methods(study, language, stream);
    for (size_t i = 0; i < count; i++) {
        if (!vro_supplement_is_present(&rows[i], &study->tables))
            continue;
        fprintf(stream, "\n## %s S%zu. %s\n\n", titles[language], ++number,
                rows[i].titles[language]);
        vro_supplement_write_markdown(&rows[i], &study->tables, stream);
    }
}

// What a file of the supplement holds; table NULL: all, as Markdown.
static vro_status write_file(const vro_study_folder *study, const vro_supplement_table *table,
                             const vro_options *options, FILE *output, vro_errors *errors) {
    char name[64];
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(&bytes);
    if (table)
        snprintf(name, sizeof name, "supplement_%s.csv", table->name);
    else
        strcpy(name, DESCRIPTION);
    TRY(stream ? VRO_OK : no_memory(errors));
    if (table)
        vro_supplement_write_csv(table, &study->tables, stream);
    else
        print(study, options->language, stream);
    fclose(stream);
    TRY(vro_added_file_write(options->out, name, &bytes, errors));
    fprintf(output, "%s/%s\n", options->out, name);
out:
    vro_byte_buffer_free(&bytes);
    return status;
}

static vro_status write_files(const vro_study_folder *study, const vro_options *options,
                              FILE *output, vro_errors *errors) {
    size_t count;
    const vro_supplement_table *rows = vro_supplement_tables(&count);
    vro_status status = VRO_OK;
    TRY(vro_added_file_make_folder(options->out, errors));
    TRY(write_file(study, NULL, options, output, errors));
    for (size_t i = 0; i < count; i++)
        if (vro_supplement_is_present(&rows[i], &study->tables))
            TRY(write_file(study, &rows[i], options, output, errors));
out:
    return status;
}

vro_status vro_describe_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const char *files[VRO_SUPPLEMENT_TABLES_MAX];
    size_t count;
    vro_study_folder study = {0};
    vro_status status = VRO_OK;
    vro_supplement_tables_files(files, &count);
    TRY(vro_study_folder_read(&study, options->tables[0], files, count, options->language, errors));
    if (vro_option_is_given(options, VRO_OPTION_OUT))
        TRY(write_files(&study, options, output, errors));
    else
        print(&study, options->language, output);
out:
    vro_study_folder_free(&study);
    return status;
}
