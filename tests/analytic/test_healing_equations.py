"""The compiled equations against the readable ones, a general integrator, and the closed forms of the signal chain."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from healing_cases import client, face, healed, injury, session, shape
from rederm.draws import Draws
from rederm.healing import kernel
from rederm.healing.ageing import ageing_of
from rederm.healing.closure import Closure, closure_of
from rederm.healing.equations import PARAMETER, STATE, STATE_TYPE, Moment, rates
from rederm.healing.host import care_of, host_of
from rederm.healing.impulses import Impulse, impulse_of
from rederm.healing.numerics_steps import stops_of
from rederm.healing.parameters import care_table, parameters_of, session_tables, start_of
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
        self.p = parameters_of(host, self.ageing, 0.3, DRAWS)
        self.closure, self.impulse = session_tables(self.closures, self.impulses, self.ready, DRAWS)
        self.care = care_table(cares, host)
        self.sun = host.sun * 0.75

    def compiled(self, days: np.ndarray) -> np.ndarray:
        stops, row = stops_of(days, self.at, np.array([2.0, 30.0, 47.0, 90.0, 118.0, 135.0]))
        start = start_of(self.p, self.ageing)
        return kernel.run(stops, row, self.at, start, self.p, self.closure, self.impulse, self.care, self.sun, 0.3)[0]

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


def test_compiled_rates_equal_the_readable_ones() -> None:
    run = Run()
    z = np.array([Draws(len(STATE), 1).normal(f"draw-{i}") for i in range(DRAWS.n)])
    flat = 0.5 + 0.1 * z
    y = np.ascontiguousarray(flat).view(STATE_TYPE).reshape(-1)
    opened = np.array([0.0, 0.3, 0.7, 1.0])
    now = Moment(20.0, opened, steroid=0.6, hydroquinone=0.3, sun=1.2)
    expected = rates(y, run.p, now)
    work = np.zeros(DRAWS.n, STATE_TYPE)

    for i in range(DRAWS.n):
        kernel.rates(20.0, y[i], run.p[i], opened[i], 0.6, 0.3, 1.2, work[i : i + 1].view(np.recarray)[0])
    for name in STATE:
        np.testing.assert_allclose(work[name], expected[name], rtol=1e-12, atol=1e-14, err_msg=name)


def test_compiled_open_share_equals_the_readable_one() -> None:
    run = Run()
    days = np.linspace(0, 15, 151)
    for k, close in enumerate(run.closures):
        compiled = [[kernel.open_share(t, run.closure[i, k]) for t in days] for i in range(DRAWS.n)]
        np.testing.assert_allclose(compiled, close.open_at(days), rtol=1e-12, atol=1e-15)


def test_the_integrator_is_within_a_thousandth_of_each_states_range() -> None:
    run = Run()
    days = np.unique(np.concatenate([np.arange(0, 90.0), np.arange(90, 400.0, 7)]))
    ours = run.compiled(days)
    y = start_of(run.p, run.ageing)
    flat = y.view(np.float64).reshape(DRAWS.n, -1)
    reference = np.zeros((DRAWS.n, days.size), STATE_TYPE)
    reference[:, 0] = y
    ends = [*run.at[1:], 400.0]
    for begun, (start, end) in enumerate(zip(run.at, ends, strict=True), start=1):
        for i in range(DRAWS.n):
            kernel._strike(y[i : i + 1].view(np.recarray)[0], run.impulse[i, begun - 1])

        def slope(t: float, x: np.ndarray, begun: int = begun) -> np.ndarray:
            state = np.ascontiguousarray(x.reshape(DRAWS.n, -1)).view(STATE_TYPE).reshape(-1)
            return rates(state, run.p, run.moment(t, begun)).view(np.float64).reshape(-1)

        inside = days[(days > start) & (days <= end)]
        for low, high in ((start, start + 2.0), (start + 2.0, end)):  # the steroid ends on day 2
            at = inside[(inside > low) & (inside <= high)]
            found = solve_ivp(
                slope,
                (low, high),
                flat.reshape(-1),
                method="DOP853",
                t_eval=np.unique([*at, high]),
                rtol=1e-8,
                atol=1e-10,
                max_step=2.0,
            )
            for column, day in zip(found.y.T, at, strict=False):
                reference[:, np.searchsorted(days, day)] = column.reshape(DRAWS.n, -1).copy().view(STATE_TYPE).reshape(-1)
            flat[:] = found.y[:, -1].reshape(DRAWS.n, -1)
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
    fibroblasts = healed(injury(coagulated_mm=0.05), days=days).states["fibroblasts"][0]
    t, y = chain()
    dose = 0.6 * 2 * 0.05 / 0.15
    np.testing.assert_allclose(fibroblasts, dose * np.interp(days, t, y["F"]) / y["F"].max(), atol=1e-3)


def test_names_of_parameters_are_unique() -> None:
    assert len(set(PARAMETER)) == len(PARAMETER)
