// vrosim as a library: scenarios, simulations and their results for other programs.
//
// A program loads a scenario, simulates children under all of its strategies, and takes the results
// as numbers or as the same tables, to the last byte, that `vrosim run` writes.
//
// No function prints, ends the program (but see vrosim_options.threads), or changes anything of the
// process: no signal, no stream, no number of threads of others. Wrong arguments, NULL among them,
// give a status and a sentence.
//
// Texts are UTF-8 and end with '\0'. A function that makes something writes it to its first
// argument, and NULL there where it fails.
//
// Threads: objects have no state in common. Functions that take an object as const may be called
// for it from several threads at the same time; a vrosim_errors belongs to one thread at a time.
#ifndef VROSIM_H
#define VROSIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#define VROSIM_API __attribute__((visibility("default")))
#else
#define VROSIM_API
#endif

// How a call ended. The numbers stay as they are.
typedef enum vrosim_status {
    VROSIM_OK = 0,
    VROSIM_BAD_INPUT = 1,    // a table, or a cell that is set, is at fault
    VROSIM_BAD_ARGUMENT = 2, // another argument is: NULL, out of range, an unknown name
    VROSIM_NO_MEMORY = 3,
    VROSIM_INTERRUPTED = 4 // the host's `interrupted` ended a simulation
} vrosim_status;

// The version of the library, such as "0.2.0". Static.
VROSIM_API const char *vrosim_version(void);

// Errors: the faults of the last call that took them.

typedef struct vrosim_errors vrosim_errors;

typedef struct vrosim_error {
    vrosim_status status;
    const char *text; // "file:line:column: sentence", as far as there is a place; never NULL
    const char *file; // path or name of the table; NULL: the fault is in no table
    size_t line;      // from 1; 0: the whole file
    size_t column;    // in characters, from 1; 0: the whole line
} vrosim_error;

// An empty list, to be freed by the caller; NULL where memory is short. Every `errors` below is
// such a list, emptied before it is filled, or NULL: then only the status tells of faults.
VROSIM_API vrosim_errors *vrosim_errors_new(void);

// The number of faults, 0 of NULL. A call names all faults that it finds, 1000 at most.
VROSIM_API size_t vrosim_errors_count(const vrosim_errors *errors);

// The fault at index, below vrosim_errors_count; beyond it VROSIM_OK with an empty text. Its texts
// live until the list is filled again or freed.
VROSIM_API vrosim_error vrosim_errors_get(const vrosim_errors *errors, size_t index);

// Releases a list; NULL is allowed.
VROSIM_API void vrosim_errors_free(vrosim_errors *errors);

// Scenarios: for every strategy, GMFCS level and parameter one cell, a distribution or a text. The
// parameters with their units and ranges: `vrosim parameters`.

typedef struct vrosim_scenario vrosim_scenario;

// Reads tables over the built-in default, each over those before it, from files or from texts.
// count: 0 gives the default. paths[count], names[count] and texts[count] are borrowed for the
// call; a name stands for the table in errors and, without its extension, in the name of the
// scenario. strategies: "A,B" keeps only these; NULL keeps all. The first that is kept is the
// reference, until vrosim_scenario_set_reference. *scenario is owned by the caller.
// VROSIM_BAD_INPUT with every fault of every table, VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_scenario_from_files(vrosim_scenario **scenario,
                                                    const char *const *paths, size_t count,
                                                    const char *strategies, vrosim_errors *errors);
VROSIM_API vrosim_status vrosim_scenario_from_texts(vrosim_scenario **scenario,
                                                    const char *const *names,
                                                    const char *const *texts, size_t count,
                                                    const char *strategies, vrosim_errors *errors);

// What is put into cells: the columns of a row of a table.
typedef struct vrosim_cell {
    const char *strategy;     // NULL: all strategies, or a parameter that they share
    int level;                // GMFCS 1 to 5; 0: all levels
    const char *parameter;    // such as "plan.spica"
    const char *distribution; // "fixed", "normal", "beta" ...; "text" where the parameter is a text
    double value;             // in the unit of the parameter, as are sd, min, max and se;
    double sd;                // NAN: empty. Which of them a distribution takes is said in the
    double min;               // documentation of tables.
    double max;
    double se;          // the standard error of value; of a uniform distribution of its middle
    const char *text;   // the value of a parameter that is a text; NULL: empty
    const char *source; // where the number comes from; NULL: empty
} vrosim_cell;

// A cell of the fixed number `value`, all else empty. Its texts are those given, not copies.
VROSIM_API vrosim_cell vrosim_cell_fixed(const char *strategy, int level, const char *parameter,
                                         double value);

// Sets the cells of a scenario that `cell` names, as a row of one more table would that names the
// strategy; without one, those of every strategy. Everything is copied. VROSIM_BAD_INPUT, and a
// scenario as it was, where a table with the row would be at fault, and for strategy.like, as only
// tables declare strategies; VROSIM_BAD_ARGUMENT where there
// is no such strategy, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_scenario_set(vrosim_scenario *scenario, const vrosim_cell *cell,
                                             vrosim_errors *errors);

// Gives attributes of the children that are simulated under the scenario, in the place of what is
// drawn: a table such as "gmfcs,age,migration\n4,6,45\n", one child a line, with the columns of
// `vrosim run --children`. Child i is the one of row i modulo the number of rows. NULL: all is
// drawn. The table is copied. VROSIM_BAD_INPUT, and a scenario as it was, with every fault of the
// table; VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_scenario_set_children(vrosim_scenario *scenario, const char *table,
                                                      vrosim_errors *errors);

// Puts a strategy first, which makes it the reference of all comparisons; the others keep their
// order. VROSIM_BAD_ARGUMENT where there is no such strategy.
VROSIM_API vrosim_status vrosim_scenario_set_reference(vrosim_scenario *scenario,
                                                       const char *strategy, vrosim_errors *errors);

// The name of the strategy at index, from 0, and what people call it: its strategy.label or,
// without one, its name. NULL beyond the last. Both live as long as the scenario.
VROSIM_API const char *vrosim_scenario_strategy(const vrosim_scenario *scenario, size_t index);
VROSIM_API const char *vrosim_scenario_label(const vrosim_scenario *scenario, size_t index);

// Releases a scenario; NULL is allowed. Results do not need it any more.
VROSIM_API void vrosim_scenario_free(vrosim_scenario *scenario);

// Simulations.

typedef struct vrosim_results vrosim_results;

// How children are drawn: independently of each other, or by scrambled Sobol points, of which a
// mean needs several times fewer for the same error. Below 131,072 children these come in
// replicates of 1,024, from there on of 8,192: other children.
typedef enum vrosim_sampling { VROSIM_PCG, VROSIM_SOBOL } vrosim_sampling;

typedef struct vrosim_options {
    uint64_t children; // 1 to 10^16; each lives under every strategy
    uint64_t seed;     // any number; equal seeds and streams give equal children
    uint64_t stream;   // any number
    // 1 to 1024; 0: one a core. No result depends on it. 1 creates no thread; above, where the
    // system refuses a thread, OpenMP prints that and ends the program.
    int threads;
    int sampling;          // vrosim_sampling
    const char *subgroups; // such as "age,bilateral" or "age=5/8,gmfcs*age"; NULL: none
    // Called about five times a second, by the thread that called vrosim_simulate, and in the C
    // locale; NULL: not called. interrupted: anything but 0 ends the simulation. progress: in
    // children; at the end done is total.
    int (*interrupted)(void *context);
    void (*progress)(void *context, uint64_t done, uint64_t total);
    void *context; // handed to both
} vrosim_options;

// A million children of seed 1 and stream 0, Sobol points, on all cores, without subgroups and
// callbacks: what `vrosim run` does without options.
VROSIM_API vrosim_options vrosim_options_default(void);

// Simulates the children of `options` (NULL: the default) under every strategy. *results is owned
// by the caller. VROSIM_INTERRUPTED, VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_simulate(vrosim_results **results, const vrosim_scenario *scenario,
                                         const vrosim_options *options, vrosim_errors *errors);

// Adds the children that results lack of options->children, which are more than they have: the same
// results as if all had been simulated at once. A first look at few children becomes exact step by
// step. Of options only children, threads and the callbacks count. Results with Sobol points that
// reach 131,072 children are simulated anew. The number of children before
// must be a multiple of 8192, or VROSIM_BAD_ARGUMENT. VROSIM_INTERRUPTED leaves results as they
// were; after VROSIM_NO_MEMORY they can only be freed.
VROSIM_API vrosim_status vrosim_results_extend(vrosim_results *results,
                                               const vrosim_options *options,
                                               vrosim_errors *errors);

// Parts: the same results from several processes, or workers without common memory. Each simulates
// children of its own and packs them; one of them merges the others.

// As vrosim_simulate, but only the children from `first` on, a multiple of 8192 below
// options->children, up to the last of them. With 0 it is vrosim_simulate. Sobol points have the
// replicates of so many children: of results that are merged all parts end below 131,072, or none.
VROSIM_API vrosim_status vrosim_simulate_part(vrosim_results **results,
                                              const vrosim_scenario *scenario,
                                              const vrosim_options *options, uint64_t first,
                                              vrosim_errors *errors);

// Results as bytes, the same on every machine, some 200 kB. *bytes[*size] is to be freed with
// vrosim_bytes_free. VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_results_pack(unsigned char **bytes, size_t *size,
                                             const vrosim_results *results, vrosim_errors *errors);

// Adds results that were packed by the same version: those of the children that follow the last of
// `results`, under the same scenario and with the same seed, stream and subgroups. Everything else,
// also bytes that are damaged, is VROSIM_BAD_ARGUMENT and leaves results as they were, as does
// VROSIM_NO_MEMORY. The number of children of results before must be a multiple of 8192.
VROSIM_API vrosim_status vrosim_results_merge(vrosim_results *results, const unsigned char *bytes,
                                              size_t size, vrosim_errors *errors);

// The number of the child after the last one of results; of results from the first child on, how
// many children they have. 0 of NULL.
VROSIM_API uint64_t vrosim_results_end(const vrosim_results *results);

// Releases what vrosim_results_pack made; NULL is allowed.
VROSIM_API void vrosim_bytes_free(unsigned char *bytes);

// A number with its Monte Carlo error, as tables have it. NAN: undefined (an error from one child,
// a ratio to 0, a healing time where no child had an osteotomy).
typedef struct vrosim_estimate {
    double value; // in the unit of the outcome
    double se;    // Monte Carlo standard error
    double lower; // ends of the 95 % interval
    double upper;
    double se_unpaired; // of a contrast: the error that two separate runs would have; else NAN
    uint64_t n;         // children that it comes from
    // What se and the interval come from, as in the tables: "children", "replicates", "at_most" or
    // "approximate"; "": se is not known. Static.
    const char *se_kind;
} vrosim_estimate;

// Which number, by the names that it has in the tables.
typedef struct vrosim_quantity {
    const char *strategy;
    const char
        *subgroup; // "gmfcs_1" to "gmfcs_5", or one of the options; NULL or "all": all children
    // Such as "revision_by_5y", where 5 is a landmark of the scenario (followup.landmarks); `vrosim
    // columns` explains all of them.
    const char *outcome;
    // As in summary.csv: "mean", of rare events "expected", of measurements "sd", "p05", "p25",
    // "p50", "p75" and "p95". Or the strategy against the reference in the same children, as in
    // contrasts.csv: "risk_difference", "relative_risk" and "number_needed_to_treat" of shares,
    // "mean_difference" and "mean_ratio" of other outcomes, "share_better".
    const char *statistic;
} vrosim_quantity;

// A number of the results. VROSIM_BAD_ARGUMENT for a name that is unknown, an outcome that the
// scenario lacks (a cost that no table gives, a landmark), a statistic that the outcome does not
// have, and the reference against itself; *estimate is NAN then. VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_results_estimate(vrosim_estimate *estimate,
                                                 const vrosim_results *results,
                                                 const vrosim_quantity *quantity,
                                                 vrosim_errors *errors);

// A table as text: the bytes of the file of that name that `vrosim run` writes. "summary.csv",
// "contrasts.csv", "cohort.csv", "revision.csv", "lld.csv", "healing.csv", "increments.csv",
// "net_benefit.csv", "children.csv", "strategies.csv", "parameters.csv". *text is to be freed with
// vrosim_text_free. VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_results_table(char **text, const vrosim_results *results,
                                              const char *file, vrosim_errors *errors);

// What a clinician asks first, as lines of text in English: the summary that `vrosim run` prints.
// *text is to be freed with vrosim_text_free. VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_results_summary(char **text, const vrosim_results *results,
                                                vrosim_errors *errors);

// A figure of the results as SVG, the one that `vrosim report` draws, drawn from the same tables:
// "incidence", "causes", "contrasts" or "leg_length" (its help names all). width: in px of
// 1/96 inch, 280 to 2400. language: of its texts, "en" or "de". *text is to be freed with
// vrosim_text_free. VROSIM_BAD_ARGUMENT, also where the results have nothing to draw;
// VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_results_figure(char **text, const vrosim_results *results,
                                               const char *name, double width, const char *language,
                                               vrosim_errors *errors);

// Courses of single children as numbers: columns of `vrosim run --courses`, such as "gmfcs",
// "revision_by_5y" or "lld_abs_mm", for the children of `options` (NULL: the default) under every
// strategy. values: [children][strategies][count], room of the caller's; NAN where a course has
// none (the time of a revision that did not happen). Of options only children, seed, stream and
// sampling count. VROSIM_BAD_ARGUMENT, also for an unknown column; VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_scenario_courses(double *values, const vrosim_scenario *scenario,
                                                 const char *const *columns, size_t count,
                                                 const vrosim_options *options,
                                                 vrosim_errors *errors);

// Whose life is told, and how.
typedef struct vrosim_story {
    uint64_t child;       // its number, from 0 and below 10^16
    const char *strategy; // NULL: all of them side by side
    const char *language; // "en" or "de"; NULL: "en"
} vrosim_story;

// The life of one child, told in sentences: what `vrosim explain` prints. It is the child of this
// number in every simulation with the seed and the stream of `options` (NULL: the default), and
// with its sampling and children where that is VROSIM_SOBOL. *text is to be freed with
// vrosim_text_free. VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_scenario_story(char **text, const vrosim_scenario *scenario,
                                               const vrosim_story *story,
                                               const vrosim_options *options,
                                               vrosim_errors *errors);

// Probabilistic sensitivity analyses: the same children again and again, each time with other
// values of the parameters that have a standard error, as `vrosim psa` does.

typedef struct vrosim_psa vrosim_psa;

// Draws `samples` (1 to 10^6) samples of the uncertain parameters and simulates the children of
// `options` (NULL: the default; 10,000 are usual) under every strategy with each. Of options the
// functions of the host do not count. *psa is owned by the caller. VROSIM_BAD_INPUT for a standard
// error that its distribution cannot have, VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_psa_run(vrosim_psa **psa, const vrosim_scenario *scenario,
                                        uint64_t samples, const vrosim_options *options,
                                        vrosim_errors *errors);

// A table as text: the bytes of the file of that name that `vrosim psa` writes. "psa_summary.csv",
// "psa_contrasts.csv", "psa_params.csv" (where a parameter is uncertain), "psa_effects.csv",
// "psa_costs.csv", "strategies.csv", "parameters.csv". *text is to be freed with vrosim_text_free.
// VROSIM_BAD_ARGUMENT, VROSIM_NO_MEMORY.
VROSIM_API vrosim_status vrosim_psa_table(char **text, vrosim_psa *psa, const char *file,
                                          vrosim_errors *errors);

// Releases an analysis; NULL is allowed.
VROSIM_API void vrosim_psa_free(vrosim_psa *psa);

// Releases results; NULL is allowed.
VROSIM_API void vrosim_results_free(vrosim_results *results);

// Releases a text that a function above made; NULL is allowed.
VROSIM_API void vrosim_text_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
