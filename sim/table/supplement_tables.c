#include "vrosim/table/supplement_tables.h"

static const vro_supplement_table table[] = {
    {.name = "parameters",
     .titles = {"Parameters, their distributions, standard errors and sources",
                "Parameter, ihre Verteilungen, Standardfehler und Quellen"},
     .file = "parameters.csv",
     .columns = {"strategy", "gmfcs", "parameter", "distribution", "value", "sd", "min", "max",
                 "se", "unit", "source", "text"}},
    {.name = "outcomes",
     .titles =
         {"Mean outcomes of all children under each strategy, with 95 % Monte Carlo intervals",
          "Mittlere Ergebnisse aller Kinder unter jeder Strategie, mit "
          "95-%-Monte-Carlo-Intervallen"},
     .file = "summary.csv",
     .rows = {{"subgroup", "all"}, {"statistic", "mean"}},
     .by_strategy = true},
    {.name = "contrasts",
     .titles = {"Comparisons with the reference in the same children, with 95 % Monte Carlo "
                "intervals",
                "Vergleiche mit der Bezugsstrategie an denselben Kindern, mit "
                "95-%-Monte-Carlo-Intervallen"},
     .file = "contrasts.csv",
     .columns = {"strategy", "reference", "outcome", "statistic", "value", "se", "lower", "upper"},
     .rows = {{"subgroup", "all"}}},
    {.name = "increments",
     .titles = {"Incremental analysis of all children, every parameter at its estimate",
                "Inkrementelle Analyse aller Kinder, jeder Parameter an seinem Schätzwert"},
     .file = "increments.csv",
     .columns = {"trade_off", "strategy", "effect", "effect_se", "cost", "cost_se", "standing",
                 "comparator", "icer"},
     .rows = {{"subgroup", "all"}}},
    {.name = "uncertainty",
     .titles =
         {"Mean outcomes of all children under each strategy, with 95 % uncertainty intervals",
          "Mittlere Ergebnisse aller Kinder unter jeder Strategie, mit "
          "95-%-Unsicherheitsintervallen"},
     .file = "psa_summary.csv",
     .rows = {{"subgroup", "all"}, {"statistic", "mean"}},
     .by_strategy = true},
    {.name = "uncertain_contrasts",
     .titles = {"Comparisons with the reference, with 95 % uncertainty intervals",
                "Vergleiche mit der Bezugsstrategie, mit 95-%-Unsicherheitsintervallen"},
     .file = "psa_contrasts.csv",
     .columns = {"strategy", "reference", "outcome", "statistic", "value", "lower", "upper",
                 "probability_better"},
     .rows = {{"subgroup", "all"}}},
    {.name = "decision",
     .titles = {"Incremental analysis of all children, means over the samples",
                "Inkrementelle Analyse aller Kinder, Mittel über die Stichproben"},
     .file = "decision_increments.csv",
     .columns = {"trade_off", "strategy", "effect", "cost", "standing", "comparator", "icer"},
     .rows = {{"subgroup", "all"}}},
    {.name = "information",
     .titles = {"Best strategy and value of perfect information by threshold",
                "Beste Strategie und Wert vollkommener Information je Schwelle"},
     .file = "decision_information.csv",
     .columns = {"trade_off", "threshold", "strategy", "probability_right", "perfect_information",
                 "perfect_information_se"},
     .rows = {{"subgroup", "all"}}},
    {.name = "study",
     .titles = {"Value of a proposed study by its size and threshold",
                "Wert einer vorgeschlagenen Studie je Größe und Schwelle"},
     .file = "decision_study.csv",
     .columns = {"trade_off", "subgroup", "threshold", "strategies", "outcomes", "n", "children",
                 "value", "se", "population_value", "population_value_se", "cost", "net_benefit",
                 "net_benefit_se", "optimal", "near_optimal"}},
    {.name = "sensitivity",
     .titles = {"One-way sensitivity analysis of all children",
                "Einfache Sensitivitätsanalyse aller Kinder"},
     .file = "sensitivity_oneway.csv",
     .columns = {"strategy", "reference", "outcome", "statistic", "rank", "parameter", "low",
                 "high", "value_low", "value_base", "value_high", "swing", "swing_se"},
     .rows = {{"subgroup", "all"}}},
    {.name = "thresholds",
     .titles = {"Values at which two strategies are equally good",
                "Werte, bei denen zwei Strategien gleich gut sind"},
     .file = "sensitivity_threshold.csv",
     .columns = {"strategy", "reference", "subgroup", "outcome", "parameter", "low", "high",
                 "threshold", "threshold_se", "status"}},
    {.name = "validation",
     .titles = {"Published figures and the model's", "Veröffentlichte Werte und die des Modells"},
     .file = "validation.csv",
     .columns = {"study", "strategy", "subgroup", "outcome", "role", "observed", "observed_lower",
                 "observed_upper", "model", "predicted_lower", "predicted_upper", "z", "inside",
                 "inside_predictive", "source"}},
    {.name = "fitted",
     .titles = {"Fitted parameters before and after the calibration",
                "Angepasste Parameter vor und nach der Kalibrierung"},
     .file = "calibration_parameters.csv",
     .columns = {"parameter", "prior_mean", "prior_sd", "mean", "sd", "p025", "p975", "shrinkage",
                 "most_informative"}},
    {.name = "fit",
     .titles = {"Fitted figures and those of the calibrated model",
                "Angepasste Werte und die des kalibrierten Modells"},
     .file = "calibration_fit.csv",
     .columns = {"study", "strategy", "subgroup", "outcome", "observed", "observed_lower",
                 "observed_upper", "model", "model_sd", "z", "fault", "inside"}},
    {.name = "diagnostics",
     .titles = {"How far the samples of the calibration can be trusted",
                "Wie weit den Stichproben der Kalibrierung zu trauen ist"},
     .file = "calibration_diagnostics.csv",
     .columns = {"diagnostic", "value", "wanted", "met"}},
};

const vro_supplement_table *vro_supplement_tables(size_t *count) {
    *count = sizeof table / sizeof *table;
    return table;
}

// Of each table one, so a file that two tables are made from would be there twice.
void vro_supplement_tables_files(const char *files[VRO_SUPPLEMENT_TABLES_MAX], size_t *count) {
    *count = sizeof table / sizeof *table;
    static_assert(sizeof table / sizeof *table <= VRO_SUPPLEMENT_TABLES_MAX, "all have room");
    for (size_t i = 0; i < *count; i++)
        files[i] = table[i].file;
}
