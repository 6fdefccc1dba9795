"""Lesions of the settings next to the one that was asked for, solved ahead while nobody waits.

A new setting of a device of heat or light takes some tenths of a second to some seconds to solve; one that was solved before,
by whomever, takes none. One thread, and the last wish alone: what was wished before and not begun is forgotten.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from threading import Condition, Thread

from rederm.clinic.plans.asked import Asked
from rederm.clinic.plans.cases import Case
from rederm.clinic.plans.dials import knobs
from rederm.outlook import simulate
from rederm.sources import InputError

_NEAR = (1, -1)  # stops of a slider, in the order in which they are solved
_REST = 0.6  # seconds without a wish after which the work begins: an answer that is waited for comes first


class Warmer:
    """The thread, started with the first wish."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._wishes: list[tuple[Case, Asked, str]] = []  # the last one alone
        self._thread: Thread | None = None

    def wish(self, case: Case, asked: Asked, turned: str) -> None:
        """Solve what stands beside these dials. turned: the dial last moved, which comes first."""
        with self._turn:
            self._wishes[:] = [(case, asked, turned)]
            if self._thread is None:
                self._thread = Thread(target=self._work, name="warm", daemon=True)
                self._thread.start()
            self._turn.notify()

    def _work(self) -> None:
        while True:
            with self._turn:
                while not self._wishes:
                    self._turn.wait()
                while self._turn.wait(_REST):  # another wish came
                    pass
                case, asked, turned = self._wishes.pop()
            for near in neighbours(case, asked, turned):
                if self._wishes:
                    break
                with contextlib.suppress(InputError):  # a neighbour that cannot be is not asked for either
                    simulate(case.client, near.course, draws=case.draws)


def neighbours(case: Case, asked: Asked, turned: str) -> Iterator[Asked]:
    """The settings one stop away along the dial that was last moved."""
    found = [knob for knob in knobs(asked, case.client) if knob.stops and knob.value and knob.name == turned]
    for step in _NEAR:
        for knob in found:
            if 0 <= knob.at + step < len(knob.stops):
                yield replace(asked, sessions=1, dials={**asked.dials, knob.name: float(knob.stops[knob.at + step])})


WARMER = Warmer()
