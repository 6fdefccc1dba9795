"""What the section of a lesion, or a ratio of two, would have shown: the figure of a row from the injuries of its settings.

depth, coagulation, total   simulated / shrinkage of sections along the depth (where a section was cut)
width                       simulated / shrinkage across
ratio, slope                q(a) / q(b),   (q(a) - q(b)) / (dial(a) - dial(b)) / shrinkage
threshold                   least value of the dial at which q passes the level, linear in ln of the dial between its steps;
                            beyond the ladder it is told as half a step further
exposure                    time * level / q, for wear that is even in time
rank                        1 to the junction, 2 in the papillary, 3 in the reticular dermis
flag                        q (or the ratio of two) passes the level: 0 or 1
share, density              as they are
"""

from collections.abc import Callable, Sequence

import numpy as np

from rederm.draws import Samples
from rederm.evidence.lesions import FIGURES, Lesion
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table

LEAST_UM = 1.0  # below it a depth is none: no section shows less
_MADE: dict[str, Callable[[Injury, Skin], Samples]] = {
    "width_um": lambda injury, _: injury.ablation_diameter_um + 2 * injury.coagulation_beside_um,
    "lesion_width_um": lambda injury, _: 1000 * injury.lesion_width_mm,
    "below_removed_um": lambda injury, _: injury.necrosis_depth_um - injury.removed_depth_um,
    "dermal_necrosis_um": lambda injury, skin: np.maximum(injury.necrosis_depth_um - skin.junction_um, 0.0),
    "collagen_depth_um": lambda injury, _: injury.ablation_depth_um + injury.collagen_below_um,
}
_ACROSS = ("width_um", "lesion_width_um", "ablation_diameter_um", "coagulation_beside_um")


def quantity(row: Lesion, injury: Injury, skin: Skin) -> Samples:
    """The quantity of the row (n,), in the skin."""
    made = _MADE.get(row.quantity)
    return made(injury, skin) if made else np.asarray(getattr(injury, row.quantity), float)


def shrinkage(row: Lesion) -> float:
    """Length in the skin over length in the section; 1 where none was cut, and where it cancels or does not apply."""
    if not row.biopsy or row.kind not in (*FIGURES, "slope"):
        return 1.0
    name = "histology_width" if row.quantity in _ACROSS else "histology_depth"
    return load_table("posterior/lesion").number(name, "1")


def figure(row: Lesion, values: Sequence[Samples]) -> Samples:
    """The figure (n,) as it would be published, from the quantity (n,) at each of the row's settings."""
    first, skin = np.asarray(values[0], float), row.where()
    if row.kind == "ratio":
        return np.asarray(np.maximum(first, LEAST_UM) / np.maximum(values[1], LEAST_UM))
    if row.kind == "slope":
        return (first - values[1]) / _apart(row) / shrinkage(row)
    if row.kind == "threshold":
        return _threshold(row, np.stack(values), _level(row, skin))
    if row.kind == "exposure":
        return np.asarray(row.exposure * _level(row, skin) / np.maximum(first, LEAST_UM))
    if row.kind == "rank":
        deep = skin.junction_um + skin.papillary_um
        return np.asarray(1.0 + (first > skin.junction_um) + (first > deep))
    if row.kind == "flag":
        told = first / np.maximum(values[1], LEAST_UM) if len(values) > 1 else first
        return (told > _level(row, skin)).astype(float)
    return first / shrinkage(row)


def _apart(row: Lesion) -> float:
    return float((row.dials or {})[row.per]) - float(row.others[0][row.per])


def _level(row: Lesion, skin: Skin) -> float:
    named = {
        "corneum": skin.stratum_corneum_um,
        "junction": skin.junction_um,
        "papillary": skin.junction_um + skin.papillary_um,
    }
    return named[row.level] if isinstance(row.level, str) else float(row.level)


def _threshold(row: Lesion, values: np.ndarray, level: float) -> Samples:
    """First crossing (n,) of the level by values (steps, n)."""
    ladder = np.log([float(dials[row.dial]) for dials in ((row.dials or {}), *row.others)])
    passed = values >= level
    at = np.where(passed.any(axis=0), passed.argmax(axis=0), len(ladder) - 1)
    before = np.maximum(at - 1, 0)
    column = np.arange(values.shape[1])
    low, high = values[before, column], values[at, column]
    share = np.clip((level - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
    inside = ladder[before] + np.where(at > before, share, 0.0) * (ladder[at] - ladder[before])
    beyond = ladder[-1] + (ladder[-1] - ladder[-2]) / 2
    under = ladder[0] - (ladder[1] - ladder[0]) / 2
    return np.exp(np.where(~passed.any(axis=0), beyond, np.where(passed[0], under, inside)))
