// Any bytes as a list of children, as a table and as one child on a command line. What comes out as
// a list has values within their bounds, and its text, read again, must give the same list.
#include "vrosim/input/child_list_reader.h"

#include "fuzz.h"

#include <math.h>
#include <string.h>

static void require_bounds(const vro_child_list *list) {
    char words[VRO_CHILD_WORDS_MAX];
    for (size_t i = 0; i < list->count * VRO_CHILD_ATTRIBUTES; i++) {
        const vro_child_attribute attribute = (vro_child_attribute)(i % VRO_CHILD_ATTRIBUTES);
        const float value = list->values[i];
        if (isnan(value))
            continue;
        require(value >= -60 && value <= 200, "a value lies within the bounds of all attributes");
        require(attribute != VRO_CHILD_GMFCS || (value >= 1 && value <= 5), "a level is 1 to 5");
        require(attribute != VRO_CHILD_FEMALE || value == 0 || value == 1, "a sex is 0 or 1");
        vro_child_attribute_write(attribute, value, words);
        require(*words != '\0', "a value can be said");
    }
}

static void require_round_trip(const vro_child_list *list) {
    vro_errors errors = {0};
    vro_child_list again;
    char *text = vro_child_list_text(list, &errors);
    require(text, "a list has a text");
    require(vro_child_list_parse(&again, "again", text, strlen(text), &errors) == VRO_OK,
            "the text can be read");
    char *copy = vro_child_list_text(&again, &errors);
    require(copy && strcmp(text, copy) == 0 && again.count == list->count,
            "the text read again is the same list");
    vro_child_list_free(&again);
    free(copy);
    free(text);
}

// status: of reading the list, which is freed.
static void require_list(vro_status status, vro_child_list *list, vro_errors *errors) {
    require_sentences(status, errors);
    require((status == VRO_OK) == (list->count > 0), "a list that failed is empty");
    if (status == VRO_OK) {
        require_bounds(list);
        require_round_trip(list);
    }
    vro_child_list_free(list);
    vro_errors_free(errors);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vro_errors errors = {0};
    vro_child_list list;
    char *typed = malloc(size + 1);
    require(typed, "memory for the input");
    memcpy(typed, data, size);
    typed[size] = '\0';
    require_list(vro_child_list_parse(&list, "list", typed, size, &errors), &list, &errors);
    require_list(vro_child_list_read_child(&list, typed, &errors), &list, &errors);
    free(typed);
    return 0;
}
