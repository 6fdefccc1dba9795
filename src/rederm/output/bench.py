"""A bench test in words: prior and posterior side by side, what it could not tell, and how to undo it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.console import console, table

WORDS = {
    "root_fluence": "energy of a spark over its root, at 60 W and 15 mm/s",
    "root_radius": "radius of the arc root",
    "root_share": "share of the energy that enters at the root",
    "pulse": "time of a spark",
    "depth_factor": "crater depth over the model's",
    "pins_per_pass": "pins that meet the skin in a pass",
    "single_spark_per_pass": "places a single-spark tip is set to",
    "firing_probability": "share of them that fire at 60 W",
    "gap": "air gap below a pin",
    "gap_scatter": "scatter of ln gap",
    "crater_depth_um": "crater depth",
    "crater_diameter_um": "crater diameter at half depth",
    "lesions_per_cm2": "lesions of one pass",
}
UNITS = {"crater_depth_um": "um", "crater_diameter_um": "um", "lesions_per_cm2": "1/cm^2"}


def print_bench(answer: Mapping[str, Any]) -> None:
    """Print what `rederm calibrate device` answers as JSON."""
    screen = console()
    screen.print(f"[bold]{answer['device']}[/bold]: {answer['note']}", markup=True)
    rows = table(
        "value", "unit", "published (90 %)", "with the test", "width", right=("published (90 %)", "with the test", "width")
    )
    for name, value in answer["values"].items():
        rows.add_row(
            WORDS[name], _unit(value["unit"]), _triple(value["before"]), _triple(value["after"]), f"{value['narrowed']:.0%}"
        )
    screen.print(rows)
    if answer["predicted"]:
        rows = table(
            "at the default setting", "unit", "published (90 %)", "with the test", right=("published (90 %)", "with the test")
        )
        for name, both in answer["predicted"].items():
            before, after = ([both[side][key] for key in ("median", "low", "high")] for side in ("before", "after"))
            rows.add_row(WORDS[name], UNITS[name], _triple(before), _triple(after))
        screen.print(rows)
    where = " and ".join(answer["measured"])
    screen.print(f"Craters are taken as measured {'in sections, which shrink' if where == 'section' else where}.", markup=False)
    if answer["untold"]:
        screen.print("The file says nothing of: " + "; ".join(WORDS[name] for name in answer["untold"]) + ".", markup=False)
    for one, two in answer["together"]:
        screen.print(f"Known only together: {WORDS[one]}, and {WORDS[two]}.", markup=False)
    for line in answer["odd"]:
        screen.print(f"warning: {line}; check the cell, or the model is off there", markup=False)
    screen.print(f"Written to {answer['written']}", markup=False, soft_wrap=True)
    screen.print("Remove that file to go back to the published values.")


def _triple(bounds: Sequence[float]) -> str:
    value, low, high = bounds
    return f"{value:.3g} ({low:.3g} to {high:.3g})"


def _unit(unit: str) -> str:
    return "" if unit == "1" else unit
