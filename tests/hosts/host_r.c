// What host.R calls: R CMD SHLIB makes a shared object of it.
#include <vrosim.h>

#include <R.h>
#include <Rinternals.h>

#include <stdio.h>

// Simulates children of the default scenario; the tables of the names in files, as texts.
SEXP vrosim_host_tables(SEXP children, SEXP files);

SEXP vrosim_host_tables(SEXP children, SEXP files) {
    vrosim_errors *errors = vrosim_errors_new();
    vrosim_scenario *scenario = NULL;
    vrosim_results *results = NULL;
    vrosim_options options = vrosim_options_default();
    char sentence[1024] = "";
    SEXP tables = PROTECT(Rf_allocVector(STRSXP, Rf_xlength(files)));
    options.children = (uint64_t)Rf_asReal(children);
    vrosim_status status = vrosim_scenario_from_files(&scenario, NULL, 0, NULL, errors);
    if (status == VROSIM_OK)
        status = vrosim_simulate(&results, scenario, &options, errors);
    for (R_xlen_t i = 0; i < Rf_xlength(files) && status == VROSIM_OK; i++) {
        char *text = NULL;
        status = vrosim_results_table(&text, results, CHAR(STRING_ELT(files, i)), errors);
        if (text)
            SET_STRING_ELT(tables, i, Rf_mkCharCE(text, CE_UTF8));
        vrosim_text_free(text);
    }
    snprintf(sentence, sizeof sentence, "%s", vrosim_errors_get(errors, 0).text);
    vrosim_results_free(results);
    vrosim_scenario_free(scenario);
    vrosim_errors_free(errors);
    UNPROTECT(1);
    if (status != VROSIM_OK)
        Rf_error("%s", sentence);
    return tables;
}
