"""The default shares of skin types of a cohort are those of the series that they are pooled from."""

import numpy as np
import pytest

from rederm.sources import DATA, load_table, read_toml

SERIES = read_toml(DATA / "evidence" / "skin_types.toml")["series"]
TYPES = load_table("cohort/defaults")


def _pooled(series: list[dict[str, object]]) -> np.ndarray:
    """People of each study spread evenly over the types that it says."""
    people, shares = np.array([one["n"] for one in series], float), np.zeros((len(series), 6))
    for row, one in zip(shares, series, strict=True):
        lightest, darkest = one["types"]  # type: ignore[misc]
        row[lightest - 1 : darkest] = 1 / (darkest - lightest + 1)
    return np.asarray(people @ shares / people.sum())


def test_default_types_are_pooled_from_their_series() -> None:
    shares = [TYPES[f"fitzpatrick.type_{kind}"].value for kind in range(1, 7)]
    assert sum(shares) == pytest.approx(1.0, abs=1e-12)
    assert shares == pytest.approx(_pooled(SERIES), abs=0.001)


def test_their_band_is_that_of_which_studies_were_seen() -> None:
    rng = np.random.default_rng(1)
    many = [_pooled([SERIES[k] for k in rng.integers(0, len(SERIES), len(SERIES))]) for _ in range(1000)]
    low, high = np.quantile(many, [0.05, 0.95], axis=0)
    for kind in range(6):
        value = TYPES[f"fitzpatrick.type_{kind + 1}"]
        assert (value.low, value.high) == (pytest.approx(low[kind], abs=0.02), pytest.approx(high[kind], abs=0.02))


def test_their_sources_are_their_series() -> None:
    studies = {one["study"] for one in SERIES}
    assert len(studies) == len(SERIES)
    for kind in range(1, 7):
        assert set(TYPES[f"fitzpatrick.type_{kind}"].source) == studies
