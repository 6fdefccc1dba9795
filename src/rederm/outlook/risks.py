"""What can go wrong in a course on one region, each a chance within each draw, so that a band is over what is not known.

Darkening, permanent lightening, scar, infection and redness that lasts each have a module of their own. Skin that nothing
touches has no risk. Of several regions of one person the largest counts, since they darken and scar together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws, Samples
from rederm.healing import Healing
from rederm.injury import Injury
from rederm.outlook.darkening import darkening_risk
from rederm.outlook.infection import infection_risk
from rederm.outlook.lightening import lightening_risk
from rederm.outlook.long_redness import long_redness_risk
from rederm.outlook.scarring import scar_risk
from rederm.skin import Skin


@dataclass(frozen=True)
class Risks:
    """Chances of a course on one region, each (n,)."""

    pih: Samples
    hypopigmentation: Samples
    scar: Samples
    infection: Samples
    prolonged_redness: Samples

    @classmethod
    def worst(cls, regions: Sequence["Risks"]) -> "Risks":
        """Of several regions of one person: the largest of each."""
        return cls(**{f.name: np.max([getattr(r, f.name) for r in regions], axis=0) for f in fields(cls)})


def course_risks(
    injuries: Sequence[Injury],
    healing: Healing,
    cares: Sequence[Aftercare],
    skin: Skin,
    client: Any,
    draws: Draws,
    unseen: bool = False,
) -> Risks:
    """Risks of the sessions on one region.

    cares: resolved aftercare a session; unseen: no study of a device on such a site has skin as dark as this.
    """
    return Risks(
        pih=darkening_risk(injuries, healing, cares, skin, client, draws, unseen),
        hypopigmentation=lightening_risk(injuries, draws),
        scar=scar_risk(injuries, healing, skin, client, draws),
        infection=infection_risk(injuries, healing, cares, skin, client, draws),
        prolonged_redness=long_redness_risk(healing),
    )
