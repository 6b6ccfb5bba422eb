test_that("numbers and texts are what they are", {
  summary <- small_psa()$psa_summary
  expect_s3_class(summary, "data.frame")
  expect_type(summary$strategy, "character")
  expect_type(summary$value, "double")
  expect_false(all(is.na(summary$value)))
})

test_that("tables are data.tables where that package is there", {
  skip_if_not_installed("data.table")
  expect_s3_class(small_psa()$psa_effects, "data.table")
  earlier <- options(vrosim.data.table = FALSE)
  on.exit(options(earlier))
  expect_identical(class(small_psa()$psa_effects), "data.frame")
})

test_that("names of strategies stay texts", {
  needs_program()
  names <- c("NA.", "2deg", "True.")
  table <- data.frame(strategy = rep(names, each = 2),
                      parameter = rep(c("strategy.like", "plan.spica"), 3),
                      distribution = rep(c("text", "fixed"), 3), value = rep(c("vro", "0.5"), 3),
                      unit = rep(c(NA, "probability"), 3))
  results <- vrosim_run(table, patients = 100, strategies = names)
  expect_identical(results$strategies$strategy, names)
})

test_that("all columns of names and words are known", {
  needs_program()
  columns <- read.csv(text = system2(vrosim_program(), c("columns", "--csv"), stdout = TRUE))
  named <- columns$column[columns$unit %in% c("name", "names", "words", "kind")]
  expect_setequal(unique(named), vrosim:::words)
})

test_that("decimal commas are read", {
  needs_program()
  commas <- vrosim_run(patients = 200, options = "--decimal=comma")
  expect_identical(commas$summary, vrosim_run(patients = 200)$summary)
})

test_that("a table that is not there is an error that names those that are", {
  expect_error(small_psa()$courses, "courses.csv is not among the results: coverage, decision_")
})

test_that("numbers are written with the digits that they need", {
  numbers <- c(0.1, 1 / 3, 1e-300, 12, NA, .Machine$double.eps)
  expect_identical(as.numeric(vrosim:::digits_of(numbers)), numbers)
  expect_identical(vrosim:::digits_of(0.1), "0.1")
  expect_identical(vrosim:::options_of(patients = 1e6, seed = "18446744073709551615"),
                   c("--patients=1000000", "--seed=18446744073709551615"))
})

test_that("fields of a table are quoted where they must be", {
  expect_identical(vrosim:::quoted(c("a", NA, "b,c", "say \"no\"", " d")),
                   c("a", "", "\"b,c\"", "\"say \"\"no\"\"\"", "\" d\""))
})

test_that("printing shows what the program printed", {
  needs_program()
  results <- vrosim_run(patients = 100)
  expect_output(print(results), "100 children, each under 5 strategies")
  expect_identical(results$verb, "run")
})
