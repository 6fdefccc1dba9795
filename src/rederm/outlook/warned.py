"""What a clinician must read beside the figures: use that nobody published, wounds that do not heal, concerns left alone."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rederm.outlook.region import Region
from rederm.sources import Sentence, sentence


def warnings_of(client: Any, regions: Mapping[str, Region], treated: Sequence[str]) -> tuple[str, ...]:
    """One sentence each, the gravest first. `treated`: keys of the concerns that the course treats."""
    told = [line for region in regions.values() for line in through_the_skin(region)]
    told += [line for region in regions.values() for line in region.outside]
    for key, concern in zip(client.keys(), client.concerns, strict=True):
        if key not in treated:
            alone = sentence(
                "{concern}: the {site} is not treated by this course and is shown as untreated.", concern=key, site=concern.site
            )
            told.append(alone)
    return tuple(dict.fromkeys(told))


def through_the_skin(region: Region) -> list[Sentence]:
    """Sessions whose death, at the median, reaches below the dermis. Figures of healing stand, but such a wound has none.

    Columns that stand apart are closed by the skin between them: there the harm is to what lies below.
    """
    told = []
    for injury in region.injuries:
        depth = float(np.median(injury.necrosis_depth_um))
        if depth < region.skin.thickness_um:
            continue
        how_far = {"site": region.site, "depth": _mm(depth), "thickness": _mm(region.skin.thickness_um)}
        told.append(
            sentence(
                "on the {site} death reaches through the skin ({depth} mm of {thickness} mm): such a wound does not close from "
                "within; this needs surgery, not aftercare.",
                **how_far,
            )
            if injury.layer
            else sentence(
                "on the {site} death reaches through the skin ({depth} mm of {thickness} mm): what it does to fat and nerves "
                "below is not modelled.",
                **how_far,
            )
        )
    return told


def _mm(depth_um: float) -> str:
    return f"{depth_um / 1000:.1f}"
