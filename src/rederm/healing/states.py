"""The states of a course under their public names and on their scales, each worked out when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from rederm.draws import Samples
from rederm.healing.equations import collagen, cytokines, proteases
from rederm.healing.followed import Followed
from rederm.sources import load_table


class _Some:
    """Some days (k,) of a run (draws, days), field by field: few of them are asked for."""

    def __init__(self, run: np.ndarray, at: np.ndarray) -> None:
        self._run, self._at = run, at

    def __getitem__(self, name: str) -> Samples:
        return np.asarray(self._run[name][:, self._at])


class Integrated:
    """What was integrated, on some days of the course, (draws, days) each."""

    def __init__(self, course: Followed, run: np.ndarray, days: np.ndarray) -> None:
        self.y: Any = run if days is course.days else _Some(run, np.searchsorted(course.days, days))
        self.p, self.days, self.thinning = course.parameters[:, None], days, course.ageing.dermis_rate[:, None]

    @cached_property
    def hit(self) -> Samples:
        """Collagen of the tissue that a session struck, of the whole."""
        return np.asarray(collagen(self.y, self.p, "h"))

    @cached_property
    def unhit(self) -> Samples:
        return np.asarray(collagen(self.y, self.p, "u"))

    @cached_property
    def struck(self) -> Samples:
        """The same of struck tissue alone."""
        return np.asarray(self.hit / np.where(self.y["hit"] > 0.0, self.y["hit"], 1.0))

    @cached_property
    def bare(self) -> Samples:
        left = 1 - self.y["hit"]
        return np.where(left > 0.0, self.unhit / np.where(left > 0.0, left, 1.0), self.struck)

    def fibroblasts(self) -> Samples:
        return np.asarray((self.y["F_u"] + self.y["F_h"]) / load_table("tissue/healing").number("signal.peak_F", "1"))

    def collagen_III(self) -> Samples:
        balance = self.p["made_III"] * (1 / self.p["k_L3"] + 1 / self.p["k_C3"])
        return np.asarray((self.y["L3"] + self.y["C3"]) / balance)


INTEGRATED: Mapping[str, Callable[[Integrated], Samples]] = {
    "barrier": lambda run: run.y["B"],
    "inflammation": lambda run: cytokines(run.y, run.p),
    "mmp": lambda run: proteases(run.y, run.p),
    "fibroblasts": Integrated.fibroblasts,
    "synthesis": lambda run: run.y["G_u"] + run.y["G_h"],
    "collagen_I": lambda run: run.hit + run.unhit,
    "collagen_unhit": lambda run: run.bare,
    "collagen_hit": lambda run: np.where(run.y["hit"] > 0.0, run.struck, run.bare),
    "hit": lambda run: run.y["hit"],
    "void": lambda run: run.y["void"],
    "collagen_III": Integrated.collagen_III,
    "fragmented": lambda run: run.y["frag"],
    "elastin": lambda run: run.y["elastin"],
    "contraction": lambda run: run.y["Z"],
    "melanin": lambda run: run.y["Me"],
    "dermal_melanin": lambda run: run.y["Md"],
    "dermis": lambda run: np.exp(-run.thinning * run.days) * (run.hit + run.unhit) / run.y["q"],
}
EXACT: Mapping[str, tuple[Callable[[Followed, np.ndarray], Samples], float]] = {  # and what it is where nothing was done
    "melanocytes": (Followed.melanocytes, 1.0),
    "closed": (Followed.closed, 1.0),
    "maturity": (Followed.maturity, 1.0),
    "debris": (Followed.debris, 0.0),
    "redness": (lambda course, days: course.redness.state(days), 0.0),
    "vessels": (lambda course, days: course.redness.vessels(days), 0.0),
    "swelling": (lambda course, days: course.edema.state(days), 0.0),
}


class States(Mapping[str, Samples]):
    """States of treated skin, or of the same skin left alone, on some days of a course."""

    def __init__(self, course: Followed, days: np.ndarray, *, treated: bool) -> None:
        self.course, self.days, self.treated = course, days, treated
        self._made: dict[str, Samples] = {}

    @cached_property
    def run(self) -> Integrated:
        return Integrated(self.course, self.course.treated if self.treated else self.course.untreated, self.days)

    def __getitem__(self, name: str) -> Samples:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Samples:
        if name not in EXACT:
            made = INTEGRATED[name](self.run)
            return self._pigmented(made) if name == "melanin" and self.treated else made
        exact, untouched = EXACT[name]
        return exact(self.course, self.days) if self.treated else np.full((self.course.draws.n, self.days.size), untouched)

    def _pigmented(self, melanin: Samples) -> Samples:
        """Of the melanin of mature epidermis, what the new one has."""
        return melanin * self.course.coloured(self.days) * self["melanocytes"]

    def __iter__(self) -> Iterator[str]:
        return iter((*INTEGRATED, *EXACT))

    def __len__(self) -> int:
        return len(INTEGRATED) + len(EXACT)
