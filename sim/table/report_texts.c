#include "vrosim/table/report_texts.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/core/pattern.h"
#include "vrosim/core/text.h"
#include "vrosim/figure/text_metrics.h"
#include "vrosim/file/number_format.h"

#include <math.h>
#include <string.h>

#define VRO_REPORT_TEXT(identifier, english, german) {english, german},
static const char *const texts[VRO_REPORT_TEXTS][VRO_LANGUAGES] = {
#include "vrosim/table/report_texts.def"
};
#undef VRO_REPORT_TEXT

typedef struct language_row {
    const char *code;
    const char *point;     // decimal
    const char *thousands; // between groups of three digits
} language_row;

static const language_row languages[VRO_LANGUAGES] = {{"en", ".", ","}, {"de", ",", "."}};

static const char MINUS[] = "\xE2\x88\x92", INFINITE[] = "\xE2\x88\x9E",
                  PERCENT[] = "\xC2\xA0%"; // with a no-break space

const char *vro_language_code(vro_language language) {
    return languages[language].code;
}

char vro_language_decimal_mark(vro_language language) {
    return *languages[language].point;
}

vro_status vro_language_read(vro_language *self, const char *code, vro_errors *errors) {
    for (int i = 0; i < VRO_LANGUAGES; i++)
        if (strcmp(languages[i].code, code) == 0) {
            *self = (vro_language)i;
            return VRO_OK;
        }
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "'%s' is no language of the texts; write en (English) or de (German)",
                          vro_text_excerpt(code).text);
}

const char *vro_report_text(vro_language language, vro_report_text_id id) {
    return texts[id][language];
}

// After a text from right to left a mark ends its direction, or numbers behind it would join it.
static void append_value(vro_byte_buffer *made, const vro_pattern_piece *value) {
    static const char LEFT_TO_RIGHT_MARK[] = "\xE2\x80\x8E";
    vro_byte_buffer_append(made, value->text, value->size);
    if (vro_text_metrics_is_right_to_left(value->text))
        vro_byte_buffer_append(made, LEFT_TO_RIGHT_MARK, strlen(LEFT_TO_RIGHT_MARK));
}

char *vro_report_fill(const char *format, const char *const *values, size_t count) {
    vro_byte_buffer made = {0};
    for (vro_pattern_piece piece; vro_pattern_next(&format, values, count, &piece);)
        if (piece.is_value)
            append_value(&made, &piece);
        else
            vro_byte_buffer_append(&made, piece.text, piece.size);
    return vro_byte_buffer_release_text(&made);
}

char *vro_report_sentence(vro_language language, vro_report_text_id id, const char *const *values,
                          size_t count) {
    return vro_report_fill(texts[id][language], values, count);
}

// Appends to a number; what does not fit is cut.
static void append(vro_report_number *self, const char *text, size_t size) {
    const size_t length = strlen(self->text);
    if (length + size < sizeof self->text) {
        memcpy(self->text + length, text, size);
        self->text[length + size] = '\0';
    }
}

static void append_text(vro_report_number *self, const char *text) {
    append(self, text, strlen(text));
}

// Digits with a point as the language writes them.
static void append_digits(vro_report_number *self, const language_row *row, const char *digits) {
    const size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        append(self, digits + i, 1);
        if ((whole - i) % 3 == 1 && i + 1 < whole)
            append_text(self, row->thousands);
    }
    if (digits[whole]) {
        append_text(self, row->point);
        append_text(self, digits + whole + 1);
    }
}

vro_report_number vro_report_decimals(vro_language language, double value, int decimals) {
    vro_report_number made = {""};
    char digits[VRO_NUMBER_FORMAT_MAX];
    if (isnan(value))
        return made;
    if (isinf(value)) {
        append_text(&made, value < 0 ? MINUS : "");
        append_text(&made, INFINITE);
        return made;
    }
    vro_number_format_print_decimals(digits, value, decimals);
    append_text(&made, *digits == '-' ? MINUS : "");
    append_digits(&made, &languages[language], digits + (*digits == '-'));
    return made;
}

enum { DIGITS = 3, DECIMALS_MAX = 15 };

vro_report_number vro_report_digits(vro_language language, double value) {
    const double size = fabs(value);
    int decimals = 0;
    if (size > 0 && isfinite(size))
        decimals = DIGITS - 1 - (int)floor(log10(size));
    decimals = decimals < 0 ? 0 : decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
    return vro_report_decimals(language, value, decimals);
}

vro_report_number vro_report_plain(vro_language language, double value) {
    vro_report_number made = {""};
    char digits[VRO_NUMBER_FORMAT_MAX];
    if (!isfinite(value))
        return vro_report_decimals(language, value, 0);
    vro_number_format_print(digits, value, 0);
    append_text(&made, *digits == '-' ? MINUS : "");
    append_digits(&made, &languages[language], digits + (*digits == '-'));
    return made;
}

vro_report_number vro_report_percent(vro_language language, double share, int decimals) {
    vro_report_number made = vro_report_decimals(language, 100 * share, decimals);
    if (*made.text)
        append_text(&made, PERCENT);
    return made;
}
