# The packages are not in Debian: the shapes below are those of their sources.

test_that("as_dampack() makes what make_psa_obj() of dampack makes", {
  # dampack, R/psa.R and R/create_sa.R: names in their order, and the two classes.
  object <- as_dampack(small_psa())
  expect_s3_class(object, c("psa", "sa"), exact = TRUE)
  expect_named(object, c("n_strategies", "strategies", "n_sim", "cost", "effectiveness",
                         "other_outcome", "parameters", "parnames", "currency"))
  expect_identical(object$n_strategies, 5L)
  expect_identical(object$n_sim, 12L)
  expect_identical(object$currency, "$")
  for (part in object[c("cost", "effectiveness")]) {
    expect_identical(class(part), "data.frame")
    expect_identical(dim(part), c(12L, 5L))
    expect_named(part, object$strategies)
    expect_true(all(vapply(part, is.numeric, NA)))
  }
  expect_identical(nrow(object$parameters), 12L)
  expect_identical(object$parnames, names(object$parameters))
  expect_identical(object$strategies, make.names(object$strategies, unique = TRUE))
})

test_that("as_bcea() makes what new_bcea() of BCEA makes", {
  # BCEA, R/new_bcea.R: names in their order, and the two classes.
  object <- as_bcea(small_psa())
  expect_s3_class(object, c("bcea", "list"), exact = TRUE)
  expect_named(object, c("n_sim", "n_comparators", "n_comparisons", "delta_e", "delta_c", "ICER",
                         "Kmax", "k", "ceac", "ib", "eib", "kstar", "best", "U", "vi", "Ustar",
                         "ol", "evi", "ref", "comp", "step", "interventions", "e", "c"))
  several <- length(object$k)
  expect_gt(several, 2)
  expect_identical(dim(object$ib), c(several, 12L, 4L))
  expect_identical(dim(object$U), c(12L, several, 5L))
  expect_identical(dim(object$eib), c(several, 4L))
  expect_identical(dim(object$ceac), c(several, 4L))
  expect_identical(dim(object$vi), c(12L, several))
  expect_identical(dim(object$ol), c(12L, several))
  expect_length(object$evi, several)
  expect_true(is.matrix(object$e) && is.double(object$e))
})

test_that("as_bcea() has the numbers of the program", {
  psa <- small_psa()
  object <- as_bcea(psa)
  all_children <- function(table) {
    table <- as.data.frame(table)
    table[table$trade_off == table$trade_off[1] & table$subgroup == "all", ]
  }
  information <- all_children(psa$decision_information)
  expect_equal(object$evi, information$perfect_information, tolerance = 5e-3)
  expect_identical(object$interventions[object$best], information$strategy)
  expect_equal(colMeans(object$vi), object$evi)
  difference <- all_children(psa$decision_plane)
  difference <- difference[difference$strategy == "vro", ]
  expect_equal(object$delta_e$vro, -difference$effect_difference, tolerance = 1e-6)
  expect_equal(object$delta_c$vro, -difference$cost_difference, tolerance = 1e-6)
  expect_equal(object$ib[3, , "vro"], object$k[3] * object$delta_e$vro - object$delta_c$vro)
})

test_that("as_bcea() takes two strategies and a single threshold", {
  needs_program()
  object <- as_bcea(vrosim_psa(samples = 4, patients = 100, strategies = c("vro", "observation")),
                    k = 5)
  expect_identical(dim(object$ib), c(1L, 4L, 1L))
  expect_identical(dim(object$ol), c(4L, 1L))
  expect_identical(object$best, if (object$eib[1, 1] < 0) 2L else 1)
  expect_equal(object$evi, mean(object$Ustar - object$U[, 1, object$best]))
})

test_that("as_voi() makes what evppi() of voi takes", {
  # voi, R/evppi.R: check_outputs() asks for e, c and k, check_inputs() for a frame with names.
  object <- as_voi(small_psa())
  expect_named(object, c("outputs", "inputs"))
  expect_true(all(c("c", "e", "k") %in% names(object$outputs)))
  expect_true(is.numeric(object$outputs$k))
  expect_identical(nrow(object$outputs$e), nrow(object$inputs))
  expect_identical(nrow(object$outputs$c), nrow(object$inputs))
  expect_gte(ncol(object$outputs$e), 2)
  expect_true(is.data.frame(object$inputs) && !anyDuplicated(names(object$inputs)))
})

test_that("thresholds of another effect are not taken", {
  needs_program()
  other <- vrosim_psa(samples = 4, patients = 100, options = "--effect=failed")
  expect_error(as_bcea(other), "the effect is failed, the thresholds are of lld_per_revision")
  expect_identical(as_bcea(other, k = c(2, 1))$k, c(1, 2))
  expect_error(as_dampack(vrosim_run(patients = 100)), "an uncertainty analysis is needed")
})
