"""Milliseconds per lesion of the heat solver, one thread, warm: CPU time of this thread, best of five.

PYTHONPATH=src:tests python benchmarks/bench_lesion.py
"""

import time

from heat_cases import MODES, skin
from rederm.injury.heat import solve_heat


def main() -> None:
    for name, (source, closure) in MODES.items():
        solve_heat(source, skin(), closure)
        best = float("inf")
        for _ in range(5):
            start = time.thread_time()
            lesion = solve_heat(source, skin(), closure)
            best = min(best, time.thread_time() - start)
        print(
            f"{name:28s} {best * 1e3:7.1f} ms   hole {lesion.ablation_depth * 1e6:6.0f} um"
            f"   dead {lesion.dead_depth * 1e6:6.0f} um   balance {lesion.energy_error:.0e}"
        )


if __name__ == "__main__":
    main()
