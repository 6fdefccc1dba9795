"""A search is told on a terminal and nowhere else; the first Ctrl-C asks it to end, the second ends everything."""

import io
import signal
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from rederm.outlook.trial.engine import Chunks
from rederm.output.watching import Watching, WatchingTrial, chunks_line, progress_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stage: str = "search", of: int = 0, best: Any = None) -> Any:
    return SimpleNamespace(stage=stage, simulated_in_stage=3, simulated=17, of=of, best=best)


def course(gain: float, visits: int = 3) -> Any:
    return SimpleNamespace(value=gain, candidate=SimpleNamespace(title="Fractional CO2 laser", visits=visits))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            told("first answer", 11, course(0.23)),
            "first answer after 1.6 s: Fractional CO2 laser, 3 sessions, 23 % less in 8 of 10 draws",
        ),
        (told("first answer", 11), "first answer: 3 of 11 courses, 2 s; nothing that fits yet"),
        (
            told("search", 0, course(0.23, 1)),
            "search: 17 courses, 2 s; best so far: Fractional CO2 laser, 1 session, 23 % less in 8 of 10 draws",
        ),
        (
            told("all draws", 9, course(-0.01, 1)),
            "all draws: 3 of 9 courses, 2 s; best so far: Fractional CO2 laser, 1 session, no gain that holds in 8 of 10 draws",
        ),
    ],
)
def test_the_line_says_stage_courses_seconds_and_the_best_so_far(given: Any, words: str) -> None:
    assert progress_line(given, 1.8, 1.6 if given.best else None) == words


def test_a_terminal_shows_one_line_that_is_cleared_at_the_end() -> None:
    screen = Terminal()
    with Watching(screen) as watching:
        assert watching(told("first answer", 11, course(0.23)))
    assert "first answer after" in screen.getvalue()
    assert "\n" not in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("given", "seconds", "words"),
    [
        (Chunks(0, 57, 0), 0.0, "0 of 57 chunks of clients done; working on the first"),
        (Chunks(20, 57, 20), 0.0, "20 of 57 chunks of clients done; working on the first"),
        (Chunks(3, 57, 0), 4.5, "3 of 57 chunks of clients done; about 81 s left"),
        (Chunks(23, 57, 20), 10.0, "23 of 57 chunks of clients done; about 2 min left"),  # those kept took no time
        (Chunks(1, 501, 0), 30.0, "1 of 501 chunks of clients done; about 4.2 h left"),
        (Chunks(1, 1, 0), 3.0, "1 of 1 chunk of clients done; summing up"),
    ],
)
def test_the_line_of_a_trial_says_chunks_done_of_all_and_the_time_left(given: Chunks, seconds: float, words: str) -> None:
    assert chunks_line(given, seconds) == words


def test_a_trial_shows_its_first_and_last_line_and_clears_it() -> None:
    screen = Terminal()
    with WatchingTrial(screen) as watching:
        watching(Chunks(0, 2, 0))
        watching(Chunks(1, 2, 0))
        watching(Chunks(2, 2, 0))
    said = screen.getvalue().split("\r\x1b[K")
    assert said[1].startswith("0 of 2 chunks")
    assert said[-2] == "2 of 2 chunks of clients done; summing up"
    assert said[-1] == ""


def test_where_nobody_looks_nothing_is_said() -> None:
    pipe, screen = io.StringIO(), Terminal()
    with Watching(pipe) as watching:
        assert watching(told())
    for stream, quiet in ((pipe, False), (screen, True)):
        with WatchingTrial(stream, quiet=quiet) as seen:
            seen(Chunks(1, 2, 0))
        assert stream.getvalue() == ""


def test_the_first_interrupt_asks_for_the_end_and_the_second_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("rederm.output.watching.os._exit", sys.exit)  # which a test outlives
    with Watching(screen) as watching:
        signal.raise_signal(signal.SIGINT)
        assert not watching(told())
        assert "Ctrl-C again ends at once" in screen.getvalue()
        with pytest.raises(SystemExit) as ended:
            signal.raise_signal(signal.SIGINT)
    assert ended.value.code == 130


def test_what_an_interrupt_did_before_it_does_again_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Watching(Terminal()):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_in_the_middle_of_writing_the_line_is_told_all_the_same(tmp_path: Any) -> None:
    class Busy(io.StringIO):
        """A terminal that is being written to when the signal comes."""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            if "ending" in text:
                raise RuntimeError("reentrant call inside <_io.BufferedWriter>")
            return len(text)

        def fileno(self) -> int:
            return shown.fileno()

    with (tmp_path / "said").open("w+b") as shown:
        watching = Watching(Busy())
        with watching:
            watching._interrupted(signal.SIGINT, None)
        shown.seek(0)
        assert b"ending after the course in hand" in shown.read()
    assert watching(told()) is False
