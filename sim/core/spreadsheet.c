#include "vrosim/core/spreadsheet.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    LAST_DAY = 31,
    MOST_OF_DATE = 3, // numbers
    EXACT_DIGITS = 15 // of a number in a spreadsheet
};

static const char DIGITS[] = "0123456789";
static const char BETWEEN[] = " -/.:,"; // numbers and months of a date

// What a text is made of.
typedef struct parts {
    size_t numbers;
    size_t words; // months, and halves of a day
    bool has_day; // a number from 1 to 31
    char between; // the first character that stands between two parts; '\0': none
    bool mixed;   // not always the same, or two in a row
} parts;

static bool is_letter(char letter) {
    return isalpha((unsigned char)letter) || (unsigned char)letter >= 0x80;
}

// Months, and halves of a day.
static const char WORDS_OF_DATE[] =
    "jan january januar j\xc3\xa4n janvier janv ene enero feb february februar f\xc3\xa9vrier "
    "f\xc3\xa9vr fev febrero mar march m\xc3\xa4rz m\xc3\xa4r mrz mars marzo apr april avr avril "
    "abr "
    "abril may mai mayo jun june juni juin junio jul july juli juil juillet julio aug august "
    "ao\xc3\xbbt aout ago agosto sep sept september septembre septiembre oct october okt oktober "
    "octobre octubre nov november novembre noviembre dec december dez dezember d\xc3\xa9"
    "c d\xc3\xa9"
    "cembre decembre dic diciembre am pm";

// Whether word[length] stands in a date beside numbers.
static bool is_word_of_date(const char *word, size_t length) {
    for (const char *known = WORDS_OF_DATE; *known != '\0'; known += strspn(known, " ")) {
        const size_t known_length = strcspn(known, " ");
        if (known_length == length && strncasecmp(known, word, length) == 0)
            return true;
        known += known_length;
    }
    return false;
}

static void add_number(parts *self, const char *digits, size_t length) {
    const double number = length < EXACT_DIGITS ? strtod(digits, NULL) : LAST_DAY + 1;
    self->numbers++;
    self->has_day |= number >= 1 && number <= LAST_DAY;
}

// false: the text has what no date has.
static bool find_parts(parts *self, const char *text) {
    *self = (parts){0};
    while (*text != '\0') {
        size_t length = strspn(text, DIGITS);
        if (length > 0) {
            add_number(self, text, length);
        } else if (is_letter(*text)) {
            while (is_letter(text[length]))
                length++;
            if (!is_word_of_date(text, length))
                return false;
            self->words++;
        } else {
            if (!strchr(BETWEEN, *text))
                return false;
            self->mixed |= self->between != '\0' && self->between != *text;
            self->between = *text;
            length = 1;
        }
        text += length;
    }
    return true;
}

// Numbers and a month in any order; without a month two or three numbers, one of which may be a day
// or a month, and of which '.' divides three; 10:30.
static bool is_date(const char *text) {
    parts found;
    if (!find_parts(&found, text) || found.numbers == 0 || found.numbers > MOST_OF_DATE)
        return false;
    if (found.words > 0)
        return found.words == 1;
    if (found.mixed || found.numbers < 2 || !found.between)
        return false;
    if (found.between == ':')
        return true;
    return found.has_day &&
           (strchr("-/", found.between) || (found.between == '.' && found.numbers == MOST_OF_DATE));
}

// 1.5, 1,5, 1e5 and 007, but not 15.
static bool is_other_number(const char *text) {
    char number[64];
    char *end;
    const size_t length = strlen(text), digits = strspn(text, DIGITS);
    if (length == 0 || length >= sizeof number || !strpbrk(text, DIGITS))
        return false;
    if (digits == length)
        return length > EXACT_DIGITS || (length > 1 && text[0] == '0');
    strcpy(number, text);
    char *mark = strchr(number, ',');
    if (mark)
        *mark = '.';
    (void)strtod(number, &end);
    return *end == '\0' && !strpbrk(number, "xXpP");
}

vro_spreadsheet_reading vro_spreadsheet_read(const char *text) {
    if (*text != '\0' && strchr("=+-@", *text))
        return VRO_SPREADSHEET_FORMULA;
    if (is_date(text))
        return VRO_SPREADSHEET_DATE;
    return is_other_number(text) ? VRO_SPREADSHEET_NUMBER : VRO_SPREADSHEET_TEXT;
}

const char *vro_spreadsheet_fault(const char *text) {
    static const char *const faults[] = {
        [VRO_SPREADSHEET_TEXT] = NULL,
        [VRO_SPREADSHEET_FORMULA] =
            "is a formula to a spreadsheet; let it begin with a letter, a digit or a quotation "
            "mark",
        [VRO_SPREADSHEET_DATE] =
            "is a date or time to a spreadsheet; put a word before it, such as 'of May 2019'",
        [VRO_SPREADSHEET_NUMBER] = "is a number to a spreadsheet, which shows it in another way; "
                                   "put a word before it",
    };
    return faults[vro_spreadsheet_read(text)];
}
