"""Abrasion: a layer worn off. Microdermabrasion by exposure, dermabrasion by the endpoint that the eye sees.

    z = k p0 (p / p0)^b t n        Archard: wear grows with exposure; n passes of a moving tip that rests t on a point
    below the junction the rest of the wear counts k_dermis / k_epidermis = 0.3
    d = junction + e               dermabrasion: e = 0.7 of the papillary layer at pinpoint bleeding, or all of it and 0.15 of
                                   the reticular layer where parallel fibres show; x 1.5 by wire

Assumes that p acts through crystal flow (b uncertain: one rig says 1, another says next to none), that the hand stops at
the endpoint to 30 %, and that what an endpoint means in depth is itself known to a third. Valid for facial skin; no depth per
pass was ever published for either tool. True dermabrasion is as deep as an ablative laser; microdermabrasion scuffs the
corneum.

References: `rederm sources posterior/abrasion`, `rederm sources tissue/abrasion`.
"""

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.layer_notes import where_it_ends
from rederm.injury.result import Injury
from rederm.injury.shares import describe_layer
from rederm.skin import Skin
from rederm.sources import InputError, load_table, nearest

_MICRODERMABRASION, _DERMABRASION = "microdermabrasion", "dermabrasion"


def injure_abrasion(setting: Setting, skin: Skin, draws: Draws) -> Injury:
    """Injury by abrasion at this setting. Raises InputError for a tool without a model."""
    tool = setting.device.name
    if tool == _MICRODERMABRASION:
        depth, below = _worn(setting, skin, draws), np.zeros(draws.n)
        notes: tuple[str, ...] = (
            "Wear by microdermabrasion rests on two exposures on one rig; sources conflict on the effect of pressure.",
        )
    elif tool == _DERMABRASION:
        depth, below = _to_endpoint(setting, skin, draws), draws["abrasion.margin"]
        notes = (
            "Dermabrasion is stopped by eye; no depth per pass was found, so the depth of the endpoint is assumed to 30 %.",
        )
    else:
        known = (_MICRODERMABRASION, _DERMABRASION)
        raise InputError(f"no abrasion model for {tool!r}{nearest(tool, known)} tools: {', '.join(known)}")
    notes = (*notes, where_it_ends(skin, depth + below))
    return describe_layer(
        device=tool,
        site=skin.site.name,
        skin=skin,
        ablated_um=depth,
        dead_um=depth + below,
        collagen_um=depth,
        warm_um=depth + below,
        halo_mm=draws["halo.length"],
        corneum_stimulus=draws["halo.corneum"],
        spread=draws["abrasion.evenness"],
        notes=notes,
    )


def _worn(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    table = load_table("tissue/abrasion")
    reference = table.number("exposure.reference_pressure", "kPa")
    pressure = reference * (setting["pressure_kPa"] / reference) ** draws["abrasion.pressure_exponent"]
    wear = draws["abrasion.wear"] * pressure * draws["abrasion.pass_time"] * setting["passes"]
    beyond = np.clip(wear - skin.junction_um, 0.0, None)
    return np.minimum(wear, skin.junction_um) + draws.of("abrasion.dermis", table["exposure.dermis"]) * beyond


def _to_endpoint(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    table, endpoint = load_table("tissue/abrasion"), f"endpoint.{setting['depth_endpoint']}"

    def share(layer: str) -> Samples:
        return draws.of(f"abrasion.{endpoint}.{layer}", table[f"{endpoint}.{layer}"])

    below = share("of_papillary") * skin.papillary_um + share("of_reticular") * (skin.dermis_um - skin.papillary_um)
    tool = draws["abrasion.wire"] if setting["tool"] == "wire" else 1.0
    return np.minimum(skin.junction_um + below * draws["abrasion.endpoint"] * tool, skin.thickness_um)
