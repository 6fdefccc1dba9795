"""What each setting of the rows does to skin: the injuries of the product's own models, over draws, with one halo length.

The halo length is not fitted here: it stands at its table value, so that it does not count as a doubt of every arm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.observations import Observation
from rederm.evidence.subject import client_of, sessions_of
from rederm.healing.host import host_of
from rederm.healing.impulses import impulse_of
from rederm.injury import injure
from rederm.skin import skin_at
from rederm.sources import load_table


@dataclass(frozen=True)
class Doses:
    """Arrays (arms, draws) of what the laws read, and what is known of each arm (arms,)."""

    open_share: np.ndarray
    replaced: np.ndarray  # share of the papillary band
    halo_papillary: np.ndarray
    halo_reticular: np.ndarray
    ablated_mm: np.ndarray
    coagulated_mm: np.ndarray
    column_mm: np.ndarray
    papillary_share: np.ndarray  # of ablated + coagulated
    presence: np.ndarray  # 0 no injury .. 1 any treatment
    cold: np.ndarray
    lid: np.ndarray
    body: np.ndarray
    off_face: np.ndarray  # neck, chest, body: where darkening is counted apart
    darker: np.ndarray  # type III and above: redness lasts longer
    synthesis: np.ndarray  # of the typical person of the study, against 45 years

    def median(self) -> "Doses":
        """One draw: the median of every descriptor."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return Doses(**{name: np.median(v, axis=1, keepdims=True) if v.ndim == 2 else v for name, v in found.items()})

    def rows(self, keep: np.ndarray) -> "Doses":
        """Some of the arms."""
        return Doses(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


class _OneHalo(Draws):
    def __getitem__(self, name: str) -> Samples:
        if name == "halo.length":
            return np.full(self.n, load_table("posterior/halo").number("length", "mm"))
        return super().__getitem__(name)


def doses_of(observations: Sequence[Observation], draws: int) -> Doses:
    """Injure every setting once (lesions are kept by content, so that equal settings cost nothing)."""
    each = [_dose(observation, _OneHalo(draws)) for observation in observations]
    return Doses(**{f.name: np.array([dose[f.name] for dose in each]) for f in fields(Doses)})


def _dose(observation: Observation, draws: Draws) -> dict[str, np.ndarray | float | bool]:
    client = client_of(observation)
    skin, session = skin_at(client, observation.site), sessions_of(observation, client)[0]
    injury = injure(session.setting, skin, draws, session.aftercare.skin_cooling)
    cut = injury.ablated_mm + injury.coagulated_mm
    site = skin.site
    lid = site.eye_zone and site.name != "face"
    return {
        "open_share": np.clip(injury.open_share, 0.0, 1.0),
        "replaced": np.clip(injury.replaced_papillary, 0.0, 1.0),
        "halo_papillary": np.clip(injury.halo_papillary, 0.0, 1.0),
        "halo_reticular": np.clip(injury.halo_reticular, 0.0, 1.0),
        "ablated_mm": injury.ablated_mm,
        "coagulated_mm": injury.coagulated_mm,
        "column_mm": injury.column_mm,
        "papillary_share": np.clip(np.divide(injury.papillary_mm, cut, out=np.zeros(draws.n), where=cut > 0.0), 0.0, 1.0),
        "presence": impulse_of(injury, skin, draws).presence,
        "cold": injury.cold,
        "lid": lid,
        "body": not lid and site.group != "face",
        "off_face": site.group in ("neck-chest", "body"),
        "darker": client.fitzpatrick >= 3,
        "synthesis": host_of(client, skin, draws).synthesis,
    }
