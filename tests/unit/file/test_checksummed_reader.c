// Reading files with a checksum: whole from files and pipes, of the right kind, and no further than
// their beginning lets them be.
#define _GNU_SOURCE 1

#include "vrosim/file/checksummed_reader.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

// The header of a letter is its number of pages, of 100 bytes each.
static vro_status read_pages(const char *header, size_t size, const char *file, uint64_t *body,
                             vro_errors *errors) {
    if (size != 1 || *header < '0' || *header > '9')
        return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file}, "has no pages");
    *body = 100 * (uint64_t)(*header - '0');
    return VRO_OK;
}

static const vro_checksummed_file LETTER = {.line = "a sealed letter, format 3\n",
                                            .article = "a",
                                            .noun = "letter",
                                            .read_body_size = read_pages};
static const vro_checksummed_file CARD = {
    .line = "a sealed card, format 3\n", .article = "a", .noun = "card", .most = 1000};
static const vro_checksummed_file *const KINDS[] = {&LETTER, &CARD};

static vro_byte_buffer seal(const vro_checksummed_file *kind, const char *header, size_t body) {
    vro_byte_buffer bytes = {0};
    vro_checksummed_file_begin(kind, header, &bytes);
    for (size_t i = 0; i < body; i++)
        vro_byte_buffer_append(&bytes, "x", 1);
    vro_checksummed_file_end(&bytes);
    assert_false(bytes.failed);
    return bytes;
}

// Reads bytes from a file, or from a pipe to which they are sent and then, if endless, "x" for
// ever.
typedef enum way { FROM_FILE, FROM_PIPE, FROM_ENDLESS_PIPE } way;

static void send_bytes(int pipe_end, const vro_byte_buffer *bytes, bool endless) {
    signal(SIGPIPE, SIG_DFL);
    (void)!write(pipe_end, bytes->at, bytes->size);
    while (endless && write(pipe_end, "x", 1) == 1) {
    }
    _exit(0);
}

static vro_status read_pipe(vro_checksummed_bytes *self, const vro_byte_buffer *bytes, bool endless,
                            vro_errors *errors) {
    int ends[2];
    char path[40];
    assert_int_equal(pipe(ends), 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    const pid_t sender = fork();
    if (sender == 0) {
        close(ends[0]);
        send_bytes(ends[1], bytes, endless);
    }
    close(ends[1]);
    const vro_status status = vro_checksummed_reader_read(self, path, KINDS, 2, errors);
    close(ends[0]);
    assert_int_equal(waitpid(sender, NULL, 0), sender);
    return status;
}

static vro_status read_bytes(vro_checksummed_bytes *self, const vro_byte_buffer *bytes, way from,
                             vro_errors *errors) {
    scratch folder;
    if (from != FROM_FILE)
        return read_pipe(self, bytes, from == FROM_ENDLESS_PIPE, errors);
    scratch_open(&folder);
    const char *path = scratch_write(&folder, "file", (const char *)bytes->at, bytes->size);
    const vro_status status = vro_checksummed_reader_read(self, path, KINDS, 2, errors);
    remove_tree(folder.folder);
    return status;
}

static void files_and_pipes_come_whole_and_of_their_kind(void **state) {
    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (way from = FROM_FILE; from <= FROM_PIPE; from++) {
            vro_errors errors = {0};
            vro_checksummed_bytes read;
            vro_byte_buffer bytes = seal(KINDS[i], "3", 300);
            assert_int_equal(read_bytes(&read, &bytes, from, &errors), VRO_OK);
            assert_ptr_equal(read.kind, KINDS[i]);
            assert_int_equal(read.size, bytes.size);
            assert_memory_equal(read.at, bytes.at, bytes.size);
            vro_checksummed_bytes_free(&read);
            vro_byte_buffer_free(&bytes);
        }
}

// The bytes of a sealed file, cut or with others behind them; how many of them are read at most.
static void nothing_is_read_beyond_what_can_be_whole(void **state) {
    (void)state;
    enum { BEFORE = 26 + 8 + 1 };
    const struct {
        const vro_checksummed_file *kind;
        const char *header;
        size_t body;
        way from;
        size_t most;
    } cases[] = {
        {&LETTER, "3", 300, FROM_ENDLESS_PIPE, BEFORE + 300 + 32 + 1},
        {&LETTER, "3", 500, FROM_PIPE, BEFORE + 300 + 32 + 1},
        {&LETTER, "3", 500, FROM_FILE, BEFORE},
        {&LETTER, "9", 500, FROM_FILE, BEFORE},
        {&CARD, "3", 500, FROM_ENDLESS_PIPE, 1001},
        {&CARD, "3", 5000, FROM_PIPE, 1001},
        {&CARD, "3", 5000, FROM_FILE, BEFORE - 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vro_errors errors = {0};
        vro_checksummed_bytes read;
        vro_byte_buffer bytes = seal(cases[i].kind, cases[i].header, cases[i].body);
        assert_int_equal(read_bytes(&read, &bytes, cases[i].from, &errors), VRO_OK);
        assert_ptr_equal(read.kind, cases[i].kind);
        assert_int_equal(read.size, cases[i].most);
        vro_checksummed_bytes_free(&read);
        vro_byte_buffer_free(&bytes);
    }
}

// Whatever follows for ever: what is read has no more than what shows that it is worth nothing.
static void a_pipe_of_no_kind_is_left_at_once(void **state) {
    (void)state;
    static const char *const texts[] = {"", "b", "a sealed lettuce", "a sealed letter, format 4\n",
                                        "a sealed letter, format 3\n\377\377\377\377\377\377\377"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vro_errors errors = {0};
        vro_checksummed_bytes read;
        vro_byte_buffer bytes = {0};
        vro_byte_buffer_append(&bytes, texts[i], strlen(texts[i]));
        assert_int_equal(read_bytes(&read, &bytes, FROM_ENDLESS_PIPE, &errors), VRO_OK);
        assert_true(read.size <= 64);
        assert_true(!read.kind == (i < 3));
        vro_checksummed_bytes_free(&read);
        vro_byte_buffer_free(&bytes);
    }
}

static void faults_are_one_sentence(void **state) {
    (void)state;
    vro_errors errors = {0};
    vro_checksummed_bytes read;
    vro_byte_buffer bytes = seal(&LETTER, "none", 10);
    assert_int_equal(read_bytes(&read, &bytes, FROM_ENDLESS_PIPE, &errors), VRO_BAD_INPUT);
    assert_int_equal(errors.count, 1);
    assert_fault(&errors, "/proc/self/fd/", "has no pages");
    vro_checksummed_bytes_free(&read);
    vro_byte_buffer_free(&bytes);
    for (int i = 0; i < 2; i++) {
        const char *path = i == 0 ? "/nonexistent" : "/";
        assert_int_equal(vro_checksummed_reader_read(&read, path, KINDS, 2, &errors),
                         VRO_BAD_INPUT);
        assert_fault(&errors, path, i == 0 ? "No such file" : "Is a directory");
        vro_checksummed_bytes_free(&read);
    }
    vro_errors_free(&errors);
}

int test_checksummed_reader(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_and_pipes_come_whole_and_of_their_kind),
        cmocka_unit_test(nothing_is_read_beyond_what_can_be_whole),
        cmocka_unit_test(a_pipe_of_no_kind_is_left_at_once),
        cmocka_unit_test(faults_are_one_sentence),
    };
    return cmocka_run_group_tests_name("checksummed_reader", tests, NULL, NULL);
}
