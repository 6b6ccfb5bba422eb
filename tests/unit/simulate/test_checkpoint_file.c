// Tally files: what is written comes back, and nothing else is believed.
#define _GNU_SOURCE 1

#include "vrosim/simulate/checkpoint_file.h"

#include "small_checkpoint.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static void assert_same_tally(const vro_tally *a, const vro_tally *b) {
    const size_t groups = STRATEGIES * GROUPS;
    const size_t counters = groups * (a->first_cell[VRO_OUTCOMES] + 1);
    assert_memory_equal(a->children, b->children, sizeof a->children);
    for (size_t i = 0; i < groups * VRO_OUTCOMES; i++) {
        assert_true(a->sums.moments[i].count == b->sums.moments[i].count);
        assert_true(a->sums.moments[i].sum == b->sums.moments[i].sum);
        assert_true(a->sums.moments[i].square == b->sums.moments[i].square);
        assert_true(a->sums.pairs[i].count == b->sums.pairs[i].count);
        assert_true(a->sums.pairs[i].difference == b->sums.pairs[i].difference);
        assert_true(a->sums.pairs[i].square == b->sums.pairs[i].square);
        assert_true(a->sums.pairs[i].better == b->sums.pairs[i].better);
        assert_true(a->sums.pairs[i].worse == b->sums.pairs[i].worse);
    }
    for (size_t i = 0; i < counters; i++)
        assert_true(vro_tally_counted(a, i) == vro_tally_counted(b, i));
    assert_memory_equal(a->events, b->events,
                        groups * VRO_CAUSES * (a->months + 1) * sizeof *a->events);
    assert_memory_equal(a->deaths, b->deaths,
                        groups * (a->months + 1 + VRO_LEVELS) * sizeof *a->deaths);
}

static void a_checkpoint_comes_back(void **state) {
    fixture *self = *state;
    const vro_checkpoint *whole = &self->world->whole;
    assert_int_equal(decode(self, self->world->of_whole), VRO_OK);
    assert_int_equal(vro_specification_compare(&whole->specification,
                                               &self->checkpoint.specification, "", &self->errors),
                     VRO_OK);
    assert_int_equal(self->checkpoint.planned.end, BLOCKS);
    assert_int_equal(vro_interval_set_total(&self->checkpoint.done), BLOCKS);
    assert_true(vro_checkpoint_children(&self->checkpoint) == CHILDREN);
    assert_int_equal(self->checkpoint.tally.months, whole->tally.months);
    assert_same_tally(&self->checkpoint.tally, &whole->tally);
    assert_same_bytes(&self->checkpoint, self->world->of_whole);
}

static void a_checkpoint_without_blocks_is_small_and_comes_back(void **state) {
    fixture *self = *state;
    assert_int_equal(decode(self, self->world->of_none), VRO_OK);
    assert_int_equal(self->checkpoint.done.count, 0);
    assert_true(vro_checkpoint_children(&self->checkpoint) == 0);
    assert_same_bytes(&self->checkpoint, self->world->of_none);
    const size_t text = strlen(self->world->specification.parameters);
    assert_true(self->world->of_none.size < text + text / 10 + 1000);
}

static void a_file_comes_back(void **state) {
    fixture *self = *state;
    const char *path = scratch_write(&self->scratch, "tally", "", 0);
    assert_int_equal(vro_checkpoint_file_check_path(path, &self->errors), VRO_OK);
    assert_int_equal(vro_checkpoint_file_write(&self->world->none, path, &self->errors), VRO_OK);
    assert_int_equal(vro_checkpoint_file_check_path(path, &self->errors), VRO_OK);
    assert_int_equal(vro_checkpoint_file_write(&self->world->whole, path, &self->errors), VRO_OK);
    assert_int_equal(vro_checkpoint_file_read(&self->checkpoint, path, &self->errors), VRO_OK);
    assert_same_bytes(&self->checkpoint, self->world->of_whole);
    unlink(path);
    assert_int_equal(rmdir(self->scratch.folder), 0); // nothing was left beside it
    assert_int_equal(mkdir(self->scratch.folder, 0700), 0);
}

static void a_file_begins_with_a_line_for_people(void **state) {
    const fixture *self = *state;
    assert_memory_equal(self->world->of_none.at, "vrosim tally file, format 7\n", 28);
}

static void a_new_file_has_the_permissions_of_new_files(void **state) {
    fixture *self = *state;
    char path[300];
    struct stat about;
    const mode_t mask = umask(027);
    snprintf(path, sizeof path, "%s/tally", self->scratch.folder);
    assert_int_equal(vro_checkpoint_file_write(&self->world->none, path, &self->errors), VRO_OK);
    umask(mask);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void a_link_stays_and_what_it_leads_to_is_replaced(void **state) {
    fixture *self = *state;
    char path[300];
    struct stat about;
    snprintf(path, sizeof path, "%s/link", self->scratch.folder);
    scratch_write(&self->scratch, "tally", "", 0);
    assert_int_equal(symlink("tally", path), 0);
    assert_int_equal(vro_checkpoint_file_write(&self->world->none, path, &self->errors), VRO_OK);
    assert_int_equal(lstat(path, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(stat(path, &about), 0);
    assert_true((size_t)about.st_size == self->world->of_none.size);
}

static void assert_not_written(fixture *self, const char *path, vro_status status,
                               const char *piece) {
    assert_int_equal(vro_checkpoint_file_check_path(path, &self->errors), status);
    assert_int_equal(vro_checkpoint_file_write(&self->world->none, path, &self->errors), status);
    assert_int_equal(self->errors.count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_non_null(strstr(self->errors.faults[i].text, piece));
    vro_errors_free(&self->errors);
}

static void what_is_no_tally_file_is_not_overwritten(void **state) {
    fixture *self = *state;
    char path[300];
    assert_not_written(self, scratch_write(&self->scratch, "notes", "vrosim tally", 12),
                       VRO_BAD_USAGE, "something other than a tally file");
    char *text = read_text(self->scratch.folder, "notes");
    assert_string_equal(text, "vrosim tally");
    free(text);
    assert_not_written(self, self->scratch.folder, VRO_BAD_USAGE, "is not a file");
    assert_not_written(self, "/dev/null", VRO_BAD_USAGE, "is not a file");
    assert_not_written(self, "/nonexistent/tally", VRO_BAD_OUTPUT, "No such file");
    snprintf(path, sizeof path, "%s/link", self->scratch.folder);
    assert_int_equal(symlink("nothing", path), 0);
    assert_not_written(self, path, VRO_BAD_USAGE, "is a link to something that does not exist");
}

// No file may grow beyond 1000 bytes, as on a full disk.
static void a_full_disk_leaves_the_earlier_file(void **state) {
    fixture *self = *state;
    const char *path = scratch_write(&self->scratch, "tally", "", 0);
    struct rlimit limit, low;
    assert_int_equal(vro_checkpoint_file_write(&self->world->whole, path, &self->errors), VRO_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    low = (struct rlimit){1000, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    const vro_status status = vro_checkpoint_file_write(&self->world->none, path, &self->errors);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(status, VRO_BAD_OUTPUT);
    assert_fault(&self->errors, path, "cannot be written: File too large");
    assert_int_equal(vro_checkpoint_file_read(&self->checkpoint, path, &self->errors), VRO_OK);
    assert_same_bytes(&self->checkpoint, self->world->of_whole);
    unlink(path);
    assert_int_equal(rmdir(self->scratch.folder), 0);
    assert_int_equal(mkdir(self->scratch.folder, 0700), 0);
}

static void what_cannot_be_read_is_named(void **state) {
    fixture *self = *state;
    assert_int_equal(vro_checkpoint_file_read(&self->checkpoint, "/nonexistent", &self->errors),
                     VRO_BAD_INPUT);
    assert_fault(&self->errors, "/nonexistent: ", "No such file");
    assert_int_equal(
        vro_checkpoint_file_read(&self->checkpoint, self->scratch.folder, &self->errors),
        VRO_BAD_INPUT);
    assert_fault(&self->errors, self->scratch.folder, "Is a directory");
    assert_int_equal(vro_checkpoint_file_read(&self->checkpoint, "/dev/zero", &self->errors),
                     VRO_BAD_INPUT);
    assert_fault(&self->errors, "/dev/zero: ", "is not a tally file");
    const char *path = scratch_write(&self->scratch, "empty", "", 0);
    assert_int_equal(vro_checkpoint_file_read(&self->checkpoint, path, &self->errors),
                     VRO_BAD_INPUT);
    assert_fault(&self->errors, path, "is not a tally file");
}

static void every_truncation_is_refused(void **state) {
    fixture *self = *state;
    const bytes all = self->world->of_none;
    for (size_t size = 0; size < all.size; size++)
        assert_refused(self, (bytes){all.at, size},
                       size < 26 ? "is not a tally file" : "was truncated");
}

// All bits of the first and last bytes, one of each byte between.
static void every_flipped_bit_is_refused(void **state) {
    fixture *self = *state;
    bytes altered = copy_of(self->world->of_none);
    for (size_t i = 0; i < altered.size; i++) {
        const bool all = i < 100 || i + 64 > altered.size;
        for (size_t bit = all ? 0 : i % 8; bit < 8; bit += all ? 1 : 8) {
            altered.at[i] ^= (unsigned char)(1U << bit);
            assert_refused(self, altered, "tally file");
            altered.at[i] ^= (unsigned char)(1U << bit);
        }
    }
    assert_int_equal(decode(self, altered), VRO_OK);
    free(altered.at);
}

static void another_format_is_named(void **state) {
    fixture *self = *state;
    bytes altered = copy_of(self->world->of_none);
    altered.at[26] = '1';
    correct_checksum(altered);
    assert_refused(self, altered, "another format; this version reads format 7");
    free(altered.at);
}

static void bytes_after_the_tally_are_refused(void **state) {
    fixture *self = *state;
    const bytes whole = self->world->of_whole;
    bytes longer = {malloc(whole.size + 1), whole.size + 1};
    memcpy(longer.at, whole.at, whole.size);
    longer.at[whole.size - VRO_DIGEST_BYTES] = 1;
    correct_checksum(longer);
    assert_refused(self, longer, "sums do not match");
    free(longer.at);
    bytes shorter = copy_of(whole);
    shorter.size--;
    correct_checksum(shorter);
    assert_refused(self, shorter, "sums do not match");
    free(shorter.at);
}

// Some bytes anywhere are altered and the checksum made right: refused, or a checkpoint that comes
// back.
static void altered_bytes_with_a_right_checksum_do_no_harm(void **state) {
    fixture *self = *state;
    uint32_t random = 11;
    for (int round = 0; round < 400; round++) {
        bytes altered = copy_of(round % 2 ? self->world->of_whole : self->world->of_none);
        for (int i = 0; i < 3; i++) {
            random = random * 1664525U + 1013904223U;
            altered.at[HEADER_AT - 8 + (random >> 4) % (altered.size - HEADER_AT)] ^=
                (unsigned char)(1U << (random >> 29));
        }
        correct_checksum(altered);
        if (decode(self, altered) == VRO_OK) {
            bytes again = encode(&self->checkpoint);
            assert_int_equal(decode(self, again), VRO_OK);
            assert_same_bytes(&self->checkpoint, again);
            free(again.at);
        }
        free(altered.at);
    }
}

int test_checkpoint_file(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_checkpoint_comes_back),
        TEST(a_checkpoint_without_blocks_is_small_and_comes_back),
        TEST(a_file_comes_back),
        TEST(a_file_begins_with_a_line_for_people),
        TEST(a_new_file_has_the_permissions_of_new_files),
        TEST(a_link_stays_and_what_it_leads_to_is_replaced),
        TEST(what_is_no_tally_file_is_not_overwritten),
        TEST(a_full_disk_leaves_the_earlier_file),
        TEST(what_cannot_be_read_is_named),
        TEST(every_truncation_is_refused),
        TEST(every_flipped_bit_is_refused),
        TEST(another_format_is_named),
        TEST(bytes_after_the_tally_are_refused),
        TEST(altered_bytes_with_a_right_checksum_do_no_harm),
    };
    return cmocka_run_group_tests_name("checkpoint_file", tests, open_world, close_world);
}
