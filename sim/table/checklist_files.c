#include "vrosim/table/checklist_files.h"

#include "vrosim/file/csv_writer.h"
#include "vrosim/table/html.h"

#include <string.h>

void vro_checklist_write_csv(const vro_checklist *self, FILE *stream) {
    vro_csv_writer writer;
    vro_csv_writer_begin(&writer, stream,
                         "item,section,recommendation,status,text,where,evidence_file,program");
    for (size_t i = 0; i < self->form->count; i++) {
        const vro_checklist_row *row = &self->rows[i];
        vro_csv_writer_text(&writer, row->item->item);
        vro_csv_writer_text(&writer, row->item->section);
        vro_csv_writer_text(&writer, row->item->recommendation);
        vro_csv_writer_text(&writer, vro_checklist_status_name(row->status));
        vro_csv_writer_text(&writer, row->text);
        vro_csv_writer_text(&writer, row->where);
        vro_csv_writer_text(&writer, row->evidence);
        vro_csv_writer_text(&writer, row->mark);
        vro_csv_writer_end(&writer);
    }
}

// What people read for a status, and its colours on paper: a mark before the word tells them apart
// without colour.
typedef struct status_words {
    const char *word;
    const char *mark;
} status_words;

static const status_words words[VRO_CHECKLIST_STATUSES] = {
    {"filled", "\xE2\x9C\x93"},        // U+2713, a tick
    {"draft", "\xE2\x9C\x8E"},         // U+270E, a pencil
    {"yours", "\xE2\x97\x8B"},         // U+25CB, an empty circle
    {"not applicable", "\xE2\x80\x93"} // U+2013, a dash
};

static const char STYLE[] =
    "@page{size:A4;margin:15mm}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:1rem;max-width:75rem;color:#1b1b1b;background:#fff;"
    "font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}"
    "h1{font-size:1.5rem;line-height:1.2;margin:0 0 .5rem}"
    "a{color:#0b4f8a}"
    "p{margin:.4rem 0}td p:first-child{margin-top:0}"
    "table{border-collapse:collapse;width:100%;margin-top:1rem}"
    "th,td{text-align:left;vertical-align:top;padding:.5rem .6rem;border-top:1px solid #8a8a8a}"
    "thead th{border-top:0;border-bottom:2px solid #1b1b1b}"
    "tbody th{font-weight:600;width:16%;overflow-wrap:break-word}"
    "td.a{width:24%}td.s{width:9em}"
    "td.s span{display:inline-block;padding:.05rem .5rem;border:1px solid currentColor;"
    "border-radius:.3rem;white-space:nowrap}"
    ".filled{color:#0a5c2e;background:#e8f5ec}.draft{color:#7a4100;background:#fff3df}"
    ".yours{color:#1b1b1b;background:#fff}.not_applicable{color:#4a4a4a;background:#efefef}"
    ".w{color:#4a4a4a;font-size:.875em}"
    "tr{break-inside:avoid}"
    "@media screen and (max-width:700px){thead{position:absolute;left:-9999px}"
    "table,tbody,tr,th,td{display:block;width:auto!important;border:0;padding:.15rem 0}"
    "tr{border-top:1px solid #8a8a8a;padding:.6rem 0}}"
    "@media print{body{font-size:9pt;padding:0;max-width:none}a{color:inherit}}";

// A paragraph, if there is a text.
static void write_text(FILE *stream, const char *class, const char *start, const char *text) {
    if (!*text)
        return;
    fprintf(stream, "<p class=\"%s\" dir=\"auto\">%s", class, start);
    vro_html_text(stream, text);
    fputs("</p>", stream);
}

static void write_row(const vro_checklist_row *row, FILE *stream) {
    const vro_checklist_item *item = row->item;
    fputs("<tr><th scope=\"row\">", stream);
    vro_html_text(stream, item->item);
    fputs(" ", stream);
    vro_html_text(stream, item->section);
    fputs("</th><td class=\"a\">", stream);
    vro_html_text(stream, item->recommendation);
    fprintf(stream, "</td><td class=\"s\"><span class=\"%s\">%s %s</span></td><td>",
            vro_checklist_status_name(row->status), words[row->status].mark,
            words[row->status].word);
    write_text(stream, "t", "", row->text);
    write_text(stream, "w", *row->text ? "Where: " : "", row->where);
    write_text(stream, "w", row->answered ? "Answers: " : "Files: ", row->evidence);
    fputs("</td></tr>\n", stream);
}

static void write_head(const vro_checklist *self, const vro_named_texts *facts, FILE *stream) {
    static const char ABOUT[] = "Written by vrosim {version}[ (commit {commit})] from the results "
                                "of vrosim {verb}: scenario "
                                "{scenario}, {patients} children, seed {seed}.";
    vro_byte_buffer about = {0};
    fputs("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
          "'unsafe-inline'\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
          stream);
    vro_html_text(stream, self->form->title);
    fprintf(stream, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", STYLE);
    vro_html_text(stream, self->form->title);
    fputs("</h1>\n<p><strong>", stream);
    vro_checklist_print_counts(self, stream);
    fputs("</strong></p>\n<p dir=\"auto\">", stream);
    if (vro_named_texts_fill(facts, ABOUT, &about) && !about.failed) {
        vro_byte_buffer_append(&about, "", 1);
        if (!about.failed)
            vro_html_text(stream, (const char *)about.at);
    }
    vro_byte_buffer_free(&about);
    fputs("</p>\n<p>", stream);
    vro_html_text(stream, self->form->note);
    fputs(" <a href=\"", stream);
    vro_html_text(stream, self->form->link);
    fputs("\" rel=\"noreferrer\">The official form</a>.</p>\n", stream);
}

void vro_checklist_write_html(const vro_checklist *self, const vro_named_texts *facts,
                              FILE *stream) {
    write_head(self, facts, stream);
    fputs("<table>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\">What it asks for</th>"
          "<th scope=\"col\">Status</th><th scope=\"col\">Answer, and where its evidence is</th>"
          "</tr></thead>\n<tbody>\n",
          stream);
    for (size_t i = 0; i < self->form->count; i++)
        write_row(&self->rows[i], stream);
    fputs("</tbody>\n</table>\n</main>\n</body>\n</html>\n", stream);
}

void vro_checklist_print_counts(const vro_checklist *self, FILE *stream) {
    const size_t other = vro_checklist_count(self, VRO_CHECKLIST_NOT_APPLICABLE);
    fprintf(stream, "%s: %zu filled, %zu drafted, %zu yours", self->form->title,
            vro_checklist_count(self, VRO_CHECKLIST_FILLED),
            vro_checklist_count(self, VRO_CHECKLIST_DRAFT),
            vro_checklist_count(self, VRO_CHECKLIST_YOURS));
    if (other > 0)
        fprintf(stream, ", %zu not applicable", other);
}
