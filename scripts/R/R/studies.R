# Studies: run, psa, calibrate.

new_folder <- function() {
  folder <- tempfile("vrosim-")
  dir.create(folder)
  folder
}

# Runs a verb; without `out` the files stay in a folder of the session.
study <- function(verb, words, tables, staged, out, call) {
  folder <- if (is.null(out)) file.path(new_folder(), "results") else path.expand(out)
  words <- c(verb, words, paste0("--out=", folder), "--", tables)
  text <- perform(words, staged, call)
  new_results(verb, normalizePath(folder), text)
}

vrosim_run <- function(tables = NULL, patients = 1e6, seed = 1, stream = 0, sampling = NULL,
                       threads = NULL, strategies = NULL, reference = NULL, subgroups = NULL, children = NULL,
                       options = character(0), out = NULL) {
  staged <- new_folder()
  on.exit(unlink(staged, recursive = TRUE))
  words <- options_of(patients = patients, seed = seed, stream = stream, sampling = sampling,
                      threads = threads, strategies = strategies, reference = reference, subgroups = subgroups,
                      children = if (!is.null(children)) stage(children, "children", staged))
  study("run", c(words, options), stage_all(tables, staged), staged, out, sys.call())
}

vrosim_psa <- function(tables = NULL, samples = 1000, patients = 1e4, seed = 1, stream = 0,
                       sampling = NULL, threads = NULL, strategies = NULL, reference = NULL, subgroups = NULL,
                       children = NULL, draws = NULL, options = character(0), out = NULL) {
  staged <- new_folder()
  on.exit(unlink(staged, recursive = TRUE))
  words <- options_of(samples = samples, patients = patients, seed = seed, stream = stream,
                      sampling = sampling, threads = threads, strategies = strategies, reference = reference,
                      subgroups = subgroups,
                      children = if (!is.null(children)) stage(children, "children", staged),
                      draws = if (!is.null(draws)) stage(draws, "draws", staged))
  study("psa", c(words, options), stage_all(tables, staged), staged, out, sys.call())
}

vrosim_calibrate <- function(targets = NULL, tables = NULL, parameters = NULL, prior = NULL,
                             points = NULL, rows = NULL, patients = NULL, seed = 1, stream = 0,
                             sampling = NULL, threads = NULL, force = FALSE, options = character(0), out = NULL) {
  if (is.null(targets) && !is.null(tables)) {
    stop("tables come after targets: give both", call. = FALSE)
  }
  staged <- new_folder()
  on.exit(unlink(staged, recursive = TRUE))
  words <- options_of(parameters = parameters, points = points, rows = rows, patients = patients,
                      seed = seed, stream = stream, sampling = sampling, threads = threads,
                      prior = if (!is.null(prior)) stage(prior, "prior", staged))
  given <- c(if (!is.null(targets)) stage(targets, "targets", staged), stage_all(tables, staged))
  study("calibrate", c(words, if (force) "--force", options), given, staged, out, sys.call())
}
