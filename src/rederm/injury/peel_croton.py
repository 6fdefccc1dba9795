"""Phenol with croton oil: depth from the days that such peels take to heal.

    T(c) = 7 d + 5.88 d (min(c, 1 %) - 0.375 % + b (c - 1 %)+)     healing time of a face at croton oil c
    d    = q T(c) a  p / (p + p50) / (p0 / (p0 + p50))  coats^m  (taped: x 1.25)
    a    = 1 - (1 - c / (c + c50)) (1 - a_p)               switched on by croton oil, or by phenol of 50-88 % alone (a_p)

A front model does not apply: croton oil, not the acid, sets the depth. q, the depth per day of healing, is taken from other
full-face wounds. Above 1 %, where Hetter saw later healing and loss of pigment but names no days, they go on by an unknown
share b of the slope (0 level, 1 as below). One pig series found hardly any effect of croton dose, another that a little
switches the peel on; the second is followed, the first is why the band is wide.

References: Hetter 2000 part IV (`rederm sources tissue/agents`, `rederm sources posterior/peel`).
"""

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.skin import Skin
from rederm.sources import load_table


def phenol_croton_depth(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    """Depth (n,) [um] coagulated at `phenol_pct`, `croton_pct`, `coats` and `occlusion`."""
    table = load_table("tissue/agents")
    phenol, croton = setting["phenol_pct"], setting["croton_pct"]
    base = table.number("croton.base_concentration", "%")
    seen = table.number("croton.slope_seen_to", "%")
    beyond = draws["peel.croton.beyond"] * max(croton - seen, 0.0)
    days = table.number("croton.base_time", "d") + table.number("croton.time_slope", "d") * (min(croton, seen) - base + beyond)
    start, full = table.number("croton.phenol_alone_from", "%"), table.number("croton.phenol_alone_full", "%")
    alone = draws["peel.croton.phenol_alone"] * np.clip((phenol - start) / (full - start), 0.0, 1.0)
    half = draws["peel.croton.half_croton"]
    action = 1 - (1 - croton / (croton + half)) * (1 - alone)
    half_phenol, usual = draws["peel.croton.half_phenol"], table.number("croton.phenol_reference", "%")
    carrier = (phenol / (phenol + half_phenol)) / (usual / (usual + half_phenol))
    coats = setting["coats"] ** draws["peel.croton.coats_exponent"]
    taped = np.maximum(draws["peel.croton.taped"], 1.0) if setting["occlusion"] == "taped" else 1.0  # a tape never protects
    return draws["peel.dose"] * draws["peel.croton.depth_per_day"] * days * action * carrier * coats * taped
