"""Chemical peels: a dead layer that stays in place and is shed, from the surface to the depth that the agent coagulates.

    acids (TCA, Jessner + TCA, glycolic)    titration front            rederm.injury.peel_acids
    phenol with croton oil                  from days of healing       rederm.injury.peel_croton
    salicylic acid                          loosens corneum only: d = d30 (c / 30 %) (t / 5 min), at most the corneum

Nothing is ablated and nothing heated; what is dead, dermis too, is shed as one sheet within days. The depth varies over the
field, so that a peel that ends in the epidermis bares the basal layer in patches only.

References: `rederm sources posterior/peel`.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rederm.devices import Setting
from rederm.draws import Draws, Samples
from rederm.injury.layer_notes import frost, where_it_ends
from rederm.injury.peel_acids import glycolic_depth, jessner_tca_depth, tca_depth
from rederm.injury.peel_croton import phenol_croton_depth
from rederm.injury.peel_toxicity import toxicity
from rederm.injury.result import Injury
from rederm.injury.shares import describe_layer
from rederm.skin import Skin
from rederm.sources import InputError, load_table, nearest

_NO_SCALE = (
    "Peel depth has no measured human scale: it is placed by order of strength, time to frost and days of healing, "
    "so its band is wide."
)
_LOOSENED = "Salicylic acid loosens corneum and kills nothing below it; its depot in the skin is not modelled."
_DERIVED = "This depth is worked out from the days that such peels take to heal, not from sections of skin."
_COAGULATES: dict[str, Callable[[Setting, Skin, Draws], Samples]] = {
    "tca-peel": tca_depth,
    "jessner-tca-peel": jessner_tca_depth,
    "glycolic-peel": glycolic_depth,
    "phenol-croton-peel": phenol_croton_depth,
}
_FROSTS = ("tca-peel", "jessner-tca-peel")
_LOOSENS = "salicylic-peel"
_POISONS = "phenol-croton-peel"


def injure_peel(setting: Setting, skin: Skin, draws: Draws) -> Injury:
    """Injury by one peel of this setting. Raises InputError for an agent without a model."""
    agent = setting.device.name
    notes: tuple[str, ...] = (_NO_SCALE,)
    if agent == _LOOSENS:
        depth, spread, notes = _corneum_loosened(setting, skin, draws), np.zeros(draws.n), (_NO_SCALE, _LOOSENED)
    elif agent in _COAGULATES:
        depth, spread = _COAGULATES[agent](setting, skin, draws), draws["peel.evenness"]
        notes = (*notes, _DERIVED) if agent == _POISONS else notes
        notes = (*notes, frost(skin, depth)) if agent in _FROSTS else notes
    else:
        known = (*_COAGULATES, _LOOSENS)
        raise InputError(f"no peel model for {agent!r}{nearest(agent, known)} agents: {', '.join(known)}")
    depth = np.minimum(depth, skin.thickness_um)
    notes = (*notes, where_it_ends(skin, depth))
    injury = describe_layer(
        device=agent,
        site=skin.site.name,
        skin=skin,
        ablated_um=np.zeros(draws.n),
        dead_um=depth,
        collagen_um=depth,
        warm_um=depth,
        lifted_um=depth,
        halo_mm=draws["halo.length"],
        corneum_stimulus=draws["halo.corneum"],
        spread=spread,
        notes=notes,
    )
    return replace(injury, toxicity=toxicity(setting, injury.coverage, draws)) if agent == _POISONS else injury


def _corneum_loosened(setting: Setting, skin: Skin, draws: Draws) -> Samples:
    table = load_table("tissue/agents")
    strength = setting["concentration_pct"] / table.number("salicylic.concentration", "%")
    time = setting["minutes"] / table.number("salicylic.contact", "min")
    return np.minimum(draws["peel.salicylic.loosened"] * strength * time, skin.stratum_corneum_um)
