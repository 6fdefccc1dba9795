"""Scores of lesion predictions: interval score, coverage, and the regression that the model is set against."""

import numpy as np
import pytest

from rederm.evidence.lesion_baseline import baseline_bands
from rederm.evidence.lesion_scores import Told, interval_score, lines, scores
from rederm.evidence.lesions import Lesion


def lesion(number: int, kind: str = "depth", observed: float = 100.0, **changes: object) -> Lesion:
    given = {"id": f"r{number}", "study": "x", "kind": kind, "observed": observed, "series": f"s{number}"}
    return Lesion(**given | {"device": "fractional-co2"} | changes)  # type: ignore[arg-type]


def test_an_interval_that_holds_the_figure_costs_its_width_and_a_miss_costs_twenty_times_the_gap() -> None:
    assert interval_score(1.0, 2.0, 1.5) == pytest.approx(1.0)
    assert interval_score(1.0, 2.0, 2.1) == pytest.approx(1.0 + 20 * 0.1)
    assert interval_score(1.0, 2.0, 0.9) == pytest.approx(1.0 + 20 * 0.1)


def test_the_interval_score_is_least_for_the_true_band() -> None:
    seen = np.random.default_rng(0).standard_normal(4000)

    def mean(half: float) -> float:
        return float(np.mean([interval_score(-half, half, float(x)) for x in seen]))

    assert mean(1.645) < min(mean(1.0), mean(2.5))


def told(row: Lesion, low: float, median: float, high: float) -> Told:
    return Told(row, (low, median, high), (low, median, high), 0.0, low <= row.observed <= high)


def some() -> list[Told]:
    rows = [lesion(i) for i in range(4)]
    bands = [(50.0, 110.0, 200.0), (50.0, 120.0, 200.0), (50.0, 130.0, 200.0), (120.0, 200.0, 300.0)]
    zone = told(lesion(9, "coagulation", 50.0), 25.0, 80.0, 100.0)
    return [*(told(row, *band) for row, band in zip(rows, bands, strict=True)), zone]


def test_error_coverage_and_width_are_counted_over_the_rows_that_count() -> None:
    recalled = told(lesion(20, memory=True), 1.0, 2.0, 3.0)
    found = scores([*some(), recalled], {})
    assert found["rows"] == 5
    assert found["depth"]["median_error"] == pytest.approx(0.25)
    assert found["depth"]["high_over_low"] == pytest.approx(4.0)
    assert found["coagulation"]["median_error_um"] == pytest.approx(30.0)
    assert found["misses"] == ["r3"]
    assert found["coverage"] == pytest.approx(0.8)


def test_a_better_band_than_the_regressions_scores_above_nought() -> None:
    rows = [*some()[:3], some()[4]]
    found = scores(rows, {f"r{i}": (float(np.log(10.0)), float(np.log(1000.0))) for i in range(3)})
    assert found["interval_score"]["rows"] == 3
    assert found["interval_score"]["better_by"] == pytest.approx(1 - np.log(4.0) / np.log(100.0))
    assert any("better" in line for line in lines("left_out", found))


def power_law(sd: float = 0.0) -> list[Lesion]:
    rng = np.random.default_rng(1)
    rows = []
    for i in range(24):
        energy, spot = float(rng.uniform(10, 200)), float(rng.uniform(100, 500))
        depth = 20 * energy**0.8 * (spot / 120) ** -0.5 * float(np.exp(sd * rng.standard_normal()))
        rows.append(lesion(i, observed=depth, dials={"energy_mJ": energy, "spot_um": spot}))
    return rows


def test_the_regression_predicts_a_power_law_that_it_has_not_seen() -> None:
    bands = baseline_bands(power_law())
    for row in power_law():
        low, high = bands[row.id]
        assert (low + high) / 2 == pytest.approx(np.log(row.observed), abs=0.15)


def test_the_regression_does_not_see_the_series_that_it_predicts() -> None:
    rows = power_law()
    spoiled = [lesion(0, observed=1e5, dials=rows[0].dials), *rows[1:]]
    assert baseline_bands(rows)["r0"] == baseline_bands(spoiled)["r0"]
    assert baseline_bands(rows)["r1"] != baseline_bands(spoiled)["r1"]


def test_few_rows_of_a_device_share_the_regression_of_all_lasers() -> None:
    few = [lesion(i, observed=10.0 * (i + 1), device="full-eryag", dials={"fluence_J_cm2": 2.0 * (i + 1)}) for i in range(3)]
    assert set(baseline_bands([*power_law(), *few])) >= {"r3", "r0"}
