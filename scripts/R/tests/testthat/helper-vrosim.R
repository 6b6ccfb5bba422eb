needs_program <- function() {
  skip_if_not(vrosim_available(), "the program vrosim is not there (set VROSIM to its place)")
}

# What the program writes by hand, in a folder.
by_hand <- function(...) {
  folder <- tempfile("by-hand-")
  status <- system2(vrosim_program(), c(..., "--quiet", paste0("--out=", folder)))
  stopifnot(status == 0)
  folder
}

bytes_of <- function(path) readBin(path, "raw", file.size(path))

expect_same_files <- function(results, folder) {
  files <- list.files(folder, "[.]csv$")
  expect_gt(length(files), 5)
  expect_setequal(paste0(setdiff(names(results), c("verb", "folder", "text")), ".csv"), files)
  for (file in files) {
    expect_identical(bytes_of(vrosim_file(results, file)), bytes_of(file.path(folder, file)))
  }
}

# One small analysis for all tests that only read.
kept <- new.env()
small_psa <- function() {
  needs_program()
  if (is.null(kept$psa)) kept$psa <- vrosim_psa(samples = 12, patients = 200)
  kept$psa
}
