"""What the client's file says, and what of it no rule knows. A fact with no value (None) was not asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.devices import OPERATOR_WORDS, OPERATORS, Device, device_names
from rederm.safety.energy import energy_facts
from rederm.safety.vocabulary import HABITS, HISTORY
from rederm.sources import sentence

_NOTHING = ("", "none", "no", "nil", "-")


def client_facts(client: Any, known_words: Mapping[str, set[str]]) -> dict[str, Any]:
    """Facts that hold for every course. known_words: for each free text, the words that some rule looks for."""
    from rederm.outlook.numbing import agent_for  # brings the simulation, which reading rules does not need

    agent = agent_for(client.history)
    facts: dict[str, Any] = {
        "age": client.age,
        "sex": client.sex,
        "fitzpatrick": client.fitzpatrick,
        "weight_kg": client.weight_kg,
        "may_be_pregnant": client.sex == "female" and client.menopause_years is None,
        "operator.available": OPERATORS.index(client.limits.operator),
        "operator.available_word": OPERATOR_WORDS[client.limits.operator],
        "numbing.agent": agent.name if agent else sentence("no cream that this client tolerates"),
        "numbing.drugs": list(agent.drugs) if agent else [],
        "numbing.key": agent.key if agent else "",
    }
    facts |= {f"history.{name}": getattr(client.history, name) for name in HISTORY}
    facts |= {f"habits.{name}": getattr(client.habits, name) for name in HABITS}
    for text in ("medications", "allergies"):
        facts[f"{text}_unmatched"] = _unmatched(facts[f"history.{text}"], known_words[text])
    treatments = client.treatments_before
    return facts | {
        "before.complications": [b.complication for b in treatments if (b.complication or "").strip().lower() not in _NOTHING],
        "before.unclear": [b.device for b in treatments if b.device not in device_names() or b.weeks_ago is None],
    }


def device_facts(client: Any, device: Device) -> dict[str, Any]:
    """Facts of a device at any setting, and whether this client has had it before: not known where no list was given at all."""
    listed = "treatments_before" in client.model_fields_set
    facts: dict[str, Any] = {
        "device.name": device.name,
        "device.family": device.family,
        "device.new": all(b.device != device.name for b in client.treatments_before) if listed else None,
    }
    for bound in ("floor", "ceiling"):
        if f"interval.{bound}" in device.values:
            facts[f"interval.{bound}_days"] = device.number(f"interval.{bound}", "d")
    return facts | energy_facts(device)


def _unmatched(given: Sequence[str] | None, words: set[str]) -> list[str] | None:
    if given is None:
        return None
    named = [entry for entry in given if entry.strip().lower() not in _NOTHING]
    return [entry for entry in named if not any(word.lower() in entry.lower() for word in words)]
