#include "vrosim/table/change_words.h"

#include "vrosim/core/distribution_moments.h"

#include <math.h>

// As many names are told one by one, and as many exceptions from all.
enum { NAMES_MOST = 8, EXCEPTIONS_MOST = 2 };

// A mean or sd that the bounds of a normal distribution move by more than this share of the sd is
// said not to be that of the table.
static const double NOTABLE = 0.005;

static bool is_text(const vro_layer_row *row) {
    return vro_dictionary_row(row->row.parameter)->distributions == VRO_ONLY_TEXT;
}

static void add_ends(vro_paragraph *words, const vro_distribution *distribution) {
    const bool least = !isnan(distribution->min), greatest = !isnan(distribution->max);
    if (least && greatest)
        vro_paragraph_add(words, " from %g to %g", distribution->min, distribution->max);
    else if (least)
        vro_paragraph_add(words, " from %g up", distribution->min);
    else if (greatest)
        vro_paragraph_add(words, " up to %g", distribution->max);
}

static void add_distribution(vro_paragraph *words, const vro_distribution *distribution) {
    if (distribution->kind == VRO_DISTRIBUTION_FIXED) {
        vro_paragraph_add(words, "%.6g", distribution->value);
        return;
    }
    vro_paragraph_add(words, "%s", vro_distribution_name(distribution->kind));
    if (!isnan(distribution->value))
        vro_paragraph_add(words, " %.6g", distribution->value);
    if (!isnan(distribution->sd))
        vro_paragraph_add(words, " (sd %.6g)", distribution->sd);
    add_ends(words, distribution);
}

static void add_value(vro_paragraph *words, const vro_layers *layers, const vro_layer_row *row) {
    if (!row)
        vro_paragraph_add(words, "not given");
    else if (is_text(row))
        vro_paragraph_add(words, "'%s'", layers->texts.texts[row->text]);
    else
        add_distribution(words, &row->row.distribution);
}

static void add_error(vro_paragraph *words, const vro_layer_row *row) {
    if (isnan(row->row.se))
        vro_paragraph_add(words, " (no se)");
    else
        vro_paragraph_add(words, " (se %.6g)", row->row.se);
}

static bool same_error(const vro_layer_row *before, const vro_layer_row *after) {
    const double a = before->row.se, b = after->row.se;
    return a == b || (isnan(a) && isnan(b));
}

// What stands between two pieces of a list of `count`, before number i.
static const char *separator(size_t i, size_t count, const char *last) {
    return i == 0 ? "" : i + 1 < count ? ", " : last;
}

// Only what tells several rows from each other: their numbers, or their means.
static void add_befores(vro_paragraph *words, const vro_change_rows *rows) {
    bool spread = false;
    for (size_t i = 0; i < rows->count && i < VRO_CHANGE_BEFORES_MAX; i++) {
        const vro_layer_row *before = rows->befores[i];
        vro_paragraph_add(words, "%s", separator(i, rows->count, " or "));
        if (!before || is_text(before)) {
            add_value(words, rows->layers, before);
            continue;
        }
        const vro_distribution_moments moments =
            vro_distribution_moments_of(&before->row.distribution);
        vro_paragraph_add(words, "%.4g", moments.mean);
        spread = spread || moments.sd > 0;
    }
    vro_paragraph_add(words, "%s%s", rows->count > VRO_CHANGE_BEFORES_MAX ? ", ..." : "",
                      spread ? " (means)" : "");
}

// Whether the standard error after is to be told: it is given, or there was one.
static bool is_error_news(const vro_change_rows *rows) {
    bool news = false;
    for (size_t i = 0; rows->after && i < rows->count && i < VRO_CHANGE_BEFORES_MAX; i++)
        news = news || (rows->befores[i] ? !same_error(rows->befores[i], rows->after)
                                         : !isnan(rows->after->row.se));
    return news;
}

void vro_change_words_values(vro_paragraph *words, const vro_change_rows *rows) {
    const vro_layer_row *before = rows->befores[0];
    const bool news = is_error_news(rows);
    if (rows->count == 1)
        add_value(words, rows->layers, before);
    else
        add_befores(words, rows);
    if (news && rows->count == 1 && before)
        add_error(words, before);
    vro_paragraph_add(words, " -> ");
    add_value(words, rows->layers, rows->after);
    if (news)
        add_error(words, rows->after);
}

// One of the two moments: "mean 6.1 -> 6.86". before: NAN if it is not known.
static void add_moment(vro_paragraph *words, const char *name, double before, double after) {
    vro_paragraph_add(words, "%s ", name);
    if (!isnan(before))
        vro_paragraph_add(words, "%.3g -> ", before);
    vro_paragraph_add(words, "%.3g", after);
}

// Whether value and sd of a table are the mean and the sd, to what is worth telling.
static bool as_in_table(const vro_distribution *distribution, vro_distribution_moments moments) {
    if (distribution->kind == VRO_DISTRIBUTION_FIXED)
        return true;
    const double least = NOTABLE * distribution->sd;
    return fabs(moments.mean - distribution->value) <= least &&
           fabs(moments.sd - distribution->sd) <= least;
}

bool vro_change_words_moments(vro_paragraph *words, const vro_change_rows *rows) {
    if (!rows->after || is_text(rows->after))
        return false;
    const vro_distribution *distribution = &rows->after->row.distribution;
    const vro_distribution_moments now = vro_distribution_moments_of(distribution);
    vro_distribution_moments past = {NAN, NAN};
    if (as_in_table(distribution, now))
        return false;
    if (rows->count == 1 && rows->befores[0])
        past = vro_distribution_moments_of(&rows->befores[0]->row.distribution);
    const bool normal = distribution->kind == VRO_DISTRIBUTION_NORMAL;
    const double least = NOTABLE * distribution->sd;
    add_moment(words, "mean", past.mean, now.mean);
    if (normal && fabs(now.mean - distribution->value) > least)
        vro_paragraph_add(words, " (not %.6g: the cut moves it)", distribution->value);
    add_moment(words, ", sd", past.sd, now.sd);
    if (normal && fabs(now.sd - distribution->sd) > least)
        vro_paragraph_add(words, " (not %.6g)", distribution->sd);
    return true;
}

static size_t count_true(const bool *flags, size_t count) {
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += flags[i];
    return sum;
}

bool vro_change_words_levels(vro_paragraph *words, const bool *chosen) {
    const size_t count = count_true(chosen, VRO_LEVELS);
    if (count == VRO_LEVELS)
        return false;
    vro_paragraph_add(words, count == 1 ? "level " : "levels ");
    for (size_t level = 0, i = 0; level < VRO_LEVELS; level++)
        if (chosen[level])
            vro_paragraph_add(words, "%s%zu", separator(i++, count, " and "), level + 1);
    return true;
}

void vro_change_words_strategies(vro_paragraph *words, char *const *names, const bool *chosen,
                                 const bool *among, size_t count) {
    const size_t told = count_true(chosen, count), all = count_true(among, count);
    const bool except = (told > 2 || told == all) && all - told <= EXCEPTIONS_MOST;
    const size_t listed = except ? all - told : told;
    if (told == all)
        vro_paragraph_add(words, "all");
    else if (except)
        vro_paragraph_add(words, "all strategies but ");
    if (listed > NAMES_MOST) {
        vro_paragraph_add(words, "%zu strategies", told);
        return;
    }
    for (size_t i = 0, said = 0; i < count; i++)
        if (except ? among[i] && !chosen[i] : chosen[i])
            vro_paragraph_add(words, "%s%s", separator(said++, listed, " and "), names[i]);
}
