// Ensemble files: the samples come back bit for bit, and nothing else is believed.
#define _GNU_SOURCE 1

#include "vrosim/study/ensemble_file.h"

#include "vrosim/file/digest.h"
#include "vrosim/file/json.h"

#include "faults.h"
#include "reading.h"
#include "scratch.h"
#include "small_ensemble.h"

#include <sys/stat.h>

enum { WHOLE = 7, FIRST = 2, SAMPLES = 3 }; // the shard has samples 2, 3 and 4 of 7

static const char LINE[] = "vrosim ensemble file, format 3\n";
enum { LINE_BYTES = sizeof LINE - 1, DIGIT = LINE_BYTES - 2 };

typedef struct fixture {
    small_ensemble small; // the shard
    vro_ensemble whole;
    vro_specification specification;
    vro_byte_buffer bytes; // the shard encoded
    vro_ensemble_file file;
    scratch scratch;
    vro_errors errors;
} fixture;

static size_t subgroups_of(const vro_ensemble *self) {
    return vro_subgroups_count(&self->uncertainty->scenario->subgroups);
}

static size_t keys_of(const vro_ensemble *self) {
    return (vro_ensemble_size(self) - self->uncertainty->count * sizeof(double) -
            subgroups_of(self) * sizeof(uint64_t)) /
           sizeof(vro_observation);
}

// Numbers of all kinds, among them some that no text would bring back.
static double number(size_t i) {
    static const double odd[] = {-0.0, 5e-324, NAN, INFINITY, 1.0 / 3, -1e308};
    return i % 11 < sizeof odd / sizeof *odd ? odd[i % 11] : (double)i / 7;
}

static void fill(vro_ensemble *self) {
    const size_t values = self->samples * self->uncertainty->count;
    const size_t observations = self->samples * keys_of(self);
    for (size_t i = 0; i < values; i++)
        self->values[i] = (double)(i + 1) / 3;
    for (size_t i = 0; i < observations; i++) {
        self->observations[i] = (vro_observation){number(i), number(i + 3), {0}};
        for (size_t batch = 0; batch < VRO_BATCHES; batch++)
            self->observations[i].batches[batch] = (float)number(i + batch);
    }
    for (size_t i = 0; i < self->samples * subgroups_of(self); i++)
        self->children[i] = UINT64_MAX / (i + 1);
}

static void encode(const fixture *self, vro_byte_buffer *bytes) {
    vro_errors errors = {0};
    assert_int_equal(
        vro_ensemble_file_encode(&self->small.ensemble, &self->specification, bytes, &errors),
        VRO_OK);
}

static int open_fixture(void **state) {
    fixture *self = test_calloc(1, sizeof *self);
    small_ensemble_open(&self->small, "vro", SAMPLES);
    self->small.ensemble.first = FIRST;
    fill(&self->small.ensemble);
    assert_int_equal(
        vro_ensemble_init(&self->whole, &self->small.uncertainty, WHOLE, 1000, &self->errors),
        VRO_OK);
    assert_int_equal(
        vro_specification_init(&self->specification, &self->small.scenario, NULL, 0, &self->errors),
        VRO_OK);
    self->specification.random = (vro_random_source){.seed = 3, .stream = 4};
    self->specification.size.patients = 1000;
    self->specification.analysis = json_pack("{s:i}", "samples", WHOLE);
    assert_non_null(self->specification.analysis);
    encode(self, &self->bytes);
    scratch_open(&self->scratch);
    *state = self;
    return 0;
}

static int close_fixture(void **state) {
    fixture *self = *state;
    vro_ensemble_file_free(&self->file);
    vro_ensemble_file_free(&self->file);
    vro_byte_buffer_free(&self->bytes);
    vro_specification_free(&self->specification);
    vro_ensemble_free(&self->whole);
    small_ensemble_close(&self->small);
    vro_errors_free(&self->errors);
    remove_tree(self->scratch.folder);
    test_free(self);
    return 0;
}

static vro_byte_buffer copy_bytes(const vro_byte_buffer *from) {
    vro_byte_buffer copy = {0};
    vro_byte_buffer_append(&copy, from->at, from->size);
    assert_false(copy.failed);
    return copy;
}

// Makes the checksum right.
static void seal_bytes(vro_byte_buffer *self) {
    const size_t before = self->size - VRO_DIGEST_BYTES;
    vro_digest_bytes(self->at, before, self->at + before);
}

// A copy in which the first `old` of the header is `new`, with the right length and checksum.
static vro_byte_buffer relabel_bytes(const vro_byte_buffer *from, const char *old,
                                     const char *new) {
    const size_t start = LINE_BYTES + 8;
    const size_t length = (size_t)vro_byte_buffer_take_number(from->at + LINE_BYTES, 8);
    size_t at = start;
    while (at < start + length && memcmp(from->at + at, old, strlen(old)) != 0)
        at++;
    assert_true(at < start + length);
    vro_byte_buffer copy = {0};
    vro_byte_buffer_append(&copy, from->at, at);
    vro_byte_buffer_append(&copy, new, strlen(new));
    vro_byte_buffer_append(&copy, from->at + at + strlen(old), from->size - at - strlen(old));
    assert_false(copy.failed);
    vro_byte_buffer_put_number(copy.at + LINE_BYTES, length - strlen(old) + strlen(new), 8);
    seal_bytes(&copy);
    return copy;
}

// Reads a copy of the bytes.
static vro_status decode(fixture *self, const vro_byte_buffer *from, size_t size) {
    vro_ensemble_file_free(&self->file);
    vro_errors_free(&self->errors);
    unsigned char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    if (size > 0)
        memcpy(copy, from->at, size);
    return vro_ensemble_file_decode(&self->file, copy, size, "file", &self->errors);
}

static vro_status check(fixture *self) {
    return vro_ensemble_file_check(&self->file, &self->small.uncertainty, WHOLE, "file",
                                   &self->errors);
}

// All that is read and believed before an ensemble is used.
static vro_status take(fixture *self, const vro_byte_buffer *from, size_t size) {
    vro_status status = decode(self, from, size);
    if (status == VRO_OK)
        status = check(self);
    return status == VRO_OK
               ? vro_ensemble_file_fill(&self->file, &self->whole, "file", &self->errors)
               : status;
}

static void assert_refused(fixture *self, const vro_byte_buffer *from, size_t size,
                           const char *piece) {
    assert_int_equal(take(self, from, size), VRO_BAD_INPUT);
    assert_int_equal(self->errors.count, 1);
    assert_fault(&self->errors, "file: ", piece);
}

// The samples of the shard are in their places of the whole, and nothing is in the others.
static void assert_in_place(const fixture *self) {
    const vro_ensemble *shard = &self->small.ensemble, *whole = &self->whole;
    const size_t count = shard->uncertainty->count, keys = keys_of(shard);
    const size_t subgroups = subgroups_of(shard);
    const vro_observation none = {0};
    assert_memory_equal(whole->children + FIRST * subgroups, shard->children,
                        SAMPLES * subgroups * sizeof *shard->children);
    assert_memory_equal(whole->values + FIRST * count, shard->values,
                        SAMPLES * count * sizeof *shard->values);
    assert_memory_equal(whole->observations + FIRST * keys, shard->observations,
                        SAMPLES * keys * sizeof *shard->observations);
    for (size_t i = 0; i < WHOLE * keys; i++)
        if (i / keys < FIRST || i / keys >= FIRST + SAMPLES)
            assert_memory_equal(&whole->observations[i], &none, sizeof none);
    assert_near(whole->values[FIRST * count - 1], 0, 0);
    assert_near(whole->values[(FIRST + SAMPLES) * count], 0, 0);
}

static void samples_come_back_bit_for_bit(void **state) {
    fixture *self = *state;
    assert_int_equal(take(self, &self->bytes, self->bytes.size), VRO_OK);
    assert_int_equal(self->file.header.samples.first, FIRST);
    assert_int_equal(self->file.header.samples.end, FIRST + SAMPLES);
    assert_in_place(self);
    assert_int_equal(vro_specification_compare(&self->specification,
                                               &self->file.header.specification, "file",
                                               &self->errors),
                     VRO_OK);
    assert_true(json_equal(self->specification.analysis, self->file.header.specification.analysis));
}

// The last number of the last sample is a float, the first of the first a double: one third.
static void numbers_are_written_lowest_byte_first(void **state) {
    fixture *self = *state;
    vro_ensemble *shard = &self->small.ensemble;
    shard->observations[SAMPLES * keys_of(shard) - 1].batches[VRO_BATCHES - 1] = 1.5F;
    vro_byte_buffer bytes = {0};
    encode(self, &bytes);
    const size_t body = bytes.size - VRO_DIGEST_BYTES - SAMPLES * vro_ensemble_size(shard);
    assert_memory_equal(bytes.at, LINE, LINE_BYTES);
    assert_memory_equal(bytes.at + body, "\x55\x55\x55\x55\x55\x55\xD5\x3F", 8);
    assert_memory_equal(bytes.at + bytes.size - VRO_DIGEST_BYTES - 4, "\x00\x00\xC0\x3F", 4);
    vro_byte_buffer_free(&bytes);
}

static void a_shard_without_samples_comes_back(void **state) {
    fixture *self = *state;
    vro_byte_buffer bytes = {0};
    self->small.ensemble.samples = 0;
    encode(self, &bytes);
    assert_int_equal(take(self, &bytes, bytes.size), VRO_OK);
    assert_int_equal(self->file.header.samples.first, FIRST);
    assert_int_equal(self->file.header.samples.end, FIRST);
    vro_byte_buffer_free(&bytes);
}

static void a_file_comes_back_and_nothing_is_left_beside_it(void **state) {
    fixture *self = *state;
    const char *path = scratch_write(&self->scratch, "shard", "", 0);
    for (int time = 0; time < 2; time++) {
        assert_int_equal(vro_ensemble_file_check_path(path, &self->errors), VRO_OK);
        assert_int_equal(vro_ensemble_file_write(&self->small.ensemble, &self->specification, path,
                                                 &self->errors),
                         VRO_OK);
    }
    assert_true(vro_checksummed_file_is_on(vro_ensemble_file_kind(), path));
    assert_int_equal(vro_ensemble_file_read(&self->file, path, &self->errors), VRO_OK);
    assert_int_equal(check(self), VRO_OK);
    assert_int_equal(vro_ensemble_file_fill(&self->file, &self->whole, path, &self->errors),
                     VRO_OK);
    assert_in_place(self);
    unlink(path);
    assert_int_equal(rmdir(self->scratch.folder), 0);
    assert_int_equal(mkdir(self->scratch.folder, 0700), 0);
}

static void what_is_no_ensemble_file_is_neither_read_nor_overwritten(void **state) {
    static const char tally[] = "vrosim tally file, format 7\n";
    fixture *self = *state;
    const char *path = scratch_write(&self->scratch, "tally", tally, sizeof tally - 1);
    assert_false(vro_checksummed_file_is_on(vro_ensemble_file_kind(), path));
    assert_int_equal(vro_ensemble_file_check_path(path, &self->errors), VRO_BAD_USAGE);
    assert_int_equal(
        vro_ensemble_file_write(&self->small.ensemble, &self->specification, path, &self->errors),
        VRO_BAD_USAGE);
    assert_fault(&self->errors, path, "holds something other than an ensemble file");
    assert_int_equal(vro_ensemble_file_read(&self->file, path, &self->errors), VRO_BAD_INPUT);
    assert_fault(&self->errors, path, "is not an ensemble file");
    assert_int_equal(vro_ensemble_file_read(&self->file, "/nonexistent", &self->errors),
                     VRO_BAD_INPUT);
    assert_fault(&self->errors, "/nonexistent: ", "No such file");
    assert_null(self->file.bytes);
    char *text = read_text(self->scratch.folder, "tally");
    assert_string_equal(text, tally);
    free(text);
}

// Every one of the header and the checksum; of the samples, one in 101.
static void truncations_are_refused(void **state) {
    fixture *self = *state;
    vro_byte_buffer none = {0};
    for (size_t size = 0; size < self->bytes.size; size += 101)
        assert_refused(self, &self->bytes, size,
                       size < DIGIT ? "is not an ensemble file" : "was truncated");
    self->small.ensemble.samples = 0;
    encode(self, &none);
    for (size_t size = 0; size < none.size; size++)
        assert_refused(self, &none, size,
                       size < DIGIT ? "is not an ensemble file" : "was truncated");
    vro_byte_buffer_free(&none);
}

// All bits of the first and last bytes, one of every seventh byte between.
static void flipped_bits_are_refused(void **state) {
    fixture *self = *state;
    vro_byte_buffer altered = copy_bytes(&self->bytes);
    for (size_t i = 0; i < altered.size; i++) {
        const bool all = i < 60 || i + 40 > altered.size;
        for (size_t bit = all ? 0 : i % 8; bit < 8 && (all || i % 7 == 0); bit += all ? 1 : 8) {
            altered.at[i] ^= (unsigned char)(1U << bit);
            assert_refused(self, &altered, altered.size, "ensemble file");
            altered.at[i] ^= (unsigned char)(1U << bit);
        }
    }
    assert_int_equal(decode(self, &altered, altered.size), VRO_OK);
    vro_byte_buffer_free(&altered);
}

static void another_format_is_named(void **state) {
    fixture *self = *state;
    vro_byte_buffer altered = copy_bytes(&self->bytes);
    altered.at[DIGIT] = '1';
    seal_bytes(&altered);
    assert_refused(self, &altered, altered.size,
                   "an ensemble file of another format; this version reads format 3");
    vro_byte_buffer_free(&altered);
}

// Changes of the header, each with the right checksum.
static const struct bad_header {
    const char *old;
    const char *new;
    const char *piece;
} BAD[] = {
    {"\"version\":\"" VRO_VERSION "\"", "\"version\":\"9.8.7\"", "was written by vrosim 9.8.7"},
    {"{\"version\"", "{,\"version\"", "header cannot be read"},
    {"{\"version\"", "[\"version\"", "header cannot be read"},
    {"{\"version\"", "{\"seed\":1,\"version\"", "header cannot be read"},
    {"\"first_sample\":2", "\"first_sample\":-1", "which samples it holds"},
    {"\"first_sample\":2", "\"first_sample\":\"18446744073709551615\"", "which samples it holds"},
    {"\"first_sample\":2", "\"first_sample\":5", "samples that the analysis does not have"},
    {"\"samples\":3", "\"samples\":2", "as many samples as it says"},
    {"\"samples\":3", "\"samples\":4", "as many samples as it says"},
    {"\"samples\":3", "\"samples\":0", "as many samples as it says"},
    {"\"samples\":3", "\"samples\":1000000", "samples that the analysis does not have"},
    {"\"samples\":3", "\"samples\":1000001", "which samples it holds"},
    {"\"samples\":3", "\"sample\":3", "which samples it holds"},
    {"\"sample_size\":", "\"sample_size\":1", "samples do not match its parameters"},
    {"\"sample_size\":", "\"sample_size\":0,\"size\":", "samples do not match its parameters"},
    {"\"sample_size\":", "\"size\":", "which samples it holds"},
    {"\"analysis\":{", "\"other\":{", "does not say what the analysis is"},
    {"\"analysis\":{\"samples\":7}", "\"analysis\":7", "'analysis' is not an object"},
    {"\"patients\":1000", "\"patients\":0", "'patients'"},
};

static void a_header_that_does_not_fit_is_refused(void **state) {
    fixture *self = *state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        vro_byte_buffer altered = relabel_bytes(&self->bytes, BAD[i].old, BAD[i].new);
        assert_refused(self, &altered, altered.size, BAD[i].piece);
        vro_byte_buffer_free(&altered);
    }
}

static void a_header_of_any_length_stays_inside_the_file(void **state) {
    static const uint64_t lengths[] = {0, 1, 100000000, UINT64_MAX, UINT64_MAX - 60};
    fixture *self = *state;
    vro_byte_buffer altered = copy_bytes(&self->bytes);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        vro_byte_buffer_put_number(altered.at + LINE_BYTES, lengths[i], 8);
        seal_bytes(&altered);
        assert_refused(self, &altered, altered.size, "damaged");
    }
    vro_byte_buffer_free(&altered);
}

static void too_many_and_too_few_bytes_are_refused(void **state) {
    fixture *self = *state;
    vro_byte_buffer longer = copy_bytes(&self->bytes);
    vro_byte_buffer_append(&longer, "", 1);
    seal_bytes(&longer);
    assert_refused(self, &longer, longer.size, "as many samples as it says");
    longer.size -= 2;
    seal_bytes(&longer);
    assert_refused(self, &longer, longer.size, "as many samples as it says");
    vro_byte_buffer_free(&longer);
}

static void a_value_that_is_no_number_is_refused(void **state) {
    static const double none[] = {NAN, INFINITY};
    fixture *self = *state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        vro_byte_buffer bytes = {0};
        self->small.ensemble.values[i] = none[i];
        encode(self, &bytes);
        assert_refused(self, &bytes, bytes.size, "a sampled value is not a number");
        vro_byte_buffer_free(&bytes);
    }
}

// Some bytes anywhere are altered and the checksum made right: refused with a sentence, or taken.
static void altered_bytes_with_a_right_checksum_do_no_harm(void **state) {
    fixture *self = *state;
    uint32_t random = 11;
    for (int round = 0; round < 300; round++) {
        vro_byte_buffer altered = copy_bytes(&self->bytes);
        const size_t most = round % 2 ? altered.size : 2000; // often in the header
        for (int i = 0; i < 3; i++) {
            random = random * 1664525U + 1013904223U;
            altered.at[LINE_BYTES + (random >> 4) % (most - LINE_BYTES)] ^=
                (unsigned char)(1U << (random >> 29));
        }
        seal_bytes(&altered);
        const vro_status status = take(self, &altered, altered.size);
        assert_true(status == VRO_OK || status == VRO_BAD_INPUT);
        assert_int_equal(self->errors.count, status == VRO_OK ? 0 : 1);
        vro_byte_buffer_free(&altered);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int test_ensemble_file(void) {
    const struct CMUnitTest tests[] = {
        TEST(samples_come_back_bit_for_bit),
        TEST(numbers_are_written_lowest_byte_first),
        TEST(a_shard_without_samples_comes_back),
        TEST(a_file_comes_back_and_nothing_is_left_beside_it),
        TEST(what_is_no_ensemble_file_is_neither_read_nor_overwritten),
        TEST(truncations_are_refused),
        TEST(flipped_bits_are_refused),
        TEST(another_format_is_named),
        TEST(a_header_that_does_not_fit_is_refused),
        TEST(a_header_of_any_length_stays_inside_the_file),
        TEST(too_many_and_too_few_bytes_are_refused),
        TEST(a_value_that_is_no_number_is_refused),
        TEST(altered_bytes_with_a_right_checksum_do_no_harm),
    };
    return cmocka_run_group_tests_name("ensemble_file", tests, NULL, NULL);
}
