"""Speed against named alternatives at equal accuracy, in one run: make bench.

heat     conduction alone: this solver, SciPy's BDF and FiPy on the same cells, each with its error at three places
photons  this Monte Carlo and pmcxcl on PoCL, with the absorbed share of both
lesion   benchmarks/bench_lesion.py, as it stands
start    first lesion of a new process with compiled code on disk; rederm --help

Times are of the processor, all threads of the process together, the least of several runs, since other work on the machine
stretches the clock. A ratio is taken from runs one after the other.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import heat_peers
import numpy as np
import photon_peers

ROOT = Path(__file__).parents[1]
PHOTONS = 1_000_000
EQUAL = 0.02  # largest error of the heat solvers at the three places
SAME_LIGHT = 0.005  # of the absorbed share
FIRST_LESION = "from heat_cases import MODES, skin; from rederm.injury.heat import solve_heat; s, c = MODES['fractional CO2']; "
FIRST_LESION += "solve_heat(s, skin(), c)"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    target: str
    verdict: str


def best(solve: Callable[[], np.ndarray], runs: int) -> tuple[np.ndarray, float]:
    """Answer and the least seconds of a call, after one that compiles."""
    answer, least = solve(), float("inf")
    for _ in range(runs):
        start = time.process_time()
        answer = solve()
        least = min(least, time.process_time() - start)
    return answer, least


def verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def heat() -> list[Row]:
    """Ratios of time at equal accuracy, heat without ablation."""
    true = heat_peers.truth()
    ours, least = best(heat_peers.ours(), 30)
    rows = [accuracy("heat, this solver", ours / true - 1, f"{least * 1e3:.2f} ms")]
    for name, setup, target in (("SciPy BDF", heat_peers.scipy_bdf, 100), ("FiPy", heat_peers.fipy_lu, 1000)):
        try:
            answer, took = best(setup(), 3)
        except ImportError:
            rows.append(Row(f"heat, {name}", "not installed: make bench installs it", f"{target} x", "skipped"))
            continue
        rows.append(accuracy(f"heat, {name}", answer / true - 1, f"{took * 1e3:.1f} ms"))
        again = best(heat_peers.ours(), 30)[1]
        ratio = took / max(least, again)
        rows.append(Row(f"heat, {name} over this solver", f"{ratio:.0f} x", f"{target} x", verdict(ratio >= target)))
    return rows


def accuracy(name: str, errors: np.ndarray, took: str) -> Row:
    """Time of one solver and its errors at the three places."""
    told = ", ".join(f"{100 * error:+.1f}" for error in errors)
    met = verdict(bool(np.abs(errors).max() <= EQUAL))
    return Row(name, f"{took}, errors {told} %", f"within {100 * EQUAL:.0f} %", met)


def photons() -> list[Row]:
    """Times of a million photons, their ratio, and the absorbed shares."""
    ours, least = best(photon_peers.ours(PHOTONS), 3)
    rows = [Row("photons, this Monte Carlo", f"{least:.2f} s, absorbed {ours[0]:.4f}", "3 s on two cores", verdict(least <= 3))]
    try:
        with quiet():
            theirs, took = best(photon_peers.pmcxcl_pocl(PHOTONS), 1)
    except (ImportError, RuntimeError) as error:
        rows.append(Row("photons, pmcxcl on PoCL", f"does not run here: {error}", "15 x", "skipped"))
        return rows
    rows.append(Row("photons, pmcxcl on PoCL", f"{took:.1f} s, absorbed {theirs[0]:.4f}", "", ""))
    rows.append(Row("photons, pmcxcl over this one", f"{took / least:.0f} x", "15 x", verdict(took / least >= 15)))
    for k, name in enumerate(("absorbed", "absorbed above 0.5 mm")):
        off = ours[k] / theirs[k] - 1
        rows.append(Row(f"photons, {name}", f"{100 * off:+.2f} % of pmcxcl's", "0.5 %", verdict(abs(off) <= SAME_LIGHT)))
    return rows


class quiet:
    """Keeps what a library prints by itself off the table."""

    def __enter__(self) -> None:
        sys.stdout.flush()
        self.kept, self.none = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(self.none, 1)

    def __exit__(self, *_: object) -> None:
        os.dup2(self.kept, 1)
        os.close(self.none)
        os.close(self.kept)


def starts() -> list[Row]:
    """A lesion, and the help, from nothing but what is on disk."""
    lesion = least_start([sys.executable, "-c", FIRST_LESION])
    words = least_start([sys.executable, "-m", "rederm.cli", "--help"])
    return [
        Row("first lesion of a new process", f"{lesion:.2f} s", "0.6 s", verdict(lesion <= 0.6)),
        Row("rederm --help", f"{words:.2f} s", "0.3 s", verdict(words <= 0.3)),
    ]


def least_start(words: list[str]) -> float:
    """Processor time [s] of a new process, the least of five after one that compiles."""
    with tempfile.TemporaryDirectory() as folder:  # no lesion is found solved
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        env = os.environ | {"PYTHONPATH": paths, "REDERM_CACHE": folder}
        took = []
        for _ in range(6):
            before = os.times()
            subprocess.run(words, env=env, check=True, capture_output=True)
            after = os.times()
            took.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(took[1:])


def table(rows: list[Row]) -> str:
    """Rows under one head, as wide as they need."""
    head = Row("what", "measured", "target", "verdict")
    widths = [max(len(getattr(row, name)) for row in [head, *rows]) for name in ("what", "measured", "target")]
    lines = [
        f"{row.what:{widths[0]}}  {row.measured:{widths[1]}}  {row.target:{widths[2]}}  {row.verdict}".rstrip()
        for row in [head, *rows]
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def main() -> None:
    print(f"python {sys.version.split()[0]}, numpy {np.__version__}, {os.cpu_count()} cores\n", flush=True)
    print(table(heat() + photons() + starts()), flush=True)
    print("\nlesions (benchmarks/bench_lesion.py)", flush=True)
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    subprocess.run([sys.executable, str(Path(__file__).with_name("bench_lesion.py"))], env=env, check=True)


if __name__ == "__main__":
    main()
