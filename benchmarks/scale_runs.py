"""What a command costs: processor seconds and memory of its process and of the workers it starts, sampled as it runs."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BETWEEN_S = 0.05
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
LOW = 5  # nice: whoever else uses the machine comes first


@dataclass(frozen=True)
class Cost:
    """wall_s, and processor seconds of the process itself (main), of its workers together and of the busiest; peak MB of the
    process, of all together (pages that they share counted in each); load: of the machine, the mean of both ends."""

    wall_s: float
    main_cpu_s: float
    workers_cpu_s: float
    busiest_cpu_s: float
    main_mb: float
    all_mb: float
    load: float


def cost(words: Sequence[str], workers: int, cache: Path) -> Cost:
    """Run `rederm` with these words; it must end well."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "REDERM_WORKERS": str(workers), "REDERM_CACHE": str(cache)}
    cpu: dict[int, float] = {}
    main = whole = 0.0
    before, began = os.getloadavg()[0], time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            ["nice", "-n", str(LOW), sys.executable, "-m", "rederm.cli", *words], env=env, stdout=said, stderr=said
        )
        while process.poll() is None:
            seen = dict(_tree(process.pid))
            cpu |= {pid: used for pid, (used, _) in seen.items()}
            whole = max(whole, sum(held for _, held in seen.values()))
            main = max(main, seen.get(process.pid, (0.0, 0.0))[1])
            time.sleep(BETWEEN_S)
        wall = time.monotonic() - began
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"rederm {' '.join(words)} ended with {process.returncode}: {said.read().decode()[-400:]}")
    own = cpu.pop(process.pid)
    others = list(cpu.values())
    load = (before + os.getloadavg()[0]) / 2
    return Cost(wall, own, sum(others), max(others, default=0.0), main / 1e6, whole / 1e6, load)


def _tree(root: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """(pid, (processor seconds, resident bytes)) of a process and all below it."""
    try:
        fields = Path(f"/proc/{root}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except (OSError, ValueError):
        return
    yield root, ((int(fields[11]) + int(fields[12])) / TICKS, int(fields[21]) * PAGE)
    for child in children:
        yield from _tree(int(child))
