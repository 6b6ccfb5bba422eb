#include "vrosim/table/report_page.h"

#include "vrosim/table/html.h"
#include "vrosim/table/report_parts.h"

#include <stdlib.h>

// Nothing is fetched: all of the page is in the file.
static const char POLICY[] = "default-src 'none'; style-src 'unsafe-inline'";

static const char STYLE[] =
    "html{-webkit-text-size-adjust:100%}\n"
    "body{margin:0;background:#fff;color:#1a1a1a;"
    "font:1rem/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\","
    "\"Liberation Sans\",Arial,sans-serif}\n"
    "header,main,nav,footer{box-sizing:border-box;margin:0 auto;padding:0 1.25rem}\n"
    "header{padding-top:2rem}\n"
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem}\n"
    "h2{font-size:1.3rem;line-height:1.25;margin:2.5rem 0 .75rem;padding-top:.75rem;"
    "border-top:1px solid #c9c9c9}\n"
    "h3{font-size:1.08rem;line-height:1.3;margin:0 0 .25rem}\n"
    "p{margin:0 0 .75rem}\n"
    ".lead{font-size:1.15rem;line-height:1.45}\n"
    ".notice{color:#454545}\n"
    "a{color:#004f80}\n"
    ".skip{position:absolute;left:-999rem}\n"
    ".skip:focus{left:.5rem;top:.5rem;background:#fff;padding:.5rem}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:1rem 0 "
    "0;padding:0}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}\n"
    "dt{font-weight:600}\n"
    "dd{margin:0}\n"
    "h1,h2,h3,p,dd,li,figcaption{overflow-wrap:anywhere}\n"
    "figure{margin:0 0 2.25rem}\n"
    "figure svg{display:block;max-width:100%;height:auto}\n"
    ".narrow{display:none}\n"
    ".narrow svg{width:100%}\n"
    "figcaption{font-size:.9rem;color:#454545;margin:.5rem 0}\n"
    "summary{cursor:pointer;padding:.35rem 0}\n"
    ".scroll{overflow-x:auto;max-width:100%}\n"
    "table{border-collapse:collapse;font-size:.88rem;line-height:1.35;"
    "font-variant-numeric:tabular-nums}\n"
    "th,td{padding:.25rem .6rem;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #e0e0e0}\n"
    "thead th{border-bottom:1px solid #595959;vertical-align:bottom}\n"
    "tbody th{font-weight:400}\n"
    "table+table{margin-top:1rem}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    "pre{overflow-x:auto;background:#f4f4f4;padding:.6rem .8rem}\n"
    ".break{overflow-wrap:anywhere}\n"
    "footer{padding-bottom:3rem}\n"
    "@media screen and (max-width:600px){"
    "header,main,nav,footer{padding-left:.6rem;padding-right:.6rem}"
    "h1{font-size:1.4rem}.wide{display:none}.narrow{display:block}"
    "dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}\n"
    "@page{size:A4;margin:15mm}\n"
    "@media print{body{font-size:10pt}nav,.skip{display:none}"
    "header,main,footer{max-width:none!important;padding:0}"
    "figure,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}"
    "figure svg{width:auto;max-height:225mm}"
    ".scroll{overflow:visible}table{font-size:7.5pt}th,td{padding:.12rem .25rem}"
    "tbody>*>*,.part th{overflow-wrap:anywhere}"
    "tbody>*>.n{white-space:normal;overflow-wrap:normal}"
    "a{color:inherit;text-decoration:none}}\n";

enum { TEXT_WIDTH = 736, PADDING = 40 }; // px

static void write_title(const vro_report *report, FILE *to) {
    static const vro_report_text_id titles[] = {VRO_TEXT_TITLE_SAMPLES, VRO_TEXT_TITLE_STRATEGIES,
                                                VRO_TEXT_TITLE_STRATEGY, VRO_TEXT_TITLE_STUDIES,
                                                VRO_TEXT_TITLE_PLAIN};
    vro_report_write_sentence(report, titles, sizeof titles / sizeof *titles, to);
}

static void write_head(const vro_report *report, FILE *to) {
    const double width = report->request.width + PADDING;
    fprintf(to,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
            vro_language_code(report->request.language), POLICY);
    write_title(report, to);
    fprintf(to,
            "</title>\n<style>\n%sheader,main,nav,footer{max-width:%.0fpx}\n</style>\n</head>\n",
            STYLE, width > TEXT_WIDTH ? width : TEXT_WIDTH);
}

static void write_top(const vro_report *report, FILE *to) {
    const vro_language language = report->request.language;
    const char *finding = vro_report_finding(report);
    fputs("<body>\n<a class=\"skip\" href=\"#main\">", to);
    vro_html_text(to, vro_report_text(language, VRO_TEXT_SKIP));
    fputs("</a>\n<header>\n<h1 dir=\"auto\">", to);
    write_title(report, to);
    fputs("</h1>\n", to);
    if (finding) {
        fputs("<p class=\"lead\" dir=\"auto\">", to);
        vro_html_text(to, finding);
        fputs("</p>\n", to);
    }
    fputs("<p class=\"notice\">", to);
    vro_html_text(to, vro_report_text(language, VRO_TEXT_NOTICE));
    fputs("</p>\n</header>\n", to);
}

static void write_contents(const vro_report *report, FILE *to) {
    const vro_language language = report->request.language;
    size_t count;
    const vro_report_part *parts = vro_report_parts(&count);
    fputs("<nav aria-label=\"", to);
    vro_html_text(to, vro_report_text(language, VRO_TEXT_CONTENTS));
    fputs("\"><ul>\n", to);
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].is_present(report))
            continue;
        fprintf(to, "<li><a href=\"#%s\">", parts[i].id);
        vro_html_text(to, vro_report_text(language, parts[i].heading));
        fputs("</a></li>\n", to);
    }
    fputs("</ul></nav>\n", to);
}

static vro_status write_part(const vro_report *report, const vro_report_part *part, FILE *to,
                             vro_errors *errors) {
    fprintf(to, "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">",
            part->id, part->id, part->id);
    vro_html_text(to, vro_report_text(report->request.language, part->heading));
    fputs("</h2>\n", to);
    const vro_status status = part->write(report, to, errors);
    fputs("</section>\n", to);
    return status;
}

vro_status vro_report_page_write(const vro_report *report, FILE *to, vro_errors *errors) {
    size_t count;
    const vro_report_part *parts = vro_report_parts(&count);
    vro_status status = VRO_OK;
    write_head(report, to);
    write_top(report, to);
    write_contents(report, to);
    fputs("<main id=\"main\">\n", to);
    for (size_t i = 0; i < count; i++)
        if (parts[i].is_present(report))
            TRY(write_part(report, &parts[i], to, errors));
    fputs("</main>\n<footer><p class=\"notice\">vrosim " VRO_VERSION "</p></footer>\n</body>\n"
          "</html>\n",
          to);
out:
    return status;
}
