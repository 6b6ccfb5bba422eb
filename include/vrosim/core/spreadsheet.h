// What a spreadsheet takes a text of a CSV file for. Quotation marks do not keep it from doing so.
#ifndef VROSIM_CORE_SPREADSHEET_H
#define VROSIM_CORE_SPREADSHEET_H

typedef enum vro_spreadsheet_reading {
    VRO_SPREADSHEET_TEXT,    // or a whole number, which stays what it is
    VRO_SPREADSHEET_FORMULA, // begins with '=', '+', '-' or '@'
    VRO_SPREADSHEET_DATE,    // 1/2, 1-2, 1.2.2024, May 5, 2024-05 and times such as 10:30
    VRO_SPREADSHEET_NUMBER   // that is shown otherwise: 007, 1.50, 1,5, 1e5
} vro_spreadsheet_reading;

// Of a text as a whole. Months are those of English, German, French and Spanish.
vro_spreadsheet_reading vro_spreadsheet_read(const char *text);

// What is wrong with a text that is not taken for a text, as the end of a sentence that begins with
// it; NULL: nothing. Static.
const char *vro_spreadsheet_fault(const char *text);

#endif
