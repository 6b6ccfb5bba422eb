// Parts of results as bytes (vrosim.h). In front stands the question, as text, then the first child
// and the one after the last, then the tally (outcome/tally_codec.h).
#include "vrosim/file/varint.h"
#include "vrosim/input/table_writer.h"
#include "vrosim/library/call.h"
#include "vrosim/library/results.h"
#include "vrosim/model/block.h"
#include "vrosim/outcome/tally_codec.h"
#include "vrosim/outcome/tally_consistency.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Appends what makes results those of this question: equal questions have equal texts.
static vro_status write_question(const vrosim_results *self, vro_byte_buffer *to,
                                 const vro_call *now) {
    char subgroups[VRO_SUBGROUPS_TEXT_MAX];
    char *parameters = NULL, *children = NULL;
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(to);
    TRY(stream ? VRO_OK : vro_call_no_memory(now));
    parameters = vro_table_writer_text(&self->scenario, now->errors);
    TRY(parameters ? VRO_OK : VRO_NO_MEMORY);
    children = vro_child_list_text(&self->scenario.children, now->errors);
    TRY(children ? VRO_OK : VRO_NO_MEMORY);
    vro_subgroups_write(&self->scenario.subgroups, subgroups);
    fprintf(stream,
            "vrosim %s, seed %" PRIu64 ", stream %" PRIu64 ", replicate %" PRIu64
            ", subgroups %s\n",
            vrosim_version(), self->random.seed, self->random.stream, self->random.replicate,
            subgroups);
    for (size_t i = 0; i < self->scenario.strategies; i++)
        fprintf(stream, "%s\n", self->scenario.strategy_names[i]);
    fputs(children, stream);
    fputs(parameters, stream);
out:
    if (stream)
        fclose(stream);
    free(children);
    free(parameters);
    return status == VRO_OK && to->failed ? vro_call_no_memory(now) : status;
}

static vro_status pack(const vrosim_results *self, vro_varint_writer *to, const vro_call *now) {
    vro_byte_buffer question = {0};
    vro_status status = VRO_OK;
    TRY(write_question(self, &question, now));
    vro_varint_writer_put(to, question.size);
    vro_varint_writer_put_bytes(to, question.at, question.size);
    vro_varint_writer_put(to, self->first);
    vro_varint_writer_put(to, self->end);
    vro_tally_codec_write(&self->tally, to);
    vro_varint_writer_flush(to);
    TRY(to->buffer.failed ? vro_call_no_memory(now) : VRO_OK);
out:
    vro_byte_buffer_free(&question);
    return status;
}

vrosim_status vrosim_results_pack(unsigned char **bytes, size_t *size,
                                  const vrosim_results *results, vrosim_errors *errors) {
    vro_call now;
    vro_varint_writer writer = {0};
    vro_status status = VRO_OK;
    vro_call_begin(&now, errors);
    if (bytes)
        *bytes = NULL;
    if (!bytes || !size || !results)
        return vro_call_end(&now, vro_call_refuse(&now, "bytes, size or results is NULL"));
    TRY(pack(results, &writer, &now));
    *bytes = writer.buffer.at;
    *size = writer.buffer.size;
    writer = (vro_varint_writer){0};
out:
    vro_varint_writer_free(&writer);
    return vro_call_end(&now, status);
}

// Whether the bytes begin with this question, which is read then.
static bool read_question(vro_varint_reader *reader, const vro_byte_buffer *question) {
    const uint64_t size = vro_varint_reader_next(reader);
    if (reader->failed || size != question->size || size > (size_t)(reader->end - reader->at) ||
        memcmp(reader->at, question->at, question->size) != 0)
        return false;
    reader->at += size;
    return true;
}

// Reads the tally of children first .. end - 1.
static vro_status read_tally(vro_tally *tally, vro_varint_reader *reader, uint64_t children,
                             const vro_call *now) {
    vro_tally_codec_read(tally, reader);
    return vro_varint_reader_is_done(reader) && vro_tally_is_consistent(tally, children)
               ? VRO_OK
               : vro_call_refuse(now, "the bytes are damaged");
}

static vro_status merge(vrosim_results *self, vro_varint_reader *reader, const vro_call *now) {
    const vro_model *model = &self->model;
    vro_byte_buffer question = {0};
    vro_tally other = {0};
    vro_status status = VRO_OK;
    TRY(write_question(self, &question, now));
    TRY(read_question(reader, &question) ? VRO_OK
                                         : vro_call_refuse(now, "the bytes are of another "
                                                                "question"));
    const uint64_t first = vro_varint_reader_next(reader), end = vro_varint_reader_next(reader);
    TRY(first == self->end && first % VRO_BLOCK == 0 && end > first
            ? VRO_OK
            : vro_call_refuse(now, "the bytes are not of the children that follow"));
    TRY(vro_tally_init(&other, model->strategies, model->outcomes, model->horizon,
                       &model->subgroups, now->errors));
    TRY(read_tally(&other, reader, end - first, now));
    vro_tally_merge(&self->tally, &other);
    self->end = end;
out:
    vro_tally_free(&other);
    vro_byte_buffer_free(&question);
    return status;
}

vrosim_status vrosim_results_merge(vrosim_results *results, const unsigned char *bytes, size_t size,
                                   vrosim_errors *errors) {
    vro_call now;
    vro_varint_reader reader = {.at = bytes, .end = bytes + size};
    vro_call_begin(&now, errors);
    if (!results || !bytes)
        return vro_call_end(&now, vro_call_refuse(&now, "results or bytes is NULL"));
    return vro_call_end(&now, merge(results, &reader, &now));
}

uint64_t vrosim_results_end(const vrosim_results *results) {
    return results ? results->end : 0;
}

void vrosim_bytes_free(unsigned char *bytes) {
    free(bytes);
}
