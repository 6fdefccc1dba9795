"""Numbing creams: which one a client may have, and what it leaves of the stimulus after its minutes.

    left = 1 - e m^s / (m^s + (h g)^s)        e: share taken in the end;   h: half time on a face;   s: steepness
    g = usual minutes of the site / usual minutes of a face

More minutes never leave more: that full numbness falls again after four hours is not modelled. A course says only for how
long; the agent is lidocaine with prilocaine, the one with a curve of its own, or the next that the client tolerates.

References: `rederm sources tissue/numbing`, `rederm sources posterior/comfort`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course.aftercare import usual_numbing_minutes
from rederm.draws import Draws, Samples
from rederm.sources import Sentence, joined, load_table, sentence


@dataclass(frozen=True)
class Agent:
    """A cream: its key in the tables, its name to people, and what is in it."""

    key: str
    name: str
    drugs: tuple[str, ...]


USUAL = Agent("lidocaine_prilocaine", sentence("lidocaine/prilocaine cream"), ("lidocaine", "prilocaine"))
AGENTS = (  # in the order in which they are taken
    USUAL,
    Agent("lidocaine_tetracaine", sentence("lidocaine/tetracaine peel"), ("lidocaine", "tetracaine")),
    Agent("lidocaine_liposomal", sentence("liposomal lidocaine 4 % cream"), ("lidocaine",)),
    Agent("tetracaine_gel", sentence("tetracaine 4 % gel"), ("tetracaine",)),
    Agent("compounded", sentence("compounded benzocaine, lidocaine and tetracaine"), ("benzocaine", "lidocaine", "tetracaine")),
)
NAMED: Mapping[str, tuple[str, ...]] = {  # what an allergy to one word rules out
    "emla": ("lidocaine", "prilocaine"),
    "anaesthetic": ("benzocaine", "lidocaine", "prilocaine", "tetracaine"),
    "anesthetic": ("benzocaine", "lidocaine", "prilocaine", "tetracaine"),
    "novocaine": ("benzocaine", "tetracaine"),  # procaine: esters cross-react
    "novocain": ("benzocaine", "tetracaine"),
    "procaine": ("benzocaine", "tetracaine"),
    "benzocaine": ("benzocaine", "tetracaine"),
    "tetracaine": ("benzocaine", "tetracaine"),
    "lidocaine": ("lidocaine",),
    "lignocaine": ("lidocaine",),
    "prilocaine": ("prilocaine",),
}
_METHAEMOGLOBIN = ("benzocaine", "prilocaine")


def ruled_out(history: Any) -> Mapping[str, Sentence]:
    """Drugs that this client must not have, each with the reason in words; an unasked history rules out nothing."""
    allergies = " ".join(getattr(history, "allergies", None) or ()).lower()
    found = {
        drug: sentence("allergy to {word}", word=word)
        for word, drugs in NAMED.items()
        if _mentions(allergies, word)
        for drug in drugs
    }
    if getattr(history, "methaemoglobin_risk", None):
        found |= {drug: sentence("risk of methaemoglobin") for drug in _METHAEMOGLOBIN if drug not in found}
    return found


def agent_for(history: Any) -> Agent | None:
    """The first agent that this client tolerates, None where there is none."""
    banned = ruled_out(history)
    return next((agent for agent in AGENTS if not set(agent.drugs) & set(banned)), None)


def numbing_words(history: Any) -> str:
    """Why another agent than the usual, or none, is taken; empty where it is the usual."""
    agent, banned = agent_for(history), ruled_out(history)
    if agent is USUAL:
        return ""
    why = joined("; ", dict.fromkeys(banned.values()))
    if agent is None:
        return sentence("no numbing cream is tolerated ({why}), so felt without", why=why)
    return sentence("numbed with {cream} ({why})", cream=agent.name, why=why)


def onset(agent: Agent, minutes: float, site: str, draws: Draws) -> Samples:
    """Share of its effect that an agent has after so many minutes, 0..1 (n,)."""
    table = load_table("tissue/numbing")
    slower = usual_numbing_minutes((site,)) / usual_numbing_minutes(("face",))
    half = draws.of(f"numbing.{agent.key}.half", table[f"{agent.key}.half"]) * slower
    ratio = (minutes / half) ** table.number("steepness", "1")
    return np.asarray(ratio / (1 + ratio))


def left(agent: Agent | None, minutes: float, site: str, draws: Draws) -> Samples:
    """What the agent leaves of the stimulus, 0..1 (n,)."""
    if agent is None or minutes <= 0:
        return np.ones(draws.n)
    return 1 - draws[f"comfort.cream.{agent.key}"] * onset(agent, minutes, site, draws)


def _mentions(text: str, word: str) -> bool:
    """Whether a word stands in a text by itself, so that tetracaine is not taken for caine, nor benzocaine for procaine."""
    return any(part.strip(".,;:()") == word for part in text.replace("/", " ").replace("-", " ").split())
