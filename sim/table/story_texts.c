#include "vrosim/table/story_texts.h"

#include "vrosim/core/pattern.h"

#include <math.h>
#include <string.h>

#define VRO_STORY_TEXT(identifier, english, german) {english, german},
static const char *const texts[VRO_STORY_TEXTS][VRO_LANGUAGES] = {
#include "vrosim/table/story_texts.def"
};
#undef VRO_STORY_TEXT

const char *vro_story_text(vro_language language, vro_story_text_id id) {
    return texts[id][language];
}

vro_report_number vro_story_number(vro_language language, double value, int decimals) {
    vro_report_number made;
    if (language != VRO_ENGLISH)
        return vro_report_decimals(language, value, decimals);
    snprintf(made.text, sizeof made.text, "%.*f", decimals, value);
    return made;
}

vro_report_number vro_story_plain(vro_language language, double value) {
    vro_report_number made;
    if (language != VRO_ENGLISH)
        return vro_report_plain(language, value);
    snprintf(made.text, sizeof made.text, "%g", value);
    return made;
}

vro_report_number vro_story_signed(vro_language language, double value, int decimals) {
    vro_report_number made = vro_story_number(language, value, decimals);
    if (value < 0)
        return made;
    memmove(made.text + 1, made.text, sizeof made.text - 2);
    made.text[0] = '+';
    return made;
}

double vro_story_rounded(double value, int decimals) {
    const double parts = pow(10, decimals);
    return round(value * parts) / parts + 0.0;
}

static size_t count_of(const vro_story_values values) {
    return values ? VRO_STORY_PLACES : 0;
}

void vro_story_print(FILE *stream, vro_language language, vro_story_text_id id,
                     const vro_story_values values) {
    const char *at = texts[id][language];
    for (vro_pattern_piece piece; vro_pattern_next(&at, values, count_of(values), &piece);)
        fwrite(piece.text, 1, piece.size, stream);
}

void vro_story_say(vro_story_paragraph *to, vro_story_text_id id, const vro_story_values values) {
    const char *at = texts[id][to->language];
    for (vro_pattern_piece piece; vro_pattern_next(&at, values, count_of(values), &piece);)
        vro_paragraph_add(&to->words, "%.*s", (int)piece.size, piece.text);
}

void vro_story_say_item(vro_story_paragraph *to, const char *separator, vro_story_text_id id,
                        const vro_story_values values) {
    vro_paragraph_add_item(&to->words, 0, separator, "%s", "");
    vro_story_say(to, id, values);
}
