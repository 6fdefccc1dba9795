"""The value of a dial with its unit: 60 W, 3 passes, insulated."""

from rederm.output.language import tr, trn
from rederm.sources import mark

_UNITS = {"J_cm2": "J/cm2", "mm_s": "mm/s", "pct": "%", "per_cm2": mark("per cm2")}  # at the end of a dial's name
_CHOICES = {  # of dials that are turned to a word
    "roller": mark("roller"),
    "single-spark": mark("single-spark"),
    "insulated": mark("insulated"),
    "bare": mark("bare"),
    "gaussian": mark("gaussian"),
    "tophat": mark("tophat"),
    "papillary": mark("papillary"),
    "upper-reticular": mark("upper-reticular"),
    "diamond": mark("diamond"),
    "wire": mark("wire"),
    "none": mark("none"),
    "taped": mark("taped"),
}


def dial(name: str, value: float | str) -> str:
    """A dial's value with the unit that its name ends in, or with what it counts."""
    if isinstance(value, str):
        return tr(_CHOICES.get(value, value))
    unit = next((words for end, words in _UNITS.items() if name.endswith(f"_{end}")), "")
    if not unit:
        word, _, unit = name.rpartition("_")
        if not word or unit == "coats":
            return _times(name, f"{value:g}", 1 if value == 1 else 2)
    return f"{value:g} {tr(unit)}"


def _times(name: str, number: str, count: int) -> str:
    """What is counted, and the dials without a unit. count: picks the form; parts of a minute take that of many."""
    match name:
        case "passes":
            return trn("{number} pass", "{number} passes", count, number=number)
        case "coats":
            return trn("{number} coat", "{number} coats", count, number=number)
        case "jessner_coats":
            return trn("{number} coat of Jessner's solution", "{number} coats of Jessner's solution", count, number=number)
        case "pulses":
            return trn("{number} pulse", "{number} pulses", count, number=number)
        case "minutes":
            return trn("{number} minute", "{number} minutes", count, number=number)
        case "stack":
            return trn("{number} pulse on one spot", "{number} pulses on one spot", count, number=number)
        case _:
            return f"{name} {number}"
