"""The lesion calibration that ships: as fitted, not stale, true to the solver, and what it says of series it has not seen."""

from functools import cache

import numpy as np
import pytest

from rederm.draws.noise import tied
from rederm.evidence.fit_lesion import LesionCalibration, fit_lesions, held
from rederm.evidence.lesion_design import FITTED, lesion_design, log_figure
from rederm.evidence.lesion_draws import Point, without_terms
from rederm.evidence.lesion_fits import WHOLE, fit_for, fits
from rederm.evidence.lesions import lesions, own_terms
from rederm.evidence.predict_lesion import predict_lesion, values_at
from rederm.evidence.read_lesion import figure
from rederm.sources import load_table

ROWS = {row.id: row for row in lesions()}
SERIES = {row.series for row in lesions() if row.fitted}


@cache
def calibration() -> LesionCalibration:
    return fit_lesions()


def test_every_fitted_term_stands_in_its_table_with_its_prior() -> None:
    for name in FITTED:
        area, _, key = name.partition(".")
        entry = load_table(f"posterior/{area}")[key]
        assert entry.method == "fitted", name
        assert entry.prior is not None, name


def test_a_fit_ships_for_all_series_and_without_each() -> None:
    assert set(fits()) == {WHOLE, *SERIES}
    shared = without_terms(fits()[WHOLE], own_terms())
    assert tied()["lesion.aspect"] == shared.tie
    assert set(FITTED) <= set(shared.places)


def test_the_tables_and_the_fit_of_all_series_say_the_same() -> None:
    fit = fits()[WHOLE]
    for name in FITTED:
        place = fit.places[name]
        found = fit.terms[place].bounds(fit.mean[place], fit.sd[place])
        np.testing.assert_allclose(held(name), found, rtol=0.01, atol=2e-3, err_msg=name)


@pytest.mark.parametrize("series", sorted(SERIES))
def test_what_only_a_series_tells_is_forgotten_when_it_is_left_out(series: str) -> None:
    own = {name for row in lesions() if row.fitted and row.series == series for name in row.terms}
    others = {name for row in lesions() if row.fitted and row.series != series for name in row.terms}
    assert own <= set(own_terms())
    assert not (own - others) & set(fits()[series].places)
    assert own & others <= set(fits()[series].places)


def test_a_series_left_out_is_predicted_wider_than_in_sample() -> None:
    def width(left_out: bool) -> float:
        samples = predict_lesion(ROWS["eco2-120-80-abl"], fit_for("eco2-120", left_out=left_out), 64, 0)
        low, high = np.quantile(samples, [0.05, 0.95])
        return float(high / low)

    assert width(True) > width(False)


@pytest.mark.slow
def test_the_emulator_is_as_far_from_the_solver_as_it_says() -> None:
    rows = [ROWS["eco2-300-180-abl"], ROWS["kh96-10-1"]]
    design = lesion_design(rows, 64)
    rng = np.random.default_rng(3)
    for place, row in enumerate(rows):
        off = []
        for z in np.clip(rng.standard_normal((24, len(design.terms))), -1.5, 1.5):
            numbers = {t.name: t.number(t.mean + t.sd * float(x)) for t, x in zip(design.terms, z, strict=True)}
            solved = figure(row, [np.array([value]) for value in values_at(row, Point(numbers, row))])
            off.append(float(design.emulators[place].at(z) - log_figure(row, solved)[0]))
        assert np.sqrt(np.mean(np.square(off))) < 2 * design.emulators[place].error + 0.02, row.id


@pytest.mark.slow
def test_the_sampler_has_mixed() -> None:
    chains = calibration().posterior.chains
    assert chains.rhat.max() < 1.1
    assert chains.ess.min() > 400


@pytest.mark.slow
def test_the_lesion_posterior_that_ships_is_what_a_calibration_computes() -> None:
    for name, bounds in calibration().entries.items():
        np.testing.assert_allclose(bounds, held(name), rtol=0.03, atol=0.02, err_msg=name)
    for kind, error in calibration().errors.items():
        assert load_table("posterior/lesion").number(f"{kind}_error", "1") == pytest.approx(error, rel=0.03)
