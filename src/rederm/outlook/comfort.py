"""What a session feels like: pain (`outlook/pain.py`), cream (`outlook/numbing.py`), heat and words (`outlook/feel.py`).

    S = stimulus cream block study exp(arm e) person^(1 / sqrt(people)),     pain = 10 (1 - exp(-S))

study: clinics differ; arm: what the law leaves out of a way of injuring, by the error e that the injury carries; person: one
client, or the people of a study whose mean is asked for. Nothing here knows the device but for the words that describe it.

References: `rederm sources posterior/comfort`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.devices import Device
from rederm.draws import Draws, Samples, remembered
from rederm.injury import Injury
from rederm.outlook.feel import after_words, feel_words, heat_hours, sensations
from rederm.outlook.numbing import USUAL, Agent, agent_for, left, numbing_words
from rederm.outlook.pain import PainTerms, Stirred, score, stimulus, stirred, volume_mm
from rederm.skin import Skin
from rederm.sources import load_table


@dataclass(frozen=True)
class Comfort:
    """pain 0..10 and hours of heat, (n,); feel in words."""

    pain: Samples
    heat_hours: Samples
    feel: str


@remembered
def comfort(injury: Injury, device: Device, care: Aftercare, skin: Skin, draws: Draws, history: Any = None) -> Comfort:
    """Comfort of one session of one client with its resolved aftercare; `history` rules out creams that are not tolerated."""
    at, terms = stirred(injury, care.skin_cooling, skin, draws), PainTerms.drawn(draws)
    agent, minutes = agent_for(history), care.numbing_minutes or 0.0
    pain = pain_felt(at, terms, injury, care, skin, draws, agent=agent)
    hours = heat_hours(volume_mm(terms.prick, at), bool(care.cool_mask), draws)
    numb = load_table("tissue/numbing").number(f"{agent.key}.lasts", "min") if agent and minutes else 0.0
    words = feel_words(
        device.feel, pain, sensations(injury), after_words(hours, numb), numbing_words(history) if minutes else ""
    )
    return Comfort(pain, hours, words)


def pain_felt(
    at: Stirred,
    terms: PainTerms,
    injury: Injury,
    care: Aftercare,
    skin: Skin,
    draws: Draws,
    *,
    agent: Agent | None = USUAL,
    people: int = 1,
) -> Samples:
    """Mean pain of so many people while treated, 0..10 (n,)."""
    felt = stimulus(terms, at) * left(agent, care.numbing_minutes or 0.0, skin.site.name, draws)
    if care.anaesthesia not in (None, "none"):
        felt = felt * draws[f"comfort.pain.{care.anaesthesia.replace(' ', '_')}"]
    felt = felt * draws["comfort.pain.study"] * np.exp(draws["comfort.pain.arm"] * injury.model_error)
    return score(felt * draws["comfort.pain.person"] ** (1 / np.sqrt(people)))
