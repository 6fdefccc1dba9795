"""Healing of many clients and draws at once, laid out as the integrator takes them: one row a draw of a client.

All rows share the days of sessions, of changing care and of output; everything else is their own. Rows are independent, so
that chunks of them are spread over threads; results do not depend on how many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rederm.draws import spread
from rederm.healing.equations import STATE
from rederm.healing.numerics_steps import CHUNK, Plan, plan_of
from rederm.healing.parameters import CHAIN


@dataclass(frozen=True)
class Rows:
    """start, p: (rows,) of STATE_TYPE and PARAMETER_TYPE; closure, impulse: (rows, sessions, columns); who: (rows,), whose row
    it is; care: (clients, sessions, columns); usual_sun: (clients,), exposure before the first session."""

    start: np.ndarray
    p: np.ndarray
    closure: np.ndarray
    impulse: np.ndarray
    who: np.ndarray
    care: np.ndarray
    usual_sun: np.ndarray

    def unhurt(self) -> "Rows":
        """The same skins, habits and care without an injury."""
        from rederm.healing.closure_kernel import SHARE

        closure = self.closure.copy()
        closure[:, :, SHARE] = 0.0
        return replace(self, closure=closure, impulse=np.zeros_like(self.impulse))

    def part(self, keep: np.ndarray | slice) -> "Rows":
        """Some of the rows."""
        picked = {name: getattr(self, name)[keep] for name in ("start", "p", "closure", "impulse", "who")}
        return replace(self, **picked)


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows of several clients under sessions on the same days."""
    first = np.cumsum([0, *(rows.usual_sun.size for rows in parts)])
    who = [rows.who + at for rows, at in zip(parts, first, strict=False)]
    names = ("start", "p", "closure", "impulse", "care", "usual_sun")
    return Rows(who=np.concatenate(who), **{name: np.concatenate([getattr(rows, name) for rows in parts]) for name in names})


def integrated(
    rows: Rows, days: np.ndarray, session_days: Sequence[float], changes: Sequence[float], kind: type = np.float64
) -> np.ndarray:
    """States (rows, days, states) in the order of STATE. kind: np.float32 halves the memory of a large cohort."""
    from rederm.healing.kernel import run

    out: np.ndarray = np.empty((rows.p.size, days.size, len(STATE)), kind)
    rates = rows.p["out_M1"]
    work = []
    for rate in np.unique(rates):  # the chains of one run have one rate
        own = np.flatnonzero(rates == rate)
        chain = [float(rows.p[name][own[0]]) for name in CHAIN]
        plan = plan_of(days, np.asarray(session_days), np.asarray(changes), chain)
        alike = own.size == rates.size
        for at in range(0, own.size, CHUNK):
            work.append((plan, slice(at, min(at + CHUNK, own.size)) if alike else own[at : at + CHUNK], alike))

    def one(item: tuple[Plan, slice | np.ndarray, bool]) -> None:
        plan, keep, alike = item
        part = rows.part(keep)
        here = out[keep] if alike else np.empty((part.p.size, *out.shape[1:]), kind)
        run(plan, part.start, part.p, part.closure, part.impulse, part.care, part.usual_sun, part.who, here)
        if not alike:
            out[keep] = here

    spread(one, work)
    return out
