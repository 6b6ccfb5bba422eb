#include "vrosim/table/result_files.h"

#include "vrosim/file/atomic_file.h"
#include "vrosim/file/csv_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static vro_status check_folder(const char *folder, vro_errors *errors) {
    struct stat about;
    if (stat(folder, &about) != 0)
        return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = folder},
                              "cannot be read: %s", strerror(errno));
    return S_ISDIR(about.st_mode)
               ? VRO_OK
               : vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = folder},
                                "is no folder; name one with results");
}

static vro_status read_file(vro_result_tables *self, const char *folder, const char *name,
                            vro_errors *errors) {
    struct stat about;
    vro_csv_reader *reader = NULL;
    vro_status status = VRO_OK;
    char *path = vro_atomic_file_path(folder, name, errors);
    TRY(path ? VRO_OK : VRO_NO_MEMORY);
    if (stat(path, &about) != 0 && errno == ENOENT)
        goto out;
    TRY(vro_csv_reader_open(&reader, path, errors));
    TRY(vro_result_tables_read(self, name, reader, errors));
out:
    vro_csv_reader_free(reader);
    free(path);
    return status;
}

vro_status vro_result_files_read(vro_result_tables *self, const char *folder,
                                 const char *const *names, size_t count, vro_errors *errors) {
    vro_status status = VRO_OK, worst = VRO_OK;
    TRY(check_folder(folder, errors));
    for (size_t i = 0; i < count && worst != VRO_NO_MEMORY; i++)
        if (!vro_result_tables_find(self, names[i]))
            worst = vro_status_worse(worst, read_file(self, folder, names[i], errors));
    status = worst;
out:
    return status;
}
