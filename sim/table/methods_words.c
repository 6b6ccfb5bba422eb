#include "vrosim/table/methods_words.h"

#include <string.h>

#define VRO_METHODS_WORD(identifier, english, german) [identifier] = {english, german},
static const char *const words[VRO_METHODS_WORDS][VRO_LANGUAGES] = {
#include "vrosim/table/methods_words.def"
};
#undef VRO_METHODS_WORD

const char *vro_methods_word_text(vro_language language, vro_methods_word word) {
    return words[word][language];
}

vro_report_number vro_methods_words_number(vro_language language, double value) {
    const char point = vro_report_decimals(language, 0, 1).text[1]; // of "0.0"
    vro_report_number number = vro_report_digits(language, value);
    char *mark = strchr(number.text, point);
    size_t length = strlen(number.text);
    if (!mark)
        return number;
    while (number.text[length - 1] == '0')
        length--;
    number.text[length - (&number.text[length - 1] == mark)] = '\0';
    return number;
}

void vro_methods_words_list(vro_paragraph *text, vro_language language, const char *const *items,
                            size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            vro_paragraph_add(text, "%s", i + 1 < count ? ", " : words[VRO_WORD_AND][language]);
        vro_paragraph_add(text, "%s", items[i]);
    }
}
