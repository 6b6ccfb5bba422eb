#include "vrosim/file/csv_reader.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"
#include "vrosim/file/byte_source.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { AHEAD_MAX = 1024 }; // bytes that are looked at before the first row

struct vro_csv_reader {
    vro_byte_source source;
    const char *name;
    struct csv_parser parser;
    char separator;     // of fields
    char mark;          // of decimals, in a file of ';'; 0 until a number shows it
    uint64_t limit;     // bytes that are read at most
    uint64_t bytes;     // read so far
    vro_errors *errors; // of the call that is under way
    vro_place at;       // of the byte that is read next
    vro_place begin;    // of the field that is being read
    size_t field_bytes; // read of that field; 0 before it begins
    int last;           // the byte before
    bool skipping;      // to the end of a line at fault
    bool row_done;
    bool ended;
    vro_status status; // worst so far
    vro_csv_row row;
    char text[VRO_CSV_FIELDS_KEPT][VRO_CSV_FIELD_BYTES + 1];
};

static const char SAVE_AS_TEXT[] = "save the table as comma-separated text (CSV, UTF-8)";

// Adds a fault after which no more of the file is read.
static void end_with(vro_csv_reader *self, const vro_place *place, const char *sentence) {
    self->status =
        vro_errors_add(self->errors, VRO_BAD_INPUT, place, "%s; %s", sentence, SAVE_AS_TEXT);
    self->ended = true;
}

// libcsv's callback at the end of a field.
static void keep_field(void *text, size_t size, void *csv) {
    vro_csv_reader *self = csv;
    vro_place place = self->field_bytes > 0 ? self->begin : self->at;
    self->field_bytes = 0;
    size_t number = self->row.count++;
    if (number >= VRO_CSV_FIELDS_KEPT)
        return;
    char *copy = self->text[number];
    memcpy(copy, text, size);
    copy[size] = '\0';
    self->row.fields[number] = (vro_csv_field){copy, place.line, place.column};
    if (!vro_text_is_utf8(copy))
        end_with(self, &place, "this field is not UTF-8 text");
}

// libcsv's callback at the end of a row.
static void keep_row(int terminator, void *csv) {
    vro_csv_reader *self = csv;
    (void)terminator;
    self->row_done = !self->ended;
}

static void start_row(vro_csv_reader *self) {
    self->row_done = false;
    self->row.count = 0;
    self->field_bytes = 0;
}

static void start_parser(vro_csv_reader *self) {
    csv_init(&self->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&self->parser, (unsigned char)self->separator);
}

static bool is_line_end(int byte) {
    return byte == '\n' || byte == '\r';
}

// Moves the place past a byte; a CRLF is one line end, and only the first byte of a character
// counts.
static void advance(vro_csv_reader *self, int byte) {
    bool second_half = byte == '\n' && self->last == '\r';
    if (is_line_end(byte) && !second_half) {
        self->at.line++;
        self->at.column = 1;
    } else if (!second_half && (byte & 0xC0) != 0x80) {
        self->at.column++;
    }
    self->last = byte;
}

// Reports that the row breaks the quoting rules, and skips the rest of its line.
static void fault_of_quotes(vro_csv_reader *self, int byte) {
    if (self->parser.quoted)
        self->status = vro_errors_add(
            self->errors, VRO_BAD_INPUT, &self->at,
            "text after the closing quote of the field that begins at line %zu, column %zu; "
            "write a quote inside a quoted field twice",
            self->begin.line, self->begin.column);
    else
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &self->at,
                                      "a quote inside a field that does not begin with one; put "
                                      "the whole field in quotes and write the inner quote twice");
    csv_free(&self->parser);
    start_parser(self);
    start_row(self);
    self->skipping = !is_line_end(byte);
}

static void fault_of_length(vro_csv_reader *self) {
    self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &self->begin,
                                  "a field of more than %d bytes begins here; shorten it, or close "
                                  "its quote if one is missing (the rest of the file is not read)",
                                  (int)VRO_CSV_FIELD_BYTES);
    self->ended = true;
}

// Counts the byte toward its field; the callbacks count anew.
static void measure(vro_csv_reader *self, int byte) {
    if (self->field_bytes == 0) {
        if (is_line_end(byte) || byte == ' ' || byte == '\t')
            return;
        self->begin = self->at;
    }
    self->field_bytes++;
}

static void parse(vro_csv_reader *self, int byte) {
    unsigned char text = (unsigned char)byte;
    measure(self, byte);
    if (csv_parse(&self->parser, &text, 1, keep_field, keep_row, self) == 1) {
        if (self->field_bytes > VRO_CSV_FIELD_BYTES)
            fault_of_length(self);
    } else if (csv_error(&self->parser) == CSV_EPARSE) {
        fault_of_quotes(self, byte);
    } else {
        self->status = VRO_NO_MEMORY;
        self->ended = true;
    }
}

static void read_byte(vro_csv_reader *self, int byte) {
    if (byte == '\0')
        end_with(self, &self->at, "a NUL byte: this is not text (or it is UTF-16)");
    else if (byte == 0x7F || (byte < 0x20 && byte != '\t' && !is_line_end(byte)))
        end_with(self, &self->at, "a control character: this is not a text file");
    else if (self->skipping)
        self->skipping = !is_line_end(byte);
    else
        parse(self, byte);
    advance(self, byte);
}

static void fault_of_size(vro_csv_reader *self) {
    const vro_place file = {.file = self->name};
    self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &file,
                                  "has more than %" PRIu64 " bytes, the most that is read of a "
                                  "file; split it, or see that the pipe that writes it ends (the "
                                  "rest is not read)",
                                  self->limit);
    self->ended = true;
}

static void finish(vro_csv_reader *self) {
    vro_place file = {.file = self->name};
    if (ferror(self->source.stream))
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &file, "cannot be read: %s",
                                      strerror(errno));
    else if (csv_fini(&self->parser, keep_field, keep_row, self) != 0)
        self->status = vro_errors_add(self->errors, VRO_BAD_INPUT, &self->begin,
                                      "the quote that opens here is never closed");
    self->ended = true;
}

// Skips a UTF-8 byte order mark; a UTF-16 one is a fault.
static void read_mark(vro_csv_reader *self) {
    const vro_place file = {.file = self->name};
    const size_t ahead = vro_byte_source_ahead(&self->source, 3);
    const char *bytes = self->source.bytes + self->source.next;
    if (ahead > 0 && (*bytes == '\xFE' || *bytes == '\xFF'))
        end_with(self, &file, "this is UTF-16 or binary, not UTF-8 text");
    else if (ahead >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        self->source.next += 3;
    else if (ahead > 0 && *bytes == '\xEF')
        end_with(self, &file, "this is not UTF-8 text");
}

// Looks at the first line that is not empty for what separates its fields.
static void find_separator(vro_csv_reader *self) {
    bool quoted = false, commas = false, semicolons = false, begun = false;
    const size_t ahead = vro_byte_source_ahead(&self->source, AHEAD_MAX);
    const char *bytes = self->source.bytes + self->source.next;
    for (size_t i = 0; i < ahead && i < AHEAD_MAX; i++) {
        const int byte = bytes[i];
        if (begun && is_line_end(byte))
            break;
        begun = begun || !is_line_end(byte);
        quoted = quoted != (byte == '"');
        commas = commas || (byte == ',' && !quoted);
        semicolons = semicolons || (byte == ';' && !quoted);
    }
    self->separator = semicolons && !commas ? ';' : ',';
    csv_set_delim(&self->parser, (unsigned char)self->separator);
}

// Makes a row of a line, whose separators become ends of texts.
static void split(vro_csv_reader *self, char *line, size_t size) {
    const char *begin = line, separators[] = {self->separator, '\0'};
    line[size] = '\0';
    for (char *text; (text = strsep(&line, separators)); self->row.count++)
        if (self->row.count < VRO_CSV_FIELDS_KEPT)
            self->row.fields[self->row.count] =
                (vro_csv_field){text, self->at.line, (size_t)(text - begin) + 1};
}

// Reads a row that is a plain line, as most lines of numbers are, to the fields that libcsv finds
// in ten times the time; otherwise reads nothing.
static bool read_plain_row(vro_csv_reader *self) {
    size_t size;
    char *line = vro_byte_source_line(&self->source, &size);
    if (!line || size == 0 || size > VRO_CSV_FIELD_BYTES || size >= self->limit - self->bytes ||
        self->skipping || self->ended || !vro_text_is_plain(line, size))
        return false;
    split(self, line, size);
    self->source.next += size + 1;
    self->bytes += size + 1;
    self->at.line++;
    self->last = '\n';
    self->row_done = true;
    return true;
}

static void read_row(vro_csv_reader *self) {
    while (!self->row_done && !self->ended) {
        const int byte = vro_byte_source_next(&self->source);
        if (byte == EOF)
            finish(self);
        else if (self->bytes++ == self->limit)
            fault_of_size(self);
        else
            read_byte(self, byte);
    }
}

void vro_csv_reader_limit(vro_csv_reader *self, uint64_t bytes) {
    self->limit = bytes;
}

vro_status vro_csv_reader_next(vro_csv_reader *self, vro_errors *errors, const vro_csv_row **row) {
    self->errors = errors;
    *row = NULL;
    start_row(self);
    if (self->at.line == 0) {
        self->at = (vro_place){.file = self->name, .line = 1, .column = 1};
        read_mark(self);
        find_separator(self);
    }
    if (!read_plain_row(self))
        read_row(self);
    if (!self->row_done)
        return self->status;
    self->row.line = self->row.fields[0].line;
    *row = &self->row;
    return VRO_OK;
}

// Takes the stream over, also where it fails.
static vro_status open_stream(vro_csv_reader **self, const char *name, FILE *stream) {
    vro_csv_reader *opened = malloc(sizeof *opened);
    if (!opened) {
        fclose(stream);
        return VRO_NO_MEMORY;
    }
    memset(opened, 0, offsetof(vro_csv_reader, text));
    vro_byte_source_begin(&opened->source, stream);
    opened->name = name;
    opened->separator = ',';
    opened->limit = VRO_CSV_FILE_BYTES;
    start_parser(opened);
    *self = opened;
    return VRO_OK;
}

#ifdef VRO_NO_FILES
vro_status vro_csv_reader_open(vro_csv_reader **self, const char *path, vro_errors *errors) {
    *self = NULL;
    return vro_errors_add(
        errors, VRO_BAD_INPUT, &(vro_place){.file = path},
        "cannot be opened, because there are no files here; give the table as text");
}
#else
vro_status vro_csv_reader_open(vro_csv_reader **self, const char *path, vro_errors *errors) {
    *self = NULL;
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        if (errno == ENOMEM)
            return VRO_NO_MEMORY;
        vro_place file = {.file = path};
        return vro_errors_add(errors, VRO_BAD_INPUT, &file, "cannot be opened: %s",
                              strerror(errno));
    }
    return open_stream(self, path, stream);
}
#endif

vro_status vro_csv_reader_open_text(vro_csv_reader **self, const char *name, const char *text,
                                    size_t size) {
    *self = NULL;
    // "r" never writes to the text
    FILE *stream = fmemopen((char *)text, size, "r");
    return !stream ? VRO_NO_MEMORY : open_stream(self, name, stream);
}

const char *vro_csv_reader_number(vro_csv_reader *self, const char *text, double *number) {
    return self && self->separator == ';' ? vro_decimal_read_marked(text, &self->mark, number)
                                          : vro_decimal_read(text, number);
}

bool vro_csv_field_is_missing(const vro_csv_field *field) {
    return strcmp(field->text, "NA") == 0;
}

void vro_csv_reader_note_missing(const vro_csv_reader *self, size_t count, vro_errors *errors) {
    if (count > 0)
        vro_errors_note(errors, self->name, "%zu field%s NA; read as empty", count,
                        count == 1 ? " is" : "s are");
}

char vro_csv_reader_separator(const vro_csv_reader *self) {
    return self->separator;
}

const char *vro_csv_reader_name(const vro_csv_reader *self) {
    return self->name;
}

void vro_csv_reader_free(vro_csv_reader *self) {
    if (!self)
        return;
    fclose(self->source.stream);
    csv_free(&self->parser);
    free(self);
}
