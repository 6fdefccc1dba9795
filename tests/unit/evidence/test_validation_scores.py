"""Scores of bands against closed forms, and a rule of thumb that never looks at the study it predicts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from rederm.evidence.baseline import Figure, baseline_band, other_studies
from rederm.evidence.narrowing import _of
from rederm.evidence.scores import LEVELS, central, clustered, covers, interval_score, share_error, transform
from rederm.evidence.validate_rows import judged, scale_of, told
from rederm.evidence.validate_tables import cell, curves, tables, weights_of
from rederm.evidence.validate_targets import targets
from rederm.sources import Value

EVEN = np.linspace(0.0, 1.0, 1001)


def test_a_band_of_even_draws_ends_where_its_level_says() -> None:
    assert central(EVEN) == (pytest.approx(0.05), pytest.approx(0.95))
    assert central(EVEN, 0.5) == (pytest.approx(0.25), pytest.approx(0.75))
    assert covers(EVEN, 0.05)
    assert not covers(EVEN, 0.04)
    assert interval_score(*central(EVEN), 0.99) == pytest.approx(0.9 + 20 * 0.04)


def test_the_place_of_a_figure_counts_equal_draws_by_half() -> None:
    assert transform(np.array([0.0, 0.0, 1.0, 2.0]), 0.0) == 0.25
    assert transform(EVEN, 0.5) == pytest.approx(0.5)


def test_figures_of_one_study_count_as_one_for_the_error_of_a_bias() -> None:
    x = [0.1, -0.2, 0.4, 0.3]
    mean, error = clustered(x, ["a", "b", "c", "d"])
    assert mean == pytest.approx(np.mean(x))
    assert error == pytest.approx(np.std(x, ddof=1) / 2)
    assert clustered(x * 2, ["a", "b", "c", "d"] * 2)[1] == pytest.approx(error)  # said twice, known no better
    assert clustered(x, ["a"] * 4)[1] is None


def figures(*values: float, family: str = "light") -> list[Figure]:
    return [Figure(f"{family}-{i}", family, value) for i, value in enumerate(values)]


def test_the_baseline_is_the_predictive_band_of_the_other_studies() -> None:
    rows = figures(0.9, 0.2, 0.4, 0.6)
    low, mean, high = baseline_band(rows[0], rows, (-9.0, 9.0)) or (0.0, 0.0, 0.0)
    half = student.ppf(0.95, 2) * 0.2 * np.sqrt(1 + 1 / 3)
    assert (low, mean, high) == (pytest.approx(0.4 - half), pytest.approx(0.4), pytest.approx(0.4 + half))


def test_the_baseline_ignores_the_study_that_it_predicts() -> None:
    rows = figures(0.9, 0.2, 0.4, 0.6)
    twin = Figure("light-0", "light", 0.1)
    moved = [replace(rows[0], value=-5.0), *rows[1:], twin]
    assert baseline_band(rows[0], rows, (-9.0, 9.0)) == baseline_band(rows[0], moved, (-9.0, 9.0))


def test_a_family_of_few_studies_borrows_from_all() -> None:
    rows = figures(0.9, 0.2, 0.3) + figures(0.5, 0.7, family="heat")
    means, alike = other_studies(rows[0], rows)
    assert not alike
    np.testing.assert_allclose(np.sort(means), [0.2, 0.3, 0.5, 0.7])
    assert baseline_band(rows[0], rows[:3], (0.0, 1.0)) is None


def test_a_share_of_the_baseline_stays_a_share() -> None:
    rows = figures(0.5, 0.0, 0.1, 1.0)
    low, _, high = baseline_band(rows[0], rows, (0.0, 1.0)) or (9.0, 9.0, 9.0)
    assert (low, high) == (0.0, 1.0)


def test_a_duration_is_scored_in_ln_and_told_in_days() -> None:
    samples = np.exp(np.linspace(0.0, 2.0, 1001))
    found = told(np.exp(1.0), samples, scale_of("d"), "")
    assert found["predicted"]["median"] == pytest.approx(np.e)
    assert found["error"] == pytest.approx(0.0, abs=1e-9)
    assert found["width"] == found["score"] == pytest.approx(1.8)
    assert found["within"] == {"50%": True, "80%": True, "90%": True}


def test_an_upper_bound_is_missed_by_a_band_above_it_and_scored_by_none() -> None:
    samples = np.linspace(20.0, 40.0, 101)
    above, within = (told(at, samples, scale_of("h"), "at_most") for at in (10.0, 30.0))
    assert not above["in_band"]
    assert within["in_band"]
    assert above["score"] is above["pit"] is None


def rows_of(kind: str = "outcome", unit: str = "1") -> list[dict[str, Any]]:
    """Four studies of one figure each; the model's band is 0.1 wide and right, the baseline's whatever the others give."""
    from rederm.evidence import observations
    from rederm.evidence.validate_rows import figure_of

    own = [o for o in observations() if o.kind == kind and o.device == "fractional-co2"]
    few = list({o.study: o for o in own}.values())[:4]
    seen = [figure_of(o, unit) for o in few]
    return [judged(o, "what", unit, o.observed + (EVEN - 0.5) / 9, o.observed + (EVEN - 0.5) / 9, seen) for o in few]


def test_a_cell_tells_coverage_bias_width_and_margin() -> None:
    rows = rows_of()
    found = cell(rows, "outcome", "all", weights_of(rows))
    assert found["rows"] == found["studies"] == found["fitted"] == 4
    assert found["left_out"]["coverage"] == 1.0
    assert found["left_out"]["bias"] == pytest.approx(0.0, abs=1e-9)
    assert found["left_out"]["width"] == pytest.approx(0.1)
    theirs = np.mean([row["baseline"]["score"] for row in rows])
    assert found["better_by"] == pytest.approx(1 - 0.1 / theirs)


def test_kinds_of_any_unit_weigh_alike_in_the_whole() -> None:
    gains, others = rows_of(), [dict(row, kind="crust") for row in rows_of()]
    for row in others:  # the same skill in a unit a hundred times as small
        row["left_out"] = dict(row["left_out"], score=100 * row["left_out"]["score"])
        row["baseline"] = dict(row["baseline"], score=100 * row["baseline"]["score"])
    whole, one = (tables(rows, {})[0]["better_by"] for rows in ([*gains, *others], gains))
    assert whole == pytest.approx(one)


def test_a_perfect_rule_of_thumb_is_not_divided_by() -> None:
    rows = [dict(row, baseline=dict(row["baseline"], score=0.0)) for row in rows_of()]
    assert "better_by" not in tables(rows, {})[0]


def test_bands_that_miss_are_named_and_kinds_of_another_unit_are_not_averaged() -> None:
    rows = rows_of()
    rows[0]["left_out"] = dict(rows[0]["left_out"], in_band=False)
    whole = tables(rows, {"outcome": "gain"})[0]
    assert whole["missed"] == [f"{rows[0]['study']}: what"]
    assert whole["left_out"] == {"coverage": 0.75}
    assert whole["name"] == "all quantities"


def test_curves_hold_each_level_of_every_kind() -> None:
    found = curves(rows_of(), "left_out")
    assert set(found) == {"all", "outcome"}
    assert [point["level"] for point in found["all"]] == list(LEVELS)
    assert all(point["covered"] == 1.0 and point["error"] == 2 * share_error(point["level"], 4) for point in found["all"])


def test_a_target_holds_only_where_it_was_measured() -> None:
    cells = tables(rows_of(), {"outcome": "gain"})
    told_signs = {"significant": {"of": 5, "right": 3, "missed": []}}
    held = [t["holds"] for t in targets(cells, told_signs, {"d": 0.12, "v": 0.10, "alike": 0.11})]
    assert held == [False, None, True, False, False]  # all four inside is more than a band should hold
    assert [t["holds"] for t in targets(cells, told_signs, {})][-1] is None


def test_narrowing_is_the_ratio_of_spreads_in_the_space_that_is_drawn() -> None:
    value = Value(2.0, "1", "fitted", ("s",), 1.0, 4.0, distribution="lognormal")
    found = _of("x", value, (2.0, 1.0, 4.0), (1.0, 0.25, 4.0))
    assert found.narrowing == pytest.approx(0.5)
    assert found.shift == pytest.approx(np.log(2.0) / (np.log(16.0) / (2 * 1.6448536269514722)))
