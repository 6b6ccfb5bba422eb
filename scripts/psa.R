#!/usr/bin/env Rscript
# Usage: Rscript psa.R [DIR]     (default: results)
# Reads the files of a probabilistic sensitivity analysis (vrosim psa): checks that they agree,
# computes the acceptability curves and the value of perfect information once more, and compares them
# with those of vrosim to the printed digits. Exit code 1 if anything differs. The end shows how
# dampack, BCEA and voi take the same data.

folder <- c(commandArgs(trailingOnly = TRUE), "results")[1]

# The file whose settings say how the others are written: --decimal comma stands in it.
manifest <- readLines(file.path(folder, "manifest.json"))
commas <- any(grepl('^ *"decimal": "comma"', manifest))

# Names stay as they are: without check.names = FALSE R would alter those that are no names to it,
# and without na.strings and colClasses take strategies called NA, 2 or TRUE for something else.
read <- function(file, ...) {
  read.csv(file.path(folder, file), check.names = FALSE, stringsAsFactors = FALSE, na.strings = "",
           sep = if (commas) ";" else ",", dec = if (commas) "," else ".", ...)
}

# Its numbers are texts, with decimal points whatever the file has.
read_texts <- function(file) {
  table <- read(file, colClasses = "character")
  if (commas) table[] <- lapply(table, function(column) gsub(",", ".", column, fixed = TRUE))
  table
}

faults <- 0
expect <- function(good, ...) {
  if (!isTRUE(good)) {
    cat("differs: ", ..., "\n", sep = "")
    faults <<- faults + 1
  }
}

# One row a sample; one column a parameter (none where nothing is uncertain), or a strategy.
effects <- as.matrix(read("psa_effects.csv"))
costs <- as.matrix(read("psa_costs.csv"))
uncertain <- file.exists(file.path(folder, "psa_params.csv"))
parameters <- data.frame(row.names = seq_len(nrow(effects)))
if (uncertain) parameters <- read("psa_params.csv")
strategies <- colnames(effects)

expect(is.numeric(effects) && is.numeric(costs), "effects and costs are not all numbers")
expect(identical(colnames(costs), strategies), "the strategies of psa_costs.csv")
expect(identical(dim(costs), dim(effects)), "the shape of psa_costs.csv")
expect(nrow(parameters) == nrow(effects), "the number of rows of psa_params.csv")
expect(all(vapply(parameters, is.numeric, NA)), "parameters are not all numbers")
expect(!anyDuplicated(names(parameters)) && !anyDuplicated(strategies), "a name is there twice")
expect(!anyNA(costs) && !anyNA(parameters), "a number is missing")

# The decision files as text: the digits of a number say how exact it is.
# Of the subgroups only all children, of whom the files of effects and costs are.
acceptability <- subset(read_texts("decision_acceptability.csv"), subgroup == "all")
information <- subset(read_texts("decision_information.csv"), subgroup == "all")
plane <- subset(read("decision_plane.csv",
                     colClasses = c(strategy = "character", reference = "character")),
                subgroup == "all")

# The outcome of psa_effects.csv, and that of each trade-off.
effect <- sub('^ *"effect": "([a-z0-9_]*)".*', "\\1", grep('^ *"effect": "', manifest, value = TRUE))
taken <- c(cost_per_qaly = "qaly", lld_per_revision = "revisions")
first <- information$trade_off[1]
own_files <- function(trade_off) trade_off == first && identical(effect, unname(taken[trade_off]))
# An outcome of --effect that no child has under a strategy leaves its column empty.
expect(!own_files(first) || !anyNA(effects), "a number is missing")

# What each strategy brings about in each sample, less what the first does. psa_costs.csv is of the
# first trade-off, psa_effects.csv too unless --effect named another outcome; the plane has all.
differences <- function(trade_off, column) {
  rows <- plane[plane$trade_off == trade_off, ]
  table <- vapply(strategies[-1], function(strategy) {
    of_strategy <- rows[rows$strategy == strategy, ]
    of_strategy[[column]][order(of_strategy$sample)]
  }, numeric(nrow(effects)))
  table <- cbind(0, table)
  colnames(table) <- strategies
  table
}

same <- function(a, b) all(abs(a - b) <= 1e-9 * (2 + max(abs(b))))

# What is printed rounds what was computed; without an error to six digits.
agrees <- function(printed, error, computed, scale) {
  decimals <- nchar(sub("^[^.]*[.]?", "", printed))
  known <- !is.na(as.numeric(error)) & as.numeric(error) > 0
  rounding <- ifelse(known, 0.5 * 10^-decimals, 5e-6 * abs(computed))
  all(abs(as.numeric(printed) - computed) <= rounding + 1e-9 * scale)
}

# Of one trade-off at one threshold; net_benefit is [samples, strategies].
compare <- function(trade_off, threshold, net_benefit) {
  place <- paste0(" of ", trade_off, " at ", threshold)
  here <- function(table) table[table$trade_off == trade_off & table$threshold == threshold, ]
  ours <- here(acceptability)
  choice <- here(information)
  expect(identical(ours$strategy, strategies) && nrow(choice) == 1, "the rows", place)
  best_in_sample <- apply(net_benefit, 1, max)
  is_best <- net_benefit == best_in_sample
  probability_best <- colMeans(is_best / rowSums(is_best))
  expected_loss <- colMeans(best_in_sample - net_benefit)
  best <- match(choice$strategy, strategies)
  scale <- max(abs(net_benefit))
  expect(abs(sum(probability_best) - 1) < 1e-9, "the sum of the shares", place)
  expect(agrees(ours$probability_best, ours$probability_best_se, probability_best, 1),
         "the acceptability", place)
  expect(agrees(ours$expected_loss, ours$expected_loss_se, expected_loss, scale),
         "the expected loss", place)
  expect(expected_loss[best] <= min(expected_loss) + 1e-9 * scale &&
         identical(ours$optimal == "1", strategies == choice$strategy), "the best strategy", place)
  evpi <- mean(best_in_sample) - max(colMeans(net_benefit))
  expect(agrees(choice$perfect_information, choice$perfect_information_se, evpi, scale),
         "the value of perfect information", place)
  expect(agrees(choice$probability_right, choice$probability_right_se, probability_best[best], 1),
         "the probability of being right", place)
  data.frame(threshold = threshold, best = choice$strategy,
             right = sprintf("%.3f", probability_best[best]), evpi = signif(evpi, 3))
}

cat(nrow(effects), "samples,", length(strategies), "strategies,", ncol(parameters), "parameters\n")
for (trade_off in unique(information$trade_off)) {
  of_effects <- differences(trade_off, "effect_difference")
  of_costs <- differences(trade_off, "cost_difference")
  expect(trade_off != first || same(costs - costs[, 1], of_costs),
         "psa_costs.csv from decision_plane.csv")
  if (own_files(trade_off)) {
    expect(same(effects - effects[, 1], of_effects), "psa_effects.csv from decision_plane.csv")
    of_effects <- effects
    of_costs <- costs
  }
  thresholds <- information$threshold[information$trade_off == trade_off]
  found <- do.call(rbind, lapply(thresholds, function(threshold) {
    compare(trade_off, threshold, as.numeric(threshold) * of_effects - of_costs)
  }))
  cat("\n", trade_off, ", from ", if (own_files(trade_off)) "psa_effects.csv and psa_costs.csv"
      else "decision_plane.csv", "\n", sep = "")
  print(found[unique(round(seq(1, nrow(found), length.out = 6))), ], row.names = FALSE)
}

# Thresholds belong to a trade-off, so its effects go with them and not those of --effect.
if (!own_files(first)) {
  cat("\npsa_effects.csv is of ", effect, "; what follows takes the effects of ", first,
      " from decision_plane.csv.\n", sep = "")
  effects <- differences(first, "effect_difference")
  costs <- differences(first, "cost_difference")
}

# From here on, where these packages are installed. Samples are rows and strategies columns in all
# three; BCEA wants matrices, the others data frames. dampack puts a dot for what is no letter,
# digit, '.' or '_' in names. wtp are the thresholds of the first trade-off.
several <- length(strategies) > 1
wtp <- as.numeric(information$threshold[information$trade_off == first])
if (uncertain && requireNamespace("dampack", quietly = TRUE)) {
  psa <- dampack::make_psa_obj(cost = as.data.frame(costs), effectiveness = as.data.frame(effects),
                               parameters = parameters, strategies = strategies, currency = "")
  acceptable <- dampack::ceac(wtp, psa) # plot(acceptable) draws the curves
}
if (several && requireNamespace("BCEA", quietly = TRUE)) {
  analysis <- BCEA::bcea(effects, costs, ref = 1, interventions = strategies, k = wtp)
}
if (several && uncertain && requireNamespace("voi", quietly = TRUE)) {
  outputs <- list(e = as.data.frame(effects), c = as.data.frame(costs), k = wtp)
  worth <- voi::evppi(outputs, parameters, pars = names(parameters)[1])
}

if (faults > 0) quit(status = 1)
cat("\nAll of it is as vrosim has it.\n")
