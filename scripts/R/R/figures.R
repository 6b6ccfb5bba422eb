# Figures of a study, as methods of ggplot2::autoplot().

utils::globalVariables(".data")

palette <- c("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000")

of_all <- function(table) table[table$subgroup == "all", ]

# Strategies in their order, under the names that people call them by.
as_strategy <- function(results, names) {
  listed <- read_table(results, "strategies")
  label <- ifelse(listed$label == "" | listed$label == listed$strategy,
                  gsub("_", " ", listed$strategy), listed$label)
  factor(label[match(names, listed$strategy)], levels = label)
}

dressed <- function(plot, ...) {
  plot + ggplot2::scale_colour_manual(values = rep_len(palette, 20), drop = FALSE,
                                      aesthetics = c("colour", "fill")) +
    ggplot2::labs(colour = NULL, fill = NULL, linetype = NULL, ...) + ggplot2::theme_minimal()
}

percent <- function(x) paste0(format(100 * x, trim = TRUE), " %")

incidence_plot <- function(results) {
  rows <- of_all(read_table(results, "revision"))
  rows <- rows[rows$cause == "any", ]
  rows$strategy <- as_strategy(results, rows$strategy)
  rows$lower <- pmax(rows$incidence - 1.96 * rows$se, 0)
  rows$upper <- pmin(rows$incidence + 1.96 * rows$se, 1)
  plot <- ggplot2::ggplot(rows, ggplot2::aes(.data$time_years, .data$incidence,
                                             colour = .data$strategy,
                                             linetype = .data$strategy)) +
    ggplot2::geom_ribbon(ggplot2::aes(ymin = .data$lower, ymax = .data$upper,
                                      fill = .data$strategy), colour = NA, alpha = 0.2) +
    ggplot2::geom_step() +
    ggplot2::scale_y_continuous(labels = percent, limits = c(0, 1))
  dressed(plot, x = "Years after the index operation", y = "Children with later surgery")
}

# The outcome of a prefix with the last landmark.
last_landmark <- function(outcomes, prefix) {
  found <- unique(grep(paste0("^", prefix, "_by_[0-9.]+y$"), outcomes, value = TRUE))
  found[which.max(as.numeric(sub("y$", "", sub(".*_by_", "", found))))]
}

contrasts_plot <- function(results, file) {
  rows <- of_all(read_table(results, file))
  rows <- rows[rows$statistic == "risk_difference", ]
  shown <- c(last_landmark(rows$outcome, "revision"), last_landmark(rows$outcome, "failure"),
             "lld_over_20mm", "displaced", "loss_of_position", "death")
  rows <- rows[rows$outcome %in% shown, ]
  rows$outcome <- factor(rows$outcome, levels = shown)
  rows$strategy <- as_strategy(results, rows$strategy)
  plot <- ggplot2::ggplot(rows, ggplot2::aes(.data$value, .data$strategy,
                                             colour = .data$strategy)) +
    ggplot2::geom_vline(xintercept = 0, linetype = "dashed") +
    ggplot2::geom_pointrange(ggplot2::aes(xmin = .data$lower, xmax = .data$upper),
                             show.legend = FALSE) +
    ggplot2::facet_wrap(~outcome) + ggplot2::scale_x_continuous(labels = percent)
  reference <- as_strategy(results, rows$reference[1])
  dressed(plot, x = paste("Share of children, difference from", reference), y = NULL)
}

autoplot.vrosim_run <- function(object, figure = c("incidence", "contrasts"), ...) {
  switch(match.arg(figure),
         incidence = incidence_plot(object),
         contrasts = contrasts_plot(object, "contrasts"))
}

acceptability_plot <- function(results) {
  rows <- of_all(read_table(results, "decision_acceptability"))
  rows <- rows[rows$trade_off == rows$trade_off[1], ]
  rows$strategy <- as_strategy(results, rows$strategy)
  plot <- ggplot2::ggplot(rows, ggplot2::aes(.data$threshold, .data$probability_best,
                                             colour = .data$strategy,
                                             linetype = .data$strategy)) +
    ggplot2::geom_line() + ggplot2::scale_y_continuous(labels = percent, limits = c(0, 1))
  dressed(plot, x = paste("Threshold of", gsub("_", " ", rows$trade_off[1])),
          y = "Samples in which it is best")
}

plane_plot <- function(results) {
  rows <- of_all(read_table(results, "decision_plane"))
  rows <- rows[rows$trade_off == rows$trade_off[1], ]
  rows$strategy <- as_strategy(results, rows$strategy)
  plot <- ggplot2::ggplot(rows, ggplot2::aes(.data$effect_difference, .data$cost_difference,
                                             colour = .data$strategy)) +
    ggplot2::geom_hline(yintercept = 0, linetype = "dashed") +
    ggplot2::geom_vline(xintercept = 0, linetype = "dashed") +
    ggplot2::geom_point(alpha = 0.4)
  dressed(plot, x = paste("Effect, difference from", as_strategy(results, rows$reference[1])),
          y = "Cost, difference")
}

autoplot.vrosim_psa <- function(object, figure = c("acceptability", "plane", "contrasts"), ...) {
  switch(match.arg(figure),
         acceptability = acceptability_plot(object),
         plane = plane_plot(object),
         contrasts = contrasts_plot(object, "psa_contrasts"))
}

# What was published, with its interval, beside what the model has after the fit. Shares and
# measurements, whose names end with their unit, have an axis each.
autoplot.vrosim_calibrate <- function(object, ...) {
  rows <- read_table(object, "calibration_fit")
  rows$figure <- paste(rows$study, rows$strategy, rows$subgroup, rows$outcome)
  is_measured <- grepl("_(pct|mm|deg|weeks|years)$", rows$outcome)
  rows$kind <- factor(ifelse(is_measured, "measurement", "share"), c("share", "measurement"))
  ggplot2::ggplot(rows, ggplot2::aes(y = .data$figure)) +
    ggplot2::geom_pointrange(ggplot2::aes(x = .data$observed, xmin = .data$observed_lower,
                                          xmax = .data$observed_upper, colour = "published")) +
    ggplot2::geom_point(ggplot2::aes(x = .data$model, colour = "model"), shape = 4, size = 3) +
    ggplot2::facet_grid(~kind, scales = "free_x") +
    ggplot2::scale_colour_manual(values = c(published = palette[1], model = palette[2])) +
    ggplot2::labs(x = NULL, y = NULL, colour = NULL) + ggplot2::theme_minimal()
}
