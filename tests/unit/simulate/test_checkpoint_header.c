// Headers of tally files: what does not fit together is refused, also where the checksum is right.
#define _GNU_SOURCE 1

#include "vrosim/simulate/checkpoint_header.h"

#include "small_checkpoint.h"

// A copy in which one text of the header is another, with the right length and checksum.
static bytes change_header(bytes from, const char *old, const char *new) {
    const unsigned char *found = memmem(from.at, from.size, old, strlen(old));
    assert_non_null(found);
    const size_t before = (size_t)(found - from.at), skip = strlen(old), put = strlen(new);
    bytes altered = {malloc(from.size + put), from.size - skip + put};
    assert_non_null(altered.at);
    memcpy(altered.at, from.at, before);
    memcpy(altered.at + before, new, put);
    memcpy(altered.at + before + put, found + skip, from.size - before - skip);
    size_t length = 0;
    for (int i = 7; i >= 0; i--)
        length = length << 8 | from.at[HEADER_AT - 8 + i];
    length = length - skip + put;
    for (int i = 0; i < 8; i++)
        altered.at[HEADER_AT - 8 + i] = (unsigned char)(length >> (8 * i));
    correct_checksum(altered);
    return altered;
}

// Changes of the header of the whole checkpoint, each with the right checksum.
static const struct bad_header {
    const char *old;
    const char *new;
    const char *piece;
} BAD[] = {
    {"\"version\":\"" VRO_VERSION "\"", "\"version\":\"9.8.7\"", "was written by vrosim 9.8.7"},
    {"\"version\":\"" VRO_VERSION "\"", "\"version\":1", "which version"},
    {"\"block\":8192", "\"block\":4096", "blocks have another number of children"},
    {"{\"version\"", "{,\"version\"", "header cannot be read"},
    {"{\"version\"", "[\"version\"", "header cannot be read"},
    {"{\"version\"", "{\"seed\":1,\"version\"", "header cannot be read"},
    {"\"planned\":[0,3]", "\"planned\":[0,4]", "planned blocks"},
    {"\"planned\":[0,3]", "\"planned\":[3,0]", "planned blocks"},
    {"\"planned\":[0,3]", "\"planned\":[-1,3]", "planned blocks"},
    {"\"planned\":[0,3]", "\"planned\":[0,3,3]", "planned blocks"},
    {"\"planned\":[0,3]", "\"planned\":3", "planned blocks"},
    {"\"planned\":[0,3]", "\"planned\":[0,2]", "not planned"},
    {"\"done\":[[0,3]]", "\"done\":[[0,2],[2,3]]", "duplicated, out of order"},
    {"\"done\":[[0,3]]", "\"done\":[[0,3],[0,3]]", "duplicated, out of order"},
    {"\"done\":[[0,3]]", "\"done\":[[2,3],[0,1]]", "duplicated, out of order"},
    {"\"done\":[[0,3]]", "\"done\":[[0,3],[3,3]]", "duplicated, out of order"},
    {"\"done\":[[0,3]]", "\"done\":[0,3]", "duplicated, out of order"},
    {"\"done\":[[0,3]]", "\"done\":3", "which blocks it holds"},
    {"\"done\":[[0,3]]", "\"done\":[[0,2]]", "sums do not match its blocks"},
    {"\"done\":[[0,3]]", "\"done\":[]", "sums do not match its blocks"},
    {"\"strategies\":2", "\"strategies\":3", "shape"},
    {"\"months\":", "\"months\":9", "shape"},
    {"\"counters\":", "\"counters\":9", "shape"},
    {"\"counters\":", "\"counter\":", "shape"},
    {"\"groups\":", "\"groups\":9", "shape"},
    {"\"" SUBGROUPS "\"", "\"age=8\"", "shape"},
    {"\"" SUBGROUPS "\"", "\"weight\"", "'subgroups'"},
    {"\"subgroups\":", "\"subgroup\":", "shape"},
    {"\"patients\":16484", "\"patients\":16483", "sums do not match its blocks"},
    {"\"patients\":16484", "\"patients\":16384", "planned blocks"},
    {"\"patients\":16484", "\"patients\":99999999999999999999", "header cannot be read"},
    {"\"patients\":16484", "\"patients\":0", "'patients'"},
    {"\"parameters\":[", "\"parameters\":[\"x\",", "not a complete table"},
    {",,followup.horizon,fixed,1", ",,followup.horizon,fixed,2", "shape"},
};

static void a_header_that_does_not_fit_is_refused(void **state) {
    fixture *self = *state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        bytes altered = change_header(self->world->of_whole, BAD[i].old, BAD[i].new);
        assert_refused(self, altered, BAD[i].piece);
        free(altered.at);
    }
}

static void a_header_of_any_length_stays_inside_the_file(void **state) {
    static const uint64_t lengths[] = {0, 1, 20000, UINT64_MAX, UINT64_MAX - 60, UINT64_C(1) << 63};
    fixture *self = *state;
    bytes altered = copy_of(self->world->of_none);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        for (int byte = 0; byte < 8; byte++)
            altered.at[HEADER_AT - 8 + byte] = (unsigned char)(lengths[i] >> (8 * byte));
        correct_checksum(altered);
        assert_refused(self, altered, "damaged");
    }
    free(altered.at);
}

int test_checkpoint_header(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_header_that_does_not_fit_is_refused),
        TEST(a_header_of_any_length_stays_inside_the_file),
    };
    return cmocka_run_group_tests_name("checkpoint_header", tests, open_world, close_world);
}
