"""What one session leaves in one skin under one care: its closure, its impulse, its new epidermis, and the days they last.

Like sessions are asked for the same wound, which their draws keep (`draws.remembered`): a course of three, or another interval,
costs no more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.healing.closure import Closure, closure_of
from rederm.healing.epidermis import Renewal, renewal_of
from rederm.healing.host import Care, Host
from rederm.healing.impulses import Impulse, impulse_of
from rederm.healing.melanocytes import reservoir_lost
from rederm.healing.numerics_steps import NOTHING
from rederm.injury import Injury
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True, eq=False)
class Wound:
    """One session's injury as healing meets it; arrays (draws,), in days."""

    injury: Injury
    closure: Closure
    impulse: Impulse
    renewal: Renewal
    closed_days: Samples
    crust_days: Samples
    melanocytes_lost: Samples  # share of the reservoir
    hair: float  # hair follicles among follicles and sweat ducts of this skin

    @cached_property
    def closed_by(self) -> dict[str, Samples]:
        """Share of the new epidermis by where it came from."""
        return self.closure.closed_by(self.hair)


@remembered
def wound_of(injury: Injury, skin: Skin, host: Host, care: Care, draws: Draws) -> Wound:
    """The wound of one session."""
    table = load_table("tissue/healing")
    closure = closure_of(injury, skin, host, care, draws)
    renewal = renewal_of(injury, closure, skin, host, draws)
    visible = np.maximum(draws.of("healing.epidermis.crust_visible", table["epidermis.crust_visible"]), NOTHING)
    return Wound(
        injury=injury,
        closure=closure,
        impulse=impulse_of(injury, skin, draws),
        renewal=renewal,
        closed_days=closure.days(),
        crust_days=renewal.crust_days(visible),
        melanocytes_lost=reservoir_lost(injury, draws),
        hair=skin.hair_per_mm2 / max(skin.hair_per_mm2 + skin.eccrine_per_mm2, NOTHING),
    )


def stacked(columns: Sequence[Samples], draws: Draws) -> np.ndarray:
    """One column a session, (draws, sessions)."""
    return np.stack(columns, axis=1) if columns else np.zeros((draws.n, 0))
