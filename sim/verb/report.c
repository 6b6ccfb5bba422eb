#include "vrosim/verb/report.h"

#include "vrosim/table/report_folder.h"
#include "vrosim/table/report_names.h"
#include "vrosim/table/results_folder.h"
#include "vrosim/verb/option.h"

static const double PX_PER_MM = 96 / 25.4;

static vro_report_request request_of(const vro_options *options) {
    const bool wide = vro_option_is_given(options, VRO_OPTION_WIDTH);
    return (vro_report_request){.folder = options->tables[0],
                                .compare = options->compare,
                                .figures = options->figures,
                                .width =
                                    wide ? (double)options->width * PX_PER_MM : VRO_FIGURE_WIDTH,
                                .language = options->language};
}

static void print(const vro_report *report, const char *out, FILE *output) {
    size_t drawn = 0;
    for (size_t i = 0; i < report->count; i++) {
        const vro_report_figure *figure = &report->figures[i];
        drawn += !figure->wide.left_out;
        if (figure->wide.left_out)
            fprintf(output, "%s: %s\n", figure->figure->name, figure->wide.left_out);
        else
            fprintf(output, "%s: %s\n", figure->figure->name, figure->wide.title);
    }
    fprintf(output, "%s/" VRO_REPORT_FILE " has %zu figure%s.\n", out, drawn,
            drawn == 1 ? "" : "s");
}

// Nothing that is read may be in the folder, which is replaced.
static vro_status check_inputs(const vro_results_folder *folder, const vro_options *options,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_results_folder_check_verb(folder, VRO_REPORT_VERB, errors));
    TRY(vro_results_folder_check_input(folder, options->tables[0], errors));
    if (options->compare)
        TRY(vro_results_folder_check_input(folder, options->compare, errors));
out:
    return status;
}

vro_status vro_report_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    const char *out = vro_option_is_given(options, VRO_OPTION_OUT) ? options->out : VRO_REPORT_VERB;
    const vro_report_request request = request_of(options);
    vro_results_folder folder = {0};
    vro_report report = {0};
    vro_status status = VRO_OK;
    TRY(vro_report_open(&report, &request, errors));
    TRY(vro_results_folder_open(&folder, out, options->force, errors));
    TRY(check_inputs(&folder, options, errors));
    TRY(vro_report_folder_write(&report, &folder.files, errors));
    TRY(vro_report_folder_sign(&report, &folder.files, errors));
    TRY(vro_results_folder_commit(&folder, errors));
    if (!options->quiet)
        print(&report, out, output);
out:
    vro_results_folder_abandon(&folder);
    vro_report_free(&report);
    return status;
}

void vro_report_inspect(const vro_options *options, vro_errors *errors) {
    vro_report report = {0};
    if (options->table_count == 1) {
        const vro_report_request request = request_of(options);
        (void)!vro_report_open(&report, &request, errors);
    }
    vro_report_free(&report);
}
