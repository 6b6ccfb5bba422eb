# Objects of dampack, BCEA and voi from an uncertainty analysis. Where the package is installed it
# makes its object itself; otherwise the same shape is made here.

# The outcome of psa_effects.csv that belongs to the thresholds of a trade-off.
effect_of <- c(cost_per_qaly = "qaly", lld_per_revision = "revisions")

need_psa <- function(psa) {
  if (!inherits(psa, "vrosim_psa")) {
    stop("an uncertainty analysis is needed, as vrosim_psa() makes it", call. = FALSE)
  }
}

uncertain <- function(psa) "psa_params" %in% tables_of(psa)

# Those of the first trade-off, which psa_costs.csv is of, unless they are given.
thresholds_of <- function(psa, k) {
  if (!is.null(k)) return(sort(unique(as.numeric(k))))
  rows <- read_table(psa, "decision_information")
  first <- rows$trade_off[1]
  effect <- setting_of(psa, "effect")
  if (!identical(effect, unname(effect_of[first]))) {
    stop("the effect is ", effect, ", the thresholds are of ", first, ": give k", call. = FALSE)
  }
  unique(rows$threshold[rows$trade_off == first & rows$subgroup == "all"])
}

# dampack: R/psa.R and R/create_sa.R. Names of strategies become names of R there.
as_dampack <- function(psa, currency = "$") {
  need_psa(psa)
  cost <- read_table(psa, "psa_costs")
  effectiveness <- read_table(psa, "psa_effects")
  parameters <- if (uncertain(psa)) read_table(psa, "psa_params")
  strategies <- make.names(names(effectiveness), unique = TRUE)
  if (requireNamespace("dampack", quietly = TRUE)) {
    return(dampack::make_psa_obj(cost = cost, effectiveness = effectiveness,
                                 parameters = parameters, strategies = strategies,
                                 currency = currency))
  }
  names(cost) <- names(effectiveness) <- strategies
  structure(list(n_strategies = length(strategies), strategies = strategies,
                 n_sim = nrow(effectiveness), cost = cost, effectiveness = effectiveness,
                 other_outcome = NULL, parameters = parameters, parnames = names(parameters),
                 currency = currency),
            class = c("psa", "sa"))
}

as_bcea <- function(psa, k = NULL) {
  need_psa(psa)
  effects <- as.matrix(read_table(psa, "psa_effects"))
  costs <- as.matrix(read_table(psa, "psa_costs"))
  if (ncol(effects) < 2) stop("two strategies at least are needed", call. = FALSE)
  k <- thresholds_of(psa, k)
  if (requireNamespace("BCEA", quietly = TRUE)) {
    return(BCEA::bcea(effects, costs, ref = 1, interventions = colnames(effects), k = k))
  }
  bcea_shape(effects, costs, k)
}

# BCEA: R/new_bcea.R and R/compute_xxx.R. Differences are the reference less the other strategy;
# ib is [threshold, sample, comparison], U [sample, threshold, strategy].
bcea_shape <- function(e, c, k) {
  interventions <- colnames(e)
  comp <- seq_along(interventions)[-1]
  delta_e <- as.data.frame(e[, 1] - e[, comp, drop = FALSE])
  delta_c <- as.data.frame(c[, 1] - c[, comp, drop = FALSE])
  ib <- vapply(comp - 1, function(j) outer(k, delta_e[[j]]) - rep(delta_c[[j]], each = length(k)),
               matrix(0, length(k), nrow(e)))
  dimnames(ib) <- list(k = NULL, sims = NULL, ints = interventions[comp])
  eib <- apply(ib, c(1, 3), mean)
  lowest <- apply(eib, 1, min)
  reference_is_best <- if (length(comp) == 1) lowest >= 0 else lowest > 0
  best <- ifelse(reference_is_best, 1, comp[apply(eib, 1, which.min)])
  benefit <- vapply(seq_along(interventions), function(j) outer(e[, j], k) - c[, j],
                    matrix(0, nrow(e), length(k)))
  dimnames(benefit) <- list(sims = NULL, k = NULL, ints = interventions)
  most <- apply(benefit, c(1, 2), max)
  loss <- most - vapply(seq_along(k), function(i) benefit[, i, best[i]], numeric(nrow(e)))
  gain <- most - rep(apply(apply(benefit, c(2, 3), mean), 1, max), each = nrow(e))
  shape <- list(n_sim = nrow(e), n_comparators = length(interventions), n_comparisons = length(comp),
                delta_e = delta_e, delta_c = delta_c,
                ICER = colMeans(delta_c) / colMeans(delta_e), Kmax = max(k), k = k,
                ceac = apply(ib > 0, c(1, 3), mean), ib = ib, eib = eib,
                kstar = k[c(FALSE, diff(best) != 0)], best = best, U = benefit, vi = gain,
                Ustar = most, ol = loss, evi = colMeans(loss), ref = 1, comp = comp,
                step = k[2] - k[1], interventions = interventions, e = e, c = c)
  structure(shape, class = c("bcea", "list"))
}

# voi: what check_outputs() and check_inputs() of R/evppi.R ask for.
as_voi <- function(psa, k = NULL) {
  need_psa(psa)
  if (!uncertain(psa)) stop("no parameter is uncertain", call. = FALSE)
  list(outputs = list(e = read_table(psa, "psa_effects"), c = read_table(psa, "psa_costs"),
                      k = thresholds_of(psa, k)),
       inputs = read_table(psa, "psa_params"))
}
