"""What the depth of a layer means, in words: where it ends, and the frost that shows it.

    coagulated / epidermis < 0.5 frost I, < 1 II, else III        assumed: no frost was ever measured against depth

References: `rederm sources tissue/agents`.
"""

import numpy as np

from rederm.draws import Samples, band
from rederm.skin import Skin
from rederm.sources import load_table


def where_it_ends(skin: Skin, depth_um: Samples) -> str:
    """The layer at the middle and the ends of the band of a depth (n,)."""
    span = band(depth_um)
    low, middle, high = (_layer(skin, span[end] or 0.0) for end in ("low", "median", "high"))
    across = f" ({low} to {high})" if low != high else ""
    alive = "; no living cell is killed there" if middle == "corneum" else ""
    return f"At the middle of the band it ends in the {middle}{alive}{across}."


def frost(skin: Skin, depth_um: Samples) -> str:
    """The frost to expect of a coagulated depth (n,)."""
    table = load_table("tissue/agents")
    share = float(np.median(depth_um)) / skin.junction_um
    if share <= 0.0:
        return "No frost is expected."
    grade = 1 + sum(share >= table.number(f"frost.{name}", "1") for name in ("second", "third"))
    look = {1: "I, patchy on pink", 2: "II, white with pink shining through", 3: "III, solid white"}[grade]
    return f"Frost to expect: grade {look} (by the coagulated depth against the epidermis, assumed)."


def _layer(skin: Skin, depth_um: float) -> str:
    layers = (
        ("corneum", skin.stratum_corneum_um),
        ("living epidermis", skin.junction_um),
        ("papillary dermis", skin.junction_um + skin.papillary_um),
        ("reticular dermis", skin.thickness_um),
    )
    return next((name for name, bottom in layers if depth_um <= bottom), layers[-1][0])
