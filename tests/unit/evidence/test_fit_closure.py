"""The fits of closure and of barrier repair on published rows."""

import numpy as np
import pytest

from rederm.draws import Draws
from rederm.evidence.fit_barrier import BarrierFit, barrier_fit
from rederm.evidence.fit_closure import ClosureFit, bare_field, closure_fit, records
from rederm.evidence.laplace import Fit
from rederm.sources import load_table


@pytest.fixture(scope="module")
def closure() -> ClosureFit:
    return closure_fit(4)


@pytest.fixture(scope="module")
def fitted(closure: ClosureFit) -> Fit:
    return closure.fit()


@pytest.fixture(scope="module")
def barrier() -> BarrierFit:
    return barrier_fit(4)


def test_the_posterior_stands_between_its_prior_and_the_rows(closure: ClosureFit, fitted: Fit) -> None:
    start = np.array([t.mean for t in closure.terms])
    every = closure.loss_of(np.ones(len(closure.rows), bool))
    assert fitted.loss < every(start)
    narrower = dict(zip(closure.names, fitted.sd / np.array([t.sd for t in closure.terms])[: fitted.sd.size], strict=False))
    assert narrower["front_speed"] < 0.8
    assert narrower["closure.dry"] < 0.8


def test_the_table_holds_what_the_fit_finds(closure: ClosureFit, fitted: Fit) -> None:
    table = load_table("posterior/healing")
    for name, (value, low, high) in closure.entries(fitted).items():
        entry = table[name.removeprefix("healing.")]
        assert entry.low is not None
        assert entry.high is not None
        assert value == pytest.approx(entry.value, rel=0.15)  # the table takes more draws of each injury
        assert (low, high) == pytest.approx((entry.low, entry.high), rel=0.2)


@pytest.mark.slow
def test_most_figures_lie_in_the_band_of_the_fit_without_their_study(closure: ClosureFit, fitted: Fit) -> None:
    drawn = closure.left_out_draws(fitted, 100)
    assert set(drawn) == {o.study for o in closure.rows}
    held = []
    for study, hours in drawn.items():
        own = [o for o in closure.rows if o.study == study]
        assert hours.shape == (100, len(own))
        low, high = np.quantile(hours, [0.05, 0.95], axis=0)
        held += [
            o.observed <= b and (o.detail.get("at_most") or a <= o.observed) for o, a, b in zip(own, low, high, strict=True)
        ]
    assert np.mean(held) >= 0.75


def test_the_rows_teach_that_dry_care_is_slower_in_every_draw(closure: ClosureFit, fitted: Fit) -> None:
    dry = closure.entries(fitted)["healing.closure.dry"]
    assert dry[2] < 1.0
    assert (Draws(400)["healing.closure.dry"] < 1.0).all()


def test_a_wound_of_no_device_is_a_field_of_its_stated_size_and_depth() -> None:
    wounds = records("wound")
    assert {o.study for o in wounds} == {"eryag-cream-2014", "skibidy-wound-data"}
    shallow, cut = (bare_field("arm", 3, depth) for depth in (0.1, "all"))
    assert shallow.duct_depth_mm.tolist() == [0.1] * 3
    assert cut.duct_depth_mm[0] > 100
    assert shallow.open_share.tolist() == [1.0] * 3


def test_water_loss_of_a_blister_falls_as_measured_within_two_spreads_of_persons(barrier: BarrierFit) -> None:
    """95, 60 and 14 g/m^2/h on days 0, 2 and 4, with spreads of 24 and 8 between persons on the last two."""
    mode = barrier.fit().mode
    blister = np.array([o.kind == "barrier" for o in barrier.rows])
    second, fourth = 95 * np.median(barrier.told(mode, blister), axis=1)
    assert abs(second - 60) < 24
    assert abs(fourth - 14) < 2 * 8


def test_slower_repair_loses_more_water_on_every_day(barrier: BarrierFit) -> None:
    every = np.ones(len(barrier.rows), bool)
    x = np.array([t.mean for t in barrier.terms])
    slow = x + np.array([0.3, 0.0])
    assert (barrier.told(slow, every) >= barrier.told(x, every) - 1e-3).all()


def test_left_out_draws_of_water_loss_have_a_column_a_reading(barrier: BarrierFit) -> None:
    for study, drawn in barrier.left_out_draws(barrier.fit(), 20).items():
        assert drawn.shape == (20, sum(o.study == study for o in barrier.rows))
