// Return codes, the list of faults that explains them, and notices, which are no faults.
// Every function that can fail returns a vro_status, which must be checked. The sentence for people
// goes into the vro_errors that the caller passes along.
//
// Two conventions hold unless a header says otherwise:
// - a function that fills a struct (_init, _open, _load) leaves it safe to free, also on failure;
// - a function that frees one (_free, _close) is safe on a zeroed struct, and twice.
#ifndef VROSIM_CORE_ERROR_H
#define VROSIM_CORE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define VRO_MUST_CHECK __attribute__((warn_unused_result))

// One row a kind of failure: identifier, exit code of the program, short name. The last rows, from
// VRO_INTERRUPTED on, are signals that end a program; their exit codes are those of the shell.
#define VRO_STATUS_TABLE(ROW)                                                                      \
    ROW(VRO_OK, 0, "fine")                                                                         \
    ROW(VRO_BAD_INPUT, 2, "input")                                                                 \
    ROW(VRO_BAD_USAGE, 2, "usage")                                                                 \
    ROW(VRO_NO_MEMORY, 3, "memory")                                                                \
    ROW(VRO_BAD_OUTPUT, 4, "output")                                                               \
    ROW(VRO_INTERRUPTED, 130, "interrupted")                                                       \
    ROW(VRO_NO_READER, 141, "nobody reads the output")                                             \
    ROW(VRO_USER_SIGNAL_1, 138, "user signal 1")                                                   \
    ROW(VRO_USER_SIGNAL_2, 140, "user signal 2")                                                   \
    ROW(VRO_OUT_OF_TIME, 152, "limit of CPU time")                                                 \
    ROW(VRO_QUIT, 131, "quit")                                                                     \
    ROW(VRO_HUNG_UP, 129, "hung up")                                                               \
    ROW(VRO_TERMINATED, 143, "terminated")

#define VRO_STATUS_IDENTIFIER(identifier, exit_code, name) identifier,
typedef enum vro_status { VRO_STATUS_TABLE(VRO_STATUS_IDENTIFIER) VRO_STATUSES } vro_status;
#undef VRO_STATUS_IDENTIFIER

// Keeps the vro_status of a call in the caller's variable `status`, and goes to the caller's label
// `out` where it is not VRO_OK.
#define TRY(call)                                                                                  \
    do {                                                                                           \
        status = (call);                                                                           \
        if (status != VRO_OK)                                                                      \
            goto out;                                                                              \
    } while (0)

// Where a fault is. line and column count from 1; 0 means "the whole file" or "the whole line".
// file may be NULL (a fault of the command line, of memory).
typedef struct vro_place {
    const char *file;
    size_t line;
    size_t column;
} vro_place;

typedef struct vro_fault {
    vro_status status;
    char *text;    // "file:line:column: sentence", owned by the list
    char *file;    // of its place, owned; NULL if it has none
    size_t line;   // of its place; 0: the whole file
    size_t column; // 0: the whole line
} vro_fault;

typedef struct vro_errors {
    vro_fault *faults;
    size_t count;    // faults kept
    size_t capacity; // room in faults
    size_t dropped;  // faults beyond VRO_ERRORS_KEPT, counted only
    vro_status first;
    const char *context; // see vro_errors_context
    char **notices;      // [notice_count], owned
    size_t notice_count;
    size_t notice_capacity;
} vro_errors;

enum { VRO_ERRORS_KEPT = 1000 };

// An empty list, as {0} is.
void vro_errors_init(vro_errors *self);

// Releases the faults and notices.
void vro_errors_free(vro_errors *self);

// Appends one fault, the sentence in printf form without a final newline. place may be NULL.
// Returns status, so that a caller can say `return vro_errors_add(...)`. Text is copied; control
// characters in it are shown as \xNN. Where memory for the text is short the fault still counts.
__attribute__((format(printf, 4, 5))) vro_status vro_errors_add(vro_errors *self, vro_status status,
                                                                const vro_place *place,
                                                                const char *format, ...);

// Puts "context: " in front of every fault added from now on, except faults of memory and faults
// with a place; NULL ends it. A caller names in this way what its callee reads, such as an option
// of the command line. context is borrowed.
void vro_errors_context(vro_errors *self, const char *context);

// Keeps a notice, "file: sentence": what people should know of an input that is not at fault. One
// that is kept already is not kept again, such as that of a table that is read twice. Nothing
// returns a status for it, and it is lost where memory is short.
__attribute__((format(printf, 3, 4))) void vro_errors_note(vro_errors *self, const char *file,
                                                           const char *format, ...);

// Moves the faults and notices of other to the end of self; other is empty afterwards.
void vro_errors_take(vro_errors *self, vro_errors *other);

// Brings the faults from number `from` on into the order of the files, and within a file of the
// lines; those without a place, or of another file, come last. Faults of one line keep their order.
// Where memory is short nothing moves. files: [count].
void vro_errors_sort(vro_errors *self, size_t from, const char *const *files, size_t count);

// Writes "vrosim: <fault>\n" for each fault, then how many more there were.
void vro_errors_print(const vro_errors *self, FILE *stream);

// Writes "vrosim: note: <notice>\n" for each notice.
void vro_errors_print_notices(const vro_errors *self, FILE *stream);

// Combines the statuses of two steps: the first that is not VRO_OK, but VRO_NO_MEMORY before any
// other.
vro_status vro_status_worse(vro_status first, vro_status second);

// Whether a status is a request to end, by a signal, and no fault.
bool vro_status_is_signal(vro_status status);

// The exit code of the program for a status (2 for bad input or usage).
int vro_status_exit_code(vro_status status);

// The short name of a status ("input", "memory", ...).
const char *vro_status_name(vro_status status);

#endif
