#!/usr/bin/env python3
# Usage: python3 psa.py [DIR]     (default: results)
# Reads the files of a probabilistic sensitivity analysis (vrosim psa) with pandas, as psa.R does in R:
# checks that they agree, computes the acceptability curves and the value of perfect information once
# more, and compares them with those of vrosim to the printed digits. Exit code 1 if anything differs.
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "results")
manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
commas = manifest.get("decimal") == "comma"  # --decimal comma
faults = []


def read(file, **options):
    """Only what is empty is missing: a strategy may be called NA."""
    return pd.read_csv(folder / file, float_precision="round_trip", keep_default_na=False,
                       na_values=[""], sep=";" if commas else ",",
                       decimal="," if commas else ".", **options)


def read_texts(file):
    """Numbers are texts, with decimal points whatever the file has."""
    table = read(file, dtype=str)
    return table.apply(lambda column: column.str.replace(",", ".", regex=False)) if commas else table


def expect(good, what):
    if not good:
        faults.append(what)
        print("differs:", what)


# One row a sample; one column a parameter (none where nothing is uncertain), or a strategy.
effects = read("psa_effects.csv")
costs = read("psa_costs.csv")
uncertain = (folder / "psa_params.csv").exists()
parameters = read("psa_params.csv") if uncertain else pd.DataFrame(index=effects.index)
strategies = list(effects.columns)

expect(list(costs.columns) == strategies, "the strategies of psa_costs.csv")
expect(costs.shape == effects.shape, "the shape of psa_costs.csv")
expect(len(parameters) == len(effects), "the number of rows of psa_params.csv")
expect(parameters.columns.is_unique and effects.columns.is_unique, "a name is there twice")
for table in (effects, costs, parameters):
    expect(all(pd.api.types.is_numeric_dtype(t) for t in table.dtypes), "not all are numbers")
for table in (costs, parameters):
    expect(not table.isna().any().any(), "a number is missing")

# The decision files as text: the digits of a number say how exact it is.
# Of the subgroups only all children, of whom the files of effects and costs are.
acceptability = read_texts("decision_acceptability.csv").query("subgroup == 'all'")
information = read_texts("decision_information.csv").query("subgroup == 'all'")
plane = read("decision_plane.csv", dtype={"strategy": str, "reference": str}).query(
    "subgroup == 'all'")

# The outcome of psa_effects.csv, and that of each trade-off.
effect = manifest["analysis"]["effect"]
taken = {"cost_per_qaly": "qaly", "lld_per_revision": "revisions"}
first = information.trade_off.iloc[0]


def own_files(trade_off):
    return trade_off == first and effect == taken.get(trade_off)


# An outcome of --effect that no child has under a strategy leaves its column empty.
expect(not own_files(first) or not effects.isna().any().any(), "a number is missing")


def differences(trade_off, column):
    """What each strategy brings about in each sample, less what the first does. psa_costs.csv is
    of the first trade-off, psa_effects.csv too unless --effect named another outcome; the plane
    has all."""
    rows = plane[plane.trade_off == trade_off]
    table = rows.pivot(index="sample", columns="strategy", values=column)
    table = table.reindex(index=range(1, len(effects) + 1), columns=strategies)
    return table.assign(**{strategies[0]: 0.0}).to_numpy(float)


def same(a, b):
    return bool((np.abs(a - b) <= 1e-9 * (2 + np.abs(b).max())).all())


def agrees(printed, error, computed, scale):
    """What is printed rounds what was computed; without an error to six digits."""
    for text, error_text, number in zip(printed, error, np.atleast_1d(computed)):
        decimals = len(text.partition(".")[2])
        rounding = 0.5 * 10.0**-decimals if float(error_text) > 0 else 5e-6 * abs(number)
        if not abs(float(text) - number) <= rounding + 1e-9 * scale:
            return False
    return True


def compare(trade_off, threshold, net_benefit):
    """One trade-off at one threshold; net_benefit is [samples, strategies]."""
    place = f" of {trade_off} at {threshold}"
    ours = acceptability.query("trade_off == @trade_off and threshold == @threshold")
    choice = information.query("trade_off == @trade_off and threshold == @threshold")
    expect(list(ours.strategy) == strategies and len(choice) == 1, "the rows" + place)
    best_in_sample = net_benefit.max(axis=1, keepdims=True)
    is_best = net_benefit == best_in_sample
    probability_best = (is_best / is_best.sum(axis=1, keepdims=True)).mean(axis=0)
    expected_loss = (best_in_sample - net_benefit).mean(axis=0)
    name = choice.strategy.iloc[0]
    best = strategies.index(name)
    scale = np.abs(net_benefit).max()
    expect(abs(probability_best.sum() - 1) < 1e-9, "the sum of the shares" + place)
    expect(agrees(ours.probability_best, ours.probability_best_se, probability_best, 1),
           "the acceptability" + place)
    expect(agrees(ours.expected_loss, ours.expected_loss_se, expected_loss, scale),
           "the expected loss" + place)
    expect(expected_loss[best] <= expected_loss.min() + 1e-9 * scale
           and list(ours.strategy[ours.optimal == "1"]) == [name], "the best strategy" + place)
    evpi = best_in_sample.mean() - net_benefit.mean(axis=0).max()
    expect(agrees(choice.perfect_information, choice.perfect_information_se, evpi, scale),
           "the value of perfect information" + place)
    expect(agrees(choice.probability_right, choice.probability_right_se, probability_best[best], 1),
           "the probability of being right" + place)
    return {"threshold": threshold, "best": name, "right": f"{probability_best[best]:.3f}",
            "evpi": f"{evpi:.3g}"}


print(f"{len(effects)} samples, {len(strategies)} strategies, {parameters.shape[1]} parameters")
for trade_off in information.trade_off.unique():
    of_effects = differences(trade_off, "effect_difference")
    of_costs = differences(trade_off, "cost_difference")
    e, c = effects.to_numpy(float), costs.to_numpy(float)
    expect(trade_off != first or same(c - c[:, :1], of_costs),
           "psa_costs.csv from decision_plane.csv")
    if own_files(trade_off):
        expect(same(e - e[:, :1], of_effects), "psa_effects.csv from decision_plane.csv")
        of_effects, of_costs = e, c
    thresholds = information.threshold[information.trade_off == trade_off]
    found = pd.DataFrame([compare(trade_off, threshold, float(threshold) * of_effects - of_costs)
                          for threshold in thresholds])
    source = "psa_effects.csv and psa_costs.csv" if own_files(trade_off) else "decision_plane.csv"
    print(f"\n{trade_off}, from {source}")
    rows = np.unique(np.linspace(0, len(found) - 1, 6).round().astype(int))
    print(found.iloc[rows].to_string(index=False))

# Thresholds belong to a trade-off, so its effects go with them and not those of --effect.
if not own_files(first):
    print(f"\npsa_effects.csv is of {effect}; what follows takes the effects of {first} from "
          "decision_plane.csv.")
    effects = pd.DataFrame(differences(first, "effect_difference"), columns=strategies)
    costs = pd.DataFrame(differences(first, "cost_difference"), columns=strategies)

# From here on `parameters`, `effects` and `costs` are tables like any other: for one, how each
# parameter goes with the net benefit of a strategy is
#     parameters.corrwith(threshold * effects["vro"] - costs["vro"])

if faults:
    sys.exit(1)
print("\nAll of it is as vrosim has it.")
