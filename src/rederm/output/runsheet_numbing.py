"""The numbing of one visit on its run sheet: which cream, when it goes on, how much, and the most that this client may have.

    cream = dose x area under cream on that day,     most = least of  label, 1 g/kg x weight, label for a child

Above the most a physician sets the dose. Without a weight the rule stands in words, with a box to fill.

References: `rederm sources rules/numbing`.
"""

import math
from collections.abc import Sequence
from functools import reduce
from typing import Any

from rederm.course import Course, resolve
from rederm.outlook.numbing import USUAL, agent_for, numbing_words
from rederm.output.language import tr
from rederm.safety.numbing import cream_area_cm2, drugs_mg
from rederm.sources import load_table, mark

_BEYOND = {
    "nerve block": mark("Beyond cream: nerve block, given by a physician."),
    "sedation": mark("Beyond cream: sedation, given by a physician."),
}
_TEN = 10  # an area is told in steps of 10 cm2, downwards
_CHILD, _SMALL_CHILD, _SMALL_KG = 12, 6, 20  # years, years and kg at which the label changes its dose


def numbing_view(client: Any, course: Course, day: float) -> dict[str, Any]:
    """lines to read, blanks to fill; warning where more would lie on the skin than is allowed. No cream: one line."""
    cares = [resolve(s.aftercare, s.setting.device, client.habits, s.sites) for s in course.sessions if s.day == day]
    minutes = max(care.numbing_minutes or 0.0 for care in cares)
    deeper = [care.anaesthesia for care in cares if care.anaesthesia not in (None, "none")]
    beyond = [tr(_BEYOND[kind]) for kind in dict.fromkeys(deeper)]
    agent = agent_for(client.history)
    if not minutes or agent is None:
        none = tr("No numbing cream in this plan.")
        why = none if not minutes else tr("No cream: {why}.", why=numbing_words(client.history))
        return {"lines": [why, *beyond], "blanks": [], "warning": ""}
    table = load_table("rules/numbing")
    area = cream_area_cm2(client, course, day)
    grams = round(area * table.number("dose", "g/cm^2"))
    held = [tr("{amount} mg of {drug}", amount=amount, drug=drug) for drug, amount in drugs_mg(agent.key, grams).items()]
    off = load_table("posterior/time").number("cream_removal", "min")
    lines = [
        tr(
            "{cream}: on {minutes} minutes before the first treatment ({under} under film, {off} to take it off).",
            cream=agent.name,
            minutes=f"{minutes + off:.0f}",
            under=f"{minutes:.0f}",
            off=f"{off:.0f}",
        ),
        _held_words(grams, area, held),
        _most_words(client, agent is USUAL),
    ]
    if client.weight_kg is None:
        least = grams / table.number("most.cream_per_weight", "g/kg")
        lines.append(tr("So the cream of this visit needs {weight} kg at the least.", weight=f"{least:.0f}"))
    lines += beyond
    over = grams > most_cream_g(client) or area > table.number("most.area", "cm^2")
    return {
        "lines": lines,
        "blanks": ([tr("Weight, kg")] if client.weight_kg is None else []) + [tr("Cream, g"), tr("On at"), tr("Off at")],
        "warning": tr("More than the most: treat in parts on different days, or a physician sets the dose.") if over else "",
    }


def _held_words(grams: int, area: float, held: Sequence[str]) -> str:
    """How much cream this visit takes, and what is in it."""
    where = f"{area:.0f}"
    if not held:
        return tr("This visit: {grams} g on {area} cm² (what it holds: see its label).", grams=grams, area=where)
    drugs = reduce(lambda first, second: tr("{first} and {second}", first=first, second=second), held)
    return tr("This visit: {grams} g on {area} cm² (holds {drugs}).", grams=grams, area=where, drugs=drugs)


def most_cream_g(client: Any) -> float:
    """The most cream at one visit that needs no physician; without a weight the label's largest dose, which may be too much."""
    table = load_table("rules/numbing")
    found = [table.number("most.cream", "g")]
    if client.weight_kg is not None:
        found.append(client.weight_kg * table.number("most.cream_per_weight", "g/kg"))
    if client.age < _CHILD:
        found.append(table.number("most.cream_child", "g"))
    if client.age < _SMALL_CHILD or (client.weight_kg is not None and client.weight_kg < _SMALL_KG):
        found.append(table.number("most.cream_small_child", "g"))
    return min(found)


def _most_words(client: Any, usual: bool) -> str:
    table = load_table("rules/numbing")
    most, label = math.floor(most_cream_g(client)), table.number("most.area", "cm^2")
    area = math.floor(min(label, most / table.number("dose", "g/cm^2")) / _TEN) * _TEN
    if client.weight_kg is None:
        told = [
            tr("At most: {most} g on {area} cm² at one visit; above it a physician sets the dose.", most=most, area=area),
            tr(
                "Weight not known: weigh, and no more than {grams} g for each kg.",
                grams=f"{table.number('most.cream_per_weight', 'g/kg'):g}",
            ),
        ]
    else:
        told = [
            tr(
                "At most for {weight} kg: {most} g on {area} cm² at one visit; above it a physician sets the dose.",
                weight=f"{client.weight_kg:g}",
                most=most,
                area=area,
            )
        ]
    if not usual:
        told.append(tr("That is the label of lidocaine/prilocaine; this cream's own where it allows less."))
    return " ".join(told)
