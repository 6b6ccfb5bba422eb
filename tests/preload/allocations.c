// For LD_PRELOAD: memory that runs short. Of the allocations of the program and of the libraries
// that it calls, the one with the number $ALLOCATION fails (from 1), and where $ALLOCATIONS_AFTER
// is set all that follow; the file $ALLOCATION_NOTE is then made. glibc only.
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

// glibc's own functions under their second names.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void note(void) {
    const char *path = getenv("ALLOCATION_NOTE");
    const int reason = errno;
    if (path)
        close(open(path, O_CREAT | O_WRONLY, 0666));
    errno = reason;
}

// Counts an allocation; whether it is to fail.
static bool fails(void) {
    static atomic_long count;
    const char *wanted = getenv("ALLOCATION");
    const long number = wanted ? strtol(wanted, NULL, 10) : 0;
    const long reached = atomic_fetch_add(&count, 1) + 1;
    if (number == 0 || reached < number)
        return false;
    if (reached > number)
        return getenv("ALLOCATIONS_AFTER");
    note();
    return true;
}

static void *no_memory(void) {
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size) {
    return fails() ? no_memory() : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? no_memory() : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return fails() ? no_memory() : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t count, size_t size) {
    if (size > 0 && count > SIZE_MAX / size)
        return no_memory();
    return fails() ? no_memory() : __libc_realloc(old, count * size);
}

void *memalign(size_t alignment, size_t size) {
    return fails() ? no_memory() : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return fails() ? no_memory() : __libc_memalign(alignment, size);
}

int posix_memalign(void **place, size_t alignment, size_t size) {
    if (fails())
        return ENOMEM;
    *place = __libc_memalign(alignment, size);
    return !*place ? ENOMEM : 0;
}
