// The door of a host that has only numbers and bytes, such as a page in a browser: one object that
// holds a scenario, its results so far and the text that was asked for last, over vrosim.h
// and the dictionary.
//
// Texts are UTF-8 that ends with '\0'. A text that a function returns is the object's own and lives
// until its next call. Functions that return a text return NULL where there is none; the faults are
// then in vro_page_faults. self is never NULL.
#ifndef VROSIM_WEB_PAGE_H
#define VROSIM_WEB_PAGE_H

#include <stddef.h>
#include <stdint.h>

typedef struct vro_page vro_page;

// The version of the engine, such as "0.2.0". Static.
const char *vro_page_version(void);

// An object without a scenario; NULL where memory is short.
vro_page *vro_page_new(void);

void vro_page_free(vro_page *self);

// Reads a table over the built-in default; name stands for it in faults. "" as table gives the
// default; strategies: "A,B" keeps these, "" all; children: the list of `vrosim run --children` as
// a text, "" where all is drawn. What was loaded before is forgotten, with its results. Returns a
// vrosim_status.
int vro_page_load(vro_page *self, const char *name, const char *table, const char *strategies,
                  const char *children);

// Simulates the first `children` children of the seed and stream, on one thread; what an earlier
// call simulated of them is kept where it was whole blocks of 8192 children of the same seed,
// stream and subgroups (as in vrosim_options; "": none). Returns a vrosim_status.
int vro_page_simulate(vro_page *self, uint64_t children, uint64_t seed, uint64_t stream,
                      const char *subgroups);

// The same of the children from `first` on alone, a multiple of 8192 below `children`: a part, for
// a host with several objects that do not share memory.
int vro_page_part(vro_page *self, uint64_t first, uint64_t children, uint64_t seed, uint64_t stream,
                  const char *subgroups);

// The results as bytes for vro_page_merge, NULL where there are none; vro_page_packed of them. They
// are the object's own and live until its next call but for vro_page_packed.
const unsigned char *vro_page_pack(vro_page *self);
size_t vro_page_packed(const vro_page *self);

// Adds a part that was packed, of the same scenario, seed, stream and subgroups, whose children
// follow those of the results. Returns a vrosim_status.
int vro_page_merge(vro_page *self, const unsigned char *bytes, size_t size);

// What a clinician asks first, as lines of text in English.
const char *vro_page_summary(vro_page *self);

// A table of the results, such as "summary.csv".
const char *vro_page_table(vro_page *self, const char *file);

// A figure of the results as SVG, such as "incidence" (vrosim_results_figure). outcome: what the
// icons of "children" are of, such as "displaced"; "" for the figure's own. width in px, language
// "en" or "de".
const char *vro_page_figure(vro_page *self, const char *name, const char *outcome, double width,
                            const char *language);

// The dictionary of parameters as a table: name, unit, from and to (bounds), usual_from and
// usual_to (beyond which a value may be a slip), meaning. Defaults and their sources are in
// "parameters.csv" of results of the default.
const char *vro_page_dictionary(vro_page *self);

// A forest of rows that are told (told_forest.h), as SVG.
const char *vro_page_forest(vro_page *self, const char *told, double width, const char *language);

// The same children under the first strategy and another, for an outcome such as "revision_by_5y"
// of all children ("all") or a subgroup: a table of named shares (pairs.h).
const char *vro_page_pairs(vro_page *self, const char *strategy, const char *outcome,
                           const char *subgroup);

// The life of a child under all strategies, as `vrosim explain` tells it. language: "en" or "de".
const char *vro_page_story(vro_page *self, uint64_t child, uint64_t seed, uint64_t stream,
                           const char *language);

// A probabilistic sensitivity analysis of the loaded scenario (vrosim_psa_run), on one thread. What
// an earlier one found is forgotten; results stay. Returns a vrosim_status.
int vro_page_psa(vro_page *self, uint64_t samples, uint64_t children, uint64_t seed,
                 uint64_t stream);

// A table of the analysis, such as "psa_contrasts.csv".
const char *vro_page_uncertainty(vro_page *self, const char *file);

// The numbers of a lesson as a table (web/lesson.h), such as "small_trials" with the inputs
// "arm=40,seed=2". Of the loaded scenario; "competing_death" of its results.
const char *vro_page_lesson(vro_page *self, const char *name, const char *inputs);

// The faults of the last call that could fail, one a line, as `vrosim check` tells them; "" where
// there was none.
const char *vro_page_faults(vro_page *self);

#endif
