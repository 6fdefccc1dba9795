"""The posterior of the lesion terms on rows that known terms made, and the model error on rows left out."""

from dataclasses import replace

import numpy as np
import pytest

from rederm.evidence.emulator import Emulator
from rederm.evidence.lesion_design import Design
from rederm.evidence.lesion_error import Residual, model_errors
from rederm.evidence.lesion_fits import fits_text
from rederm.evidence.lesion_posterior import Density, Posterior, cut, posterior
from rederm.evidence.lesions import Lesion
from rederm.evidence.posterior_file import regrouped
from rederm.evidence.terms import Term

TERMS = (Term("lesion.aspect", "lognormal", np.log(5), 0.6), Term("lesion.useful_share", "logit-normal", 0.2, 0.25))
IDLE = Term("lesion.collagen_shift", "normal", 0.0, 1.0)
TRUE = np.array([[0.8, -0.6, 0.0]])
SLOPES = ((0.5, 0.1), (0.2, 0.4), (0.6, -0.1), (0.1, 0.5))


def invented(sd: float = 0.05, extra: tuple[Lesion, ...] = (), n: int = 4) -> Design:
    """Rows of two series whose figures the true terms made, exactly."""
    emulators = tuple(
        Emulator(((0, -1), (1, -1)), np.array([np.log(400.0), *SLOPES[i % 4]]), 0.01, 0.0, 20.0) for i in range(n + len(extra))
    )
    rows = []
    for i in range(n):
        made = float(np.exp(emulators[i].at(TRUE)[0])) - 3.0
        rows.append(Lesion(id=f"r{i}", study="x", kind="depth", observed=made, series=f"s{i % 2}", device="d", sd=sd))
    return Design((*TERMS, IDLE), (*rows, *extra), emulators)


@pytest.fixture(scope="module")
def found() -> Posterior:
    return posterior(invented())


def test_known_terms_are_recovered_from_the_rows_that_they_made(found: Posterior) -> None:
    assert found.chains.rhat.max() < 1.05
    np.testing.assert_allclose(found.z.mean(axis=0)[:2], TRUE[0, :2], atol=0.15)
    assert found.z.std(axis=0)[:2].max() < 0.5  # far below the prior's 1


def test_a_term_on_which_no_row_depends_keeps_its_prior_exactly(found: Posterior) -> None:
    assert IDLE.name not in found.active
    fit = found.normal([t.name for t in (*TERMS, IDLE)])
    place = fit.places[IDLE.name]
    assert (fit.mean[place], fit.sd[place]) == (0.0, 1.0)
    assert fit.lower[place][:-1] == (0.0, 0.0)


def test_what_is_cut_keeps_its_prior_and_what_is_fitted_follows_it() -> None:
    mean, covariance = np.array([1.0, 0.5]), np.array([[0.5, -0.3], [-0.3, 0.8]])
    found_mean, found = cut(mean, covariance, np.array([True, False]))
    pull = -0.3 / 0.8
    assert found_mean == pytest.approx([1.0 - pull * 0.5, 0.0])
    assert found[1, 1] == 1.0
    assert found[0, 1] == pytest.approx(pull)
    assert found[0, 0] - found[0, 1] ** 2 == pytest.approx(0.5 - 0.3**2 / 0.8)  # given the kept term, as in the chains


def test_a_kept_term_is_in_the_fit_with_its_prior(found: Posterior) -> None:
    fit = found.normal(["lesion.aspect"])
    place = fit.places["lesion.useful_share"]
    assert (fit.mean[place], fit.sd[place]) == (0.2, 0.25)


@pytest.mark.slow
def test_a_row_that_contradicts_the_others_pulls_little() -> None:
    wrong = Lesion(id="w", study="x", kind="depth", observed=4000.0, series="w", device="d", sd=0.05)
    straight, pulled = posterior(invented(n=12)), posterior(invented(n=12, extra=(wrong,)))
    assert np.abs(pulled.z.mean(axis=0) - straight.z.mean(axis=0))[:2].max() < 0.3


def test_leaving_a_series_out_does_not_look_at_it() -> None:
    whole = invented()
    spoiled = replace(whole, rows=tuple(replace(r, observed=9 * r.observed) if r.series == "s1" else r for r in whole.rows))
    z = np.random.default_rng(0).standard_normal((5, 3))
    np.testing.assert_array_equal(Density(whole, "s1")(z), Density(spoiled, "s1")(z))
    assert not np.array_equal(Density(whole)(z), Density(spoiled)(z))


@pytest.mark.parametrize(("bound", "better"), [("at_least", 3.0), ("at_most", -3.0)])
def test_a_bound_is_met_on_its_own_side_only(bound: str, better: float) -> None:
    row = Lesion(id="b", study="x", kind="depth", observed=400.0, series="s", device="d", sd=0.1, bound=bound)
    design = Design(TERMS, (row,), (Emulator(((0, -1),), np.array([np.log(403.0), 1.0]), 0.01, 0.0, 20.0),))
    density = Density(design)
    there, against = (density(np.array([[side, 0.0]]))[0] for side in (better, -better))
    assert there > against + 3


def residual(off: float, sd: float, series: str, kind: str = "depth") -> Residual:
    return Residual("r", series, {"depth": "ablation_depth_um"}.get(kind, "coagulation_below_um"), kind, off, sd)


def test_model_error_is_what_the_doubt_of_the_draws_does_not_hold() -> None:
    rng = np.random.default_rng(2)
    many = [residual(float(x), 0.2, f"s{i}") for i, x in enumerate(rng.normal(0, np.hypot(0.2, 0.4), 300))]
    few = [residual(0.0, 0.2, "s", "coagulation")]
    assert model_errors(many + few)["depth"] == pytest.approx(0.4, abs=0.05)


def test_rows_of_one_series_are_less_than_as_many_series() -> None:
    def found(one: bool) -> float:
        rows = [residual(0.8, 0.2, "same" if one else f"s{i}") for i in range(9)]
        others = [residual(0.05, 0.2, f"t{i}") for i in range(9)]
        return model_errors([*rows, *others, residual(0.0, 0.2, "c", "coagulation")])["depth"]

    assert found(one=True) < found(one=False)


def test_the_tables_that_are_written_hold_the_fit(found: Posterior) -> None:
    import tomllib

    fit = found.normal([t.name for t in TERMS])
    read = tomllib.loads(fits_text({"all": fit}))["all"]
    assert tuple(read["mean"]) == fit.mean
    assert tuple(tuple(row) for row in read["lower"]) == fit.lower
    others = "# what it is\n\n[lesion]\nnames = []\nlower = []\n\n[gain]\nnames = ['a']\nlower = [[1.0]]\n"
    groups = tomllib.loads(regrouped(others, "lesion", fit.tie))
    assert groups["lesion"]["names"] == [t.name for t in fit.terms]
    assert tuple(tuple(row) for row in groups["lesion"]["lower"]) == fit.lower
    assert groups["gain"] == tomllib.loads(others)["gain"]
    assert list(tomllib.loads(regrouped(others, "more", fit.tie))) == ["lesion", "gain", "more"]
