"""What a virtual trial and a plan cost, and how that grows: make scale.

    python benchmarks/scale.py      measures at low priority, in about ten minutes, and writes docs/scale.json, .md and .svg

Clients of both arms together are counted. Seconds are of the processor, since others may use the machine; those of the clock
stand beside them with its load. A run is the whole command: start, clients, work, summary, and files where --out is said.
"""

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scale_chart import chart
from scale_costs import every_cost
from scale_page import page
from scale_runs import ROOT, cost

JSON, PAGE, CHART = (ROOT / "docs" / f"scale.{ending}" for ending in ("json", "md", "svg"))
CLIENTS = (100, 1000, 10_000, 100_000)
LARGE = 1_000_000
TARGET = 10_000  # in each arm
SMALL = 4_000  # clients where something else grows
YEARS = {1: [90, 365], 2: [90, 365, 730]}
ALIKE = 2000  # clients of one stratum
STRATA = 24
DEVICES = ("opus-plasma at 60 W, 3 passes", "fractional-co2", "fractional-eryag", "microneedling")

TRIAL = """\
name = "Scale"
n = {n}
replicates = {replicates}
visits = {visits}
[cohort]
[[cohort.concerns]]
kind = "wrinkles"
site = "face"
[[endpoints]]
kind = "gain"
concern = "wrinkles"
[[endpoints]]
kind = "event"
risk = "pih"
"""
ARM = """\
[[arms]]
name = "{name}"
course = "{sessions} of {device}{apart}"
"""


def trial(clients: int, replicates: int = 1, arms: int = 2, sessions: int = 3, visits: list[int] | None = None) -> str:
    """The file of a trial of so many clients in all."""
    n = max(clients // replicates // arms, 2)
    text = TRIAL.format(n=n, replicates=replicates, visits=YEARS[2] if visits is None else visits)
    said = "1 session" if sessions == 1 else f"{sessions} sessions"
    apart = "" if sessions == 1 else ", 4 weeks apart"
    return text + "".join(
        ARM.format(name=f"arm {place}", sessions=said, device=device, apart=apart)
        for place, device in enumerate(DEVICES[:arms], 1)
    )


class Bench:
    """Runs of one machine, with one folder of solved lesions: full after the first run, except where it is to be empty."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cache = folder, folder / "cache"
        self.places = 0

    def trial(self, text: str, workers: int = 1, *, cold: bool = False, out: Path | None = None) -> dict[str, Any]:
        self.places += 1
        spec = self.folder / f"{self.places}.toml"
        spec.write_text(text, encoding="utf-8")
        words = ["trial", str(spec), "--json"] + ([] if out is None else ["--out", str(out)])
        return self._run(words, workers, self.folder / f"empty-{self.places}" if cold else self.cache)

    def plan(self, out: Path) -> dict[str, Any]:
        words = ["plan", str(ROOT / "examples" / "maria.toml"), "--json", "--start", "2027-01-04", "--out", str(out)]
        return self._run(words, 1, self.folder / "plans")

    @staticmethod
    def _run(words: list[str], workers: int, cache: Path) -> dict[str, Any]:
        found = asdict(cost(words, workers, cache))
        told = ", ".join(f"{key} {value:.4g}" for key, value in found.items())
        print(words[0], Path(words[1]).name, f"{workers} workers:", told, flush=True)
        return found | {"workers": workers}


def growth(bench: Bench) -> dict[str, Any]:
    """Runs in which one thing grows and all else stays."""
    every: dict[str, Any] = {"clients": [], "replicates": [], "arms": [], "sessions": [], "last_visit_days": []}
    for clients in CLIENTS:
        every["clients"].append({"clients": clients} | bench.trial(trial(clients)))
    for replicates in (1, 10, 100):
        every["replicates"].append({"replicates": replicates} | bench.trial(trial(SMALL, replicates)))
    for arms in (2, 3, 4):
        every["arms"].append({"arms": arms, "clients": SMALL // 2 * arms} | bench.trial(trial(SMALL // 2 * arms, arms=arms)))
    for sessions in (1, 3, 6):
        every["sessions"].append({"sessions": sessions, "clients": SMALL} | bench.trial(trial(SMALL, sessions=sessions)))
    for visits in ([90], YEARS[1], YEARS[2]):
        every["last_visit_days"].append({"last_visit_days": visits[-1]} | bench.trial(trial(SMALL, visits=visits)))
    return every


def workers(bench: Bench) -> dict[str, Any]:
    """One and two workers, one after the other: the target as one replicate and as a hundred, nothing solved before; as one
    with all solved; and a million clients."""
    target = trial(2 * TARGET)
    given = {
        "target_cold": (target, 2 * TARGET, True),
        "target_replicates": (trial(2 * TARGET, 100), 2 * TARGET, True),
        "target_warm": (target, 2 * TARGET, False),
        "large_warm": (trial(LARGE, visits=[90]), LARGE, False),
    }
    return {
        name: {"clients": clients, "runs": [bench.trial(text, count, cold=cold) for count in (1, 2)]}
        for name, (text, clients, cold) in given.items()
    }


def large(bench: Bench) -> dict[str, Any]:
    """A million clients at one visit, with files."""
    text = trial(LARGE, visits=[90])
    out = bench.folder / "large"
    with_files = bench.trial(text, 2, out=out)
    chunks = sum(path.stat().st_size for path in (out / "chunks").iterdir())
    table = (out / "clients.parquet").stat().st_size
    return {
        "clients": LARGE,
        "with_out": with_files,
        "checkpoint_bytes_per_row": chunks / LARGE,
        "parquet_bytes_per_row": table / LARGE,
    }


def strata() -> dict[str, float]:
    """Processor milliseconds of the first client of a stratum in an arm and of each further one, lesions solved before."""
    from rederm.outlook.trial.chunk import Chunk, Group, observed
    from rederm.outlook.trial.spec import TrialSpec

    spec = TrialSpec.parse(trial(STRATA * ALIKE * 2))
    found = spec.cohort.sample(STRATA * ALIKE * 2, spec.seed).strata(spec.age_step)
    largest = sorted(found, key=lambda stratum: -stratum.rows.size)[:STRATA]
    groups = [Group(stratum.client, stratum.rows) for stratum in largest]
    observed(Chunk(spec, tuple(Group(group.client, group.numbers[:2]) for group in groups)))

    def took(most: int) -> tuple[float, int]:
        chunk = Chunk(spec, tuple(Group(group.client, group.numbers[:most]) for group in groups))
        began = time.process_time()
        observed(chunk)
        return time.process_time() - began, sum(group.numbers.size for group in chunk.groups)

    few, many = took(2), took(ALIKE)
    each = (many[0] - few[0]) / (many[1] - few[1])
    first = (few[0] - (few[1] - 2 * STRATA) * each) / (2 * STRATA)
    told = {"among": STRATA * ALIKE * 2, "strata": len(found), "alike": ALIKE, "largest": STRATA}
    return {"first_ms": 1e3 * first, "further_ms": 1e3 * each} | told


def plans(bench: Bench) -> dict[str, Any]:
    """The example plan with its report, nothing solved before and then all, and what its folder holds."""
    out = bench.folder / "plan"
    cold, warm = bench.plan(out), bench.plan(out)
    return {"cold": cold, "warm": warm, "bytes": sum(path.stat().st_size for path in out.rglob("*") if path.is_file())}


@contextmanager
def solved_in(folder: Path) -> Iterator[None]:
    """Lesions are kept in this folder."""
    before = os.environ.get("REDERM_CACHE")
    os.environ["REDERM_CACHE"] = str(folder)
    yield
    os.environ.pop("REDERM_CACHE")
    if before is not None:
        os.environ["REDERM_CACHE"] = before


def measured() -> dict[str, Any]:
    """Every figure, as docs/scale.json holds it."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        for sessions, arms, replicates in ((3, 4, 1), (1, 2, 1), (6, 2, 1), (3, 2, 10), (3, 2, 100)):  # solves the lesions
            bench.trial(trial(SMALL, replicates, arms, sessions), 2)
        bench.trial(trial(CLIENTS[-1]), 2)
        found = {
            "machine": {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
            "workers": workers(bench),
            "growth": growth(bench),
            "plan": plans(bench),
            "large": large(bench),
        }
        with solved_in(bench.cache):
            return found | {"stratum": strata()}


def rounded(given: Any) -> Any:
    """Four digits of every figure: what the page computes with."""
    if isinstance(given, dict):
        return {key: rounded(value) for key, value in given.items()}
    if isinstance(given, list):
        return [rounded(value) for value in given]
    return float(f"{given:.4g}") if isinstance(given, float) else given


def main() -> None:
    if sys.argv[1:] != ["page"]:  # which is made again of the figures that are there
        JSON.write_text(json.dumps({"measured": rounded(measured())}), encoding="utf-8")
    figures = json.loads(JSON.read_text(encoding="utf-8"))["measured"]
    whole = {"measured": figures, "computed": rounded(every_cost(figures))}
    JSON.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(figures), encoding="utf-8")
    CHART.write_text(chart(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
