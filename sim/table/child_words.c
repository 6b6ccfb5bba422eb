#include "vrosim/table/child_words.h"

#include "vrosim/core/paragraph.h"
#include "vrosim/core/wrapped_text.h"

enum { WIDTH = 78 };

static void add_child(vro_paragraph *to, const vro_child_list *list) {
    char words[VRO_CHILD_WORDS_MAX];
    vro_paragraph_add(to, "Every child: ");
    const size_t start = to->length;
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++) {
        if (vro_child_list_given(list, (vro_child_attribute)a) == 0)
            continue;
        vro_child_attribute_write((vro_child_attribute)a, list->values[a], words);
        vro_paragraph_add_item(to, start, ", ", "%s", words);
    }
}

static void add_list(vro_paragraph *to, const vro_child_list *list) {
    vro_paragraph_add(to, "The children are those of a list of %zu, again and again, with their ",
                      list->count);
    const size_t start = to->length;
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++) {
        const size_t given = vro_child_list_given(list, (vro_child_attribute)a);
        if (given == 0)
            continue;
        vro_paragraph_add_item(to, start, ", ", "%s",
                               vro_child_attribute_name((vro_child_attribute)a));
        if (given < list->count)
            vro_paragraph_add(to, " (known of %zu)", given);
    }
}

void vro_child_words_print(FILE *stream, const vro_child_list *list) {
    vro_paragraph sentence = {0};
    if (list->count == 0)
        return;
    if (list->count == 1)
        add_child(&sentence, list);
    else
        add_list(&sentence, list);
    vro_paragraph_add(&sentence, "; all else is drawn.");
    vro_wrapped_text_print(stream, "", sentence.text, WIDTH);
}
