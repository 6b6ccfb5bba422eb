# Tables that vrosim reads: files of the caller's, or files made of data frames.

# As few digits as give the number again.
digits_of <- function(numbers) {
  texts <- rep(NA_character_, length(numbers))
  known <- numbers[!is.na(numbers)]
  short <- sprintf("%.15g", known)
  texts[!is.na(numbers)] <- ifelse(as.numeric(short) == known, short, sprintf("%.17g", known))
  texts
}

# Fields of CSV; only those that need it stand in quotes, so that places in them are those of a file.
quoted <- function(texts) {
  texts[is.na(texts)] <- ""
  needs <- grepl("[\",\n\r]|^ | $", texts)
  texts[needs] <- paste0("\"", gsub("\"", "\"\"", texts[needs], fixed = TRUE), "\"")
  texts
}

# The path of a table, written to `folder` as NAME.csv unless it is a file.
stage <- function(table, name, folder) {
  if (is.character(table) && length(table) == 1) return(path.expand(table))
  if (!is.data.frame(table)) {
    stop("a table is the name of a file or a data frame, not of class ", class(table)[1],
         call. = FALSE)
  }
  path <- file.path(folder, paste0(name, ".csv"))
  cells <- lapply(as.data.frame(table), function(column) {
    quoted(if (is.numeric(column)) digits_of(column) else as.character(column))
  })
  lines <- c(paste(quoted(names(table)), collapse = ","), do.call(paste, c(unname(cells), sep = ",")))
  writeLines(enc2utf8(lines), path, useBytes = TRUE)
  path
}

# The paths of all tables, in their order. Without names they are table, table_2 and so on.
stage_all <- function(tables, folder) {
  if (is.null(tables)) return(character(0))
  if (is.data.frame(tables)) tables <- list(tables)
  given <- names(tables)
  names <- c("table", if (length(tables) > 1) paste0("table_", seq_along(tables)[-1]))
  if (!is.null(given)) names <- ifelse(given == "", names, given)
  vapply(seq_along(tables), function(i) stage(tables[[i]], names[i], folder), "")
}

# "--name=value" of all that is given.
options_of <- function(...) {
  given <- Filter(Negate(is.null), list(...))
  vapply(names(given), function(name) {
    value <- given[[name]]
    if (is.numeric(value)) value <- format(value, scientific = FALSE, trim = TRUE, digits = 15)
    paste0("--", name, "=", paste(value, collapse = ","))
  }, "", USE.NAMES = FALSE)
}
