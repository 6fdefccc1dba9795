"""Indices of functions whose indices are known, through the rows, inputs and estimators that a sweep uses."""

from pathlib import Path

import numpy as np
import pytest

from rederm.draws import Grouped
from rederm.outlook.sweep import sensitivity
from rederm.outlook.sweep.axis import read_axis
from rederm.outlook.sweep.indices import MORRIS, SOBOL, Index, design_rows, indices, rows_of
from rederm.outlook.sweep.inputs import Inputs, batches
from rederm.outlook.sweep.result import sweep
from rederm.outlook.sweep.sensitivity import run_sensitivity
from small_sweep import small_analysis

pytest.importorskip("SALib")
ANGLE = {"low": -np.pi, "high": np.pi}


@pytest.fixture(autouse=True)
def _one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDERM_WORKERS", "1")


def found(inputs: Inputs, method: str, samples: int, figures: np.ndarray, uniform: np.ndarray) -> dict[str, Index]:
    told = indices(inputs.names, method, uniform, "y", figures, 5)
    assert told is not None
    return {index.input: index for index in told}


def test_indices_of_the_function_of_ishigami_are_those_of_its_formula() -> None:
    inputs = Inputs(tuple(read_axis(f"x{k}", "dial", "1", ANGLE) for k in (1, 2, 3)), ())
    uniform = design_rows(inputs.names, SOBOL, 1024, 5)
    x1, x2, x3 = np.array(inputs.values(uniform), float).T
    y = np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)
    part1, part2, part13 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 0.01 * np.pi**8 * 8 / 225
    whole = part1 + part2 + part13
    told = found(inputs, SOBOL, 1024, y, uniform)
    known = {"x1": (part1, part1 + part13), "x2": (part2, part2), "x3": (0.0, part13)}
    for name, (first, total) in known.items():
        index = told[name]
        assert index.first is not None
        assert index.total is not None
        assert index.first.estimate == pytest.approx(first / whole, abs=0.03)
        assert index.total.estimate == pytest.approx(total / whole, abs=0.03)
        assert index.first.low <= first / whole <= index.first.high
        assert index.clear
    assert len(uniform) == rows_of(SOBOL, 1024, 3) == 5120


def test_first_order_indices_of_an_additive_function_sum_to_one_and_equal_the_totals() -> None:
    inputs = Inputs(tuple(read_axis(f"x{k}", "dial", "1", {"low": 0, "high": 1}) for k in (1, 2, 3, 4)), ())
    uniform = design_rows(inputs.names, SOBOL, 512, 5)
    slopes = np.array([3.0, 2.0, 1.0, 0.0])
    told = found(inputs, SOBOL, 512, np.array(inputs.values(uniform), float) @ slopes, uniform)
    firsts = np.array([index.first.estimate for index in told.values() if index.first])
    totals = np.array([index.total.estimate for index in told.values() if index.total])
    assert firsts.sum() == pytest.approx(1.0, abs=0.01)
    assert firsts == pytest.approx(slopes**2 / 14, abs=0.01)
    assert totals == pytest.approx(slopes**2 / 14, abs=0.01)
    assert [index.clear for index in told.values()] == [True, True, True, False]


def test_a_group_of_parameters_is_one_input_whose_share_is_that_of_all_of_them_together() -> None:
    inputs = Inputs((read_axis("x", "dial", "1", {"low": -1, "high": 1}),), ("person", "clinic"))
    uniform = design_rows(inputs.names, SOBOL, 2048, 5)
    figures = np.empty(len(uniform))
    for batch in batches(inputs, uniform, False, 512):
        draws = Grouped(len(batch.rows), 9, batch.numbers)
        person = draws.normal("healing.person") + draws.normal("comfort.pain.person")  # variance 2
        figures[batch.rows] = person + np.sqrt(3) * float(batch.values[0]) + 2 * draws.normal("comfort.pain.study") / np.sqrt(2)
    told = found(inputs, SOBOL, 2048, figures, uniform)  # 2 + 1 + 2
    for name, share in {"x": 0.2, "person": 0.4, "clinic": 0.4}.items():
        index = told[name]
        assert index.first is not None
        assert index.total is not None
        assert index.first.estimate == pytest.approx(share, abs=0.08)
        assert index.total.estimate == pytest.approx(share, abs=0.04)


def test_effects_of_morris_are_the_slopes_of_a_linear_function_and_uneven_where_inputs_go_together() -> None:
    inputs = Inputs(tuple(read_axis(f"x{k}", "dial", "1", {"low": 0, "high": 1}) for k in (1, 2, 3)), ())
    uniform = design_rows(inputs.names, MORRIS, 20, 5)
    x = np.array(inputs.values(uniform), float)
    told = found(inputs, MORRIS, 20, 2 * x[:, 0] - 5 * x[:, 1], uniform)
    assert [index.mu for index in told.values()] == pytest.approx([2.0, -5.0, 0.0], abs=1e-9)
    assert [index.mu_star.estimate for index in told.values() if index.mu_star] == pytest.approx([2.0, 5.0, 0.0], abs=1e-9)
    assert [index.sigma for index in told.values()] == pytest.approx([0.0] * 3, abs=1e-9)
    assert [index.clear for index in told.values()] == [True, True, False]
    both = found(inputs, MORRIS, 20, x[:, 0] * x[:, 2], uniform)
    assert both["x1"].sigma is not None
    assert both["x1"].sigma > 0.1
    assert len(uniform) == rows_of(MORRIS, 20, 3)


def test_trajectories_of_morris_take_draws_of_their_own_for_a_group() -> None:
    inputs = Inputs((), ("person", "clinic"))
    numbers = inputs.numbers(design_rows(inputs.names, MORRIS, 20, 5), True)["person"].reshape(20, 3)
    assert all(len(set(row)) == 2 for row in numbers.tolist())
    assert len(np.unique(numbers)) == 40


def test_an_outcome_that_does_not_vary_or_is_not_known_has_no_indices() -> None:
    uniform = design_rows(("x",), SOBOL, 8, 1)
    assert indices(("x",), SOBOL, uniform, "y", np.full(len(uniform), 3.0), 1) is None
    assert indices(("x",), SOBOL, uniform, "y", np.where(np.arange(len(uniform)) == 2, np.nan, uniform[:, 0]), 1) is None


def test_two_workers_give_the_bytes_of_one_and_a_folder_those_of_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensitivity, "MOST", 2)
    monkeypatch.setattr(sensitivity, "TOGETHER", 10)
    spec = small_analysis()
    alone = {name: given.tobytes() for name, given in run_sensitivity(spec, tmp_path)[1].items()}
    monkeypatch.setenv("REDERM_WORKERS", "2")
    assert {name: given.tobytes() for name, given in run_sensitivity(spec)[1].items()} == alone
    monkeypatch.setattr(sensitivity, "observed", None)  # nothing is left to do
    assert {name: given.tobytes() for name, given in run_sensitivity(spec, tmp_path)[1].items()} == alone


def test_the_depth_of_a_peel_hangs_on_its_dial_and_its_law_and_on_no_person() -> None:
    told = sweep(small_analysis(samples=32)).to_json()["sensitivity"]
    depth = {index["input"]: index for index in told["indices"] if index["outcome"] == "necrosis_depth_um"}
    assert depth["agents"]["clear"]
    assert not depth["person"]["clear"]
    assert not depth["look"]["clear"]
    gain = {index["input"]: index for index in told["indices"] if index["outcome"] == "gain.wrinkles.90"}
    assert gain["person"]["clear"]
    assert "healing" in told["fixed"]
