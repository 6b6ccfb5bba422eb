# Tables of a study, in its folder.

# Columns of names and words, as `vrosim columns` has them: texts, whatever a name looks like.
words <- c("advice", "against", "cause", "change", "change_1", "change_2", "characteristic", "check",
           "comparator", "coverage", "diagnostic", "distribution", "division", "establishes", "fault",
           "group", "id", "interval", "label", "like", "most_informative", "other", "outcome",
           "outcomes", "parameter", "parameter_1", "parameter_2", "parameters", "reference", "result",
           "revision_cause", "role", "sampled_as", "scenario", "se_kind", "seen", "set", "source",
           "standing", "statistic", "status", "strategies", "strategy", "study", "subgroup", "text",
           "trade_off", "unit", "wanted", "warning")

new_results <- function(verb, folder, text) {
  structure(list(verb = verb, folder = folder, text = text),
            class = c(paste0("vrosim_", verb), "vrosim_results"))
}

tables_of <- function(results) {
  sub("[.]csv$", "", sort(list.files(unclass(results)$folder, "[.]csv$")))
}

vrosim_file <- function(results, name) {
  file <- if (grepl(".", name, fixed = TRUE)) name else paste0(name, ".csv")
  path <- file.path(unclass(results)$folder, file)
  if (!file.exists(path)) {
    stop(file, " is not among the results: ", paste(tables_of(results), collapse = ", "),
         call. = FALSE)
  }
  path
}

setting_of <- function(results, name) {
  manifest <- file.path(unclass(results)$folder, "manifest.json")
  if (!file.exists(manifest)) return("")
  pattern <- paste0("^ *\"", name, "\": \"([^\"]*)\".*")
  c(sub(pattern, "\\1", grep(pattern, read_lines(manifest), value = TRUE)), "")[1]
}

# A data frame whatever packages there are; names stay as they are, only what is empty is missing.
read_table <- function(results, name) {
  commas <- setting_of(results, "decimal") == "comma"
  table <- read.csv(vrosim_file(results, name), check.names = FALSE, stringsAsFactors = FALSE,
                    na.strings = "", sep = if (commas) ";" else ",", dec = if (commas) "," else ".",
                    colClasses = classes_of(vrosim_file(results, name), commas),
                    encoding = "UTF-8")
  for (column in intersect(words, names(table))) {
    table[[column]][is.na(table[[column]])] <- ""
  }
  table
}

classes_of <- function(path, commas) {
  header <- names(read.csv(path, check.names = FALSE, nrows = 1, sep = if (commas) ";" else ",",
                           colClasses = "character"))
  ifelse(header %in% words, "character", NA)
}

vrosim_table <- function(results, name) {
  table <- read_table(results, name)
  if (getOption("vrosim.data.table", TRUE) && requireNamespace("data.table", quietly = TRUE)) {
    table <- data.table::as.data.table(table)
  }
  table
}

`$.vrosim_results` <- function(x, name) x[[name]]

`[[.vrosim_results` <- function(x, i, ...) {
  fields <- unclass(x)
  if (i %in% names(fields)) return(fields[[i]])
  vrosim_table(x, i)
}

names.vrosim_results <- function(x) c(names(unclass(x)), tables_of(x))

print.vrosim_results <- function(x, ...) {
  fields <- unclass(x)
  cat(fields$text, sep = "\n")
  cat("Tables:", paste(tables_of(x), collapse = ", "), "\n")
  invisible(x)
}

vrosim_read <- function(folder) {
  has <- function(file) file.exists(file.path(folder, file))
  verb <- if (has("psa_summary.csv")) "psa" else if (has("calibration_fit.csv")) "calibrate" else "run"
  if (verb == "run" && !has("summary.csv")) {
    stop(folder, " holds no results of run, psa or calibrate", call. = FALSE)
  }
  new_results(verb, normalizePath(folder), character(0))
}
