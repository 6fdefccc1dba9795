"""What a reader of a sweep is told beside its figures."""

from rederm.outlook.sweep.indices import MORRIS
from rederm.outlook.sweep.spec import SENSITIVITY, SweepSpec

_LEAST = 64
_VARIANT = (
    "Nobody has been treated with a device of these properties: its values are taken as exact, and every band is widened as "
    "that of any use that no study has seen."
)
_PRICES = "Prices are those of the example list; they know the device, the sites and the sessions, and no dial."
_SHARES = (
    "An input whose interval reaches 0 cannot be told from none. A group is one input: its share is that of all its parameters "
    "drawn together."
)
_EFFECTS = (
    "mu* sorts inputs by size of effect and is no share of variance; a step of a group goes from one draw of it to another."
)


def notes(spec: SweepSpec, judged: bool, still: tuple[str, ...]) -> list[str]:
    """judged: whether a front was looked for; still: outcomes without main effects or indices."""
    told = []
    if any(axis.kind == "property" for axis in spec.axes):
        told.append(_VARIANT)
    if "price" in spec.outcomes:
        told.append(_PRICES)
    return told + (_of_analysis(spec, still) if spec.kind == SENSITIVITY else _of_design(spec, judged, still))


def _of_design(spec: SweepSpec, judged: bool, still: tuple[str, ...]) -> list[str]:
    told = []
    if judged:
        aims = ", ".join(f"{aim} {name}" for name, aim in spec.aims.items())
        told.append(f"The front is judged by medians ({aims}); beside it the share of draws in which no other point is better.")
    if spec.points is not None:
        told.append(
            f"{spec.points} points fill the space of the axes; main effects are means of bins and hold the luck of the others."
        )
    if still:
        told.append(f"No figure at some points, and no main effect: {', '.join(still)}.")
    return told


def _of_analysis(spec: SweepSpec, still: tuple[str, ...]) -> list[str]:
    told = [_EFFECTS if spec.method == MORRIS else _SHARES]
    if still:
        told.append(f"Without indices, since they do not vary or are not known in some row: {', '.join(still)}.")
    if spec.method != MORRIS and spec.samples < _LEAST:
        told.append(f"{spec.samples} base rows are few: intervals of the indices are then rough themselves.")
    return told
