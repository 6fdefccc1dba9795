"""The search against every course of its lattice, on the median draw: what it misses, and what share of the courses it follows.

    python benchmarks/search.py [CLIENT.toml ...]        the example clients, unless named

The lattice per device: its dials of `search` at nine levels of what was studied, one to six sessions, one to twelve weeks
between them by week where the device's floor and ceiling allow it. Lesions are cached. Prints a table; `regret` is the share
of the best robust gain that the search did not find.
"""

import sys
import time
from dataclasses import replace
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
from rederm.planning.space import Space
from rederm.planning.trial import Case

START = date(2026, 1, 5)
SESSIONS = range(1, 7)


def on_grid(space: Space) -> Space:
    """The part of the lattice that the comparison is about."""
    return replace(space, counts=tuple(count for count in space.counts if count in SESSIONS))


def every_point(space: Space) -> list[tuple[int, ...]]:
    return list(dict.fromkeys(space.whole(point) for point in product(*(range(size) for size in space.sizes))))


def compared(client: Any, draws: Draws) -> list[dict[str, Any]]:
    """One row a device: best value by search and by trying everything, and how many courses each followed."""
    case, rows = Case.of(client, START), []
    for name in device_names():
        lot = lot_of(client, load_device(name), concern_sites(client))
        if lot.space is None:
            continue
        space, begun = on_grid(lot.space), time.perf_counter()
        hunter = Explorer(case, space, draws)
        found = hunter.search()
        middle = time.perf_counter()
        whole = Explorer(case, space, draws)
        for point in every_point(space):
            whole.trial(point)
        fitting = [t for t in whole.trials if t.fits]
        best = max(fitting, key=lambda t: t.value, default=None)
        rows.append(
            {
                "device": name,
                "search": found.value if found and found.fits else None,
                "all": best.value if best else None,
                "simulated": hunter.simulated,
                "courses": whole.simulated,
                "seconds": (middle - begun, time.perf_counter() - middle),
                "course": best.candidate.course.text if best else "",
                "found": found.candidate.course.text if found else "",
            }
        )
    return rows


def main() -> None:
    files = sys.argv[1:] or [str(path) for path in sorted(Path("examples").rglob("*.toml")) if "prices" not in path.parts]
    worst, simulated, courses = 0.0, 0, 0
    for file in files:
        rows = compared(rd.Client.load(file), Draws.at_median())
        best = {key: max((row[key] for row in rows if row[key] is not None), default=0.0) for key in ("search", "all")}
        regret = 1 - best["search"] / best["all"] if best["all"] > 0 else 0.0
        each = max((1 - (row["search"] or 0.0) / row["all"] for row in rows if row["all"]), default=0.0)
        tried, possible = sum(row["simulated"] for row in rows), sum(row["courses"] for row in rows)
        print(
            f"{Path(file).stem:28} best {best['all']:.4f} found {best['search']:.4f} regret {regret:6.2%} "
            f"(worst device {each:6.2%}) simulated {tried} of {possible} = 1/{possible / max(tried, 1):.0f}",
            flush=True,
        )
        worst, simulated, courses = max(worst, regret), simulated + tried, courses + possible
    print(f"worst regret {worst:.2%}; simulated {simulated} of {courses} = 1/{courses / max(simulated, 1):.0f}")


if __name__ == "__main__":
    main()
