#include "vrosim/file/csv_reader.h"

#include "faults.h"
#include "scratch.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// Reads text[size] to its end into "field|field/field|..." with the place of each field.
static char *read_all(const char *text, size_t size, vro_errors *errors, vro_status *status) {
    vro_csv_reader *csv;
    const vro_csv_row *row;
    char *all = NULL;
    size_t length;
    FILE *stream = open_memstream(&all, &length);
    assert_int_equal(vro_csv_reader_open_text(&csv, "text", text, size), VRO_OK);
    for (;;) {
        *status = vro_csv_reader_next(csv, errors, &row);
        if (!row)
            break;
        for (size_t i = 0; i < row->count; i++)
            fprintf(stream, "%zu:%zu[%s]", row->fields[i].line, row->fields[i].column,
                    row->fields[i].text);
        fputc('\n', stream);
    }
    fclose(stream);
    vro_csv_reader_free(csv);
    return all;
}

static void rows_come_with_the_place_of_each_field(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"a,b\nc,d\n", "1:1[a]1:3[b]\n2:1[c]2:3[d]\n"},
        {"a,b", "1:1[a]1:3[b]\n"},
        {"a,b\r\nc,d\r\n", "1:1[a]1:3[b]\n2:1[c]2:3[d]\n"},
        {"a\rb\r", "1:1[a]\n2:1[b]\n"},
        {"\xef\xbb\xbf"
         "a,b\n",
         "1:1[a]1:3[b]\n"},
        {"\n\n  \na\n\n\nb\n", "4:1[a]\n7:1[b]\n"},
        {",,\nx,\n", "1:1[]1:2[]1:3[]\n2:1[x]2:3[]\n"},
        {" a , b\t,\"c\" \n", "1:2[a]1:6[b]1:9[c]\n"},
        {"\"a,\"\"b\"\"\",c\n", "1:1[a,\"b\"]1:11[c]\n"},
        {"\"two\nlines\",x\ny\n", "1:1[two\nlines]2:8[x]\n3:1[y]\n"},
        {"\"two\r\nlines\",x\r\ny\n", "1:1[two\r\nlines]2:8[x]\n3:1[y]\n"},
        {"\xc3\xbc\xe2\x88\x92,b\n", "1:1[\xc3\xbc\xe2\x88\x92]1:4[b]\n"},
        {"\" a \"\n", "1:1[ a ]\n"},
        {"a;b\nc,d;\"e;f\"\n", "1:1[a]1:3[b]\n2:1[c,d]2:5[e;f]\n"},
        {"\r\n\"a,b\";c\n", "2:1[a,b]2:7[c]\n"},
        {"a;b,c\nd;e\n", "1:1[a;b]1:5[c]\n2:1[d;e]\n"},
        {"\"a;b\"\nc,d\n", "1:1[a;b]\n2:1[c]2:3[d]\n"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        vro_status status;
        char *all = read_all(cases[i][0], strlen(cases[i][0]), &errors, &status);
        assert_string_equal(all, cases[i][1]);
        assert_int_equal(status, VRO_OK);
        assert_int_equal(errors.count, 0);
        free(all);
    }
}

// What is wrong, where, and which rows are read all the same.
// A table of fields with and without blanks, quotes and letters, and its rows as read_all has them.
static char *rows_with(const char *line_end, vro_errors *errors) {
    static const char *const fields[] = {"",    "12.5",       "-3e9",    "a b",
                                         "vro", "\"a\"\"b\"", "\xc3\xbc"};
    const size_t kinds = sizeof fields / sizeof *fields;
    char *text = NULL, *all;
    size_t size;
    vro_status status;
    FILE *stream = open_memstream(&text, &size);
    for (size_t row = 0; row < 5000; row++) {
        fprintf(stream, "%zu", row);
        for (size_t i = 0; i < row % 9; i++)
            fprintf(stream, ",%s", fields[row / 9 % (i % 3 + kinds - 2)]);
        fputs(line_end, stream);
    }
    fclose(stream);
    all = read_all(text, size, errors, &status);
    assert_int_equal(status, VRO_OK);
    free(text);
    return all;
}

static void rows_are_the_same_with_any_line_end(void **state) {
    (void)state;
    vro_errors errors = {0};
    char *rows = rows_with("\n", &errors);
    static const char *const others[] = {"\r\n", "\r"}; // which libcsv reads
    for (size_t i = 0; i < 2; i++) {
        char *same = rows_with(others[i], &errors);
        assert_string_equal(same, rows);
        free(same);
    }
    free(rows);
}

static void a_fault_names_its_place_and_hides_no_later_row(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size; // 0: to the NUL
        const char *place;
        const char *piece;
        const char *rows;
    } cases[] = {
        {"a,b\"c\nd\n", 0, ":1:4: ", "does not begin with one", "2:1[d]\n"},
        {"x\na,\"b\"c,d\ne\n", 0, ":2:6: ", "line 2, column 3", "1:1[x]\n3:1[e]\n"},
        {"a,\"b\nc\nd\n", 0, ":1:3: ", "never closed", ""},
        {"a,\"b\"\"\n", 0, ":1:3: ", "never closed", ""},
        {"a\n\"", 0, ":2:1: ", "never closed", "1:1[a]\n"},
        {"a\nb,\0c\n", 7, ":2:3: ", "NUL", "1:1[a]\n"},
        {"a\nb\x1b\n", 0, ":2:2: ", "control character", "1:1[a]\n"},
        {"a\x7f", 0, ":1:2: ", "control character", ""},
        {"a\nb,M\xfcller\nc\n", 0, ":2:3: ", "not UTF-8", "1:1[a]\n"},
        {"a\nb,M\xfc", 0, ":2:3: ", "not UTF-8", "1:1[a]\n"},
        {"\xff\xfe"
         "a\0",
         4, "text: ", "UTF-16", ""},
        {"\xfe\xff\0a", 4, "text: ", "UTF-16", ""},
        {"a\0,\0", 4, ":1:2: ", "UTF-16", ""},
        {"\xef\xbb"
         "a",
         0, "text: ", "not UTF-8", ""},
        {"PK\x03\x04\0", 5, ":1:3: ", "not a text file", ""},
        {"\x89PNG\r\n\x1a\n", 0, ":1:1: ", "not UTF-8", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        vro_status status;
        size_t size = cases[i].size > 0 ? cases[i].size : strlen(cases[i].text);
        char *all = read_all(cases[i].text, size, &errors, &status);
        assert_string_equal(all, cases[i].rows);
        assert_int_equal(status, VRO_BAD_INPUT);
        assert_int_equal(errors.count, 1);
        assert_fault(&errors, cases[i].place, cases[i].piece);
        free(all);
        vro_errors_free(&errors);
    }
}

static void every_row_at_fault_is_reported(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_status status;
    const char *text = "a\"\nb\nc\"\r\nd\n\"e\"f\n";
    char *all = read_all(text, strlen(text), &errors, &status);
    assert_string_equal(all, "2:1[b]\n4:1[d]\n");
    assert_int_equal(errors.count, 3);
    assert_fault(&errors, ":1:2: ", "quote");
    assert_fault(&errors, ":3:2: ", "quote");
    assert_fault(&errors, ":5:4: ", "quote");
    free(all);
    vro_errors_free(&errors);
}

// A field of size letters x, in quotes or not, between a line before and a field after it.
static char *text_with_field(size_t size, const char *quote) {
    char *text = malloc(size + 16);
    assert_non_null(text);
    size_t begin = (size_t)sprintf(text, "a\n%s", quote);
    memset(text + begin, 'x', size);
    sprintf(text + begin + size, "%s,b\n", quote);
    return text;
}

static void a_field_may_have_so_many_bytes_and_no_more(void **state) {
    (void)state;
    static const struct {
        size_t size;
        const char *quote;
        bool fits;
    } cases[] = {
        {VRO_CSV_FIELD_BYTES, "", true},       {VRO_CSV_FIELD_BYTES + 1, "", false},
        {VRO_CSV_FIELD_BYTES - 2, "\"", true}, {VRO_CSV_FIELD_BYTES - 1, "\"", false},
        {10 * 1024 * 1024, "", false},         {10 * 1024 * 1024, "\"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        vro_status status;
        char *text = text_with_field(cases[i].size, cases[i].quote);
        char *all = read_all(text, strlen(text), &errors, &status);
        assert_int_equal(errors.count, cases[i].fits ? 0 : 1);
        if (cases[i].fits)
            assert_int_equal(strlen(all), strlen("1:1[a]\n2:1[]2:4098[b]\n") + cases[i].size);
        else
            assert_fault(&errors, ":2:1: ", "4096 bytes");
        free(all);
        free(text);
        vro_errors_free(&errors);
    }
}

static void fields_beyond_those_kept_are_counted(void **state) {
    (void)state;
    enum { FIELDS = 100000 };
    char *text = malloc(FIELDS);
    memset(text, ',', FIELDS - 1);
    text[FIELDS - 1] = '\n';
    vro_errors errors = {0};
    vro_csv_reader *csv;
    const vro_csv_row *row;
    assert_int_equal(vro_csv_reader_open_text(&csv, "text", text, FIELDS), VRO_OK);
    assert_int_equal(vro_csv_reader_next(csv, &errors, &row), VRO_OK);
    assert_int_equal(row->count, FIELDS);
    assert_int_equal(row->fields[VRO_CSV_FIELDS_KEPT - 1].column, VRO_CSV_FIELDS_KEPT);
    vro_csv_reader_free(csv);
    free(text);
}

static void a_file_is_read_like_a_text(void **state) {
    (void)state;
    scratch files;
    scratch_open(&files);
    const char *path = scratch_write(&files, "a.csv", "x,y\n", 4);
    vro_errors errors = {0};
    vro_csv_reader *csv;
    const vro_csv_row *row;
    assert_int_equal(vro_csv_reader_open(&csv, path, &errors), VRO_OK);
    assert_string_equal(vro_csv_reader_name(csv), path);
    assert_int_equal(vro_csv_reader_next(csv, &errors, &row), VRO_OK);
    assert_string_equal(row->fields[1].text, "y");
    assert_int_equal(row->line, 1);
    assert_int_equal(vro_csv_reader_next(csv, &errors, &row), VRO_OK);
    assert_null(row);
    vro_csv_reader_free(csv);
    scratch_remove(&files, "a.csv");
    scratch_close(&files);
}

// How many rows there are until the end, whose status is returned.
static vro_status count_rows(vro_csv_reader *csv, vro_errors *errors, size_t *count) {
    const vro_csv_row *row;
    vro_status status;
    *count = 0;
    while ((status = vro_csv_reader_next(csv, errors, &row)), row)
        ++*count;
    return status;
}

static void a_file_is_read_up_to_so_many_bytes(void **state) {
    (void)state;
    static const char text[] = "a,b\nc,d\ne,f\n";
    for (uint64_t limit = 0; limit <= sizeof text; limit++) {
        const bool fits = limit >= sizeof text - 1;
        vro_errors errors = {0};
        vro_csv_reader *csv;
        size_t rows;
        assert_int_equal(vro_csv_reader_open_text(&csv, "text", text, sizeof text - 1), VRO_OK);
        vro_csv_reader_limit(csv, limit);
        assert_int_equal(count_rows(csv, &errors, &rows), fits ? VRO_OK : VRO_BAD_INPUT);
        assert_int_equal(rows, fits ? 3 : limit / 4);
        assert_int_equal(errors.count, !fits);
        vro_csv_reader_free(csv);
        vro_errors_free(&errors);
    }
}

static void write_for_ever(const int ends[2], const char *line) {
    close(ends[0]);
    while (write(ends[1], line, strlen(line)) > 0)
        ;
    _exit(0);
}

// Rows, blank lines and rows at fault.
static void a_pipe_that_never_ends_is_a_fault(void **state) {
    (void)state;
    static const char *const lines[] = {"a,b\n", "\n", "a\"b, a line at fault\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        vro_errors errors = {0};
        vro_csv_reader *csv;
        int ends[2];
        char path[32];
        size_t rows;
        assert_int_equal(pipe(ends), 0);
        const pid_t writer = fork();
        if (writer == 0)
            write_for_ever(ends, lines[i]);
        close(ends[1]);
        snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
        assert_int_equal(vro_csv_reader_open(&csv, path, &errors), VRO_OK);
        vro_csv_reader_limit(csv, 4000);
        const vro_status status = count_rows(csv, &errors, &rows);
        close(ends[0]);
        vro_csv_reader_free(csv);
        waitpid(writer, NULL, 0); // nobody reads it any more
        assert_int_equal(status, VRO_BAD_INPUT);
        assert_non_null(strstr(errors.faults[errors.count - 1].text,
                               "has more than 4000 bytes, the most that is read of a file; split "
                               "it, or see that the pipe that writes it ends"));
        vro_errors_free(&errors);
    }
}

static void a_missing_file_is_a_fault(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_csv_reader *csv;
    assert_int_equal(vro_csv_reader_open(&csv, "no/such/file.csv", &errors), VRO_BAD_INPUT);
    assert_null(csv);
    assert_fault(&errors, "no/such/file.csv: ", "No such file");
    vro_csv_reader_free(csv);
    vro_errors_free(&errors);
}

static void a_directory_is_a_fault(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_csv_reader *csv;
    const vro_csv_row *row;
    assert_int_equal(vro_csv_reader_open(&csv, ".", &errors), VRO_OK);
    assert_int_equal(vro_csv_reader_next(csv, &errors, &row), VRO_BAD_INPUT);
    assert_null(row);
    assert_fault(&errors, ".: ", "directory");
    vro_csv_reader_free(csv);
    vro_errors_free(&errors);
}

// The superuser may read everything, and is "nobody" meanwhile.
static void an_unreadable_file_is_a_fault(void **state) {
    (void)state;
    scratch files;
    scratch_open(&files);
    const char *path = scratch_write(&files, "a.csv", "x\n", 2);
    vro_errors errors = {0};
    vro_csv_reader *csv;
    assert_int_equal(chmod(path, 0), 0);
    uid_t user = geteuid();
    if (user == 0)
        assert_int_equal(seteuid(65534), 0);
    vro_status status = vro_csv_reader_open(&csv, path, &errors);
    assert_int_equal(seteuid(user), 0);
    assert_int_equal(status, VRO_BAD_INPUT);
    assert_fault(&errors, "a.csv: ", "Permission denied");
    vro_errors_free(&errors);
    scratch_remove(&files, "a.csv");
    scratch_close(&files);
}

int test_csv_reader(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_with_the_place_of_each_field),
        cmocka_unit_test(rows_are_the_same_with_any_line_end),
        cmocka_unit_test(a_fault_names_its_place_and_hides_no_later_row),
        cmocka_unit_test(every_row_at_fault_is_reported),
        cmocka_unit_test(a_field_may_have_so_many_bytes_and_no_more),
        cmocka_unit_test(fields_beyond_those_kept_are_counted),
        cmocka_unit_test(a_file_is_read_like_a_text),
        cmocka_unit_test(a_file_is_read_up_to_so_many_bytes),
        cmocka_unit_test(a_pipe_that_never_ends_is_a_fault),
        cmocka_unit_test(a_missing_file_is_a_fault),
        cmocka_unit_test(a_directory_is_a_fault),
        cmocka_unit_test(an_unreadable_file_is_a_fault),
    };
    return cmocka_run_group_tests_name("csv_reader", tests, NULL, NULL);
}
