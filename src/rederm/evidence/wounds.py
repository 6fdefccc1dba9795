"""What each setting of the rows of recovery does to skin, and how that closes: what redness, swelling and crusts read."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.subject import client_of, sessions_of
from rederm.healing.closure import closure_of
from rederm.healing.epidermis import renewal_of
from rederm.healing.host import care_of, host_of
from rederm.healing.impulses import impulse_of
from rederm.healing.numerics_steps import NOTHING
from rederm.injury import injure
from rederm.skin import skin_at
from rederm.sources import load_table

# spread between persons, which the mean of a study does not share
PERSONAL = ("healing.shedding", "healing.swelling", "healing.redness.person", "healing.closure.person")


class Typical(Draws):
    """Draws in which every person is the typical one."""

    def __getitem__(self, name: str) -> Samples:
        return np.ones(self.n) if name in PERSONAL else super().__getitem__(name)


def typical(draws: Draws) -> Draws:
    """These draws without the spread between persons."""
    return Typical(draws.n, draws.seed, nominal=draws.nominal)


@dataclass(frozen=True)
class Wounds:
    """Arrays (rows, draws), and what is known of each row (rows,)."""

    open_share: np.ndarray
    presence: np.ndarray  # 0 no injury .. 1 any treatment
    closed: np.ndarray  # d, to closure
    hurt_mm: np.ndarray  # dermis ablated, dead or pierced
    sheds_from: np.ndarray  # d, from when debris comes off
    heights: np.ndarray  # ln of the debris over what is just seen, -inf where there is none
    darker: np.ndarray  # type III and above
    site_crust: np.ndarray

    def median(self) -> "Wounds":
        """One draw: the median of every descriptor."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return Wounds(**{name: np.median(v, axis=1, keepdims=True) if v.ndim == 2 else v for name, v in found.items()})

    def rows(self, keep: np.ndarray) -> "Wounds":
        """Some of the rows."""
        return Wounds(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


def wounds_of(observations: Sequence[Observation], draws: int) -> Wounds:
    """Injure every setting once (lesions are kept by content, so that equal settings cost nothing)."""
    each = [_wound(observation, typical(Draws(draws))) for observation in observations]
    return Wounds(**{f.name: np.array([wound[f.name] for wound in each]) for f in fields(Wounds)})


def _wound(observation: Observation, draws: Draws) -> dict[str, np.ndarray | float | bool]:
    client = client_of(observation)
    skin, session = skin_at(client, observation.site), sessions_of(observation, client)[0]
    injury = injure(session.setting, skin, draws, session.aftercare.skin_cooling)
    host = host_of(client, skin, draws)
    closure = closure_of(injury, skin, host, care_of(session.aftercare, draws), draws)
    renewal = renewal_of(injury, closure, skin, host, draws)
    visible = draws.of("healing.epidermis.crust_visible", load_table("tissue/healing")["epidermis.crust_visible"])
    with np.errstate(divide="ignore"):
        heights = np.log(renewal.contrast * renewal.thickness / np.maximum(visible, NOTHING))
    return {
        "open_share": np.clip(injury.open_share, 0.0, 1.0),
        "presence": impulse_of(injury, skin, draws).presence,
        "closed": closure.days(),
        "hurt_mm": injury.ablated_mm + injury.coagulated_mm + injury.column_mm,
        "sheds_from": renewal.closes,
        "heights": heights,
        "darker": client.fitzpatrick >= 3,
        "site_crust": host.crust,
    }
