"""Tables as data frames and rows, and what dampack, BCEA and voi take."""
from __future__ import annotations

import csv
from pathlib import Path

import pytest

import vrosim
from vrosim import program, results

pandas = pytest.importorskip("pandas", reason="pandas is not installed")

NAMES = [{"strategy": name, "parameter": parameter, "distribution": kind, "value": value,
          "unit": unit}
         for name in ("NA.", "2deg", "True.")
         for parameter, kind, value, unit in (("strategy.like", "text", "vro", None),
                                              ("plan.spica", "fixed", 0.5, "probability"))]


@pytest.fixture(scope="module")
def study(binary: str) -> vrosim.Results:
    return vrosim.psa(samples=10, patients=200)


def test_frames_have_numbers_and_texts(binary: str) -> None:
    frame = vrosim.run(patients=500)["summary"]
    assert frame.strategy.dtype == object and frame.value.dtype == float and frame.n.dtype == int
    assert not frame.value.isna().all()


def test_names_stay_texts(binary: str) -> None:
    results = vrosim.run(pandas.DataFrame(NAMES), patients=100, strategies=["NA.", "2deg", "True."])
    assert list(results["strategies"].strategy) == ["NA.", "2deg", "True."]
    assert list(results["strategies"].label) == ["NA.", "2deg", "True."]


def test_all_columns_of_names_and_words_are_known(binary: str) -> None:
    columns = csv.DictReader(program.perform(["columns", "--csv"]).splitlines())
    assert {row["column"] for row in columns
            if row["unit"] in ("name", "names", "words", "kind")} == results._WORDS


def test_decimal_commas_are_read(binary: str) -> None:
    commas = vrosim.run(patients=200, options=["--decimal=comma"])
    pandas.testing.assert_frame_equal(commas["summary"], vrosim.run(patients=200)["summary"])
    assert commas.rows("summary")[0].keys() == vrosim.run(patients=200).rows("summary")[0].keys()


def test_results_can_be_written_and_read(binary: str, tmp_path: Path) -> None:
    results = vrosim.run(patients=200, engine="program")
    again = vrosim.read_results(results.write(tmp_path / "copy"))
    assert list(again) == list(results) and len(again) == len(results)
    assert all(again.table(name) == results.table(name) for name in again)
    with pytest.raises(KeyError, match="courses.csv is not among the results"):
        again.table("courses")


def test_dampack_takes_frames_of_a_row_a_sample(study: vrosim.Results) -> None:
    taken = vrosim.as_dampack(study)
    assert list(taken) == ["cost", "effectiveness", "parameters", "strategies", "currency"]
    assert taken["cost"].shape == taken["effectiveness"].shape == (10, 5)
    assert len(taken["parameters"]) == 10
    assert list(taken["cost"].columns) == taken["strategies"]


def test_bcea_takes_matrices_and_thresholds(study: vrosim.Results) -> None:
    taken = vrosim.as_bcea(study)
    assert taken["eff"].shape == taken["cost"].shape == (10, 5)
    assert taken["ref"] == 1 and taken["interventions"][0] == "soft_tissue"
    assert taken["k"] == sorted(taken["k"]) and len(taken["k"]) > 2
    assert vrosim.as_bcea(study, k=[1, 2])["k"] == [1, 2]


def test_voi_takes_outputs_and_inputs(study: vrosim.Results) -> None:
    taken = vrosim.as_voi(study)
    assert list(taken) == ["outputs", "inputs"] and set(taken["outputs"]) == {"e", "c", "k"}
    assert len(taken["inputs"]) == 10 and taken["inputs"].shape[1] > 5


def test_thresholds_of_another_effect_are_not_taken(binary: str) -> None:
    other = vrosim.psa(samples=4, patients=100, options=["--effect=failed"])
    with pytest.raises(ValueError, match="give k"):
        vrosim.as_bcea(other)
    assert vrosim.as_bcea(other, k=[1, 2])["k"] == [1, 2]
    with pytest.raises(ValueError, match="psa\\) is needed"):
        vrosim.as_dampack(vrosim.run(patients=100))
