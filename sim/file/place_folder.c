#define _GNU_SOURCE 1

#include "vrosim/file/place_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

// Whether errno says that this rename is unknown to the system or the file system.
static bool is_unknown(void) {
    return errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
}

// Without the step that refuses: rename replaces no file by a folder, and no folder that holds
// anything.
static int rename_where_nothing_is(int parent, const char *from, const char *to) {
    struct stat about;
    if (fstatat(parent, to, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? renameat(parent, from, parent, to) : -1;
    errno = EEXIST;
    return -1;
}

int vro_place_folder_new(int parent, const char *from, const char *to) {
    int result = renameat2(parent, from, parent, to, RENAME_NOREPLACE);
    if (result != 0 && is_unknown())
        result = rename_where_nothing_is(parent, from, to);
    if (result != 0 && (errno == ENOTEMPTY || errno == ENOTDIR))
        errno = EEXIST; // what came between
    return result;
}

// What is at `to` steps aside, under a name that nobody can guess, as `from` ends in random
// letters.
static int exchange_by_steps(int parent, const char *from, const char *to) {
    char *aside;
    if (asprintf(&aside, "%s.old", from) < 0)
        return -1;
    int result = renameat(parent, to, parent, aside);
    if (result == 0) {
        result = renameat(parent, from, parent, to);
        const int reason = errno;
        (void)!renameat(parent, aside, parent, result == 0 ? from : to);
        errno = reason;
    }
    free(aside);
    return result;
}

int vro_place_folder_exchange(int parent, const char *from, const char *to) {
    const int result = renameat2(parent, from, parent, to, RENAME_EXCHANGE);
    return result != 0 && is_unknown() ? exchange_by_steps(parent, from, to) : result;
}
