#!/usr/bin/env Rscript
# Usage: Rscript figures.R [--numbers] [DIR [OUT]]     (default: results figures-in-r)
# Draws the figures of vrosim report once more with ggplot2, from the same CSV files, for those who
# want to restyle them: each is a function below, that returns the plot and the numbers in it. Writes
# OUT/NAME.pdf for every figure whose files are in DIR. With --numbers it draws nothing and prints the
# numbers instead, "# NAME" and then the rows of the table that the report has under its figure, with
# tabs between; '*' stands for words that only the report has.

arguments <- commandArgs(trailingOnly = TRUE)
only_numbers <- "--numbers" %in% arguments
folders <- c(setdiff(arguments, "--numbers"), "results", "figures-in-r")
folder <- folders[1]
out <- if (length(arguments) - only_numbers > 1) folders[2] else "figures-in-r"
if (!only_numbers) {
  suppressPackageStartupMessages(library(ggplot2))
  theme_set(theme_minimal())
}

# The file whose settings say how the others are written: --decimal comma stands in it.
manifest <- file.path(folder, "manifest.json")
commas <- file.exists(manifest) && any(grepl('^ *"decimal": "comma"', readLines(manifest)))

has <- function(...) all(file.exists(file.path(folder, c(...))))

words <- c("scenario", "strategy", "reference", "subgroup", "outcome", "statistic", "cause", "label",
           "like", "trade_off", "set", "parameters", "parameter", "change", "parameter_1", "change_1",
           "parameter_2", "change_2", "study", "role", "source")

# Names stay as they are (psa.R says why).
read <- function(file) {
  table <- read.csv(file.path(folder, file), check.names = FALSE, stringsAsFactors = FALSE,
                    na.strings = "", sep = if (commas) ";" else ",", dec = if (commas) "," else ".")
  for (column in intersect(words, names(table))) {
    table[[column]] <- as.character(table[[column]])
    table[[column]][is.na(table[[column]])] <- ""
  }
  table
}

of_all <- function(table) table[table$subgroup == "all", ]

# Strategies: their order, which gives their colours, and what people call them.
listed <- if (has("strategies.csv")) read("strategies.csv") else NULL
order_of <- function(table) unique(c(listed$strategy, table$strategy))
label_of <- function(strategy) {
  given <- listed$label[match(strategy, listed$strategy)]
  ifelse(is.na(given) | given == "" | given == strategy, gsub("_", " ", strategy), given)
}
reference_of <- function(table) {
  if (is.null(listed)) order_of(table)[1] else listed$strategy[which(listed$reference == 1)[1]]
}
palette <- c("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000")
colours_of <- function(strategies) {
  setNames(rep_len(palette, length(strategies)), label_of(strategies))
}
dressed <- function(plot, strategies, ...) {
  plot + scale_colour_manual(values = colours_of(strategies), aesthetics = c("colour", "fill"), ...)
}
as_strategy <- function(strategy, strategies) {
  factor(label_of(strategy), levels = label_of(strategies))
}
percent <- function(x) paste0(format(100 * x, trim = TRUE), " %")

# At the end of each year: number at risk, events until then, incidence.
incidence <- function() {
  rows <- of_all(read("revision.csv"))
  rows <- rows[rows$cause == "any", ]
  strategies <- order_of(rows)
  numbers <- do.call(rbind, lapply(strategies, function(strategy) {
    own <- rows[rows$strategy == strategy, ]
    year <- which(abs(own$time_years - round(own$time_years)) < 1e-3)
    after <- c(own$at_risk[-1], tail(own$at_risk - own$events, 1))
    data.frame(label_of(strategy), own$time_years, after, cumsum(own$events), own$incidence,
               own$se)[year, ]
  }))
  list(numbers = numbers, plot = function() {
    rows$strategy <- as_strategy(rows$strategy, strategies)
    dressed(ggplot(rows, aes(time_years, incidence, colour = strategy, linetype = strategy)) +
              geom_ribbon(aes(ymin = pmax(incidence - 1.96 * se, 0), fill = strategy, colour = NULL,
                              ymax = pmin(incidence + 1.96 * se, 1)), alpha = 0.2) +
              geom_step() + scale_y_continuous(labels = percent, limits = c(0, 1)) +
              labs(x = "Years after the index operation", y = "Children with later surgery"),
            strategies)
  })
}

layers <- c("migration", "loss", "complication", "other", "death")

# Shares by cause, stacked to 1.
causes <- function() {
  rows <- of_all(read("revision.csv"))
  strategies <- order_of(rows)
  stacked <- do.call(rbind, lapply(strategies, function(strategy) {
    own <- rows[rows$strategy == strategy, ]
    years <- own$time_years[own$cause == layers[1]]
    shares <- sapply(layers, function(cause) own$incidence[own$cause == cause])
    data.frame(strategy = as_strategy(strategy, strategies), years, shares, none = pmax(1 - rowSums(shares), 0))
  }))
  year <- abs(stacked$years - round(stacked$years)) < 1e-3
  list(numbers = stacked[year, ], plot = function() {
    long <- reshape(stacked, direction = "long", varying = list(c(layers, "none")),
                    v.names = "share", timevar = "cause", times = c(layers, "none"))
    long$cause <- factor(long$cause, levels = rev(c(layers, "none")))
    ggplot(long, aes(years, share, fill = cause)) + geom_area(colour = "grey20", linewidth = 0.2) +
      facet_wrap(~strategy) + scale_fill_viridis_d() + scale_y_continuous(labels = percent) +
      labs(x = "Years after the index operation", y = "Share of all children")
  })
}

# Classes of 5 mm; the share beyond a limit stands at the right of each row.
leg_length <- function() {
  rows <- of_all(read("lld.csv"))
  strategies <- order_of(rows)
  rows$from <- ifelse(is.na(rows$from), rows$to - 1, rows$from)
  rows$to <- ifelse(is.na(rows$to), rows$from + 1, rows$to)
  class <- floor(rows$from / 5) * 5
  numbers <- data.frame(sort(unique(class)), sort(unique(class)) + 5)
  for (strategy in strategies) {
    own <- rows$strategy == strategy
    numbers[[strategy]] <- vapply(numbers[[1]], function(from) sum(rows$share[own & class == from]), 0)
  }
  list(numbers = numbers, plot = function() {
    rows$strategy <- as_strategy(rows$strategy, strategies)
    dressed(ggplot(rows, aes((from + to) / 2, share, fill = strategy)) + geom_col(width = 1) +
              geom_vline(xintercept = c(-20, -10, 10, 20), linetype = "dashed") +
              facet_grid(strategy ~ .) + scale_y_continuous(labels = percent) +
              labs(x = "Leg-length discrepancy, mm (positive: index leg shorter)", y = NULL),
            strategies)
  })
}

# The outcome of a prefix with the last landmark.
last_landmark <- function(outcomes, prefix) {
  found <- unique(grep(paste0("^", prefix, "_by_[0-9.]+y$"), outcomes, value = TRUE))
  found[which.max(as.numeric(sub("y$", "", sub(".*_by_", "", found))))]
}

# Differences of shares from the reference, of 100 children.
forest <- function(file) {
  rows <- of_all(read(file))
  rows <- rows[rows$statistic == "risk_difference", ]
  strategies <- order_of(rows)
  outcomes <- c(last_landmark(rows$outcome, "revision"), last_landmark(rows$outcome, "failure"),
                "lld_over_20mm", "displaced", "loss_of_position", "death")
  shown <- character(0) # at most 40 rows, with one for each outcome and room for the reference
  for (outcome in intersect(outcomes, rows$outcome)) {
    so_far <- sum(rows$outcome %in% shown) + length(shown)
    if (length(shown) == 0 || so_far + length(strategies) + 1 <= 40) shown <- c(shown, outcome)
  }
  rows <- rows[rows$outcome %in% shown, ]
  rows <- rows[order(match(rows$outcome, outcomes), match(rows$strategy, strategies)), ]
  numbers <- data.frame("*", label_of(rows$strategy), 100 * rows$value, 100 * rows$lower,
                        100 * rows$upper, 100 * rows$se)
  list(numbers = numbers, plot = function() {
    rows$strategy <- as_strategy(rows$strategy, strategies)
    rows$outcome <- factor(rows$outcome, levels = outcomes)
    dressed(ggplot(rows, aes(100 * value, strategy, colour = strategy)) +
              geom_vline(xintercept = 0) +
              geom_pointrange(aes(xmin = 100 * lower, xmax = 100 * upper)) +
              facet_grid(outcome ~ ., switch = "y") +
              labs(x = "Of 100 children: fewer (left) or more (right) than under the reference",
                   y = NULL), strategies)
  })
}
contrasts_figure <- function() forest("contrasts.csv")
uncertain_contrasts <- function() forest("psa_contrasts.csv")

fates <- c("free of it", "spared", "harmed", "has it")

# What the same 100 children have under each strategy, against the reference.
children <- function() {
  rows <- read("children.csv")
  strategies <- order_of(rows)
  outcome <- last_landmark(names(rows), "revision")
  have <- sapply(strategies, function(strategy) head(rows[rows$strategy == strategy, outcome], 100) == 1)
  reference <- have[, reference_of(rows)]
  fate <- apply(have, 2, function(here) {
    ifelse(here, ifelse(reference, 4, 3), ifelse(reference, 2, 1))
  })
  numbers <- data.frame(label_of(strategies), t(apply(fate, 2, tabulate, nbins = 4)))
  list(numbers = numbers, plot = function() {
    rank <- order(!reference)
    places <- do.call(rbind, lapply(strategies, function(strategy) {
      data.frame(strategy = as_strategy(strategy, strategies), place = seq_along(rank) - 1,
                 fate = factor(fates[fate[rank, strategy]], levels = fates))
    }))
    ggplot(places, aes(place %% 10, -(place %/% 10), fill = fate, shape = fate)) +
      geom_point(size = 3) + scale_shape_manual(values = c(22, 24, 25, 21), drop = FALSE) +
      scale_fill_viridis_d(drop = FALSE) + facet_wrap(~strategy) + coord_equal() + theme_void()
  })
}

# The first difference in all children, or the first mean; ratios only if there is nothing else.
chosen_measure <- function(rows) {
  ratio <- rows$statistic %in% c("number_needed_to_treat", "icer")
  first <- c(which(rows$reference != "" & !ratio), which(!ratio), which(ratio | !ratio))[1]
  key <- c("strategy", "reference", "outcome", "statistic")
  rows[Reduce(`&`, lapply(key, function(column) rows[[column]] == rows[[column]][first])), ]
}

tornado <- function() {
  rows <- chosen_measure(of_all(read("sensitivity_oneway.csv")))
  numbers <- rows[c("parameter", "low", "high", "value_low", "se_low", "value_high", "se_high",
                    "swing", "swing_se")]
  list(numbers = numbers, plot = function() {
    shown <- head(rows, 12)
    shown$parameter <- factor(shown$parameter, levels = rev(shown$parameter))
    ends <- rbind(
      data.frame(parameter = shown$parameter, end = "low", value = shown$value_low, se = shown$se_low),
      data.frame(parameter = shown$parameter, end = "high", value = shown$value_high, se = shown$se_high))
    base <- shown$value_base[1]
    ggplot(ends, aes(y = parameter, x = value)) +
      geom_linerange(aes(xmin = pmin(value, base), xmax = pmax(value, base), colour = end),
                     linewidth = 4) +
      geom_errorbarh(aes(xmin = value - 1.96 * se, xmax = value + 1.96 * se), height = 0.3) +
      geom_vline(xintercept = base) +
      labs(x = paste(shown$outcome[1], shown$strategy[1], shown$reference[1]), y = NULL)
  })
}

# Outcomes of which more is better; of these there is no best.
more_is_better <- c("qaly")
no_best <- c("lld_mm", "tracking_deg", "nsa_deg", "anteversion_deg", "icer")

# The best strategy of each point and how far it is ahead of the next best.
grid <- function() {
  all <- of_all(read("sensitivity_grid.csv"))
  measure <- chosen_measure(all)
  rows <- all[all$outcome == measure$outcome[1] &
                all$statistic %in% c("mean", measure$statistic[1]), ]
  means <- rows[rows$reference == "", ]
  sign <- if (measure$outcome[1] %in% more_is_better || grepl("^net_benefit", measure$outcome[1])) 1 else -1
  points <- unique(rows[order(rows$value_2, rows$value_1), c("value_1", "value_2")])
  at <- function(table, i) {
    table[table$value_1 == points$value_1[i] & table$value_2 == points$value_2[i], ]
  }
  compared <- length(unique(means$strategy)) > 1
  numbers <- do.call(rbind, lapply(seq_len(nrow(points)), function(i) {
    differences <- at(rows[rows$reference != "", ], i)
    if (measure$outcome[1] %in% no_best || (!compared && nrow(differences) == 0)) {
      own <- at(measure, i)
      return(data.frame(points[i, ], lead = own$value, se = own$se))
    }
    if (!compared) {
      ahead <- sign * differences$value[1] > 0
      return(data.frame(points[i, ], best = differences[[if (ahead) "strategy" else "reference"]][1],
                        lead = abs(differences$value[1]), se = differences$se[1]))
    }
    here <- at(means, i)
    here <- here[order(-sign * here$value), ]
    errors <- differences$se[match(here$strategy[1:2], differences$strategy)]
    data.frame(points[i, ], best = here$strategy[1], lead = abs(diff(here$value[1:2])),
               se = sum(errors, na.rm = !all(is.na(errors))))
  }))
  if (!is.null(numbers$best)) {
    numbers$best <- ifelse(numbers$lead == 0, "", label_of(numbers$best))
  }
  list(numbers = numbers, plot = function() {
    drawn <- numbers
    if (is.null(drawn$best)) drawn$best <- ""
    ggplot(drawn, aes(factor(value_1), factor(value_2), fill = lead)) + geom_tile() +
      geom_text(aes(label = best), colour = "white", size = 2) + scale_fill_viridis_c() +
      labs(x = rows$parameter_1[1], y = rows$parameter_2[1])
  })
}

# The trade-off that figures speak of, and the threshold at which knowing more is worth most.
decision <- function() {
  information <- of_all(read("decision_information.csv"))
  information <- information[information$trade_off == information$trade_off[1], ]
  list(trade_off = information$trade_off[1], information = information,
       threshold = information$threshold[which.max(information$perfect_information)])
}

plane <- function() {
  about <- decision()
  rows <- of_all(read("decision_plane.csv"))
  rows <- rows[rows$trade_off == about$trade_off, ]
  strategies <- order_of(rows)
  drawn <- intersect(strategies, rows$strategy)
  numbers <- do.call(rbind, lapply(drawn, function(strategy) {
    own <- rows[rows$strategy == strategy, ]
    more <- own$effect_difference > 0
    dear <- own$cost_difference > 0
    gain <- about$threshold * own$effect_difference - own$cost_difference
    data.frame(label_of(strategy), mean(own$effect_difference), mean(own$cost_difference),
               mean(more & dear), mean(!more & dear), mean(!more & !dear), mean(more & !dear),
               mean((sign(gain) + 1) / 2), nrow(own))
  }))
  list(numbers = numbers, plot = function() {
    rows$strategy <- as_strategy(rows$strategy, strategies)
    dressed(ggplot(rows, aes(effect_difference, cost_difference, colour = strategy)) +
              geom_point(size = 0.4, alpha = 0.5) + stat_ellipse(type = "norm") +
              geom_hline(yintercept = 0) + geom_vline(xintercept = 0) +
              geom_abline(slope = about$threshold, linetype = "dashed"), strategies)
  })
}

acceptability <- function() {
  about <- decision()
  rows <- of_all(read("decision_acceptability.csv"))
  rows <- rows[rows$trade_off == about$trade_off, ]
  strategies <- order_of(rows)
  worth <- about$information$perfect_information[match(rows$threshold, about$information$threshold)]
  numbers <- data.frame(rows$threshold, label_of(rows$strategy), rows$probability_best,
                        rows$probability_best_se, ifelse(rows$optimal == 1, "yes", ""), worth)
  list(numbers = numbers, plot = function() {
    panels <- c("probability of being best", "value of perfect information")
    panel <- function(number) factor(panels[number], levels = panels)
    rows$strategy <- as_strategy(rows$strategy, strategies)
    rows$panel <- panel(1)
    above <- data.frame(about$information, panel = panel(1))
    below <- data.frame(about$information, panel = panel(2))
    dressed(ggplot(rows, aes(threshold)) +
              geom_line(aes(y = probability_right), above, colour = "grey70", linewidth = 2) +
              geom_line(aes(y = probability_best, colour = strategy, linetype = strategy)) +
              geom_ribbon(aes(ymin = pmax(perfect_information - 1.96 * perfect_information_se, 0),
                              ymax = perfect_information + 1.96 * perfect_information_se), below,
                          alpha = 0.2) +
              geom_line(aes(y = perfect_information), below) + labs(y = NULL) +
              facet_grid(panel ~ ., scales = "free_y"), strategies)
  })
}

evppi <- function() {
  about <- decision()
  rows <- of_all(read("decision_partial.csv"))
  rows <- rows[rows$trade_off == about$trade_off & rows$threshold == about$threshold &
                 rows$value > 0, ]
  rows <- rows[!duplicated(rows$parameters), ]
  rows <- rows[order(-rows$value), ]
  numbers <- rows[c("set", "value", "se")]
  if (has("decision_study.csv")) {
    study <- of_all(read("decision_study.csv"))
    study <- study[study$trade_off == about$trade_off, ]
    children <- if (is.null(study$population)) study$population_value / study$value else study$population
    children <- children[is.finite(children)]
    if (length(children) > 0) numbers$all <- rows$value * children[1]
  }
  list(numbers = numbers, plot = function() {
    shown <- head(rows, 12)
    shown$set <- factor(shown$set, levels = rev(shown$set))
    ggplot(shown, aes(value, set)) + geom_col() +
      geom_errorbarh(aes(xmin = pmax(value - 1.96 * se, 0), xmax = value + 1.96 * se), height = 0.3) +
      labs(x = paste("value of knowing it, a child, at", about$threshold), y = NULL)
  })
}

# Published figures and the model; fitted ones first, those of a study together.
agreement <- function(file) {
  rows <- read(file)
  if (is.null(rows$role)) {
    share <- rows$observed >= 0 & rows$observed <= 1 & !grepl("_(deg|mm|weeks|pct)$", rows$outcome)
    rows$role <- ""
    rows$predicted_lower <- rows$model - 1.959964 * rows$model_sd
    rows$predicted_upper <- rows$model + 1.959964 * rows$model_sd
    rows$predicted_lower[share] <- pmax(rows$predicted_lower[share], 0)
    rows$predicted_upper[share] <- pmin(rows$predicted_upper[share], 1)
  }
  held_out <- rows$role == "holdout"
  block <- paste(held_out, rows$study)
  rows <- rows[order(held_out, match(block, unique(block))), ]
  numbers <- data.frame(rows$study, "*", rows$statistic, rows$role, rows$observed,
                        rows$observed_lower, rows$observed_upper, rows$model, rows$predicted_lower,
                        rows$predicted_upper, ifelse(rows$inside == 1, "yes", ""))
  list(numbers = numbers, plot = function() {
    shown <- rows[!grepl("_(deg|mm|weeks|pct)$", rows$outcome), ]
    shown$row <- factor(seq_len(nrow(shown)), levels = rev(seq_len(nrow(shown))),
                        labels = rev(paste(shown$study, shown$outcome, shown$strategy, shown$subgroup)))
    ggplot(shown, aes(y = row)) +
      geom_linerange(aes(xmin = predicted_lower, xmax = predicted_upper), linewidth = 3,
                     colour = "#56b4e9") +
      geom_pointrange(aes(x = observed, xmin = observed_lower, xmax = observed_upper,
                          shape = role == "holdout"), fill = "white") +
      scale_shape_manual(values = c(`TRUE` = 21, `FALSE` = 16), name = "held out") +
      scale_x_continuous(labels = percent) + labs(x = NULL, y = NULL)
  })
}
calibration <- function() agreement("validation.csv")
fit <- function() agreement("calibration_fit.csv")

# Name, files that it needs, function.
figures <- list(
  list("incidence", "revision.csv", incidence),
  list("causes", "revision.csv", causes),
  list("leg_length", "lld.csv", leg_length),
  list("contrasts", "contrasts.csv", contrasts_figure),
  list("uncertain_contrasts", "psa_contrasts.csv", uncertain_contrasts),
  list("children", "children.csv", children),
  list("tornado", "sensitivity_oneway.csv", tornado),
  list("grid", "sensitivity_grid.csv", grid),
  list("plane", c("decision_plane.csv", "decision_information.csv"), plane),
  list("acceptability", c("decision_acceptability.csv", "decision_information.csv"), acceptability),
  list("evppi", c("decision_partial.csv", "decision_information.csv"), evppi),
  list("calibration", "validation.csv", calibration),
  list("fit", "calibration_fit.csv", fit))

for (figure in figures) {
  if (!has(figure[[2]])) next
  made <- figure[[3]]()
  if (only_numbers) {
    cat("# ", figure[[1]], "\n", sep = "")
    write.table(made$numbers, sep = "\t", quote = FALSE, row.names = FALSE, col.names = FALSE, na = "")
  } else {
    dir.create(out, showWarnings = FALSE, recursive = TRUE)
    file <- file.path(out, paste0(figure[[1]], ".pdf"))
    ggsave(file, made$plot(), width = 180, height = 150, units = "mm")
    cat(file, "\n", sep = "")
  }
}
