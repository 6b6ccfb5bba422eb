#include "vrosim/table/child_portrait.h"

#include "vrosim/core/text.h"
#include "vrosim/core/wrapped_text.h"
#include "vrosim/table/story_texts.h"

#include <inttypes.h>
#include <math.h>

static const char *const LEVELS[VRO_LEVELS] = {"I", "II", "III", "IV", "V"};

static vro_report_number number_of(const vro_child_portrait *self, double value, int decimals) {
    return vro_story_number(self->language, value, decimals);
}

// Adds a sentence to a paragraph.
static void add_sentence(vro_story_paragraph *to, vro_story_text_id id,
                         const vro_story_values values) {
    vro_story_say_item(to, " ", id, values);
}

// A row of the table of both hips.
static void print_row(const vro_child_portrait *self, FILE *stream, const char *name,
                      const char *const hips[VRO_HIPS]) {
    static const int widths[VRO_LANGUAGES][VRO_HIPS] = {{9, 10}, {10, 12}};
    const int *width = widths[self->language];
    fprintf(stream, "  %*s %*s %*s\n", vro_text_field(name, -35), name,
            vro_text_field(hips[0], width[0]), hips[0], vro_text_field(hips[1], width[1]), hips[1]);
}

static void print_both(const vro_child_portrait *self, FILE *stream, vro_story_text_id name,
                       const float hips[VRO_HIPS][VRO_CHUNK]) {
    const vro_report_number index = number_of(self, vro_story_rounded(hips[0][0], 0), 0);
    const vro_report_number other = number_of(self, vro_story_rounded(hips[1][0], 0), 0);
    print_row(self, stream, vro_story_text(self->language, name),
              (const char *const[]){index.text, other.text});
}

static void print_hips(const vro_child_portrait *self, FILE *stream) {
    const vro_children *child = self->child;
    print_row(self, stream, "",
              (const char *const[]){vro_story_text(self->language, VRO_STORY_INDEX_HIP),
                                    vro_story_text(self->language, VRO_STORY_OTHER_HIP)});
    print_both(self, stream, VRO_STORY_NSA_ROW, child->nsa);
    print_both(self, stream, VRO_STORY_ANTEVERSION_ROW, child->anteversion);
    print_both(self, stream, VRO_STORY_ACETABULAR_INDEX_ROW, child->acetabular_index);
    print_both(self, stream, VRO_STORY_SHAPE_ROW, child->shape);
    print_both(self, stream, VRO_STORY_MIGRATION_ROW, child->migration);
}

static vro_report_number signed_tenths(const vro_child_portrait *self, float value) {
    return vro_story_signed(self->language, vro_story_rounded(value, 1), 1);
}

static void print_traits(const vro_child_portrait *self, FILE *stream) {
    const vro_children *child = self->child;
    const float *number = self->parameters->number;
    const float interval = number[VRO_FOLLOWUP_VISIT_INTERVAL], lld = child->natural_lld[0];
    vro_story_paragraph traits = {.language = self->language};
    add_sentence(&traits, VRO_STORY_TRAITS,
                 (vro_story_values){signed_tenths(self, child->fragility[0]).text,
                                    signed_tenths(self, child->tone_score[0]).text});
    add_sentence(&traits, lld < 0 ? VRO_STORY_NATURALLY_LONGER : VRO_STORY_NATURALLY_SHORTER,
                 (vro_story_values){number_of(self, fabsf(lld), 1).text});
    add_sentence(
        &traits, VRO_STORY_VISITS,
        (vro_story_values){number_of(self, (0.5f + child->visit_phase[0]) * interval, 2).text,
                           number_of(self, interval, 2).text});
    if (child->natural_death[0] <= number[VRO_FOLLOWUP_HORIZON])
        add_sentence(&traits, VRO_STORY_ILLNESS,
                     (vro_story_values){number_of(self, child->natural_death[0], 2).text});
    vro_wrapped_text_print(stream, "  ", traits.words.text, VRO_STORY_WIDTH);
}

// "17", or "17 (A1)" in a list with ids.
static void add_name(const vro_child_portrait *self, vro_story_paragraph *name) {
    char number[32];
    snprintf(number, sizeof number, "%" PRIu64, self->child->patient[0]);
    vro_story_say(name, *self->id ? VRO_STORY_NUMBER_AND_ID : VRO_STORY_NUMBER,
                  (vro_story_values){number, self->id});
}

void vro_child_portrait_print(const vro_child_portrait *self, FILE *stream) {
    const vro_children *child = self->child;
    vro_story_paragraph name = {.language = self->language};
    add_name(self, &name);
    vro_story_print(stream, self->language, child->female[0] ? VRO_STORY_GIRL : VRO_STORY_BOY,
                    (vro_story_values){name.words.text, LEVELS[child->level],
                                       number_of(self, child->age[0], 1).text,
                                       number_of(self, child->maturity[0], 1).text});
    putc('\n', stream);
    print_hips(self, stream);
    print_traits(self, stream);
}
