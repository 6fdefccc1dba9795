"""Work that is watched: one line on the terminal, written anew as results come in, and Ctrl-C that ends a search early.

The first Ctrl-C lets the course in hand end and keeps the plan so far; a second one ends at once. A trial keeps its chunks by
itself, and Ctrl-C ends it as it ends anything. Where nobody looks (no terminal) nothing is said.
"""

import os
import shutil
import signal
import sys
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from rederm.output.words import percent, plural

if TYPE_CHECKING:
    from rederm.outlook.trial.engine import Chunks
    from rederm.planning import Progress

_BETWEEN_S = 0.1  # between two writings of the line: faster cannot be read
_LONG_S = 90.0  # told in minutes from here on, and as many minutes in hours
_CLEAR = "\r\x1b[K"


class Line:
    """One line of a terminal, to be entered around the work; nothing where nobody looks."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self.stream = sys.stderr if stream is None else stream
        self._shown = self.stream.isatty() and not quiet
        self._began = self._written = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            self.stream.write(_CLEAR)
            self.stream.flush()

    def _due(self, now: float, *, new: bool) -> bool:
        """Whether the line is to be written again: where something new began, else when it has been read."""
        if not new and now - self._written < _BETWEEN_S:
            return False
        self._written = now
        return True

    def _write(self, text: str) -> None:
        if self._shown:
            self.stream.write(self._line(text))
            self.stream.flush()

    @staticmethod
    def _line(text: str) -> str:
        return f"{_CLEAR}{text[: shutil.get_terminal_size().columns - 1]}"


class WatchingTrial(Line):
    """To be entered around a trial and given to it as its progress."""

    def __call__(self, told: "Chunks") -> None:
        now = time.monotonic()
        if told.done == told.kept:  # nothing is worked on yet
            self._began = now
        if self._due(now, new=told.done in (told.kept, told.of)):
            self._write(chunks_line(told, now - self._began))


class Watching(Line):
    """To be entered around a search and given to it as its progress: answers False once somebody wants it to end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream)
        self.stopping = False
        self._stage = ""
        self._answered: float | None = None  # seconds until a course was found that fits
        self._before: Any = None

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupted)
        self._write("planning; Ctrl-C ends with the best so far")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        signal.signal(signal.SIGINT, self._before)
        super().__exit__(kind, error, trace)

    def __call__(self, told: "Progress") -> bool:
        now = time.monotonic()
        if self._answered is None and told.best is not None:
            self._answered = now - self._began
        if not self.stopping and self._due(now, new=told.stage != self._stage):
            self._stage = told.stage
            self._write(progress_line(told, now - self._began, self._answered))
        return not self.stopping

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self.stopping:
            os._exit(130)  # wherever the first one is, in a kernel or still writing; nothing has been written to a folder yet
        self.stopping = True
        try:
            self._write("ending after the course in hand; Ctrl-C again ends at once, without a plan")
        except RuntimeError:  # the signal fell into a writing of the line, which Python does not enter twice
            os.write(self.stream.fileno(), self._line("ending after the course in hand").encode())


def progress_line(told: "Progress", seconds: float, answered: float | None) -> str:
    """Stage, courses, seconds, and the best so far in words. answered: seconds until a course was found that fits."""
    best = told.best
    found = "" if best is None else f"{best.candidate.title}, {plural(best.candidate.visits, 'session')}, {_less(best.value)}"
    if told.stage == "first answer" and answered is not None:
        return f"first answer after {answered:.1f} s: {found}"
    count = f"{told.simulated_in_stage} of {told.of} courses" if told.of else plural(told.simulated, "course")
    return f"{told.stage}: {count}, {seconds:.0f} s; {f'best so far: {found}' if found else 'nothing that fits yet'}"


def chunks_line(told: "Chunks", seconds: float) -> str:
    """Chunks done of all and the time left, as fast as those of this run were. seconds: since the first was begun."""
    line = f"{told.done} of {plural(told.of, 'chunk')} of clients done"
    if told.done == told.of:
        return f"{line}; summing up"
    worked = told.done - told.kept
    return f"{line}; {f'about {_time((told.of - told.done) * seconds / worked)} left' if worked else 'working on the first'}"


def _time(seconds: float) -> str:
    """12 s, 3 min, 2.5 h."""
    if seconds < _LONG_S:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < _LONG_S * 60 else f"{seconds / 3600:.1f} h"


def _less(gain: float) -> str:
    return f"{percent(gain)} less in 8 of 10 draws" if gain >= 0 else "no gain that holds in 8 of 10 draws"
