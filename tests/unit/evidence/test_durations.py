"""The fits of durations find what made their rows, take upper bounds as bounds, and see the laws that the product runs."""

from types import SimpleNamespace

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence.fit_duration import DurationFit
from rederm.evidence.fit_recovery import crust_days
from rederm.evidence.fit_redness import NAMES, redness_days
from rederm.evidence.observations import Observation
from rederm.evidence.terms import Term
from rederm.evidence.wounds import PERSONAL, Wounds, typical
from rederm.healing.epidermis import Renewal
from rederm.healing.redness import Redness
from rederm.sources import load_table

MEDIAN = Draws.at_median()


def test_the_typical_person_has_no_spread_of_persons_and_keeps_that_of_clinics() -> None:
    draws, of_study = Draws(20), typical(Draws(20))
    for name in PERSONAL:
        assert np.ptp(draws[name]) > 0.1
        assert (of_study[name] == 1.0).all()
    np.testing.assert_array_equal(of_study["healing.redness.scale"], draws["healing.redness.scale"])


def wounds(n: int) -> Wounds:
    return Wounds(
        open_share=np.linspace(0.01, 1.0, n)[:, None],
        presence=np.linspace(0.5, 1.0, n)[:, None],
        closed=np.linspace(0.5, 8.0, n)[:, None],
        hurt_mm=np.linspace(0.004, 0.2, n)[:, None],
        sheds_from=np.linspace(0.5, 5.0, n)[:, None],
        heights=np.linspace(-1.0, 2.0, n)[:, None],
        darker=np.arange(n) % 2 == 0,
        site_crust=np.linspace(1.0, 2.0, n),
    )


def at(group: str, names: tuple[str, ...]) -> dict[str, float]:
    return {name: load_table("posterior/healing")[f"{group}.{name}"].value for name in names}


def test_the_fitted_days_of_redness_are_those_of_healing() -> None:
    given, t = wounds(12), at("redness", NAMES)
    fitted = redness_days(t, given)[:, 0]
    for i in range(12):
        host = SimpleNamespace(redness_tau=np.full(1, t["tau_darker"] if given.darker[i] else 1.0))
        one = SimpleNamespace(open_share=given.open_share[i])
        law = Redness([0.0], [one], [given.presence[i]], [given.closed[i]], host, MEDIAN)  # type: ignore[arg-type, list-item]
        assert fitted[i] == pytest.approx(law.erythema_days()[0, 0], rel=1e-6)


def test_the_fitted_days_of_crust_are_those_of_healing() -> None:
    given, t = wounds(12), at("crust", ("tau",))
    fitted = crust_days(t, given)[:, 0]
    one = np.ones(1)
    for i in range(12):
        renewal = Renewal(
            one, one, np.exp(given.heights[i]), one, given.sheds_from[i], t["tau"] * given.site_crust[i], one, one
        )
        assert fitted[i] == pytest.approx(renewal.crust_days(one)[0], rel=1e-6)


def test_a_law_of_days_takes_upper_bounds_and_finds_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = at("redness", NAMES) | {"wound": 2.0, "tau_V": 140.0}
    given = wounds(60)
    monkeypatch.setattr("rederm.evidence.fit_duration.wounds_of", lambda rows, draws: given)
    days = redness_days(truth, given)[:, 0] * np.exp(0.2 * Draws(60).normal("test.days"))
    most = [{"at_most": True, "sd": 0.1} if i % 4 == 0 else {"sd": 0.1} for i in range(60)]
    seen = np.where(np.arange(60) % 4 == 0, 3 * days, days)  # a bound is no figure: fitted as one, it would stretch the law
    rows = [Observation("redness", f"s{i // 2}", "full-co2", {}, float(seen[i]), most[i]) for i in range(60)]
    model = DurationFit(rows, "healing.redness", NAMES, redness_days, 1)
    fit = model.fit()
    wrong = [t.name for t, m, s in zip(model.terms, fit.mode, fit.sd, strict=False) if not inside_of(t, m, s, truth)]
    assert len(wrong) <= 1
    drawn = model.left_out_draws(fit, 50)
    assert {study: draws.shape for study, draws in drawn.items()} == {f"s{k}": (50, 2) for k in range(30)}
    assert model.left_out(fit, 50)["in_band"] > 0.8


def test_the_threshold_of_vessels_and_their_fading_are_drawn_together() -> None:
    """A rarer vessel that fades slowly says what a common one that fades fast says: the rows tell their ratio best."""
    draws = Draws(400)
    wound, slow = np.log(draws["healing.redness.wound"]), np.log(draws["healing.redness.tau_V"])
    assert np.corrcoef(wound, slow)[0, 1] > 0.5


def inside_of(one: Term, mode: float, sd: float, truth: dict[str, float]) -> bool:
    _, low, high = one.bounds(float(mode), float(sd))
    name = one.name.rpartition(".")[2]
    return name not in truth or low <= truth[name] <= high
