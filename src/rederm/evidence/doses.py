"""What the settings of the rows do to skin: the injuries of the product's own models, over draws and unstated dials.

The halo length is fitted with the law, so each injury is made at every length of LENGTHS_MM, all else equal; the law reads
between them. Lesions are kept by content, so that a length costs little, and equal settings nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from rederm.draws import Draws, Samples, spread
from rederm.evidence.observations import Observation
from rederm.evidence.subject import client_of, sessions_of
from rederm.evidence.unstated import settings_of
from rederm.healing.host import host_of
from rederm.healing.impulses import impulse_of
from rederm.injury import Injury, injure
from rederm.skin import skin_at

LENGTHS_MM = (0.1, 0.18, 0.3, 0.45, 0.7, 1.1)


@dataclass(frozen=True)
class Doses:
    """What the law reads, (arms, draws), halos (arms, draws, lengths), and what is known of each arm (arms,)."""

    replaced: np.ndarray  # share of the papillary band
    halo_papillary: np.ndarray
    halo_reticular: np.ndarray
    presence: np.ndarray  # 0 no injury .. 1 any treatment
    cold: np.ndarray
    lid: np.ndarray
    body: np.ndarray
    synthesis: np.ndarray  # of the typical person of the study, against 45 years

    def median(self) -> "Doses":
        """One draw: the median of every descriptor."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return Doses(**{name: np.median(v, axis=1, keepdims=True) if v.ndim > 1 else v for name, v in found.items()})

    def rows(self, keep: np.ndarray) -> "Doses":
        """Some of the arms."""
        return Doses(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


class _AtLength(Draws):
    """Draws with one halo length."""

    def __init__(self, n: int, seed: int, length_mm: float) -> None:
        super().__init__(n, seed)
        self.length_mm = length_mm

    def __getitem__(self, name: str) -> Samples:
        return np.full(self.n, self.length_mm) if name == "halo.length" else super().__getitem__(name)


def doses_of(observations: Sequence[Observation], draws: int, *, vague: bool = False) -> Doses:
    """The dose of each observation over `draws`, a multiple of SETTINGS; equal settings on equal skin are injured once.

    vague: over the dials that a paper does not state as well; otherwise they stand at their defaults.
    """
    keys = [_key(observation) for observation in observations]
    first = dict(zip(keys, observations, strict=True))
    made = dict(zip(first, spread(lambda observation: _dose(observation, draws, vague), list(first.values())), strict=True))
    return Doses(**{f.name: np.array([made[key][f.name] for key in keys]) for f in fields(Doses)})


def _key(observation: Observation) -> str:
    client = client_of(observation)
    return f"{observation.device} {sorted(observation.dials.items())} {observation.site} {client.age} {client.fitzpatrick}"


def _dose(observation: Observation, draws: int, vague: bool) -> dict[str, np.ndarray | float | bool]:
    client = client_of(observation)
    skin = skin_at(client, observation.site)
    settings = settings_of(observation, skin.site) if vague else [observation.dials]
    each = draws // len(settings)
    made = [_injuries(replace(observation, dials=dials), each, seed) for seed, dials in enumerate(settings)]

    def over(name: str) -> np.ndarray:
        """The field of the injuries (draws, lengths)."""
        fields_of = [np.stack([getattr(injury, name) for injury in injuries], axis=1) for injuries in made]
        return np.clip(np.concatenate(fields_of), 0.0, 1.0)

    one = made[0][0]
    lid = skin.site.eye_zone and skin.site.name != "face"
    return {
        "replaced": over("replaced_papillary")[:, 0],
        "halo_papillary": over("halo_papillary"),
        "halo_reticular": over("halo_reticular"),
        "presence": np.concatenate([impulse_of(injuries[0], skin, Draws(each)).presence for injuries in made]),
        "cold": one.cold,
        "lid": lid,
        "body": not lid and skin.site.group != "face",
        "synthesis": host_of(client, skin, Draws(1)).synthesis,
    }


def _injuries(observation: Observation, draws: int, seed: int) -> list[Injury]:
    """The injury of one setting at every halo length."""
    client = client_of(observation)
    skin, session = skin_at(client, observation.site), sessions_of(observation, client)[0]
    each = [_AtLength(draws, seed, length) for length in LENGTHS_MM]
    return [injure(session.setting, skin, own, session.aftercare.skin_cooling) for own in each]
