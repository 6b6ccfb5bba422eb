"""What the R packages dampack, BCEA and voi take, from an uncertainty analysis.

Each function returns the arguments of a function of that package by name, for rpy2 or any other
way into R. In R itself the package vrosim makes the objects.
"""
from __future__ import annotations

from typing import Any, Optional, Sequence

from .results import Results

#: Outcome of psa_effects.csv that belongs to the thresholds of a trade-off.
_EFFECTS = {"cost_per_qaly": "qaly", "lld_per_revision": "revisions"}


def _need_psa(psa: Results) -> None:
    if psa.verb != "psa":
        raise ValueError(f"this is a {psa.verb}; an uncertainty analysis (psa) is needed")


def _thresholds(psa: Results, k: Optional[Sequence[float]]) -> list[float]:
    """Those of the first trade-off, which psa_costs.csv is of, unless they are given."""
    if k is not None:
        return [float(threshold) for threshold in k]
    if "decision_information" not in psa:
        raise ValueError("the analysis has no thresholds (those of the program have): give k")
    rows = psa.rows("decision_information")
    first = rows[0]["trade_off"]
    effect = psa.manifest()["analysis"]["effect"]
    if effect != _EFFECTS.get(first):
        raise ValueError(f"the effect is {effect}, the thresholds are of {first}: give k")
    texts = dict.fromkeys(row["threshold"].replace(",", ".") for row in rows
                          if row["trade_off"] == first and row["subgroup"] == "all")
    return [float(text) for text in texts]


def as_dampack(psa: Results, currency: str = "$") -> dict[str, Any]:
    """Arguments of dampack::make_psa_obj: cost, effectiveness and parameters (data frames, a row
    a sample; parameters is None where nothing is uncertain), strategies, currency."""
    _need_psa(psa)
    effects = psa.frame("psa_effects")
    return {"cost": psa.frame("psa_costs"), "effectiveness": effects,
            "parameters": psa.frame("psa_params") if "psa_params" in psa else None,
            "strategies": list(effects.columns), "currency": currency}


def as_bcea(psa: Results, k: Optional[Sequence[float]] = None) -> dict[str, Any]:
    """Arguments of BCEA::bcea: eff and cost (matrices, a row a sample, a column a strategy), ref
    (1, the reference), interventions, k (thresholds)."""
    _need_psa(psa)
    effects = psa.frame("psa_effects")
    return {"eff": effects.to_numpy(float), "cost": psa.frame("psa_costs").to_numpy(float), "ref": 1,
            "interventions": list(effects.columns), "k": _thresholds(psa, k)}


def as_voi(psa: Results, k: Optional[Sequence[float]] = None) -> dict[str, Any]:
    """Arguments of voi::evppi: outputs (e, c, k) and inputs, the sampled parameters."""
    _need_psa(psa)
    if "psa_params" not in psa:
        raise ValueError("no parameter is uncertain")
    return {"outputs": {"e": psa.frame("psa_effects"), "c": psa.frame("psa_costs"),
                        "k": _thresholds(psa, k)},
            "inputs": psa.frame("psa_params")}
