drawn <- function(plot) {
  expect_s3_class(plot, "ggplot")
  file <- tempfile(fileext = ".pdf")
  on.exit(unlink(file))
  ggplot2::ggsave(file, plot, width = 6, height = 4)
  expect_gt(file.size(file), 1000)
}

test_that("a run is drawn", {
  needs_program()
  skip_if_not_installed("ggplot2")
  results <- vrosim_run(patients = 500)
  for (figure in c("incidence", "contrasts")) drawn(ggplot2::autoplot(results, figure))
  plot <- ggplot2::autoplot(results)
  expect_identical(levels(plot$data$strategy)[1], "soft tissue")
  expect_error(ggplot2::autoplot(results, "nothing"), "should be one of")
})

test_that("an uncertainty analysis is drawn", {
  skip_if_not_installed("ggplot2")
  for (figure in c("acceptability", "plane", "contrasts")) {
    drawn(ggplot2::autoplot(small_psa(), figure))
  }
})

test_that("a calibration is drawn", {
  needs_program()
  skip_if_not_installed("ggplot2")
  fit <- vrosim_calibrate(points = 100, rows = 20, patients = 100, force = TRUE,
                          parameters = "migration.s*")
  drawn(ggplot2::autoplot(fit))
})
