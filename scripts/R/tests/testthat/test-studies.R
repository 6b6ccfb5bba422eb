spica <- data.frame(strategy = "vro", parameter = "plan.spica", distribution = "fixed", value = 0.5,
                    unit = "probability")

test_that("a run has the bytes of the program", {
  needs_program()
  folder <- by_hand("run", "--patients=2000", "--seed=7", "--stream=2", "--subgroups=sex",
                    "--strategies=vro,observation", "--reference=observation")
  results <- vrosim_run(patients = 2000, seed = 7, stream = 2, subgroups = "sex", threads = 2,
                        strategies = c("vro", "observation"), reference = "observation")
  expect_same_files(results, folder)
})

test_that("children are drawn as the caller says", {
  needs_program()
  for (sampling in c("sobol", "pcg")) {
    folder <- by_hand("run", "--patients=500", paste0("--sampling=", sampling))
    expect_same_files(vrosim_run(patients = 500, sampling = sampling), folder)
  }
})

test_that("data frames have the bytes of files", {
  needs_program()
  files <- tempfile()
  dir.create(files)
  writeLines(c("strategy,parameter,distribution,value,unit",
               "vro,plan.spica,fixed,0.5,probability"), file.path(files, "mine.csv"))
  writeLines(c("gmfcs,age", "4,6", "5,7"), file.path(files, "children.csv"))
  folder <- by_hand("run", file.path(files, "mine.csv"), "--patients=500",
                    paste0("--children=", file.path(files, "children.csv")))
  results <- vrosim_run(list(mine = spica), patients = 500,
                        children = data.frame(gmfcs = 4:5, age = c(6, 7)))
  expect_same_files(results, folder)
})

test_that("an uncertainty analysis has the bytes of the program", {
  folder <- small_psa()$folder
  expect_same_files(small_psa(), by_hand("psa", "--samples=12", "--patients=200"))
  expect_true(file.exists(file.path(folder, "manifest.json")))
})

test_that("a calibration has the bytes of the program, and its posterior can be drawn from", {
  needs_program()
  folder <- by_hand("calibrate", "--points=100", "--rows=20", "--patients=100", "--force",
                    "--parameters=migration.s*")
  fit <- vrosim_calibrate(points = 100, rows = 20, patients = 100, force = TRUE,
                          parameters = "migration.s*")
  expect_same_files(fit, folder)
  expect_warning(after <- vrosim_psa(vrosim_file(fit, "calibrated"), samples = 3, patients = 100,
                                     draws = vrosim_file(fit, "calibration_posterior")),
                 "not trustworthy")
  expect_equal(nrow(after$psa_effects), 3)
})

test_that("every fault comes with its place, as the program has it", {
  needs_program()
  wrong <- rbind(transform(spica, value = 5), transform(spica, parameter = "plan.spic"))
  fault <- tryCatch(vrosim_run(list(mine = wrong), patients = 100), vrosim_bad_input = identity)
  expect_s3_class(fault, c("vrosim_bad_input", "vrosim_error", "error", "condition"), exact = TRUE)
  here <- setwd(tempdir())
  on.exit(setwd(here))
  write.csv(wrong, "mine.csv", row.names = FALSE, quote = FALSE)
  said <- suppressWarnings(system2(vrosim_program(), c("run", "mine.csv"), stderr = TRUE,
                                   stdout = FALSE))
  said <- sub("^vrosim: ", "", as.character(said))
  expect_length(said, 2)
  expect_identical(conditionMessage(fault), paste(said, collapse = "\n"))
  expect_identical(fault$faults$text, said)
  expect_identical(fault$faults$file, c("mine.csv", "mine.csv"))
  expect_identical(fault$faults$line, 2:3)
  expect_identical(fault$faults$column, c(22L, 5L))
  expect_identical(fault$status, 2L)
})

test_that("wrong arguments are errors with the sentence of the program", {
  needs_program()
  expect_error(vrosim_run(patients = 0), "0 is out of range", class = "vrosim_bad_input")
  expect_error(vrosim_run(patients = 10, strategies = "nope"), "strategy 'nope' is unknown",
               class = "vrosim_bad_input")
  expect_error(vrosim_run("nope.csv"), "^nope.csv: cannot be opened", class = "vrosim_bad_input")
  expect_error(vrosim_run(patients = 10, children = data.frame(gmfcs = 9)),
               "^children.csv:2:1: gmfcs is '9'", class = "vrosim_bad_input")
  expect_error(vrosim_calibrate(points = 100, rows = 20, patients = 100,
                                parameters = "migration.s*"),
               "do not carry a posterior", class = "vrosim_bad_input")
  expect_error(vrosim_run(list(1)), "a table is the name of a file or a data frame")
})

test_that("a program that is missing is said", {
  earlier <- Sys.getenv("VROSIM", NA)
  Sys.setenv(VROSIM = "/nowhere/vrosim")
  on.exit(if (is.na(earlier)) Sys.unsetenv("VROSIM") else Sys.setenv(VROSIM = earlier))
  expect_error(vrosim_run(patients = 10), "/nowhere/vrosim cannot be run",
               class = "vrosim_missing")
  expect_false(vrosim_available())
})

test_that("further options reach the program, and results can be read again", {
  needs_program()
  folder <- tempfile()
  results <- vrosim_run(patients = 100, options = "--courses=5", out = folder)
  again <- vrosim_read(folder)
  expect_s3_class(again, "vrosim_run")
  expect_identical(again$courses, results$courses)
  expect_equal(nrow(results$courses), 25)
})
