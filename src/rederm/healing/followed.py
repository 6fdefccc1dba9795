"""A course on one skin as healing follows it: the wounds of its sessions, and every state on any of its days.

Nothing is worked out before it is asked for. Closure, epidermis, redness, swelling and the response are linear or known in
closed form and are evaluated exactly on the days asked; signals, matrix, barrier and pigment are integrated (kernel.py), once
for all days of the course, beside the same skin with the same care and no injury.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.draws import Draws, Samples
from rederm.healing.ageing import Ageing
from rederm.healing.cohort import Rows, integrated
from rederm.healing.edema import Edema
from rederm.healing.equations import STATE_TYPE
from rederm.healing.host import Care, Host
from rederm.healing.melanocytes import melanocytes
from rederm.healing.parameters import care_table, parameters_of, session_tables, start_of
from rederm.healing.redness import Redness
from rederm.healing.remodelling import matured, readiness
from rederm.healing.wound import Wound
from rederm.sources import load_table


@dataclass(frozen=True, eq=False)
class Followed:
    """days: ascending, from 0 (the first session), on which the run lands; usual: sunscreen by habit."""

    at: tuple[float, ...]
    wounds: tuple[Wound, ...]
    cares: tuple[Care, ...]
    host: Host
    ageing: Ageing
    sunscreen: str
    draws: Draws
    days: np.ndarray

    @cached_property
    def mature(self) -> list[Samples]:
        """Maturity of the epidermis that each session meets."""
        return matured(self.at, [wound.renewal for wound in self.wounds], self.draws)

    @cached_property
    def ready(self) -> list[Samples]:
        """Readiness of the skin at each session."""
        rested = readiness(self.at, self._presence, self.draws["healing.ready"])
        return [a * b for a, b in zip(rested, self.mature, strict=True)]

    @cached_property
    def redness(self) -> Redness:
        injuries = [wound.injury for wound in self.wounds]
        return Redness(self.at, injuries, self._presence, self._closed, self.host, self.draws)

    @cached_property
    def edema(self) -> Edema:
        return Edema(self.at, [wound.injury for wound in self.wounds], self._closed, self.draws)

    @property
    def _presence(self) -> list[Samples]:
        return [wound.impulse.presence for wound in self.wounds]

    @property
    def _closed(self) -> list[Samples]:
        return [wound.closed_days for wound in self.wounds]

    @cached_property
    def parameters(self) -> np.ndarray:
        """(draws,) of PARAMETER_TYPE."""
        return parameters_of(self.host, self.ageing, self.draws)

    @cached_property
    def _rows(self) -> Rows:
        closures, impulses = [w.closure for w in self.wounds], [w.impulse for w in self.wounds]
        closure, impulse = session_tables(closures, impulses, self.ready, self.mature, self.draws)
        care, table = care_table(self.cares, self.host), load_table("tissue/healing")
        usual = np.array([self.host.sun * (1 - table.number(f"shade.{self.sunscreen}", "1"))])
        start = start_of(self.parameters, self.ageing)
        return Rows(start, self.parameters, closure, impulse, np.zeros(self.draws.n, np.int64), care[None], usual)

    @cached_property
    def treated(self) -> np.ndarray:
        """(draws, days) of STATE_TYPE."""
        return self._run(self._rows)

    @cached_property
    def untreated(self) -> np.ndarray:
        """The same of skin left alone, which all courses of these days and this care share."""
        care, usual = self._rows.care, self._rows.usual_sun
        key = ("alone", self.at, self.days.tobytes(), care.tobytes(), usual.tobytes(), self.parameters.tobytes())
        return self.draws.memory.answer(key, lambda: self._run(self._rows.unhurt()))

    def _run(self, rows: Rows) -> np.ndarray:
        changes = [day + c.steroid_days for day, c in zip(self.at, self.cares, strict=True)]
        changes += [day + c.lasts_days for day, c in zip(self.at, self.cares, strict=True)]
        return np.asarray(integrated(rows, self.days, self.at, changes).view(STATE_TYPE)[:, :, 0])

    def closed(self, days: np.ndarray) -> Samples:
        """Share of the area with a continuous basal layer, (draws, days)."""
        closed = np.ones((self.draws.n, days.size))
        for day, wound in zip(self.at, self.wounds, strict=True):
            closed *= np.where((days > day)[None, :], 1 - wound.closure.open_at(np.maximum(days - day, 0.0)), 1.0)
        return closed

    def maturity(self, days: np.ndarray) -> Samples:
        return self._over(lambda total, part: total * part, 1.0, [w.renewal.maturity for w in self.wounds], days)

    def debris(self, days: np.ndarray) -> Samples:
        return self._over(lambda total, part: total + part, 0.0, [w.renewal.debris for w in self.wounds], days)

    def shed(self, days: np.ndarray) -> Samples:
        """Share of the epidermal melanin carried out by all sessions, (draws, days)."""
        return -np.expm1(-self._over(lambda total, part: total + part, 0.0, [w.renewal.shed_until for w in self.wounds], days))

    def coloured(self, days: np.ndarray) -> Samples:
        """Share of the melanin that the new epidermis has back, (draws, days)."""
        return self._over(lambda total, part: total * part, 1.0, [w.renewal.coloured for w in self.wounds], days)

    def melanocytes(self, days: np.ndarray) -> Samples:
        return melanocytes(days, self.at, [wound.melanocytes_lost for wound in self.wounds], self.draws)

    def _over(
        self,
        joined: Callable[[Samples, Samples], Samples],
        start: float,
        parts: Sequence[Callable[[np.ndarray], Samples]],
        days: np.ndarray,
    ) -> Samples:
        """What all sessions make together, each by the days since it."""
        total = np.full((self.draws.n, days.size), start)
        for day, part in zip(self.at, parts, strict=True):
            total = joined(total, part(days - day))
        return total
