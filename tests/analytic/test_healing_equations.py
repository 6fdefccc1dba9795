"""The compiled equations against the readable ones, a general integrator, and the closed forms of the signal chain."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from healing_cases import MEDIAN, client, face, healed, injury, session, shape
from rederm.draws import Draws
from rederm.healing import closure_kernel, kernel
from rederm.healing.ageing import ageing_of
from rederm.healing.closure import Closure, closure_of
from rederm.healing.equations import PARAMETER, STATE, STATE_TYPE, Moment, rates
from rederm.healing.host import care_of, host_of
from rederm.healing.impulses import Impulse, impulse_of
from rederm.healing.numerics_steps import plan_of
from rederm.healing.parameters import CHAIN, care_table, parameters_of, session_tables, start_of
from rederm.healing.remodelling import readiness
from rederm.sources import load_table

DRAWS = Draws(4, 11)
DAYS = np.array([0.0, 1.0, 28.0, 56.0])


class Run:
    """Three sessions of different kinds, prepared for both integrators."""

    def __init__(self) -> None:
        who, skin = client(55, "female", 4, menopause_years=4.9, sun="high"), face(55)
        host, self.ageing = host_of(who, skin, DRAWS), ageing_of(who, DRAWS)
        self.at = np.array([0.0, 28.0, 45.0])
        cares = [care_of(session(steroid_days=2.0, hydroquinone_after=k == 1).aftercare, DRAWS) for k in range(3)]
        injuries = [shape(name, DRAWS.n) for name in ("fractional-co2", "plasma", "co2-1")]
        self.closures: list[Closure] = [closure_of(i, skin, host, care, DRAWS) for i, care in zip(injuries, cares, strict=True)]
        self.impulses: list[Impulse] = [impulse_of(i, skin, DRAWS) for i in injuries]
        self.ready = readiness(tuple(self.at), [f.presence for f in self.impulses])
        self.p = parameters_of(host, self.ageing, DRAWS)
        self.closure, self.impulse = session_tables(self.closures, self.impulses, self.ready, self.ready, DRAWS)
        self.care = care_table(cares, host)
        self.sun = host.sun * 0.75

    def compiled(self, days: np.ndarray) -> np.ndarray:
        changes = np.array([2.0, 30.0, 47.0, 90.0, 118.0, 135.0])
        plan = plan_of(days, self.at, changes, [float(self.p[name][0]) for name in CHAIN])
        start = start_of(self.p, self.ageing)
        usual = np.array([self.sun])
        found = kernel.run(plan, start, self.p, self.closure, self.impulse, self.care[None], usual)
        return found.view(STATE_TYPE)[:, :, 0]

    def moment(self, day: float, begun: int) -> Moment:
        closed = np.ones(DRAWS.n)
        for k in range(begun):
            closed *= 1 - self.closures[k].open_at(day - self.at[k])
        if not begun:
            return Moment(day, 1 - closed, sun=self.sun)
        since = day - self.at[begun - 1]
        row = self.care[begun - 1]
        return Moment(
            day,
            1 - closed,
            steroid=row[kernel.STEROID] if since < row[kernel.STEROID_DAYS] else row[kernel.STEROID_AFTER],
            hydroquinone=max(self.care[k, kernel.HYDROQUINONE] * (day - self.at[k] < 90) for k in range(begun)),
            sun=row[kernel.SUN] if since < row[kernel.LASTS] else row[kernel.SUN_AFTER],
        )


def test_compiled_open_share_equals_the_readable_one() -> None:
    run = Run()
    days = np.linspace(0, 15, 151)
    for k, close in enumerate(run.closures):
        compiled = [[closure_kernel.open_share(t, run.closure[i, k]) for t in days] for i in range(DRAWS.n)]
        np.testing.assert_allclose(compiled, close.open_at(days), rtol=1e-12, atol=1e-15)


def test_the_integrator_is_within_a_thousandth_of_each_states_range() -> None:
    """Against DOP853 on the readable equations: three sessions of different kinds, care and ageing that change."""
    run = Run()
    days = np.unique([*np.arange(0, 90.0, 3), *np.linspace(90, 730, 41)])
    ours, reference = run.compiled(days), np.zeros((DRAWS.n, days.size), STATE_TYPE)
    y = start_of(run.p, run.ageing)
    reference[:, 0] = y
    breaks = np.unique([0.0, 2.0, 28.0, 30.0, 45.0, 47.0, 90.0, 118.0, 135.0, float(run.ageing.switch_day), 730.0])
    for start, end in pairwise(breaks):
        begun = int((run.at <= start).sum())
        if start in run.at:
            for i in range(DRAWS.n):
                one = y[i : i + 1]
                kernel.strike(one.view(np.recarray)[0], one.view(float), run.impulse[i, begun - 1])

        def slope(t: float, x: np.ndarray, begun: int = begun, end: float = end) -> np.ndarray:
            state = np.ascontiguousarray(x.reshape(DRAWS.n, -1)).view(STATE_TYPE).reshape(-1)
            return rates(state, run.p, run.moment(min(t, end - 1e-9), begun)).view(np.float64).reshape(-1)

        at = days[(days > start) & (days <= end)]
        found = solve_ivp(
            slope,
            (start, end),
            y.view(np.float64).copy(),
            method="DOP853",
            t_eval=np.unique([*at, end]),
            rtol=1e-9,
            atol=1e-12,
            max_step=4.0,
        )
        for column, day in zip(found.y.T, at, strict=False):
            reference[:, np.searchsorted(days, day)] = column.copy().view(STATE_TYPE)
        y = found.y[:, -1].copy().view(STATE_TYPE)
    for name in STATE:
        span = reference[name].max() - reference[name].min()
        assert np.abs(ours[name] - reference[name]).max() < 1e-3 * span, name


def chain(memory: float = 90.0) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Exact answer of the linear chain to a unit impulse, from the tabulated rates."""
    table = load_table("tissue/healing")
    tau = {key: table.number(f"signal.tau_{key}", "d") for key in "SNRT"}
    leave, turn, out = (table.number(f"signal.{key}", "1/d") for key in ("M1_leave", "M1_turn", "M2_leave"))
    names = ("S", "N", "R", "M1", "M2", "T", "A", "F", "G")
    s, n, r, m1, m2, t, a, f, g = range(9)
    matrix = np.zeros((9, 9))
    for i, rate in ((s, 1 / tau["S"]), (n, 1 / tau["N"]), (r, 1 / tau["R"]), (m1, leave + turn), (m2, out)):
        matrix[i, i] = -rate
    for i in (t, a, f):
        matrix[i, i] = -1 / tau["T"]
    matrix[n, s], matrix[r, s], matrix[m1, r], matrix[m2, m1] = 1, 1 / tau["R"], 1, turn
    matrix[t, m2], matrix[a, t], matrix[f, a] = 1 / tau["T"], 1 / tau["T"], 1
    matrix[g, f], matrix[g, g] = 1 / table.number("signal.tau_prime", "d"), -1 / memory
    step, y, rows = expm(matrix * 0.02), np.eye(9)[0], []
    for _ in range(6000):
        rows.append(y)
        y = step @ y
    found = np.array(rows)
    return np.arange(6000) * 0.02, dict(zip(names, found.T, strict=True))


def test_tabulated_peaks_are_those_of_the_chain() -> None:
    table = load_table("tissue/healing")
    _, y = chain()
    for name in ("N", "M1", "F"):
        assert table.number(f"signal.peak_{name}", "1") == pytest.approx(y[name].max(), rel=2e-3)
    score = y["N"] / y["N"].max() + table.number("signal.M1_share", "1") * y["M1"] / y["M1"].max()
    assert table.number("signal.peak_P", "1") == pytest.approx(score.max(), rel=2e-3)
    assert table.number("signal.peak_G", "1") == pytest.approx((y["G"] / y["F"].max()).max(), rel=2e-3)


def test_neutrophils_macrophages_and_myofibroblasts_peak_near_days_1_3_and_12() -> None:
    t, y = chain()
    assert t[y["N"].argmax()] == pytest.approx(1.2, abs=0.3)
    assert t[(y["M1"] + y["M2"]).argmax()] == pytest.approx(3.3, abs=0.5)
    assert t[y["F"].argmax()] == pytest.approx(12, abs=1)


def test_the_signals_of_a_course_are_the_chain_times_its_dose() -> None:
    days = np.arange(0, 60.0)
    wound = injury(coagulated_mm=0.05, replaced_papillary=0.3, halo_papillary=0.8, halo_reticular=0.2)
    states = healed(wound, days=days).states
    table, t, y = load_table("tissue/healing"), *chain()
    weight = [MEDIAN[f"outcome.d.{name}.wrinkles"][0] for name in ("w_rep", "w_p", "w_r")]
    hazard = weight[0] * -np.log1p(-0.95 * 0.3) + weight[1] * 0.8 + weight[2] * 0.2
    dose = 0.6 * hazard / (weight[0] * -np.log1p(-0.95 * 0.91) + weight[1] + weight[2] * 0.41)
    np.testing.assert_allclose(states["fibroblasts"][0], dose * np.interp(days, t, y["F"]) / y["F"].max(), atol=1e-3)
    score = y["N"] / y["N"].max() + table.number("signal.M1_share", "1") * y["M1"] / y["M1"].max()
    seen = 0.6 * 2 * 0.05 / 0.15 * np.interp(days, t, score) / table.number("signal.peak_P", "1")
    np.testing.assert_allclose(states["inflammation"][0], seen, atol=2e-3)


def test_names_of_parameters_are_unique() -> None:
    assert len(set(PARAMETER)) == len(PARAMETER)
