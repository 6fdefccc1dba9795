"""Milliseconds per lesion of the heat solver, one thread, warm: CPU time of this thread, best of five; and the benchmark hole.

PYTHONPATH=src:tests python benchmarks/bench_lesion.py

The fixed kernel is one explicit step over 64 x 192 cells: its time per cell says how fast the machine is at this moment.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from heat_benchmark import REFERENCE, TUNED, benchmark, outputs
from heat_cases import MODES, skin
from rederm.injury.heat import solve_heat
from rederm.injury.heat_kernel_conduct import explicit, fresh_scratch

SWEEP, THREADS = np.linspace(2.0, 10.0, 100), 2
ROWS, COLUMNS = 64, 192


def best(solve: Callable[[], object]) -> float:
    """Least CPU time [s] of five."""
    solve()
    took = []
    for _ in range(5):
        start = time.thread_time()
        solve()
        took.append(time.thread_time() - start)
    return min(took)


def fixed_kernel() -> float:
    """Seconds per cell of one explicit step."""
    cells, _, _ = benchmark(1.0)
    size = ROWS * COLUMNS
    flat = {name: np.ones(size) for name in ("temperature", "capacity", "east", "south", "sensible")}
    some = cells._replace(**flat, first=np.zeros(ROWS, np.int64), last=np.full(ROWS, COLUMNS), hot=np.zeros(ROWS))
    some = some._replace(north=np.zeros(COLUMNS))
    scratch = fresh_scratch(ROWS, COLUMNS)
    return best(lambda: [explicit(1e-9, 1.0, ROWS, COLUMNS, scratch, some, 0.0) for _ in range(200)]) / 200 / size


def main() -> None:
    unit = fixed_kernel()
    print(f"fixed kernel {unit * 1e9:.2f} ns per cell and step\n\nmodes")
    for name, (source, closure) in MODES.items():
        took = best(lambda source=source, closure=closure: solve_heat(source, skin(), closure))
        lesion = solve_heat(source, skin(), closure)
        print(
            f"{name:28s} {took * 1e3:7.1f} ms   hole {lesion.ablation_depth * 1e6:6.0f} um"
            f"   dead {lesion.dead_depth * 1e6:6.0f} um   balance {lesion.energy_error:.0e}"
        )
    print("\nbenchmark hole: error of depth, width, coagulation below and beside [%]")
    for energy, reference in REFERENCE.items():
        took = best(lambda energy=energy: benchmark(energy))
        off = 100 * (outputs(*benchmark(energy)) / np.array(reference) - 1)
        held = "" if energy in TUNED else "   held out"
        print(f"{energy:4.1f} mJ {took * 1e3:6.1f} ms = {took / unit / 1e6:5.1f} M cell-steps   {np.round(off, 1)}{held}")
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(benchmark, SWEEP))
    print(f"\n{SWEEP.size / (time.perf_counter() - start):.0f} benchmark holes a second on {THREADS} threads, 2 to 10 mJ")


if __name__ == "__main__":
    main()
