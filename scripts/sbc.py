#!/usr/bin/env python3
# Usage: sbc.py PROGRAM FOLDER [DRAWS [REPORT.md]]     (default: 200 draws, no report)
# Simulation-based calibration of `vrosim calibrate` (Talts et al. 2018, arXiv 1804.06788): draw
# parameters from the prior, simulate a study of 300 children with them, shift it as studies differ,
# fit, and count the samples of the posterior below the true value of each parameter. Where the fit is
# right, these ranks are uniform. Leaves FOLDER/ranks.csv; exit code 1 where a test of uniformity fails.
#      sbc.py --judge RANKS.csv                        (only tests ranks that are there)
import csv
import hashlib
import math
import random
import subprocess
import sys
from pathlib import Path

CHILDREN = 600  # of the study
BETWEEN = 0.2  # standard deviation between studies, on the logit
FITTED_CHILDREN = 2048  # of a point of the fit
POINTS = 400  # of each of three rounds
ROWS = 109  # of a posterior: a rank is one of 110
BINS = 11
FALSE_ALARM = 0.01  # of all tests together
# Names, and as --set takes them.
PARAMETERS = {"migration.tone_sd": "migration.tone_sd", "rescue.acceptance": "rescue.acceptance",
              "other.reoperation.vro": "vro:other.reoperation"}
FIGURES = (("all", "revision_by_2y"), ("all", "revision_by_5y"), ("gmfcs_5", "revision_by_5y"),
           ("all", "displaced"))
PRIOR = """strategy,parameter,distribution,value,se,unit,source
,migration.tone_sd,fixed,1.2,0.5,log sd,prior
,rescue.acceptance,fixed,0.5,0.22,probability,prior
vro,other.reoperation,fixed,0.03,0.02,per year,prior
"""
STUDY = "parameter,distribution,value,unit\nanatomy.migration,fixed,55,percent\n"
FIT = ["--patients", str(FITTED_CHILDREN), "--points", str(POINTS), "--rows", str(ROWS),
       "--parameters", ",".join(PARAMETERS), "--between-study", str(BETWEEN)]


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def run(program, *words):
    subprocess.run([program, *words, "--quiet", "--force"], check=True)


def draw_truths(program, folder, draws):
    run(program, "psa", folder / "study.csv", folder / "prior.csv", "--samples", str(draws),
        "--patients", "1", "--out", folder / "truths")
    return [{name: row[name] for name in PARAMETERS}
            for row in read(folder / "truths" / "psa_params.csv")]


def shifted(share, n, shift):
    """The share whose (events + 1/2) / (n + 1) has a logit that is so much larger."""
    at = (share * n + 0.5) / (n + 1)
    moved = 1 / (1 + math.exp(-math.log(at / (1 - at)) - shift))
    return min(max((moved * (n + 1) - 0.5) / n, 0), 1)


def write_targets(program, folder, truth, number):
    settings = [word for name, value in truth.items() for word in ("--set", f"{PARAMETERS[name]}={value}")]
    run(program, "run", folder / "study.csv", *settings, "--strategies", "vro", "--sampling", "pcg",
        "--patients", str(CHILDREN), "--seed", str(1_000_000 + number), "--out", folder / "made")
    seen = {(row["subgroup"], row["outcome"]): row for row in read(folder / "made/summary.csv")
            if row["statistic"] == "mean"}
    shift = random.Random(number).gauss(0, BETWEEN)
    with open(folder / "targets.csv", "w", encoding="utf-8") as file:
        file.write("study,strategy,subgroup,outcome,value,n,likelihood,role\n")
        for key in FIGURES:
            n = int(seen[key]["n"])
            share = round(float(seen[key]["value"]) * n) / n
            file.write(f"one,vro,{key[0]},{key[1]},{shifted(share, n, shift):.9f},{n},"
                       "binomial,fit\n")


def fit(program, folder, truth, number):
    """The ranks of the true values, and what the fit says of itself."""
    run(program, "calibrate", folder / "targets.csv", "--prior", folder / "prior.csv", *FIT,
        "--sampling", "pcg", "--seed", str(2_000_000 + number), "--out", folder / "fitted")
    rows = read(folder / "fitted/calibration_posterior.csv")
    told = {row["diagnostic"]: row["value"]
            for row in read(folder / "fitted/calibration_diagnostics.csv")}
    ranks = [sum(float(row[name]) < float(truth[name]) for row in rows) for name in PARAMETERS]
    return [number, *ranks, told["effective_size"], told["pareto_k"]]


def simulate(program, folder, draws):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "prior.csv").write_text(PRIOR, encoding="utf-8")
    (folder / "study.csv").write_text(STUDY, encoding="utf-8")
    (folder / "studies.csv").write_text("study,tables\none,study.csv\n", encoding="utf-8")
    truths = draw_truths(program, folder, draws)
    with open(folder / "ranks.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["draw", *PARAMETERS, "effective_size", "pareto_k"])
        for number, truth in enumerate(truths, 1):
            write_targets(program, folder, truth, number)
            writer.writerow(fit(program, folder, truth, number))
            file.flush()
            if sys.stderr.isatty():
                print(f"\r{number} of {draws}", end="", file=sys.stderr, flush=True)


def chi_square(ranks):
    """The counts of the bins, and P(X > x) of an even number 2 m of degrees of freedom:
    exp(-x / 2) times the sum of (x / 2)^i / i! over i < m."""
    counts = [0] * BINS
    for rank in ranks:
        counts[rank * BINS // (ROWS + 1)] += 1
    expected = len(ranks) / BINS
    half = sum((count - expected) ** 2 / expected for count in counts) / 2
    return counts, sum(math.exp(-half) * half ** i / math.factorial(i)
                       for i in range((BINS - 1) // 2))


def kolmogorov(ranks):
    """P(D > d) = 2 sum of (-1)^(k - 1) exp(-2 k^2 n d^2), d the greatest distance of the cumulative
    share from the uniform one."""
    n = len(ranks)
    places = sorted((rank + 0.5) / (ROWS + 1) for rank in ranks)
    d = max(max((i + 1) / n - x, x - i / n) for i, x in enumerate(places))
    p = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * n * d * d) for k in range(1, 101))
    return min(max(p, 0), 1)


def judge(path):
    """A row a parameter, and whether all tests are passed."""
    table, passed = read(path), True
    least = FALSE_ALARM / (2 * len(PARAMETERS))
    lines = []
    for name in PARAMETERS:
        ranks = [int(row[name]) for row in table]
        counts, chi = chi_square(ranks)
        ks = kolmogorov(ranks)
        passed &= chi >= least and ks >= least
        lines.append(f"| `{name}` | {' '.join(map(str, counts))} | {chi:.3f} | {ks:.3f} |")
    return lines, passed, len(table), least


def write_report(program, path, report):
    lines, passed, draws, least = judge(path)
    version = subprocess.run([program, "--version"], check=True, capture_output=True,
                             text=True).stdout.splitlines()[0]
    table = read(path)
    sizes = sorted(float(row["effective_size"]) for row in table)
    shapes = sorted(float(row["pareto_k"]) for row in table)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    text = f"""# Calibration check

Is `vrosim calibrate` as sure as it may be? Simulation-based calibration (Talts et al. 2018, arXiv 1804.06788):
{draws} times three parameters are drawn from the prior, a study of {CHILDREN} children is simulated with them and shifted as
studies differ (standard deviation {BETWEEN} on the logit), and the parameters are fitted to four shares of children that
overlap. If the fit is right, the rank of the true value among the {ROWS} samples of the posterior is uniform. This page is
made by the command

```sh
make sbc
```

with {version}. The ranks in {BINS} bins of equal width, {draws / BINS:.1f} expected in each, and the p-values of two tests
of uniformity:

| parameter | ranks in each bin | chi-square | Kolmogorov |
|---|---|---|---|
{chr(10).join(lines)}

The ranks are {"uniform: no" if passed else "**not uniform**: a"} p-value is below {least:.4f}. Of checks of a right fit \
{100 * FALSE_ALARM:.0f} % have such a p-value among their
{2 * len(PARAMETERS)}. Too many ranks in the outer bins would mean posteriors that are too narrow, too many in the middle that are
too wide, a slope that are biased.

The fits are small: {3 * POINTS:,} weighted points of {FITTED_CHILDREN:,} children. The posteriors are worth {sizes[0]:,.0f} to \
{sizes[-1]:,.0f}
independent samples ({sizes[len(sizes) // 2]:,.0f} in the median), and the greatest Pareto k is {shapes[-1]:.2f}. The SHA-256 digest of the ranks,
`build/sbc/ranks.csv`, is

`{digest}`
"""
    Path(report).write_text(text, encoding="utf-8")


def main(words):
    if words[:1] == ["--judge"]:
        path = words[1]
    else:
        program, folder = words[0], Path(words[1])
        draws = int(words[2]) if len(words) > 2 else 200
        path = folder / "ranks.csv"
        simulate(program, folder, draws)
        if len(words) > 3:
            write_report(program, path, words[3])
    lines, passed, _, least = judge(path)
    print("\n".join(lines))
    print("uniform" if passed else f"not uniform: a p-value is below {least:.4f}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
