"""The search beside every course of its lattice, on the median draw: what it misses, and what share of the courses it follows.

    python benchmarks/search.py [CLIENT.toml ...] > docs/search.md        the example clients, unless named; about an hour

The lattice per device: the dials of `search` in its file, its most sensitive ones with a published range, at nine levels of
what was studied; one to six sessions; whole weeks from one to twelve between them, where the device's floor and ceiling allow
them. Lesions are cached. Aids that are tried only where risk or pain bar a better course (cold air, a steroid) are outside the
lattice: where the search uses one, it can find more than the lattice holds.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import rederm as rd
from rederm.devices import device_names, load_device
from rederm.draws import Draws
from rederm.planning.candidates import concern_sites
from rederm.planning.explore import Explorer
from rederm.planning.lots import lot_of
from rederm.planning.pattern import Point, Score
from rederm.planning.space import Space
from rederm.planning.trial import Case

START = date(2026, 1, 5)
SESSIONS = range(1, 7)
HEAD = """# The search beside every course

What a plan's [search](methods/safety-planning.md) misses against following every course of its lattice, for each invented
example client on the median draw, and what share of the courses it follows. Written by `python benchmarks/search.py`, whose
head says what the lattice is; figures are not edited by hand. *Best* and *found* are the gain that ranks, over all concerns,
180 days after the last session, within the client's limits; *worst device* is the largest share left lying on one device.

| client | best | found | left lying | worst device | courses | followed | share |
|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Row:
    """One client. devices: name -> (best of the lattice, found by the search), None where nothing fits."""

    client: str
    devices: Mapping[str, tuple[float | None, float | None]]
    courses: int
    followed: int

    @property
    def best(self) -> float:
        return max((best or 0.0 for best, _ in self.devices.values()), default=0.0)

    @property
    def found(self) -> float:
        return max((found or 0.0 for _, found in self.devices.values()), default=0.0)

    @property
    def left(self) -> float:
        return _left(self.best, self.found)

    @property
    def worst(self) -> float:
        return max((_left(best, found) for best, found in self.devices.values()), default=0.0)

    def __str__(self) -> str:
        if not self.devices:
            return f"| {self.client} | no device is left by the rules | | | | 0 | 0 | |"
        share = f"1/{self.courses / max(self.followed, 1):.0f}"
        figures = f"{self.best:.4f} | {self.found:.4f} | {self.left:.2%} | {self.worst:.2%}"
        return f"| {self.client} | {figures} | {self.courses} | {self.followed} | {share} |"


def on_grid(space: Space) -> Space:
    """The part of the lattice that the comparison is about."""
    return replace(space, counts=tuple(count for count in space.counts if count in SESSIONS))


def every_point(space: Space) -> list[Point]:
    return list(dict.fromkeys(space.whole(point) for point in product(*(range(size) for size in space.sizes))))


def spaces_of(client: Any) -> dict[str, Space]:
    lots = {name: lot_of(client, load_device(name), concern_sites(client)) for name in device_names()}
    return {name: on_grid(lot.space) for name, lot in lots.items() if lot.space is not None}


def scores(case: Case, space: Space, draws: Draws) -> list[Score | None]:
    """Of every course of a lattice; None where a rule bars it before it is followed."""
    found: list[Score | None] = []
    for point in every_point(space):
        trial = Explorer(case, space, draws).trial(point)
        found.append(None if trial is None else trial.score)
    return found


def compared(name: str, client: Any, draws: Draws, every: Mapping[str, Iterable[Score | None]] | None = None) -> Row:
    """The search against all courses. every: their scores by device, where they are known."""
    case, devices, courses, followed = Case.of(client, START), {}, 0, 0
    for device, space in spaces_of(client).items():
        explorer = Explorer(case, space, draws)
        best = explorer.search()
        known = [s for s in (every[device] if every else scores(case, space, draws)) if s is not None]
        top = max((-gain for missed, gain in known if missed == 0), default=None)
        devices[device] = (top, best.value if best is not None and best.fits else None)
        courses, followed = courses + len(known), followed + explorer.simulated
    return Row(name, devices, courses, followed)


def total(rows: list[Row]) -> str:
    worst = max(rows, key=lambda row: row.left)
    followed, courses = sum(row.followed for row in rows), sum(row.courses for row in rows)
    return (
        f"\nOf {len(rows)} clients the search leaves most lying for {worst.client}, {worst.left:.2%} of the best gain. "
        f"It follows {followed} of {courses} courses, 1/{courses / followed:.0f}."
    )


def _left(best: float | None, found: float | None) -> float:
    return max(1 - (found or 0.0) / best, 0.0) if best else 0.0


def main() -> None:
    files = sys.argv[1:] or [str(path) for path in sorted(Path("examples").rglob("*.toml")) if "prices" not in path.parts]
    rows = []
    print(HEAD, flush=True)
    for file in files:
        rows.append(compared(Path(file).stem, rd.Client.load(file), Draws.at_median()))
        print(rows[-1], flush=True)
    print(total(rows))


if __name__ == "__main__":
    main()
