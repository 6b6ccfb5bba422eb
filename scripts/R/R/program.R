# Calls of the program vrosim, and what it complains of.

# A condition of vrosim: what was said, line by line, and as a table of faults with their places.
condition_of <- function(lines, status, kind, call) {
  place <- "^(.+?):([0-9]+)(:([0-9]+))?: "
  parts <- regmatches(lines, regexec(place, lines, perl = TRUE))
  part <- function(number) {
    vapply(parts, function(found) if (length(found)) found[number] else "", "")
  }
  file <- part(2)
  file[file == ""] <- NA_character_
  faults <- data.frame(file = file, line = as.integer(part(3)), column = as.integer(part(5)),
                       text = lines, stringsAsFactors = FALSE)
  structure(class = c(kind, "vrosim_error", "error", "condition"),
            list(message = paste(lines, collapse = "\n"), call = call, faults = faults,
                 status = status))
}

kinds <- c("2" = "vrosim_bad_input", "3" = "vrosim_no_memory")

missing_program <- function(sentence) {
  stop(condition_of(sentence, NA_integer_, "vrosim_missing", NULL))
}

vrosim_program <- function() {
  program <- Sys.getenv("VROSIM")
  if (!nzchar(program)) program <- unname(Sys.which("vrosim"))
  if (!nzchar(program)) {
    missing_program(paste("the program vrosim is not on the PATH; install it (make install), or set",
                          "the environment variable VROSIM to its place"))
  }
  if (grepl("/", program) && file.access(program, 1) != 0) {
    missing_program(paste0(program, " cannot be run"))
  }
  program
}

vrosim_available <- function() {
  tryCatch(nzchar(vrosim_program()), vrosim_missing = function(condition) FALSE)
}

read_lines <- function(file) readLines(file, warn = FALSE, encoding = "UTF-8")

# Runs the program and returns what it prints. staged: the folder of tables that were made of data
# frames, which appear under their own names. What it complains of is an error of class
# vrosim_error, or a warning where it succeeds.
perform <- function(words, staged = NULL, call = NULL) {
  program <- vrosim_program()
  output <- tempfile("vrosim-output-")
  errors <- tempfile("vrosim-errors-")
  on.exit(unlink(c(output, errors)))
  status <- system2(program, shQuote(words), stdout = output, stderr = errors)
  complaints <- sub("^vrosim: ", "", read_lines(errors))
  if (!is.null(staged)) complaints <- gsub(paste0(staged, "/"), "", complaints, fixed = TRUE)
  if (status != 0) {
    if (length(complaints) == 0) complaints <- paste("vrosim ended with", status)
    kind <- kinds[as.character(status)]
    stop(condition_of(complaints, status, if (!is.na(kind)) unname(kind), call))
  }
  if (length(complaints) > 0) warning(paste(complaints, collapse = "\n"), call. = FALSE)
  read_lines(output)
}

vrosim_version <- function() {
  sub("^vrosim ([^ ,]*).*", "\\1", perform("--version")[1])
}
