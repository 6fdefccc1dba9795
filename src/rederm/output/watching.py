"""A search that is watched: one line on the terminal, written anew as courses come in, and Ctrl-C that ends it early.

The first Ctrl-C lets the course in hand end and keeps the plan so far; a second one ends at once. Where nobody looks (no
terminal) nothing is said.
"""

import os
import shutil
import signal
import sys
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from rederm.output.words import percent, plural

if TYPE_CHECKING:
    from rederm.planning import Progress

_BETWEEN_S = 0.1  # between two writings of the line: faster cannot be read
_CLEAR = "\r\x1b[K"


class Watching:
    """To be entered around a search and given to it as its progress: answers False once somebody wants it to end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.stopping = False
        self._shown, self._stage = self.stream.isatty(), ""
        self._began = self._written = time.monotonic()
        self._answered: float | None = None  # seconds until a course was found that fits
        self._before: Any = None

    def __enter__(self) -> "Watching":
        self._before = signal.signal(signal.SIGINT, self._interrupted)
        self._write("planning; Ctrl-C ends with the best so far")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        signal.signal(signal.SIGINT, self._before)
        if self._shown:
            self.stream.write(_CLEAR)
            self.stream.flush()

    def __call__(self, told: "Progress") -> bool:
        now = time.monotonic()
        if self._answered is None and told.best is not None:
            self._answered = now - self._began
        if not self.stopping and (told.stage != self._stage or now - self._written >= _BETWEEN_S):
            self._stage, self._written = told.stage, now
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

    def _write(self, text: str) -> None:
        if self._shown:
            self.stream.write(self._line(text))
            self.stream.flush()

    @staticmethod
    def _line(text: str) -> str:
        return f"{_CLEAR}{text[: shutil.get_terminal_size().columns - 1]}"


def progress_line(told: "Progress", seconds: float, answered: float | None) -> str:
    """Stage, courses, seconds, and the best so far in words. answered: seconds until a course was found that fits."""
    best = told.best
    found = "" if best is None else f"{best.candidate.title}, {plural(best.candidate.visits, 'session')}, {_less(best.value)}"
    if told.stage == "first answer" and answered is not None:
        return f"first answer after {answered:.1f} s: {found}"
    count = f"{told.simulated_in_stage} of {told.of} courses" if told.of else plural(told.simulated, "course")
    return f"{told.stage}: {count}, {seconds:.0f} s; {f'best so far: {found}' if found else 'nothing that fits yet'}"


def _less(gain: float) -> str:
    return f"{percent(gain)} less in 8 of 10 draws" if gain >= 0 else "no gain that holds in 8 of 10 draws"
