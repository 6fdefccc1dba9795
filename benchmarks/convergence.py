"""How far the lesions of the heat solver hang on its cells and steps, and how far they are from a plain solver.

PYTHONPATH=src:tests python benchmarks/convergence.py      prints the tables and writes docs/methods/convergence.md

Cells: `solve_heat(.., refine)`. Steps: the constants of the step control divided in a child process with its own compiled code,
because kernels take them in when they are compiled.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "methods" / "convergence.md"
STEPS = ("FRONT_SHARE", "PULSE_GROWTH", "COOL_GROWTH", "FIRST_STEP", "STORE_STEP", "STORE_PAUSE", "QUIET_GROWTH", "STABLE")
FINEST, SHORTER = 4, 4  # cells and steps divided by
SMALL_UM = 5.0  # per cent of less than this say nothing
COLUMNS = ("depth", "width", "dead_below", "collagen_below", "dead_beside", "collagen_beside")
ROWS = {"as it is": "cells 1", "cells / 2": "cells 2", "cells / 4": "cells 4", "steps / 4": "steps 4", "plain solver": "plain"}

HEAD = """\
# How finely heat is solved

## What it computes

What the lesions of the [heat](heat.md) solver owe to its cells and its steps, for one source of every mode: the shipped cells
and steps, cells of half and a quarter of the size, steps a quarter as long, and a plain explicit solver of the same equations
that shares no line with it (`tests/oracles/brute_force.py`). Written by `make convergence`; figures are not edited by hand.

Figures are in um, in brackets their deviation in per cent from the finest cells. *Hole* is its depth, *wide* its diameter at
half that depth; *dead* and *collagen* reach below its floor and beside it at half its depth. Without a hole they are the depth
and the radius at half of it. *Balance* is the share of energy that the account misses.
"""

TABLE = """\
| mode | solved with | hole | wide | dead below | collagen below | dead beside | collagen beside | balance |
|---|---|---|---|---|---|---|---|---|
"""

TAIL = """\
## Parameters

| parameter | table | what |
|---|---|---|
| `returned_*` | `posterior/lesion` | steam heat: where collagen ends hangs most on how its return is stepped |

Cells and steps themselves stand in `injury/numerics_heat.py`: numbers of the method.

## Checked against

- The page against its script: `test_page_holds_what_its_script_writes`, `test_rows_of_the_page_can_be_made_again`.
- The plain solver, extrapolated from four sizes of cells: `test_lesion_is_that_of_the_plain_solver`.
- `test_half_the_cells_change_the_hole_by_less_than_three_percent`, `test_hole_matches_the_refined_reference`.

## Unknown

Below the floor of CO2 holes the plain solver finds more dead tissue, up to a tenth at low power, and finer cells do not close
the gap: mainly, steam heat returns by its distance to the wall, summed from cell to cell by the shipped solver and straight in
the plain one. Beside a top-hat erbium hole the zone is thinner than a ring of the shipped grid. The plain solver is itself
known to about 1 % in depth and 2 % in what is dead. All of it is small beside the bands of `rederm lesion`.
"""


def solved(modes: list[str], refine: float, steps: float) -> dict[str, dict[str, float]]:
    """Lesions of these modes from a child process, with cells `refine` times smaller and steps `steps` times shorter."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"NUMBA_CACHE_DIR": folder} if steps != 1 else {}
        words = [sys.executable, __file__, "solve", str(refine), str(steps), *modes]
        done = subprocess.run(words, env=os.environ | own, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def solve_here(refine: float, steps: float, modes: list[str]) -> None:
    """The child: shorten the steps before the kernels are imported, solve, print."""
    import rederm.injury.numerics_heat as numbers

    for name in STEPS:
        if steps != 1 and hasattr(numbers, name):
            value = getattr(numbers, name)
            setattr(numbers, name, value ** (1 / steps) if name == "QUIET_GROWTH" else value / steps)
    numbers.PULSE_STEPS = round(numbers.PULSE_STEPS * steps)
    from oracles.compare import ours

    print(json.dumps({mode: asdict(ours(mode, refine)) for mode in modes}))


def measured(modes: list[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Figures by mode and row."""
    from oracles.compare import reference

    columns = {f"cells {refine}": solved(modes, refine, 1) for refine in (1, 2, FINEST)}
    columns[f"steps {SHORTER}"] = solved(modes, 1, SHORTER)
    columns["plain"] = {mode: asdict(reference(mode)) for mode in modes}
    return {mode: {row: columns[row][mode] for row in ROWS.values()} for mode in modes}


def line(mode: str, name: str, figures: dict[str, float], finest: dict[str, float]) -> str:
    """One row of the table."""
    cells = []
    for column in COLUMNS:
        value, best = round(figures[column], 1), round(finest[column], 1)
        if value == 0 and best == 0:
            cells.append("-")
        elif best < SMALL_UM or figures is finest:
            cells.append(f"{value:.1f}")
        else:
            cells.append(f"{value:.1f} ({100 * (value / best - 1):+.1f})")
    return f"| {mode} | {name} | {' | '.join(cells)} | {figures['balance']:.0e} |"


def page(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """The whole page from the figures."""
    rows = [line(mode, name, rows[row], rows[f"cells {FINEST}"]) for mode, rows in found.items() for name, row in ROWS.items()]
    return f"{HEAD}\n{TABLE}" + "\n".join(rows) + f"\n\n{TAIL}"


def read(text: str) -> dict[str, dict[str, dict[str, float]]]:
    """The figures that a page shows, as rounded there."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for row in text.splitlines():
        parts = [part.strip() for part in row.strip("|").split("|")]
        if len(parts) == len(COLUMNS) + 3 and parts[1] in ROWS:
            values = [0.0 if part == "-" else float(part.split()[0]) for part in parts[2:-1]]
            figures = dict(zip(COLUMNS, values, strict=True)) | {"balance": float(parts[-1])}
            found.setdefault(parts[0], {})[ROWS[parts[1]]] = figures
    return found


def main() -> None:
    if sys.argv[1:2] == ["solve"]:
        solve_here(float(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
        return
    from oracles.compare import CELLS_UM

    text = page(measured(list(CELLS_UM)))
    print(text)
    part = PAGE.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(PAGE)


if __name__ == "__main__":
    main()
