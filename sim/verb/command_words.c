#include "vrosim/verb/command_words.h"

static const vro_synonym of_options[] = {
    {"n", "patients"},
    {"children", "patients"},
    {"size", "patients"},
    {"trials", "patients"},
    {"iterations", "patients"},
    {"simulations", "patients"},
    {"child", "patient"},
    {"id", "patient"},
    {"draws", "samples"},
    {"runs", "samples"},
    {"cores", "threads"},
    {"cpus", "threads"},
    {"jobs", "threads"},
    {"workers", "threads"},
    {"nthreads", "threads"},
    {"parallel", "threads"},
    {"random", "seed"},
    {"rng", "seed"},
    {"output", "out"},
    {"folder", "out"},
    {"dir", "out"},
    {"directory", "out"},
    {"overwrite", "force"},
    {"replace", "force"},
    {"silent", "quiet"},
    {"arms", "strategies"},
    {"treatments", "strategies"},
    {"interventions", "strategies"},
    {"baseline", "reference"},
    {"comparator", "reference"},
    {"control", "reference"},
    {"groups", "subgroups"},
    {"strata", "subgroups"},
    {"parameter", "set"},
    {"param", "set"},
    {"define", "set"},
    {"override", "set"},
    {"wtp", "thresholds"},
    {"lambda", "thresholds"},
    {"filter", "where"},
    {"find", "where"},
    {"precision", "target"},
    {"tolerance", "target"},
    {"continue", "resume"},
    {"restart", "resume"},
    {"hostname", "host"},
};

static const vro_synonym of_verbs[] = {
    {"simulate", "run"},
    {"start", "run"},
    {"resume", "run"},
    {"uncertainty", "psa"},
    {"montecarlo", "psa"},
    {"evpi", "psa"},
    {"evppi", "psa"},
    {"voi", "psa"},
    {"dsa", "sensitivity"},
    {"owsa", "sensitivity"},
    {"tornado", "sensitivity"},
    {"threshold", "sensitivity"},
    {"scan", "sensitivity"},
    {"combine", "merge"},
    {"join", "merge"},
    {"repeat", "replay"},
    {"rerun", "replay"},
    {"reproduce", "replay"},

    {"lint", "check"},
    {"params", "parameters"},
    {"inputs", "parameters"},
    {"dictionary", "parameters"},
    {"defaults", "parameters"},
    {"outputs", "columns"},
    {"codebook", "columns"},
    {"describe", "explain"},
    {"story", "explain"},
    {"usage", "help"},
    {"man", "help"},
};

vro_name_list vro_command_words_options(const char *const *names, size_t count) {
    return (vro_name_list){.names = names,
                           .count = count,
                           .synonyms = of_options,
                           .synonym_count = sizeof of_options / sizeof *of_options};
}

void vro_command_words_verbs(vro_verb_words *self, const vro_verb *verbs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        self->names[i] = verbs[i].name;
        self->meanings[i] = verbs[i].summary;
    }
    self->names[count] = "--help";
    self->names[count + 1] = "--version";
    self->meanings[count] = self->meanings[count + 1] = "";
    self->list = (vro_name_list){.names = self->names,
                                 .count = count + 2,
                                 .meanings = self->meanings,
                                 .synonyms = of_verbs,
                                 .synonym_count = sizeof of_verbs / sizeof *of_verbs};
}
