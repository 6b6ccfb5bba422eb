// What a host gets of its results and scenarios: numbers, tables, summaries, figures, stories.
#include "vrosim/library/results.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/library/call.h"
#include "vrosim/library/scenarios.h"
#include "vrosim/outcome/named_estimate.h"
#include "vrosim/simulate/run_size.h"
#include "vrosim/table/run_figure.h"
#include "vrosim/table/run_report.h"
#include "vrosim/table/run_tables.h"
#include "vrosim/table/story.h"

#include <math.h>
#include <stdlib.h>

vro_results_view vro_results_view_of_host(const vrosim_results *self) {
    return (vro_results_view){.scenario = &self->scenario,
                              .tally = &self->tally,
                              .model = &self->model,
                              .random = self->random};
}

vrosim_status vrosim_results_estimate(vrosim_estimate *estimate, const vrosim_results *results,
                                      const vrosim_quantity *quantity, vrosim_errors *errors) {
    vro_call now;
    vro_call_begin(&now, errors);
    if (estimate)
        *estimate = (vrosim_estimate){NAN, NAN, NAN, NAN, NAN, 0, ""};
    if (!estimate || !results || !quantity || !quantity->strategy || !quantity->outcome ||
        !quantity->statistic)
        return vro_call_end(
            &now, vro_call_refuse(&now, "estimate, results or a name of the quantity is NULL"));
    const vro_results_view view = vro_results_view_of_host(results);
    const vro_estimate_name name = {quantity->strategy, quantity->subgroup, quantity->outcome,
                                    quantity->statistic};
    vro_compared compared = {vro_estimate_unknown(0), NAN};
    const vro_status status = vro_named_estimate(&view, &name, &compared, now.errors);
    const vro_estimate *plain = &compared.paired;
    *estimate = (vrosim_estimate){.value = plain->value,
                                  .se = plain->se,
                                  .lower = plain->lower,
                                  .upper = plain->upper,
                                  .se_unpaired = compared.se_unpaired,
                                  .n = plain->n,
                                  .se_kind = vro_estimate_se_kind(plain)};
    return vro_call_end(&now, status);
}

vrosim_status vrosim_results_table(char **text, const vrosim_results *results, const char *file,
                                   vrosim_errors *errors) {
    vro_call now;
    vro_byte_buffer bytes = {0};
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !results || !file)
        return vro_call_end(&now, vro_call_refuse(&now, "text, results or file is NULL"));
    const vro_results_view view = vro_results_view_of_host(results);
    FILE *to = vro_byte_buffer_stream(&bytes);
    const vro_status status =
        to ? vro_run_table_write(&view, file, to, now.errors) : vro_call_no_memory(&now);
    return vro_call_end(&now, vro_call_take_text(&now, to, &bytes, status, text));
}

vrosim_status vrosim_results_summary(char **text, const vrosim_results *results,
                                     vrosim_errors *errors) {
    vro_call now;
    vro_byte_buffer bytes = {0};
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !results)
        return vro_call_end(&now, vro_call_refuse(&now, "text or results is NULL"));
    const vro_results_view view = vro_results_view_of_host(results);
    FILE *to = vro_byte_buffer_stream(&bytes);
    const vro_status status =
        to ? vro_run_report_print(to, &view, now.errors) : vro_call_no_memory(&now);
    return vro_call_end(&now, vro_call_take_text(&now, to, &bytes, status, text));
}

vrosim_status vro_results_figure_of_host(char **text, const vrosim_results *results,
                                         const vro_asked_figure *asked, vrosim_errors *errors) {
    vro_call now;
    vro_figure_options options = {
        .width = asked->width, .prefix = asked->name, .outcome = asked->outcome};
    vro_drawing drawing = {0};
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !results || !asked->name || !asked->language)
        return vro_call_end(&now, vro_call_refuse(&now, "text, results, name or language is NULL"));
    if (!(asked->width >= VRO_FIGURE_WIDTH_MIN && asked->width <= VRO_FIGURE_WIDTH_MAX))
        return vro_call_end(&now,
                            vro_call_refuse(&now, "width is out of range; it is 280 to 2400"));
    const vro_results_view view = vro_results_view_of_host(results);
    TRY(vro_language_read(&options.language, asked->language, now.errors));
    TRY(vro_run_figure_draw(&view, asked->name, &options, &drawing, now.errors));
    *text = vro_byte_buffer_release_text(&drawing.svg);
    TRY(*text ? VRO_OK : vro_call_no_memory(&now));
out:
    vro_drawing_free(&drawing);
    return vro_call_end(&now, status);
}

vrosim_status vrosim_results_figure(char **text, const vrosim_results *results, const char *name,
                                    double width, const char *language, vrosim_errors *errors) {
    const vro_asked_figure asked = {name, NULL, width, language};
    return vro_results_figure_of_host(text, results, &asked, errors);
}

// What the library's own functions take of it.
static vro_status read_story(const vrosim_story *story, const vrosim_options *options,
                             const vrosim_scenario *scenario, vro_story_options *read,
                             vro_errors *errors) {
    const vrosim_options standard = vrosim_options_default();
    vro_status status = VRO_OK;
    *read = (vro_story_options){.strategy = VRO_STORY_ALL_STRATEGIES,
                                .random = vro_call_random(options ? options : &standard),
                                .language = VRO_ENGLISH};
    if (story->strategy)
        TRY(vro_scenario_find_strategy(vro_scenario_of_host(scenario), story->strategy,
                                       &read->strategy, errors));
    if (story->language)
        TRY(vro_language_read(&read->language, story->language, errors));
out:
    return status;
}

vrosim_status vrosim_scenario_story(char **text, const vrosim_scenario *scenario,
                                    const vrosim_story *story, const vrosim_options *options,
                                    vrosim_errors *errors) {
    vro_call now;
    vro_byte_buffer bytes = {0};
    vro_story_options read;
    FILE *stream = NULL;
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (text)
        *text = NULL;
    if (!text || !scenario || !story)
        return vro_call_end(&now, vro_call_refuse(&now, "text, scenario or story is NULL"));
    if (story->child >= VRO_PATIENTS_MAX)
        return vro_call_end(&now,
                            vro_call_refuse(&now, "child is out of range; it is below 10^16"));
    TRY(read_story(story, options, scenario, &read, now.errors));
    stream = vro_byte_buffer_stream(&bytes);
    TRY(stream ? VRO_OK : vro_call_no_memory(&now));
    TRY(vro_story_write(stream, vro_scenario_of_host(scenario), &read, story->child, now.errors));
out:
    return vro_call_end(&now, vro_call_take_text(&now, stream, &bytes, status, text));
}

void vrosim_text_free(char *text) {
    free(text);
}
