"""How far a search has come, who is told, and how it is stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from rederm.planning.trial import Trial


class Stopped(Exception):
    """Whoever watches wants the search to end here."""


@dataclass(frozen=True)
class Progress:
    """stage: in words; simulated: courses followed so far, in this stage and in all; of: how many this stage follows, 0 where
    that is not known; best: the best course so far that fits."""

    stage: str
    simulated_in_stage: int
    simulated: int
    of: int
    best: Trial | None


class Watch:
    """Counts what is simulated, keeps the best, tells a callback, and stops where that answers False."""

    def __init__(self, callback: Callable[[Progress], bool] | None) -> None:
        self.callback, self.stopped, self.counts = callback, False, dict[str, int]()
        self._lock, self._stage, self._of = Lock(), "", 0
        self._best: Trial | None = None

    def stage(self, name: str, of: int = 0) -> None:
        """A new stage begins."""
        self._stage, self._of = name, of
        self.counts.setdefault(name, 0)

    def seen(self, trial: Trial) -> None:
        """One more course was simulated. Raises Stopped where the callback wants no more."""
        with self._lock:
            self.counts[self._stage] += 1
            if trial.fits and (self._best is None or trial.value > self._best.value):
                self._best = trial
            if self.callback and not self.stopped:
                done = self.counts[self._stage]
                told = Progress(self._stage, done, sum(self.counts.values()), self._of, self._best)
                self.stopped = not self.callback(told)
        if self.stopped:
            raise Stopped
